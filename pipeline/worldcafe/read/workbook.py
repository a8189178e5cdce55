"""Excel workbooks, through openpyxl: sheet by sheet, row by row, values as they were last computed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from worldcafe.errors import InputError
from worldcafe.read.archive import BROKEN, broken, opened_zip
from worldcafe.read.by_rows import SheetRow
from worldcafe.read.sheets import anchor_prefix, render_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worldcafe.read.document import Document, Reading
    from worldcafe.settings import ReadSettings

WIDEST = 200  # columns; what is said further right is not notes
LAST_ROW = 2**20  # of a sheet; a damaged file may number a row by the thousand million


def read_workbook(document: Document, settings: ReadSettings) -> Reading:
    """Read an .xlsx; anchors are rows of a sheet ("Sheet1, row 7"). Hidden sheets are left alone.

    Raises:
        InputError: the file is broken, encrypted, too large, or no sheet has a column of notes.
    """
    import openpyxl  # noqa: PLC0415 - only for workbooks

    with opened_zip(document, settings.max_megabytes):
        pass
    with document.open() as stream:
        try:
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            sheets = ((sheet.title, _rows(sheet, number)) for number, sheet in enumerate(shown, start=1))
            reading = render_sheets(document, sheets, settings.columns)
            hidden = len(book.worksheets) - len(shown)
            aside = (f"{hidden} hidden sheets are not read",) if hidden else ()
            return replace(reading, set_aside=(*reading.set_aside, *aside))
        except InputError:
            raise
        except BROKEN:  # ValueError: among others what defusedxml says of entities
            raise broken(document) from None


def _rows(sheet: Any, sheet_number: int) -> Iterator[SheetRow]:
    """Give the rows of a sheet that say anything; what it claims its size to be is not believed.

    Raises:
        ValueError: a row has a number that no sheet has.
    """
    prefix = anchor_prefix(sheet.title, sheet_number)
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=WIDEST), start=1):
        if number > LAST_ROW:
            raise ValueError(number)
        if cells.count(None) == len(cells):  # a damaged file may have a million of these
            continue
        texts = tuple(_as_text(cell) for cell in cells)
        if any(texts):
            yield SheetRow(f"{prefix}, row {number}", texts)


def _as_text(value: Any) -> str:
    """Give a cell as a person reads it: whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()
