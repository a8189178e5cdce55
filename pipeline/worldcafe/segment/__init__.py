"""segment: blocks -> segments, one sentence-level idea each, with exact offsets."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pandas as pd

from worldcafe.segment.fragments import join_fragments
from worldcafe.segment.sentences import cut_sentences
from worldcafe.tables import Segments

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from pandera.typing import DataFrame

    from worldcafe.settings import SegmentSettings
    from worldcafe.tables import Blocks, Source

    Row = dict[Hashable, Any]  # of the table of blocks

__all__ = ["segment_blocks"]
PREFIXES = {"heading": "h", "prompt": "q", "note": "n", "meta": "m", "summary": "c", "narrative": "t"}
COPIED = ("cafe", "table", "topic", "round", "question", "section", "subsection")
COLUMNS = tuple(Segments.to_schema().columns)
SPLIT_ROLES = frozenset({"note", "summary", "prompt", "narrative"})


def segment_blocks(
    sources: Sequence[Source], blocks: DataFrame[Blocks], settings: SegmentSettings
) -> DataFrame[Segments]:
    """Give one row per sentence-level idea, whole sources in order; `text` is the source from start to end.

    Kind and theme stay empty. What a source marks as an identity is set aside with that reason.
    Ids ("n0012": the twelfth segment, a note) are the same whenever the text is.
    """
    texts = {source.name: source.text for source in sources}
    keys = list(blocks.columns)
    columns = [blocks[name].tolist() for name in keys]
    rows: list[Row] = [dict(zip(keys, values, strict=True)) for values in zip(*columns, strict=True)]
    spans = [_spans(texts[row["source"]], row, settings) for row in rows]
    numbers = list(accumulate((len(found) for found in spans), initial=0))
    names = [_identity(row["role"], number) for row, number in zip(rows, numbers, strict=False)]
    frame = _frame(rows, spans, numbers, names)
    pieces = zip(frame["source"], frame["start"], frame["end"], strict=True)
    frame["text"] = [texts[name][start:end] for name, start, end in pieces]
    frame["set_aside"] = _set_aside(sources, frame)
    return Segments.validate(pd.DataFrame({name: frame.get(name, "") for name in COLUMNS}))


def _identity(role: str, number: int) -> str:
    return f"{PREFIXES[role]}{number + 1:04d}"


def _frame(
    rows: list[Row], spans: list[list[tuple[int, int]]], numbers: list[int], names: list[str]
) -> dict[str, list[Any]]:
    """Give the columns of the segments that come from their blocks."""
    copies = [(row, place) for row, found in enumerate(spans) for place in range(len(found))]
    frame: dict[str, list[Any]] = {
        name: [rows[row][name] for row, _ in copies] for name in ("source", "role", *COPIED, "depth")
    }
    frame["segment_id"] = [_identity(rows[row]["role"], numbers[row] + place) for row, place in copies]
    frame["start"] = [spans[row][place][0] for row, place in copies]
    frame["end"] = [spans[row][place][1] for row, place in copies]
    parents = [names[row["parent"]] if row["parent"] >= 0 else "" for row in rows]
    frame["parent_id"] = [parents[row] for row, _ in copies]
    frame["kind_score"] = [0.0] * len(copies)
    return frame


def _set_aside(sources: Sequence[Source], frame: dict[str, list[Any]]) -> list[str]:
    """Give the reason where a mark of the source says that a segment is somebody's name."""
    names = {
        (source.name, start): f"identity: {fields['identity']}"
        for source in sources
        for start, fields in ((mark.start, dict(mark.fields)) for mark in source.marks)
        if "identity" in fields
    }
    return [names.get(key, "") for key in zip(frame["source"], frame["start"], strict=True)]


def _spans(text: str, block: Row, settings: SegmentSettings) -> list[tuple[int, int]]:
    start, end = block["start"], block["end"]
    if block["role"] not in SPLIT_ROLES:
        return [(start, end)]
    return join_fragments(text, cut_sentences(text, start, end), settings.fragment_words) or [(start, end)]
