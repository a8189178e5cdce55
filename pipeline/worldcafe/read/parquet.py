"""Parquet files: a table of text, read in batches; as in a spreadsheet, the first row names the columns."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from worldcafe.errors import InputError
from worldcafe.read.by_rows import SheetRow
from worldcafe.read.sheets import render_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worldcafe.read.document import Document, Reading
    from worldcafe.settings import ReadSettings

BATCH = 10_000  # rows


def read_parquet(document: Document, settings: ReadSettings) -> Reading:
    """Read a .parquet file; anchors are rows as a spreadsheet would count them, the header being the first.

    Raises:
        InputError: the file is damaged, or no column of notes is recognised.
    """
    return render_sheets(document, [("", parquet_rows(document, settings))], settings.columns)


def parquet_rows(document: Document, _: ReadSettings) -> Iterator[SheetRow]:
    """Give the names of the columns, then the rows that say anything, one by one.

    Raises:
        InputError: the file is damaged.
    """
    import pyarrow as pa  # noqa: PLC0415 - slow to import
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with document.open() as stream:
            file = pq.ParquetFile(stream)
            yield SheetRow("row 1", tuple(file.schema_arrow.names))
            batches = (map(_cells, batch.columns) for batch in file.iter_batches(batch_size=BATCH))
            rows = itertools.chain.from_iterable(zip(*columns, strict=True) for columns in batches)
            for number, cells in enumerate(rows, start=2):
                if any(cell.strip() for cell in cells):
                    yield SheetRow(f"row {number}", cells)
    except (pa.ArrowException, OSError) as error:
        said = str(error).splitlines()[0]
        raise InputError(f"{document.where}: this Parquet file cannot be read ({said}).") from None


def _cells(column: object) -> list[str]:
    """Give the cells of a column as text, "" where there is nothing."""
    return ["" if value is None else str(value) for value in column.to_pylist()]  # type: ignore[attr-defined]
