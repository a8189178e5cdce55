"""What scribes typed, wiped later than they did: a name out of all of it, or all of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from worldcafe.errors import InputError
from worldcafe.files.drafts import growing_file
from worldcafe.serve.live.notes import APPLICATION, FILE, open_notes, storing

MADE = "notes/live-*"  # see `host.run`
TYPED = (  # table, what people typed into it, how it is changed
    ("notes", "text", "text = ?, version = version + 1"),
    ("tables", "topic", "topic = ?"),
    ("rounds", "question", "question = ?"),
    ("cafe", "title", "title = ?"),
)


def wipe(folder: Path, masked: Callable[[str], str]) -> int:
    """Mask what names somebody in the notes as they were typed; give how many texts and files held it.

    No byte of the files holds it afterwards. The rounds are read again for the wall, and a scribe who
    corrects a note from a page of before is shown how it is now.

    Raises:
        InputError: a file is in use just now, or cannot be written.
    """
    path, held = folder / FILE, 0
    try:
        if path.is_file() and _is_ours(path):
            held += _wipe_typed(path, masked)
        held += sum(_wipe_file(file, masked) for file in _made(folder) if file.is_file())
    except (OSError, sqlite3.Error) as error:
        raise InputError(f"The notes as they were typed are in use, do this once more ({error}).") from error
    return held


def count_typed(folder: Path, tells: Callable[[str], bool]) -> int:
    """Count the notes as they were typed of which something is told, 0 where there are none."""
    path = folder / FILE
    if not path.is_file() or not _is_ours(path):
        return 0
    with closing(open_notes(path)) as file:
        return sum(tells(row["text"]) for row in file.execute("SELECT text FROM notes"))


def _is_ours(path: Path) -> bool:
    with closing(open_notes(path)) as file:
        return bool(file.execute("PRAGMA application_id").fetchone()[0] == APPLICATION)


def _wipe_typed(path: Path, masked: Callable[[str], str]) -> int:
    """Mask the file of a café, and write it anew."""
    held = 0
    with storing(path) as file:
        for table, column, change in TYPED:
            rows = file.execute(f"SELECT rowid AS at, {column} AS said FROM {table}").fetchall()
            told = [(masked(row["said"]), row["at"]) for row in rows if masked(row["said"]) != row["said"]]
            file.executemany(f"UPDATE {table} SET {change} WHERE rowid = ?", told)
            held += len(told)
        file.execute("DELETE FROM heard")
    with closing(open_notes(path)) as file:
        file.execute("VACUUM")
        if file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise sqlite3.OperationalError("database is locked")
    return held


def _wipe_file(path: Path, masked: Callable[[str], str]) -> bool:
    """Mask the words of a file beside a register, JSON or TOML of ours; tell whether it held a name."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".cafe":
        told = json.loads(text)
        notes = [{key: masked(words) for key, words in note.items()} for note in told["notes"]]
        after = json.dumps({**told, "cafe": masked(told["cafe"]), "notes": notes}, ensure_ascii=False)
    else:
        after = masked(text)
    if after == text:
        return False
    with growing_file(path, private=True) as file:
        file.write(after.encode())
    return True


def forget(folder: Path) -> list[Path]:
    """Remove the notes as they were typed, wherever in a folder they are kept; give what was removed.

    Raises:
        InputError: a file cannot be removed.
    """
    kept = [folder / f"{FILE}{end}" for end in ("", "-wal", "-shm")]
    made = _made(folder)
    gone = [path for path in (*kept, *made) if path.is_file()]
    try:
        for path in gone:
            path.unlink()
        for place in filter(Path.is_dir, made):
            place.rmdir()
    except OSError as error:
        raise InputError(f"{error.filename}: it cannot be removed ({error.strerror}).") from error
    return gone


def _made(folder: Path) -> list[Path]:
    """Give the folders of notes that went into a register, what lies in them, and corrections beside them."""
    return sorted((*folder.glob(MADE), *folder.glob(f"{MADE}/*")))
