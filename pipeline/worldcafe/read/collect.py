"""From what the user names to documents: files, folders and archives, in an order that people expect."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.errors import InputError
from worldcafe.read.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from worldcafe.settings import ReadSettings

MEGABYTE = 1_000_000
READABLE = (".txt", ".md", ".markdown", ".html", ".htm")


def collect_documents(paths: Sequence[Path], settings: ReadSettings) -> tuple[Document, ...]:
    """Give the documents behind the paths, those of a folder in natural order ("table 2" before "table 10").

    Raises:
        InputError: a path is missing, unreadable or too large, or a folder holds no notes.
    """
    return tuple(document for path in paths for document in _documents(path, settings))


def _documents(path: Path, settings: ReadSettings) -> Iterator[Document]:
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder.")
    if not path.is_dir():
        yield _document(path, path.name, settings)
        return
    found = [name for name in _names(path) if Path(name).suffix.lower() in READABLE]
    if not found:
        raise InputError(f"{path}: the folder holds no notes (looked for {', '.join(READABLE)}).")
    for name in found:
        yield _document(path / name, name, settings)


def _names(folder: Path) -> list[str]:
    """Give the files under a folder, relative to it; links to folders are not followed (loops)."""

    def refuse(error: OSError) -> None:
        raise InputError(f"{error.filename}: the folder cannot be read ({error.strerror}).")

    names = []
    for root, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        here = Path(root).relative_to(folder)
        names += [str(here / name) for name in files if not name.startswith((".", "~$"))]
    return sorted(names, key=natural_key)


def natural_key(name: str) -> list[tuple[int, int, str]]:
    """Give a sort key in which numbers count as numbers."""
    pieces = re.split(r"(\d+)", name.casefold())
    return [(0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces]


def _document(path: Path, name: str, settings: ReadSettings) -> Document:
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as error:
        raise InputError(f"{path}: the file cannot be read ({error.strerror}).") from None
    if size > settings.max_megabytes * MEGABYTE:
        raise InputError(
            f"{path}: the file has {size // MEGABYTE:,} MB, more than {settings.max_megabytes}; "
            "split it, or raise max_megabytes under [read]."
        )
    return Document(str(path), name, size, lambda: path.open("rb"))
