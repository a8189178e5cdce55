"""parse: tables and rounds by how headings come again; contents and first summaries are what they are."""

import pytest

from worldcafe.parse import parse_sources
from worldcafe.segment import segment_blocks
from worldcafe.settings import Settings
from worldcafe.source import Source

NOTES = ("More benches by the water", "Nobody empties the bins on Sunday", "A lamp at the ferry steps")


def read(text):
    settings = Settings()
    sources = (Source("notes.md", text, "0" * 64),)
    return segment_blocks(sources, parse_sources(sources, settings.parse), settings.segment)


def grid(above, below, deeper="###"):
    """Notes under each of some headings, below each of others."""
    parts = ["# Harbour day", ""]
    for high in above:
        parts += [f"## {high}", ""]
        for low in below:
            parts += [f"{deeper} {low}", "", *(f"- {note} ({high}, {low})" for note in NOTES), ""]
    return "\n".join(parts)


def places(text):
    found = read(text)
    notes = found[found["role"] == "note"]
    return list(dict.fromkeys(zip(notes["table"], notes["round"], strict=True)))


@pytest.mark.parametrize(
    ("rounds", "tables"),
    [
        (("First sitting", "Second sitting"), ("Gulls", "Terns")),
        (("Call 1", "Call 2"), ("Money", "Newcomers")),
        (("4.1 Primeira folha", "4.2 Segunda folha"), ("Cais", "Praia")),
        (("Part one (morning)", "Part two (afternoon)"), ("Gulls (host: Lee)", "Terns (host: Mo)")),
    ],
)
@pytest.mark.parametrize("tables_above", [False, True])
def test_headings_that_come_again_are_tables_and_those_that_a_number_tells_apart_rounds(
    rounds, tables, tables_above
):
    above, below = (tables, rounds) if tables_above else (rounds, tables)
    names = [name.partition(" (")[0] for name in tables]
    assert sorted(places(grid(above, below))) == sorted((name, number) for name in names for number in "12")


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("Land", "Water"), ("Strengths", "Worries")),  # nothing says which of the two are places
        (("First sitting", "Second sitting"), ("Gulls",)),
        (("First sitting",), ("Gulls", "Terns")),
        (("First sitting", "The second day"), ("Gulls", "Terns")),
        (("Land 1 and 2", "Land 3 and 4"), ("Strengths", "Worries")),
    ],
)
def test_headings_without_a_grid_of_numbers_are_no_rounds(above, below):
    assert {number for _, number in places(grid(above, below))} == {""}


@pytest.mark.parametrize(
    ("above", "below", "tables", "rounds"),
    [
        (("Table 1: Land", "Table 2: Water"), ("Round 1", "Round 2"), {"Table 1", "Table 2"}, {"1", "2"}),
        (("Round 1", "Round 2"), ("Table 1", "Table 2"), {"Table 1", "Table 2"}, {"1", "2"}),
        (("Table 1: Land", "Table 2: Water"), ("Strengths", "Worries"), {"Table 1", "Table 2"}, {""}),
    ],
)
def test_places_that_words_name_stay_what_they_are(above, below, tables, rounds):
    found = places(grid(above, below))
    assert ({table for table, _ in found}, {number for _, number in found}) == (tables, rounds)


def test_lines_between_empty_lines_are_headings_where_they_come_again_and_heads_of_pages_are_none():
    text = "# Harbour day\n\n"
    for sitting in ("First", "Second"):
        text += f"## {sitting} sitting\n\n"
        for name in ("Gulls", "Terns"):
            text += f"{name}\n\n- {NOTES[0]} ({name}, {sitting})\n- {NOTES[1]} ({name}, {sitting})\n\n"
            text += "Harbour Trust of Old Quay\n\n"
    assert {place for place in places(text) if place[0]} >= {
        ("Gulls", "1"),
        ("Terns", "1"),
        ("Gulls", "2"),
        ("Terns", "2"),
    }
    assert not any("Harbour" in table for table, _ in places(text))


CONTENTS = """OUTCOME REPORT

CONTENTS

1  Introduction
2  What was said
3  Thanks
Annex A  Notes of the tables

1  INTRODUCTION

The day was held in the old sail loft. It rained, and all came.

There was soup at noon.

The youngest guest was nine.

2  WHAT WAS SAID

2.1 Water (Table 1)

The steps of the ferry are dark and need a lamp.

2.2 Land (Table 2)

Benches are wanted.

3  THANKS

To the harbour master, who lent the loft.

ANNEX A  NOTES OF THE TABLES

TABLE 1  WATER

- A lamp at the ferry steps
- The steps are slippery

TABLE 2  LAND

- More benches
"""


def test_a_list_of_contents_without_pages_opens_no_annex():
    found = read(CONTENTS)
    notes = found[found["role"] == "note"]
    assert notes["text"].tolist() == ["A lamp at the ferry steps", "The steps are slippery", "More benches"]
    assert found.loc[found["text"].str.startswith("The steps of the ferry"), "role"].tolist() == ["summary"]


@pytest.mark.parametrize(
    ("heading", "role"), [("1. Executive summary", "summary"), ("1. Background", "narrative")]
)
def test_first_heading_of_a_report_with_tables_may_be_its_summary(heading, role):
    said, notes = "The steps of the ferry need a lamp.", "- A lamp\n- More light\n"
    text = f"# {heading}\n\n{said}\n\n# Annex\n\n## Table 1: Water\n\n{notes}"
    found = read(text)
    assert found.loc[found["text"].str.startswith("The steps"), "role"].tolist() == [role]
