"""All sources together: which hold notes, what their tables are about, and so what is a summary of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from worldcafe.parse.document import RE_PAGE
from worldcafe.parse.frame import Context, Frame, Row, State
from worldcafe.parse.laid_out import LaidOut
from worldcafe.parse.marks import is_apart, is_report, whole_fields
from worldcafe.parse.topics import TopicFinder, find_topic, normal, read_topic
from worldcafe.parse.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from worldcafe.parse.headings import HeadingWords
    from worldcafe.parse.words import Words
    from worldcafe.source import Source


def walk_corpus(
    documents: Sequence[LaidOut], words: Words, resumed: State | None = None
) -> tuple[list[list[Row]], list[State]]:
    """Give the rows of every document, and where the walk through each ends.

    The first walk finds the topics of the tables; the second knows them and so tells a summary of a
    topic from other prose. Where nothing says that there are notes, everything is. A document that goes
    on with an earlier one begins where the walk through that ended: `resumed`.
    """
    contexts = [replace(_own_context(each, words), begun=resumed is not None) for each in documents]
    starts = [_start(*each, resumed) for each in zip(documents, contexts, strict=True)]
    rows, _ = _walks(documents, starts, contexts)
    if not resumed and not any(row.role == "note" for each in rows for row in each):
        return _walks(documents, map(_in_notes, starts), contexts)
    rows = [_without_annex(*each) for each in zip(rows, documents, contexts, strict=True)]
    topics, labels = _topics(rows, words), _labels(rows)
    named = [_names_topics(*each, topics) for each in zip(rows, documents, contexts, strict=True)]
    contexts = [
        replace(
            context, topics=topics, labels=labels, matched=own if is_apart(document.source) else any(named)
        )
        for context, document, own in zip(contexts, documents, named, strict=True)
    ]
    starts = [
        _in_notes(start)
        if context.report and not (names or any(row.role == "summary" for row in each))
        else start
        for start, context, names, each in zip(starts, contexts, named, rows, strict=True)
    ]
    rows, ends = _walks(documents, starts, contexts)
    pointed = [_heads_of_points(*each) for each in zip(documents, rows, strict=True)]
    if any(pointed) and not any(row.role == "summary" for each in rows for row in each):
        contexts = [replace(context, pointed=heads) for context, heads in zip(contexts, pointed, strict=True)]
        rows, ends = _walks(documents, starts, contexts)
    return [_without_annex(*each) for each in zip(rows, documents, contexts, strict=True)], ends


def _walks(
    documents: Sequence[LaidOut], starts: Iterable[State], contexts: Sequence[Context]
) -> tuple[list[list[Row]], list[State]]:
    walks = [walk(*each) for each in zip(documents, starts, contexts, strict=True)]
    return [rows for rows, _ in walks], [end for _, end in walks]


def _heads_of_points(document: LaidOut, rows: list[Row]) -> frozenset[int]:
    """Give the headings before the notes of a source that stand above numbered points, where several do.

    So a report is built whose chapters are called otherwise than the topics of the tables in its annex.
    """
    placed = [row.piece for row in rows if row.frame.table and row.role == "heading"]
    first = min(placed, default=0)
    heads = [row.piece for row in rows if row.role == "heading" and row.piece < first]
    ends = [*heads[1:], *placed[:1]]
    points = {
        head: [document.texts[at] for at in range(head + 1, end) if at in document.numbers]
        for head, end in zip(heads, ends, strict=False)
        if (words := document.headings[head]) and not (words.part or words.notes or words.annex)
    }
    found = {head for head, texts in points.items() if texts}
    said = all(text.endswith((".", ")")) for texts in points.values() for text in texts)
    # one list may be anything, unless it is a long one of sentences
    return (
        frozenset(found)
        if len(found) > 1 or (said and any(texts[4:] for texts in points.values()))
        else frozenset()
    )


def _without_annex(rows: list[Row], document: LaidOut, context: Context) -> list[Row]:
    """Take the notes in the annex of a report for other prose, where the notes are given apart."""
    if context.report or not is_report(document.source):
        return rows
    return [
        row._replace(role="narrative", frame=row.frame._replace(zone="narrative"))
        if row.frame.zone == "note" and row.role in ("note", "prompt")
        else row
        for row in rows
    ]


def _in_notes(start: State) -> State:
    return start._replace(frame=start.frame._replace(zone="note"))


def _own_context(document: LaidOut, words: Words) -> Context:
    listed = zip(document.texts, document.contents, strict=True)
    titles = frozenset(normal(RE_PAGE.sub("", text)) for text, entry in listed if entry)
    heads = [(i, h) for i, h in enumerate(document.headings) if h and not document.pieces[i].is_item]
    places = [(i, h) for i, h in heads if (h.table or h.round) and not h.loose]
    stands = [piece.level or piece.apart for piece in document.pieces]
    apart = ((i, h) for i, h in heads if stands[i] or (h.annex and document.texts[i].isupper()))
    part = next((i for i, h in apart if h.annex or (h.notes and not h.table and not h.round)), -1)
    inside = {h.table for i, h in places if 0 <= part < i and h.table}
    before = {h.table for i, h in places if i < part}
    known = Counter(
        normal(h.text) for _, h in heads if h.part == "summary" and words.summary.fullmatch(h.text)
    )
    return Context(
        words=words,
        titles=titles,
        repeated=frozenset(inside & before),
        several=len({h.table for _, h in heads if h.table}) > 1,
        keyed=any(count > 1 for count in known.values()),
        tabled=bool(places),
        rounds_hold_tables=_rounds_hold_tables(document, places),
        report=_is_all_report(document.source, annexed=part >= 0, tabled=bool(inside)),
        whole=is_report(document.source),
    )


def _is_all_report(source: Source, *, annexed: bool, tabled: bool) -> bool:
    """Tell whether all of a source is the report; a hint says so unless there are notes in an annex.

    Of a report that is named apart, only an annex with tables is something else.
    """
    holds_notes = tabled if is_report(source) else annexed
    return whole_fields(source).get("part") == "report" and not holds_notes


def _rounds_hold_tables(document: LaidOut, places: list[tuple[int, HeadingWords]]) -> bool:
    """Tell whether tables stand below rounds, not rounds below tables: those that come again oftener."""
    rounds = [i for i, h in places if h.round and not h.table]
    tables = [(i, h.table) for i, h in places if h.table and not h.round]
    if not rounds or not tables:
        return False
    marked = (
        [i for i in kind if document.pieces[i].level] or kind for kind in (rounds, [i for i, _ in tables])
    )
    levels = [document.pieces[kind[0]].level for kind in marked]
    if all(levels) and levels[0] != levels[1]:
        return levels[0] < levels[1]
    again = len(tables) / len({table for _, table in tables})
    below = bool(levels[0]) and not levels[1]  # a heading stands above lines that no markup calls one
    return rounds[0] < tables[0][0] and (
        below or again > len(rounds) / len({h.round for _, h in places if h.round})
    )


def _start(document: LaidOut, context: Context, resumed: State | None) -> State:
    """Give where a walk begins: in the notes, unless tables or a part of their own hold them further down."""
    if resumed:
        return resumed
    heads = [
        h
        for i, h in enumerate(document.headings)
        if h and document.pieces[i].level + document.pieces[i].apart
    ]
    parted = any(h.annex or (h.notes and not document.source.marks) for h in heads[1:])
    whole = whole_fields(document.source)
    if "file" in whole and not any(h and h.table for h in document.headings):
        whole = {"table": whole["file"], **whole}
    tables = {h.table for h in document.headings if h and h.table}
    placed = bool(whole.get("table") or whole.get("round")) and not (context.report or len(tables) > 1)
    outside = context.report or ((context.tabled or parted) and not placed)
    return State(Frame(zone="narrative" if outside else "note").placed(whole))


def _topics(rows: list[list[Row]], words: Words) -> TopicFinder:
    found = {
        (row.frame.topic, row.frame.cafe, row.frame.table): None
        for each in rows
        for row in each
        if row.frame.zone == "note" and row.frame.topic
    }
    return TopicFinder(read_topic(*each, words) for each in found)


def _labels(rows: list[list[Row]]) -> frozenset[str]:
    return frozenset(
        normal(row.frame.subsection)
        for each in rows
        for row in each
        if row.role == "heading" and row.frame.zone == "note" and row.frame.subsection
    )


def _names_topics(rows: list[Row], document: LaidOut, context: Context, topics: TopicFinder) -> bool:
    """Tell whether a heading outside the notes names the topic of a table."""
    return any(
        row.role == "heading"
        and row.frame.zone != "note"
        and not document.given[row.piece]  # the header of a column
        and find_topic(document.texts[row.piece], topics, row.frame.cafe, context.words) is not None
        for row in rows
    )
