"""Zip archives: a bundle of notes, and what Word, LibreOffice and Excel files are inside."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from worldcafe.errors import InputError
from worldcafe.read.document import MEGABYTE, Document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedIOBase

MOST_MEMBERS = 10_000
SYMLINK = 0o120000
TOO_DEEP = "xcessive depth"  # as libxml2 says it, which stops at 256 elements inside one another
# What reading a damaged archive, or one packed in a way that Python does not know, can end in.
# SyntaxError is what XML parsers raise.
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError,
    LookupError, TypeError, AttributeError, AssertionError, ArithmeticError, SyntaxError,
)  # fmt: skip


@contextmanager
def opened_zip(document: Document, max_megabytes: int) -> Iterator[zipfile.ZipFile]:
    """Give the archive that a document is, once nothing in it can fill the memory or needs a password.

    A member never unpacks to more than its stated size, so the sum of these bounds what is read.

    Raises:
        InputError: it is truncated, encrypted, or unpacks to more than `max_megabytes`.
    """
    with document.open() as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except BROKEN:
            raise broken(document) from None
        with archive:
            _check(document, archive, max_megabytes)
            yield archive


def broken(document: Document, error: Exception | None = None) -> InputError:
    """Give the error for a file that ends early, holds something else than its name says, or never ends."""
    if error is not None and TOO_DEEP in str(error):
        return InputError(
            f"{document.where}: its contents nest too deep to be notes; copy the text into a new document."
        )
    return InputError(f"{document.where}: the file is damaged or was cut off; export or download it again.")


def _check(document: Document, archive: zipfile.ZipFile, max_megabytes: int) -> None:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise InputError(f"{document.where}: the archive holds more than {MOST_MEMBERS:,} files; pack fewer.")
    if any(member.flag_bits & 1 for member in members):
        raise InputError(f"{document.where}: the file is encrypted; save it again without a password.")
    megabytes = sum(member.file_size for member in members) // MEGABYTE
    if megabytes > max_megabytes:
        raise InputError(
            f"{document.where}: the file unpacks to {megabytes:,} MB, more than {max_megabytes}; give "
            "the notes without pictures, or raise max_megabytes under [read]."
        )


def member_documents(document: Document, max_megabytes: int) -> tuple[Document, ...]:
    """Give the files in an archive as documents; nothing is ever unpacked to disk.

    Raises:
        InputError: the archive is broken, too large, or names a path outside of itself.
    """
    with opened_zip(document, max_megabytes) as archive:
        members = [member for member in archive.infolist() if _is_file(member)]
    return tuple(_member(document, member) for member in members)


def _is_file(member: zipfile.ZipInfo) -> bool:
    """Tell files of the user's from folders, links and what operating systems add."""
    parts = PurePosixPath(member.filename.replace("\\", "/")).parts
    if not parts:
        return False
    hidden = any(part.startswith(("__MACOSX", "~$")) or (part[0] == "." and part != "..") for part in parts)
    return not (member.is_dir() or hidden or (member.external_attr >> 16) & 0o170000 == SYMLINK)


def _member(document: Document, member: zipfile.ZipInfo) -> Document:
    name = member.filename.replace("\\", "/")
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise InputError(f'{document.where}: "{name}" points outside of the archive; pack the notes again.')
    where = f"{document.where}: {name}"
    return Document(where, name, member.file_size, lambda: _open_member(document, member.filename))


def _open_member(document: Document, name: str) -> BufferedIOBase:
    """Give one member's bytes as a stream; `_check` has seen that they fit."""
    try:
        with document.open() as stream, zipfile.ZipFile(stream) as archive:
            return io.BytesIO(archive.read(name))
    except BROKEN:
        raise broken(document) from None
