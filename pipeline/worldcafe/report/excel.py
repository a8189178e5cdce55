"""The register of suggestions as a workbook: one row each, with columns for the committee to fill in."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from worldcafe.report.archive import EPOCH, printable, timeless

if TYPE_CHECKING:
    from worldcafe.report.model import ReportView, SuggestionView

# Column heading, width in characters, the choices that a drop-down offers.
COLUMNS = (
    ("Suggestion id", 14, ()),
    ("Suggestion", 60, ()),
    ("Theme", 32, ()),
    ("Said in notes", 8, ()),
    ("Places", 8, ()),
    ("Where it was said", 40, ()),
    ("In the report", 14, ()),
    ("Evidence", 70, ()),
    ("Notes", 16, ()),  # their ids: by them the next run finds the decision again
    ("Remit", 14, ("yes", "no", "unclear")),
    ("Scope", 18, ("council", "committee", "working group", "new work", "none")),
    ("Who", 24, ()),
    ("Status", 16, ("open", "planned", "in progress", "done", "declined")),
    ("Report back", 40, ()),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST = 32_000  # characters that a cell holds


def write_excel(view: ReportView, path: Path) -> None:
    """Write the register: frozen header, filters, drop-downs for the triage columns, no formulas."""
    from openpyxl import Workbook  # noqa: PLC0415 - only when a workbook is asked for
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Suggestions"
    sheet.append([heading for heading, _, _ in COLUMNS])
    for suggestion in view.suggestions:
        sheet.append([_safe(value) for value in _row(suggestion)])
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if cell.data_type == "f":
                cell.data_type = "s"
    for number, (_, width, choices) in enumerate(COLUMNS, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = width
        sheet[f"{letter}1"].font = Font(bold=True, color="FFFFFF")
        sheet[f"{letter}1"].fill = PatternFill("solid", fgColor="0B5C7A")
        if choices and view.suggestions:
            _offer(sheet, letter, choices, len(view.suggestions) + 1)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    book.properties.creator = "worldcafe"
    book.properties.title = _safe(view.title)
    book.properties.created = book.properties.modified = dt.datetime(*EPOCH)
    drawn = io.BytesIO()
    book.save(drawn)
    path.write_bytes(timeless(drawn.getvalue()))


def _row(suggestion: SuggestionView) -> list[str | int]:
    """Give the cells of a suggestion."""
    evidence = "\n".join(f"“{quote.text}” ({quote.place.label})" for quote in suggestion.quotes)
    return [
        suggestion.suggestion_id, suggestion.text, suggestion.theme, suggestion.n_notes, suggestion.n_places,
        suggestion.places, suggestion.in_report, evidence,
        ";".join(quote.segment_id for quote in suggestion.quotes), suggestion.remit, suggestion.scope,
        suggestion.who, suggestion.status, suggestion.report_back,
    ]  # fmt: skip


def _safe(value: str | int) -> str | int:
    """Give a value that no spreadsheet takes for a formula, without characters that XML forbids."""
    if isinstance(value, int):
        return value
    text = printable(value)[:LONGEST]
    return f"'{text}" if text.startswith(FORMULA) else text


def _offer(sheet: Any, letter: str, choices: tuple[str, ...], last: int) -> None:
    """Offer choices in a column, and let the committee write others."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    listed = DataValidation(
        type="list", formula1=f'"{",".join(choices)}"', allow_blank=True, errorStyle="warning"
    )
    listed.add(f"{letter}2:{letter}{last}")
    sheet.add_data_validation(listed)
