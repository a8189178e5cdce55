"""How deep each piece stands, and under which other: from indents, glyphs and list tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worldcafe.parse.layout import Piece

# Where the indent is the same, a glyph of a higher rank hangs below one of a lower.
RANKS = (
    dict.fromkeys("1", 0)
    | dict.fromkeys("a", 1)
    | dict.fromkeys("-–—*+·?!○◦◯o~", 3)
    | dict.fromkeys("■□▪▫◾◽◼◻>»›→⇒➜", 4)
)
USUAL_RANK = 2


def nest(pieces: Sequence[Piece]) -> tuple[list[int], list[int]]:
    """Give the depth of each piece and the index of the piece it hangs under (-1 for none)."""
    depths, parents = [], []
    stack: list[tuple[int, str, int]] = []  # indent, glyph, index of the piece
    for index, piece in enumerate(pieces):
        hangs = not piece.level and bool(piece.glyph or piece.indent > 1)
        if hangs:
            _unwind(stack, piece)
        else:
            stack.clear()
        depths.append(len(stack))
        parents.append(stack[-1][2] if stack else -1)
        if hangs:
            stack.append((piece.indent, piece.glyph, index))
    return depths, parents


def _unwind(stack: list[tuple[int, str, int]], piece: Piece) -> None:
    """Take from the stack what `piece` does not hang under."""
    while stack and stack[-1][0] > piece.indent:
        stack.pop()
    level = [glyph for indent, glyph, _ in stack[-8:] if indent == piece.indent]
    if piece.glyph in level:
        while stack.pop()[1] != piece.glyph:
            pass
        return
    while stack and stack[-1][0] == piece.indent and _rank(stack[-1][1]) >= _rank(piece.glyph):
        stack.pop()


def _rank(glyph: str) -> int:
    return RANKS.get(glyph, USUAL_RANK)
