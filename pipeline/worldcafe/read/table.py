"""Comma-separated files, read as a stream: any usual separator, one note a row."""

from __future__ import annotations

import csv
import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from worldcafe.errors import InputError
from worldcafe.read.by_rows import SheetRow
from worldcafe.read.columns import find_columns
from worldcafe.read.decode import decoded_chunks
from worldcafe.read.places import without_key
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
    rows = _rows(document, csv.reader(itertools.chain(sample, lines), delimiter=separator))
    return rows if without_key(document.name) == document.name else _titled(rows)


def _titled(rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
    """Give the rows of a table that a program exported with a page for each: its first column has titles.

    It is called "Name", and is only taken for names of people where most of what it holds may be one: there
    words in small letters are short ("van", "der").
    """
    first = list(itertools.islice(rows, SAMPLE))
    titles = [row.cell(0).split() for row in first[1:]]
    told = sum(any(word.islower() and len(word) > 3 for word in words) for words in titles)
    if first and 2 * told > len(titles):
        first[0] = replace(first[0], cells=("Title", *first[0].cells[1:]))
    yield from itertools.chain(first, rows)


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
