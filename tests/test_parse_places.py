"""Places as people write them: wiki headings, outlines, flipcharts, times, small letters, key caps."""

from __future__ import annotations

import pytest

from worldcafe.parse import parse_sources
from worldcafe.parse.document import open_documents
from worldcafe.parse.words import load_words
from worldcafe.segment import segment_blocks
from worldcafe.settings import ParseSettings, SegmentSettings
from worldcafe.source import Mark, Source


def notes(text):
    """The notes of a text: (table, topic, round, words)."""
    sources = (Source(name="pond.txt", text=text, digest=""),)
    blocks = parse_sources(sources, ParseSettings())
    segments = segment_blocks(sources, blocks, SegmentSettings())
    told = segments[segments["role"] == "note"]
    return list(told[["table", "topic", "round", "text"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "== Table 1: Reed ==\n* cut it\n== Table 2: Frogs ==\n* count them\n",
            ["Table 1 Reed ", "Table 2 Frogs "],
        ),
        (
            "I. Table One: Reed\n   A. Round 1\n      1. cut it\n   B. Round 2\n      1. burn it\n",
            ["Table 1 Reed 1", "Table 1 Reed 2"],
        ),
        (
            "Flipchart 1: Reed\n- cut it\n\nFlipchart 2: Frogs\n- count them\n",
            ["Flipchart 1 Reed ", "Flipchart 2 Frogs "],
        ),
        (
            "## Table 1: Reed\n### 10:00-10:25\n- cut it\n### 10:30-10:55\n- burn it\n",
            ["Table 1 Reed 10:00-10:25", "Table 1 Reed 10:30-10:55"],
        ),
        (
            "group b - reed\n\n1st round 14.00\n- cut it\n2nd round 14.30\n- burn it\n",
            ["Group B reed 1", "Group B reed 2"],
        ),
        ("👉 Tisch 1️⃣: Schilf\nRunde 1️⃣\n✅ schneiden\n", ["Tisch 1 Schilf 1"]),
        (
            "Table 1 (Rm 2.14)\n- cut it\n\nTable 2 (Pond 2026)\n- burn it\n",
            ["Table 1  ", "Table 2 Pond 2026 "],
        ),
        # what is no place
        ("Table 1: Reed\n- Flipchart 1 is lost\n- cut it\n", ["Table 1 Reed ", "Table 1 Reed "]),
        ("Table 1: Reed\n- the group a friend of mine leads\n", ["Table 1 Reed "]),
        ("Table 1: Reed\n- open 10:00-10:25 only\n", ["Table 1 Reed "]),
        ("Table 1: Reed\n- a == b ==\n", ["Table 1 Reed "]),
        ("Table 1: Reed\n- benches\n  - two of them\n", ["Table 1 Reed ", "Table 1 Reed "]),
        ("Table 1: Reed\n- one flipchart 1 poster\n", ["Table 1 Reed "]),
    ],
)
def test_places_are_known_by_their_form(text, places):
    assert [" ".join(note[:3]) for note in notes(text)] == places


def test_the_end_of_a_list_of_people_is_seen():
    text = "# Pond day\n\n## Attendees\nAna, Bo\n\nWe think that the pond needs more reed.\n"
    assert [note[3] for note in notes(text)] == ["We think that the pond needs more reed."]


@pytest.mark.parametrize(
    ("text", "count"),
    [("- Fest am 3. Mai im Hof", 1), ("- Hr. Schäfer mäht", 1), ("- Das Fest war am 3. Wir mähen vorher", 2)],
)
def test_a_date_is_no_end_of_a_sentence(text, count):
    assert len(notes(f"Tisch 1\n{text}\n")) == count


@pytest.mark.parametrize(
    "text",
    [
        "## Table: Reed\nRound 1\n- cut it\n\n## Table: Frogs\nRound 1\n- count them\n",
        "## Breakout room – Reed\n- cut it\n## Breakout room – Frogs\n- count them\n",
        "Reed Table (host: Ana)\n- cut it\n\nFrogs Table (host: Bo)\n- count them\n",
        "Reed table:\n- cut it\n\nFrogs table:\n- count them\n",
        "TABLE REED\nRound 1\n- cut it\n\nTABLE FROGS\nRound 1\n- count them\n",
        "**Group “Reed”**\nWhat to do with it?\n- cut it\n\n**Group “Frogs”**\n- count them\n",
        "Table Reed - Round 1\n- cut it\nTable Frogs - Round 1\n- count them\n",
    ],
)
def test_tables_may_have_a_subject_in_place_of_a_number(text):
    found = [note for note in notes(text) if note[3] in ("cut it", "count them")]
    assert [(table.casefold(), topic.casefold()) for table, topic, _, _ in found] == [
        ("reed",) * 2,
        ("frogs",) * 2,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## Table 1: Reed\n- cut it\n## Table manners\n- eat slowly\n## Table tennis\n- balls\n",  # numbered
        "## Notes\n### Working group\n- cut it\n### Frogs?\n- count them\n",  # one conversation
        "## Notes\n- Reed table\n- Frogs table\n- Pond table\n",  # bullets
        "# Notes\n\nA better support team\n\nOnly one more cleaning team\n\nMore reed\n",  # notes
        "## Notes\n### Table: Reed\n- cut it\n### Table: Reed\n- burn it\n",  # always the same
    ],
)
def test_what_names_no_tables_leaves_the_notes_without(text):
    assert all(not table or table.startswith("Table 1") for table, _, _, _ in notes(text))
    assert notes(text)


