"""What the readers are handed and what they give back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import BufferedIOBase

    from worldcafe.read.sidecar import Sidecar
    from worldcafe.source import Mark

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Document:
    """One file with notes: `where` names it in messages, `name` is its path inside what the user gave.

    `hint` is what names of files and folders say of its place, `sidecars` what the TOML files beside it say,
    `unread` says of files beside it that they are not read, and why; `is_report` tells the one file that was
    named as the report.
    """

    where: str
    name: str
    size: int
    open: Callable[[], BufferedIOBase] = field(repr=False)
    hint: tuple[tuple[str, str], ...] = ()
    sidecars: tuple[Sidecar, ...] = ()
    unread: tuple[str, ...] = ()
    is_report: bool = False

    @property
    def suffix(self) -> str:
        """The ending of the file's name, in lower case."""
        return Path(self.name).suffix.lower()

    def read(self) -> bytes:
        """Give all bytes."""
        with self.open() as stream:
            return stream.read()

    def head(self) -> bytes:
        """Give the first bytes, enough to tell formats apart."""
        with self.open() as stream:
            return stream.read(4096)

    def digest(self) -> str:
        """Give the SHA-256 of the bytes, in hexadecimal."""
        with self.open() as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(frozen=True)
class Reading:
    """What a reader understood of a document; the fields are those of `Source`."""

    text: str
    anchors: tuple[tuple[int, str], ...] = ()
    marks: tuple[Mark, ...] = ()
    set_aside: tuple[str, ...] = ()
