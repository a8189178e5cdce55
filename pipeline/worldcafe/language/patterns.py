"""Many regular expressions searched in many texts, fast: most texts hold nothing that they could match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from worldcafe.language.prefilter import BLANK, prefilter

ANYTHING = "(?s:.)"
TOGETHER = 40  # patterns in one expression: over a hundred take RE2 thirty times as long as two times fifty
RE_AROUND = re.compile(r"\(\?<?[=!]")  # what must or must not stand beside a match
RE_SET = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
BEGINNING = r"\A[^a-z]*"  # behind bullets and marks of bold letters too
# What Python reads by Unicode and RE2 by ASCII, and edges of words, which stand for no character. RE2 knows
# the letters of all scripts, but takes too long over so many.
WIDER = {"w": ANYTHING, "d": ANYTHING, "s": BLANK, "b": "", "B": "", "A": "", "Z": ""}


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
        parts = (sources[start : start + TOGETHER] for start in range(0, len(sources), TOGETHER))
        self.wide = ["(?i)" + "|".join(map(widened, part)) for part in parts]

    def rows(self, texts: Sequence[str]) -> list[int]:
        """Give the rows of the texts that some pattern may match; no other does."""
        return sorted({row for part in self.wide for row in prefilter(texts, part)})

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
    r"""Give an expression, as RE2 reads it, that is found wherever a pattern matches.

    What must stand around a match is left out. Example: "\bno \d+ came(?! in)" -> "no \pN+ came"
    """
    parts, position = [], 0
    while position < len(source):
        part, position = _part(source, position)
        parts.append(part)
    return "".join(parts)


def _part(source: str, position: int) -> tuple[str, int]:
    """Give one part of a pattern as RE2 reads it, and where the next begins."""
    sign = source[position]
    if RE_AROUND.match(source, position):
        return "", _closing(source, position)
    if sign == "\\":
        letter = source[position + 1]
        return WIDER.get(letter, source[position : position + 2]), position + 2
    if found := RE_SET.match(source, position) if sign == "[" else None:
        return _set(found[0]), found.end()
    return {"^": BEGINNING, "$": ""}.get(sign, sign), position + 1


def _set(source: str) -> str:
    """Give a set of characters; one that says what is not in it may take in anything."""
    letters = set(re.findall(r"\\([a-zA-Z])", source))
    if source.startswith("[^") or not letters <= set("sntr"):
        return ANYTHING
    return source.replace(r"\s", BLANK[1:-1])


def _closing(source: str, position: int) -> int:
    """Give the place after the bracket that closes the one at a position."""
    depth = 0
    while True:
        if source[position] == "\\":
            position += 1
        elif found := RE_SET.match(source, position) if source[position] == "[" else None:
            position = found.end() - 1
        else:
            depth += {"(": 1, ")": -1}.get(source[position], 0)
            if not depth:
                return position + 1
        position += 1
