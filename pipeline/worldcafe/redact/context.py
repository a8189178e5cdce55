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
PLACE_OF_ROUND = ("source", "cafe", "table", "round")
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
    texts, roles = segments["text"].tolist(), segments["role"].tolist()
    for way, reason in REASONS.items():
        for row in _patterns(way).rows(texts) if way in ways else ():
            for start, end in _patterns(way).spans(texts[row]) if roles[row] in SPOKEN else ():
                yield Finding(row, start, end, CONTEXT, reason, removed=False)
    if ALONE in ways:
        yield from _find_alone(segments, texts, roles)


def _find_alone(segments: pd.DataFrame, texts: Sequence[str], roles: Sequence[str]) -> Iterator[Finding]:
    """Give every note of a round with one attendee."""
    patterns = _patterns(ALONE)
    told = (row for row in patterns.rows(texts) if roles[row] in TOLD and len(texts[row]) <= LONGEST)
    rounds = [row for row in told if patterns.search(texts[row])]
    if rounds:
        places = list(zip(*(segments[name].tolist() for name in PLACE_OF_ROUND), strict=True))
        alone = {places[row] for row in rounds}
        for row, (role, place) in enumerate(zip(roles, places, strict=True)):
            if role == "note" and place in alone:
                yield Finding(
                    row, 0, len(texts[row]), CONTEXT, "a round with a single attendee", removed=False
                )
