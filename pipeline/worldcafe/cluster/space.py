"""Vectors in which the notes of one theme lie close together.

Text alone is not enough for notes of five words: what a note means is also in what was said just
before and after it. Each vector is therefore blended with its neighbours in the conversation.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from worldcafe.tables import FloatMatrix


def theme_space(vectors: FloatMatrix, talks: Sequence[range], blend: float, reach: float) -> FloatMatrix:
    """Give unit vectors of notes: centred, then blended with their neighbours in the conversation.

    Args:
        vectors: one row per note, conversations contiguous.
        talks: the row ranges of the conversations.
        blend: weight of the neighbours; a direct neighbour counts `blend * exp(-1 / reach)`.
        reach: over how many notes a subject is kept up.
    """
    centred = unit_rows(vectors - vectors.mean(axis=0))  # what all notes share says nothing about themes
    blended = centred.copy()
    for talk in talks:
        rows = np.arange(talk.start, talk.stop)
        apart = np.abs(rows[:, None] - rows[None, :])
        weights = np.where(apart > 0, np.exp(-apart / reach), 0.0)
        blended[rows] += blend * (weights @ centred[rows])
    return unit_rows(blended)


def unit_rows(matrix: FloatMatrix) -> FloatMatrix:
    """Give the rows scaled to unit length; a zero row stays zero."""
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    scaled: FloatMatrix = (matrix / np.where(norms > 0, norms, 1)).astype(np.float32)
    return scaled
