"""Runs on disk: a folder of outputs that appears whole or not at all, and its tables read back."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from worldcafe.errors import InputError
from worldcafe.files.cells import write_cells
from worldcafe.files.drafts import draft_folder, growing_file, put_in_place, require_own, sweep

if TYPE_CHECKING:
    import pandas as pd

TOOL = "worldcafe"
RECORD = "run.json"
PRIVATE_ENDING = ".removed.csv"  # of such a list
PRIVATE = ("source", "start", "end", "text", "placeholder")  # columns of a list of removed identities
# What a disc says of itself, rather than of a mistake in what was asked of it.
UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM}


@contextmanager
def fresh_folder(out: Path) -> Iterator[Path]:
    """Give an empty folder beside `out` to write into; it becomes `out` only when the block ends well.

    A run of this tool that stands at `out` is replaced; anything else is left alone.

    Raises:
        InputError: `out` is a file, or a folder that no run of this tool made, or cannot be written, or the
            disc is full before all is written.
    """
    out = out.absolute()
    require_free(out)
    make_parent(out)
    sweep(out)
    try:
        with draft_folder(out) as draft:
            yield draft
            put_in_place(draft, out)
    except OSError as error:
        if error.errno not in UNWRITABLE:
            raise
        raise InputError(
            f"{out}: the outputs cannot be written ({os.strerror(error.errno)}); nothing was changed there."
        ) from error


def carry_over(before: Path, folder: Path, files: Iterable[str]) -> tuple[str, ...]:
    """Copy files and folders of an earlier run into the folder of a new one; give those that were there."""
    kept = []
    for file in files:
        made = before / file
        if made.is_dir():
            shutil.copytree(made, folder / file)
        elif made.is_file():
            shutil.copy2(made, folder / file)
        else:
            continue
        kept.append(file)
    return tuple(kept)


def make_parent(out: Path) -> None:
    """Make the folders above the one that is written.

    Raises:
        InputError: they cannot be made.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{out}: the output folder cannot be written ({error.strerror}).") from error


def private_path(out: Path) -> Path:
    """Give the path of the list of removed identities that belongs to a run folder."""
    return out.absolute().with_name(f"{out.absolute().name}{PRIVATE_ENDING}")


def require_free(out: Path) -> None:
    """Stop before anything of the user's would be replaced, or work would be done in vain.

    Raises:
        InputError: `out` is a file, or a folder that no run of this tool made, or cannot be written to; or
            where its list of removed identities goes there is something else.
    """
    if out.is_dir() and any(out.iterdir()) and not is_run(out):
        raise InputError(f"{out}: this folder holds other files, and no run of {TOOL}; choose another one.")
    if os.path.lexists(out) and not out.is_dir():
        raise InputError(f"{out}: this is a file; choose a folder.")
    beside = next(folder for folder in out.absolute().parents if folder.exists())
    if not beside.is_dir() or not os.access(beside, os.W_OK | os.X_OK):
        raise InputError(f"{out}: nothing can be written to {beside}; choose another folder.")
    require_own(private_path(out), PRIVATE)


def is_run(folder: Path) -> bool:
    """Tell whether a run of this tool made the folder."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(record, dict) and record.get("tool") == TOOL


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write each table as `NAME.csv` (see `cells`) and `NAME.parquet`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        write_cells(table, folder / f"{name}.csv")
        table.to_parquet(folder / f"{name}.parquet", index=False)


def write_package(descriptor: Mapping[str, Any], explained: str, folder: Path) -> None:
    """Write `datapackage.json`, with size and SHA-256 of each file, and `README.md`, which says the same."""
    weighed = []
    for resource in descriptor["resources"]:
        data = (folder / resource["path"]).read_bytes()
        weighed.append({**resource, "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"})
    text = json.dumps({**descriptor, "resources": weighed}, indent=2, ensure_ascii=False)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    (folder / "README.md").write_text(explained, encoding="utf-8", newline="\n")


def write_record(record: Mapping[str, Any], folder: Path) -> None:
    """Write `run.json`, which makes the folder a run of this tool."""
    text = json.dumps({"tool": TOOL, **record}, indent=2, ensure_ascii=False, sort_keys=False)
    (folder / RECORD).write_text(text + "\n", encoding="utf-8")


def write_new(content: str | bytes, path: Path) -> None:
    """Write a file that is not there yet, text as UTF-8: what people wrote is never overwritten.

    Raises:
        InputError: it is there, or cannot be written.
    """
    with _new_file(path) as file:
        file.write(content.encode("utf-8") if isinstance(content, str) else content)


def require_new(path: Path) -> None:
    """Stop before work is done in vain: try whether `write_new` could write a file, and leave none.

    Raises:
        InputError: as `write_new`.
    """
    with _new_file(path):
        pass
    path.unlink()


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write that was not there; say what stands in its way."""
    try:
        with path.open("xb") as file:
            yield file
    except OSError as error:
        if path.is_dir():
            raise InputError(f"{path}: this is a folder; name a file for it.") from error
        if path.exists():
            raise InputError(
                f"{path}: this file is there already; choose another name for the new one."
            ) from error
        raise InputError(f"{path}: the file cannot be written ({what_stops(path, error)}).") from error


def what_stops(path: Path, error: OSError) -> str:
    """Say why something cannot be written at a path: what is wrong with it, else what the system says."""
    file = next((above for above in (path, *path.parents) if above.is_file()), None)
    if file and isinstance(error, FileExistsError | NotADirectoryError):
        return f"{file} is a file, no folder"
    if isinstance(error, FileNotFoundError):
        return f"there is no folder {path.parent}"
    return str(error.strerror)


def write_csv(table: pd.DataFrame, path: Path, *, private: bool = False) -> None:
    """Write a table as CSV, whole or not at all; a private one may be read by its owner alone (mode 0600).

    Raises:
        InputError: the file cannot be written.
    """
    with growing_csv(table, path, private=private):
        pass


@contextmanager
def growing_csv(table: pd.DataFrame, path: Path, *, private: bool = False) -> Iterator[None]:
    """Write a table as `write_csv` does, to be at `path` once the block has ended well.

    Room for it is found before the block begins, so that what the block puts in place is never without it.
    """
    with ExitStack() as stack:
        with _written(path):
            file = stack.enter_context(growing_file(path, private=private))
            write_cells(table, file)
            file.flush()
        yield
        with _written(path):
            stack.close()


@contextmanager
def _written(path: Path) -> Iterator[None]:
    """Say of a table that it cannot be written, and why."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{path}: the table cannot be written ({what_stops(path, error)}).") from error
