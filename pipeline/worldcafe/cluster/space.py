"""Vectors in which the notes of one theme lie close together.

Text alone is not enough for notes of five words: what a note means is also in what was said just
before and after it, in the question that it answers and in the topic of its table. Each vector is
therefore blended with its neighbours in the conversation, the more the shorter the note, and leans a
little towards its question and topic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from worldcafe.tables import FloatMatrix
from worldcafe.tables.vectors import unit_rows

if TYPE_CHECKING:
    from worldcafe.settings import ClusterSettings

USUAL_LENGTH = 6  # content words of a note that speaks for itself
SPREAD = ((1.0, 1.5), (0.65, 1.35))  # views weigh conversation and frame by these shares of their settings


@dataclass(frozen=True)
class NoteVectors:
    """What is known of notes, a row each, conversations contiguous.

    `frames` are the vectors of the question and of the topic of each note, `lengths` its content words,
    `talks` the row ranges of the conversations.
    """

    vectors: FloatMatrix
    frames: tuple[FloatMatrix, ...]
    lengths: tuple[int, ...]
    talks: tuple[range, ...]

    @property
    def have_neighbours(self) -> bool:
        """Whether any note was said before or after another."""
        return any(len(talk) > 1 for talk in self.talks)


@dataclass(frozen=True)
class ThemeSpace:
    """How notes are placed: relative to what the notes of its corpus have in common.

    `means` are the mean vector of the notes and the mean of each frame, one row each; `lean` is how much
    a note usually leans on its conversation.
    """

    means: FloatMatrix
    lean: float
    blend: float
    reach: float
    frame: float

    @classmethod
    def around(cls, notes: NoteVectors, settings: ClusterSettings) -> ThemeSpace:
        """Give the space in which these notes lie around the middle."""
        means = np.stack([matrix.mean(axis=0) for matrix in (notes.vectors, *notes.frames)])
        lean = float(_leans(notes.lengths).mean())
        return cls(means, lean, settings.blend, settings.reach, settings.frame)

    def place(self, notes: NoteVectors) -> FloatMatrix:
        """Give unit vectors of notes, centred, blended with their conversation and leaning to their frame."""
        centred = unit_rows(notes.vectors - self.means[0])  # what all notes share says nothing about themes
        framed = centred
        if notes.have_neighbours:
            weights = self.blend * _leans(notes.lengths) / self.lean
            framed = unit_rows(centred + _neighbours(centred, weights, notes.talks, self.reach))
        for matrix, mean in zip(notes.frames, self.means[1:], strict=True):
            if matrix.any() or mean.any():
                framed = framed + self.frame * (matrix - mean)
        return unit_rows(framed)

    def views(self, notes: NoteVectors, placed: FloatMatrix) -> Iterator[FloatMatrix]:
        """Give the notes placed by several weights of conversation and frame: nobody knows the right one.

        Where they have neither, the one view is how they are `placed`.
        """
        if not notes.have_neighbours and not any(matrix.any() for matrix in notes.frames):
            yield placed
            return
        for blend, frame in product(*SPREAD):
            yield replace(self, blend=blend * self.blend, frame=frame * self.frame).place(notes)


def _leans(lengths: Sequence[int]) -> npt.NDArray[np.float64]:
    """Give how much each note leans on its conversation: the more the shorter it is."""
    leans: npt.NDArray[np.float64] = USUAL_LENGTH / (USUAL_LENGTH + np.asarray(lengths, dtype=float))
    return leans


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
    near *= weights[:, None].astype(np.float32)
    return near
