"""The register: what the committee decided stays with its suggestion, or is kept and asked about."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables_of import table_of
from worldcafe.errors import InputError
from worldcafe.register import (
    Item,
    apply_decisions,
    match_items,
    read_register,
    register_suggestions,
)
from worldcafe.settings import RegisterSettings, Settings, read_settings
from worldcafe.tables import TRIAGE, Segments, Suggestions
from worldcafe.tasks.beside import with_decisions

COLUMNS = list(table_of(Suggestions, []))


def suggestions(*rows):
    """Suggestions of one note each, unless a row says otherwise."""
    records = [
        {"suggestion_id": f"S-{i}", "said": row["text"], "note_ids": f"n{i}", **row}
        for i, row in enumerate(rows)
    ]
    return table_of(Suggestions, records, **{"n_notes": 1, "n_places": 1, "in_report": "no"})


def notes(*texts):
    """Notes that belong to no suggestion."""
    records = [{"segment_id": f"x{i}", "clean_text": text} for i, text in enumerate(texts)]
    return table_of(Segments, records, role="note")


RAMP = {
    "text": "Build a ramp at the back door",
    "said": "Build a ramp at the back door\nA ramp is missing at the back",
}
LAMPS = {"text": "More lamps along the river"}
HOSES = {"text": "Lend garden hoses for a weekend"}


def applied(path, *rows, unlisted=()):
    return apply_decisions(suggestions(*rows), notes(*unlisted), RegisterSettings(decisions=str(path)))


def write(path, *rows):
    frame = pd.DataFrame([{**dict.fromkeys(COLUMNS, ""), **row} for row in rows])
    if path.suffix == ".xlsx":
        frame.rename(columns={"report_back": "Report back", "who": "Who", "number": "No"}).to_excel(
            path, index=False
        )
    else:
        frame.to_csv(path, index=False)
    return path


def outcomes(registered):
    table = registered.matches
    return list(zip(table["number"], table["outcome"], table["now"], strict=True))


def test_first_run_numbers_the_suggestions_in_their_order_and_asks_nothing():
    registered = applied("", RAMP, LAMPS)
    assert registered.suggestions["number"].tolist() == [1, 2]
    assert (registered.suggestions[["remit", "who", "status"]] == "").all(axis=None)
    assert registered.matches.empty


@pytest.mark.parametrize("name", ["decided.csv", "decided.xlsx"])
def test_decision_and_number_are_found_again_by_the_words_of_the_notes(tmp_path, name):
    path = write(
        tmp_path / name,
        {**RAMP, "number": 7, "who": "board", "report_back": "in May"},
        {**LAMPS, "number": 3},
    )
    table = applied(path, HOSES, LAMPS, RAMP).suggestions
    assert table["who"].tolist() == ["", "", "board"]
    assert table["report_back"].tolist() == ["", "", "in May"]
    assert table["number"].tolist() == [8, 3, 7]


def test_decision_in_toml_is_found_again(tmp_path):
    path = tmp_path / "decided.toml"
    path.write_text('[[decision]]\ntext = "More lamps along the river"\nstatus = "done"\n')
    assert applied(path, RAMP, LAMPS).suggestions["status"].tolist() == ["", "done"]


@pytest.mark.parametrize(
    ("now", "outcome"),
    [
        ({**RAMP, "note_ids": "n40;n41"}, "same"),
        ({"text": "Build a ramp at the back-door!"}, "asked"),  # one of its two notes, so half of it
        ({**RAMP, "said": "build a ramp at teh back door\nA ramp is missing at the back."}, "same"),
        ({"text": "Publish the minutes"}, "gone"),
        ({"text": "A ramp for the stage"}, "gone"),
        ({"text": "Build a stair at the front gate"}, "gone"),
    ],
)
def test_decision_follows_its_suggestion_and_no_other(tmp_path, now, outcome):
    registered = applied(write(tmp_path / "d.csv", {**RAMP, "number": 1, "who": "board"}), now)
    assert outcomes(registered)[0][1] == outcome
    assert (registered.suggestions["who"].iloc[0] == "board") is (outcome == "same")


def test_decision_that_no_longer_applies_is_kept_and_marked(tmp_path):
    table = applied(write(tmp_path / "d.csv", {**RAMP, "number": 4, "who": "board"}), LAMPS).suggestions
    kept = table[["number", "text", "who", "trend", "n_notes"]].iloc[-1].tolist()
    assert kept == [4, RAMP["text"], "board", "gone", 0]


def test_number_of_what_is_gone_is_never_given_again(tmp_path):
    first = applied(write(tmp_path / "d.csv", {**LAMPS, "number": 9}), RAMP).suggestions
    first.to_csv(tmp_path / "second.csv", index=False)
    second = applied(tmp_path / "second.csv", RAMP, HOSES).suggestions
    assert second["number"].tolist() == [10, 11, 9]


def test_note_that_is_still_said_but_no_suggestion_any_more_is_asked_about(tmp_path):
    path = write(tmp_path / "d.csv", {**LAMPS, "number": 1, "who": "board"})
    registered = applied(path, RAMP, unlisted=["more lamps along the river."])
    assert outcomes(registered)[0] == (1, "asked", 0)
    assert registered.suggestions["trend"].tolist() == ["", "asked"]


HALVES = [
    {"text": "Build a ramp at the door", "number": 1, "said": "Build a ramp at the door\nA ramp, please"},
    {"text": "Wheelchairs cannot get in", "number": 2},
]
WHOLE = {
    "text": "Build a ramp",
    "said": "Build a ramp at the door\nA ramp, please\nWheelchairs cannot get in",
}


def test_two_that_are_one_today_keep_their_numbers_and_the_larger_one_its_place(tmp_path):
    registered = applied(write(tmp_path / "d.csv", *HALVES), WHOLE)
    assert outcomes(registered) == [(1, "same", 1), (2, "merged", 1)]
    assert registered.suggestions["number"].tolist() == [1, 2]


def test_decisions_that_agree_are_one_and_those_that_differ_are_asked_and_never_one_text(tmp_path):
    agreed = [{**half, "remit": "yes"} for half in HALVES]
    assert applied(write(tmp_path / "a.csv", *agreed), WHOLE).suggestions["remit"].tolist() == ["yes", "yes"]
    differing = [{**HALVES[0], "remit": "yes"}, {**HALVES[1], "remit": "no", "who": "city"}]
    table = applied(write(tmp_path / "d.csv", *differing), WHOLE).suggestions
    assert table["remit"].tolist() == ["yes", "no"]
    assert table["trend"].tolist() == ["", "asked"]
    assert table["who"].tolist() == ["city", "city"]


def test_one_that_is_two_today_stays_with_the_part_that_has_more_notes(tmp_path):
    path = write(tmp_path / "d.csv", {**WHOLE, "number": 5, "remit": "yes"})
    registered = applied(path, {**HALVES[0], "number": 0}, {**HALVES[1], "number": 0})
    assert outcomes(registered) == [(5, "split", 5), (6, "new", 6)]
    assert registered.suggestions["remit"].tolist() == ["yes", ""]


def test_one_that_is_two_equal_halves_today_is_asked_with_both_offered(tmp_path):
    path = write(tmp_path / "d.csv", {**RAMP, "number": 5, "remit": "yes"})
    first, second = RAMP["said"].split("\n")
    registered = applied(path, {"text": first}, {"text": second})
    assert registered.matches[["outcome", "offers"]].iloc[0].tolist() == ["asked", "6;7"]
    assert registered.suggestions["remit"].tolist() == ["", "", "yes"]


def test_what_a_person_says_is_the_same_is_obeyed(tmp_path):
    asked = {"text": "An old wording", "number": 2, "remit": "yes", "same_as": "No 4", "said": "gone"}
    path = write(tmp_path / "d.csv", asked, {**LAMPS, "number": 4})
    table = applied(path, LAMPS).suggestions
    assert table[["number", "remit"]].iloc[0].tolist() == [4, "yes"]


def test_applying_twice_changes_nothing_more(tmp_path):
    path = write(tmp_path / "d.csv", {**RAMP, "number": 2, "who": "board"})
    once = applied(path, RAMP, LAMPS).suggestions
    once.to_csv(tmp_path / "again.csv", index=False)
    pd.testing.assert_frame_equal(once, applied(tmp_path / "again.csv", RAMP, LAMPS).suggestions)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("d.csv", "a,b\n1,2\n"),
        ("d.toml", "[[decision"),
        ("d.toml", "x = 1\n"),
        ("d.toml", "decision = [3]\n"),
        ("d.xlsx", "no workbook"),
        ("d.odt", ""),
        ("d.csv", None),
    ],
)
def test_file_that_cannot_be_used_is_one_clear_sentence(tmp_path, name, text):
    path = tmp_path / name
    if text is not None:
        path.write_text(text)
    with pytest.raises(InputError, match=name):
        applied(path, RAMP)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"remit": "perhaps"}, 'row 1, remit: "perhaps" is none of yes, no, unclear'),
        ({"status": "nearly"}, "row 1, status"),
        ({"number": "x"}, 'row 1, No: "x" is no number'),
        ({"same_as": "12"}, "there is no No 12"),
    ],
)
def test_value_that_nobody_can_mean_is_refused_with_its_cell(tmp_path, changes, told):
    with pytest.raises(InputError, match=told):
        applied(write(tmp_path / "d.csv", {**RAMP, "number": 1, **changes}), RAMP)


@pytest.mark.parametrize(("value", "read"), [("Yes", "yes"), ("UNCLEAR", "unclear"), ("", "")])
def test_case_of_a_value_does_not_count(tmp_path, value, read):
    entries = read_register(write(tmp_path / "d.csv", {**RAMP, "number": 1, "remit": value}))
    assert entries[0].triage["remit"] == read


def test_one_number_on_two_rows_is_refused(tmp_path):
    path = write(tmp_path / "d.csv", {**RAMP, "number": 1}, {**LAMPS, "number": 1})
    with pytest.raises(InputError, match=r"row 2: No 1 stands at .*row 1"):
        read_register(path)


def a_run(folder, *rows):
    """The folder of a run as far as the register reads it, its workbook among it."""
    (folder / "tables").mkdir(parents=True)
    frame = pd.DataFrame([{**dict.fromkeys(COLUMNS, ""), **row} for row in rows])
    frame.to_csv(folder / "tables" / "suggestions.csv", index=False)
    write(folder / "register.xlsx", *rows)
    return folder


def test_run_is_read_with_what_was_written_into_its_workbook_since(tmp_path):
    run = a_run(tmp_path / "out", {**RAMP, "number": 1}, {**LAMPS, "number": 2})
    write(run / "register.xlsx", {**RAMP, "number": 1, "remit": "yes"}, {**LAMPS, "number": 2})
    assert applied(run, LAMPS, RAMP).suggestions["remit"].tolist() == ["", "yes"]


def test_run_of_another_cafe_in_the_same_folder_leaves_no_trace(tmp_path):
    run = a_run(tmp_path / "out", {**RAMP, "number": 8, "remit": "yes"})
    registered = applied(run, LAMPS)
    assert registered.suggestions["number"].tolist() == [1]
    assert registered.matches.empty


def test_same_run_once_more_has_nothing_to_tell_and_a_changed_one_has(tmp_path):
    run = a_run(tmp_path / "out", {**RAMP, "number": 1}, {**LAMPS, "number": 2})
    assert applied(run, RAMP, LAMPS).matches.empty
    assert outcomes(applied(run, RAMP, HOSES)) == [(1, "same", 1), (2, "gone", 0), (3, "new", 3)]


def test_register_is_looked_for_beside_the_settings_and_in_the_folder_of_the_run(tmp_path):
    (tmp_path / "cafe.toml").write_text('[register]\ndecisions = "decided.csv"\n')
    settings = read_settings(tmp_path / "cafe.toml")
    assert settings.register.decisions == str(tmp_path / "decided.csv")
    run = a_run(tmp_path / "out", {**RAMP, "number": 1})
    assert with_decisions(Settings(), run).register.decisions == str(run)
    assert with_decisions(Settings(), tmp_path / "none").register.decisions == ""
    assert with_decisions(settings, run) == settings


WORDS = ("ramp", "door", "river", "lamp", "garden", "hose", "bench", "school", "kitchen", "window")
TEXT = st.lists(st.sampled_from(WORDS), min_size=3, max_size=6, unique=True).map(" ".join)
REGISTER = st.lists(st.lists(TEXT, min_size=1, max_size=3, unique=True), min_size=1, max_size=6)


@given(REGISTER)
def test_every_suggestion_of_before_has_exactly_one_outcome_and_numbers_are_unique(groups):
    rows = [{"text": group[0], "said": "\n".join(group)} for group in groups]
    entries_before = register_suggestions(suggestions(*rows), notes(), ()).suggestions
    matches = match_items(
        [Item(row.text, tuple(row.said.split("\n"))) for row in entries_before.itertuples()],
        [Item(group[0], tuple(group)) for group in groups[::-1]],
    )
    assert len(matches) == len(groups)
    for match in matches:
        assert (match.now >= 0) == (match.outcome in ("same", "merged", "split"))
    assert entries_before["number"].is_unique


def written(path, *rows):
    columns = ["number", "text", *TRIAGE]
    frame = pd.DataFrame([{**dict.fromkeys(columns, ""), **row} for row in rows], columns=columns)
    frame.to_excel(path, index=False)


def test_files_of_several_members_are_one_register(tmp_path):
    written(
        tmp_path / "anna.xlsx",
        {"number": 1, "text": "a ramp", "status": "done"},
        {"number": 2, "text": "tea"},
    )
    written(
        tmp_path / "ben.xlsx", {"number": 1, "text": "a ramp"}, {"number": 2, "text": "tea", "who": "board"}
    )
    first, second = read_register(tmp_path)
    assert (first.triage["status"], second.triage["who"]) == ("done", "board")


def test_what_members_decided_differently_is_listed_by_cell(tmp_path):
    written(tmp_path / "anna.xlsx", {"number": 1, "text": "a ramp", "status": "done", "by": "Anna"})
    written(tmp_path / "ben.xlsx", {"number": 1, "text": "a ramp", "status": "asked", "by": "Ben"})
    with pytest.raises(InputError) as told:
        read_register(tmp_path)
    assert str(told.value).splitlines()[1:] == [
        'ben.xlsx, Sheet1, row 2, status: "asked" here and "done" in anna.xlsx, Sheet1, row 2'
    ]


def test_value_outside_of_the_list_is_refused_with_its_cell(tmp_path):
    written(tmp_path / "r.xlsx", {"number": 1, "text": "a ramp", "remit": "perhaps"})
    with pytest.raises(
        InputError, match=r'r\.xlsx, Sheet1, row 2, remit \(cell C2\): "perhaps" is none of yes'
    ):
        read_register(tmp_path / "r.xlsx")
