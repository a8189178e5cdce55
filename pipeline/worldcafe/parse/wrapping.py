"""Lines that were one paragraph before somebody's editor wrapped them become one piece again."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from worldcafe.parse.layout import RE_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from worldcafe.parse.layout import Piece

NARROWEST, WIDEST = 45, 140  # columns at which people and programs wrap
NOTE_WIDTH = 24  # of a column of a leaflet or a note on a telephone
RE_PARTED = re.compile(r"[^\W\d_][-\xad‐]$")  # a word in two parts
RE_FIRST_WORD = re.compile(r"\S{1,80}")
RE_STOPPED = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")


def join_wrapped(text: str, pieces: Sequence[Piece], cuts: frozenset[int]) -> list[Piece]:
    """Give the pieces with wrapped lines joined; where a line ends early, a new thought begins."""
    width = _width(text, pieces)
    careless = _is_careless(text, pieces)
    joined: list[Piece] = []
    last: Piece | None = None  # the last line, before it was joined to others
    for piece in pieces:
        if (
            last
            and _continues(text, last, joined[-1], piece, (width, careless))
            and not _cut(cuts, joined[-1], piece)
        ):
            joined[-1] = joined[-1]._replace(end=piece.end)
        else:
            joined.append(piece)
        last = piece
    return joined


def _cut(cuts: frozenset[int], above: Piece, below: Piece) -> bool:
    return any(position in cuts for position in range(above.end, below.start + 1))


def _plain(piece: Piece) -> bool:
    return piece.first and not (piece.apart or piece.glyph or piece.level or piece.strong)


def _is_careless(text: str, pieces: Sequence[Piece]) -> bool:
    """Tell whether lines that surely begin a thought mostly begin with a small letter."""
    fresh = [piece for piece in pieces if piece.first and not piece.level and not piece.soft]
    begun = [
        text[below.start].islower()
        for above, below in pairwise(fresh)
        if below.apart or below.glyph or above.end - above.start < NARROWEST
    ]
    return 2 * sum(begun) > len(begun)


def _continues(text: str, last: Piece, whole: Piece, piece: Piece, habits: tuple[int, bool]) -> bool:
    """Tell whether `piece` goes on with the paragraph `whole`, whose last line is `last`."""
    width, careless = habits
    if not _plain(piece) or whole.level or whole.strong or _opens_row(text, piece):
        return False
    if piece.soft:
        return True
    number = RE_NUMBER.match(text, whole.start, whole.end) if whole.glyph else None
    column = whole.column + (number.end() - number.start() if number else 0)
    hangs = bool(whole.glyph) and 1 < column == piece.column
    length = last.column + last.end - last.start
    parted = text[piece.start].islower() and RE_PARTED.search(text[max(last.start, last.end - 2) : last.end])
    if hangs or parted or _broken(text, last, piece, width):
        return True
    listed = bool(last.indent) and not whole.glyph  # lines that are set in are a list, unless they are full
    if careless or listed or ">" in text[max(0, piece.start - 3) : piece.start]:
        return False
    stopped = RE_STOPPED.search(text[max(last.start, last.end - 4) : last.end])
    return not stopped and NARROWEST <= length <= WIDEST and text[piece.start].islower()


def _opens_row(text: str, piece: Piece) -> bool:
    """Tell whether a piece is the first cell of a row of a table."""
    return text[max(0, piece.start - 3) : piece.start].strip() == "|"


def _broken(text: str, last: Piece, piece: Piece, width: int) -> bool:
    """Tell whether the first word of `piece` would not have fitted on the line before."""
    word = RE_FIRST_WORD.match(text, piece.start, piece.end)
    length = last.column + last.end - last.start
    return bool(word) and bool(width) and length + 1 + len(word.group() if word else "") > width


def _width(text: str, pieces: Sequence[Piece]) -> int:
    """Give the column at which the source is wrapped, 0 where it is not."""
    pairs = list(_neighbours(pieces))
    lengths = sorted(above.column + above.end - above.start for above, _ in pairs)
    if len(pairs) < 3:
        return 0
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if not NOTE_WIDTH <= width <= WIDEST:
        return 0
    broken = sum(_broken(text, above, below, width) for above, below in pairs)
    share = 0.6 if width >= NARROWEST else 0.9  # short lines may be notes: hardly any may have room left
    return width if broken >= share * len(pairs) else 0


def _neighbours(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    for above, below in pairwise(pieces):
        if _plain(below) and not above.level:
            yield above, below
