"""A text as its reader sees it, with the way back to where each character was written.

Tags, entities, links, marks of emphasis, escapes, bullets and invisible characters stand for no words, and
broken characters for others: "★ <b>An</b>na &amp; the [plan](#a)" reads "Anna & the plan". What cleaning
makes readable, where names are looked for and what is shown as a quote is all read here, by one rule.
"""

from __future__ import annotations

import html
import html.entities
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from worldcafe.language.markup import RE_BLOCK_TAG, TAG
from worldcafe.language.prefilter import prefilter

# Without any of these a text reads as it is written (as RE2 reads it).
SIGN = r"[^ -~]|[&<*_`~\\|\[]|\A[^A-Za-z0-9]"
UNSEEN = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
RE_PIECE = re.compile(
    rf"(?P<tag>{TAG})|(?P<entity>&(?:\#\d{{1,7}}|\#[xX][\da-fA-F]{{1,6}}|(?P<name>[a-zA-Z]\w{{1,30}}));)"
    rf"|(?P<unseen>[{UNSEEN}]+)|(?P<cluster>\w[\u0300-\u036f]+)"
)
RE_ODD = re.compile(rf"[<&{UNSEEN}]|[^\x00-\x7f]")  # in every text that holds such a piece
RE_FOREIGN = re.compile(r"[^ \t\r\n]*[^\x00-\x7f][^ \t\r\n]*")  # a word that is not plain ASCII
LABEL = r"[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*){0,9}"  # a placeholder such as "[person 1]" may be part of it
RE_LINK = re.compile(rf"(?P<open>!?\[)(?=[^\]])(?:{LABEL})(?P<target>\]\((?:[^()\s]|\([^()]*\))*\))")
RE_EMPHASIS = re.compile(
    r"(?<![\w*_\\])(?P<before>\*\*\*|\*\*|__|\*|_)(?=[^\s*_])[^*\n]*?[^\s*](?P<after>(?P=before))(?![\w*_])"
    r"|(?<=[^\W\d_])(?P<inside>\*)[^\W\d_]+(?P<end>\*)(?=[^\W\d_])"
)
# What is left of emphasis that begins in one piece of text and ends in another; "2**3" is none.
RE_STRAY = re.compile(
    r"(?<![\\\d])\*{2,3}|(?<=\d)\*{2,3}(?!\d)|(?<![\\\w])__|(?<!\\)__(?!\w)|(?<!\\)(?:`{1,3}|~{2,})"
    r"|(?<=\S)\[\^[^\]\s]{1,30}\]"  # where a footnote is called
)
RE_ESCAPE = re.compile(r"\\(?=[*_`~#\[\]()>+.!|-])")
# Bullets, check boxes and marks of quotations at the beginning; "> 5" means more than five.
RE_LEADING = re.compile(
    r"^(?:[\s|]*(?:>(?=\s*[^\W\d])|\[[ xX]?\](?=\s)|\|(?=\s)"
    r"|[★☆●○■□▪▫◦•‣⁃∙·–—►▶➢➤✓✔❖◆◇]|[-*+](?=\s)|#{1,6}(?=\s))[\s]*)+"
)
RE_CELL_END = re.compile(r"\s*\|+\s*$")

Edit = tuple[int, int, str]  # a stretch, and what is read in its place
Shifts = tuple[tuple[int, int, int, int], ...]  # start and end as read, start and end as written


