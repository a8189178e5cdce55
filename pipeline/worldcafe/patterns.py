"""Many regular expressions searched in many texts, fast: most texts hold nothing that they could match."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from worldcafe.prefilter import BLANK, prefilter

ANYTHING = "(?s:.)"
BEGINNING = r"\A[^a-z]*"  # behind bullets and marks of bold letters too


class Patterns:
    """Regular expressions, matched without regard to case.

    Those that match only where a text begins are joined into one.
    """

    def __init__(self, sources: Iterable[str]) -> None:
        sources = list(sources)
        first = [source for source in sources if source.startswith("^")]
        rest = [source for source in sources if source not in first]
        joined = ["|".join(first), *rest] if first else rest
        self.compiled = [re.compile(source, re.IGNORECASE) for source in joined]
        self.wide = "|".join(map(widened, sources))

    def rows(self, texts: Sequence[str]) -> list[int]:
        """Give the rows of the texts that some pattern may match; no other does."""
        return prefilter([text.lower() for text in texts], self.wide)

    def search(self, text: str) -> re.Match[str] | None:
        """Give a match of some pattern, None where none matches."""
        for pattern in self.compiled:
            if match := pattern.search(text):
                return match
        return None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Give all matches of all patterns, in order."""
        return sorted({match.span() for pattern in self.compiled for match in pattern.finditer(text)})


def widened(source: str) -> str:
    r"""Give an expression, as RE2 reads it, that is found in the lower case of whatever a pattern matches.

    It is its most telling stretch. Example: "\bno \w+ (?:came|left)(?! in)" -> " (?:came|left)"
    """
    return _sequence(_parser.parse(source, re.IGNORECASE).data)


def _sequence(items: Sequence[tuple[Any, Any]]) -> str:
    """Give the widened form of the stretch with most letters: stretches end where there could be anything."""
    stretches: list[list[tuple[Any, Any]]] = [[]]
    for item in items:
        if ANYTHING in _part(*item):
            stretches += [[item], []]
        else:
            stretches[-1].append(item)
    best = max(stretches, key=_letters)
    if len(best) == 1 and ANYTHING in _part(*best[0]):
        return _within(*best[0])
    return _whole(best)


def _within(kind: Any, value: Any) -> str:
    """Give the most telling stretch inside a part in which there could be anything."""
    if kind is _constants.SUBPATTERN:
        return _sequence(value[3].data)
    branches = value[1] if kind is _constants.BRANCH else ()
    return f"(?:{'|'.join(_sequence(branch.data) for branch in branches)})"


def _letters(items: Iterable[tuple[Any, Any]]) -> int:
    """Count the letters that a match of a sequence has at least."""
    return sum(LETTERS[kind](value) for kind, value in items if kind in LETTERS)


LETTERS: dict[Any, Callable[[Any], int]] = {
    _constants.LITERAL: lambda value: 1,
    _constants.SUBPATTERN: lambda value: _letters(value[3].data),
    _constants.BRANCH: lambda value: min(_letters(branch.data) for branch in value[1]),
    _constants.MAX_REPEAT: lambda value: value[0] and _letters(value[2].data),
    _constants.MIN_REPEAT: lambda value: value[0] and _letters(value[2].data),
}


def _part(kind: Any, value: Any) -> str:
    """Give the widened form of one part of a pattern: what stands around a match is left out."""
    if kind is _constants.LITERAL:
        return re.escape(chr(value).lower())
    if kind is _constants.IN:
        return _one_of(value)
    if kind is _constants.SUBPATTERN:
        return f"(?:{_whole(value[3])})"
    if kind is _constants.BRANCH:
        return f"(?:{'|'.join(map(_whole, value[1]))})"
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
        return _repeated(*value)
    beginning = kind is _constants.AT and value is _constants.AT_BEGINNING
    around = kind in (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT)
    return BEGINNING if beginning else "" if around else ANYTHING


def _whole(items: Iterable[tuple[Any, Any]]) -> str:
    return "".join(_part(*item) for item in items)


def _repeated(least: int, most: int, part: Any) -> str:
    """Give the widened form of a part that may come several times."""
    once = _whole(part)
    return ANYTHING if ANYTHING in once else f"(?:{once}){'+' if least else '*'}"


def _one_of(members: Sequence[tuple[Any, Any]]) -> str:
    """Give the widened form of a set of characters."""
    if all(kind is _constants.LITERAL for kind, _ in members):
        return f"(?:{'|'.join(re.escape(chr(value).lower()) for _, value in members)})"
    return BLANK if members == [(_constants.CATEGORY, _constants.CATEGORY_SPACE)] else ANYTHING
