"""Statements that can be traced to one person without a name: reported for the analyst's decision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import pandas as pd

from worldcafe.redact.finding import CONTEXT, Finding
from worldcafe.redact.lexicon import phrases

SPOKEN = frozenset({"note", "summary"})
REASONS = {"role": "a role that few have", "self-description": "a self-description"}
ALONE = "single attendee"
WAYS = (ALONE, *REASONS)


@lru_cache(maxsize=8)
def _pattern(key: str) -> re.Pattern[str]:
    """Match any phrase of one list."""
    return re.compile("|".join(phrases()["context"][key]), re.IGNORECASE)


def find_context(segments: pd.DataFrame, ways: Sequence[str]) -> Iterator[Finding]:
    """Give roles and self-descriptions in notes and claims, and every note of a round with one attendee.

    `ways` are those of `WAYS` that are looked for.
    """
    columns = [segments[name].tolist() for name in ("text", "role", "source", "cafe", "table", "round")]
    rows = list(enumerate(zip(*columns, strict=True)))
    alone = {
        tuple(place)
        for _, (text, role, *place) in rows
        if ALONE in ways and role in {"meta", "heading", "note"} and _pattern(ALONE).search(text)
    }
    for row, (text, role, *place) in rows:
        if role in SPOKEN:
            for key in REASONS.keys() & set(ways):
                for match in _pattern(key).finditer(text):
                    yield Finding(row, *match.span(), CONTEXT, REASONS[key], removed=False)
        if role == "note" and tuple(place) in alone:
            yield Finding(row, 0, len(text), CONTEXT, "a round with a single attendee", removed=False)
