"""The stage: paths -> sources, each by the reader of its format."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from worldcafe.errors import NothingIn
from worldcafe.read.collect import collect_documents
from worldcafe.read.file_places import name_files
from worldcafe.read.limits import limited
from worldcafe.read.places import safe_names
from worldcafe.read.plain import read_talk
from worldcafe.read.recognise import recognise_format
from worldcafe.source import Mark, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from worldcafe.read.document import Document, Reading
    from worldcafe.read.stretches import Stretch
    from worldcafe.settings import DatabaseSettings, ReadSettings

    Reader = Callable[[Document, ReadSettings], Reading]

READERS = {
    "text": ("plain", "read_plain"),
    "page": ("page", "read_page"),
    "latex": ("latex", "read_latex"),
    "org": ("org", "read_org"),
    "csv": ("table", "read_csv"),
    "live": ("live", "read_live"),
    "records": ("records", "read_records"),
    "parquet": ("parquet", "read_parquet"),
    "word": ("word", "read_word"),
    "odt": ("odf", "read_text"),
    "ods": ("odf", "read_spreadsheet"),
    "rtf": ("rtf", "read_rtf"),
    "slides": ("slides", "read_slides"),
    "odp": ("odf", "read_presentation"),
    "excel": ("workbook", "read_workbook"),
    "pdf": ("pdf", "read_pdf"),
    "zip": ("plain", "read_plain"),  # one inside another; it says that it is no text
}
STRETCH = 1_000_000  # characters: some ten thousand notes, more than any café has
PAPERS = ("word", "odt", "rtf", "page", "pdf")  # in which programs save what was said in a meeting, too


def read_sources(
    paths: Sequence[Path], settings: ReadSettings, database: DatabaseSettings | None = None
) -> tuple[Source, ...]:
    """Read files, folders and archives into sources, one per file, in the order given.

    What a query finds in a database is one more source. A file of a folder or an archive that holds nothing
    is none, which the first of the others says of it.

    Raises:
        InputError: a path is missing, unreadable, empty, binary, broken or in another encoding.
    """
    documents = collect_documents(paths, settings)
    if database and database.address:
        from worldcafe.read.database import query_database  # noqa: PLC0415 - where there is one

        documents = (*documents, query_database(database))
    return name_files(_sources(documents, {*map(str, paths)}, settings))


def _sources(documents: Sequence[Document], named: Collection[str], settings: ReadSettings) -> list[Source]:
    """Give the sources of documents; of those that hold nothing only what a person named is refused."""
    sources, told = [], []
    empty: list[NothingIn] = []
    for document, name in zip(documents, safe_names(document.name for document in documents), strict=True):
        try:
            sources.append(_source(document, name, settings))
        except NothingIn as error:
            if document.is_report or document.where in named:
                raise
            empty.append(error)
            why = str(error).removeprefix(f"{document.where}: ").partition(";")[0]
            told += [*document.unread, f"beside it, {name} is not read: {why}"]
    if empty and not sources:
        raise empty[0]
    if told:
        sources[0] = replace(sources[0], set_aside=(*sources[0].set_aside, *told))
    return sources


def file_names(path: Path, sources: Sequence[Source]) -> list[str]:
    """Give the sources of a folder or an archive as a TOML beside it names them; [""] for a single file."""
    names = [source.own for source in sources]
    return names if path.is_dir() or names != [path.name] else [""]


def read_stretches(path: Path, settings: ReadSettings, size: int = STRETCH) -> Iterator[Stretch] | None:
    """Read a table of text (.csv, .tsv, .parquet) in stretches of some `size` characters.

    So it fills no memory. None for anything else, and for a table of which a TOML beside it says where
    parts begin: that takes the whole text.

    Raises:
        InputError: as `read_sources`; what is wrong further down is found when that is read.
    """
    from worldcafe.read.stretches import STREAMED, Stretch, cut_rows  # noqa: PLC0415 - for long tables alone

    documents = collect_documents([path], settings)
    document = documents[0]
    parts = (part for sidecar in document.sidecars for told in sidecar.parts.values() for part in told)
    kind = recognise_format(document, settings.max_megabytes)
    if len(documents) > 1 or kind not in STREAMED or any(part.begins for part in parts):
        return None
    source = partial(_as_source, document, safe_names([document.name])[0], document.digest(), settings)
    cuts = cut_rows(document, kind, settings, size)
    return (Stretch(source(reading), start) for reading, start in cuts)


def _source(document: Document, name: str, settings: ReadSettings) -> Source:
    with limited(document, settings):
        reading = _read(document, settings)
    if not reading.text.strip():
        raise NothingIn(f"{document.where}: the file holds no text; give one with notes in it.")
    return _as_source(document, name, document.digest(), settings, reading)


def _as_source(
    document: Document, name: str, digest: str, settings: ReadSettings, reading: Reading
) -> Source:
    return Source(
        name=name,
        text=reading.text,
        digest=digest,
        anchors=reading.anchors,
        marks=tuple(_marks(document, reading, settings)),
        set_aside=(*document.unread, *reading.set_aside),
        own=document.name,
    )


def _marks(document: Document, reading: Reading, settings: ReadSettings) -> Iterator[Mark]:
    """Give what is known of a file from outside its text, what a person wrote into a TOML last: it wins."""
    if document.hint:
        yield Mark(0, len(reading.text), document.hint, hint=True)
    if settings.report:
        told = ("part", "report") if document.is_report else ("beside", "report")
        yield Mark(0, len(reading.text), (told,))
    yield from reading.marks
    for sidecar in document.sidecars:
        yield from sidecar.marks(document.name, reading.text)


def _read(document: Document, settings: ReadSettings) -> Reading:
    """Hand the document to the reader of its format; readers are imported when they are needed."""
    kind = recognise_format(document, settings.max_megabytes)
    module, name = READERS[kind]
    reader: Reader = getattr(import_module(f"worldcafe.read.{module}"), name)
    reading = reader(document, settings)
    apart = all(any(key == "aside" for key, _ in mark.fields) for mark in reading.marks)
    talk = read_talk(reading.text) if kind in PAPERS and apart else None
    if talk is None:
        return reading
    marks = (*talk.marks, *reading.marks)
    return replace(reading, marks=marks, set_aside=(*reading.set_aside, *talk.set_aside))
