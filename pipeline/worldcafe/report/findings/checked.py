"""What the report missed, what it claims without notes or changed, and what its dismissals are worth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from worldcafe.report.findings.said import by_spread
from worldcafe.report.findings.sentences import Parts, count, listed, short, suggestion_part
from worldcafe.report.model import Part, Quote

if TYPE_CHECKING:
    from worldcafe.report.model import ClaimView, Gap, Note, SuggestionView, TopicView

Told = tuple[Parts, Sequence[Quote]]
WEIGHED = 2  # dismissals of which is told how much was said where they point
NONE = re.compile("^0 of")
NO_REPORT = "There is no report to hold against the notes."


def missed(claims: Sequence[ClaimView], gaps: Sequence[Gap], notes: Sequence[Note]) -> Told:
    """Say what was left out of the summaries, the most recurrent first, and how much in all."""
    if not claims:
        return [Part(NO_REPORT)], ()
    silent = sum(not note.claim_ids for note in notes)
    share = Part(f"{silent} of {count(len(notes), 'note')}", (("claim", ("none",)),))
    tail = [Part(" In all, "), share, Part(" left no trace in them.")]
    themes = [gap for gap in gaps if gap.what == "theme"]
    alone = Part(count(len(gaps) - len(themes), "suggestion"), ref="gaps")
    if not themes:
        lost = [alone, Part(" did not.")] if len(gaps) else [Part("so did every suggestion.")]
        return [Part("Every theme left a trace in the summaries; "), *lost, *tail], _first(gaps)
    named = [[Part(f"“{gap.name}”", ref=f"gap-{gap.ref}")] for gap in themes[:2]]
    head = Part(count(len(themes), "theme"), ref="gaps")
    verb = "is" if len(themes) == 1 else "are"
    which = ": " if len(themes) <= len(named) else ", first of all "
    more = [Part("; so are "), alone, Part(" outside these themes")] if len(gaps) > len(themes) else []
    middle = [Part(f" {verb} missing from the summaries{which}"), *listed(named), *more, Part(".")]
    return [head, *middle, *tail], _first(gaps)


def _first(gaps: Sequence[Gap]) -> Sequence[Quote]:
    """Quote the first gap."""
    return gaps[0].quotes[:1] if gaps else ()


def unfounded(claims: Sequence[ClaimView]) -> Told:
    """Say how many claims no note carries, how many say something else, how firmly the others stand."""
    if not claims:
        return [Part(NO_REPORT)], ()
    without = [claim for claim in claims if claim.verdict == "unsupported"]
    altered = [claim for claim in claims if claim.verdict == "altered"]
    first = Part(f"{len(without) or 'None'} of {count(len(claims), 'claim')}", ref="claims=unsupported")
    them = "it" if len(without) == 1 else "them"
    parts = [first, Part(f" {'has' if len(without) == 1 else 'have'} no note behind {them}.")]
    if altered:
        verb = "says" if len(altered) == 1 else "say"
        number = Part(f"{len(altered)} {'other' if len(altered) == 1 else 'others'}", ref="claims=altered")
        parts += [Part(" "), number, Part(f" {verb} something else than the closest notes.")]
    else:
        parts += [Part(" None changes what its notes say.")]
    return [*parts, *_strengths(claims)], tuple(claim.quote for claim in (altered or without)[:1])


def _strengths(claims: Sequence[ClaimView]) -> Parts:
    """Count apart how strongly the supported claims stand on their notes."""
    same = sum(claim.support == "same" for claim in claims)
    support = sum(claim.support == "support" for claim in claims)
    if not same + support:
        return []
    numbers = f"{same or 'none'} in the notes’ own words, {support or 'none'} in other words"
    return [Part(f" Of the others, {numbers}.")]


def dismissed(
    claims: Sequence[ClaimView],
    topics: Sequence[TopicView],
    notes: Sequence[Note],
    suggestions: Sequence[SuggestionView],
) -> Parts:
    """Say what the tables said whose summary only points elsewhere ("nothing new")."""
    pointers = [claim for claim in claims if claim.verdict == "pointer"]
    if not pointers:
        return [Part("It dismisses nothing." if claims else NO_REPORT)]
    tables = {
        (topic.cafe, topic.table)
        for topic in topics
        for claim in pointers
        if claim.claim_id in topic.claim_ids
    }
    head = Part(count(len(pointers), "claim"), ref="claims=pointer")
    verb = "points" if len(pointers) == 1 else "point"
    parts = [head, Part(f" only {verb} elsewhere, such as “{short(pointers[-1].quote.text)}”.")]
    weighed = [told for claim in pointers for told in [claim.reason.partition('"). ')[2]] if told]
    parts += [Part(f" {NONE.sub('None of', told)}") for told in weighed[:WEIGHED]]
    lost = _only_said_there(tables, notes, suggestions)
    if not tables:
        return parts
    where = "The table behind it" if len(tables) == 1 else f"The {len(tables)} tables behind them"
    if not lost:
        return [*parts, Part(f" {where} made no suggestion that the report lacks.")]
    named = listed([[suggestion_part(entry)] for entry in lost[:2]])
    total = Part(f" {where} made {count(len(lost), 'suggestion')} that no claim carries")
    which = ": " if len(lost) <= len(named) else ", such as "
    return [*parts, total, Part(which), *named, Part(".")]


def _only_said_there(
    tables: set[tuple[str, str]], notes: Sequence[Note], suggestions: Sequence[SuggestionView]
) -> list[SuggestionView]:
    """Give the suggestions of these tables that no claim carries, those of most tables first."""
    there = {note.note_id for note in notes if (note.place.cafe, note.place.table) in tables}
    return [
        entry
        for entry in by_spread(suggestions)
        if entry.in_report == "no" and any(quote.segment_id in there for quote in entry.quotes)
    ]
