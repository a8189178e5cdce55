"""Words that say the opposite of each other."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from worldcafe.crossref.words import load_wordlists, tokenise
from worldcafe.language.in_language import ENGLISH, in_language


@lru_cache(maxsize=16)
def opposites(language: str) -> frozenset[frozenset[str]]:
    """Give the pairs of stems of which one in the place of the other turns what is said."""
    lists = load_wordlists(language)["opposites"]
    sides = [[stems_of(side, language) for side in pair] for pair in lists["pairs"]]
    groups = [[[stem] for stem in stems_of(group, language)] for group in lists.get("one_of", ())]
    opposed = (both for apart in (*sides, *groups) for both in combinations(apart, 2))
    return frozenset(frozenset((a, b)) for left, right in opposed for a in left for b in right if a != b)


def stems_of(words: str, language: str) -> list[str]:
    """Give the stems of the words of a list."""
    return [token.stem for token in tokenise(in_language(words, language))]


@lru_cache(maxsize=10_000)
def opposite_stems(stem: str, language: str = ENGLISH) -> frozenset[str]:
    """Give the stems that say the opposite of one."""
    return frozenset().union(*(pair - {stem} for pair in opposites(language) if stem in pair))
