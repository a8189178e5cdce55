"""Recurrence: what is the same suggestion, where it was said, how it fared between cafés."""

from __future__ import annotations

import pytest

from kinds_notes import bags, notes
from tables_of import table_of
from worldcafe.recur import group_suggestions
from worldcafe.recur.alone import complete
from worldcafe.recur.likeness import opposed
from worldcafe.recur.wording import name_shared
from worldcafe.settings import RecurSettings
from worldcafe.tables import Links


def proposed(text, table="Table 1", **given):
    return {"text": text, "kind": "suggestion", "kind_score": 0.9, "table": table, **given}


def links_of(*pairs):
    rows = [
        {"claim_id": c, "note_id": n, "strength": "support", "score": 1.0, "shared": ""} for c, n in pairs
    ]
    return table_of(Links, rows)


def groups_of(segments, *pairs, **given):
    settings = RecurSettings(**({"alike": 0.33} | given))  # triples of letters are less alike than sentences
    return group_suggestions(segments, bags(segments), links_of(*pairs), settings)


FILLER = [
    "The orchard has forty trees.",
    "Saturday is market day in the town.",
    "Our choir sings in the old mill.",
    "Two buses stop at the clinic.",
    "The river was high in spring.",
    "Bakers begin at three in the morning.",
    "Her cousin paints the boats blue.",
    "Nine lamps light the footpath.",
]
MENTORS = [
    proposed("Mentors for new gardeners"),
    proposed("Mentoring of new gardeners would help", "Table 2"),
]


def sets(table):
    return {frozenset(ids.split(";")) for ids in table["note_ids"]}


def test_same_suggestion_in_other_words_is_one_with_both_places():
    table = groups_of(notes(*MENTORS, proposed("Repaint the boats in green", "Table 3"), *FILLER))
    assert sets(table) == {frozenset({"n000", "n001"}), frozenset({"n002"})}
    first = table.iloc[0]
    assert (first["n_notes"], first["n_places"], first["places"]) == (2, 2, "Table 1; Table 2")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Limit the number of stalls on the market", "Raise the number of stalls on the market"),
        ("Stop printing the garden letter", "Start printing the garden letter"),
        ("The shed should not be locked at night", "The shed should be locked at night"),
        ("Open the path along the river", "Close the path along the river"),
        ("Keep the old pump in the yard", "Replace the old pump in the yard"),
        ("Make the market hours longer", "Make the market hours shorter"),
    ],
)
def test_opposite_suggestions_are_never_one(one, other):
    table = groups_of(notes(proposed(one), proposed(other, "Table 2"), *FILLER))
    assert len(table) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Invite the school to the harvest", "Repair the pump in the cellar"),
        ("More lamps along the river", "Publish the minutes of the board"),
    ],
)
def test_different_suggestions_stay_apart(one, other):
    assert len(groups_of(notes(proposed(one), proposed(other, "Table 2"), *FILLER))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Open the path along the river", "The path along the river should be opened"),
        ("Stop printing the garden letter", "No more printing of the garden letter"),
        ("Open and close the path by a rota", "Open the path by a rota"),
    ],
)
def test_what_asks_for_the_same_is_no_opposite(one, other):
    assert not opposed([one, other]).any()


def test_a_table_that_says_one_thing_in_two_ways_says_it_once_each():
    near = [proposed("Mentors for new gardeners"), proposed("Mentors who help gardeners")]
    elsewhere = [near[0], {**near[1], "table": "Table 2"}]
    assert len(groups_of(notes(*near, {"text": FILLER[0], "table": "Table 2"}, *FILLER))) == 2
    assert len(groups_of(notes(*elsewhere, *FILLER))) == 1


def test_where_there_are_no_places_every_note_is_a_voice():
    rows = [{**proposed("Mentors for new gardeners"), "table": ""}] * 2
    assert len(groups_of(notes(*rows, *({"text": text, "table": ""} for text in FILLER)))) == 1


def test_words_in_common_are_shown_and_placeholders_are_none():
    rows = [
        proposed("[person 2] could lend mentors to new gardeners"),
        proposed("Mentoring of new gardeners, says [person 2]", "Table 2"),
    ]
    table = groups_of(notes(*rows, proposed("Repaint the boats", "Table 3"), *FILLER))
    assert table["shared"].tolist() == ["mentors, gardeners", ""]


@pytest.mark.parametrize(
    ("texts", "shared"),
    [
        (["More benches", "Longer hours"], ""),
        (["More benches"], ""),
        (["Benches by the pond", "A bench by the pond", "Ponds are deep"], "pond, benches"),
        (["[name] to open the hall", "[name] and the choir"], ""),
    ],
)
def test_shared_words_are_those_of_at_least_two_the_commonest_first(texts, shared):
    assert name_shared(texts) == shared


@pytest.mark.parametrize(
    ("text", "question", "shown"),
    [
        ("Mentors", "How do we keep newcomers?", 'Mentors (asked: "How do we keep newcomers?")'),
        (
            "positions on that",
            "**What should we publish?**",
            'positions on that (asked: "What should we publish?")',
        ),
        (
            "It should be shorter.",
            "What about the form?",
            'It should be shorter (asked: "What about the form?")',
        ),
        ("Lend out the tools", "What can we do?", "Lend out the tools"),
    ],
)
def test_what_cannot_be_decided_alone_is_completed_by_its_question(text, question, shown):
    assert complete(text, question, 0.9) == (shown, "")


