"""What a table says of its notes: one more, a better wording, struck out. Each is stored once.

Who sends the same again, because no answer came, gets the answer of then: each form has a key, and what was
asked under it is known by the hash of both, so that other words under an old key are not lost either.
"""

from __future__ import annotations

import hashlib
import sqlite3

from worldcafe.serve.live.notes import LONGEST, LiveNote, note_of, now, storing

ASKED = "SELECT notes.* FROM asked JOIN notes ON notes.no = asked.note WHERE key = ?"


class ChangedMeanwhileError(Exception):
    """A note is not as its scribe saw it any more; `note` is how it is."""

    def __init__(self, note: LiveNote) -> None:
        super().__init__(note.no)
        self.note = note


class CannotBeStoredError(Exception):
    """Said to the scribe; nothing was stored."""


def write(table: int, round_: int, text: str, key: str) -> LiveNote:
    """Store what a table wrote, a note for each line that says something; give the last of them.

    Raises:
        CannotBeStoredError: it says nothing, is too long, or its round has not begun.
    """
    lines = [line.strip() for line in _required(text).splitlines() if line.strip()]
    with storing() as file:
        return [_add(file, table, round_, line, f"{key}/{place}") for place, line in enumerate(lines)][-1]


def _add(file: sqlite3.Connection, table: int, round_: int, text: str, key: str) -> LiveNote:
    """Store one more note; the same again under its key is the note of then."""
    mark = _mark(key, "write", table, round_, text)
    if known := file.execute(ASKED, (mark,)).fetchone():
        return note_of(known)
    if not 1 <= round_ <= file.execute("SELECT max(round) FROM cafe").fetchone()[0]:
        raise CannotBeStoredError("This round has not begun.")
    made = file.execute(
        'INSERT INTO notes ("table", round, text, version, struck, at) VALUES (?, ?, ?, 1, 0, ?)',
        (table, round_, text, now()),
    )
    return _remember(file, mark, int(made.lastrowid or 0))


def correct(table: int, no: int, text: str, base: int, key: str) -> LiveNote:
    """Store other words for a note of a table, which were written over its version `base`.

    Raises:
        CannotBeStoredError: it says nothing, is too long, or is no note of the table.
        ChangedMeanwhileError: it was changed since.
    """
    text = _required(text)
    mark = _mark(key, "correct", table, no, base, text)
    with storing() as file:
        if known := file.execute(ASKED, (mark,)).fetchone():
            return note_of(known)
        note = _own(file, table, no)
        if note.version != base and note.text != text:
            raise ChangedMeanwhileError(note)
        file.execute("UPDATE notes SET text = ?, version = version + 1 WHERE no = ?", (text, no))
        return _remember(file, mark, no)


def strike(table: int, no: int, key: str, *, struck: bool) -> LiveNote:
    """Strike out a note of a table, or let it stand again.

    Raises:
        CannotBeStoredError: it is no note of the table.
    """
    mark = _mark(key, "strike", table, no, struck)
    with storing() as file:
        if known := file.execute(ASKED, (mark,)).fetchone():
            return note_of(known)
        _own(file, table, no)
        file.execute("UPDATE notes SET struck = ?, version = version + 1 WHERE no = ?", (int(struck), no))
        return _remember(file, mark, no)


def _required(text: str) -> str:
    """Give a text as it is stored."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise CannotBeStoredError("Write a note first.")
    if len(text) > LONGEST:
        raise CannotBeStoredError(f"A note has {LONGEST:,} letters at most; make two of it.")
    return text


def _mark(key: str, *asked: object) -> str:
    """Give what tells one request from all others."""
    return hashlib.sha256(repr((key, *asked)).encode("utf-8", "backslashreplace")).hexdigest()


def _own(file: sqlite3.Connection, table: int, no: int) -> LiveNote:
    """Give a note of a table."""
    row = file.execute('SELECT * FROM notes WHERE no = ? AND "table" = ?', (no, table)).fetchone()
    if row is None:
        raise CannotBeStoredError("There is no such note at this table.")
    return note_of(row)


def _remember(file: sqlite3.Connection, mark: str, no: int) -> LiveNote:
    """Note that this was asked; give the note as it is now."""
    file.execute("INSERT INTO asked VALUES (?, ?)", (mark, no))
    return note_of(file.execute("SELECT * FROM notes WHERE no = ?", (no,)).fetchone())
