"""parse: what people bring: numbered minutes, flipcharts, Markdown tables, lines without bullets."""

import docx
import pytest

from worldcafe.parse import parse_sources
from worldcafe.read import read_sources
from worldcafe.segment import segment_blocks
from worldcafe.settings import Settings
from worldcafe.source import Source

OUTLINE = """World Café on Bread 2022 - Summary of Discussions

1 INTRODUCTION
The café took place in the mill with 45 guests. This text tells what was said.

2 TOPIC 1: FLOUR
2.1 Discussion
a) Rye is hard to get in spring
b) A shared mill should be built
2.2 Open points
Who pays for the mill was left open.

3 TOPIC 2: OVENS
3.1 Discussion
a) Ovens stand idle in the morning
b) Lend them to schools
"""


def read(text):
    settings = Settings()
    sources = (Source("notes.md", text, "0" * 64),)
    segments = segment_blocks(sources, parse_sources(sources, settings.parse), settings.segment)
    return segments.to_dict("records")


def said(text, role="note", *fields):
    return [tuple(row[name] for name in (*fields, "text")) for row in read(text) if row["role"] == role]


def test_sections_numbered_throughout_are_headings():
    headings = [text for (text,) in said(OUTLINE, "heading")]
    assert headings == [
        "World Café on Bread 2022 - Summary of Discussions",
        "1 INTRODUCTION",
        "2 TOPIC 1: FLOUR",
        "2.1 Discussion",
        "2.2 Open points",
        "3 TOPIC 2: OVENS",
        "3.1 Discussion",
    ]
    assert ("FLOUR", "A shared mill should be built") in said(OUTLINE, "note", "topic")
    assert ("OVENS", "Lend them to schools") in said(OUTLINE, "note", "topic")


@pytest.mark.parametrize(
    "text",
    [
        "Table 1\n\n1.1 More rye\n1.2 Less salt\n1.3 Longer hours\n2.1 Lend ovens\n",
        "Table 1\n\n2 ovens stand idle\n3 of us would bake\n2.5 kilos a day is enough\n",
        "# Table 1\n\n- 1.5 hours is too long\n- 2.5 would be worse\n",
    ],
)
def test_notes_that_begin_with_numbers_stay_notes(text):
    assert len(said(text, "heading")) == 1
    assert len(said(text)) == text.count("\n") - 2


def test_a_line_in_capitals_above_prose_heads_it():
    works, fails = (
        "WHAT WORKS\nThe oven is lent on Sundays.\nBread is shared.",
        "WHAT DOES NOT\nFlour is dear.",
    )
    text = f"# Table 1\n\n{works}\n\n{fails}\n"
    assert [text for (text,) in said(text, "heading")] == ["Table 1", "WHAT WORKS", "WHAT DOES NOT"]


@pytest.mark.parametrize("shout", ["PRICES!", "NO MORE SALT.", "WIFI"])
def test_a_shout_stays_a_note(shout):
    text = f"# Table 1\n\nThe oven is small and old.\n\n{shout}\nFlour has become dear this year.\n"
    assert shout.rstrip(".") in [text.rstrip(".") for (text,) in said(text)]


def test_a_remark_behind_a_place_hides_it_not():
    first = "**FLIPCHART – TABLE 4 (scribe: Ana)**\n\n- Lend the oven\n- Bake rye\n\n"
    text = f"{first}**FLIPCHART – TABLE 5 (scribe: Bo)**\n\n- Salt\n"
    assert [table for table, _ in said(text, "note", "table")] == ["Table 4", "Table 4", "Table 5"]


MATRIX = """# Bread

| Table | What works | Ideas |
|---|---|---|
| 1 | The mill | Lend the oven<br>Bake rye |
| 2 | | A shared shop |

Afterwards all ate.
"""


def test_a_row_of_a_table_stands_at_the_place_that_its_cell_names():
    notes = said(MATRIX, "note", "table", "subsection")
    assert notes[:4] == [
        ("Table 1", "What works", "The mill"),
        ("Table 1", "Ideas", "Lend the oven"),
        ("Table 1", "Ideas", "Bake rye"),
        ("Table 2", "Ideas", "A shared shop"),
    ]
    assert all(table == "" for table, text in said(MATRIX, "note", "table") if text.startswith("Afterwards"))


def test_a_table_whose_cells_name_no_place_leaves_notes_where_they_were():
    rows = "| Works | Does not |\n|---|---|\n| 3 ovens | Table salt |\n| The mill | Flour is dear |\n"
    text = f"# Table 7\n\n{rows}"
    assert {table for table, _ in said(text, "note", "table")} == {"Table 7"}
    assert ("Does not", "Table salt") in said(text, "note", "subsection")


@pytest.mark.parametrize(
    ("lines", "prompts"),
    [
        ("people are tired\nflour is dear\ncould ovens be shared?\n", []),
        ("people are tired\nshould we bake less?\nflour is dear\n", []),
        ("Think of your street.\nWhat would you bake?\n\nrye, and less salt\n", ["What would you bake?"]),
        ("What would you bake?\n- rye\n- spelt\n", ["What would you bake?"]),
    ],
)
def test_a_question_among_lines_is_a_participants(lines, prompts):
    assert [text for (text,) in said(f"# Table 1\n\n{lines}", "prompt")] == prompts


STEPS = [("Step", "Lead"), ("Share this paper with all bakers", "OD"), ("Choose three quick wins", "Leads")]


RAISED = [("Flip chart", "Raised by"), ("Lend ovens to schools", "AB"), ("More rye in spring", "baker")]


def paper(path, parts):
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            level, _, text = part.partition(" ")
            document.add_heading(text, len(level)) if level.startswith("#") else document.add_paragraph(part)
        else:
            table = document.add_table(len(part), len(part[0]))
            for row, cells in zip(table.rows, part, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
    document.save(path)
    settings = Settings()
    sources = read_sources([path], settings.read)
    segments = segment_blocks(sources, parse_sources(sources, settings.parse), settings.segment)
    return segments.to_dict("records")


@pytest.mark.parametrize(
    ("parts", "role"),
    [
        (
            ["# Mill paper", "# Next steps we propose", STEPS, "# Annex: notes", "## Table 1", RAISED],
            "narrative",
        ),
        (["# Table 1", "## Round 1", STEPS], "note"),
        (["# Mill café", STEPS], "note"),
        (["# Mill paper", "# Annex: notes", "## Table 1", STEPS], "note"),
    ],
)
def test_a_table_without_known_headers_is_what_the_document_around_it_is(tmp_path, parts, role):
    rows = paper(tmp_path / "paper.docx", parts)
    roles = {row["text"]: row["role"] for row in rows}
    assert roles["Choose three quick wins"] == role
    assert roles.get("Lend ovens to schools", "note") == "note"


def test_a_heading_beside_that_of_a_cafe_ends_it():
    text = """# Two mill cafés

## What we heard: March café

### Flour

- More rye should be grown

## What we heard: September café

### Ovens

- Ovens should be lent

## Steps that we propose

The board reads this paper.

## Annex A: March café

### Table 1 Flour

- More rye please

## Annex B: September café

### Table 2 Ovens

- Lend the ovens
"""
    rows = {row["text"]: row["cafe"] for row in read(text)}
    assert rows["Ovens should be lent"] == "September"
    assert rows["The board reads this paper."] == ""
    assert (rows["More rye please"], rows["Lend the ovens"]) == ("March", "September")
