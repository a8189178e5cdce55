"""Vectors in which the notes of one theme lie close together.

Text alone is not enough for notes of five words: what a note means is also in what was said just
before and after it, in the question that it answers and in the topic of its table. Each vector is
therefore blended with its neighbours in the conversation, the more the shorter the note, and leans a
little towards its question and topic.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from worldcafe.tables import FloatMatrix

if TYPE_CHECKING:
    from worldcafe.settings import ClusterSettings

USUAL_LENGTH = 6  # content words of a note that speaks for itself


def theme_space(
    vectors: FloatMatrix,
    frames: Sequence[FloatMatrix],
    lengths: Sequence[int],
    talks: Sequence[range],
    settings: ClusterSettings,
) -> FloatMatrix:
    """Give unit vectors of notes, centred, blended with their conversation and leaning to their frame.

    Args:
        vectors: one row per note, conversations contiguous.
        frames: vectors of the question and of the topic of each note, in the same order.
        lengths: content words of each note.
        talks: the row ranges of the conversations.
        settings: weights and reach.
    """
    centred = unit_rows(_centred(vectors))  # what all notes share says nothing about themes
    lean = USUAL_LENGTH / (USUAL_LENGTH + np.asarray(lengths, dtype=float))
    blended = centred + _neighbours(centred, settings.blend * lean / lean.mean(), talks, settings.reach)
    framed = unit_rows(blended)
    for frame in frames:
        framed = framed + settings.frame * _centred(frame)
    return unit_rows(framed)


def _neighbours(
    centred: FloatMatrix, weights: npt.NDArray[np.float64], talks: Sequence[range], reach: float
) -> FloatMatrix:
    """Give the sum of each note's neighbours, those at a distance of d weighing exp(-d / reach)."""
    near = np.zeros_like(centred)
    width = max(1, round(6 * reach))  # beyond it a neighbour weighs less than 1 in 400
    for talk in talks:
        rows = np.arange(talk.start, talk.stop)
        for apart in range(1, min(width, len(rows) - 1) + 1):
            share = np.exp(-apart / reach)
            near[rows[apart:]] += share * centred[rows[:-apart]]
            near[rows[:-apart]] += share * centred[rows[apart:]]
    mixed: FloatMatrix = (weights[:, None] * near).astype(np.float32)
    return mixed


def _centred(matrix: FloatMatrix) -> FloatMatrix:
    shifted: FloatMatrix = matrix - matrix.mean(axis=0)
    return shifted


def unit_rows(matrix: FloatMatrix) -> FloatMatrix:
    """Give the rows scaled to unit length; a zero row stays zero."""
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    scaled: FloatMatrix = (matrix / np.where(norms > 1e-9, norms, 1)).astype(np.float32)
    return scaled
