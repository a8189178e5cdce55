"""Statements that can be traced to one person without a name: reported for the analyst's decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import pandas as pd

from worldcafe.patterns import Patterns
from worldcafe.redact.finding import CONTEXT, Finding
from worldcafe.redact.lexicon import phrases

SPOKEN = frozenset({"note", "summary"})
REASONS = {"role": "a role that few have", "self-description": "a self-description"}
TOLD = frozenset({"meta", "heading", "note"})  # roles that say how many were there
LONGEST = 200  # characters of a text that does
ALONE = "single attendee"
WAYS = (ALONE, *REASONS)


@lru_cache(maxsize=8)
def _patterns(way: str) -> Patterns:
    """Give the phrases of one way to be recognised."""
    return Patterns(phrases()["context"][way])


def find_context(segments: pd.DataFrame, ways: Sequence[str]) -> Iterator[Finding]:
    """Give roles and self-descriptions in notes and claims, and every note of a round with one attendee.

    `ways` are those of `WAYS` that are looked for.
    """
    columns = [segments[name].tolist() for name in ("text", "role", "source", "cafe", "table", "round")]
    rows = list(zip(*columns, strict=True))
    alone = {
        tuple(place)
        for text, role, *place in rows
        if ALONE in ways and role in TOLD and len(text) <= LONGEST and _patterns(ALONE).search(text)
    }
    told = [way for way in REASONS if way in ways]
    for row, (text, role, *place) in enumerate(rows):
        for way in told if role in SPOKEN else ():
            for start, end in _patterns(way).spans(text):
                yield Finding(row, start, end, CONTEXT, REASONS[way], removed=False)
        if alone and role == "note" and tuple(place) in alone:
            yield Finding(row, 0, len(text), CONTEXT, "a round with a single attendee", removed=False)
