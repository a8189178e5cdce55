"""Vectors in which the notes of one theme lie close together.

Text alone is not enough for notes of five words: what a note means is also in what was said just
before and after it, in the question that it answers and in the topic of its table. Each vector is
therefore blended with its neighbours in the conversation, the more the shorter the note, and leans a
little towards its question and topic.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from worldcafe.tables import FloatMatrix
from worldcafe.tables.vectors import BLOCK, unit_rows

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
        placed: FloatMatrix = np.empty(notes.vectors.shape, np.float32)
        for start in range(0, len(placed), BLOCK):  # what is needed on the way stays small
            rows = slice(start, start + BLOCK)
            placed[rows] = self._placed(self._surround(notes, range(len(placed))[rows]))
        return placed

    def views(self, notes: NoteVectors, placed: FloatMatrix) -> list[View]:
        """Give the notes placed by several weights of conversation and frame: nobody knows the right one.

        Where they have neither, the one view is how they are `placed`. Only the rows that are asked of a view
        are made.
        """
        if not notes.have_neighbours and not any(matrix.any() for matrix in notes.frames):
            return [placed]
        surround = lru_cache(maxsize=1)(lambda drawn: self._rows(notes, np.frombuffer(drawn, np.int64)))
        return [
            _Weighed(replace(self, blend=blend * self.blend, frame=frame * self.frame), surround, len(placed))
            for blend, frame in product(*SPREAD)
        ]

    def _placed(self, parts: _Surround) -> FloatMatrix:
        """Weigh what notes are placed by."""
        framed = parts.centred
        if parts.near is not None:
            weights = (self.blend * parts.leans / self.lean)[:, None].astype(np.float32)
            framed = unit_rows(parts.centred + parts.near * weights)
        for matrix, mean in zip(parts.frames, self.means[1:], strict=True):
            if matrix.any() or mean.any():
                framed = framed + self.frame * (matrix - mean)
        return unit_rows(framed)

    def _rows(self, notes: NoteVectors, rows: npt.NDArray[np.int64]) -> _Surround:
        """Give what some notes are placed by, those of all blocks together."""
        found, places = [], []
        for start in range(0, len(notes.vectors), BLOCK):
            block = range(start, min(start + BLOCK, len(notes.vectors)))
            inside = np.flatnonzero((rows >= block.start) & (rows < block.stop))
            if len(inside):
                found.append(self._surround(notes, block).only(rows[inside] - start))
                places.append(inside)
        return _Surround.joined(found).only(np.argsort(np.concatenate(places)))

    def _surround(self, notes: NoteVectors, rows: range) -> _Surround:
        """Give what the notes of neighbouring rows are placed by."""
        width = max(1, round(6 * self.reach))  # beyond it a neighbour weighs less than 1 in 400
        start, stop = max(0, rows.start - width), min(len(notes.vectors), rows.stop + width)
        inner = slice(rows.start - start, rows.stop - start)
        centred = unit_rows(
            notes.vectors[start:stop] - self.means[0]
        )  # what all share says nothing of themes
        near = None
        if notes.have_neighbours:
            talks = [
                range(max(talk.start, start) - start, min(talk.stop, stop) - start)
                for talk in notes.talks
                if talk.start < stop and talk.stop > start
            ]
            near = _neighbours(centred, talks, self.reach, width)[inner]
        lengths = notes.lengths[rows.start : rows.stop]
        frames = tuple(matrix[rows.start : rows.stop] for matrix in notes.frames)
        return _Surround(centred[inner], near, _leans(lengths), frames)


class View(Protocol):
    """Notes as one choice of weights places them: a row for each row that is asked for."""

    def __getitem__(self, rows: Any, /) -> FloatMatrix:
        """Give these rows."""


@dataclass(frozen=True)
class _Surround:
    """What notes are placed by: vectors less what all share, the sum of those near them, their frames."""

    centred: FloatMatrix
    near: FloatMatrix | None
    leans: npt.NDArray[np.float64]
    frames: tuple[FloatMatrix, ...]

    def only(self, rows: npt.NDArray[np.int64]) -> _Surround:
        """Give what some of them are placed by."""
        near = None if self.near is None else self.near[rows]
        return _Surround(
            self.centred[rows], near, self.leans[rows], tuple(part[rows] for part in self.frames)
        )

    @classmethod
    def joined(cls, parts: Sequence[_Surround]) -> _Surround:
        """Give the notes of several together."""
        near = [part.near for part in parts if part.near is not None]
        frames = zip(*(part.frames for part in parts), strict=True)
        return cls(
            np.concatenate([part.centred for part in parts]),
            np.concatenate(near) if near else None,
            np.concatenate([part.leans for part in parts]),
            tuple(np.concatenate(matrices) for matrices in frames),
        )


@dataclass(frozen=True)
class _Weighed:
    """A view by weights of its own."""

    space: ThemeSpace
    surround: Callable[[bytes], _Surround]
    size: int

    def __getitem__(self, rows: Any) -> FloatMatrix:
        asked = np.arange(self.size, dtype=np.int64)[rows]
        return self.space._placed(self.surround(asked.tobytes()))


def _leans(lengths: Sequence[int]) -> npt.NDArray[np.float64]:
    """Give how much each note leans on its conversation: the more the shorter it is."""
    leans: npt.NDArray[np.float64] = USUAL_LENGTH / (USUAL_LENGTH + np.asarray(lengths, dtype=float))
    return leans


def _neighbours(centred: FloatMatrix, talks: Sequence[range], reach: float, width: int) -> FloatMatrix:
    """Give the sum of each note's neighbours, those at a distance of d weighing exp(-d / reach)."""
    near = np.zeros_like(centred)
    for talk in talks:
        rows = np.arange(talk.start, talk.stop)
        for apart in range(1, min(width, len(rows) - 1) + 1):
            share = np.exp(-apart / reach)
            near[rows[apart:]] += share * centred[rows[:-apart]]
            near[rows[:-apart]] += share * centred[rows[apart:]]
    return near
