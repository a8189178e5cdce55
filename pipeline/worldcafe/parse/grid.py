"""Tables and rounds by how headings come again: the same ones stand below each of several others.

    Part one: Flip chart 1, Flip chart 2      Land: First turn, Second turn
    Part two: Flip chart 1, Flip chart 2      Water: First turn, Second turn

No word for a table or a round needs to be known, so it works in any language. Those that differ by a number
alone are rounds, where the others are not.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from worldcafe.language.words import JOINED_SIGNS
from worldcafe.parse.headings import RE_NUMBERING
from worldcafe.parse.prompts import is_question

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from worldcafe.parse.headings import HeadingWords
    from worldcafe.parse.layout import Piece
    from worldcafe.parse.words import Words

SIGNS = " \t*_=#~:-–—"


class _Head(NamedTuple):
    """A heading: where it is, how deep (0: no markup says), what it says without numbering and brackets.

    `filled`: something else than a heading follows.
    """

    row: int
    level: int
    heading: HeadingWords
    label: str
    filled: bool

    @property
    def key(self) -> str:
        """Give what it shares with those that come again."""
        return self.label.casefold()


def name_grid(
    pieces: Sequence[Piece], texts: Sequence[str], headings: Sequence[HeadingWords | None], words: Words
) -> Iterator[tuple[int, HeadingWords]]:
    """Find the rounds and tables of headings that come again below different ones."""
    above, below = _crossed(list(_heads(pieces, texts, headings)))
    higher, lower = _numbers(above, words), _numbers(below, words)
    if (
        higher
        and not _are([head for head in above if head.key in higher], "table")
        and not _are(below, "round")
    ):
        rounds, tables, numbers = above, _outermost(below), higher
    elif lower and not _are(above, "round") and not _are(below, "table"):
        rounds, tables, numbers = below, above, lower
    else:
        return
    for head in rounds:
        if head.key in numbers and not head.heading.round:
            yield head.row, replace(head.heading, round=numbers[head.key], topic="")
    for head in tables:
        if not _are(tables, "table"):
            yield head.row, replace(head.heading, table=head.label, topic=head.label)


def _heads(
    pieces: Sequence[Piece], texts: Sequence[str], headings: Sequence[HeadingWords | None]
) -> Iterator[_Head]:
    """Give the lines that stand out by markup, by what they name or by empty lines around them.

    Where markup calls some headings, empty lines count for what comes again.
    """
    lines = [
        (row, heading)
        for row, heading in enumerate(headings)
        if heading
        and not (heading.annex or heading.part or heading.notes or heading.cafe or pieces[row].is_item)
        and (pieces[row].level or pieces[row].strong or heading.is_place or pieces[row].apart)
    ]
    levels = any(piece.level for piece in pieces)
    counts = Counter(_label(texts[row]) for row, _ in lines)
    found = [
        (row, heading)
        for row, heading in lines
        if not levels
        or pieces[row].level
        or pieces[row].strong
        or heading.is_place
        or counts[_label(texts[row])] > 1
    ]
    for (row, heading), (then, _) in pairwise([*found, (len(texts), None)]):
        label = _label(texts[row])
        if heading and label and not is_question(label):
            yield _Head(row, pieces[row].level, heading, label, filled=then > row + 1)


def _label(text: str) -> str:
    """Give a heading without its numbering, and what brackets behind it add: "4.1 Group A (host: Lee)"."""
    said = text.strip(SIGNS)
    number = RE_NUMBERING.match(said)
    return said[number.end() if number else 0 :].partition(" (")[0].strip(SIGNS)


def _crossed(heads: list[_Head]) -> tuple[list[_Head], list[_Head]]:
    """Give the headings above others that come again, and these; none unless there are two of each."""
    counts = Counter(head.key for head in heads)
    filled = Counter(head.key for head in heads if head.filled)
    above, below, groups, last = list[_Head](), list[_Head](), list[set[str]](), None
    for head in heads:
        if counts[head.key] == 1:
            last = head
        elif filled[head.key] > 1:
            if last:
                above.append(last)
                groups.append(set())
            last = None
            if groups:
                groups[-1].add(head.key)
                below.append(head)
    shared = Counter(key for group in groups for key in group)
    once = {key for key, count in shared.items() if 1 < count == counts[key]}  # no head or foot of pages
    below = [head for head in below if head.key in once]
    return (above, below) if len(once) > 1 else ([], [])


def _outermost(heads: list[_Head]) -> list[_Head]:
    """Give those that no other of them stands above."""
    levels = {head.level for head in heads}
    highest = min(levels - {0}, default=0)
    return [head for head in heads if head.level == highest]


def _are(heads: list[_Head], kind: str) -> bool:
    return any(getattr(head.heading, kind) for head in heads)


def _numbers(heads: list[_Head], words: Words) -> dict[str, str]:
    """Give the number of each label of those, two or more, that differ by it alone."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for head in heads:
        tokens = JOINED_SIGNS.findall(head.key)
        counted = [words.numbers.get(token) or _figures(token) for token in tokens]
        numbers = [number for number in counted if number]
        if len(numbers) == 1:
            others = tuple(token for token, number in zip(tokens, counted, strict=True) if not number)
            found.setdefault(others, {})[head.key] = numbers[0]
    most = max(found.values(), key=len, default={})
    return most if len(set(most.values())) == len(most) > 1 else {}


def _figures(token: str) -> str:
    """Give the figures that a word begins with: "2" of "2nd"."""
    return token[: len(token) - len(token.lstrip("0123456789"))]
