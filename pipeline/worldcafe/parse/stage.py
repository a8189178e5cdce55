"""The stage: sources, laid out, walked, and marked from outside, become blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from worldcafe.language.spoken import languages_of
from worldcafe.parse.corpus import walk_corpus
from worldcafe.parse.document import open_documents
from worldcafe.parse.marks import is_beside, marked_fields, marked_record, set_beside, whole_fields
from worldcafe.parse.words import load_words
from worldcafe.tables import Blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pandera.typing import DataFrame

    from worldcafe.parse.frame import Row, State
    from worldcafe.parse.laid_out import LaidOut
    from worldcafe.settings import ParseSettings
    from worldcafe.source import Source

COLUMNS = tuple(Blocks.to_schema().columns)


def parse_sources(sources: Sequence[Source], settings: ParseSettings) -> DataFrame[Blocks]:
    """Give the blocks of all sources in order, every letter and digit outside markup in exactly one.

    Roles and places come from structure and from the words of `language/data`; marks of a source
    override them. A claim has the `topic` of the table that it sums up, word for word, so that claims and
    notes of a topic can be joined; `section` keeps the heading as printed.
    """
    return _parse(sources, settings, None)[0]


def parse_stretch(
    source: Source, settings: ParseSettings, resumed: State | None
) -> tuple[DataFrame[Blocks], State]:
    """Give the blocks of a stretch of a source, and where it leaves off, for the next to go on there.

    What hangs under a block of an earlier stretch has depth 1 and no parent. `resumed` is None at first.
    """
    blocks, ends = _parse([source], settings, resumed)
    return blocks, ends[0]


def _parse(
    sources: Sequence[Source], settings: ParseSettings, resumed: State | None
) -> tuple[DataFrame[Blocks], list[State]]:
    spoken = resumed.spoken if resumed else languages_of(source.text for source in sources)
    words = load_words(settings.languages, spoken)
    documents = open_documents(sources, words)
    walks, ends = walk_corpus(documents, words, resumed)
    records: list[tuple[object, ...]] = []
    for document, rows in zip(documents, walks, strict=True):
        records.extend(_records(document, rows, len(records)))
    blocks = Blocks.validate(pd.DataFrame.from_records(records, columns=COLUMNS))
    return blocks, [end._replace(spoken=spoken) for end in ends]


def _records(document: LaidOut, rows: list[Row], before: int) -> Iterator[tuple[object, ...]]:
    told = sorted(
        enumerate(rows), key=lambda row: row[1].role == "meta"
    )  # what hangs below hangs under the others
    first = {row.piece: before + number for number, row in reversed(told)}
    marks = marked_fields(document.source.marks, [(row.start, row.end) for row in rows])
    records = [_record(document.source.name, row, first.get(row.parent, -1)) for row in rows]
    records = [
        marked_record(record, firm, hints) if firm or hints else record
        for record, (firm, hints) in zip(records, marks, strict=True)
    ]
    if is_beside(document.source):
        set_beside(records, named_report=whole_fields(document.source).get("part") == "report")
    return (tuple(record.values()) for record in records)


def _record(name: str, row: Row, parent: int) -> dict[str, object]:
    frame = row.frame
    return {
        "source": name,
        "start": row.start,
        "end": row.end,
        "role": row.role,
        "cafe": frame.cafe,
        "table": frame.table,
        "topic": frame.topic,
        "round": frame.round,
        "question": frame.question,
        "section": frame.section,
        "subsection": frame.subsection,
        "depth": row.depth,
        "parent": parent,
    }
