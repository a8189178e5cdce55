"""A source on its way through parsing: its pieces, and what is known of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from worldcafe.parse.headings import HeadingWords
    from worldcafe.parse.layout import Piece
    from worldcafe.source import Source


class PartOfPiece(NamedTuple):
    """A stretch of a piece that has a role of its own, from its first character on."""

    start: int
    end: int
    role: str


@dataclass(frozen=True)
class LaidOut:
    """A source with its pieces; the lists run parallel to `pieces`."""

    source: Source
    pieces: list[Piece]
    texts: list[str]
    depths: list[int]
    parents: list[int]
    headings: list[HeadingWords | None]  # what a piece would say if it were a heading; None: it cannot be one
    contents: list[bool]  # whether it is an entry of a table of contents
    given: list[dict[str, str]]  # what firm marks say of its place and part
    remarked: dict[int, bool] = field(default_factory=dict)  # with words of remarks, or none: is it one
    prompts: list[bool] = field(default_factory=list)  # whether it reads as a prompt
    asides: dict[int, list[PartOfPiece]] = field(default_factory=dict)  # what in it is neither note nor claim
    numbers: dict[int, int] = field(default_factory=dict)  # how long the number of a list is in front of it

    def may_hold_asides(self, index: int) -> bool:
        """Whether something in a piece may be neither note nor claim: marks that say what it is go before.

        A note in brackets may be a remark all the same.
        """
        told = self.given[index].get("role")
        return not told or (told == "note" and self.texts[index].startswith(("[", "(")))

    def following(self, index: int) -> Piece | None:
        """Give the piece after the one at `index`."""
        return self.pieces[index + 1] if index + 1 < len(self.pieces) else None

    def has_children(self, index: int) -> bool:
        """Whether the next piece hangs under this one."""
        return index + 1 < len(self.pieces) and self.parents[index + 1] == index
