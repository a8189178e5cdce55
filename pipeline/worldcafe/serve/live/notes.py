"""The file of a café that goes on: its tables and rounds, and the notes as they were typed.

It is SQLite with one short transaction for each question, written through to the disc: what was answered
"stored" is there after any end of the process. What is overwritten in it is wiped.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from worldcafe.errors import InputError

FILE = "live.db"
MOST_TABLES, MOST_ROUNDS, LONGEST = 99, 30, 10_000  # characters of a note
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"  # no letter is taken for another, none makes a word
CODE = range(8)  # letters of one
APPLICATION = 0x77634C76  # "wcLv": by it a file is known as one of ours
TABLES = """
CREATE TABLE IF NOT EXISTS cafe (
    id INTEGER PRIMARY KEY CHECK (id = 1), mark TEXT NOT NULL, title TEXT NOT NULL,
    round INTEGER NOT NULL, ended INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS tables (no INTEGER PRIMARY KEY, topic TEXT NOT NULL, code TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS rounds (no INTEGER PRIMARY KEY, question TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS notes (
    no INTEGER PRIMARY KEY AUTOINCREMENT, "table" INTEGER NOT NULL, round INTEGER NOT NULL,
    text TEXT NOT NULL, version INTEGER NOT NULL, struck INTEGER NOT NULL, at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS asked (key TEXT PRIMARY KEY, note INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS heard (round INTEGER PRIMARY KEY, digest TEXT NOT NULL, told TEXT NOT NULL);
"""
_places: list[Path] = []  # the one file in use; none while no café goes on


@dataclass(frozen=True)
class LiveTable:
    """A table: its number, what it is about, and the code that opens its page."""

    no: int
    topic: str
    code: str

    @property
    def name(self) -> str:
        """How people call it."""
        return f"Table {self.no}"


@dataclass(frozen=True)
class LiveCafe:
    """A café that goes on; `ended` says that its round is over. `mark` tells it from every other."""

    mark: str
    title: str
    round: int
    ended: bool
    tables: tuple[LiveTable, ...]
    questions: tuple[str, ...]  # of the rounds, in order

    def question(self, round_: int) -> str:
        """Give what is asked in a round."""
        return self.questions[round_ - 1]


@dataclass(frozen=True)
class LiveNote:
    """A note as its scribe typed it; one that was struck out is kept, and read by nothing."""

    no: int
    table: int
    round: int
    text: str
    version: int
    struck: bool
    at: str


def begin(folder: Path) -> None:
    """Let a café go on in a folder; its file is made if it is not there.

    Raises:
        InputError: the file cannot be opened, or is not one of ours.
    """
    path = folder / FILE
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        path.chmod(0o600)
        with closing(open_notes(path)) as file:
            known = file.execute("PRAGMA application_id").fetchone()[0]
            if known not in (0, APPLICATION) or (not known and file.execute(ANY).fetchone()):
                raise InputError(f"{path}: this file is not one of worldcafe; move it elsewhere.")
            file.execute("PRAGMA journal_mode = WAL")
            file.execute(f"PRAGMA application_id = {APPLICATION}")
            file.executescript(TABLES)
    except (OSError, sqlite3.Error) as error:
        raise InputError(f"{path}: the notes cannot be kept there ({error}).") from error
    _places[:] = [path]


ANY = "SELECT 1 FROM sqlite_master"


def end() -> None:
    """Let no café go on any more; its file stays."""
    _places.clear()


def is_on() -> bool:
    """Tell whether a café goes on."""
    return bool(_places)


def open_notes(path: Path) -> sqlite3.Connection:
    """Open the file as it is always opened; one that was removed is not made anew."""
    file = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=10, isolation_level=None)
    file.row_factory = sqlite3.Row
    file.execute("PRAGMA synchronous = FULL")
    file.execute("PRAGMA secure_delete = ON")
    return file


@contextmanager
def reading() -> Iterator[sqlite3.Connection]:
    """Give the file, as it is at one moment."""
    with closing(open_notes(_places[0])) as file:
        file.execute("BEGIN")
        yield file


@contextmanager
def storing(path: Path | None = None) -> Iterator[sqlite3.Connection]:
    """Give the file, or that at a path, to one writer: all its changes are stored at the end, or none."""
    with closing(open_notes(path or _places[0])) as file:
        file.execute("BEGIN IMMEDIATE")
        yield file
        file.execute("COMMIT")


def cafe() -> LiveCafe | None:
    """Give the café; None before it is set up."""
    with reading() as file:
        row = file.execute("SELECT * FROM cafe").fetchone()
        tables = file.execute("SELECT * FROM tables ORDER BY no").fetchall()
        rounds = file.execute("SELECT question FROM rounds ORDER BY no").fetchall()
    if row is None:
        return None
    return LiveCafe(
        mark=row["mark"],
        title=row["title"],
        round=row["round"],
        ended=bool(row["ended"]),
        tables=tuple(LiveTable(**one) for one in map(dict, tables)),
        questions=tuple(one["question"] for one in rounds),
    )


def set_up(title: str, topics: Sequence[str], questions: Sequence[str]) -> None:
    """Store what a café is: its tables with their topics, and its rounds with their questions.

    Codes of tables stay; what has notes cannot be taken away.

    Raises:
        InputError: there are too few or too many tables or rounds, or what goes has notes.
    """
    if not title or not 2 <= len(topics) <= MOST_TABLES or not 1 <= len(questions) <= MOST_ROUNDS:
        raise InputError(
            f"A café has a title, 2 to {MOST_TABLES} tables, and 1 to {MOST_ROUNDS} rounds with a question."
        )
    with storing() as file:
        _require_room(file, len(topics), len(questions))
        known = {row["no"]: row["code"] for row in file.execute("SELECT no, code FROM tables")}
        file.execute("DELETE FROM tables")
        file.execute("DELETE FROM rounds")
        for no, topic in enumerate(topics, start=1):
            file.execute("INSERT INTO tables VALUES (?, ?, ?)", (no, topic, known.get(no) or fresh_code()))
        file.executemany("INSERT INTO rounds VALUES (?, ?)", enumerate(questions, start=1))
        file.execute(
            "INSERT INTO cafe VALUES (1, ?, ?, 1, 0) ON CONFLICT (id) DO UPDATE SET title = excluded.title",
            (secrets.token_hex(8), title),
        )


def _require_room(file: sqlite3.Connection, tables: int, rounds: int) -> None:
    """Stop where a table or a round with notes, or the round that goes on, would be taken away."""
    most = file.execute('SELECT max("table"), max(round) FROM notes').fetchone()
    now = file.execute("SELECT max(round) FROM cafe").fetchone()[0] or 0
    if (most[0] or 0) > tables or max(most[1] or 0, now) > rounds:
        raise InputError("A table or a round that has notes cannot be taken away.")


def fresh_code() -> str:
    """Give a code that nobody guesses."""
    return "".join(secrets.choice(ALPHABET) for _ in CODE)


def change_code(table: int) -> None:
    """Give a table another code; its page is under the new one alone."""
    with storing() as file:
        file.execute("UPDATE tables SET code = ? WHERE no = ?", (fresh_code(), table))


def go_on(round_: int, *, ended: bool) -> None:
    """Let a round end, or the next one begin; a form that is sent twice changes nothing."""
    allowed = "round = ?1 AND NOT ended" if ended else "round = ?1 - 1"
    with storing() as file:
        file.execute(
            f"UPDATE cafe SET round = ?1, ended = ?2 WHERE {allowed} AND ?1 <= (SELECT max(no) FROM rounds)",
            (round_, int(ended)),
        )


def notes_of(table: int = 0, round_: int = 0, *, struck: bool = True) -> list[LiveNote]:
    """Give the notes in the order in which they came; 0 for all tables, for all rounds."""
    asked = 'WHERE (?1 = 0 OR "table" = ?1) AND (?2 = 0 OR round = ?2) AND (?3 OR NOT struck)'
    with reading() as file:
        rows = file.execute(f"SELECT * FROM notes {asked} ORDER BY no", (table, round_, struck)).fetchall()
    return [note_of(row) for row in rows]


def note_of(row: Mapping[str, Any]) -> LiveNote:
    """Give the note of a row."""
    told = dict(row)
    return LiveNote(**{**told, "struck": bool(told["struck"])})


def now() -> str:
    """Give the time as it is stored."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
