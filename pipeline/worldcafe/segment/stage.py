"""The stage: blocks -> segments, an idea each."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from worldcafe.language.prefilter import prefilter
from worldcafe.segment.fragments import join_fragments
from worldcafe.segment.sentences import SEVERAL, cut_sentences
from worldcafe.tables import Segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pandera.typing import DataFrame

    from worldcafe.settings import SegmentSettings
    from worldcafe.source import Source
    from worldcafe.tables import Blocks

PREFIXES = {"heading": "h", "prompt": "q", "note": "n", "meta": "m", "summary": "c", "narrative": "t"}
COPIED = ("source", "role", "cafe", "table", "topic", "round", "question", "section", "subsection", "depth")
COLUMNS = tuple(Segments.to_schema().columns)
RE_LABEL = re.compile(r"[^\W\d_]+\.?\s\d{1,2}[a-z]?[.)]?")
SPLIT_ROLES = frozenset({"note", "summary", "prompt", "narrative"})


def segment_blocks(
    sources: Sequence[Source], blocks: DataFrame[Blocks], settings: SegmentSettings
) -> DataFrame[Segments]:
    """Give one row per sentence-level idea, whole sources in order; `text` is the source from start to end.

    Kind and theme stay empty. What a source marks as an identity, or as set aside, is so with that reason.
    Ids ("n0012": the twelfth segment, a note) are of this run alone; `ids.name_segments` gives lasting ones.
    """
    texts = {source.name: source.text for source in sources}
    spans = _spans(texts, blocks, settings)
    counts = [len(found) for found in spans]
    copies = blocks.take(np.repeat(np.arange(len(blocks)), counts))
    frame: dict[str, Any] = {name: copies[name].array for name in COPIED}
    roles, names = copies["role"].tolist(), copies["source"].tolist()
    ids = frame["segment_id"] = [
        f"{PREFIXES[role]}{number:04d}" for number, role in enumerate(roles, start=1)
    ]
    heads = [ids[number] for number in accumulate(counts[:-1], initial=0)] if counts else []
    parents = np.array([*heads, ""], dtype=object)  # the last is that of none
    frame["parent_id"] = parents[copies["parent"].to_numpy()]
    flat = list(chain.from_iterable(spans))
    frame["start"], frame["end"] = [start for start, _ in flat], [end for _, end in flat]
    frame["text"] = [texts[name][start:end] for name, (start, end) in zip(names, flat, strict=True)]
    frame["set_aside"] = _set_aside(sources, names, frame["start"])
    frame["kind_score"] = 0.0
    return Segments.validate(pd.DataFrame({name: frame.get(name, "") for name in COLUMNS}))


def _set_aside(sources: Sequence[Source], names: list[str], starts: list[int]) -> list[str]:
    """Give the reason where a mark of the source says one, and where it says that a segment is a name."""
    reasons = {source.name: list(_reasons(source)) for source in sources}
    if not any(reasons.values()):
        return [""] * len(names)
    return [_reason(reasons[name], start) for name, start in zip(names, starts, strict=True)]


def _reasons(source: Source) -> Iterator[tuple[int, int, str]]:
    """Give the stretches of a source that marks set aside, in order: start, end, reason."""
    for mark in sorted(source.marks, key=lambda mark: mark.start):
        fields = dict(mark.fields)
        if "identity" in fields:
            yield mark.start, mark.end, f"identity: {fields['identity']}"
        elif "aside" in fields:
            yield mark.start, mark.end, fields["aside"]


def _reason(reasons: list[tuple[int, int, str]], start: int) -> str:
    """Give the reason of the stretch that a segment begins in, "" where there is none."""
    at = bisect_right(reasons, start, key=lambda stretch: stretch[0]) - 1
    return reasons[at][2] if at >= 0 and start < reasons[at][1] else ""


def _spans(
    texts: Mapping[str, str], blocks: DataFrame[Blocks], settings: SegmentSettings
) -> list[list[tuple[int, int]]]:
    """Give the ideas of every block; most are one, and need no look at their words."""
    columns = (blocks[name].tolist() for name in ("source", "start", "end", "role"))
    rows = list(zip(*columns, strict=True))
    spans = [[(start, end)] for _, start, end, _ in rows]
    for row in prefilter([texts[name][start:end] for name, start, end, _ in rows], SEVERAL):
        name, start, end, role = rows[row]
        if role in SPLIT_ROLES:
            sentences = cut_sentences(texts[name], start, end)
            found = join_fragments(texts[name], sentences, settings.fragment_words, noted=role == "note")
            spans[row] = (_with_label(texts[name], found) if role == "prompt" else found) or spans[row]
    return spans


def _with_label(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the spans of a prompt with its label in the first: "Pregunta 1. ¿Qué falta?"."""
    if len(spans) > 1 and RE_LABEL.fullmatch(text[slice(*spans[0])]):
        return [(spans[0][0], spans[1][1]), *spans[2:]]
    return spans
