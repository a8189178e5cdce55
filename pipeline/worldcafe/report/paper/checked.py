"""The parts of the paper that hold the report against the notes: what it misses, claims, topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from worldcafe.report.findings import count
from worldcafe.report.paper.blocks import (
    Block,
    Bullets,
    Grid,
    Heading,
    Paragraph,
    Run,
    Runs,
    Said,
    cells,
    change,
    listed,
    plain,
    shortened,
    small,
    visible,
    words,
)

if TYPE_CHECKING:
    from worldcafe.report.model import ClaimView, Gap, Place, ReportView

MISSED = 8  # themes, and suggestions, that are told
NARROW = 24  # characters of a place that are kept on one line
MOVED = 6  # claims told that stand under another topic than their notes
VERDICTS = {  # said of one claim, said of several
    "supported": ("is supported by notes", "are supported by notes"),
    "altered": ("says something else than its closest notes", "say something else than their closest notes"),
    "unsupported": ("has no note behind it", "have no note behind them"),
    "pointer": ("only points elsewhere", "only point elsewhere"),
}


def missed(view: ReportView) -> Iterator[Block]:
    """Give the themes and suggestions that the summaries leave out, the most recurrent first."""
    if not view.claims:
        return
    themes = [gap for gap in view.gaps if gap.what == "theme"]
    alone = [gap for gap in view.gaps if gap.what == "suggestion"]
    yield Heading(1, "What the summaries miss")
    silent = sum(not note.claim_ids for note in view.notes)
    yield plain(
        f"{silent} of {count(len(view.notes), 'note')} are behind no claim of the summaries.",
        "A summary cannot carry everything; what follows makes up themes of its own, and yet was left out."
        if themes
        else "",
    )
    if themes:
        yield Heading(2, "Themes left out")
        yield from _gaps(themes, "themes")
    if alone:
        yield Heading(2, "Suggestions left out, outside these themes")
        yield from _gaps(alone, "suggestions")


def _gaps(gaps: Sequence[Gap], word: str) -> Iterator[Block]:
    """List gaps, and say how many more there are."""
    yield Bullets(tuple(_gap(gap) for gap in gaps[:MISSED]))
    if len(gaps) > MISSED:
        where = "on the page" if word == "themes" else "in the register"
        yield plain(f"{len(gaps) - MISSED} more {word} stand {where}.")


def _gap(gap: Gap) -> Runs:
    """Tell a gap: its name or wording, how often it was said, and one quote."""
    often = f"{count(gap.n_notes, 'note')} at {count(gap.n_places, 'place')}"
    name = shortened(visible(gap.name))
    first = gap.quotes[0] if gap.quotes else None
    if gap.what == "suggestion":
        where = grouped_places([quote.place for quote in gap.quotes])
        return (Run(name, "strong"), Run(f" ({often})"), small(where))
    tail = (Run(f" {words(first)}"), small(first.place.label)) if first else ()
    return (Run(name, "strong"), Run(f" ({often}). {visible(gap.reason)}"), *tail)


def grouped_places(places: Sequence[Place]) -> str:
    """Give places in few words: "Hamburg: Table 1 round 1, Table 3; Virtual: Table 2 round 1"."""
    by_cafe: dict[str, list[str]] = {}
    for place in dict.fromkeys(places):
        turn = f"round {place.round}" if place.round[:1].isdigit() else place.round
        spot = " ".join(part for part in (place.table, turn) if part)
        spot = spot.replace(" ", "\u00a0") if len(spot) < NARROW else spot
        by_cafe.setdefault(place.cafe, []).append(spot)
    parts = []
    for cafe, spots in by_cafe.items():
        told = ", ".join(spot for spot in spots if spot)
        parts.append(": ".join(part for part in (cafe, told) if part))
    return "; ".join(part for part in parts if part) or "place not given"


def claims(view: ReportView) -> Iterator[Block]:
    """Give the claims that no note carries, those that changed what notes say, and those that moved."""
    if not view.claims:
        return
    yield Heading(1, "What the report claims")
    numbers = Counter(claim.verdict for claim in view.claims)
    parts = [
        f"{numbers[verdict]} {told[numbers[verdict] > 1]}"
        for verdict, told in VERDICTS.items()
        if numbers[verdict]
    ]
    yield plain(f"Of {count(len(view.claims), 'claim')}, {listed(parts)}.")
    for verdict, title in (("unsupported", "Without a note"), ("altered", "Not what the notes say")):
        found = [claim for claim in view.claims if claim.verdict == verdict]
        if found:
            yield Heading(2, title)
            for claim in found:
                yield from _claim(claim)
    moved = [claim for claim in view.claims if claim.moved_from]
    if moved:
        yield Heading(2, "Printed under another topic than that of its table")
        yield Bullets(tuple(_moved(claim) for claim in moved[:MOVED]))


def _claim(claim: ClaimView) -> Iterator[Block]:
    """Tell a doubtful claim: its words, why it is doubted, and what the closest note says instead."""
    yield Said(
        (Run(words(claim.quote)), Run(f" Claim under {claim.topic}" if claim.topic else " Claim", "small"))
    )
    runs: Runs = (Run(visible(claim.reason)),)
    if claim.verdict == "altered" and claim.diff:
        runs += (Run(" From the note to the claim: “"), *change(claim.diff), Run("”."))
    elif claim.closest:
        runs += (Run(f" The closest note is {words(claim.closest)}"),)
    where = (small(claim.closest.place.label),) if claim.closest else ()
    yield Paragraph((*runs, *where))


def _moved(claim: ClaimView) -> Runs:
    """Say where a claim stands and where its notes come from."""
    return (
        Run(words(claim.quote)),
        Run(f" stands under {claim.topic}; its notes come from {claim.moved_from}."),
    )


def topics(view: ReportView) -> Iterator[Block]:
    """Give a row per topic: how much of its table the summary carries, how much of it has notes behind it."""
    if not view.topics:
        return
    yield Heading(1, "Topic by topic")
    full = max(view.topics, key=lambda topic: topic.coverage)
    bare = sum(topic.coverage == 0 for topic in view.topics)
    yield plain(
        f"The summary of “{full.topic}” carries most: {full.coverage:.0%} of the notes of its table.",
        f"{count(bare, 'summary').replace('summarys', 'summaries').capitalize()} carry none."
        if bare > 1
        else "",
    )
    rows = [
        cells(
            topic.topic,
            ", ".join(part for part in (topic.cafe, topic.table) if part),
            topic.n_notes,
            f"{topic.coverage:.0%}",
            topic.n_claims,
            f"{topic.faithfulness:.0%}",
        )
        for topic in view.topics
    ]
    header = ("Topic", "Table", "Notes", "In the summary", "Claims", "Backed by notes")
    widths = (0.36, 0.2, 0.09, 0.13, 0.09, 0.13)
    yield Grid(
        "What each summary carries, and how much of it has notes behind it",
        header,
        tuple(rows),
        widths,
        (2, 3, 4, 5),
    )
