"""Sources are laid out: what can be told of each piece before its role is known."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from worldcafe.parse.asides import find_asides
from worldcafe.parse.grid import name_grid
from worldcafe.parse.headings import HeadingWords, read_heading, read_label
from worldcafe.parse.laid_out import LaidOut
from worldcafe.parse.layout import RE_NUMBER, Piece, lay_out
from worldcafe.parse.marks import framed_fields, whole_fields
from worldcafe.parse.named import (
    coded_label,
    name_codes,
    name_led,
    name_rounds,
    name_shared,
    name_siblings,
    name_tables,
)
from worldcafe.parse.nesting import nest
from worldcafe.parse.outline import number_headings
from worldcafe.parse.prompts import find_prompts
from worldcafe.parse.remarks import find_remarks
from worldcafe.parse.topics import normal
from worldcafe.parse.wrapping import join_wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from worldcafe.parse.words import Words
    from worldcafe.source import Source

MOST_WORDS = 14  # of a heading that no markup calls one
HEAD_WORDS = 4  # of a line in capitals above a block
TITLE_WORDS = 8  # of a bullet that heads others
RE_LIST_NUMBER = re.compile(r"(?<!\S)\(?(\d{1,3})[.)]\s+(?=[^\W\d_]|[\"'“„«(*])")
# Also of a point in a chapter, "1.2", and before a figure, but no date: "3. 5."
RE_POINT_NUMBER = re.compile(
    r"\(?(?:(\d{1,3})[.)]|(\d{1,2}(?:\.\d{1,2}){1,3})[.)]?)\s+(?!\d{1,2}[.)]\s)(?=[\w\"'“„«(*])"
)
RE_PAGE = re.compile(r"(?:\t|\.{3,}|…|\s{3,})\s*\d{1,4}$")
RE_LAST_NUMBER = re.compile(r"(\S.{0,155}?)\s+(\d{1,4})$")
RE_ANCHOR = re.compile(r"\[[^\]]+\]\(#[^)]+\)$")


def open_documents(sources: Sequence[Source], words: Words) -> list[LaidOut]:
    """Lay sources out and look at each piece on its own."""
    documents = [_laid_out(source, words) for source in sources]
    texts = [text for document in documents for text in document.texts]
    remarks = find_remarks(texts, words)
    last = 0
    for document in documents:
        first, last = last, last + len(document.texts)
        inside = remarks.keys() & range(first, last)
        document.remarked.update({row - first: remarks[row] for row in inside})
        document.prompts.extend(find_prompts(document, words))
        document.asides.update(find_asides(document, words))
        document.numbers.update(_list_numbers(document))
        document.numbers.update(_list_letters(document))
    return documents


def _laid_out(source: Source, words: Words) -> LaidOut:
    """Give the pieces of a source, without what is looked up for all sources at once."""
    cuts = sorted({edge for mark in source.marks if not mark.hint for edge in (mark.start, mark.end)})
    pieces = join_wrapped(source.text, lay_out(source.text, cuts), frozenset(cuts))
    texts = [source.text[piece.start : piece.end] for piece in pieces]
    if heads := _block_heads(pieces, texts):
        pieces = [
            piece._replace(level=2) if index in heads else piece._replace(glyph="•")
            for index, piece in enumerate(pieces)
        ]
    for index, level in number_headings(pieces, texts, words).items():
        pieces[index] = pieces[index]._replace(level=level, glyph="")
    depths, parents = nest(pieces)
    contents = _contents(pieces, texts)
    given = framed_fields(source.marks, [(piece.start, piece.end) for piece in pieces])
    free = [told.get("role", "heading") == "heading" for told in given]  # marks say that all others are none
    may = [
        free[index] and not listed and (_may_head(piece, text) or _heads_items(index, piece, text, parents))
        for index, (piece, text, listed) in enumerate(zip(pieces, texts, contents, strict=True))
    ]
    headings = _named_headings(source, pieces, texts, may, words)
    _name(headings, name_grid(pieces, texts, headings, words))
    for index, (heading, below) in enumerate(pairwise(headings)):
        if heading and heading.table and heading.text.endswith(")") and below:
            labelled = words.topic.match(below.text)  # "Table 1 (Ana)" above "Topic: Trees"
            headings[index] = replace(heading, topic="" if labelled else heading.topic)
    for index, topic in _topics_above(pieces, headings):
        headings[index] = replace(headings[index] or HeadingWords(""), topic=topic)
    paragraphs = [index for index, piece in enumerate(pieces) if free[index] and not piece.is_item]
    for index, label in _labels(paragraphs, texts, headings, words):
        headings[index] = label
    return LaidOut(source, pieces, texts, depths, parents, headings, contents, given)


def _named_headings(
    source: Source, pieces: list[Piece], texts: list[str], may: list[bool], words: Words
) -> list[HeadingWords | None]:
    """Give the headings; where none names a table, those count that are tables by their form or place."""
    headings = _read_headings(texts, may, words)
    _name(headings, name_codes(texts, headings))
    _name(headings, name_rounds(headings, words))
    _name(headings, name_shared(pieces, headings))
    whole = whole_fields(source)
    named = [
        (row, heading)
        for row, heading in name_tables(pieces, texts, headings, words)
        if not ((there := headings[row]) and there.table) and (pieces[row].level or not whole.get("table"))
    ]
    numbered = _has_tables(headings)
    if named and _come_first(named, pieces, headings):
        _name(headings, named)
    _name(headings, name_grid(pieces, texts, headings, words))
    if numbered or whole.get("table"):
        return headings
    if not named and (loose := _loose_headings(texts, may, words)):
        return loose
    if whole.get("part") != "report":
        _name(headings, name_led(pieces, texts, headings, words))
        if "file" not in whole or _has_tables(headings):
            _name(headings, name_siblings(pieces, texts, headings, words))
    return headings


def _come_first(
    named: list[tuple[int, HeadingWords]], pieces: list[Piece], headings: list[HeadingWords | None]
) -> bool:
    """Tell whether tables that are named stand above any that are numbered; a title's number is taken off."""
    first = named[0][0]
    for row, heading in enumerate(headings[:first]):
        if heading and heading.table and 0 < pieces[row].level < pieces[first].level:
            headings[row] = replace(heading, table="", topic="")
    return not _has_tables(headings[:first])


