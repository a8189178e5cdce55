"""Tables that are longer than memory: put aside in parts between two looks, and written part by part."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from worldcafe.errors import InputError
from worldcafe.files.cells import write_cells
from worldcafe.files.drafts import PARQUET, growing_file

if TYPE_CHECKING:
    import pandas as pd

    Add = Callable[[pd.DataFrame], None]


@dataclass(frozen=True)
class Spool:
    """A file without a name for the parts of tables: nobody else can open it, it goes with the process."""

    file: IO[bytes]
    places: dict[tuple[str, int], tuple[int, int]] = field(
        default_factory=dict
    )  # where a part begins and ends

    def put(self, name: str, number: int, table: pd.DataFrame) -> None:
        """Put one part of a table aside."""
        packed = io.BytesIO()
        table.to_parquet(packed, index=False)
        start = self.file.seek(0, io.SEEK_END)
        self.file.write(packed.getbuffer())
        self.places[name, number] = start, self.file.tell()

    def get(self, name: str, number: int) -> pd.DataFrame:
        """Give a part that was put aside."""
        import pandas as pd  # noqa: PLC0415 - half a second that --help must not pay

        start, end = self.places[name, number]
        self.file.seek(start)
        return pd.read_parquet(io.BytesIO(self.file.read(end - start)))


@contextmanager
def spool(beside: Path) -> Iterator[Spool]:
    """Give room for parts, on the disc of `beside`.

    Raises:
        InputError: nothing can be written there, or the disc is full.
    """
    try:
        with tempfile.TemporaryFile(dir=beside.absolute().parent) as file:
            yield Spool(file)
    except OSError as error:
        raise InputError(f"{beside}: nothing can be written beside it ({error.strerror}).") from error


@contextmanager
def growing_table(path: Path, *, private: bool = False) -> Iterator[Add]:
    """Give a function that adds a part to the table at `path`, which is there once the block has ended well.

    A Parquet file gets a row group per part; any other name means CSV. What is `private` only its owner
    may read (mode 0600).
    """
    with growing_file(path, private=private) as file:
        add, close = _parquet(file) if path.suffix == PARQUET else _csv(file)
        yield add
        close()


def _csv(file: Any) -> tuple[Add, Callable[[], None]]:
    def add(table: pd.DataFrame) -> None:
        write_cells(table, file, header=file.tell() == 0)

    return add, file.flush


def _parquet(file: Any) -> tuple[Add, Callable[[], None]]:
    import pyarrow as pa  # noqa: PLC0415 - as pandas
    import pyarrow.parquet as pq  # noqa: PLC0415

    writers: list[pq.ParquetWriter] = []

    def add(table: pd.DataFrame) -> None:
        part = pa.Table.from_pandas(table, preserve_index=False)
        if not writers:
            writers.append(pq.ParquetWriter(file, part.schema))
        writers[0].write_table(part)

    def close() -> None:
        for writer in writers:
            writer.close()

    return add, close
