"""Which columns hold what people said, where no header says so: those with words in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from worldcafe.language.words import LETTERS, PIECE
from worldcafe.read.columns import Columns, Fields, named_columns
from worldcafe.read.words import place_words, plain
from worldcafe.settings import ColumnSettings

LONGEST_HEADER = 300  # a question of a form is its header
SHARE = 0.6  # of the cells, which hold words
RE_UNSAID = re.compile(
    r"[\d\s.,:;/+()TZ#%-]*|\S+@\S+|https?://\S+|\d.*\b(?:GMT|UTC|[AaPp][Mm])\b.*|[0-9a-f-]{16,}"
    r"|\{\"[^{}]*\}"  # a key that a program of surveys writes below its questions
)
RE_ASKS = re.compile(r"\?[\s)\"'”’*_]*$")
TABLES = frozenset(word for word, place in place_words().items() if place == "table")
PLACE_WORDS = 4  # of a cell that names a table
OFTEN = 1.6  # times the same cell on average: these are values to choose from, nobody's words


def guess_columns(
    header: Sequence[str], rows: Sequence[Sequence[str]], settings: ColumnSettings
) -> Columns | None:
    """Give the columns of a header that names none with notes, by the cells below it; None if none has any.

    A header that asks is the question of what stands below. Where several columns are left, as in a sheet
    with a topic per column, each header is the topic. A list of questions alone is a list of notes.
    """
    if not rows or any(len(cell) > LONGEST_HEADER for cell in header):
        return None
    meant = named_columns(header, settings)
    named = {index: name for index, name in meant.items() if not RE_ASKS.search(header[index])}
    named |= {
        index: "table"
        for index, cell in enumerate(header)
        if index not in named and _asks_where(cell, index, rows)
    }
    told = [
        index
        for index, cell in enumerate(header)
        if cell.strip() and index not in named and not is_unsaid(cell) and _holds_words(index, rows)
    ]
    fields = {column: index for index, column in reversed(named.items()) if column not in ("text", "author")}
    authors = tuple(index for index, column in named.items() if column == "author")
    if not told and "question" in fields and _holds_words(fields["question"], rows):
        told = [fields.pop("question")]
        return Columns(tuple(header), ((told[0], ()),), fields, authors)
    texts = tuple((index, _stated(header[index], alone=len(told) == 1)) for index in told)
    return Columns(tuple(header), texts, fields, authors, guessed=True) if texts else None


def _asks_where(head: str, index: int, rows: Sequence[Sequence[str]]) -> bool:
    """Tell a question for the table ("Which table were you at?"): answers that name one, or are few."""
    if not RE_ASKS.search(head) or TABLES.isdisjoint(plain(head).split()):
        return False
    cells = [plain(row[index]) for row in rows if index < len(row) and row[index].strip()]
    names = all(not TABLES.isdisjoint(cell.split()) for cell in cells)
    few = 2 * len(set(cells)) <= len(cells) and all(len(cell.split()) <= PLACE_WORDS for cell in cells)
    return bool(cells) and (names or few)


def is_unsaid(cell: str) -> bool:
    """Tell a number, a time, an address or a key from something that somebody said.

    Dates are known in any language by their numbers: at least two, and more of them than words.
    """
    numbers = sum(map(str.isdecimal, PIECE.findall(cell)))
    dated = 1 < numbers > len(LETTERS.findall(cell))
    return dated or RE_UNSAID.fullmatch(cell.strip()) is not None


def _holds_words(index: int, rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether most cells of a column are in words, and seldom in the same."""
    cells = [row[index].strip() for row in rows if index < len(row) and row[index].strip()]
    said = [cell for cell in cells if not is_unsaid(cell) and len(plain(cell)) > 2]
    phrases = sum(" " in cell for cell in said)
    return (
        bool(said)
        and len(said) >= SHARE * len(cells)
        and 2 * phrases >= len(said)
        and len(said) <= OFTEN * len(set(said))
    )


def _stated(header: str, *, alone: bool) -> Fields:
    text = " ".join(header.split())
    if RE_ASKS.search(text) or "? " in text:  # "What was missing? Please be frank."
        return (("question", text),)
    return () if alone else (("topic", text),)


def asks_most(rows: Sequence[Sequence[str]]) -> int:
    """Give which of the first rows asks most: surveys write codes ("Q1") above what was asked."""
    asking = [sum(bool(RE_ASKS.search(cell)) for cell in row) for row in rows]
    return asking.index(max(asking)) if asking and max(asking) > 1 else 0
