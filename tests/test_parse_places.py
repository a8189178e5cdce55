"""Places as people write them: wiki headings, outlines, flipcharts, times, small letters, key caps."""

from __future__ import annotations

import pytest

from worldcafe.parse import parse_sources
from worldcafe.segment import segment_blocks
from worldcafe.settings import ParseSettings, SegmentSettings
from worldcafe.source import Source


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
