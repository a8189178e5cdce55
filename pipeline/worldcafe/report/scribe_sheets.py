"""Sheets for scribes, empty, in Word, Markdown or Excel.

What explains a sheet stands where it is no note: in the header of the Word file, in a comment of the
Markdown, in the hints of the workbook's cells.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

from worldcafe.errors import InputError
from worldcafe.report.archive import timeless

HINT = "One idea a line, in the words that were used. Write no names: who said it is not asked."
LINES = 8  # empty bullets for each round
COLUMNS = (("Table", 8), ("Round", 8), ("Topic", 28), ("Question", 40), ("Note", 90))
MOST_TABLES, MOST_ROUNDS = 200, 20
FILLED = 400  # rows of the workbook that show the hint


@dataclass(frozen=True)
class Plan:
    """The tables and rounds of a café.

    `topics` has the topic of each table and `questions` what each round asks, as far as they are known.
    """

    tables: int
    rounds: int
    topics: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (1 <= self.tables <= MOST_TABLES and 1 <= self.rounds <= MOST_ROUNDS):
            raise InputError(f"a café has 1 to {MOST_TABLES} tables and 1 to {MOST_ROUNDS} rounds here.")
        if len(self.topics) > self.tables:
            raise InputError(f"{len(self.topics)} topics for {self.tables} tables; name one topic a table.")
        if len(self.questions) > self.rounds:
            raise InputError(f"{len(self.questions)} questions for {self.rounds} rounds; name one a round.")

    def title(self, table: int) -> str:
        """Give the heading of a table: its number, and its topic where it is known."""
        topic = self.topics[table - 1] if table <= len(self.topics) else ""
        return f"Table {table}" + f": {topic}" * bool(topic)

    def question(self, number: int) -> str:
        """Give what a round asks, "" where that is not known."""
        return self.questions[number - 1] if number <= len(self.questions) else ""

    def asked(self, number: int) -> str:
        """Give the line for what a round asks; where it is not known, there is a place to write it."""
        return f"Question: {self.question(number)}"


def as_markdown(plan: Plan, table: int) -> bytes:
    """Give the sheet of a table as Markdown."""
    lines = [f"<!-- {HINT} -->", "", f"# {plan.title(table)}", ""]
    for number in range(1, plan.rounds + 1):
        lines += [f"## Round {number}", "", plan.asked(number), "", *["- "] * LINES, ""]
    return "\n".join(lines).encode("utf-8")


def as_word(plan: Plan, table: int) -> bytes:
    """Give the sheet of a table as a .docx."""
    paper = Document()
    paper.core_properties.author = ""
    paper.sections[0].header.paragraphs[0].text = HINT
    paper.add_heading(plan.title(table), 1)
    for number in range(1, plan.rounds + 1):
        paper.add_heading(f"Round {number}", 2)
        paper.add_paragraph(plan.asked(number))
        for _ in range(LINES):
            paper.add_paragraph(style="List Bullet")
    file = io.BytesIO()
    paper.save(file)
    return timeless(file.getvalue())


def as_workbook(plan: Plan) -> bytes:
    """Give one .xlsx for all tables: rows to fill for each table and round."""
    book = Workbook()
    book.properties.creator = ""
    sheet = book.active
    assert sheet is not None
    sheet.title = "Notes"
    sheet.append([name for name, _ in COLUMNS])
    for column, (_, width) in zip("ABCDE", COLUMNS, strict=True):
        sheet.column_dimensions[column].width = width
        sheet[f"{column}1"].font = Font(bold=True)
    for table in range(1, plan.tables + 1):
        topic = plan.topics[table - 1] if table <= len(plan.topics) else None
        for number in range(1, plan.rounds + 1):
            for _ in range(LINES):
                sheet.append([table, number, topic, plan.question(number) or None, None])
    for row in sheet.iter_rows(min_row=2, min_col=4, max_col=5):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    hint = DataValidation(type=None, promptTitle="A note", prompt=HINT, showInputMessage=True)
    hint.add(f"E2:E{max(FILLED, sheet.max_row)}")
    sheet.add_data_validation(hint)
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return timeless(file.getvalue())
