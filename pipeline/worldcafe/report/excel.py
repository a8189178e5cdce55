"""The register as a workbook: a row per suggestion with its evidence, and columns for the committee.

Further sheets hold what a decision may want to look up: each quote on a row of its own, themes, claims.
Nothing in it can run: text that a spreadsheet would take for a formula is marked as text.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from worldcafe.files.cells import disarm
from worldcafe.language.wording import count
from worldcafe.report.archive import EPOCH, printable, timeless
from worldcafe.report.excerpt import ranked
from worldcafe.report.palette import colour_on_light, tinted
from worldcafe.report.triage_sheet import FILLED_IN, LEGEND, colour_legend, legend_rows, offer_choices

if TYPE_CHECKING:
    from worldcafe.report.model import FamilyView, Quote, ReportView, SuggestionView

Cell = str | int | float

# Column heading, width in characters.
SUGGESTIONS = (
    ("No", 6),
    ("Suggestion", 44),
    *FILLED_IN,
    ("In the report", 10),
    ("Places", 8),
    ("Where it was said", 26),
    ("Theme", 22),
    ("Evidence", 50),
    ("Said in notes", 8),
    ("Suggestion id", 13),
    ("Said", 80),  # the words of its notes: by them the next run finds the decision again
)
HIDDEN = ("Said",)
LAST_PRINTED = {  # of a sheet: with what follows, nobody could read it on paper
    "Suggestions": "Where it was said",
    "Claims": "From note to claim",
}
EVIDENCE = (
    ("Suggestion id", 15),
    ("Note", 12),
    ("Quote", 80),
    ("Café", 18),
    ("Table", 14),
    ("Round", 10),
    ("Source", 24),
    ("From", 9),  # characters of the source
    ("To", 9),
)
THEMES = (
    ("Family", 34),
    ("Theme", 36),
    ("Keywords", 44),
    ("Places", 8),
    ("Tables", 8),
    ("Notes", 8),
    ("Suggestions", 13),
    ("In the summaries", 16),
    ("Why", 40),
    ("Example", 60),
)
CLAIMS = (
    ("Topic", 28),
    ("Claim", 60),
    ("Verdict", 14),
    ("Why", 44),
    ("Closest note", 50),
    ("From note to claim", 44),
    ("Notes behind it", 70),
    ("Notes", 8),
    ("Places", 8),
    ("Moved from", 14),
    ("Joins notes", 8),
    ("Claim id", 14),
    ("Source", 24),
    ("From", 9),
    ("To", 9),
)
TOPICS = (
    ("Topic", 44),
    ("Café", 18),
    ("Table", 14),
    ("Notes of the table", 12),
    ("In the summary", 12),
    ("Claims", 10),
    ("With notes", 10),
    ("Point elsewhere", 11),
    ("In doubt", 10),
)
LEFT_OUT = (("Sheet", 16), ("Rows here", 10), ("Rows in all", 12), ("All of them", 30))
IN_REPORT_CELL = {"covered": "yes", "partial": "partly", "gap": "missing", "": ""}
MOST_QUOTED = 100  # of one suggestion in a cell; the sheet of evidence has more
LONGEST = 32_000  # characters that a cell holds
LINE, TALLEST = 15.0, 405.0  # points: a line, and the highest row that a spreadsheet shows
RULE = Side(style="thin", color="D5DBE1")


def write_excel(view: ReportView, path: Path) -> None:
    """Write the workbook: frozen headers, filters, drop-downs for the triage columns, ready to print."""
    book: Any = Workbook()
    book.remove(book.active)
    entries = ranked(view, view.limits.rows)
    sheet = _add_sheet(book, "Suggestions", SUGGESTIONS, [_suggestion(entry) for entry in entries])
    sheet.freeze_panes = "C2"
    if entries:
        offer_choices(sheet, [heading for heading, _ in SUGGESTIONS], len(entries) + 1)
    colour_legend(_add_sheet(book, "Legend", LEGEND, legend_rows()))
    _add_sheet(book, "Evidence", EVIDENCE, list(islice(_evidence(entries), view.limits.rows)))
    _fold(_add_sheet(book, "Themes", THEMES, list(_themes(view))), view.families)
    if view.claims:
        _add_sheet(book, "Claims", CLAIMS, list(_claims(view)))
    if view.topics:
        _add_sheet(book, "Topics", TOPICS, list(_topics(view)))
    if left_out := list(_left_out(view, entries)):
        _add_sheet(book, "Not here", LEFT_OUT, left_out)
    book.properties.creator = "worldcafe"
    book.properties.title = _safe(view.title)
    book.properties.created = book.properties.modified = dt.datetime(*EPOCH)
    drawn = io.BytesIO()
    book.save(drawn)
    path.write_bytes(timeless(drawn.getvalue()))


def _add_sheet(
    book: Any, title: str, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[Cell]]
) -> Any:
    """Add a sheet that can be filtered, scrolled under its header and printed across the width of a page."""
    sheet = book.create_sheet(title)
    sheet.append([heading for heading, _ in columns])
    widths = [width for _, width in columns]
    sheet.row_dimensions[1].height = _height([heading for heading, _ in columns], widths)
    for number, row in enumerate(rows, start=2):
        safe = [_safe(value) for value in row]
        sheet.append(safe)
        sheet.row_dimensions[number].height = _height(safe, widths)
    for cells in sheet.iter_rows():
        for cell in cells:
            across = "center" if isinstance(cell.value, int | float) else None
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=across)
            cell.border = Border(bottom=RULE)
            if cell.data_type == "f":
                cell.data_type = "s"
            cell.number_format = _format(cell.value, columns[cell.column - 1][0])
    for number, (heading, width) in enumerate(columns, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = width
        sheet.column_dimensions[letter].hidden = heading in HIDDEN
        sheet[f"{letter}1"].font = Font(name="Calibri", bold=True, color="FFFFFF")
        sheet[f"{letter}1"].fill = PatternFill("solid", fgColor="0B5C7A")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    if title in LAST_PRINTED:
        printed = [heading for heading, _ in columns].index(LAST_PRINTED[title]) + 1
        sheet.print_area = f"A1:{get_column_letter(printed)}{len(rows) + 1}"
    _set_print(sheet)
    return sheet


def _format(value: object, heading: str) -> str:
    """Give the form of a number: a share in hundredths, a count by thousands, one that is a name as it is."""
    if isinstance(value, float):
        return "0%"
    return "#,##0" if isinstance(value, int) and heading != "No" else "General"


def _height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """Give the height that the fullest cell of a row needs: not every program finds it out by itself."""
    lines = [
        sum(math.ceil((len(line) or 1) / width) for line in str(value).split("\n"))
        for value, width in zip(row, widths, strict=True)
    ]
    return min(LINE * max(lines), TALLEST)


def _set_print(sheet: Any) -> None:
    """Print landscape on A4, as wide as the page, the header on each page, pages numbered."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "Page &P of &N"
    sheet.page_margins.left = sheet.page_margins.right = 0.4


