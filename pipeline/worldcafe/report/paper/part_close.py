"""The last parts of the paper: the suggestions to decide on, and how it was made."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from worldcafe.language.reasons import reword
from worldcafe.language.wording import count, decimal, joined, later, many, opening, say, says
from worldcafe.report.decided import chip, count_decided
from worldcafe.report.paper.blocks import (
    Block,
    Bullets,
    Grid,
    Heading,
    Styled,
    cells,
    plain,
    shortened,
    visible,
)
from worldcafe.report.places import group_places

if TYPE_CHECKING:
    from worldcafe.report.model import Made, ReportView, SuggestionView

DECIDED = 15  # suggestions listed; the register has them all
IN_REPORT = {"yes": later("yes"), "partly": later("partly"), "no": later("missing"), "": ""}
WORDS = (
    (later("Note"), later("one idea that participants said, as the scribe wrote it down.")),
    (later("Place"), later("one table of a café in one round.")),
    (later("Theme"), later("notes about the same matter; it recurs when it came up at several places.")),
    (
        later("Claim"),
        later("a statement in the report's summaries; its verdict says whether notes carry it."),
    ),
    (
        later("Stability"),
        later("how often the notes of a theme stay together when the analysis is repeated."),
    ),
)


def suggestions(view: ReportView) -> Iterator[Block]:
    """Give the suggestions to decide on first, the most recurrent first."""
    if not view.suggestions:
        return
    yield Heading(1, say("Suggestions to decide on"))
    again = sum(entry.n_places > 1 for entry in view.suggestions)
    total = count(len(view.suggestions), "suggestion")
    yield plain(
        say(
            "The notes make {suggestions}, {n} of them at more than one place.",
            suggestions=total,
            n=again or say("none"),
        ),
        say(
            "These are the {n} that recur most; the register (register.xlsx) lists all, with their "
            "quotes and columns for remit, scope, who takes it, status and what is reported back.",
            n=DECIDED,
        )
        if len(view.suggestions) > DECIDED
        else say("The register (register.xlsx) has columns for the decisions on them."),
    )
    told = any(entry.in_report for entry in view.suggestions)
    decided = count_decided(view.suggestions)
    rows = [
        cells(
            shortened(visible(entry.shown), 220),
            group_places([quote.place for quote in entry.quotes]),
            *([say(IN_REPORT[entry.in_report])] if told else []),
            *([_decision(entry)] if decided else []),
        )
        for entry in view.suggestions[:DECIDED]
    ]
    header = (
        say("Suggestion"),
        say("Where it was made"),
        *([say("In the report")] if told else []),
        *([say("Decision")] if decided else []),
    )
    rest = (0.13,) * (len(header) - 2)
    widths = (0.62 - sum(rest) / 2, 0.38 - sum(rest) / 2, *rest)
    caption = say("Suggestions by the number of places where they were made")
    yield Grid(caption, header, tuple(rows), widths)


def _decision(entry: SuggestionView) -> str:
    """Give what a suggestion stands at, with its status where that says more ("with a group: asked")."""
    stands, status = say(chip(entry)), say(entry.status)
    return stands if status in ("", stands) else say("{stands}: {status}", stands=stands, status=status)


def made(view: ReportView) -> Iterator[Block]:
    """Say what the paper rests on and how sure it is."""
    how = view.made
    yield Heading(1, say("How this was made"))
    yield plain(
        say(
            "worldcafe {version} read {sources}, told notes from headings, "
            "questions and the report's own claims, sorted the notes into themes by likeness and by the "
            "order of the conversation, and compared every claim with every note. Rules and small models of "
            "language did this, on one machine; they make mistakes, so follow a number to its notes before "
            "acting on it. The same sources and settings give the same paper.",
            version=how.version,
            sources=count(len(how.sources), "source"),
        ),
        _removed(how),
        _aside(how),
    )
    yield Bullets(
        tuple((Styled(f"{say(word)}: ", "strong"), Styled(say(meaning))) for word, meaning in WORDS)
    )
    rows = [
        cells(reword(name), decimal(value), reword(meaning))
        for name, value, meaning in how.measures
        if not math.isnan(value)
    ]
    if rows:
        widths = (0.2, 0.12, 0.68)
        header = (say("Measure"), say("Value"), say("Meaning"))
        yield Grid(say("Measures of this run"), header, tuple(rows), widths, numbers=(1,))
    sources = tuple(cells(name, many(size), digest[:16]) for name, size, digest in how.sources)
    header = (say("Source"), say("Characters"), say("SHA-256 begins"))
    yield Grid(say("Sources"), header, sources, (0.5, 0.2, 0.3), numbers=(1,))


def _removed(how: Made) -> str:
    """Say how many identities were blacked out."""
    total = sum(number for _, number in how.removed)
    parts = [f"{say(name)} {many(number)}" for name, number in how.removed]
    kinds = f" ({', '.join(parts)})" if len(parts) > 1 else ""
    return says(
        total,
        "{marks} of who spoke was removed first{kinds}.",
        "{marks} of who spoke were removed first{kinds}.",
        marks=opening(count(total, "mark")),
        kinds=kinds,
    )


def _aside(how: Made) -> str:
    """Say what was kept out of the themes, and why."""
    if not how.set_aside:
        return ""
    total = sum(number for _, number in how.set_aside)
    why = joined(
        [f"{many(number)} ({reword(reason).replace(': ', ', ')})" for reason, number in how.set_aside]
    )
    notes = opening(count(total, "note"))
    return says(
        total, "{notes} is in no theme: {why}.", "{notes} are in no theme: {why}.", notes=notes, why=why
    )
