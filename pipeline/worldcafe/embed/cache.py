"""Vectors that were made before, by a hash of their text: in the user's cache folder, never in outputs."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from worldcafe.common_words import Spans
from worldcafe.tables import FloatMatrix


def cache_file(setting: str) -> Path | None:
    """Give the file of cached vectors: "auto" is in the user's cache folder, "off" is none."""
    if setting == "off":
        return None
    if setting == "auto":
        import platformdirs  # noqa: PLC0415

        return platformdirs.user_cache_path("worldcafe") / "vectors.sqlite"
    return Path(setting) / "vectors.sqlite"


def key_of(text: str, left_out: Spans, encoder: str) -> bytes:
    """Give the hash under which the vectors of a text are kept, made with some parts left out."""
    return hashlib.blake2b(f"{encoder}\0{left_out}\0{text}".encode(), digest_size=16).digest()


def read_cache(cache: Path | None, keys: Sequence[bytes]) -> dict[bytes, FloatMatrix]:
    """Give what the cache holds of `keys`; a cache that cannot be read holds nothing."""
    if cache is None or not cache.exists():
        return {}
    try:
        with closing(sqlite3.connect(cache)) as connection:
            query = "SELECT vector FROM vectors WHERE key = ?"
            found = {key: connection.execute(query, (key,)).fetchone() for key in set(keys)}
    except sqlite3.Error:
        return {}
    return {key: np.frombuffer(row[0], np.float32).reshape(2, -1) for key, row in found.items() if row}


def write_cache(cache: Path | None, vectors: dict[bytes, FloatMatrix]) -> None:
    """Add to the cache; where it cannot be written, the next run merely computes again."""
    if cache is None:
        return
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(cache)) as connection, connection:
            connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB)")
            rows = [(key, vector.tobytes()) for key, vector in vectors.items()]
            connection.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
    except (sqlite3.Error, OSError):
        return