def _suggestion(suggestion: SuggestionView) -> list[Cell]:
    """Give the cells of a suggestion."""
    return [
        suggestion.number, suggestion.text, suggestion.remit, suggestion.scope, suggestion.who,
        suggestion.status, suggestion.report_back, suggestion.reason, suggestion.by, suggestion.on,
        suggestion.same_as, suggestion.in_report,
        suggestion.n_places, suggestion.places, suggestion.theme, _quoted(suggestion.quotes[:MOST_QUOTED]),
        suggestion.n_notes, suggestion.suggestion_id, suggestion.said,
    ]  # fmt: skip


def _quoted(quotes: Sequence[Quote]) -> str:
    """Give quotes with their places, a line each."""
    return "\n".join(f"“{quote.text}” ({quote.place.label})" for quote in quotes)


def _left_out(view: ReportView, entries: Sequence[SuggestionView]) -> Iterator[list[Cell]]:
    """Give a row for each sheet that cannot hold all, with the table that does."""
    quotes = sum(len(entry.quotes) for entry in entries)
    if len(entries) < len(view.suggestions):
        yield ["Suggestions", len(entries), len(view.suggestions), "tables/suggestions.csv"]
    if view.limits.rows < quotes:
        yield ["Evidence", view.limits.rows, quotes, "tables/segments.csv"]


