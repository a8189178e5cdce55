"""The same said in two languages is, for themes, as the same text said twice.

Notes in different languages share no words, and those of one table are mostly in one. What brings two of them
together is that of all notes in the other's language each is nearest to the other.
"""

from __future__ import annotations

from collections.abc import Sequence

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
            alike = np.round(unit[mine] @ unit[theirs].T, 6)
            nearest, back = alike.argmax(axis=1), alike.argmax(axis=0)
            for row in np.flatnonzero(back[nearest] == np.arange(len(mine))):
                if alike[row, nearest[row]] >= ACROSS:
                    first, second = sorted((mine[row], theirs[nearest[row]]))
                    told[second] = told[first]
    return told
