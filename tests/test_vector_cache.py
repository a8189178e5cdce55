"""Vectors that were made before are found again by their owner alone, and never believed when broken."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import numpy as np
import pytest

from worldcafe.embed import cache as room
from worldcafe.embed import encode_texts, make_encoder
from worldcafe.embed.cache import LAYOUT, Cache, cache_file, key_of, read_cache, write_cache

SECRET = bytes(range(32))
VECTORS = np.arange(12, dtype=np.float32).reshape(2, 6)


@pytest.fixture(name="cache")
def _cache(tmp_path):
    return Cache(tmp_path / "kept" / "vectors.sqlite", SECRET)


def keyed(text: str) -> bytes:
    return key_of(text, (), "model", SECRET)


def changed(cache: Cache, statement: str) -> None:
    with closing(sqlite3.connect(cache.path)) as connection, connection:
        connection.execute(statement)


def test_what_was_kept_is_found_again_to_the_bit(cache):
    write_cache(cache, {keyed("a bench"): VECTORS})
    found = read_cache(cache, [keyed("a bench"), keyed("a lamp")])
    assert list(found) == [keyed("a bench")]
    assert np.array_equal(found[keyed("a bench")], VECTORS)


def test_only_its_owner_may_read_the_cache_and_the_secret(cache, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    made = cache_file("auto")
    assert made is not None
    assert made.secret == cache_file("auto").secret
    assert (tmp_path / "data" / "worldcafe" / "secret").stat().st_mode & 0o777 == 0o600
    write_cache(cache, {keyed("a bench"): VECTORS})
    assert cache.path.stat().st_mode & 0o777 == 0o600
    assert cache.path.parent.stat().st_mode & 0o777 == 0o700


def test_open_cache_of_an_earlier_version_is_thrown_away(cache):
    cache.path.parent.mkdir()
    changed(cache, "CREATE TABLE vectors (key BLOB PRIMARY KEY, vector BLOB)")
    changed(cache, "INSERT INTO vectors VALUES (x'00', x'0011')")
    cache.path.chmod(0o644)
    assert read_cache(cache, [b"\0"]) == {}
    write_cache(cache, {keyed("a bench"): VECTORS})
    with closing(sqlite3.connect(cache.path)) as connection:
        assert connection.execute("SELECT key FROM vectors").fetchall() == [(keyed("a bench"),)]
        assert connection.execute("PRAGMA user_version").fetchone() == (LAYOUT,)
    assert cache.path.stat().st_mode & 0o777 == 0o600


def test_neither_name_nor_vector_tells_a_guess_without_the_secret(cache):
    write_cache(cache, {keyed("Ann asks"): VECTORS})
    with closing(sqlite3.connect(cache.path)) as connection:
        ((key, kept),) = connection.execute("SELECT key, vector FROM vectors").fetchall()
    assert key not in (key_of("Ann asks", (), "model"), key_of("Ann asks", (), "model", b"x" * 32))
    assert VECTORS.tobytes() not in kept
    assert VECTORS[1].tobytes() not in kept
    assert read_cache(Cache(cache.path, b"x" * 32), [key]) == {}


@pytest.mark.parametrize(
    "broken", ["substr(vector, 1, 20)", "zeroblob(length(vector))", "x''", "'text'", "NULL", "17"]
)
def test_broken_row_is_not_believed_and_is_made_anew(cache, broken):
    write_cache(cache, {keyed("a bench"): VECTORS, keyed("a lamp"): VECTORS})
    changed(cache, f"UPDATE vectors SET vector = {broken} WHERE rowid = 1")
    assert list(read_cache(cache, [keyed("a bench"), keyed("a lamp")])) == [keyed("a lamp")]
    write_cache(cache, {keyed("a bench"): VECTORS})
    assert len(read_cache(cache, [keyed("a bench"), keyed("a lamp")])) == 2


def test_vector_of_another_text_is_not_believed(cache):
    write_cache(cache, {keyed("a bench"): VECTORS, keyed("a lamp"): VECTORS + 1})
    changed(cache, "UPDATE vectors SET vector = (SELECT vector FROM vectors WHERE rowid = 2)")
    assert list(read_cache(cache, [keyed("a bench"), keyed("a lamp")])) == [keyed("a lamp")]


@pytest.mark.parametrize("content", [b"", b"no database" * 900, bytes(9000)])
def test_file_that_is_no_database_is_made_anew(cache, content):
    cache.path.parent.mkdir()
    cache.path.write_bytes(content)
    assert read_cache(cache, [keyed("a bench")]) == {}
    write_cache(cache, {keyed("a bench"): VECTORS})
    assert len(read_cache(cache, [keyed("a bench")])) == 1


def test_cache_does_not_grow_without_end_and_the_oldest_go(cache, monkeypatch):
    monkeypatch.setattr(room, "MOST", 3)
    for number in range(5):
        write_cache(cache, {keyed(str(number)): VECTORS})
    kept = read_cache(cache, [keyed(str(number)) for number in range(5)])
    assert set(kept) == {keyed("2"), keyed("3"), keyed("4")}


def test_without_room_for_a_secret_nothing_is_kept(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    assert cache_file("auto") is None
    assert cache_file("off") is None


def test_vectors_from_the_cache_are_those_that_were_made(tmp_path):
    texts = ["Compost heaps need turning", "The bins smell in summer", "Bin"]
    encoder, words, cache = make_encoder("wordllama"), frozenset({"bin"}), cache_file(str(tmp_path))
    made = encode_texts(texts, encoder, cache, words)
    np.testing.assert_array_equal(encode_texts(texts[::-1], encoder, cache, words), made[::-1])
    other = encode_texts(texts, encoder, cache, frozenset())
    np.testing.assert_array_equal(other[:, 0], made[:, 0])
    assert not np.array_equal(other[:, 1], made[:, 1])  # what was left out is not what is asked for now


class Counting:
    """Keeps how many letters it was given of each text."""

    name = "counting"

    def __init__(self):
        self.given = []

    def encode(self, texts):
        self.given += map(len, texts)
        return np.ones((len(texts), 2))


@pytest.mark.parametrize(("letters", "read"), [(10**6, 10_000), (10_001, 10_000), (10_000, 10_000), (7, 7)])
def test_of_a_text_without_end_its_beginning_is_read(letters, read):
    encoder = Counting()
    encode_texts(["a" * letters], encoder, None)
    assert encoder.given == [read]
