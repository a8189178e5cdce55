"""Sheets as people keep them: forms, polls, one sheet a table, a topic per column, several notes a cell."""

from __future__ import annotations

import csv

import docx
import pytest
from openpyxl import Workbook

from corpus_lines import read_segments
from worldcafe.errors import InputError
from worldcafe.read import read_sources
from worldcafe.settings import ReadSettings


def told(source):
    """The marked lines of a source: (role, place or question, text)."""
    rows = []
    for mark in source.marks:
        if mark.hint:
            continue
        fields = dict(mark.fields)
        place = next((fields[key] for key in ("question", "table", "topic") if fields.get(key)), "")
        for line in source.text[mark.start : mark.end].splitlines():
            rows.append((fields.get("role", ""), place, line.strip(" -")))
    return rows


def from_csv(tmp_path, rows):
    """The lines of a CSV with these rows."""
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return told(read_sources([tmp_path / "a.csv"], ReadSettings())[0])


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (  # a form: each question is a column
            [["Timestamp", "What works?", "What is missing?"], ["2024/06/01 9:00", "the pond", "a bench"]],
            [
                ("prompt", "What works?", "What works?"),
                ("note", "What works?", "the pond"),
                ("prompt", "What is missing?", "What is missing?"),
                ("note", "What is missing?", "a bench"),
            ],
        ),
        (  # a poll: blocks under questions of their own, the header again
            [
                ["Voter", "Response"],
                ["1", "more reed"],
                ["What else?", ""],
                ["Voter", "Response"],
                ["2", "lamps"],
            ],
            [("note", "", "more reed"), ("note", "", "lamps")],
        ),
        (  # questions alone are what people said
            [["Question", "Question Author"], ["Will the pond stay?", "Anonymous"]],
            [("note", "", "Will the pond stay?")],
        ),
        (  # a topic per column
            [["Youth", "Water"], ["a summer camp", "clean the pond"], ["", "plant some reed"]],
            [
                ("heading", "Youth", "Youth"),
                ("note", "Youth", "a summer camp"),
                ("heading", "Water", "Water"),
                ("note", "Water", "clean the pond"),
                ("note", "Water", "plant some reed"),
            ],
        ),
        (  # a number of a note is no note; number and topic in one cell
            [["Idea #", "Idea", "Table"], ["7", "more reed", "1: Water"]],
            [("note", "Table 1", "more reed")],
        ),
        (  # a cell that holds all of a table's bullets
            [["Table", "Notes"], ["2", "- reed\n- lamps"]],
            [("note", "Table 2", "reed"), ("note", "Table 2", "lamps")],
        ),
        (  # a note on two lines stays one
            [["Table", "Note"], ["2", "reed at the edge\nof the pond"]],
            [("note", "Table 2", "reed at the edge"), ("note", "Table 2", "of the pond")],
        ),
    ],
)
def test_columns_are_told_by_what_they_hold(tmp_path, rows, lines):
    assert from_csv(tmp_path, rows) == lines


@pytest.mark.parametrize(
    "rows",
    [
        [["Alpha", "Beta"], ["1", "2"]],
        [["Colour", "Size"], ["red", "small"], ["red", "large"], ["red", "small"]],
        [["Link", "Mail"], ["https://pond.example/a", "a@pond.example"]],
    ],
)
def test_columns_without_words_are_no_notes(tmp_path, rows):
    with pytest.raises(InputError, match="no column of notes"):
        from_csv(tmp_path, rows)


def test_a_line_between_blocks_is_kept(tmp_path):
    from_csv(tmp_path, [["No", "Response"], ["1", "more reed"], ["What else?", ""], ["2", "lamps"]])
    assert "What else?" in read_sources([tmp_path / "a.csv"], ReadSettings())[0].text


