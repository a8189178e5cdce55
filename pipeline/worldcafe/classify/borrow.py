"""What notes borrow from other notes: the one above, the ones around, the one with the same words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from worldcafe.classify.lexicon import Firing

Firings = tuple[Firing, ...]
SAME = 0.7  # share of words from which on a claim repeats a note
ENOUGH = 4  # notes of a place that must speak for themselves before they speak for their neighbours


@dataclass(frozen=True)
class Reading:
    """What fired for a note; a bare one has no finite verb, so that its surroundings decide."""

    firings: Firings
    is_bare: bool


def borrow(
    segments: pd.DataFrame, readings: dict[str, Reading], kind_of: Callable[[Firings], str]
) -> dict[str, Firings]:
    """Give what fires for every note once it has borrowed.

    A bare note leans towards the kind of the note above it, and where it has nothing else to go by,
    towards what most notes of its place are. A claim that repeats a note takes over its reading.
    """
    records: list[dict[str, Any]] = segments[segments["segment_id"].isin(list(readings))].to_dict("records")  # type: ignore[assignment]
    own = {segment_id: kind_of(reading.firings) for segment_id, reading in readings.items()}
    around = _kinds_of_places(records, readings, own)
    fired = {}
    for record in records:
        reading = readings[record["segment_id"]]
        lent = _lent(record, own, around) if reading.is_bare else []
        alone = (
            lent if not reading.firings else [firing for firing in lent if firing.rule.startswith("under")]
        )
        fired[record["segment_id"]] = (*reading.firings, *alone)
    return fired | _repeated(records, fired)


def _place(record: dict[str, Any]) -> tuple[str, ...]:
    """Give where a note was said, or the topic that a claim stands under."""
    return tuple(record[name] for name in ("role", "cafe", "table", "round", "topic"))


def _kinds_of_places(
    records: list[dict[str, Any]], readings: dict[str, Reading], own: dict[str, str]
) -> dict[tuple[str, ...], str]:
    """Give the kind that more than half of the full sentences of a place have, where there is one."""
    counts: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for record in records:
        if readings[record["segment_id"]].firings:
            counts[_place(record)][own[record["segment_id"]]] += 1
    most = {place: kinds.most_common(1)[0] for place, kinds in counts.items()}
    return {
        place: kind
        for place, (kind, count) in most.items()
        if count >= ENOUGH and 2 * count > counts[place].total()
    }


def _lent(record: dict[str, Any], own: dict[str, str], around: dict[tuple[str, ...], str]) -> list[Firing]:
    """Give what the note above and the notes around lend to a bare note."""
    lent = []
    if record["parent_id"] in own:
        lent.append(Firing(f"under_{own[record['parent_id']]}", "what it is nested under"))
    if _place(record) in around:
        lent.append(Firing(f"neighbours_{around[_place(record)]}", "most notes around it"))
    return lent


def _repeated(records: list[dict[str, Any]], fired: dict[str, Firings]) -> dict[str, Firings]:
    """Give the readings of claims that repeat a note, word by word or nearly."""
    bags = {record["segment_id"]: _bag(record["clean_text"] or record["text"]) for record in records}
    notes = [record["segment_id"] for record in records if record["role"] == "note"]
    claims = [record["segment_id"] for record in records if record["role"] == "summary"]
    best = {claim: max(notes, key=lambda note: _alike(bags[claim], bags[note])) for claim in claims if notes}
    return {claim: fired[note] for claim, note in best.items() if _alike(bags[claim], bags[note]) >= SAME}


def _bag(text: str) -> frozenset[str]:
    """Give the words of a text."""
    return frozenset("".join(c if c.isalnum() else " " for c in text.lower()).split())


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Give the share of words that two texts have in common (Jaccard)."""
    return len(one & other) / len(one | other) if one and other else 0.0
