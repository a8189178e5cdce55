"""Honest numbers about a set of themes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import log

import pandas as pd
from pandera.typing import DataFrame

from worldcafe.language import reasons
from worldcafe.language.words import WORD
from worldcafe.tables import Measures


def measure_themes(
    texts: Sequence[str], keywords: Mapping[str, Sequence[str]], stability: Sequence[float], set_aside: float
) -> DataFrame[Measures]:
    """Give stability, coherence (NPMI: Bouma, 2009), diversity and the share set aside, a row each."""
    words = [word for found in keywords.values() for word in found]
    values = {
        "stability": sum(stability) / len(stability) if stability else 0.0,
        "coherence": _coherence(texts, keywords),
        "diversity": sum(words.count(word) == 1 for word in words) / len(words) if words else 0.0,
        "set aside": set_aside,
    }
    rows = [(name, round(value, 4), reasons.MEASURES[name]) for name, value in values.items()]
    return Measures.validate(pd.DataFrame(rows, columns=["name", "value", "meaning"]))


def _coherence(texts: Sequence[str], keywords: Mapping[str, Sequence[str]]) -> float:
    """Give the mean NPMI of all pairs of single-word keywords of a theme."""
    wanted = {word for found in keywords.values() for word in found if " " not in word}
    where: dict[str, set[int]] = {word: set() for word in wanted}
    for place, text in enumerate(texts):
        for word in {found.lower() for found in WORD.findall(text)} & wanted:
            where[word].add(place)
    scores = [
        _npmi(where[one], where[other], len(texts))
        for found in keywords.values()
        for one, other in combinations([word for word in found if " " not in word], 2)
    ]
    return sum(scores) / len(scores) if scores else 0.0


def _npmi(one: set[int], other: set[int], n: int) -> float:
    """Give the normalised pointwise mutual information of two words, -1 where they never meet."""
    both = len(one & other)
    if not both:
        return -1.0
    if both == n:
        return 1.0
    return log(both * n / (len(one) * len(other))) / -log(both / n)
