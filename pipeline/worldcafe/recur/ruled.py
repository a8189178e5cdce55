"""Groups as people ruled them: what they called the same is one, what they called different is not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from worldcafe.recur.likeness import Square
    from worldcafe.rulings import Rulings

Labels = npt.NDArray[np.int64]


def obey(labels: Labels, alike: Square, ids: Sequence[str], rulings: Rulings) -> Labels:
    """Give the group of each note after all rulings; where two contradict each other, the different wins.

    Groups of which notes are the same become one. A group that holds two which are different falls into
    two: each of its other notes goes with the one that it is more like.

    Args:
        labels: the group of each note.
        alike: likeness, notes x notes.
        ids: the notes.
        rulings: by note; a note that is not among `ids` is passed over.
    """
    rows = {name: row for row, name in enumerate(ids)}
    ruled = labels.copy()
    for names in rulings.same:
        groups = {ruled[rows[name]] for name in names if name in rows}
        if groups:
            ruled[np.isin(ruled, list(groups))] = min(groups)
    for names in rulings.different:
        for one, other in combinations([rows[name] for name in names if name in rows], 2):
            if one != other and ruled[one] == ruled[other]:
                group = np.flatnonzero(ruled == ruled[one])
                leaving = [row for row in group if row == other or _nearer(alike, row, other, one)]
                ruled[leaving] = ruled.max() + 1
    return ruled


def _nearer(alike: Square, row: np.intp, this: int, that: int) -> bool:
    """Whether a note is more like one than like another, neither of which it is."""
    return bool(row not in (this, that) and alike[row, this] > alike[row, that])
