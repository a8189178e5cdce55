"""Comma-separated files, read as a stream: any usual separator, one note a row."""

from __future__ import annotations

import csv
import itertools
from typing import TYPE_CHECKING

from worldcafe.errors import InputError
from worldcafe.read.columns import find_columns
from worldcafe.read.decode import decoded_chunks
from worldcafe.read.rows import SheetRow
from worldcafe.read.sheets import render_sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from worldcafe.read.document import Document, Reading
    from worldcafe.settings import ColumnSettings, ReadSettings

SEPARATORS = (",", ";", "\t", "|")
SAMPLE = 20  # lines by which the separator is told


def read_csv(document: Document, settings: ReadSettings) -> Reading:
    """Read a .csv or .tsv; anchors are rows as a spreadsheet counts them.

    Raises:
        InputError: no column of notes is recognised, a cell never ends, or as for any text.
    """
    return render_sheets(document, [("", csv_rows(document, settings))], settings.columns)


def csv_rows(document: Document, settings: ReadSettings) -> Iterator[SheetRow]:
    """Give the rows that say anything, one by one.

    Raises:
        InputError: a cell never ends, or as for any text.
    """
    lines = _lines(decoded_chunks(document, settings.encoding))
    sample = list(itertools.islice(lines, SAMPLE))
    separator = _separator(sample, settings.columns)
    if sample and sample[0].lower().startswith("sep="):
        sample = ["\n", *sample[1:]]
    return _rows(document, csv.reader(itertools.chain(sample, lines), delimiter=separator))


def _lines(chunks: Iterable[str]) -> Iterator[str]:
    """Give the lines of a text that comes in pieces."""
    rest = ""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split("\n")
        for line in lines:
            yield f"{line}\n"
    if rest:
        yield rest


def _separator(sample: list[str], columns: ColumnSettings) -> str:
    """Give the separator with which the first lines show most columns, known ones before any."""
    if sample and sample[0].lower().startswith("sep=") and len(sample[0].strip()) == 5:
        return sample[0][4]

    def quality(separator: str) -> tuple[int, int]:
        rows = _sampled(sample, separator)
        found = [find_columns(row, columns) for row in rows[:10]]
        known = max((len(header.fields) + len(header.texts) for header in found if header), default=0)
        widths = [len(row) for row in rows if any(row)]
        return known, min(widths, default=1)

    return max(SEPARATORS, key=quality)


def _sampled(sample: list[str], separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(sample, delimiter=separator))
    except csv.Error:
        return []


def _rows(document: Document, reader: Iterator[list[str]]) -> Iterator[SheetRow]:
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                yield SheetRow(f"row {number}", tuple(cells))
    except csv.Error as error:
        raise InputError(
            f"{document.where}, row {number + 1}: this row cannot be read ({error}); a quotation mark may be "
            "missing there."
        ) from None
