"""Titles that numbers alone show to be headings: "1. Welcome", "2 FLOODS", "2.1 Discussion"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from worldcafe.parse.layout import Piece
    from worldcafe.parse.words import Words

TITLE_WORDS = 8  # of a numbered title
FEWEST_BELOW = 2  # sections in a section ("2.1", "2.2") from which a text is numbered throughout
RE_FIRST_NUMBER = re.compile(r"(\d{1,2})[.)]\s+")
RE_OUTLINE_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=\S)")

Number = tuple[int, ...]


def number_headings(pieces: Sequence[Piece], texts: Sequence[str], words: Words) -> dict[int, int]:
    """Give the pieces that are headings by their numbers, with their levels; none where markup shows any."""
    if any(piece.level for piece in pieces):
        return {}
    return _sections(pieces, texts, words) or dict.fromkeys(_titles(pieces, texts, words), 1)


def _sections(pieces: Sequence[Piece], texts: Sequence[str], words: Words) -> dict[int, int]:
    """Find sections numbered in order, some of them inside others, below most of which something stands."""
    chain = list(_in_order(pieces, texts, words))
    inside = [number for _, number in chain if len(number) > 1]
    if len(inside) < FEWEST_BELOW:
        return {}
    members = {index for index, _ in chain}
    ends = [*(index for index, _ in chain[1:]), len(pieces)]
    deeper = [*(len(after) > len(number) for (_, number), (_, after) in pairwise(chain)), False]
    empty = sum(
        index + 1 == end and not opens for (index, _), end, opens in zip(chain, ends, deeper, strict=True)
    )
    return {index: len(number) for index, number in chain} if 2 * empty < len(members) else {}


def _in_order(pieces: Sequence[Piece], texts: Sequence[str], words: Words) -> Iterator[tuple[int, Number]]:
    """Give the numbered titles of which each number may follow the one before: "1", "2", "2.1", "3"."""
    last: Number = ()
    for index, (piece, text) in enumerate(zip(pieces, texts, strict=True)):
        match = RE_OUTLINE_NUMBER.match(text) if piece.glyph in ("", "1") and not piece.indent else None
        if match is None or not piece.first or not _is_title(text[match.end() :], words):
            continue
        number = tuple(map(int, match[1].split(".")))
        if not last or number == (*last, 1) or number in _next(last):
            yield index, number
            last = number


def _next(number: Number) -> set[Number]:
    """Give the numbers that may follow at the same level or a higher one."""
    return {(*number[:depth], number[depth] + 1) for depth in range(len(number))}


def _titles(pieces: Sequence[Piece], texts: Sequence[str], words: Words) -> list[int]:
    """Find "1. Welcome", "2. Group work" ...: short titles that stand alone, numbered in order."""
    found = [
        index
        for index, (piece, below) in enumerate(pairwise(pieces))
        if piece.glyph == "1" and not piece.indent and piece.blank and below.glyph != "1"
        if (number := RE_FIRST_NUMBER.match(texts[index])) and _is_title(texts[index][number.end() :], words)
    ]
    numbers = [int(match[1]) for index in found if (match := RE_FIRST_NUMBER.match(texts[index]))]
    return found if len(found) > 1 and numbers == list(range(numbers[0], numbers[0] + len(found))) else []


def _is_title(title: str, words: Words) -> bool:
    """Tell a short title that states nothing, or one that names a round: "First round: what is missing?"."""
    tokens = title.lower().split()
    return words.ordinal.match(title) is not None or (
        title[:1].isupper()
        and title[-1].isalnum()
        and len(tokens) <= TITLE_WORDS
        and words.verbs.isdisjoint(tokens)
    )
