"""Office documents are archives of XML: the same input gives the same bytes, and no character breaks them."""

from __future__ import annotations

import io
import re
import zipfile

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that an archive can hold
STAMP = "1980-01-01T00:00:00Z"  # the same in XML
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def printable(text: str) -> str:
    """Give a text without the characters that XML forbids."""
    return FORBIDDEN.sub("", text)


def timeless(data: bytes) -> bytes:
    """Give an archive with every file dated alike, also where its properties say when it was saved."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":  # libraries write the time of saving over ours
                content = SAVED.sub(rb"\g<1>" + STAMP.encode(), content)
            put(new, name, content)
    return packed.getvalue()


def put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Add a file to an archive, dated like every other."""
    archive.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)


def dated(name: str) -> zipfile.ZipInfo:
    """Give what a file in an archive that is written piece by piece is called, dated like every other."""
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