def _evidence(entries: Sequence[SuggestionView]) -> Iterator[list[Cell]]:
    """Give a row for each quote behind each suggestion."""
    for entry in entries:
        for quote in entry.quotes:
            place = quote.place
            said = [quote.segment_id, quote.text, place.cafe, place.table, place.round]
            yield [entry.suggestion_id, *said, *_origin(quote)]


def _origin(quote: Quote) -> list[Cell]:
    """Give where a quote stands: the file, with page or cell, and the characters of its text."""
    source = f"{quote.source}, {quote.anchor}" if quote.anchor else quote.source
    return [source, quote.start, quote.end]


def _themes(view: ReportView) -> Iterator[list[Cell]]:
    """Give a row for each family, and below it one for each of its themes; one row where it is one theme."""
    for family in view.families:
        if not family.is_alone:
            counts = [family.n_places, family.n_tables, family.n_notes, family.n_suggestions]
            status = family.told if family.status else ""
            yield [family.name, count(len(family.themes), "theme"), "", *counts, status, "", family.sentence]
        for theme in family.themes:
            yield [
                family.name, theme.name, ", ".join(theme.keywords), theme.n_places, theme.n_tables,
                theme.n_notes, theme.n_suggestions, IN_REPORT_CELL[theme.status], theme.status_reason,
                _quoted(theme.exemplars[:1]),
            ]  # fmt: skip


def _fold(sheet: Any, families: Sequence[FamilyView]) -> None:
    """Close the families over their themes, each in its colour."""
    sheet.sheet_properties.outlinePr.summaryBelow = False
    number = 2
    for family in families:
        head = number
        for place in range(len(family.themes) + (not family.is_alone)):
            tint = tinted(colour_on_light(family.colour), 0.25)[1:].upper()
            sheet.cell(number, 1).fill = PatternFill("solid", fgColor=tint)
            if place:
                sheet.row_dimensions[number].outlineLevel = 1
                sheet.row_dimensions[number].hidden = True
            number += 1
        if not family.is_alone:
            sheet.row_dimensions[head].collapsed = True
            for cell in sheet[head]:
                cell.font = Font(name="Calibri", bold=True)


def _claims(view: ReportView) -> Iterator[list[Cell]]:
    """Give a row for each claim of the report."""
    for claim in view.claims:
        yield [
            claim.topic, claim.quote.text, claim.verdict, claim.reason,
            _quoted([claim.closest] if claim.closest else []),
            _changed(claim.diff) if claim.verdict == "altered" else "",
            _quoted([found.quote for found in claim.evidence]), claim.n_notes, claim.n_places,
            claim.moved_from, "yes" if claim.merged else "", claim.claim_id, *_origin(claim.quote),
        ]  # fmt: skip


def _changed(diff: Sequence[tuple[str, str]]) -> str:
    """Give a word difference as text: the note's own words in [-...-], the claim's in {+...+}."""
    signs = {"out": ("[-", "-]"), "in": ("{+", "+}"), "same": ("", "")}
    return " ".join(text.join(signs[change]) for change, text in diff)


def _topics(view: ReportView) -> Iterator[list[Cell]]:
    """Give a row for each topic of the report."""
    for topic in view.topics:
        doubtful = topic.n_claims - topic.n_supported - topic.n_pointers
        yield [
            topic.topic, topic.cafe, topic.table, topic.n_notes, float(topic.coverage), topic.n_claims,
            topic.n_supported, topic.n_pointers, doubtful,
        ]  # fmt: skip


def _safe(value: Cell) -> Cell:
    """Give a value that no spreadsheet takes for a formula, without characters that XML forbids."""
    if not isinstance(value, str):
        return value
    return disarm(printable(value))[:LONGEST]
