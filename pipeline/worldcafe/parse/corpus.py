"""All sources together: which hold notes, what their tables are about, and so what is a summary of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from worldcafe.parse.document import RE_PAGE, Document
from worldcafe.parse.frame import Context, Frame, Row
from worldcafe.parse.topics import Topic, find_topic, normal
from worldcafe.parse.walk import walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worldcafe.parse.headings import Heading
    from worldcafe.parse.words import Words


def walk_corpus(documents: Sequence[Document], words: Words) -> list[list[Row]]:
    """Give the rows of every document.

    The first walk finds the topics of the tables; the second knows them and so tells a summary of a
    topic from other prose. Where nothing says that there are notes, everything is.
    """
    contexts = [_own_context(document, words) for document in documents]
    starts = [_start(document, context) for document, context in zip(documents, contexts, strict=True)]
    rows = [walk(*each) for each in zip(documents, starts, contexts, strict=True)]
    if not any(row.role == "note" for each in rows for row in each):
        starts = [replace(start, zone="note") for start in starts]
        return [walk(*each) for each in zip(documents, starts, contexts, strict=True)]
    topics, labels = _topics(rows), _labels(rows)
    matched = any(
        _names_topic(row, document, topics, words)
        for each, document in zip(rows, documents, strict=True)
        for row in each
    )
    contexts = [replace(context, topics=topics, labels=labels, matched=matched) for context in contexts]
    return [walk(*each) for each in zip(documents, starts, contexts, strict=True)]


def _own_context(document: Document, words: Words) -> Context:
    listed = zip(document.texts, document.contents, strict=True)
    titles = frozenset(normal(RE_PAGE.sub("", text)) for text, entry in listed if entry)
    heads = [(i, h) for i, h in enumerate(document.headings) if h and not document.pieces[i].is_item]
    places = [(i, h) for i, h in heads if h.table or h.round]
    part = next((i for i, h in heads if h.annex or (h.notes and not h.table and not h.round)), -1)
    inside = {h.table for i, h in places if 0 <= part < i and h.table}
    return Context(
        words=words,
        titles=titles,
        repeated=frozenset(inside),
        tabled=bool(places),
        rounds_hold_tables=_rounds_hold_tables(document, places),
    )


def _rounds_hold_tables(document: Document, places: list[tuple[int, Heading]]) -> bool:
    """Tell whether tables stand below rounds, not rounds below tables."""
    rounds = [i for i, h in places if h.round and not h.table]
    tables = [(i, h.table) for i, h in places if h.table and not h.round]
    if not rounds or not tables:
        return False
    levels = [document.pieces[i].level for i in (rounds[0], tables[0][0])]
    if all(levels) and levels[0] != levels[1]:
        return levels[0] < levels[1]
    return rounds[0] < tables[0][0] and len({table for _, table in tables}) < len(tables)


def _start(document: Document, context: Context) -> Frame:
    heads = [
        h
        for i, h in enumerate(document.headings)
        if h and document.pieces[i].level + document.pieces[i].apart
    ]
    parted = any(h.annex or (h.notes and not document.source.marks) for h in heads[1:])
    return Frame(zone="narrative" if context.tabled or parted else "note")


def _topics(rows: list[list[Row]]) -> tuple[Topic, ...]:
    found = {
        Topic(row.frame.topic, row.frame.cafe, row.frame.table): None
        for each in rows
        for row in each
        if row.role == "heading" and row.frame.zone == "note" and row.frame.topic
    }
    return tuple(found)


def _labels(rows: list[list[Row]]) -> frozenset[str]:
    return frozenset(
        normal(row.frame.subsection)
        for each in rows
        for row in each
        if row.role == "heading" and row.frame.zone == "note" and row.frame.subsection
    )


def _names_topic(row: Row, document: Document, topics: tuple[Topic, ...], words: Words) -> bool:
    text = document.texts[row.piece]
    return (
        row.role == "heading"
        and row.frame.zone != "note"
        and find_topic(text, topics, row.frame.cafe, words) is not None
    )
