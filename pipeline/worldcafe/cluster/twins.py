"""The same said in two languages is, for themes, as the same text said twice.

Notes in different languages share no words, and those of one table are mostly in one. What brings two of them
together is that of all notes in the other's language each is nearest to the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from worldcafe.tables import FloatMatrix
from worldcafe.tables.vectors import ACROSS, unit_rows


def one_text_for_twins(
    texts: Sequence[str], languages: Sequence[str], vectors: FloatMatrix, known: frozenset[str]
) -> list[str]:
    """Give the texts of notes, that of the first of each two which say the same in two languages for both.

    Args:
        texts: of the notes.
        languages: of each.
        vectors: a row each, less what is common to each language.
        known: the languages in which the encoder understands notes; others have no twins.
    """
    told = list(texts)
    spoken = np.asarray(languages, dtype=str)
    named = sorted(known.intersection(languages))
    unit = unit_rows(vectors)
    for place, one in enumerate(named):
        for other in named[place + 1 :]:
            mine, theirs = np.flatnonzero(spoken == one), np.flatnonzero(spoken == other)
            for row, column in _mutual(unit[mine], unit[theirs]):
                first, second = sorted((mine[row], theirs[column]))
                told[second] = told[first]
    return told


def _mutual(mine: FloatMatrix, theirs: FloatMatrix, at_once: int = 1024) -> Iterator[tuple[int, int]]:
    """Give the rows of two sides that are each nearest to the other and near enough, so many rows at once."""
    nearest, likeness = np.zeros(len(mine), int), np.zeros(len(mine), np.float32)
    back, best = np.full(len(theirs), -1), np.full(len(theirs), -np.inf)
    for start in range(0, len(mine), at_once):
        alike = np.round(mine[start : start + at_once] @ theirs.T, 6)
        nearest[start : start + at_once], likeness[start : start + at_once] = (
            alike.argmax(axis=1),
            alike.max(axis=1),
        )
        better = alike.max(axis=0) > best
        back[better], best[better] = alike.argmax(axis=0)[better] + start, alike.max(axis=0)[better]
    rows = np.flatnonzero((back[nearest] == np.arange(len(mine))) & (likeness >= ACROSS))
    yield from zip(rows.tolist(), nearest[rows].tolist(), strict=True)
