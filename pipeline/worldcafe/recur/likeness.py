"""How alike two suggestions are by their vectors and by one claim over both, and what forbids that they join.

The vectors are those in which the words said everywhere count for less (`Embeddings.own`). Learned
combinations of them with shared words, verbs and nouns, ranks, lengths and margins rank pairs no better on
corpora that they were not learned on (`tests/benchmarks/recurrence.py` has the figures), so there are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from worldcafe.recur.wording import content_words, load_wording
from worldcafe.tables import FloatMatrix

if TYPE_CHECKING:
    import pandas as pd

Square = npt.NDArray[np.float64]
FEW = 10  # a mean of few notes is mostly those notes: it is drawn towards zero as if there were ten more
APART = -1.0
# Notes of one place answer one another: what is alike there is one conversation, unless it is one wording.
HERE = 0.4


def likeness(
    texts: Sequence[str],
    vectors: FloatMatrix,
    places: npt.NDArray[np.integer[Any]],
    bridged: npt.NDArray[np.bool_],
) -> Square:
    """Give a symmetric matrix of how alike texts are, -1 to 1, 1 on the diagonal.

    Args:
        texts: the suggestions.
        vectors: one row per suggestion, less the middle of all (`middle_of`).
        places: the number of the place of each; -1 where the corpus knows of one place only.
        bridged: from `bridge`; such pairs of different places are as alike as can be.

    Two suggestions of which one asks for the opposite of the other are never alike (-1).
    """
    centred = vectors.astype(np.float64)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
    alike: Square = np.round(centred @ centred.T, 6)
    together = (places[:, None] == places[None, :]) & (places >= 0)
    alike[together] -= HERE
    alike[bridged & ~together] = 1.0
    alike[opposed(texts)] = APART
    np.fill_diagonal(alike, 1.0)
    return np.maximum(alike, APART)


def middle_of(vectors: FloatMatrix) -> FloatMatrix:
    """Give what suggestions have in common, from which likeness is reckoned."""
    middle: FloatMatrix = vectors.sum(axis=0) / (len(vectors) + FEW)
    return middle


def bridge(ids: Sequence[str], links: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell which pairs of notes one claim sums up: who wrote the report held them to be one.

    Args:
        ids: the notes.
        links: `claim_id` and `note_id`; those of other notes count for nothing.

    Returns:
        A symmetric matrix, notes x notes.
    """
    rows = {name: row for row, name in enumerate(ids)}
    found = np.zeros((len(ids), len(ids)), dtype=bool)
    for _, linked in links.groupby("claim_id")["note_id"]:
        behind = [rows[name] for name in linked if name in rows]
        found[np.ix_(behind, behind)] = True
    return found


def opposed(texts: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Tell which pairs of texts ask for opposite things: for and against, "open" and "close".

    Returns:
        A symmetric matrix. A text with both words of a pair of opposites is the opposite of none by it.
    """
    wording = load_wording()
    against = np.array([bool(wording.against.search(text)) for text in texts])
    found: npt.NDArray[np.bool_] = against[:, None] != against[None, :]
    words = [frozenset(content_words(text, keep_empty=True)) for text in texts]
    for one, other in wording.opposites:
        left, right = _have(words, one), _have(words, other)
        crossed = (left & ~right)[:, None] & (right & ~left)[None, :]
        found |= crossed | crossed.T
    return found


def _have(words: Sequence[frozenset[str]], some: frozenset[str]) -> npt.NDArray[np.bool_]:
    """Tell which texts have one of some words."""
    return np.array([not some.isdisjoint(bag) for bag in words])
