"""Rows of a spreadsheet or a table become lines: one note a row, its place and role in marks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from worldcafe.language.reasons import BEHIND
from worldcafe.read.by_rows import SheetRow, add_by_rows, is_by_rows
from worldcafe.read.cells import PARAGRAPH, cell_notes
from worldcafe.read.columns import Columns, Fields, find_columns, heads_again
from worldcafe.read.guess import RE_ASKS, asks_most, guess_columns, is_unsaid
from worldcafe.read.places import (
    area_places,
    place_and_topic,
    places_in,
    round_label,
    safe_label,
    table_label,
)
from worldcafe.read.rendering import Rendering
from worldcafe.read.words import nobody_words, plain, role_words, unsaid_words
from worldcafe.settings import ColumnSettings
from worldcafe.source import TOLD_PLACE

HEADER_WITHIN = 10  # rows; titles may stand above it
CODED_WITHIN = 2  # rows, of which the first may be codes of what the second asks
DEEPEST = 20
SAMPLE = 40  # rows by which columns without a known header are told
SHORTEST_SENTENCE, FEWEST_WORDS = 15, 5  # characters; words with a letter
RE_FULL_NAME = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]+(?:[ -][^\W\d_a-z][^\W\d_A-Z]+){1,2}")
BOARD = ("table", "topic", "round")  # what lies in no area, or in one that names none, is at none
NAME: Fields = (("role", "meta"), ("identity", "person"))


def render_rows(rendering: Rendering, rows: Iterable[SheetRow], settings: ColumnSettings) -> bool:
    """Add the rows of a table in a document under their header; False if there is no header.

    Nothing is added then. Where the header does not say that its columns hold notes, the document does:
    by the part of it in which the table stands.
    """
    steps = begin_rows(rendering, rows, settings, inside=True)
    for _ in steps or ():
        pass
    return steps is not None


def begin_rows(
    rendering: Rendering, rows: Iterable[SheetRow], settings: ColumnSettings, *, inside: bool = False
) -> Iterator[None] | None:
    """Add the rows step by step: it stops wherever nothing that follows hangs below what was added.

    None if there is no header; nothing is added then. `inside`: the table stands in a document.
    """
    rows = iter(rows)
    first = list(itertools.islice(rows, SAMPLE))
    above = first[0].cells if len(first) > 1 and not first[0].cell(0) else ()
    if is_by_rows(first[bool(above) :]):
        return add_by_rows(rendering, itertools.chain(first[bool(above) :], rows), above)
    number, columns = _header(first, settings)
    if not columns:
        return None
    if rendering.length:
        rendering.space()
    _titles(rendering, first[:number])
    lines = _Lines(
        rendering, columns, _who_writes_notes(first, columns), open_role=inside and columns.guessed
    )
    return lines.add(itertools.chain(first[number + 1 :], rows))


def _header(rows: list[SheetRow], settings: ColumnSettings) -> tuple[int, Columns | None]:
    """Give which row is the header and its columns: known by its words, or else by the cells below it."""
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        if columns := find_columns(row.cells, settings):
            return number, _with_words(columns, [row.cells for row in rows[number + 1 :]], settings)
    widths = [sum(bool(cell.strip()) for cell in row.cells) for row in rows]
    number = widths.index(max(widths)) if widths else 0
    number += asks_most([row.cells for row in rows[number : number + CODED_WITHIN]])
    lists = number < len(rows) and any(cell.count(PARAGRAPH) > 1 for cell in rows[number].cells)
    if lists or number >= HEADER_WITHIN or widths[number : number + 1] < [2]:
        return 0, None
    below = [row.cells for row in rows[number + 1 :]]
    return number, guess_columns(rows[number].cells, below, settings)


def _with_words(columns: Columns, below: Sequence[Sequence[str]], settings: ColumnSettings) -> Columns:
    """Give the columns with others for notes where those that are called so only number the rows: "Card"."""
    cells = [row[index] for index, _ in columns.texts for row in below if index < len(row) and row[index]]
    if not cells or not all(map(str.isdecimal, cells)):
        return columns
    return guess_columns(columns.header, below, settings) or columns


def _who_writes_notes(rows: Sequence[SheetRow], columns: Columns) -> frozenset[str]:
    """Give who wrote notes on a board, of which each row says what it is; nobody where none says it."""
    column = columns.fields.get("role", -1)
    notes = (row for row in rows if role_words().get(plain(row.cell(column))) == "note")
    return frozenset(author for row in notes for author in map(row.cell, columns.authors) if author)


def _titles(rendering: Rendering, rows: Iterable[SheetRow]) -> None:
    """Add what stands above the header: questions as prompts, pairs such as "Respondents, 9" as remarks."""
    for row in rows:
        cells = [cell.strip() for cell in row.cells if cell.strip()]
        paired = len(cells) > 1
        for cell in cells:
            role = "prompt" if RE_ASKS.search(cell) else "meta" if paired or is_unsaid(cell) else ""
            rendering.paragraph(cell, row.anchor, (("role", role),) if role else ())
            rendering.space()


class _Lines:
    """Turns the rows under one header into lines; remembers places to fill in and authors.

    `writers` are those who wrote notes on a board that says of each object what it is; `open_role`: what
    stands around the table says whether these are notes.
    """

    def __init__(
        self, rendering: Rendering, columns: Columns, writers: frozenset[str], *, open_role: bool
    ) -> None:
        self._rendering = rendering
        self._writers = writers
        self._columns = columns
        self._open_role = open_role
        self._authors: dict[str, str] = {}
        self._complete = "role" in columns.fields
        self._placed = tuple(name for name in ("space", *TOLD_PLACE) if name in columns.fields)
        self._above = [""] * len(self._placed)
        self._known: dict[tuple[str, ...], Fields] = {}
        self._shared: dict[Fields, Fields] = {}
        self._apart = dict.fromkeys(columns.unused, "column that is not read as notes")
        self._apart |= {columns.fields[name]: "place, as a column names it" for name in self._placed}

    def add(self, rows: Iterable[SheetRow]) -> Iterator[None]:
        """Add all rows, the names of authors after them, and say which columns were left out."""
        if self._columns.is_wide:
            rows = list(rows)
            for text in self._columns.texts:
                self._add_header((text,))
                yield from self._add_column(rows, (text,))
        else:
            self._add_header(self._columns.texts)
            yield from self._add_column(rows, self._columns.texts)
        yield from self._add_authors()
        for index in self._columns.unused:
            name = safe_label(self._columns.header[index])
            self._rendering.leave_out(
                f'column "{name}" is not used' if name else f"column {index + 1} is not used"
            )

    def _add_header(self, texts: tuple[tuple[int, Fields], ...]) -> None:
        """Add the headers of columns that are only guessed to hold notes: nothing in them may be lost."""
        for index, place in texts if self._columns.guessed else ():
            role = "prompt" if "question" in dict(place) else "heading"
            self._rendering.space()
            self._rendering.paragraph(self._columns.header[index].strip(), "header", (("role", role), *place))
            self._rendering.space()

    def _add_column(self, rows: Iterable[SheetRow], texts: tuple[tuple[int, Fields], ...]) -> Iterator[None]:
        header = tuple(cell.strip() for cell in self._columns.header)
        first = texts == self._columns.texts[: len(texts)]
        closed = False  # nothing that comes next hangs under the last row, unless it says so
        for row in rows:
            if heads_again(row.cells, header, wide=self._columns.is_wide):
                continue
            if first:
                self._put_apart(row)
            if closed and self._level(row) in ("", "0"):
                yield
            fields = self._fields(row)
            said = [(text, place) for index, place in texts if (text := self._said(row, index))]
            for text, place in said:
                for part in cell_notes(text, apart=bool(place)):
                    self._line(row, part, self._share((*fields, *place)))
            if not said and not self._columns.is_wide:
                self._between(row)
            closed = bool(said) and dict(fields)["role"] == "note" and said[-1][0][-1] not in "?:"

    def _put_apart(self, row: SheetRow) -> None:
        """Keep apart what somebody said in columns that are not read as notes, or that name places."""
        behind = row.cell(self._columns.fields.get("behind", -1))
        if RE_FULL_NAME.fullmatch(behind):
            self._authors.setdefault(behind, row.anchor)
        elif behind:
            self._rendering.put_apart(behind, BEHIND, row.anchor)
        for index, reason in self._apart.items():
            cell = row.cells[index] if index < len(row.cells) else ""
            if len(cell) >= SHORTEST_SENTENCE and _is_sentence(cell):
                self._rendering.put_apart(cell, reason, row.anchor)

    def _between(self, row: SheetRow) -> None:
        """Add what stands alone in a row, between blocks of rows: a question, a title."""
        cells = [(index, cell) for index, cell in enumerate(map(str.strip, row.cells)) if cell]
        known = {*self._columns.fields.values(), *self._columns.authors}
        if len(cells) == 1 and cells[0][0] not in known and not is_unsaid(cells[0][1]):
            self._rendering.space()
            self._rendering.paragraph(cells[0][1], row.anchor)

    def _said(self, row: SheetRow, index: int) -> str:
        """Give what a row says, its title as the label in front."""
        text, title = row.cell(index), row.cell(self._columns.fields.get("title", -1))
        if not title or not text or index != self._columns.texts[0][0]:
            return text or (title if index == self._columns.texts[0][0] else "")
        return f"{title} {text}" if title[-1] in ".:?!" else f"{title}: {text}"

    def _line(self, row: SheetRow, text: str, fields: Fields) -> None:
        level = self._level(row)
        role = _own_role(self._kind(row, dict(fields)["role"]), text)
        is_open = role == "note" and self._open_role
        fields = self._share(fields[1:] if is_open else (("role", role), *fields[1:]))
        for author in filter(None, map(row.cell, self._columns.authors)):
            self._authors.setdefault(author, row.anchor)
        if role in ("note", "prompt", "summary") and level != "":
            depth = min(int(level), DEEPEST) if level.isdecimal() else 0
            self._rendering.bullet(text, depth, row.anchor, fields)
        elif role == "note":
            self._rendering.bullet(text, 0, row.anchor, fields)
        else:
            self._rendering.paragraph(text, row.anchor, fields)
            self._rendering.space()

    def _kind(self, row: SheetRow, kind: str) -> str:
        """Give what an object of a board is; what was put there by somebody who wrote no notes is a guide."""
        told = row.cell(self._columns.fields.get("role", -1))
        if kind not in ("label", "note") or not self._writers or role_words().get(plain(told)) == "note":
            return kind
        return kind if self._writers.intersection(map(row.cell, self._columns.authors)) else "guide"

    def _level(self, row: SheetRow) -> str:
        return row.cell(self._columns.fields.get("level", -1)).removesuffix(".0")

    def _fields(self, row: SheetRow) -> Fields:
        """Give role and place of a row; cells left empty before the first place given are those above."""
        cells = [row.cell(self._columns.fields[name]) for name in self._placed]
        if not self._complete:
            for number, (cell, above) in enumerate(zip(cells, self._above, strict=True)):
                if cell:
                    break
                cells[number] = above
            self._above = cells
        key = (row.cell(self._columns.fields.get("role", -1)), *cells)
        if key not in self._known:
            self._known[key] = self._share(self._named(*key))
        return self._known[key]

    def _named(self, role: str, *cells: str) -> Fields:
        """Give the fields that cells state; where each row has a role, an empty cell says "nowhere"."""
        given = dict(zip(self._placed, cells, strict=True))
        area = area_places(space := given.pop("space", ""))
        if split := place_and_topic(given.get("table", "")):
            given["table"], given["topic"] = split[0], given.get("topic") or split[1]
        topic = given.get("topic", "")
        if not given.get("round") and (number := round_label(topic)) != topic:
            given |= {"topic": "", "round": number}  # a column of themes that holds rounds
        kind = role_words().get(plain(role), "note")
        apart = self._complete and "space" in self._placed and kind != "heading"
        boards = BOARD if space else BOARD[:2] if apart else ()
        known = {*given, *area, *boards}
        placed = {name: given.get(name) or area.get(name, "") for name in TOLD_PLACE if name in known}
        if RE_ASKS.search(placed.get("topic", "")):  # what a board asks is what its notes answer
            placed.setdefault("question", placed["topic"])
        kept = self._complete or bool(space)
        stated = ((name, self._label(name, value)) for name, value in placed.items() if value or kept)
        return (("role", kind), *stated)

    def _label(self, name: str, value: str) -> str:
        value = " ".join(value.split())
        if name in ("table", "round"):
            value = value.removesuffix(".0")
        if name == "table" and value and "table" in self._columns.fields:
            return table_label(value, self._columns.header[self._columns.fields["table"]])
        return round_label(value) if name == "round" else value

    def _share(self, fields: Fields) -> Fields:
        """Give one and the same tuple for equal fields: a million rows have few places."""
        return self._shared.setdefault(fields, fields)

    def _add_authors(self) -> Iterator[None]:
        """Add each author's name once, marked as a name, so that it is known wherever else it occurs."""
        names = [(name, anchor) for name, anchor in self._authors.items() if _is_name(name)]
        if names:
            self._rendering.space()
        for name, anchor in names:
            yield
            self._rendering.paragraph(" ".join(name.split()), anchor, NAME)


def _is_sentence(cell: str) -> bool:
    """Tell what somebody said from labels, addresses and figures: some words, and half of them small."""
    tokens = [token for token in cell.split() if any(letter.isalpha() for letter in token)]
    return len(tokens) >= FEWEST_WORDS and 2 * sum(token[0].islower() for token in tokens) >= len(tokens)


def _own_role(role: str, text: str) -> str:
    """Give the role of a row: a loose text on a board asks or says, and what says nothing is no note."""
    if role in ("label", "guide"):
        role = "prompt" if text.endswith("?") else "note" if role == "label" else "meta"
    says_nothing = not any(letter.isalpha() for letter in text) or plain(text) in unsaid_words()
    says_nothing = says_nothing or is_unsaid(text)
    return "meta" if role == "note" and says_nothing else role


def _is_name(author: str) -> bool:
    """Tell a name from a number, a kind of object or a stand-in such as "anonymous"."""
    bare = plain(author)
    return not (
        bare in nobody_words() or bare in role_words() or places_in(author) or not bare.strip("0123456789 ")
    )
