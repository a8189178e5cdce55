"""read: files of any kind -> sources, text with offsets that lead back to file, page or cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.read.collect import collect_documents
from worldcafe.read.places import safe_names
from worldcafe.read.recognise import recognise_format
from worldcafe.tables import Mark, Source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from worldcafe.read.document import Document, Reading
    from worldcafe.settings import ReadSettings

__all__ = ["read_sources"]


def read_sources(paths: Sequence[Path], settings: ReadSettings) -> tuple[Source, ...]:
    """Read files, folders and archives into sources, one per file, in the order given.

    Raises:
        InputError: a path is missing, unreadable, empty, binary, broken or in another encoding.
    """
    documents = collect_documents(paths, settings)
    names = safe_names(document.name for document in documents)
    return tuple(_source(document, name, settings) for document, name in zip(documents, names, strict=True))


def _source(document: Document, name: str, settings: ReadSettings) -> Source:
    reading = _read(document, settings)
    return Source(
        name=name,
        text=reading.text,
        digest=document.digest(),
        anchors=reading.anchors,
        marks=(*_part(document, len(reading.text), settings), *reading.marks),
        set_aside=reading.set_aside,
    )


def _part(document: Document, length: int, settings: ReadSettings) -> tuple[Mark, ...]:
    """Say which file is the report, where the user named it apart from the notes."""
    if not settings.report:
        return ()
    part = "report" if document.where == settings.report else "notes"
    return (Mark(0, length, (("part", part),)),)


def _read(document: Document, settings: ReadSettings) -> Reading:
    """Hand the document to the reader of its format; readers are imported when they are needed."""
    kind = recognise_format(document, settings.max_megabytes)
    if kind == "word":
        from worldcafe.read.word import read_word as reader  # noqa: PLC0415
    elif kind == "odt":
        from worldcafe.read.odf import read_text as reader  # noqa: PLC0415
    elif kind == "ods":
        from worldcafe.read.odf import read_spreadsheet as reader  # noqa: PLC0415
    elif kind == "excel":
        from worldcafe.read.workbook import read_workbook as reader  # noqa: PLC0415
    elif kind == "csv":
        from worldcafe.read.table import read_csv as reader  # noqa: PLC0415
    elif kind == "latex":
        from worldcafe.read.latex import read_latex as reader  # noqa: PLC0415
    elif kind == "pdf":
        from worldcafe.read.pdf import read_pdf as reader  # noqa: PLC0415
    else:
        from worldcafe.read.plain import read_plain as reader  # noqa: PLC0415
    return reader(document, settings)