def test_each_sheet_without_a_place_is_a_table_and_hidden_ones_are_told(tmp_path):
    book = Workbook()
    for title in ("Table 1", "Wilhelmina", "Secret"):
        sheet = book.create_sheet(title)
        sheet.append(["Note"])
        sheet.append(["more reed"])
    del book["Sheet"]
    book["Secret"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    source = read_sources([tmp_path / "a.xlsx"], ReadSettings())[0]
    assert [dict(mark.fields)["table"] for mark in source.marks if mark.hint] == ["Table 1", "Sheet 2"]
    assert source.set_aside == ("1 hidden sheets are not read",)


def test_paragraphs_of_a_cell_in_a_document_are_notes_of_their_own(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [*table.rows[0].cells, *table.rows[1].cells], ["Table", "Notes", "3", "reed"], strict=True
    ):
        cell.text = text
    table.rows[1].cells[1].add_paragraph("lamps")
    document.save(tmp_path / "a.docx")
    lines = told(read_sources([tmp_path / "a.docx"], ReadSettings())[0])
    assert lines == [("note", "Table 3", "reed"), ("note", "Table 3", "lamps")]


def test_a_table_whose_first_column_names_rounds_is_read_by_rows(tmp_path):
    document = docx.Document()
    document.add_heading("Table 1 - Pond", 2)
    table = document.add_table(rows=2, cols=2)
    for row, (place, *said) in zip(
        table.rows,
        [("Round 1", "What is missing?", "more reed", "a bench"), ("Round 2", "fewer dogs at the north end")],
        strict=True,
    ):
        row.cells[0].text = place
        row.cells[1].text = said[0]
        for line in said[1:]:
            row.cells[1].add_paragraph(line)
    document.save(tmp_path / "pond.docx")
    rows = read_segments(tmp_path / "pond.docx")
    assert list(rows[["role", "table", "topic", "round", "text"]].itertuples(index=False, name=None)) == [
        ("heading", "Table 1", "Pond", "", "Table 1 - Pond"),
        ("heading", "Table 1", "Pond", "1", "Round 1"),
        ("prompt", "Table 1", "Pond", "1", "What is missing?"),
        ("note", "Table 1", "Pond", "1", "more reed"),
        ("note", "Table 1", "Pond", "1", "a bench"),
        ("heading", "Table 1", "Pond", "2", "Round 2"),
        ("note", "Table 1", "Pond", "2", "fewer dogs at the north end"),
    ]


def test_who_stands_behind_a_note_is_no_note_and_a_name_is_marked(tmp_path):
    rows = [
        ["Flip chart", "Raised by"],
        ["more reed", "school"],
        ["a bench", "Ada Lind"],
        ["fewer dogs", "school"],
    ]
    assert from_csv(tmp_path, rows) == [
        ("heading", "", "Flip chart"),
        ("note", "", "more reed"),
        ("note", "", "a bench"),
        ("note", "", "fewer dogs"),
        ("meta", "", "Ada Lind"),
        ("meta", "", "school"),
    ]


def test_what_stands_above_a_poll_is_its_question_and_remarks(tmp_path):
    rows = [
        ["Pond poll"],
        ["What is missing?"],
        ["Respondents", "2"],
        ["Voter", "Response"],
        ["1", "more reed"],
    ]
    found = from_csv(tmp_path, rows)
    assert ("prompt", "", "What is missing?") in found
    assert ("meta", "", "Respondents") in found
    assert [line for line in found if line[0] == "note"] == [("note", "", "more reed")]


WHERE = "Which table were you at?,What should we do next?\n"


@pytest.mark.parametrize(
    ("rows", "tables"),
    [
        ("Blue table,Lend the oven\nRed table,Bake rye\n", ["Blue table", "Red table"]),
        ("Blue,Lend the oven\nRed,Bake rye\nBlue,Less salt please\nRed,Open early\n", ["Blue", "Red"] * 2),
    ],
)
def test_a_question_for_the_table_names_places(tmp_path, rows, tables):
    (tmp_path / "form.csv").write_text(WHERE + rows, encoding="utf-8")
    notes = [row for row in read_segments(tmp_path / "form.csv").to_dict("records") if row["role"] == "note"]
    assert [row["table"].removeprefix("Table ") for row in notes] == tables


def test_a_question_about_a_table_that_is_answered_in_words_is_a_question(tmp_path):
    rows = "The view from it,Lend the oven\nHow quiet it was,Bake rye\n"
    (tmp_path / "form.csv").write_text("What did you like about your table?,Next?\n" + rows, encoding="utf-8")
    notes = [row for row in read_segments(tmp_path / "form.csv").to_dict("records") if row["role"] == "note"]
    assert {row["table"] for row in notes} == {""}
    assert len(notes) == 4


@pytest.mark.parametrize("cell", ["n/a", "None", "-", "Keine Angabe", "rien", "N.v.t."])
def test_a_field_that_was_left_empty_in_words_is_no_note(tmp_path, cell):
    (tmp_path / "form.csv").write_text(f"Table,Note\n1,Lend the oven\n2,{cell}\n", encoding="utf-8")
    assert [
        row["text"]
        for row in read_segments(tmp_path / "form.csv").to_dict("records")
        if row["role"] == "note"
    ] == ["Lend the oven"]


@pytest.mark.parametrize("cell", ["None of us can bake", "No more salt", "Nothing for children here"])
def test_what_begins_like_an_empty_field_is_a_note(tmp_path, cell):
    (tmp_path / "form.csv").write_text(f"Table,Note\n1,Lend the oven\n2,{cell}\n", encoding="utf-8")
    assert cell in [
        row["text"]
        for row in read_segments(tmp_path / "form.csv").to_dict("records")
        if row["role"] == "note"
    ]


@pytest.mark.parametrize(("board", "question"), [("What do we keep?", "What do we keep?"), ("Kept", "")])
def test_what_a_board_asks_is_what_its_notes_answer(tmp_path, board, question):
    path = tmp_path / "board.csv"
    path.write_text(
        f"Section,Body,Author\n{board},Story time on Saturdays,Anonymous\n{board},Quiet room,Anonymous\n"
    )
    rows = read_segments(path)
    assert set(rows.loc[rows["role"] == "note", "question"]) == {question}
    assert set(rows.loc[rows["role"] == "note", "topic"]) == {board}


def test_columns_of_a_table_by_rows_keep_their_headers(tmp_path):
    rows = [
        ("", "Strengths", "Gaps", "Later"),
        ("Group 1", "nice hall", "", ""),
        ("Group 2", "good food", "heating", ""),
    ]
    document = docx.Document()
    table = document.add_table(3, 4)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(tmp_path / "swot.docx")
    segments = read_segments(tmp_path / "swot.docx")
    notes = segments[segments["role"] == "note"]
    assert list(zip(notes["table"], notes["subsection"], notes["text"], strict=True)) == [
        ("Group 1", "Strengths", "nice hall"),
        ("Group 2", "Strengths", "good food"),
        ("Group 2", "Gaps", "heating"),
    ]
    assert "Later" in set(segments["text"])
