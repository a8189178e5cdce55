"""Cells of tables that a spreadsheet takes for nothing but text, and that read back the same.

A cell that begins like a formula gets an apostrophe before it, and so does one that begins with apostrophes
before such a beginning: take one apostrophe off each of these, and every cell is what it was.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
QUOTED = re.compile(rf"'{FORMULA.pattern}")


def disarm(text: str) -> str:
    """Give a text that is no formula: "=1+1" -> "'=1+1"."""
    return f"'{text}" if FORMULA.match(text) else text


def rearm(text: str) -> str:
    """Give the text that was disarmed: "'=1+1" -> "=1+1"."""
    return text[1:] if QUOTED.match(text) else text


def write_cells(table: pd.DataFrame, file: Path | IO[bytes], *, header: bool = True) -> None:
    """Write a table as CSV (UTF-8, comma, header, LF) in which no cell is a formula."""
    safe = table.copy(deep=False)
    for name in safe.columns:
        if safe[name].dtype.kind not in "biuf":
            safe[name] = [disarm(value) if isinstance(value, str) else value for value in safe[name]]
    safe.to_csv(file, index=False, header=header, lineterminator="\n", encoding="utf-8")


def read_cells(path: Path) -> pd.DataFrame:
    """Give a table that `write_cells` wrote, all of it as text; "" where nothing is said."""
    import pandas as pd  # noqa: PLC0415 - half a second that --help must not pay

    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    return table.map(rearm)
