"""The plain sentence that says what a theme says: one of its notes, in its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from worldcafe.language.words import PLACEHOLDER
from worldcafe.name.phrases import NotePhrases
from worldcafe.tables import FloatMatrix

SHORT, LONG = 5, 25  # words of a note that can stand for others
UNFIT = 0.5  # worth of a note for each thing that keeps it from being read alone


def choose_sentence(
    notes: Mapping[str, str],
    spoken: Mapping[str, NotePhrases],
    weights: Mapping[str, float],
    vectors: FloatMatrix,
) -> str:
    """Give the note that says most of what the notes say.

    Its words are theirs, it is near their middle, and it can be read alone.

    Args:
        notes: the text of each note of a theme.
        spoken: the phrases of each.
        weights: what each family of words says about the theme.
        vectors: of the notes, in their order, less what all notes have in common.
    """
    near = np.maximum(vectors @ vectors.mean(axis=0), 0.0)
    heavy = np.array([_heaviness(spoken[name], weights) for name in notes])
    worth = heavy / (heavy.max() or 1.0) + near / (near.max() or 1.0)
    worth = worth * np.array([_readability(text, spoken[name]) for name, text in notes.items()])
    ranked = zip(worth.round(6).tolist(), notes, strict=True)
    return min(ranked, key=lambda pair: (-pair[0], pair[1]))[1]


def _heaviness(note: NotePhrases, weights: Mapping[str, float]) -> float:
    """Weigh the words of a note: those that many notes of the theme have, and few others."""
    found = [weights.get(word, 0.0) for word in sorted(note.families)]
    return float(sum(found) / max(len(found), 1) ** 0.5)


def _readability(text: str, note: NotePhrases) -> float:
    """Give what a note loses by its length, being no sentence, hiding a name, asking or trailing off."""
    is_brief = SHORT <= len(text.split()) <= LONG
    is_open = text.rstrip().endswith(("?", ":", "...", "…", ","))
    faults: Sequence[bool] = (not is_brief, not note.is_clause, bool(PLACEHOLDER.search(text)), is_open)
    return float(UNFIT ** sum(faults))