@pytest.mark.parametrize(
    ("text", "score", "stands"),
    [
        ("Boring!", 0.9, False),
        ("positions on that", 0.9, False),
        ("It should be shorter", 0.9, False),
        ("Gilding the lily", 0.4, False),
        ("Cycle lanes", 0.8, True),
        ("Reduce the fees", 0.9, True),
        ("A bench by the pond would be something", 0.4, True),
    ],
)
def test_what_nobody_asked_for_must_stand_alone(text, score, stands):
    shown, reason = complete(text, "", score)
    assert shown == text
    assert bool(reason) is not stands


def test_what_is_set_aside_comes_last_and_stays_in_the_table():
    table = groups_of(notes(proposed("Boring!", kind_score=0.4), *MENTORS, *FILLER))
    assert table["set_aside"].astype(bool).tolist() == [False, True]


def test_name_that_is_in_every_note_makes_nothing_alike():
    said = [f"AGLV: {text}" for text in FILLER]
    table = groups_of(
        notes(proposed("AGLV to repair the pump"), proposed("AGLV to sing in the mill", "Table 2"), *said)
    )
    assert len(table) == 2


def test_text_is_a_wording_that_stands_alone():
    table = groups_of(notes(proposed("It needs mentors for new gardeners"), *MENTORS, *FILLER))
    assert not table.iloc[0]["text"].startswith("It")


@pytest.mark.parametrize(
    ("linked", "said"),
    [([], "no"), (["n000"], "yes"), (["n000", "n001"], "yes"), (["n999"], "no")],
)
def test_in_report_follows_the_links_of_its_notes(linked, said):
    table = groups_of(notes(*MENTORS, *FILLER), *(("c1", note) for note in linked))
    assert table.iloc[0]["in_report"] == said
    assert table.iloc[0]["claim_ids"] == ("c1" if said == "yes" else "")


def test_suggestion_with_fewer_than_half_of_its_notes_linked_is_partly_in_the_report():
    three = [*MENTORS, proposed("Mentors for the new gardeners", "Table 3")]
    table = groups_of(notes(*three, *FILLER), ("c1", "n002"))
    assert table.iloc[0]["in_report"] == "partly"


def test_sorted_by_recurrence_then_by_how_surely_they_are_suggestions():
    rows = [
        proposed("Publish the minutes of the board", kind_score=0.6),
        proposed("Repaint the boats in green"),
    ]
    same = [proposed("Mentors for new gardeners"), proposed("Mentors for new gardeners", "Table 2")]
    table = groups_of(notes(*rows, *same, *FILLER), ("c1", "n001"), alike=0.9)
    assert table["n_places"].tolist() == [2, 1, 1]
    assert table["text"].iloc[-1] == "Publish the minutes of the board"


LANES = [proposed("A kerb between lorries and bikes"), proposed("Paint does not protect cyclists", "Table 2")]


@pytest.mark.parametrize(
    ("rows", "links", "n_rows"),
    [
        (LANES, [("c1", "n000"), ("c1", "n001")], 1),
        (LANES, [("c1", "n000"), ("c2", "n001")], 2),
        ([LANES[0], {**LANES[1], "table": "Table 1"}], [("c1", "n000"), ("c1", "n001")], 2),
        (
            [proposed("Open the path"), proposed("Close the path", "Table 2")],
            [("c1", "n000"), ("c1", "n001")],
            2,
        ),
    ],
)
def test_one_claim_joins_suggestions_of_different_places_but_no_opposites(rows, links, n_rows):
    segments = notes(*rows, {"text": FILLER[0], "table": "Table 2"}, *FILLER)
    assert len(groups_of(segments, *links)) == n_rows


def test_what_a_claim_joined_shows_the_claim():
    claim = {"text": "Cycle lanes need a physical barrier.", "role": "summary", "table": ""}
    table = groups_of(notes(*LANES, *FILLER, claim), ("n010", "n000"), ("n010", "n001"))
    assert table.iloc[0]["shared"] == 'the claim "Cycle lanes need a physical barrier."'
    assert (table.iloc[0]["in_report"], table.iloc[0]["n_places"]) == ("yes", 2)


@pytest.mark.parametrize(
    ("topic", "trend"), [("Gardens", "new"), ("Boats", "first-asked"), ("", "first-asked")]
)
def test_row_says_how_it_fared_and_at_how_many_tables_nobody_had_asked(topic, trend):
    before = {"text": FILLER[0], "cafe": "A", "topic": "Our gardens"}
    rows = [{**row, "cafe": "B", "topic": topic} for row in MENTORS]
    row = groups_of(notes(before, *rows, *FILLER[1:])).iloc[0]
    assert (row["trend"], row["n_unasked"]) == (trend, 0 if topic == "Gardens" else 2)


def test_trend_is_silent_when_there_was_one_cafe():
    assert groups_of(notes(*MENTORS, *FILLER))["trend"].tolist() == [""]


@pytest.mark.parametrize("rows", [[], FILLER, [proposed("Mentors for new gardeners")]])
def test_none_or_one_suggestion_is_no_error(rows):
    table = groups_of(notes("The hall has two doors.", *rows))
    assert len(table) == sum(isinstance(row, dict) for row in rows)


def test_notes_of_other_kinds_are_never_counted():
    table = groups_of(notes(*MENTORS, "Mentors for new gardeners", *FILLER))
    assert table.iloc[0]["n_notes"] == 2


def test_every_suggestion_note_is_in_exactly_one_row():
    segments = notes(*MENTORS, proposed("Repaint the boats"), proposed("Open the mill at nine"), *FILLER)
    ids = [note for joined in groups_of(segments)["note_ids"] for note in joined.split(";")]
    assert sorted(ids) == segments.loc[segments["kind"] == "suggestion", "segment_id"].tolist()