def test_prose_below_a_heading_makes_no_table_of_it():
    text = (
        "# Report\n\n## Study Group\n\nIt met twice.\n\n## Focus Group\n\nIt met once.\n\n# Notes\n- cut it\n"
    )
    assert [note[:2] for note in notes(text)] == [("", "")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("# Pond\n\n## Reed\n- cut it\n\n## Frogs\n- count them\n", ["Reed", "Frogs"]),
        (
            "# Pond\n\n## Session: Reed\nNotes by Lou\n- cut it\n# Session: Frogs\n- hop\n# Mud\n- dig\n",
            ["Reed", "Frogs", "Mud"],
        ),
        (
            "# Session one\n- cut it\n# Mud (Lou)\n- dig\n# Notes by Lou Hart\n- fence\n",
            ["", "Mud (Lou)", "Mud (Lou)"],
        ),
        # what is no place by what stands below it
        ("# Pond\n\n## Reed\n- cut it\n\n## Who counts?\n- the school\n", ["", ""]),
        ("# Pond\n\n## Reed\n- cut it\n\n## Reed\n- burn it\n", ["", ""]),
        ("# Pond\n\n## Reed\n- cut it\n", [""]),
        ("# Pond\n\n## Table 1: Reed\n- cut it\n### Frogs\n- count them\n### Mud\n- dig\n", ["Table 1"] * 3),
    ],
)
def test_headings_of_topics_are_places_where_nothing_else_names_one(text, places):
    assert [note[0] for note in notes(text)] == places


@pytest.mark.parametrize(
    ("lines", "tables"),
    [
        (("[Frame: Keys]", "[Frame: Vans]"), ["Keys", "Vans"]),
        (("## Group notes: Team Alpha", "## Group notes: Team Beta"), ["Team Alpha", "Team Beta"]),
        (("Affiche: Les clés", "Affiche: Les voitures"), ["Les clés", "Les voitures"]),
        (("Host: Keys", "Host: Vans"), [""]),  # a label that says something else
        (("Question: Which keys?", "Question: Which vans?"), [""]),
        (("For keys: a safe", "For vans: a form"), [""]),  # not the same words
        (("[Frame: Keys]", "[Frame: Keys]"), [""]),  # never another
    ],
)
def test_places_are_told_by_what_their_headings_begin_with(lines, tables):
    below = ("a safe with a code", "a form of one page")
    text = "".join(
        f"{line}\n\n- {said}\n- {said} for all\n\n" for line, said in zip(lines, below, strict=True)
    )
    assert list(dict.fromkeys(note[0] for note in notes(text))) == tables


def test_headings_of_a_report_before_its_annex_are_no_places():
    report = "# Findings\n\n## Advice: Keys\n\n- A safe.\n\n## Advice: Vans\n\n- A form.\n\n"
    annex = "# Annex\n\n## Frame: Keys\n\n- a safe\n\n## Frame: Vans\n\n- a form\n"
    assert [(table, said) for table, _, _, said in notes(report + annex)] == [
        ("Keys", "a safe"),
        ("Vans", "a form"),
    ]


@pytest.mark.parametrize(
    ("heading", "table"),
    [
        ("Plenary:", ""),
        ("HARVEST (plenary)", ""),
        ("Abschlussplenum", ""),
        ("En plénière", ""),
        ("Puesta en común", ""),
        ("Harvest", "Table 2"),  # it may be one of a farm
        ("Whole grain", "Table 2"),
        ("Next steps:", "Table 2"),
    ],
)
def test_what_all_said_together_was_said_at_no_table(heading, table):
    tables = "Table 1: Food\n\n- soup\n- bread\n\nTable 2: Seats\n\n- benches\n- chairs\n\n"
    text = f"{tables}{heading}\n\n- more of both\n"
    assert [note[0] for note in notes(text)] == ["Table 1", "Table 1", "Table 2", "Table 2", table]


@pytest.mark.parametrize(
    ("role", "read"), [("note", False), ("meta", False), ("summary", False), ("heading", True), (None, True)]
)
def test_what_marks_say_is_no_heading_is_not_read_as_one(role, read):
    said = "Table 3: Frogs"
    marks = (Mark(0, len(said), (("role", role),)),) if role else ()
    source = Source(name="talk.vtt", text=f"{said}\n\nWe count them.\n", digest="", marks=marks)
    (document,) = open_documents([source], load_words(("en",)))
    assert (document.headings[0] is not None) is read
