"""Text as a reader sees it, with the way back: names hide in markup, entities and broken characters.

"<b>An</b>na", "Andr&eacute;", "JosÃ©" and an accent written as a character of its own all read as names.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worldcafe.markup import RE_BLOCK_TAG, TAG
from worldcafe.prefilter import prefilter

SIGN = r"[<&*`~_]|[^\x00-\x7f]"  # without any of these a text reads as it is written
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
PIECE = re.compile(
    rf"(?P<tag>{TAG})|(?P<entity>&(?:\#\d{{1,7}}|\#[xX][\da-fA-F]{{1,6}}|[a-zA-Z]\w{{1,30}});)"
    rf"|(?P<fence>[*`]{{1,3}}|~~|__)|(?P<unseen>[{INVISIBLE}]+)|(?P<cluster>\w[\u0300-\u036f]+)"
    r"|(?P<broken>[ÂÃÄÅÆÐÑâ][^\x00-\x7f]{1,2})",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s<>\"']+))")
WELL_FORMED = re.compile(rf"</?[\w:]+(?:\s+{ATTRIBUTE.pattern}|\s+(?:checked|disabled|hidden|open))*\s*/?>")
# Attributes that say how something looks or where it leads; what others say is prose.
STRUCTURAL = frozenset(
    ["class", "id", "type", "dir", "lang", "align", "valign", "rel", "target", "width", "height"]
)
STRUCTURAL |= {"border", "colspan", "rowspan", "href", "src", "start"}
PUBLIC_LINK = re.compile(r"(?:https?:)?//[\w.-]+(?:/[\w./#%=&?-]*)?|\#[\w-]*|\d+%?|[a-z-]{1,20}")


@dataclass(frozen=True)
class Plain:
    """A text without markup; `shifts` hold where each piece that was replaced lies in both texts."""

    text: str
    shifts: tuple[tuple[int, int, int, int], ...] = ()  # start and end here, start and end in the original

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the stretch of the original that characters `start` to `end` were written as."""
        return self._origin(start)[0], self._origin(end - 1)[1]

    def _origin(self, position: int) -> tuple[int, int]:
        """Give the stretch of the original that one character was written as."""
        at = bisect_right(self.shifts, position, key=lambda shift: shift[0]) - 1
        if at < 0:
            return position, position + 1
        _, here, first, last = self.shifts[at]
        if position < here:
            return first, last
        return last + position - here, last + position - here + 1


def plain_views(texts: Sequence[str]) -> dict[int, Plain]:
    """Give for each row whose text reads otherwise than it is written how it reads."""
    views = ((row, plain(texts[row])) for row in prefilter(texts, SIGN))
    return {row: view for row, view in views if view.shifts}


def plain(text: str) -> Plain:
    """Give a text as it reads. Example: "<b>An</b>na &amp; I" -> "Anna & I"."""
    parts: list[str] = []
    shifts: list[tuple[int, int, int, int]] = []
    last = length = 0
    for match in PIECE.finditer(text):
        shown = _shown(match)
        if shown == match[0]:
            continue
        parts += [text[last : match.start()], shown]
        begin = length + match.start() - last
        length = begin + len(shown)
        shifts.append((begin, length, *match.span()))
        last = match.end()
    return Plain("".join([*parts, text[last:]]), tuple(shifts)) if shifts else Plain(text)


def _shown(match: re.Match[str]) -> str:
    """Give what a reader sees of a piece of markup or of a broken character."""
    piece = match[0]
    kind = match.lastgroup
    if kind == "tag":
        return " " if RE_BLOCK_TAG.match(piece) else ""
    if kind == "entity":
        return html.unescape(piece)
    if kind == "cluster":
        return unicodedata.normalize("NFC", piece)
    if kind == "broken":
        return _mended(piece)
    return ""


def _mended(piece: str) -> str:
    """Read UTF-8 that was decoded as Windows or Latin text; anything else stays."""
    for length in range(len(piece), 1, -1):
        for encoding in ("cp1252", "latin-1"):
            try:
                return piece[:length].encode(encoding).decode("utf-8") + piece[length:]
            except UnicodeError:
                continue
    return piece


def hidden_in_markup(text: str) -> Iterator[tuple[int, int]]:
    """Give what markup says unseen: comments, and attributes that are more than a public link or a size."""
    for match in PIECE.finditer(text) if "<" in text else ():
        if match["tag"] is None:
            continue
        start, end = match.span()
        if not WELL_FORMED.fullmatch(match[0]):
            yield start + 2, end - 1
        else:
            for part in ATTRIBUTE.finditer(text, start, end):
                group = next(number for number in (2, 3, 4) if part[number] is not None)
                if part[1].lower() not in STRUCTURAL or not PUBLIC_LINK.fullmatch(part[group]):
                    yield part.span(group)
