"""Tables that are longer than memory: put aside in parts between two looks, and written part by part."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from worldcafe.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    Add = Callable[[pd.DataFrame], None]

PARQUET = ".parquet"


@dataclass(frozen=True)
class Spool:
    """A folder for the parts of tables, which only its owner may read and which goes when all is done."""

    folder: Path

    def put(self, name: str, number: int, table: pd.DataFrame) -> None:
        """Put one part of a table aside."""
        table.to_parquet(self._path(name, number), index=False)

    def get(self, name: str, number: int) -> pd.DataFrame:
        """Give a part that was put aside."""
        import pandas as pd  # noqa: PLC0415 - half a second that --help must not pay

        return pd.read_parquet(self._path(name, number))

    def _path(self, name: str, number: int) -> Path:
        return self.folder / f"{name}-{number}{PARQUET}"


@contextmanager
def spool(beside: Path) -> Iterator[Spool]:
    """Give a folder for parts, on the disc of `beside`.

    Raises:
        InputError: nothing can be written there, or the disc is full.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=f".{beside.name}-", dir=beside.absolute().parent) as folder:
            yield Spool(Path(folder))
    except OSError as error:
        raise InputError(f"{beside}: nothing can be written beside it ({error.strerror}).") from error


@contextmanager
def growing_table(path: Path, *, private: bool = False) -> Iterator[Add]:
    """Give a function that adds a part to the table at `path`, which is there once the block has ended well.

    A Parquet file gets a row group per part; any other name means CSV. What is `private` only its owner
    may read (mode 0600).
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
        with os.fdopen(handle, "w+b") as file:
            add, close = _parquet(file) if path.suffix == PARQUET else _csv(file)
            yield add
            close()
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _csv(file: Any) -> tuple[Add, Callable[[], None]]:
    def add(table: pd.DataFrame) -> None:
        table.to_csv(file, index=False, header=file.tell() == 0, lineterminator="\n", encoding="utf-8")

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
