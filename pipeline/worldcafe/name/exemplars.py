"""The notes that show most of a theme in few words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from worldcafe.language.words import PLACEHOLDER
from worldcafe.name.phrases import NotePhrases

SHORT, LONG = 5, 25  # words of a note that can stand for others


def choose_exemplars(
    part: pd.DataFrame, spoken: Mapping[str, NotePhrases], weights: Mapping[str, float], most: int
) -> list[str]:
    """Give the notes that together show most of what a theme is about, each brief and readable by itself.

    Args:
        part: the notes of the theme, with `fit`.
        spoken: the phrases of each.
        weights: what each family of words says about the theme.
        most: how many at most.
    """
    rows = zip(part["segment_id"], part["clean_text"], part["fit"], strict=True)
    readable = {str(name): _readability(text, float(fit)) for name, text, fit in rows}
    left, chosen = sorted(readable), list[str]()
    covered: frozenset[str] = frozenset()
    while left and len(chosen) < most:
        worth = {}
        for name in left:
            new = sum(weights.get(word, 0.0) for word in sorted(spoken[name].families - covered))
            fit, brief, length = readable[name]
            worth[name] = (round((new + 0.5 * fit) * brief, 9), -length, name)
        best = max(left, key=lambda name: worth[name])
        chosen.append(best)
        left.remove(best)
        covered |= spoken[best].families
    return chosen


def _readability(text: str, fit: float) -> tuple[float, float, int]:
    """Give the fit of a note, what it loses by its length and by hiding a name, and its words."""
    length = len(text.split())
    brief = 1.0 if SHORT <= length <= LONG else 0.5
    return fit, brief * (0.5 if PLACEHOLDER.search(text) else 1.0), length
