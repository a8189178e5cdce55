"""read: files of any kind -> sources, text with offsets that lead back to file, page or cell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.read.collect import collect_documents
from worldcafe.read.decode import decode_document
from worldcafe.read.document import Reading
from worldcafe.tables import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worldcafe.read.document import Document
    from worldcafe.settings import ReadSettings

__all__ = ["read_sources"]


def read_sources(paths: Sequence[Path], settings: ReadSettings) -> tuple[Source, ...]:
    """Read files, folders and archives into sources, one per file, in the order given.

    Raises:
        InputError: a path is missing, unreadable, empty, binary, broken or in another encoding.
    """
    documents = collect_documents(paths, settings)
    return tuple(_source(document, settings) for document in documents)


def _source(document: Document, settings: ReadSettings) -> Source:
    reading = _read(document, settings)
    return Source(
        name=Path(document.name).name,
        text=reading.text,
        digest=document.digest(),
        anchors=reading.anchors,
        marks=reading.marks,
        set_aside=reading.set_aside,
    )


def _read(document: Document, settings: ReadSettings) -> Reading:
    return Reading(decode_document(document, settings.encoding))
