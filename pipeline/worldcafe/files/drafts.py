"""Files and folders that appear whole or not at all, and leave nothing behind however a run ends.

What is not whole yet has no name on disc where the system knows such files, so that it goes with the process
even when that is killed. What must have a name (a folder, the moment before a file gets its own) is a draft
beside its place, locked while its run lives: a later run removes those of dead ones, and no others.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from worldcafe.errors import InputError

try:
    import fcntl
except ImportError:  # no POSIX: drafts cannot be told from those of living runs, and stay
    fcntl = None  # type: ignore[assignment]

PARQUET = ".parquet"
MARK = ".worldcafe-draft"  # in a folder that is being written
OLDER = "old-"  # a run that makes room for the next
DRAFT = r"\.{name}-(?P<older>{older})?[0-9a-f]{{8}}"


@contextmanager
def growing_file(path: Path, *, private: bool = False) -> Iterator[IO[bytes]]:
    """Give a file to write and read, which is at `path` once the block has ended well, in place of any older.

    What is `private` only its owner may read (mode 0600).
    """
    with _nameless(path.absolute().parent) as file:
        yield file
        file.flush()
        draft = _beside(path)
        try:
            _name(file, draft, 0o600 if private else 0o666 & ~_umask())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


def _nameless(folder: Path) -> IO[bytes]:
    """Open a file without a name, which can be given one later where the system can do that."""
    with contextlib.suppress(OSError, AttributeError):
        return os.fdopen(os.open(folder, os.O_RDWR | os.O_TMPFILE, 0o600), "w+b")
    return tempfile.TemporaryFile(dir=folder)


def _name(file: IO[bytes], draft: Path, mode: int) -> None:
    """Give a file without a name one: by a link where the system can, else by a copy."""
    try:
        os.fchmod(file.fileno(), mode)
        os.link(f"/proc/self/fd/{file.fileno()}", draft, follow_symlinks=True)
    except (OSError, AttributeError, NotImplementedError):  # no such link, or no such right, on this system
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(handle, "wb") as copy:
            file.seek(0)
            shutil.copyfileobj(file, copy)


def _umask() -> int:
    """Give what the user takes away from the rights of new files."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@contextmanager
def draft_folder(out: Path) -> Iterator[Path]:
    """Give a new folder beside `out`, which is gone after the block unless it was moved to its place.

    Temporary files of libraries go into it too, so that they share its fate.
    """
    draft, before = _beside(out), tempfile.tempdir
    try:
        with contextlib.ExitStack() as held:
            with _locked(draft.parent, wait=True):
                draft.mkdir()
                draft.chmod(0o755)
                (draft / MARK).mkdir()
                held.enter_context(_locked(draft))
            tempfile.tempdir = str(draft / MARK)
            yield draft
    finally:
        tempfile.tempdir = before
        shutil.rmtree(draft, ignore_errors=True)


def put_in_place(draft: Path, out: Path) -> None:
    """Move a draft to `out`; an older folder there goes only once the new one stands."""
    shutil.rmtree(draft / MARK, ignore_errors=True)
    with _locked(out.parent, wait=True):
        if not out.exists():
            draft.rename(out)
            return
        older = _beside(out, OLDER)
        out.rename(older)
        try:
            draft.rename(out)
        except OSError:
            older.rename(out)
            raise
        shutil.rmtree(older, ignore_errors=True)


def sweep(out: Path) -> None:
    """Remove the drafts of `out` that dead runs left; put back a run that was moved away and not replaced."""
    if fcntl is None or not out.parent.is_dir():
        return
    pattern = re.compile(DRAFT.format(name=re.escape(out.name), older=OLDER))
    with contextlib.suppress(OSError), _locked(out.parent, wait=True):
        for path in sorted(out.parent.iterdir()):
            found = pattern.fullmatch(path.name)
            if found and path.is_dir() and not path.is_symlink():
                _clear(path, out, is_older=bool(found["older"]))


def _clear(path: Path, out: Path, *, is_older: bool) -> None:
    """Remove or put back one folder that a run has left."""
    if is_older:
        if not (path / "run.json").is_file():
            return
        shutil.rmtree(path, ignore_errors=True) if out.exists() else path.rename(out)
    elif (path / MARK).is_dir() or not any(path.iterdir()):
        with contextlib.suppress(BlockingIOError), _locked(path) as is_dead:
            shutil.rmtree(path, ignore_errors=True) if is_dead else None


@contextmanager
def _locked(folder: Path, *, wait: bool = False) -> Iterator[bool]:
    """Hold the lock of a folder, which goes with the process; give whether this disc has locks at all.

    Raises:
        BlockingIOError: another process holds it, and it is not waited for.
    """
    if fcntl is None:
        yield False
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield _lock(handle, wait=wait)
    finally:
        os.close(handle)


def _lock(handle: int, *, wait: bool) -> bool:
    """Lock an open folder; False where that cannot be done."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        raise
    except OSError:
        return False
    return True


def _beside(out: Path, kind: str = "") -> Path:
    """Give the path of a new draft."""
    return out.absolute().parent / f".{out.name}-{kind}{secrets.token_hex(4)}"


def require_own(path: Path, columns: Sequence[str]) -> None:
    """Stop before a file is replaced that is no table of this tool: of those that hold these columns.

    Raises:
        InputError: `path` is a folder, a device or a pipe, or a file with something else in it.
    """
    if not path.exists():
        return
    if not path.is_file():
        raise InputError(f"{path}: this is no file to write a table to; choose another --out.")
    if path.stat().st_size and not set(columns) <= set(_columns(path)):
        raise InputError(
            f"{path}: this file holds something else, and is not replaced; choose another --out."
        )


def _columns(path: Path) -> Sequence[str]:
    """Give the names of the columns of a table on disc, none where it is no table."""
    if path.suffix == PARQUET:
        import pyarrow as pa  # noqa: PLC0415 - half a second that --help must not pay
        import pyarrow.parquet as pq  # noqa: PLC0415

        try:
            names: list[str] = pq.read_schema(path).names
        except (pa.ArrowException, OSError):
            return ()
        return names
    with path.open("rb") as file:
        return file.readline(4096).decode("utf-8", "replace").strip().split(",")
