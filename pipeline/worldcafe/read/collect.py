"""From what the user names to documents: files, folders and archives, in an order that people expect."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.errors import InputError
from worldcafe.files.store import PRIVATE_ENDING, is_run
from worldcafe.read.archive import member_documents
from worldcafe.read.document import MEGABYTE, Document
from worldcafe.read.path_hints import name_hints
from worldcafe.read.places import safe_names
from worldcafe.read.recognise import ENDINGS, recognise_format
from worldcafe.read.sidecar import read_sidecar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from worldcafe.read.sidecar import Sidecar
    from worldcafe.settings import ReadSettings

SHOWN_NAMES = 8
A_RUN = "beside it, the folder of a run is not read: it holds no notes"


def collect_documents(paths: Sequence[Path], settings: ReadSettings) -> tuple[Document, ...]:
    """Give the documents behind the paths, those of a folder in natural order ("table 2" before "table 10").

    Raises:
        InputError: a path is missing, unreadable, too large or read twice, a folder holds no notes, or a TOML
            beside them is broken.
    """
    bundles = [tuple(_documents(path, settings)) for path in paths]
    report = {Path(name).resolve(): name for name in settings.report}
    guided = [
        _without_report(path, _guided(path, bundle), paths, report)
        for path, bundle in zip(paths, bundles, strict=True)
    ]
    documents = [document for bundle in guided for document in bundle]
    trails = [
        _trail(path, document) for path, bundle in zip(paths, guided, strict=True) for document in bundle
    ]
    told = [_is_at(document, report) for document in documents]  # its name need not say it
    read = Counter(Path(document.where).resolve() for document in documents)
    if twice := [document.where for document in documents if read[Path(document.where).resolve()] > 1]:
        raise InputError(
            f"{twice[0]}: this file would be read twice, and its notes count double; name it once."
        )
    if missing := [name for path, name in report.items() if path not in read]:
        raise InputError(f"{missing[0]}: the report is not among the files that are read.")
    hints = iter(name_hints([trail for trail, draft in zip(trails, told, strict=True) if not draft]))
    return tuple(
        replace(document, is_report=True) if draft else replace(document, hint=next(hints))
        for document, draft in zip(documents, told, strict=True)
    )


def _without_report(
    path: Path, documents: list[Document], paths: Sequence[Path], report: Collection[Path]
) -> list[Document]:
    """Leave the report, if it is named apart, out of a folder that it lies in, so that it is read once."""
    apart = set(report) & {other.resolve() for other in paths}
    if not path.is_dir():
        return documents
    return [document for document in documents if not _is_at(document, apart)]


def _is_at(document: Document, paths: Collection[Path]) -> bool:
    """Tell whether a document is a file at one of some paths that lead through no links."""
    return Path(document.where).resolve() in paths


def _trail(path: Path, document: Document) -> str:
    """Give the names of the folders and the file that lead to a document, from what the user named on."""
    if path.is_dir():
        return f"{path.resolve().name}/{document.name}"
    return document.name if document.where == str(path) else f"{path.stem}/{document.name}"


def _guided(path: Path, bundle: tuple[Document, ...]) -> list[Document]:
    """Give the documents with what TOML files beside them say."""
    around = read_sidecar(path)
    if around and (path.is_dir() or len(bundle) > 1):
        _check_names(around, bundle)
    return [
        replace(
            document,
            sidecars=tuple(
                filter(None, (around, read_sidecar(path / document.name) if path.is_dir() else None))
            ),
        )
        for document in bundle
    ]


def _check_names(sidecar: Sidecar, bundle: tuple[Document, ...]) -> None:
    """Refuse a TOML that speaks of files that are not there, or of parts without saying of which file."""
    names = [document.name for document in bundle]
    for name in sidecar.parts:
        if name and name not in names:
            listing = ", ".join(names[:SHOWN_NAMES])
            raise InputError(f'{sidecar.where}: there is no file "{name}"; there are {listing}.')
    if len(sidecar.parts[""]) > 1:
        raise InputError(f"{sidecar.where}: say of which file, so put [[file.part]] below a [[file]].")


def _documents(path: Path, settings: ReadSettings) -> Iterator[Document]:
    """Give the documents of one path; an archive in a folder is looked into, one in an archive is not."""
    if path.is_symlink() and not path.exists():
        raise InputError(f"{path}: this link leads nowhere.")
    if not path.exists() and path.parts[0] in {"http:", "https:"}:
        address = str(path).replace(":/", "://", 1)  # a path has no empty part
        raise InputError(
            f"{address}: nothing is fetched from the network; download it (File, Download, as .docx or "
            ".xlsx) and name the file."
        )
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder.")
    if is_run(path):
        raise InputError(f"{path}: this is the folder of a run, no notes; name those that it was made of.")
    if path.is_dir():
        found = tuple(_in_folder(path, settings))
        yield from _without_runs(path, _readable(str(path), "folder", found, settings))
    elif path.is_file():
        yield from _unpacked(_document(path, path.name, settings), settings)
    else:
        raise InputError(f"{path}: this is neither a file nor a folder.")


def _readable(
    where: str, container: str, found: Sequence[Document], settings: ReadSettings
) -> tuple[Document, ...]:
    """Give those documents that some reader takes; the first of them says which others are not read."""
    readable = [document for document in found if document.suffix in ENDINGS]
    if not readable:
        raise InputError(f"{where}: the {container} holds no notes; {_instead(found, settings)}.")
    others = [document for document in found if document.suffix not in (*ENDINGS, ".toml")]
    names = safe_names(document.name for document in others)
    unread = (
        f"beside it, {name} is not read: {_why(document, settings)}"
        for name, document in zip(names, others, strict=True)
    )
    readable[0] = replace(readable[0], unread=tuple(unread))
    return tuple(readable)


def _instead(found: Sequence[Document], settings: ReadSettings) -> str:
    """Say what a folder without notes holds, or what notes are where it holds nothing."""
    if not found:
        return f"they are files that end in {', '.join(ending for ending in ENDINGS if ending != '.zip')}"
    more = f" (of {len(found)} files)" * (len(found) > 1)
    return f"{found[0].name}{more} is not read: {_why(found[0], settings)}"


def _why(document: Document, settings: ReadSettings) -> str:
    """Say why a file whose ending no reader knows is not read."""
    try:
        recognise_format(document, settings.max_megabytes)
    except InputError as error:
        return str(error).removeprefix(f"{document.where}: ").removesuffix(".")
    return "its ending is none of notes; if it holds some, end its name in .txt"


def _in_folder(folder: Path, settings: ReadSettings) -> Iterator[Document]:
    """Give the files under a folder, those of archives among them, without those that lie elsewhere."""
    home = folder.resolve()
    for name in _names(folder):
        path = folder / name
        if not path.is_file() or not path.resolve().is_relative_to(home):
            continue
        document = _document(path, name, settings)
        yield from (
            _unpacked(document, settings) if document.suffix == ".zip" and document.size else (document,)
        )


def _unpacked(document: Document, settings: ReadSettings) -> tuple[Document, ...]:
    """Give the files in an archive, or the document itself if it is none."""
    if recognise_format(document, settings.max_megabytes) != "zip":
        return (document,)
    members = member_documents(document, settings.max_megabytes)
    ordered = tuple(sorted(members, key=lambda member: natural_key(member.name)))
    outer = [member for member in ordered if member.suffix != ".zip"]
    return _readable(document.where, "archive", outer, settings)


def _without_runs(folder: Path, documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """Let the first of the documents say whether a run lies among them, of which `_names` gives nothing."""
    told = (A_RUN,) * any(map(is_run, folder.iterdir()))
    return (replace(documents[0], unread=(*documents[0].unread, *told)), *documents[1:])


def _is_of_run(name: str, runs: Sequence[str]) -> bool:
    """Tell whether a file or folder is a run, or what this tool writes beside one: "out.removed.csv"."""
    written = tuple(f"{run}{ending}" for run in runs for ending in (".", "-draft.", "-reply"))
    return name in runs or name.startswith(written) or name.endswith(PRIVATE_ENDING)


def _names(folder: Path) -> list[str]:
    """Give the files under a folder, relative to it, but those of runs.

    Links to folders are not followed (loops).
    """

    def refuse(error: OSError) -> None:
        raise InputError(f"{error.filename}: the folder cannot be read ({error.strerror}).")

    names = []
    for root, folders, files in os.walk(folder, onerror=refuse):
        runs = [name for name in folders if is_run(Path(root, name))]
        folders[:] = [name for name in folders if not name.startswith(".") and not _is_of_run(name, runs)]
        here = Path(root).relative_to(folder)
        kept = [name for name in files if not name.startswith((".", "~$")) and not _is_of_run(name, runs)]
        names += [str(here / name) for name in kept]
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