def _name(headings: list[HeadingWords | None], named: Iterable[tuple[int, HeadingWords]]) -> None:
    """Put the headings that name places where they stand, once all are found."""
    for index, heading in list(named):
        headings[index] = heading


def _has_tables(headings: list[HeadingWords | None]) -> bool:
    return any(heading and heading.table for heading in headings)


def _read_headings(texts: list[str], may: list[bool], words: Words) -> list[HeadingWords | None]:
    return [read_heading(text, words) if heads else None for text, heads in zip(texts, may, strict=True)]


def _loose_headings(texts: list[str], may: list[bool], words: Words) -> list[HeadingWords | None]:
    """Give the headings where flipcharts, posters and the like are the tables; [] where they are not."""
    if not any(heads and words.loose.search(text) for text, heads in zip(texts, may, strict=True)):
        return []
    headings = _read_headings(texts, may, replace(words, place=words.loose))
    return headings if len({heading.table for heading in headings if heading and heading.table}) > 1 else []


def _topics_above(pieces: list[Piece], headings: list[HeadingWords | None]) -> list[tuple[int, str]]:
    """Find the tables that come again under each topic ("Parks", "Parking"), each with its topic."""
    found: list[tuple[int, str]] = []
    above, level = "", 0
    for index, (piece, heading) in enumerate(zip(pieces, headings, strict=True)):
        if heading is None or not index:
            continue
        if heading.table and not heading.topic and above and not 0 < piece.level <= level:
            found.append((index, above))
        plain = not (heading.is_place or heading.part or heading.notes or heading.cafe)
        if piece.level and (plain or piece.level <= level):
            above, level = (heading.text, piece.level) if plain else ("", 0)
    under = {(heading.table, topic) for index, topic in found if (heading := headings[index])}
    return found if len(under) > len({table for table, _ in under}) else []


def _labels(
    paragraphs: list[int], texts: list[str], headings: list[HeadingWords | None], words: Words
) -> list[tuple[int, HeadingWords]]:
    """Find the paragraphs that each begin with a table's label, of tables that have no heading."""
    headed = {heading.table or heading.round for heading in headings if heading}
    found = [
        (index, label)
        for index in paragraphs
        if (
            label := coded_label(texts[index])
            or (None if headings[index] else read_label(texts[index], words))
        )
    ]
    tables = {label.table or label.round for _, label in found}
    several = len(tables) > 1 or (tables and not found[0][0])
    return found if several and tables.isdisjoint(headed) else []


def _heads_items(index: int, piece: Piece, text: str, parents: list[int]) -> bool:
    """Tell whether a bullet of an outline may be a heading: it is short, and others hang below it."""
    below = index + 1 < len(parents) and parents[index + 1] == index
    return bool(piece.glyph) and below and len(text.split()) <= TITLE_WORDS and text[-1] not in ".;,?!"


