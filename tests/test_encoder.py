"""Any encoder fits: what sentence-transformers, model2vec and fastembed offer, and a plain function."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

import worldcafe
from worldcafe.embed.reading import name_of, read_texts

TEXTS = ["More benches by the lake.", "Benches rot in winter.", "Who pays?"]


def numbers(text: str) -> list[float]:
    """Eight numbers that depend on the words of a text alone."""
    return [byte / 64 - 2 for byte in hashlib.sha256(text.encode()).digest()[:8]]


class LikeSentenceTransformers:
    def encode(self, sentences, batch_size=32, convert_to_numpy=True):
        return np.array([numbers(text) for text in sentences], np.float64)


class LikeFastembed:
    def embed(self, documents, batch_size=256):
        return (np.array(numbers(text), np.float32) for text in documents)


class LikeTorch:
    """Gives something that is no array but can be made one."""

    def encode(self, texts):
        rows = np.array([numbers(text) for text in texts])

        class Tensor:
            def __array__(self, dtype=None, copy=None):
                return rows if dtype is None else rows.astype(dtype)

        return Tensor()


def plain(texts):
    return [numbers(text) for text in texts]


@pytest.mark.parametrize("encoder", [LikeSentenceTransformers(), LikeFastembed(), LikeTorch(), plain])
def test_encoder_of_any_make_gives_a_unit_row_per_text(encoder):
    both = read_texts(TEXTS, [()] * 3, encoder)
    wanted = np.array(plain(TEXTS)) / np.linalg.norm(plain(TEXTS), axis=1, keepdims=True)
    np.testing.assert_allclose(both[:, 0], wanted, atol=1e-6)
    np.testing.assert_array_equal(both[:, 0], both[:, 1])


def test_what_is_left_out_is_not_read_the_second_time():
    asked: list[str] = []

    def encoder(texts):
        asked.extend(texts)
        return plain(texts)

    both = read_texts(TEXTS, [((5, 12),), (), ()], encoder)
    assert asked == [*TEXTS, "More by the lake."]
    assert not np.allclose(both[0, 0], both[0, 1])
    np.testing.assert_array_equal(both[1:, 0], both[1:, 1])


@pytest.mark.parametrize(
    ("encoder", "said"),
    [
        (lambda texts: plain(texts)[:-1], "one row of finite numbers per text"),
        (lambda texts: [1.0 for _ in texts], "one row of finite numbers per text"),
        (lambda texts: [[float("nan")] * 3 for _ in texts], "one row of finite numbers per text"),
        (7, "int has no method `encode`"),
    ],
)
def test_encoder_that_gives_something_else_is_told(encoder, said):
    with pytest.raises(worldcafe.InputError, match=said):
        read_texts(TEXTS, [()] * 3, encoder)


@pytest.mark.parametrize(
    ("encoder", "name"), [(LikeSentenceTransformers(), "LikeSentenceTransformers"), (plain, "function")]
)
def test_encoder_is_known_by_its_class(encoder, name):
    assert name_of(encoder) == name


def test_analysis_with_an_encoder_of_ones_own_uses_it_and_caches_nothing(tiny_report, tmp_path):
    settings = tmp_path / "settings.toml"
    settings.write_text(f'[embed]\ncache = "{tmp_path / "cache"}"\n')
    own = worldcafe.analyse(tiny_report, settings=settings, encoder=LikeFastembed())
    assert not (tmp_path / "cache").exists()
    again = worldcafe.analyse(tiny_report, settings=settings, encoder=plain)
    assert own.notes.equals(again.notes)
    worldcafe.analyse(tiny_report, settings=settings)
    assert (tmp_path / "cache").exists()
