"""Look-ups that several parts of the report need: quotes, links, names."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from worldcafe.found import saying, split_ids
from worldcafe.report.model import Place, Quote
from worldcafe.report.quote import quote, readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from worldcafe.found import Analysis
    from worldcafe.source import Source

NEAR = 2  # notes told of a claim for which none was found
NOT_QUOTED = "[left out: these words do not stand in the source]"
_DIFF = re.compile(r"\[-(?P<out>.*?)-\]|\{\+(?P<in>.*?)\+\}", re.DOTALL)


@dataclass(frozen=True)
class Index:
    """Look-ups that several parts of the report need, built once."""

    quotes: dict[str, Quote]  # of notes and claims, by segment
    notes_of_claim: dict[str, list[tuple[str, str, str]]]  # note, strength, shared words
    claims_of_note: dict[str, tuple[str, ...]]
    suggestion_of_note: dict[str, str]
    theme_names: dict[str, str]
    theme_status: dict[str, str]
    near_claim: dict[str, tuple[str, ...]]  # notes that come nearest to it and are not linked

    def quotes_of(self, ids: tuple[str, ...]) -> tuple[Quote, ...]:
        """Give the quotes of these segments, leaving out ids that are no note and no claim."""
        return tuple(self.quotes[name] for name in ids if name in self.quotes)


def read_diff(diff: str) -> tuple[tuple[str, str], ...]:
    """Read "a [-b-] {+c+}" as (("same", "a"), ("out", "b"), ("in", "c"))."""
    pieces: list[tuple[str, str]] = []
    at = 0
    for match in _DIFF.finditer(diff):
        pieces.append(("same", diff[at : match.start()].strip()))
        pieces.append((str(match.lastgroup), match.group(str(match.lastgroup)).strip()))
        at = match.end()
    pieces.append(("same", diff[at:].strip()))
    return tuple((change, words) for change, words in pieces if words)


def build_index(analysis: Analysis) -> Index:
    """Build the look-ups."""
    texts = {source.name: source for source in analysis.sources}
    starts = {name: [start for start, _ in source.anchors] for name, source in texts.items()}
    spoken = analysis.segments[analysis.segments["role"].isin(("note", "summary"))]
    notes_of_claim = defaultdict(list)
    claims_of_note = defaultdict(list)
    for link in rows_of(saying(analysis.links)):
        notes_of_claim[link.claim_id].append((link.note_id, link.strength, link.shared))
        claims_of_note[link.note_id].append(link.claim_id)
    return Index(
        quotes={
            row.segment_id: _quote(row, texts[row.source], starts[row.source]) for row in rows_of(spoken)
        },
        notes_of_claim=dict(notes_of_claim),
        claims_of_note={note: tuple(dict.fromkeys(ids)) for note, ids in claims_of_note.items()},
        suggestion_of_note={
            note: row.suggestion_id
            for row in rows_of(analysis.suggestions)
            for note in split_ids(row.note_ids)
        },
        theme_names={row.theme_id: row.name for row in rows_of(analysis.themes)},
        theme_status={row.theme_id: row.status for row in rows_of(analysis.themes)},
        near_claim=_near(analysis.candidates),
    )


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """Give the rows as records with attributes."""
    yield from table.itertuples(index=False)


def _quote(row: Any, source: Source, starts: list[int]) -> Quote:
    """Quote a row of the segments, unless its words do not stand in the source: that would be a forgery.

    `starts` is where each anchor of the source begins.
    """
    page = bisect.bisect_right(starts, row.start) - 1
    try:
        text = quote(readable(row.text), source.text, row.start, row.end)
    except ValueError:
        text = NOT_QUOTED
    return Quote(
        segment_id=row.segment_id,
        text=text,
        place=Place(row.cafe, row.table, row.round),
        source=row.source,
        start=row.start,
        end=row.end,
        anchor=source.anchors[page][1] if page >= 0 else "",
    )


def _near(candidates: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Give for each claim the notes that come nearest to it without being linked, the nearest first."""
    found = candidates[~candidates["linked"].astype(bool)].sort_values(["claim_id", "rank"])
    return {str(claim): tuple(rows["note_id"].head(NEAR)) for claim, rows in found.groupby("claim_id")}
