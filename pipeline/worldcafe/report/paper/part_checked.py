"""The parts of the paper that hold the report against the notes: what it misses, claims, topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from worldcafe.language.reasons import reword
from worldcafe.language.wording import count, joined, later, opening, pair, percent, say, says
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
MORE = {  # of gaps
    "themes": pair("{n} more theme stands on the page.", "{n} more themes stand on the page."),
    "suggestions": pair(
        "{n} more suggestion stands in the register.", "{n} more suggestions stand in the register."
    ),
}
NOWHERE = later("place not given")
TOLD = 6  # claims told that stand under another topic than their notes, or that only point elsewhere
NEAREST = pair("Nearest note, not counted as support", "Nearest notes, not counted as support")
UNPROVEN = later(
    "A claim for which no note was found may still be true: nobody noted it, or in words that were not "
    "recognised. The nearest notes stand below it."
)
VERDICT_PHRASES = {  # said of one claim, said of several
    "same": pair("{n} stands in notes in the same words", "{n} stand in notes in the same words"),
    "support": pair("{n} stands in notes in other words", "{n} stand in notes in other words"),
    "altered": pair(
        "{n} says something else than its closest notes", "{n} say something else than their closest notes"
    ),
    "unsupported": pair("for {n} no note was found", "for {n} no note was found"),
    "pointer": pair("{n} only points elsewhere", "{n} only point elsewhere"),
    "withheld": pair("{n} cannot be judged in its language", "{n} cannot be judged in their language"),
}


def missed(view: ReportView) -> Iterator[Block]:
    """Give the themes and suggestions that the summaries leave out, the most recurrent first."""
    if not view.claims:
        return
    themes = [gap for gap in view.gaps if gap.what == "theme"]
    alone = [gap for gap in view.gaps if gap.what == "suggestion"]
    yield Heading(1, say("What the summaries miss"))
    silent, notes = sum(not note.claim_ids for note in view.notes), count(len(view.notes), "note")
    left_out = say(
        "A summary cannot carry everything; what follows makes up themes of its own, and yet was left out."
    )
    yield plain(
        says(
            silent,
            "{n} of {notes} was found in no claim of the summaries.",
            "{n} of {notes} were found in no claim of the summaries.",
            notes=notes,
        ),
        left_out if themes else "",
    )
    if themes:
        yield Heading(2, say("Themes left out"))
        yield from _gaps(themes, "themes")
    if alone:
        missed = sum(entry.in_report == "no" for entry in view.suggestions)
        yield Heading(
            2, say("Suggestions left out, outside these themes") if themes else say("Suggestions left out")
        )
        if missed > len(alone):
            yield plain(
                say(
                    "{n} of {suggestions} were found in no claim: "
                    "{themed} from the themes left out, {alone} from outside them. Of these:",
                    n=missed,
                    suggestions=count(len(view.suggestions), "suggestion"),
                    themed=missed - len(alone),
                    alone=len(alone),
                )
            )
        yield from _gaps(alone, "suggestions")


def _gaps(gaps: Sequence[Gap], word: str) -> Iterator[Block]:
    """List gaps, and say how many more there are."""
    yield Bullets(tuple(_gap(gap) for gap in gaps[:MISSED]))
    if len(gaps) > MISSED:
        yield plain(says(len(gaps) - MISSED, *MORE[word]))


def _gap(gap: Gap) -> Runs:
    """Tell a gap: its name or wording, how often it was said, and one quote."""
    often = say("{notes} at {places}", notes=count(gap.n_notes, "note"), places=count(gap.n_places, "place"))
    name = shortened(visible(gap.name))
    first = gap.quotes[0] if gap.quotes else None
    if gap.what == "suggestion":
        where = group_places([quote.place for quote in gap.quotes]) or say(NOWHERE)
        return (Styled(name, "strong"), Styled(f" ({often})"), small(where))
    tail = (Styled(f" {words(first)}"), small(first.place.label)) if first else ()
    return (Styled(name, "strong"), Styled(f" ({often}). {visible(reword(gap.reason))}"), *tail)


def claims(view: ReportView) -> Iterator[Block]:
    """Give the claims for which no note was found, those that say something else, and those that moved."""
    if not view.claims:
        return
    yield Heading(1, say("What the report claims"))
    numbers = Counter(
        claim.support if claim.verdict == "supported" else claim.verdict for claim in view.claims
    )
    parts = [says(numbers[verdict], *told) for verdict, told in VERDICT_PHRASES.items() if numbers[verdict]]
    yield plain(
        say("Of {claims}, {verdicts}.", claims=count(len(view.claims), "claim"), verdicts=joined(parts))
    )
    titles = (
        ("altered", say("Not what the notes say"), ""),
        ("unsupported", say("No note found"), say(UNPROVEN)),
    )
    for verdict, title, caution in titles:
        found = [claim for claim in view.claims if claim.verdict == verdict]
        if found:
            yield Heading(2, title)
            yield from (plain(caution),) if caution else ()
            for claim in found:
                yield from _claim(claim)
    yield from _few(
        opening(say("please compare")), [_compared(claim) for claim in view.claims if claim.asked_by]
    )
    yield from _few(
        say("Printed under another topic than that of its table"),
        [_moved(claim) for claim in view.claims if claim.moved_from],
    )
    yield from _few(
        say("Only pointing elsewhere"),
        [_pointing(claim) for claim in view.claims if claim.verdict == "pointer"],
    )


def _few(title: str, claims: Sequence[Runs]) -> Iterator[Block]:
    """List a few claims under a heading, and say how many more there are."""
    if not claims:
        return
    yield Heading(2, title)
    yield Bullets(tuple(claims[:TOLD]))
    if len(claims) > TOLD:
        yield plain(says(len(claims) - TOLD, "{n} more stands on the page.", "{n} more stand on the page."))


def _claim(claim: ClaimView) -> Iterator[Block]:
    """Tell a doubtful claim: its words, why it is doubted, and what the closest note says instead."""
    yield Said(
        (
            Styled(words(claim.quote)),
            Styled(f" {_under(claim)}", "small"),
        )
    )
    if claim.nearest:
        yield from _nearest(claim)
        return
    runs: Runs = (Styled(visible(reword(claim.reason))),)
    if claim.verdict == "altered" and claim.diff:
        runs += (Styled(f" {say('From the note to the claim:')} “"), *change(claim.diff), Styled("”."))
    elif claim.closest:
        runs += (Styled(f" {say('The closest note is {quote}', quote=words(claim.closest))}"),)
    where = (small(claim.closest.place.label),) if claim.closest else ()
    yield Paragraph((*runs, *where))


def _nearest(claim: ClaimView) -> Iterator[Block]:
    """Give the notes that come nearest to a claim for which none was found, each with its place."""
    yield plain(visible(reword(claim.why)), say("{lead}:", lead=says(len(claim.nearest), *NEAREST)))
    yield Bullets(tuple((Styled(words(quote)), small(quote.place.label)) for quote in claim.nearest))


def _under(claim: ClaimView) -> str:
    """Say where in the report a claim stands."""
    return say("Claim under {topic}", topic=claim.topic) if claim.topic else say("Claim")


def _compared(claim: ClaimView) -> Runs:
    """Give a claim that a language model asks people to compare, with the first note behind it."""
    asked = later("asked by a language model ({model}), which found it in none of the notes; no verdict")
    first = claim.evidence[0].quote if claim.evidence else None
    behind = (Styled(f" {words(first)}"), small(first.place.label)) if first else ()
    return (Styled(words(claim.quote)), Styled(f" ({say(asked, model=claim.asked_by)})."), *behind)


def _moved(claim: ClaimView) -> Runs:
    """Say where a claim stands and where its notes come from."""
    return (
        Styled(words(claim.quote)),
        Styled(
            " "
            + say(
                "stands under “{topic}”; its notes come from {table}.",
                topic=claim.topic,
                table=claim.moved_from,
            )
        ),
    )


def _pointing(claim: ClaimView) -> Runs:
    """Say where a claim stands that says nothing itself, and whether it holds."""
    where = say("stands under “{topic}”.", topic=claim.topic) if claim.topic else ""
    told = " ".join(filter(None, (where, visible(reword(claim.worth)))))
    return (Styled(words(claim.quote)), Styled(f" {told}" if told else ""))


def topics(view: ReportView) -> Iterator[Block]:
    """Give a row per topic: how much of its table the summary carries, how much of it has notes behind it."""
    if not view.topics:
        return
    yield Heading(1, say("Topic by topic"))
    full = max(view.topics, key=lambda topic: topic.coverage)
    bare = [topic for topic in view.topics if topic.coverage == 0]
    pointing = sum(topic.n_claims == topic.n_pointers > 0 for topic in bare)
    template = later("{n} summaries carry none.")
    if pointing:
        template = later("{n} summaries carry none, {pointing} of them for pointing elsewhere only.")
    if pointing == len(bare):
        template = later("{n} summaries carry none, because they only point elsewhere.")
    yield plain(
        say(
            "The summary of “{topic}” carries most: {share} of the notes of its table.",
            topic=full.topic,
            share=percent(full.coverage),
        ),
        say(template, n=len(bare), pointing=pointing) if len(bare) > 1 else "",
    )
    header = (say("Topic"), say("Table"), say("Notes"), say("In the summary"), say("Claims with notes"))
    yield Grid(
        say(
            "Notes of each table that are in its summary, "
            "and claims of the summary that have notes behind them"
        ),
        header,
        tuple(_topic(topic) for topic in view.topics),
        (0.38, 0.22, 0.09, 0.13, 0.18),
        (2, 3),
    )


def _topic(topic: TopicView) -> tuple[Runs, ...]:
    """Give the row of a topic."""
    backed = say("{n} of {total}", n=topic.n_supported, total=topic.n_claims)
    if topic.n_pointers:
        alone = topic.n_claims == topic.n_pointers
        pointing = says(topic.n_pointers, "{n} points elsewhere", "{n} point elsewhere")
        only = says(topic.n_pointers, "only points elsewhere", "only point elsewhere")
        backed = only if alone else f"{backed}, {pointing}"
    return cells(
        topic.topic,
        ", ".join(part for part in (topic.cafe, topic.table) if part),
        topic.n_notes,
        percent(topic.coverage),
        backed,
    )
