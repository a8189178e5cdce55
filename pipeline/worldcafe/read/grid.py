"""A table of a web page under construction: cells with blocks in them, some across rows and columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from worldcafe.read.by_rows import SheetRow
from worldcafe.read.cells import PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_SPANNED = 200  # rows or columns under one cell


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: a heading of a `level` from 1, a bullet with a `depth` from 0, or neither."""

    text: str
    level: int
    depth: int
    anchor: str


@dataclass(slots=True)
class OpenTable:
    """A table under construction; `below` counts the rows that each column's cell still covers."""

    rows: list[list[list[Block]]] = field(default_factory=list)
    below: dict[int, int] = field(default_factory=dict)

    def add_row(self) -> None:
        """Begin a row."""
        self.rows.append([])
        self._skip_covered()

    def add_cell(self, attributes: Mapping[str, str]) -> None:
        """Begin a cell, and leave empty what it covers."""
        if not self.rows:
            self.add_row()
        column = len(self.rows[-1])
        self.rows[-1].append([])
        columns, rows = (_span(attributes.get(name)) for name in ("colspan", "rowspan"))
        self.rows[-1].extend([] for _ in range(columns - 1))
        if rows > 1:
            self.below.update(dict.fromkeys(range(column, column + columns), rows - 1))
        self._skip_covered()

    def _skip_covered(self) -> None:
        """Leave the next cells empty that one above covers; text goes into the cell before them."""
        while len(self.rows) > 1 and self.below.get(len(self.rows[-1]), 0):
            self.below[len(self.rows[-1])] -= 1
            self.rows[-1].append([])

    def cell(self, last: int) -> list[Block]:
        """Give the blocks of the cell at a column, making room where the page forgot to open one."""
        if not self.rows or not self.rows[-1]:
            self.add_cell({})
        return self.rows[-1][min(last, len(self.rows[-1]) - 1)]

    def as_rows(self, anchor: str) -> Iterator[SheetRow]:
        """Give the rows that say anything, each cell as words."""
        for number, row in enumerate(self.rows, start=1):
            cells = tuple(PARAGRAPH.join(block.text.strip("*") for block in cell) for cell in row)
            if any(cells):
                yield SheetRow(f"{anchor}, row {number}", cells)


def _span(given: str | None) -> int:
    return min(int(given), MOST_SPANNED) if given and given.isdecimal() and int(given) > 0 else 1