@dataclass(frozen=True)
class AsRead:
    """A text as it reads; each of `layers` says where the pieces that one step replaced lie before and after.

    A text without layers reads as it is written.
    """

    text: str
    layers: tuple[Shifts, ...] = ()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the stretch of the text as written that characters `start` to `end` are read from."""
        for shifts in reversed(self.layers):
            start, end = _origin(shifts, start)[0], _origin(shifts, end - 1)[1]
        return start, end


def as_read(text: str, *, targets: bool = False) -> AsRead:
    r"""Give a text as it reads; with `targets` links stay, since where they lead is looked at, too.

    Example: "see **[the plan](#a)** &amp; \\*" -> "see the plan & *".
    """
    layers = []
    for step in _STEPS:
        if step is _unlinked and targets:
            continue
        if edits := list(step(text)):
            text, shifts = _edited(text, edits)
            layers.append(shifts)
    return AsRead(text, tuple(layers))


def read_otherwise(texts: Sequence[str], *, targets: bool = False) -> dict[int, AsRead]:
    """Give for each row whose text reads otherwise than it is written how it reads."""
    views = ((row, as_read(texts[row], targets=targets)) for row in prefilter(texts, SIGN))
    return {row: view for row, view in views if view.layers}


def _origin(shifts: Shifts, position: int) -> tuple[int, int]:
    """Give the stretch that one character was before a step."""
    at = bisect_right(shifts, position, key=lambda shift: shift[0]) - 1
    if at < 0:
        return position, position + 1
    _, here, first, last = shifts[at]
    if position < here:
        return first, last
    return last + position - here, last + position - here + 1


def _edited(text: str, edits: Iterable[Edit]) -> tuple[str, Shifts]:
    """Give a text with stretches replaced, which are in order and apart, and where they lie."""
    parts: list[str] = []
    shifts: list[tuple[int, int, int, int]] = []
    last = length = 0
    for start, end, shown in edits:
        parts += [text[last:start], shown]
        begin = length + start - last
        length = begin + len(shown)
        shifts.append((begin, length, start, end))
        last = end
    return "".join([*parts, text[last:]]), tuple(shifts)


def _decoded(text: str) -> Iterator[Edit]:
    """Read tags as nothing or as a space, entities as what they stand for, and pass over what is unseen."""
    for match in RE_PIECE.finditer(text) if RE_ODD.search(text) else ():
        shown = _shown(match)
        if shown != match[0]:
            yield *match.span(), shown


def _shown(match: re.Match[str]) -> str:
    """Give what a reader sees of a tag, an entity, or a letter with accents of their own."""
    if match["tag"]:
        return " " if RE_BLOCK_TAG.match(match[0]) else ""
    if match["entity"]:
        known = match["name"] is None or f"{match['name']};" in html.entities.html5
        return html.unescape(match[0]) if known else match[0]
    return unicodedata.normalize("NFC", match["cluster"] or "")


def _mended(text: str) -> Iterator[Edit]:
    """Read words whose characters were decoded in the wrong way as they were meant (ftfy)."""
    if text.isascii():
        return
    import ftfy  # noqa: PLC0415 - only for text that is not plain ASCII
    from ftfy.badness import is_bad  # noqa: PLC0415

    for match in RE_FOREIGN.finditer(text) if is_bad(text) else ():
        if (fixed := ftfy.fix_encoding(word := match[0])) != word:
            start = _alike(word, fixed)
            end = _alike(word[start:][::-1], fixed[start:][::-1])
            yield match.start() + start, match.end() - end, fixed[start : len(fixed) - end]


def _alike(one: str, other: str) -> int:
    """Count the characters that two words begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _unlinked(text: str) -> Iterator[Edit]:
    """Read of a link what it is called."""
    for match in RE_LINK.finditer(text) if "](" in text else ():
        yield *match.span("open"), ""
        yield *match.span("target"), ""


def _unmarked(text: str) -> Iterator[Edit]:
    """Pass over pairs of marks that stand for emphasis."""
    for match in RE_EMPHASIS.finditer(text) if "*" in text or "_" in text else ():
        for group in ("before", "after") if match["before"] else ("inside", "end"):
            yield *match.span(group), ""


def _without(pattern: re.Pattern[str], signs: str = "") -> Callable[[str], Iterator[Edit]]:
    """Make a step that passes over all that a pattern matches in texts with any of the signs."""

    def step(text: str) -> Iterator[Edit]:
        if not signs or any(sign in text for sign in signs):
            yield from ((*match.span(), "") for match in pattern.finditer(text))

    return step


def _undented(text: str) -> Iterator[Edit]:
    """Pass over bullets and the like where the text begins."""
    if not text[:1].isalnum() and (match := RE_LEADING.match(text)):
        yield *match.span(), ""


_STEPS: tuple[Callable[[str], Iterator[Edit]], ...] = (
    _decoded,
    _mended,
    _unlinked,
    _unmarked,
    _without(RE_STRAY, "*_`~["),
    _undented,
    _without(RE_ESCAPE, "\\"),
    _without(RE_CELL_END, "|"),
)
