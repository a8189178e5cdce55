"""What people edit where it was written: it is kept beside the folder before it is written again."""

from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain, count
from pathlib import Path

from worldcafe.errors import InputError
from worldcafe.report.archive import timeless

OFFICE = (".docx", ".xlsx")


def keep_edited(folder: Path, names: Iterable[str]) -> list[Path]:
    """Copy documents and workbooks of these names that somebody saved to beside the folder, dated.

    Raises:
        InputError: a copy cannot be made.
    """
    return [_keep(folder.absolute(), name) for name in names if _is_saved(folder / name)]


def _is_saved(path: Path) -> bool:
    """Tell whether a program other than this tool wrote an office document: no other packs it as it does."""
    if path.suffix not in OFFICE or not path.is_file():
        return False
    data = path.read_bytes()
    try:
        return timeless(data) != data
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):  # damaged, or sealed with a password
        return True


def _keep(folder: Path, name: str) -> Path:
    """Copy a file to a free name beside its folder, dated by its last change; give that."""
    source = folder / name
    written = dt.date.fromtimestamp(source.stat().st_mtime).isoformat()
    for copy in _names(folder, written, name):
        if copy.is_file() and copy.read_bytes() == source.read_bytes():
            return copy
        if not copy.exists():
            break
    try:
        shutil.copy2(source, copy)
    except OSError as error:
        raise InputError(f"{copy}: what was edited cannot be kept there ({error.strerror}).") from error
    return copy


def _names(folder: Path, day: str, name: str) -> Iterator[Path]:
    """Give review.2026-03-01.report.docx, then review.2026-03-01-2.report.docx and so on."""
    days = chain([day], (f"{day}-{number}" for number in count(2)))
    return (folder.with_name(f"{folder.name}.{one}.{name}") for one in days)
