"""What a file is: its content decides, its ending only where the content could be anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from worldcafe.errors import InputError, NothingIn
from worldcafe.read.archive import BROKEN, broken, opened_zip

if TYPE_CHECKING:
    from worldcafe.read.document import Document

ENDINGS = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "text", ".htm": "text", ".xhtml": "text", ".vtt": "text", ".srt": "text", ".sbv": "text",
    ".eml": "text", ".org": "org",
    ".tex": "latex", ".ltx": "latex", ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".parquet": "parquet",
    ".docx": "word", ".docm": "word", ".odt": "odt", ".ods": "ods", ".rtf": "rtf", ".pdf": "pdf",
    ".pptx": "slides", ".pptm": "slides", ".ppsx": "slides", ".odp": "odp",
    ".xlsx": "excel", ".xlsm": "excel", ".cafe": "live", ".zip": "zip",
    ".json": "records", ".jsonl": "records",
}  # fmt: skip
NAMES = {
    "word": "a Word document",
    "odt": "an OpenDocument text",
    "ods": "an OpenDocument spreadsheet",
    "rtf": "a rich text file",
    "slides": "a PowerPoint presentation",
    "odp": "an OpenDocument presentation",
    "pdf": "a PDF",
    "excel": "an Excel workbook",
    "zip": "a zip archive",
    "parquet": "a Parquet file",
}
REFUSED = {
    "drawing": "this is a drawing; export its text as .docx or .txt.",
    "old": "this is a file of an old Office version; save it as .docx, .xlsx or .pptx.",
    "apple": "this is of Pages, Numbers or Keynote; export it (File, Export To) as Word or Excel.",
    "database": "this is a database; name it with --database, and say with --query which answers to read.",
    "picture": "this is a picture; run text recognition (OCR) on it, or type out what it says.",
    "archive": "this is an archive of another kind; pack the notes as .zip.",
    "encrypted": "the file is encrypted; save it again without a password.",
}
RE_PAGE = re.compile(
    rb"(?i)[\xef\xbb\xbf\xff\xfe\s]*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?(?:<!doctype\s+html|<html)[\s>]",
    re.DOTALL,
)
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
DUCKDB = b"DUCK"  # after a checksum
STARTS = {
    b"{\\rtf": "rtf",
    b"\xff\xd8\xff": "picture",
    b"\x89PNG\r": "picture",
    b"GIF8": "picture",
    b"\x1f\x8b": "archive",
    b"7z\xbc\xaf": "archive",
    b"Rar!\x1a": "archive",
    b"PAR1": "parquet",
    b"SQLite format 3\0": "database",
    DUCKDB: "database",
    b'{"worldcafe": "notes"': "live",
}
OPEN = {b"text": "odt", b"spreadsheet": "ods", b"presentation": "odp"}
OFFICE = ("word", "excel", "slides", *OPEN.values())
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def recognise_format(document: Document, max_megabytes: int) -> str:
    """Give what it is, as `read.stage` names its readers.

    Raises:
        InputError: the file is empty, broken, encrypted, not what its ending says, or of a kind that
            cannot be read.
    """
    if document.size == 0:
        raise NothingIn(f"{document.where}: the file is empty; give a file with notes in it.")
    named = ENDINGS.get(document.suffix, "text")
    found = _by_content(document, named, max_megabytes)
    if found in REFUSED:
        raise InputError(f"{document.where}: {REFUSED[found]}")
    if not found and named in NAMES:
        raise InputError(
            f"{document.where}: this is not {NAMES[named]}, though its name ends in {document.suffix}; "
            "give it the right ending, or export it again if it is damaged."
        )
    return found or named


def _by_content(document: Document, named: str, max_megabytes: int) -> str:
    """Give the format that the first bytes prove, "" when they prove none."""
    head = document.head()
    head = head[8:] if head[8:12] == DUCKDB else head
    if head.startswith(ZIP_STARTS):
        return _inside_zip(document, max_megabytes)
    if head.startswith(OLE_START):
        return "encrypted" if named in OFFICE else "old"
    if known := next((kind for start, kind in STARTS.items() if head.startswith(start)), ""):
        return known
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return "page" if named == "text" and RE_PAGE.match(head.replace(b"\0", b"")) else ""


def _inside_zip(document: Document, max_megabytes: int) -> str:
    with opened_zip(document, max_megabytes) as archive:
        names = set(archive.namelist())
        if "word/document.xml" in names:
            return "word"
        if "xl/workbook.xml" in names:
            return "excel"
        if "ppt/presentation.xml" in names:
            return "slides"
        if any(name.endswith(".iwa") for name in names):
            return "apple"
        if "content.xml" in names and "mimetype" in names:
            try:
                return _open_document(archive.read("mimetype")[:100])
            except BROKEN:
                raise broken(document) from None
    return "zip"


def _open_document(kind: bytes) -> str:
    told = kind.removeprefix(b"application/vnd.oasis.opendocument.")
    return next((name for start, name in OPEN.items() if told.startswith(start)), "drawing")
