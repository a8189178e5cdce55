"""Which column of a spreadsheet is what: by its header in any known language, or by the settings."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from worldcafe.read.places import place_and_topic, places_in
from worldcafe.read.words import header_words, plain
from worldcafe.settings import ColumnSettings

LONGEST_HEADER = 80
RE_ASIDE = re.compile(r"\([^()]*\)")

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Columns:
    """`texts` are the columns that hold notes, each with what its header says of their place.

    `fields` gives the column of each other thing that is known of a row (cafe, table, role ...);
    `authors` are the columns with names of people. `guessed`: the header may be no header, see `guess`.
    """

    header: tuple[str, ...]
    texts: tuple[tuple[int, Fields], ...]
    fields: dict[str, int]
    authors: tuple[int, ...] = ()
    guessed: bool = False

    @property
    def is_wide(self) -> bool:
        """Whether each column is a place: "Table 1 | Table 2 | Table 3"."""
        return any(place for _, place in self.texts)

    @property
    def unused(self) -> tuple[int, ...]:
        """The columns that are none of these."""
        used = {*self.fields.values(), *self.authors, *(index for index, _ in self.texts)}
        return tuple(index for index, name in enumerate(self.header) if name.strip() and index not in used)


def find_columns(header: Sequence[str], settings: ColumnSettings) -> Columns | None:
    """Give the columns of a row if it is a header, else None."""
    if any(len(cell) > LONGEST_HEADER for cell in header):
        return None
    named = named_columns(header, settings)
    texts: tuple[tuple[int, Fields], ...] = tuple(
        (index, ()) for index, column in named.items() if column == "text"
    )
    authors = tuple(index for index, column in named.items() if column == "author")
    fields = {
        column: index
        for index, column in reversed(named.items())
        if column not in ("text", "author") and not _is_named_beside(header, index, named)
    }
    if not texts and "title" in fields:
        texts = ((fields.pop("title"), ()),)
    texts = texts or _wide_texts(header, {*fields.values(), *authors})
    return Columns(tuple(header), texts, fields, authors) if texts else None


def named_columns(header: Sequence[str], settings: ColumnSettings) -> dict[int, str]:
    """Give the meaning of each column that has one; what the settings map goes before the usual names."""
    mapped = {plain(value): name for name, value in dataclasses.asdict(settings).items() if value}
    usual = {word: name for word, name in header_words().items() if name not in mapped.values()}
    meanings = (
        (index, mapped.get(plain(cell)) or usual.get(_bare(cell)) or _asks_who(cell, usual))
        for index, cell in enumerate(header)
    )
    return {index: name for index, name in meanings if name}


def _asks_who(cell: str, usual: dict[str, str]) -> str:
    """Tell a question for a name or an address: "May we call you? If so: name"."""
    asked, _, wanted = cell.rpartition(":")
    return "author" if "?" in asked and usual.get(plain(wanted)) == "author" else ""


def _is_named_beside(header: Sequence[str], index: int, named: dict[int, str]) -> bool:
    """Tell a column of numbers beside that of their names: "Area" beside "Area title"."""
    beside = (other for other, column in named.items() if column == named[index])
    return any(plain(header[other]).startswith(f"{plain(header[index])} ") for other in beside)


def heads_again(cells: Sequence[str], header: Sequence[str], *, wide: bool) -> bool:
    """Tell whether a row is a header printed again, or, under several tables, one more: "Idea", "Votes"."""
    said = [cell.strip() for cell in cells]
    if said[:1] == list(header[:1]) and said == list(header):
        return True
    named = [plain(cell) in header_words() for cell in said if cell]
    return (
        wide
        and len(named) > 1
        and 2 * sum(named) >= len(named)
        and all(len(cell.split()) < 3 for cell in said)
    )


def _bare(cell: str) -> str:
    """Give a header as it is looked up: "Your name (optional)" -> "your name", "Idea #" is no idea."""
    return "" if "#" in cell else plain(RE_ASIDE.sub("", cell)) or plain(cell)


def _stated(cell: str) -> dict[str, str]:
    """Give the place that a header states, with the topic behind it: "Table 1: Childcare"."""
    cell = RE_ASIDE.sub("", cell)  # "Table 1 (host: Ana)"
    places, split = places_in(cell), place_and_topic(cell)
    return {**places, "topic": split[1]} if places and split else places


def _wide_texts(header: Sequence[str], known: set[int]) -> tuple[tuple[int, Fields], ...]:
    """Give the note columns of a sheet that has one per table or round, () if it is no such sheet."""
    texts = tuple(
        (index, tuple(_stated(cell).items()))
        for index, cell in enumerate(header)
        if cell.strip() and index not in known
    )
    return texts if len(texts) > 1 and all(place for _, place in texts) else ()
