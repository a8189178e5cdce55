"""What spreadsheets of all formats have in common: their sheets become one text."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from worldcafe.errors import InputError, NothingIn
from worldcafe.read.by_rows import SheetRow
from worldcafe.read.places import is_report, places_in, safe_label
from worldcafe.read.rendering import Rendering
from worldcafe.read.rows import HEADER_WITHIN, SAMPLE, begin_rows
from worldcafe.read.words import plain, sheet_parts, sheet_words
from worldcafe.source import Mark

if TYPE_CHECKING:
    from worldcafe.read.document import Document, Reading
    from worldcafe.settings import ColumnSettings

SHOWN_HEADERS = 8
ALL_NOTES = (("role", "note"),)
EMPTY = "the sheet is empty; give one with a note in each row"
NO_ROWS = "there is no row below the header; give one with a note in each"


class _Sheet(NamedTuple):
    """A sheet of which something was added: where, and what heads its columns."""

    number: int
    title: str
    start: int
    end: int
    header: tuple[str, ...]


def render_sheets(
    document: Document, sheets: Iterable[tuple[str, Iterator[SheetRow]]], columns: ColumnSettings
) -> Reading:
    """Give the text of sheets in order; one without any row is left out, and so is one without notes.

    The rows of a sheet called "Table 2" are at that table, as far as no column says otherwise.

    Raises:
        InputError: no sheet holds notes.
    """
    rendering = Rendering()
    used: list[_Sheet] = []
    problems: list[str] = []
    for number, (title, rows) in enumerate(sheets, start=1):
        start = rendering.length
        first = list(itertools.islice(rows, SAMPLE))
        steps = begin_sheet(rendering, itertools.chain(first, rows), columns)
        if isinstance(steps, str):
            problems.append(steps)
            rendering.leave_out(f"{safe_label(title) or f'sheet {number}'} is not used: {steps}")
        else:
            for _ in steps:
                pass
        if title and plain(title).rstrip("0123456789 ") not in sheet_words():
            rendering.put_apart(title, "name of a sheet", f"sheet {number}")
        if rendering.length > start:
            used.append(_Sheet(number, title, start, rendering.length, _header(first)))
    if not used:
        wrong = NothingIn if set(problems) <= {EMPTY} else InputError
        raise wrong(f"{document.where}: {[*problems, NO_ROWS][0]}.")
    reading = rendering.give(_hints(used))
    return replace(reading, marks=(*reading.marks, *_parts(used)))


def _parts(sheets: list[_Sheet]) -> Iterator[Mark]:
    """Give which of several sheets hold notes: none that tells of the day or the others, or sums them up.

    One with the columns of another that holds notes does so, too, whatever it is called: "Programme".
    """
    roles = [_part_of(sheet.title) for sheet in sheets]
    noted = {sheet.header for sheet, role in zip(sheets, roles, strict=True) if not role}
    for sheet, called in zip(sheets, roles, strict=True) if "" in roles and len(roles) > 1 else ():
        role = "" if called == "meta" and sheet.header in noted else called
        yield Mark(sheet.start, sheet.end, (("role", role),) if role else (("part", "notes"),))


def _part_of(title: str) -> str:
    """Give the role of what stands on a sheet by its title, "" for notes: "Headlines for partners"."""
    words = plain(title).split()
    begins = (" ".join(words[:length]) for length in range(len(words), 0, -1))
    known = [role for begin in begins if (role := sheet_parts().get(begin))]
    exact = sheet_parts().get(" ".join(words), "")
    return exact or ("summary" if is_report(title) or "summary" in known else "")


def _hints(sheets: list[_Sheet]) -> Iterator[Mark]:
    """Give what titles say of sheets; of several sheets, each that says nothing is a table of its own."""
    codes = [_code(sheet.title) for sheet in sheets]
    coded = len(set(codes) - {""}) > 1
    for sheet, code in zip(sheets, codes, strict=True):
        place = places_in(sheet.title)
        if len(sheets) > 1 and "table" not in place:
            place["table"] = (coded and code) or f"Sheet {sheet.number}"
        yield Mark(sheet.start, sheet.end, (*ALL_NOTES, *place.items()), hint=True)


def _header(first: list[SheetRow]) -> tuple[str, ...]:
    """Give the cells of the row, of the first ones, that has most."""
    widest = max(first[:HEADER_WITHIN], key=_width, default=None)
    return tuple(plain(cell) for cell in widest.cells if cell.strip()) if widest else ()


def _code(title: str) -> str:
    """Give the letter and number of a table that a title begins with: "T2" of "T2 Cattery (Phil)"."""
    first = (title.split(maxsplit=1) or [""])[0]
    return first if first[:1] in ("T", "M") and first[1:].isdecimal() else ""


def begin_sheet(
    rendering: Rendering, rows: Iterator[SheetRow], columns: ColumnSettings
) -> Iterator[None] | str:
    """Add the rows of one sheet step by step, as `rows.begin_rows`; give the reason if that is impossible."""
    first = list(itertools.islice(rows, SAMPLE))  # as many as are searched for a header: none is lost
    if not first:
        return EMPTY
    if steps := begin_rows(rendering, itertools.chain(first, rows), columns):
        return steps
    if all(_width(row) == 1 for row in first[:HEADER_WITHIN]):
        return _begin_single_column(rendering, itertools.chain(first, rows))
    header = [cell for cell in max(first[:HEADER_WITHIN], key=_width).cells if cell.strip()]
    names = ", ".join(f'"{" ".join(cell.split())[:40]}"' for cell in header[:SHOWN_HEADERS])
    return (
        f"no column of notes is recognised among {names}; name it in the settings, "
        'such as [read.columns] text = "What was said"'
    )


def _begin_single_column(rendering: Rendering, rows: Iterable[SheetRow]) -> Iterator[None]:
    """Add rows that have but one cell each and no header: bullets under lines that name a place."""
    for row, cell in _single_cells(rows):
        yield
        if places_in(cell) and len(cell) <= 60:
            rendering.space()
            rendering.paragraph(cell, row.anchor)
        else:
            rendering.bullet(cell, 0, row.anchor)


def _single_cells(rows: Iterable[SheetRow]) -> Iterator[tuple[SheetRow, str]]:
    for row in rows:
        for cell in filter(None, (cell.strip() for cell in row.cells)):
            yield row, cell


def _width(row: SheetRow) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def anchor_prefix(title: str, number: int) -> str:
    """Give how anchors name a sheet: by its title where that is nobody's name.

    Example: "Sheet1" -> "Sheet1", "Jane's notes" -> "sheet 2".
    """
    default = plain(title).rstrip("0123456789 ") in sheet_words()
    return title if default or safe_label(title) else f"sheet {number}"
