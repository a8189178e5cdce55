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
    Runs,
    Said,
    Styled,
    cells,
    change,
    listed,
    plain,
    shortened,
    small,
    visible,
    words,
)
from worldcafe.report.places import group_places

if TYPE_CHECKING:
    from worldcafe.report.model import ClaimView, Gap, ReportView, TopicView

MISSED = 8  # themes, and suggestions, that are told
NOWHERE = "place not given"
TOLD = 6  # claims told that stand under another topic than their notes, or that only point elsewhere
VERDICTS = {  # said of one claim, said of several
    "supported": ("is supported by notes", "are supported by notes"),
    "altered": ("says something else than its closest notes", "say something else than their closest notes"),
    "unsupported": ("has no note behind it", "have no note behind them"),
    "pointer": ("only points elsewhere", "only point elsewhere"),
    "withheld": ("cannot be judged in its language", "cannot be judged in their language"),
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
        missed = sum(entry.in_report == "no" for entry in view.suggestions)
        yield Heading(2, "Suggestions left out" + (", outside these themes" if themes else ""))
        if missed > len(alone):
            yield plain(
                f"{missed} of {count(len(view.suggestions), 'suggestion')} are in no claim: "
                f"{missed - len(alone)} belong to the themes left out, {len(alone)} do not. Of these:"
            )
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
        where = group_places([quote.place for quote in gap.quotes]) or NOWHERE
        return (Styled(name, "strong"), Styled(f" ({often})"), small(where))
    tail = (Styled(f" {words(first)}"), small(first.place.label)) if first else ()
    return (Styled(name, "strong"), Styled(f" ({often}). {visible(gap.reason)}"), *tail)


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
    yield from _few(
        "Printed under another topic than that of its table",
        [_moved(claim) for claim in view.claims if claim.moved_from],
    )
    yield from _few(
        "Only pointing elsewhere", [_pointing(claim) for claim in view.claims if claim.verdict == "pointer"]
    )


def _few(title: str, claims: Sequence[Runs]) -> Iterator[Block]:
    """List a few claims under a heading, and say how many more there are."""
    if not claims:
        return
    yield Heading(2, title)
    yield Bullets(tuple(claims[:TOLD]))
    if len(claims) > TOLD:
        yield plain(f"{len(claims) - TOLD} more stand on the page.")


def _claim(claim: ClaimView) -> Iterator[Block]:
    """Tell a doubtful claim: its words, why it is doubted, and what the closest note says instead."""
    yield Said(
        (
            Styled(words(claim.quote)),
            Styled(f" Claim under {claim.topic}" if claim.topic else " Claim", "small"),
        )
    )
    runs: Runs = (Styled(visible(claim.reason)),)
    if claim.verdict == "altered" and claim.diff:
        runs += (Styled(" From the note to the claim: “"), *change(claim.diff), Styled("”."))
    elif claim.closest:
        runs += (Styled(f" The closest note is {words(claim.closest)}"),)
    where = (small(claim.closest.place.label),) if claim.closest else ()
    yield Paragraph((*runs, *where))


def _moved(claim: ClaimView) -> Runs:
    """Say where a claim stands and where its notes come from."""
    return (
        Styled(words(claim.quote)),
        Styled(f" stands under “{claim.topic}”; its notes come from {claim.moved_from}."),
    )


def _pointing(claim: ClaimView) -> Runs:
    """Say where a claim stands that says nothing itself."""
    return (
        Styled(words(claim.quote)),
        Styled(f" stands under “{claim.topic}”." if claim.topic else ""),
    )


def topics(view: ReportView) -> Iterator[Block]:
    """Give a row per topic: how much of its table the summary carries, how much of it has notes behind it."""
    if not view.topics:
        return
    yield Heading(1, "Topic by topic")
    full = max(view.topics, key=lambda topic: topic.coverage)
    bare = [topic for topic in view.topics if topic.coverage == 0]
    pointing = sum(topic.n_claims == topic.n_pointers > 0 for topic in bare)
    which = "because" if pointing == len(bare) else f"{pointing} of them because"
    because = f", {which} they only point elsewhere" if pointing else ""
    yield plain(
        f"The summary of “{full.topic}” carries most: {full.coverage:.0%} of the notes of its table.",
        f"{len(bare)} summaries carry none{because}." if len(bare) > 1 else "",
    )
    header = ("Topic", "Table", "Notes", "In the summary", "Claims with notes")
    yield Grid(
        "Notes of each table that are in its summary, and claims of the summary that have notes behind them",
        header,
        tuple(_topic(topic) for topic in view.topics),
        (0.38, 0.22, 0.09, 0.13, 0.18),
        (2, 3),
    )


def _topic(topic: TopicView) -> tuple[Runs, ...]:
    """Give the row of a topic."""
    backed = f"{topic.n_supported} of {topic.n_claims}"
    if topic.n_pointers:
        verb = "points" if topic.n_pointers == 1 else "point"
        alone = topic.n_claims == topic.n_pointers
        backed = f"only {verb} elsewhere" if alone else f"{backed}, {topic.n_pointers} {verb} elsewhere"
    return cells(
        topic.topic,
        ", ".join(part for part in (topic.cafe, topic.table) if part),
        topic.n_notes,
        f"{topic.coverage:.0%}",
        backed,
    )
