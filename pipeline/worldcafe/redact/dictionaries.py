"""How often a word is said in a language: what is frequent there is hardly somebody's name.

The counts are those of the package pyspellchecker (MIT), from subtitles of films and lists of words.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from worldcafe.redact.lexicon import fold, spread, surnames

SHORTEST = 4  # letters of either half of a compound
MILLION = 1e6


def frequency(word: str, language: str) -> float:
    """Give the natural logarithm of one more than how often a word is said in a million; 0.0 for never."""
    counts, total = _counts(language)
    return math.log1p(MILLION * counts.get(word.casefold(), 0) / total)


def is_common(word: str, language: str) -> bool:
    """Tell whether a word is said more than twice in a million, as no name is that a dictionary has."""
    return frequency(word, language) > math.log1p(2)


@lru_cache(maxsize=65536)
def is_spelled(word: str, language: str) -> bool:
    """Tell whether the dictionary of a language has a word: "Bänke" -> True, "Swantje" -> False."""
    return word.casefold() in _counts(language)[0]


@lru_cache(maxsize=65536)
def is_compound(word: str, language: str) -> bool:
    """Tell whether a word is made of two that the dictionary has: "Leihräder" -> True, "Johannsen" -> False.

    The second is nobody's name, as that of many surnames is ("Niedermeier").
    """
    low, (counts, _) = word.casefold(), _counts(language)
    halves = ((low[:cut], low[cut:]) for cut in range(SHORTEST, len(low) - SHORTEST + 1))
    made = (last for first, last in halves if first in counts and last in counts)
    return any(not spread(last) and fold(last) not in surnames() for last in made)


@lru_cache(maxsize=8)
def _counts(language: str) -> tuple[Mapping[str, int], int]:
    """Give how often each word was counted in a language, and all of them; none of an unknown language."""
    file = resources.files("spellchecker").joinpath("resources", f"{language}.json.gz")
    if not file.is_file():
        return {}, 1
    counts: dict[str, int] = json.loads(gzip.decompress(file.read_bytes()))
    return counts, sum(counts.values())
