"""Of very many texts the encoder reads a sample; what it would say of the others is foretold."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from worldcafe.embed import encode_texts, foretold
from worldcafe.embed.foretold import learn_from, sample_texts
from worldcafe.tables.vectors import unit_rows

TEXTS = [f"note {number} about {'benches' if number % 2 else 'buses'}" for number in range(200)]


@dataclass
class Static:
    """Eight numbers of each text."""

    width: int = 8
    name: str = "static"

    def encode(self, texts: list[str]) -> np.ndarray:
        numbers = [[byte - 127.5 for byte in hashlib.sha256(text.encode()).digest()[:8]] for text in texts]
        return unit_rows(np.array(numbers, np.float32))


@dataclass
class Beside:
    """What a turn of the static numbers gives, and the static numbers beside it; counts what it reads."""

    static: Static = field(default_factory=Static)
    name: str = "turned+static"
    read: list[str] = field(default_factory=list)

    def encode_apart(self, texts: Sequence[str], left_out: object) -> np.ndarray:
        self.read += texts
        known = self.static.encode(list(texts))
        turn = np.linalg.qr(np.random.default_rng(0).standard_normal((8, 8)))[0].astype(np.float32)
        both = unit_rows(np.hstack([known @ turn, known]))
        return np.repeat(both[:, None], 2, axis=1)


def test_what_the_encoder_would_say_is_foretold_where_it_can_be():
    encoder = Beside()
    told = learn_from(encoder.encode_apart(TEXTS[:150], None), encoder)
    wanted = encoder.encode_apart(TEXTS[150:], None)
    cosine = (told.encode_apart(TEXTS[150:], [()] * 50) * wanted).sum(axis=2)
    assert cosine.min() > 0.98
    np.testing.assert_allclose(np.linalg.norm(told.encode(TEXTS), axis=1), 1, atol=1e-5)


def test_only_a_sample_of_very_many_texts_is_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(foretold.sample_texts, "__defaults__", (120, 120))
    encoder = Beside()
    both = encode_texts([*TEXTS, TEXTS[0]], encoder, None)
    asked = list(encoder.read)
    assert len(asked) == len(set(asked)) == 120
    assert both.shape == (201, 2, 16)
    np.testing.assert_array_equal(both[0], both[200])
    read = [TEXTS.index(text) for text in asked]
    np.testing.assert_allclose(both[read], encoder.encode_apart(asked, None), atol=1e-5)
    others = np.setdiff1d(range(200), read)
    wanted = encoder.encode_apart([TEXTS[row] for row in others], None)
    assert (both[others] * wanted).sum(axis=2).min() > 0.98


def test_up_to_the_border_all_texts_are_read_as_ever():
    encoder = Beside()
    both = encode_texts(TEXTS, encoder, None)
    assert encoder.read == TEXTS
    np.testing.assert_allclose(both, Beside().encode_apart(TEXTS, None), atol=1e-5)


def test_the_sample_hangs_on_the_texts_alone():
    shuffled = random.Random(1).sample(TEXTS, len(TEXTS))
    one, other = ({part[row] for row in sample_texts(part, 50, 50)} for part in (TEXTS, shuffled))
    assert one == other
    assert len(one) == 50
    more = [*TEXTS, *(f"further {number}" for number in range(10))]
    assert len(one - {more[row] for row in sample_texts(more, 50, 50)}) < 8  # most stay when texts are added


def test_any_other_encoder_reads_all(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(foretold.sample_texts, "__defaults__", (10, 10))
    asked: list[str] = []

    def plain(texts: list[str]) -> np.ndarray:
        asked.extend(texts)
        return Static().encode(texts)

    encode_texts(TEXTS, plain, None)
    assert asked == TEXTS
