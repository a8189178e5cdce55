"""The part of the register's workbook that a committee fills in: lists, colours, and a legend of both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from worldcafe.tables import REMITS, SCOPES, STATES

# Column heading, width in characters.
FILLED_IN = (
    ("Remit", 9),
    ("Scope", 13),
    ("Who", 15),
    ("Status", 15),
    ("Report back", 24),
    ("Reason", 20),
    ("By", 10),
    ("On", 11),
    ("Same as", 8),
)
# What a drop-down offers.
CHOICES = {"Remit": REMITS, "Scope": SCOPES, "Status": STATES}
ASKED = {  # of each column that the committee fills in
    "Remit": "Is it within our remit?",
    "Scope": "Whose is it: the council's, a committee's, a working group's, nobody's?",
    "Who": "Which group takes it? A body, not a person: it is told to those who were at the tables.",
    "Status": "What has become of it? Empty is undecided, which is not the same as declined.",
    "Report back": "What is told to those who said it?",
    "Reason": "Why was it decided so?",
    "By": "Who filled in this row? It is told to nobody outside.",
    "On": "Since when does it hold? A day, such as 2026-03-01.",
    "Same as": "The number (No) of the suggestion that says the same; what is decided here goes there.",
}
MEANING = {
    "yes": "within the remit",
    "no": "outside the remit: no further action",
    "unclear": "to be clarified first; it stays undecided",
    "council": "the council itself",
    "committee": "one of the committees",
    "working group": "one of the working groups",
    "nobody": "no group has it yet: the council considers whether it is explored further",
    "to inform": "the group is to be told",
    "asked": "the group was asked whether and how it takes it up",
    "answered": "the group has answered",
    "council considers": "the council considers it",
    "taken up": "a group has it on its list of work",
    "not taken up": "declined, for the reason given",
    "in progress": "work has begun",
    "done": "it is there",
    "not a suggestion": "nobody proposes anything with it; it stays among the notes",
}
COLOURS = {  # of values: a ground on which black is read
    "yes": "DDEFE3", "no": "F8DDD3", "unclear": "FBF0CF", "nobody": "FBF0CF",
    "to inform": "FBF0CF", "asked": "FBF0CF", "answered": "E0EDF4", "council considers": "E0EDF4",
    "taken up": "DDEFE3", "in progress": "DDEFE3", "done": "B9DFC6", "not taken up": "F8DDD3",
    "not a suggestion": "E6E6E6",
}  # fmt: skip
LEGEND = (("Column", 14), ("What to write", 40), ("Value", 18), ("What it says", 60))


def offer_choices(sheet: Any, headings: Sequence[str], last: int) -> None:
    """Offer the choices of each column in rows 2 to `last`, and colour each by what is chosen."""
    for number, heading in enumerate(headings, start=1):
        if heading not in CHOICES:
            continue
        listed = DataValidation(
            type="list", formula1=f'"{",".join(CHOICES[heading])}"', allow_blank=True, errorStyle="stop",
            promptTitle=heading, prompt=ASKED[heading], showInputMessage=True,
        )  # fmt: skip
        listed.error, listed.errorTitle = "Choose one of the list, or leave it empty.", heading
        letter = get_column_letter(number)
        listed.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(listed)
        for value in CHOICES[heading]:
            if value in COLOURS:
                rule = _coloured(value)
                sheet.conditional_formatting.add(f"{letter}2:{letter}{last}", rule)


def _coloured(value: str) -> Any:
    """Give the rule that colours a cell with this value."""
    rule: Any = CellIsRule
    return rule(operator="equal", formula=[f'"{value}"'], fill=_ground(COLOURS[value]))


def legend_rows() -> list[tuple[str, str, str, str]]:
    """Give the rows of the legend: each column, what to write there, its values and what they say."""
    rows = []
    for heading, _ in FILLED_IN:
        values = CHOICES.get(heading, ("",))
        for place, value in enumerate(values):
            first = (heading, ASKED[heading]) if not place else ("", "")
            rows.append((*first, value, MEANING.get(value, "")))
    return rows


def colour_legend(sheet: Any) -> None:
    """Give the values in the legend the colours that they have in the register."""
    for row in sheet.iter_rows(min_row=2, min_col=3, max_col=3):
        for cell in row:
            if cell.value in COLOURS:
                cell.fill = _ground(COLOURS[cell.value])


def _ground(colour: str) -> PatternFill:
    """Give a fill of one colour."""
    return PatternFill("solid", start_color=colour, end_color=colour)
