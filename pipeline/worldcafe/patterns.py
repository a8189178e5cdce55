"""Many regular expressions searched in one text, fast: most texts lack every word that a match would need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

SHORTEST = 3  # letters of a word that is worth looking for
LONG_ENOUGH = 5  # letters of one that few texts hold


class Patterns:
    """Regular expressions, matched without regard to case, each with words of which any match holds one.

    Those that match only where a text begins are joined into one.
    """

    def __init__(self, sources: Iterable[str]) -> None:
        sources = list(sources)
        first = [source for source in sources if source.startswith("^")]
        self.always = [re.compile("|".join(first), re.IGNORECASE)] if first else []
        self.by_word: dict[str, list[re.Pattern[str]]] = {}
        for source in sources:
            words = needed(source)
            for word in () if source in first else words:
                self.by_word.setdefault(word, []).append(re.compile(source, re.IGNORECASE))
            if not words and source not in first:
                self.always.append(re.compile(source, re.IGNORECASE))

    def search(self, text: str) -> re.Match[str] | None:
        """Give a match of some pattern, None where none matches."""
        for pattern in self._likely(text):
            if match := pattern.search(text):
                return match
        return None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Give all matches of all patterns, in order."""
        return sorted({match.span() for pattern in self._likely(text) for match in pattern.finditer(text)})

    def _likely(self, text: str) -> Iterable[re.Pattern[str]]:
        """Give the patterns that can match."""
        low = text.lower()
        found = [patterns for word, patterns in self.by_word.items() if word in low]
        return dict.fromkeys([*self.always, *chain(*found)]) if found else self.always


def needed(source: str) -> frozenset[str]:
    """Give words, in lower case, of which every match of a pattern holds one; none if that cannot be told.

    Example: "(?:no|few) people" -> {"people"}.
    """
    words = _of_sequence(_parser.parse(source, re.IGNORECASE).data)
    if not words or min(map(len, words)) < SHORTEST:
        return frozenset()
    return frozenset(word for word in words if not any(other in word for other in words - {word}))


def _of_sequence(items: Sequence[tuple[Any, Any]]) -> frozenset[str]:
    """Give the best of the sets of words that the parts of a sequence need: long ones, and few."""
    found: list[frozenset[str]] = []
    letters = ""
    for kind, value in [*items, (None, None)]:
        if kind is _constants.LITERAL:
            letters += chr(value).lower()
            continue
        if letters:
            found.append(frozenset([letters]))
            letters = ""
        found.append(_of_part(kind, value))
    return max(found, key=_worth, default=frozenset())


def _worth(words: frozenset[str]) -> tuple[int, int]:
    return min(min(map(len, words), default=0), LONG_ENOUGH), -len(words)


def _of_part(kind: Any, value: Any) -> frozenset[str]:
    """Give the words of which one part of a pattern needs one."""
    if kind is _constants.SUBPATTERN:
        return _of_sequence(value[3].data)
    if kind is _constants.BRANCH:
        branches = [_of_sequence(branch.data) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and value[0] > 0:
        return _of_sequence(value[2].data)
    return frozenset()
