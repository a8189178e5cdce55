"""How sure each note is of its theme: how much more like it than like the next one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from worldcafe.tables import FloatMatrix
from worldcafe.tables.vectors import unit_rows

Labels = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]

BLOCK = 4096  # notes that are compared with all themes at a time
NEXT = 3  # themes that are named beside a note's own


@dataclass(frozen=True)
class Ties:
    """A row for each note: likeness to its own theme (`fit`, 0 for none) and to the next one (`other`).

    `margin` is the first less the second, the note itself not counted in its theme. `next` lists the themes
    that a note is most like after its own.
    """

    fit: Scores
    other: Scores
    margin: Scores
    next: npt.NDArray[np.intp]


def tie_notes(space: FloatMatrix, topics: Labels) -> Ties:
    """Give how notes are tied to themes.

    Args:
        space: unit vectors of notes.
        topics: the number of each note's theme, -1 for none.
    """
    sums = np.stack([space[topics == label].sum(axis=0) for label in range(topics.max() + 1)])
    centres = unit_rows(sums)
    blocks = [slice(start, start + BLOCK) for start in range(0, len(space), BLOCK)]
    parts = [_tie_block(space[block], topics[block], sums, centres) for block in blocks]
    fit, other, margin, following = (np.concatenate(found) for found in zip(*parts, strict=True))
    return Ties(fit, other, margin, following)


def _tie_block(
    space: FloatMatrix, topics: Labels, sums: FloatMatrix, centres: FloatMatrix
) -> tuple[Scores, Scores, Scores, npt.NDArray[np.intp]]:
    """Tie some notes to all themes."""
    likeness = np.clip((space @ centres.T).astype(np.float64), 0, 1)
    rows, has_theme = np.arange(len(space)), topics >= 0
    fit = np.where(has_theme, likeness[rows, topics], 0)
    without = unit_rows(sums[topics] - space)  # a note alone is like nothing else
    own = np.where(has_theme, np.clip((space * without).sum(axis=1, dtype=np.float64), 0, 1), 0)
    likeness[rows[has_theme], topics[has_theme]] = -1
    following = np.argsort(-likeness.round(6), axis=1, kind="stable")[:, : min(NEXT, len(centres) - 1)]
    other = likeness[rows, following[:, 0]] if following.size else np.zeros(len(space))
    return fit, other, own - other, following