def _block_heads(pieces: list[Piece], texts: list[str]) -> frozenset[int]:
    """Find the lines that head blocks of short lines without any markup: the first of each, all in capitals.

    So the colours of sticky notes, or the frames of a board, are exported as plain text.
    """
    if any(piece.level or piece.glyph or not piece.first for piece in pieces):
        return frozenset()
    starts = [index for index, piece in enumerate(pieces) if piece.blank]
    sizes = [stop - start for start, stop in pairwise([*starts, len(pieces)])]
    heads = {texts[index] for index in starts}
    loud = sum(text.isupper() for text in texts) - len(starts)
    alike = all(head.isupper() and len(head.split()) <= HEAD_WORDS for head in heads)
    if len(starts) < 2 or len(heads) < len(starts) or min(sizes) < 2 or not alike or 3 * loud > len(pieces):
        return frozenset()
    return frozenset(starts)


def _list_numbers(document: LaidOut) -> Iterator[tuple[int, int]]:
    """Give the items and points that are numbered, each with the length of its number: the next has the next.

    A number alone may be a date ("3. Mai") or an amount ("1.5 litres"), and several on one line are items of
    their own. Before a figure ("1. 1 nurse") the very next one must go on.
    """
    numbered = [
        (index, found, tuple(map(int, (found[1] or found[2]).split("."))))
        for index, piece in enumerate(document.pieces)
        if piece.glyph in ("", "1")
        and not piece.level
        and (found := RE_POINT_NUMBER.match(document.texts[index]))
        and (piece.glyph or found[2])
    ]
    for place, (index, found, number) in enumerate(numbered):
        text = document.texts[index]
        reach = 1 if text[found.end()].isdecimal() else 3  # a figure behind a number may be no list at all
        around = {other for _, _, other in numbered[max(0, place - reach) : place + reach + 1]}
        goes_on = around & {(*number[:-1], number[-1] - 1), (*number[:-1], number[-1] + 1)}
        if goes_on and not RE_LIST_NUMBER.search(text, found.end()):
            yield index, found.end()


def _list_letters(document: LaidOut) -> Iterator[tuple[int, int]]:
    """Give the items that letters count, each with the length of its letter."""
    for index, piece in enumerate(document.pieces):
        found = RE_NUMBER.match(document.texts[index]) if piece.glyph == "a" else None
        if found:
            yield index, found.end()


def _may_head(piece: Piece, text: str) -> bool:
    if piece.level:
        return True
    if piece.glyph and not piece.strong:
        return False
    return len(text) <= 160 and not text.endswith((".", ";", ",")) and len(text.split()) <= MOST_WORDS


def _contents(pieces: list[Piece], texts: list[str]) -> list[bool]:
    """Find entries of tables of contents: three lines with pages or links, or that come again as titles."""
    looks = [
        bool(RE_PAGE.search(entry[-12:])) if entry[-1].isdecimal() else bool(RE_ANCHOR.match(entry[:300]))
        for entry in texts
    ]
    entries = [False] * len(pieces)
    for start, stop in (*_runs(looks), *_numbered_titles(texts), *_titles_again(texts)):
        entries[start:stop] = [True] * (stop - start)
    return entries


def _titles_again(texts: list[str]) -> Iterator[tuple[int, int]]:
    """Give the runs of lines that each come again once, in their order, with more between them than there."""
    said = [
        normal(text.partition(" (")[0]) if len(text.split()) <= MOST_WORDS and text[-1] not in ".?!" else ""
        for index, text in enumerate(texts)
    ]
    places: dict[str, list[int]] = defaultdict(list)
    for index, title in enumerate(said):
        places[title].append(index)
    again = [
        bool(title) and len(places[title]) == 2 and places[title][0] == index
        for index, title in enumerate(said)
    ]
    for start, stop in _runs(again):
        later = [places[title][1] for title in said[start:stop]]
        if later == sorted(later) and later[-1] - later[0] > 2 * (stop - start):
            yield start, stop


def _runs(looks: list[bool]) -> Iterator[tuple[int, int]]:
    """Give where three or more in a row are true."""
    run = 0
    for index, look in enumerate([*looks, False]):
        if not look and run >= 3:
            yield index - run, index
        run = run + 1 if look else 0


def _numbered_titles(texts: list[str]) -> Iterator[tuple[int, int]]:
    """Give the runs of short lines that end in rising numbers, most of which are titles further down."""
    numbered = [len(entry) <= 160 and entry[-1].isdecimal() for entry in texts]
    titles = {normal(entry) for entry in texts if len(entry) <= 160} if any(numbered) else set()
    pages = [
        RE_LAST_NUMBER.match(entry) if last else None for entry, last in zip(texts, numbered, strict=True)
    ]
    for start, stop in _runs([bool(page) for page in pages]):
        run = [page for page in pages[start:stop] if page]
        numbers = [int(page[2]) for page in run]
        known = sum(normal(page[1]) in titles for page in run)
        if known >= max(2, len(run) / 2) and numbers == sorted(numbers):
            yield start, stop
