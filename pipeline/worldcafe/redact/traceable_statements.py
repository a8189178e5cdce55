"""Statements that can be traced to one person without a name: reported for the analyst's decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from worldcafe.language.patterns import Patterns
from worldcafe.redact.batch import Batch
from worldcafe.redact.finding import CONTEXT, Finding
from worldcafe.redact.lexicon import phrases
from worldcafe.source import PLACE

SPOKEN = frozenset({"note", "summary"})
REASONS = {"self-description": "a self-description"}
TOLD = frozenset({"meta", "heading", "note"})  # roles that say how many were there
LONGEST = 200  # characters of a text that does
PLACE_OF_ROUND = ("source", *PLACE)
ALONE = "single attendee"
ROLE = "role"  # found by the module for roles
WAYS = (ALONE, ROLE, *REASONS)
Place = tuple[str, ...]


@lru_cache(maxsize=8)
def _patterns(*ways: str) -> Patterns:
    """Give the phrases of some ways to be recognised."""
    return Patterns([phrase for way in ways for phrase in phrases()["context"][way]])


def find_context(part: Batch, ways: Sequence[str], alone: Set[Place]) -> Iterator[Finding]:
    """Give self-descriptions in notes and claims, and every note of a round with one attendee.

    `ways` are those of `WAYS` that are looked for, `alone` what `rounds_alone` gave for all notes.
    """
    texts, roles = part.texts, part.column("role")
    told = tuple(way for way in REASONS if way in ways)
    rows = [row for row in _patterns(*told).rows(texts) if roles[row] in SPOKEN] if told else []
    for way in told:
        reason = REASONS[way]
        for row in rows:
            for start, end in _patterns(way).spans(texts[row]):
                yield Finding(row, start, end, CONTEXT, reason, removed=False)
    places = part.rows_of(*PLACE_OF_ROUND) if alone and ALONE in ways else ()
    for row, place in enumerate(places):
        if roles[row] == "note" and place in alone:
            yield Finding(row, 0, len(texts[row]), CONTEXT, "a round with a single attendee", removed=False)


def rounds_alone(part: Batch) -> set[Place]:
    """Give the rounds of which it is told that one person was there."""
    texts, roles, patterns = part.texts, part.column("role"), _patterns(ALONE)
    told = (row for row in patterns.rows(texts) if roles[row] in TOLD and len(texts[row]) <= LONGEST)
    rounds = [row for row in told if patterns.search(texts[row])]
    places = part.rows_of(*PLACE_OF_ROUND) if rounds else []
    return {places[row] for row in rounds}
