"""What several tables said in a round: read in a process of its own, kept without identities.

A round is read when it has ended, and again when a note of it comes or changes later. Until that is done the
wall says so; what was heard belongs to the notes whose hash stands beside it.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Any

from worldcafe.serve.live.notes import LiveCafe, LiveNote, cafe, is_on, notes_of, reading, storing

Row = dict[str, Any]
_one = threading.Lock()  # a round is read after the other
_two = threading.BoundedSemaphore(2)
FAILED = {"failed": True}
READER = [sys.executable, "-m", "worldcafe.tasks.hear"]


def told_of(live: LiveCafe, notes: Sequence[LiveNote]) -> Row:
    """Give notes with their places, as `read` reads them."""
    topics = {table.no: table for table in live.tables}
    return {
        "worldcafe": "notes",
        "cafe": live.title,
        "notes": [
            {
                "table": topics[note.table].name,
                "topic": topics[note.table].topic,
                "round": str(note.round),
                "question": live.question(note.round),
                "text": note.text,
            }
            for note in notes
        ],
    }


def digest_of(notes: Sequence[LiveNote]) -> str:
    """Give what tells whether notes are still those that were read."""
    return hashlib.sha256(repr([(note.no, note.version) for note in notes]).encode()).hexdigest()


def notes_until(round_: int) -> list[LiveNote]:
    """Give the notes of a round and of those before it."""
    return [note for note in notes_of(struck=False) if note.round <= round_]


def heard(round_: int) -> Row:
    """Give what was heard in a round; `fresh` is false while its newest notes are not read yet."""
    with reading() as file:
        row = file.execute("SELECT digest, told FROM heard WHERE round = ?", (round_,)).fetchone()
    if row is None:
        return {"failed": False, "fresh": False}
    return {
        "failed": False,
        **json.loads(row["told"]),
        "fresh": row["digest"] == digest_of(notes_until(round_)),
    }


def hear_again() -> None:
    """Begin to read the rounds that have ended and are not read as they are now, or could not be."""
    with storing() as file:
        file.execute("DELETE FROM heard WHERE told = ?", (json.dumps(FAILED),))
    hear_what_is_new()


def hear_what_is_new() -> None:
    """Begin to read the rounds that have ended and are not read as they are now.

    One process reads and one waits; whoever comes third is served by the one that waits.
    """
    if _stale() and _two.acquire(blocking=False):
        threading.Thread(target=_hear, daemon=True).start()


def _stale() -> list[int]:
    """Give the rounds that have ended and were not read as they are now."""
    live = cafe() if is_on() else None
    ended = range(1, live.round + live.ended) if live else range(0)
    if not ended:
        return []
    with reading() as file:
        known = dict(file.execute("SELECT round, digest FROM heard").fetchall())
    notes = notes_of(struck=False)  # once for all rounds: this is asked after each note, and by each wall
    return [
        round_
        for round_ in ended
        if known.get(round_) != digest_of([note for note in notes if note.round <= round_])
    ]


def _hear() -> None:
    """Read rounds until no note has come meanwhile."""
    try:
        with _one:
            while stale := _stale():
                _read(stale[-1])  # the one that people wait for
    finally:
        _two.release()


def _read(round_: int) -> None:
    """Read a round, and keep what was heard."""
    live, notes = cafe(), notes_until(round_)
    if live is None:
        return
    told = LISTENER.ask({**told_of(live, notes), "heard": str(round_)})
    with storing() as file:
        row = (round_, digest_of(notes), json.dumps(told))
        file.execute("INSERT OR REPLACE INTO heard VALUES (?, ?, ?)", row)


class Listener:
    """The process that reads: it is made ready before it is needed, for that takes longer than the reading.

    Notes reach it through its input alone; it ends when this process does.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def get_ready(self) -> subprocess.Popen[str]:
        """Begin the process unless it goes on."""
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                READER,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
        return self._process

    def ask(self, told: Row) -> Row:
        """Give what several tables said; a process that dies over it is begun anew once."""
        for _ in range(2):
            process = self.get_ready()
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                process.stdin.write(f"{json.dumps(told)}\n")
                process.stdin.flush()
                answer = process.stdout.readline()
            except OSError:
                answer = ""
            if answer:
                found: Row = json.loads(answer)
                return found
            process.kill()
            process.wait()
        return FAILED

    def end(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()


LISTENER = Listener()
