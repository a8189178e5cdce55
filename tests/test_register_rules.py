"""The borders that tell whether a suggestion is found again, and what may stand in a file of decisions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from worldcafe.errors import InputError
from worldcafe.register.file import Entry, _headings, _key, entries_of, read_register
from worldcafe.register.matching import Item, Match, _judge, _merged, _pieces, _whole, fold, match_items
from worldcafe.register.stage import _asked, _row_of, _settle, _told
from worldcafe.tables import TRIAGE

NONE = dict.fromkeys(TRIAGE, "")


@pytest.mark.parametrize(
    ("shares", "outcome", "now", "offers"),
    [
        ([1.0], "same", 0, ()),
        ([0.6], "same", 0, ()),
        ([0.59], "asked", -1, (0,)),
        ([0.3], "asked", -1, (0,)),
        ([0.29], "gone", -1, ()),
        ([], "gone", -1, ()),
        ([0.2, 0.7], "same", 1, ()),
        ([0.6, 0.3], "split", 0, (1,)),
        ([0.3, 0.5], "split", 1, (0,)),
        ([0.3, 0.48], "asked", -1, (1, 0)),  # not far enough ahead
        ([0.7, 0.51], "asked", -1, (0, 1)),
        ([0.7, 0.5], "split", 0, (1,)),
        ([0.5, 0.29], "asked", -1, (0,)),
        ([0.4, 0.4, 0.4, 0.4], "asked", -1, (0, 1, 2)),
    ],
)
def test_share_of_the_notes_and_how_far_the_next_is_behind_say_what_became_of_it(
    shares, outcome, now, offers
):
    found = _judge(np.array(shares), np.zeros(len(shares)), 0.0)
    assert (found.outcome, found.now, found.offers) == (outcome, now, offers)
    assert found.score == (max(shares) if outcome != "gone" else 0.0)


@pytest.mark.parametrize(
    ("traces", "still_said", "outcome", "offers"),
    [
        ([0.0, 0.1], 0.0, "asked", (1,)),
        ([0.1, 0.2, 0.3, 0.4], 0.0, "asked", (3, 2, 1)),
        ([0.0, 0.0], 0.0, "gone", ()),
        ([0.0, 0.0], 0.6, "asked", ()),
        ([0.0, 0.0], 0.59, "gone", ()),
    ],
)
def test_only_a_trace_is_asked_about(traces, still_said, outcome, offers):
    found = _judge(np.zeros(len(traces)), np.array(traces), still_said)
    assert (found.outcome, found.offers, found.now) == (outcome, offers, -1)


def test_of_several_that_are_one_today_the_one_with_most_notes_found_is_it():
    before = [Item("a", ("a",)), Item("b", ("b", "c", "d")), Item("e", ("e", "f"))]
    matches = [Match("same", 0, (), 1.0), Match("same", 0, (), 0.7), Match("same", 1, (), 1.0)]
    assert [match.outcome for match in _merged(matches, before)] == ["merged", "same", "same"]
    matches = [Match("same", 0, (), 1.0), Match("same", 0, (), 0.3), Match("gone")]
    assert [match.outcome for match in _merged(matches, before)] == ["same", "merged", "gone"]
    equal = [Match("same", 0, (), 1.0), Match("same", 0, (), 1.0)]
    assert [match.outcome for match in _merged(equal, before[:1] * 2)] == ["same", "merged"]


def test_wording_is_known_by_its_words_alone():
    assert fold("Ask [person 12], PLEASE – the Böard!") == "ask person please the böard"
    assert _pieces("ab") == [" ab", "ab "]
    assert _pieces("") == ["  "]


def whole(old, new):
    return _whole([old], [new], np.ones((1, 1), bool)).item()


def test_note_of_five_words_is_found_within_a_longer_one():
    assert whole("a b c d e", "x a b c d e y") == 1
    assert whole("a b c d e", "a b c d e") == 1
    assert whole("a b c d", "x a b c d y") == 0
    assert whole("a b c d e", "xa b c d e") == 0


def one(*said):
    return Item(said[0], said)


LONG = "Build a ramp at the back door"


@pytest.mark.parametrize(
    ("before", "today", "outcome"),
    [
        (LONG, LONG, "same"),
        (LONG, "build a ramp at teh back door", "same"),
        (LONG, f"{LONG} and mend the lamp beside the stairs", "same"),  # word for word in a longer one
        (
            "Build ramps there",
            "Build ramps there and mend the lamp beside the stairs",
            "asked",
        ),  # fewer words
        ("Build ramps there", "Mend the lamp beside the stairs", "gone"),
    ],
)
def test_note_is_found_again_by_nearly_its_words(before, today, outcome):
    (match,) = match_items([one(before)], [one(today)])
    assert match.outcome == outcome


def test_what_stood_there_before_is_itself_and_nothing_else():
    """Of two alike notes one is taken out: it did not become the other."""
    old, stays = "Build a ramp at the back door", "Build a ramp at the back doors"
    matches = match_items([one(old), one(stays)], [one(stays)])
    assert [(match.outcome, match.now) for match in matches] == [("asked", -1), ("same", 0)]


def test_item_without_notes_is_known_by_its_own_wording():
    (match,) = match_items([Item(LONG, ())], [one(LONG)])
    assert match == Match("same", 0, (), 1.0)


def test_share_is_that_of_all_notes():
    (match,) = match_items([one(LONG, "Lamps at the river", "Open the library")], [one(LONG)])
    assert match.outcome == "asked"
    assert match.score == pytest.approx(1 / 3)
    assert match_items([], [one(LONG)]) == []


def test_what_is_still_said_is_not_gone():
    assert match_items([one(LONG)], [], [LONG])[0] == Match("asked")
    assert match_items([one(LONG)], [], ["Open the library"])[0] == Match("gone")


def rows(**now):
    return [{**NONE, "number": 4, **now}]


def entry(**triage):
    return Entry(7, "Lamps", ("Lamps", "More lamps"), {**NONE, **triage})


def test_decision_goes_to_its_suggestion():
    today = rows()
    assert _settle(entry(remit="yes"), Match("same", 0), today) is None
    assert today[0]["remit"] == "yes"
    today = rows()
    assert _settle(entry(remit="yes"), Match("split", 0), today) is None
    assert today[0]["remit"] == "yes"


def test_decision_on_what_was_merged_fills_what_is_open_and_is_asked_about_where_it_differs():
    today = rows(who="board")
    kept = _settle(entry(remit="yes"), Match("merged", 0), today)
    assert (today[0]["remit"], today[0]["who"], kept["trend"]) == ("yes", "board", "merged")
    today = rows(remit="no")
    kept = _settle(entry(remit="yes"), Match("merged", 0), today)
    assert (today[0]["remit"], kept["trend"], kept["remit"]) == ("no", "asked", "yes")


@pytest.mark.parametrize("outcome", ["gone", "asked"])
def test_decision_without_a_suggestion_is_kept_in_a_row_of_its_own(outcome):
    kept = _settle(entry(who="city"), Match(outcome), rows())
    told = {
        key: kept[key]
        for key in ("number", "text", "said", "who", "trend", "suggestion_id", "n_notes", "n_places")
    }
    assert told == {
        **{"number": 7, "text": "Lamps", "said": "Lamps\nMore lamps", "who": "city", "trend": outcome},
        **{"suggestion_id": f"{outcome}-7", "n_notes": 0, "n_places": 0},
    }
    assert _row_of(entry(), "gone")["note_ids"] == ""


def test_what_became_of_a_suggestion_is_told_in_a_sentence():
    today = [{"number": 4}, {"number": 9}, {"number": 11}]
    told = _told(entry(), Match("split", 1, (0, 2), 0.66666), today)
    assert told["reason"] == "Most of its notes are in No 9 now; others in 4 and 11."
    assert (told["now"], told["offers"], told["score"]) == (9, "4;11", 0.6667)
    assert _told(entry(), Match("merged", 0), today)["reason"] == "Its notes are in No 4 now."
    assert _told(entry(), Match("gone"), today)["reason"] == "No note says it any more."
    assert _told(entry(), Match("gone"), today)["now"] == 0
    assert _told(entry(), Match("same", 0), today)["reason"] == ""
    assert _told(entry(), Match("asked", -1, (0, 1)), today)["reason"] == "Is it No 4 or No 9 now?"
    assert _asked([]) == "Its notes are still there, but are taken for no suggestion now."


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Report back", "report_back"),
        (" Report-Back: ", "report_back"),
        ("No", "number"),
        ("Suggestion", "text"),
        ("Notes", "note_ids"),
        ("who", "who"),
    ],
)
def test_heading_of_a_column_is_known_however_it_is_written(heading, column):
    assert _key(heading) == column


def read(*cells):
    return entries_of([(f"row {number}", row) for number, row in enumerate(cells, start=1)], "d.csv")


@pytest.mark.parametrize(
    ("written", "number"), [("7", 7), ("No 7", 7), ("no. 7", 7), ("7.0", 7), ("", 1), (" 7 .", 7)]
)
def test_number_of_a_suggestion_is_read_as_people_write_it(written, number):
    assert read({"text": "a", "number": written})[0].number == number


def test_rows_without_a_number_get_the_next_ones():
    found = read({"text": "a"}, {"text": "b", "No": "5"}, {"text": "c"}, {"who": "no words"})
    assert [(one.number, one.text) for one in found] == [(6, "a"), (5, "b"), (7, "c")]


def test_words_of_a_row_are_those_of_its_notes_where_it_has_none():
    (found,) = read({"said": ["first ", "", "second"], "Remit": " YES "})
    assert (found.text, found.said, found.triage["remit"]) == ("first", ("first", "second"), "yes")


@pytest.mark.parametrize(
    ("column", "written", "value"),
    [
        ("status", "planned", "taken up"),
        ("status", "Declined", "not taken up"),
        ("status", "open", ""),
        ("who", "the board", "the board"),
    ],
)
def test_words_of_earlier_workbooks_are_understood(column, written, value):
    assert read({"text": "a", column: written})[0].triage[column] == value


def test_same_as_hands_over_what_was_decided_and_the_words_stay_apart():
    first, second = read(
        {"text": "a", "number": "1", "who": "board"},
        {"text": "b", "number": "2", "remit": "yes", "said": "b", "same as": "1"},
    )
    assert (first.triage["remit"], first.triage["who"]) == ("yes", "board")
    assert (second.triage["remit"], second.said, second.same_as) == ("", (), 0)
    (alone,) = read({"text": "a", "number": "1", "remit": "yes", "same as": "1"})
    assert alone.triage["remit"] == "yes"


def test_same_as_refuses_what_contradicts_it():
    with pytest.raises(InputError, match=r'row 2, remit: "yes" here and "no" at No 1'):
        read(
            {"text": "a", "number": "1", "remit": "no"},
            {"text": "b", "number": "2", "remit": "yes", "same as": "1"},
        )
    agreed = read(
        {"text": "a", "number": "1", "remit": "no"},
        {"text": "b", "number": "2", "remit": "no", "same as": "1"},
    )
    assert agreed[0].triage["remit"] == "no"


def test_file_without_any_words_is_refused():
    with pytest.raises(InputError, match="no column text or said"):
        read({"who": "board"})


def test_headings_stand_among_the_first_twenty_rows_of_a_sheet():
    blank = [["", ""]]
    assert _headings(pd.DataFrame([*blank * 19, ["Suggestion", "Remit"]])) == (19, ["text", "remit"])
    assert _headings(pd.DataFrame([*blank * 20, ["Suggestion", "Remit"]])) == (0, [])
    assert _headings(pd.DataFrame([["Suggestion", "Colour"]])) == (0, [])
    assert _headings(pd.DataFrame([["Colour", "Remit"]])) == (0, [])


def test_first_sheet_that_is_a_register_is_read_with_its_rows(tmp_path):
    path = tmp_path / "d.xlsx"
    with pd.ExcelWriter(path) as book:
        pd.DataFrame([["Read me"]]).to_excel(book, sheet_name="About", header=False, index=False)
        sheet = [["The register", ""], ["Suggestion", "Remit"], ["Lamps", "yes"], ["Ramp", "maybe"]]
        pd.DataFrame(sheet).to_excel(book, sheet_name="List", header=False, index=False)
    with pytest.raises(InputError, match=r"d\.xlsx, List, row 4, remit"):
        read_register(path)


def test_toml_names_the_decision_that_cannot_be_used(tmp_path):
    path = tmp_path / "d.toml"
    path.write_text('[[decision]]\ntext = "a"\n[[decision]]\ntext = "b"\nremit = "hm"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"d\.toml, decision 2, remit"):
        read_register(path)
