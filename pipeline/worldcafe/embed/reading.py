"""Texts to vectors by any encoder: what it answers is checked, what is said everywhere is left out.

An encoder that can leave words out of its mean by itself does so (`encode_apart`): the words around were then
read with them. For any other the text is read a second time without them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from worldcafe.errors import InputError
from worldcafe.language.common_words import Spans, cut_out
from worldcafe.tables import FloatMatrix
from worldcafe.tables.vectors import unit_rows

WAYS = ("encode", "embed")  # what encoders call it: fastembed says `embed`, all others `encode`


def name_of(encoder: Any) -> str:
    """Give what tells the vectors of an encoder from those of others: its name, or that of its class."""
    return str(getattr(encoder, "name", "") or type(encoder).__name__)


def read_texts(texts: Sequence[str], left_out: Sequence[Spans], encoder: Any) -> FloatMatrix:
    """Give two rows of unit length per text: (texts, 2, numbers).

    The first is of the whole text, the second of it without what is left out; the same where nothing is.

    Raises:
        InputError: the encoder does not give one row of numbers per text.
    """
    if hasattr(encoder, "encode_apart"):
        both: FloatMatrix = encoder.encode_apart(texts, left_out)
        return both
    apart = [row for row, spans in enumerate(left_out) if spans]
    left = [cut_out(texts[row], left_out[row]) for row in apart]
    vectors = unit_rows(_encoded([*texts, *left], encoder))
    found = np.repeat(vectors[: len(texts), None], 2, axis=1)
    found[apart, 1] = vectors[len(texts) :]
    return found


def _encoded(texts: list[str], encoder: Any) -> FloatMatrix:
    """Give what the encoder gives, as a matrix."""
    ways = [getattr(encoder, way) for way in WAYS if callable(getattr(encoder, way, None))]
    encode = ways[0] if ways else encoder
    if not callable(encode):
        raise InputError(
            f"encoder: {type(encoder).__name__} has no method `encode`, texts -> a row for each."
        )
    given = encode(texts)
    rows = given if hasattr(given, "__array__") else list(given)  # some give their rows one by one
    matrix: FloatMatrix = np.asarray(rows, np.float32)
    if matrix.ndim != 2 or len(matrix) != len(texts) or not np.isfinite(matrix).all():
        raise InputError(
            f"encoder: {name_of(encoder)} gave numbers of shape {matrix.shape} for {len(texts)} texts; "
            "it must give one row of finite numbers per text."
        )
    return matrix
