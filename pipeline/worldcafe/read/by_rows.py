"""Tables of which each row is a place: its first cell says which, the others what was said there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from worldcafe.read.cells import PARAGRAPH, cell_notes
from worldcafe.read.guess import RE_ASKS
from worldcafe.read.places import places_in
from worldcafe.read.rendering import Rendering

LONGEST_PLACE = 40  # characters of a line that names one
PLACE_LEVEL = 5  # of the headings of rows: below all that people write around a table


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The cells of one row as text; `anchor` leads back to it ("row 7")."""

    anchor: str
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """Give one cell, "" where the row ends before it."""
        return self.cells[index].strip() if 0 <= index < len(self.cells) else ""


def is_by_rows(rows: Sequence[SheetRow]) -> bool:
    """Tell whether each row is a place: its first cell says which, the others what was said there."""
    heads = [_lines(row.cell(0))[0] for row in rows]
    placed = [len(head) <= LONGEST_PLACE and bool(places_in(head)) for head in heads]
    said = [any(cell.strip() for cell in row.cells[1:]) for row in rows]
    return len(rows) > 1 and len(set(heads)) == len(rows) and all(placed) and all(said)


def add_by_rows(rendering: Rendering, rows: Iterable[SheetRow], above: tuple[str, ...]) -> Iterator[None]:
    """Add each row as the heading that its first cell is, and what the others hold below it.

    `above` are the headers of the columns, each of which heads its cell in every row; () for none.
    """
    heads = {column: head for column, cell in enumerate(above) if (head := cell.strip())}
    silent = dict(heads)
    for row in rows:
        yield
        _head(rendering, row.cell(0), PLACE_LEVEL, row.anchor, "meta")
        for column, cell in enumerate(row.cells[1:], start=1):
            if cell.strip() and column in heads:
                _head(rendering, heads[column], PLACE_LEVEL + 1, row.anchor, "prompt")
                silent.pop(column, None)
            for part in cell_notes(cell.strip(), apart=True) if cell.strip() else ():
                if RE_ASKS.search(part) and not _lines(heads.get(column, ""))[1:]:
                    rendering.paragraph(part, row.anchor)
                else:
                    rendering.bullet(part, 0, row.anchor)
    for head in silent.values():
        rendering.put_apart(head, "header of a column without notes", "header")


def _head(rendering: Rendering, cell: str, level: int, anchor: str, below: str) -> None:
    """Add a cell that heads others, as what its further lines are: who wrote there, or what was asked."""
    first, *rest = _lines(cell)
    rendering.heading(first, level, anchor)
    for line in rest:
        rendering.paragraph(line, anchor, (("role", below),))


def _lines(cell: str) -> list[str]:
    return [line.strip() for line in cell.replace(PARAGRAPH, "\n").split("\n") if line.strip()] or [""]
