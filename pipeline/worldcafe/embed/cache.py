"""Vectors that were made before: in the user's cache folder, never in outputs, and of no use to anybody else.

What lies there is named and sealed with a secret of the user, which lies elsewhere: neither the name of a
vector nor the vector itself tells whether a text that somebody guesses was among the notes.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import platformdirs

from worldcafe.engine.sealed import named, opened, sealed, user_secret
from worldcafe.language.common_words import Spans
from worldcafe.tables import FloatMatrix

LAYOUT = 2  # of the file: 1 had neither secret nor seal
MOST = 100_000  # vectors kept, half a gigabyte; the oldest go


@dataclass(frozen=True)
class Cache:
    """A file of vectors, and the secret that opens it."""

    path: Path
    secret: bytes


def cache_file(setting: str) -> Cache | None:
    """Give the cached vectors: "auto" are in the user's cache folder, "off" are none.

    None, too, where the user's secret can neither be read nor made.
    """
    if setting == "off":
        return None
    folder = platformdirs.user_cache_path("worldcafe") if setting == "auto" else Path(setting)
    secret = user_secret()
    return Cache(folder / "vectors.sqlite", secret) if secret else None


def key_of(text: str, left_out: Spans, encoder: str, secret: bytes = b"") -> bytes:
    """Give the name under which the vectors of a text are kept, made with some parts left out."""
    return named(f"{encoder}\0{left_out}\0{text}".encode(), secret)


def read_cache(cache: Cache | None, keys: Sequence[bytes]) -> dict[bytes, FloatMatrix]:
    """Give what the cache holds of `keys`; what cannot be read, or is not as it was written, is not there."""
    if cache is None or not cache.path.is_file():
        return {}
    try:
        with closing(sqlite3.connect(cache.path)) as connection:
            if not _is_current(connection):
                return {}
            query = "SELECT vector FROM vectors WHERE key = ?"
            found = {key: connection.execute(query, (key,)).fetchone() for key in set(keys)}
    except sqlite3.Error:
        return {}
    opened = {key: _opened(row[0], key, cache.secret) for key, row in found.items() if row}
    return {key: vectors for key, vectors in opened.items() if vectors is not None}


def write_cache(cache: Cache | None, vectors: dict[bytes, FloatMatrix]) -> None:
    """Add to the cache; where it cannot be written, the next run merely computes again."""
    if cache is None:
        return
    rows = [(key, _sealed(vector, key, cache.secret)) for key, vector in vectors.items()]
    try:
        with _current(cache.path) as connection:
            connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
            newest = "SELECT rowid FROM vectors ORDER BY rowid DESC LIMIT 1 OFFSET ?"
            connection.execute(f"DELETE FROM vectors WHERE rowid <= ({newest})", (MOST,))
    except (sqlite3.OperationalError, OSError):  # another run has it at this moment, or there is no room
        return
    except sqlite3.DatabaseError:  # it is broken inside
        with contextlib.suppress(OSError):
            cache.path.unlink()


@contextmanager
def _current(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file to write, for its owner alone; one of another layout, or of no database, is made anew."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)
    with closing(sqlite3.connect(path)) as connection:
        fresh = _is_current(connection)
    if not fresh:
        path.write_bytes(b"")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB)")
        connection.execute(f"PRAGMA user_version = {LAYOUT}")
        yield connection


def _is_current(connection: sqlite3.Connection) -> bool:
    """Whether a file has the layout of this version; a file that is no database has none."""
    try:
        return bool(connection.execute("PRAGMA user_version").fetchone()[0] == LAYOUT)
    except sqlite3.OperationalError:  # it is another's at this moment
        raise
    except sqlite3.DatabaseError:
        return False


def _sealed(vector: FloatMatrix, key: bytes, secret: bytes) -> bytes:
    """Give a vector as it is kept."""
    return sealed(np.ascontiguousarray(vector, np.float32).tobytes(), key, secret)


def _opened(kept: object, key: bytes, secret: bytes) -> FloatMatrix | None:
    """Give a vector that was sealed, None where its seal is broken."""
    data = opened(kept, key, secret) if isinstance(kept, bytes) else None
    return None if data is None else np.frombuffer(data, np.float32).reshape(2, -1)
