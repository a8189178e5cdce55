"""The last parts of the paper: the suggestions to decide on, and how it was made."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from worldcafe.report.findings import count
from worldcafe.report.paper.blocks import (
    Block,
    Bullets,
    Grid,
    Heading,
    Styled,
    cells,
    listed,
    plain,
    shortened,
    visible,
)
from worldcafe.report.places import group_places

if TYPE_CHECKING:
    from worldcafe.report.model import Made, ReportView

DECIDED = 15  # suggestions listed; the register has them all
IN_REPORT = {"yes": "yes", "partly": "partly", "no": "missing", "": ""}
WORDS = (
    ("Note", "one idea that participants said, as the scribe wrote it down."),
    ("Place", "one table of a café in one round."),
    ("Theme", "notes about the same matter; it recurs when it came up at several places."),
    ("Claim", "a statement in the report's summaries; its verdict says whether notes carry it."),
    (
        "Stability",
        "how often the notes of a theme stay together when the analysis is repeated.",
    ),
)


def suggestions(view: ReportView) -> Iterator[Block]:
    """Give the suggestions to decide on first, the most recurrent first."""
    if not view.suggestions:
        return
    yield Heading(1, "Suggestions to decide on")
    again = sum(entry.n_places > 1 for entry in view.suggestions)
    total = count(len(view.suggestions), "suggestion")
    yield plain(
        f"The notes make {total}, {again or 'none'} of them at more than one place.",
        f"These are the {DECIDED} that recur most; the register (register.xlsx) lists all, with their "
        "quotes and columns for remit, scope, who takes it, status and what is reported back."
        if len(view.suggestions) > DECIDED
        else "The register (register.xlsx) has columns for the decisions on them.",
    )
    told = any(entry.in_report for entry in view.suggestions)
    decided = any(entry.status for entry in view.suggestions)
    rows = [
        cells(
            shortened(visible(entry.text), 220),
            group_places([quote.place for quote in entry.quotes]),
            *([IN_REPORT[entry.in_report]] if told else []),
            *([entry.status] if decided else []),
        )
        for entry in view.suggestions[:DECIDED]
    ]
    header = (
        "Suggestion",
        "Where it was made",
        *(["In the report"] if told else []),
        *(["Status"] if decided else []),
    )
    rest = (0.13,) * (len(header) - 2)
    widths = (0.62 - sum(rest) / 2, 0.38 - sum(rest) / 2, *rest)
    yield Grid("Suggestions by the number of places where they were made", header, tuple(rows), widths)


def made(view: ReportView) -> Iterator[Block]:
    """Say what the paper rests on and how sure it is."""
    how = view.made
    yield Heading(1, "How this was made")
    yield plain(
        f"worldcafe {how.version} read {count(len(how.sources), 'source')}, told notes from headings, "
        "questions and the report's own claims, sorted the notes into themes by likeness and by the order of "
        "the conversation, and compared every claim with every note. Rules and small models of language did "
        "this, on one machine; they make mistakes, so follow a number to its notes before acting on it. The "
        "same sources and settings give the same paper.",
        _removed(how),
        _aside(how),
    )
    yield Bullets(tuple((Styled(f"{word}: ", "strong"), Styled(meaning)) for word, meaning in WORDS))
    rows = [
        cells(name, f"{value:.2f}", meaning) for name, value, meaning in how.measures if not math.isnan(value)
    ]
    if rows:
        widths = (0.2, 0.12, 0.68)
        yield Grid("Measures of this run", ("Measure", "Value", "Meaning"), tuple(rows), widths, numbers=(1,))
    sources = tuple(cells(name, f"{size:,}", digest[:16]) for name, size, digest in how.sources)
    header = ("Source", "Characters", "SHA-256 begins")
    yield Grid("Sources", header, sources, (0.5, 0.2, 0.3), numbers=(1,))


def _removed(how: Made) -> str:
    """Say how many identities were blacked out."""
    total = sum(number for _, number in how.removed)
    parts = [f"{name} {number}" for name, number in how.removed]
    kinds = f" ({', '.join(parts)})" if len(parts) > 1 else ""
    verb = "was" if total == 1 else "were"
    return f"{count(total, 'mark').capitalize()} of who spoke {verb} removed first{kinds}."


def _aside(how: Made) -> str:
    """Say what was kept out of the themes, and why."""
    if not how.set_aside:
        return ""
    total = sum(number for _, number in how.set_aside)
    reasons = listed([f"{number} ({reason.replace(': ', ', ')})" for reason, number in how.set_aside])
    return f"{count(total, 'note').capitalize()} {'is' if total == 1 else 'are'} in no theme: {reasons}."
