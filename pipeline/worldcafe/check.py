"""A draft summary against the notes, before it is published."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandera.typing import DataFrame

from worldcafe.tables import VERDICTS, Claims, Segments, Suggestions

WIDTH = 80  # of a terminal
SHOWN = {
    "unsupported": "has no note behind it",
    "altered": "says something else than its closest note",
    "pointer": "only points elsewhere",
}


@dataclass(frozen=True)
class DraftCheck:
    """All claims of a draft, judged, and the suggestions of several places that none of them carries.

    `notes` gives for the id of a note its words and its place.
    """

    claims: DataFrame[Claims]
    missing: DataFrame[Suggestions]
    notes: dict[str, tuple[str, str]]

    @property
    def doubtful(self) -> DataFrame[Claims]:
        """The claims that no note carries, or whose closest note says something else."""
        chosen = self.claims[self.claims["verdict"].isin(["unsupported", "altered"])]
        return Claims.validate(chosen.reset_index(drop=True))

    @property
    def has_unsupported(self) -> bool:
        """Tell whether a claim has no note behind it."""
        return bool((self.claims["verdict"] == "unsupported").any())


def check_draft(
    claims: DataFrame[Claims],
    segments: DataFrame[Segments],
    suggestions: DataFrame[Suggestions],
    least_places: int = 2,
) -> DraftCheck:
    """Bring together what a committee should look at before it publishes.

    Args:
        claims: the claims of the draft, judged.
        segments: the notes among them are quoted.
        suggestions: the suggestions of the notes, grouped.
        least_places: at how many places a suggestion was made, for it to be missed.
    """
    missing = suggestions[(suggestions["in_report"] == "no") & (suggestions["n_places"] >= least_places)]
    notes = segments[segments["role"] == "note"]
    places = (
        notes["cafe"],
        notes["table"],
        notes["round"].where(notes["round"] == "", "round " + notes["round"]),
    )
    named = [", ".join(filter(None, place)) for place in zip(*places, strict=True)]
    words = dict(zip(notes["segment_id"], zip(notes["clean_text"], named, strict=True), strict=True))
    return DraftCheck(claims, Suggestions.validate(missing.reset_index(drop=True)), words)


def describe_check(found: DraftCheck) -> str:
    """Say in lines of at most 80 characters what was found, what needs a decision first."""
    return "\n".join(line for part in _parts(found) for line in part)


def _parts(found: DraftCheck) -> Iterator[list[str]]:
    """Give the parts of the answer: a count, the claims to look at, the rest in lines, what is missing."""
    claims = found.claims.to_dict("records")
    counts = {verdict: sum(claim["verdict"] == verdict for claim in claims) for verdict in VERDICTS}
    yield _wrapped(
        f"{_count(len(claims), 'claim')}: " + ", ".join(f"{n} {name}" for name, n in counts.items())
    )
    for verdict, meaning in SHOWN.items():
        chosen = [claim for claim in claims if claim["verdict"] == verdict]
        if chosen:
            yield ["", f"{verdict.upper()} ({meaning})"]
            yield from (_claim(claim, found) for claim in chosen)
    moved = [claim for claim in claims if claim["moved_from"]]
    if moved:
        yield ["", "MOVED (its notes come from another table than its topic's)"]
        yield from (_item(f"{claim['text']} (from {claim['moved_from']})") for claim in moved)
    merged = [claim for claim in claims if claim["merged"]]
    if merged:
        yield ["", "MERGED (several notes in one claim)"]
        yield from (_item(f"{claim['text']} ({_count(claim['n_notes'], 'note')})") for claim in merged)
    yield from _missing(found.missing)


def _missing(missing: pd.DataFrame) -> Iterator[list[str]]:
    """Give the recurring suggestions that the draft lacks, the most recurrent first."""
    if missing.empty:
        yield ["", "No recurring suggestion is missing."]
        return
    yield ["", f"MISSING ({_count(len(missing), 'suggestion')} of two places or more that no claim carries)"]
    for suggestion in missing.to_dict("records"):
        yield _item(f"{suggestion['text']} ({suggestion['n_places']} places: {suggestion['places']})")


def _claim(claim: dict[Any, Any], found: DraftCheck) -> list[str]:
    """Show a claim with its topic, what differs, why, and the note that comes closest."""
    topic = f"{claim['topic']}: " if claim["topic"] else ""
    lines = _item(topic + (claim["diff"] or claim["text"]))
    lines += _wrapped(claim["reason"], "    ")
    if claim["closest_id"] in found.notes and claim["verdict"] != "pointer":
        words, place = found.notes[claim["closest_id"]]
        lines += _wrapped(f"closest note: {words}" + (f" ({place})" if place else ""), "    ")
    return lines


def _item(text: str) -> list[str]:
    return _wrapped(text, "- ", "  ")


def _wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """Break a text into lines of at most 80 characters."""
    later = first if rest is None else rest
    return textwrap.wrap(" ".join(text.split()), WIDTH, initial_indent=first, subsequent_indent=later)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
