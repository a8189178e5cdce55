"""Several places in few words."""

from __future__ import annotations

from collections.abc import Sequence

from worldcafe.language.wording import joined, say
from worldcafe.report.model import Place

NARROW = 24  # characters of a table with its rounds that are kept on one line


def group_places(places: Sequence[Place]) -> str:
    """Give places in few words: "Hamburg: Table 1 rounds 1 and 3, Table 3; Virtual: Table 2 round 1".

    No line breaks inside a table with its rounds, if these are short. "" where no place is given.
    """
    cafes: dict[str, dict[str, list[str]]] = {}
    for place in dict.fromkeys(places):
        cafes.setdefault(place.cafe, {}).setdefault(place.table, []).append(place.round)
    parts = []
    for cafe, tables in cafes.items():
        spots = ", ".join(filter(None, (_spot(table, rounds) for table, rounds in tables.items())))
        parts.append(": ".join(filter(None, (cafe, spots))))
    return "; ".join(filter(None, parts))


def _spot(table: str, rounds: Sequence[str]) -> str:
    """Give a table with its rounds."""
    spot = " ".join(filter(None, (table, _rounds([turn for turn in rounds if turn]))))
    return spot.replace(" ", "\u00a0") if len(spot) < NARROW else spot


def _rounds(rounds: Sequence[str]) -> str:
    """Give "round 2", "rounds 1, 2 and 3"; rounds that have names keep these."""
    if not rounds:
        return ""
    named = joined(rounds)
    if not all(turn[0].isdigit() for turn in rounds):
        return named
    return say("round {n}", n=named) if len(rounds) == 1 else say("rounds {names}", names=named)
