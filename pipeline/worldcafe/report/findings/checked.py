"""What the report missed, what it claims without notes or changed, and what its dismissals are worth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from worldcafe.language.reasons import reword
from worldcafe.language.wording import count, later, phrase, phrases, say, says
from worldcafe.report.findings.said import by_spread
from worldcafe.report.findings.sentences import Parts, compose, listed, quoted, short, suggestion_part
from worldcafe.report.model import Part, Quote

if TYPE_CHECKING:
    from worldcafe.report.model import ClaimView, Gap, Note, SuggestionView, TopicView

Told = tuple[Parts, Sequence[Quote]]
WEIGHED = 2  # dismissals of which is told how much was said where they point
NONE = re.compile("^0 of")
NO_REPORT = later("There is no report to hold against the notes.")


def missed(claims: Sequence[ClaimView], gaps: Sequence[Gap], notes: Sequence[Note]) -> Told:
    """Say what was left out of the summaries, the most recurrent first, and how much in all."""
    if not claims:
        return [Part(say(NO_REPORT))], ()
    silent = sum(not note.claim_ids for note in notes)
    share = Part(say("{n} of {total}", n=silent, total=count(len(notes), "note")), (("claim", ("none",)),))
    tail = [Part(" "), *compose(phrase("In all, {notes} left no trace in them."), notes=share)]
    themes = [gap for gap in gaps if gap.what == "theme"]
    alone = Part(count(len(gaps) - len(themes), "suggestion"), ref="gaps")
    if not themes:
        template = phrase("Every theme left a trace in the summaries; {suggestions} did not.")
        if not gaps:
            template = phrase("Every theme left a trace in the summaries; so did every suggestion.")
        return [*compose(template, suggestions=alone), *tail], _first(gaps)
    named = [[Part(quoted(gap.name), ref=f"gap-{gap.ref}")] for gap in themes[:2]]
    head = Part(count(len(themes), "theme"), ref="gaps")
    told = compose(_missing(len(themes), len(named), len(gaps)), themes=head, names=listed(named), more=alone)
    return [*told, *tail], _first(gaps)


def _missing(themes: int, named: int, gaps: int) -> str:
    """Give the template that tells of so many themes, of which so many are named, among so many gaps."""
    first, further = themes > named, gaps > themes
    if first and further:
        return phrase(
            "{themes} are missing from the summaries, first of all {names}; "
            "so are {more} outside these themes."
        )
    if first:
        return phrase("{themes} are missing from the summaries, first of all {names}.")
    if further:
        return phrases(
            themes,
            "{themes} is missing from the summaries: {names}; so are {more} outside these themes.",
            "{themes} are missing from the summaries: {names}; so are {more} outside these themes.",
        )
    return phrases(
        themes,
        "{themes} is missing from the summaries: {names}.",
        "{themes} are missing from the summaries: {names}.",
    )


def _first(gaps: Sequence[Gap]) -> Sequence[Quote]:
    """Quote the first gap."""
    return gaps[0].quotes[:1] if gaps else ()


def unfounded(claims: Sequence[ClaimView]) -> Told:
    """Say for how many claims no note was found, how many say something else, how firmly the others stand."""
    if not claims:
        return [Part(say(NO_REPORT))], ()
    without = [claim for claim in claims if claim.verdict == "unsupported"]
    altered = [claim for claim in claims if claim.verdict == "altered"]
    of = say("{n} of {total}", n=len(without), total=count(len(claims), "claim"))
    template = phrases(
        len(without),
        "No note was found for {claims}; look before you believe it.",
        "No note was found for {claims}; look before you believe them.",
    )
    parts = compose(template, claims=Part(of, ref="claims=unsupported"))
    others = says(len(altered), "{n} other", "{n} others")
    if not without:
        parts, others = [Part(_all_noted(claims))], count(len(altered), "claim")
    parts = [*parts, Part(" ")]
    if altered:
        template = phrases(
            len(altered),
            "{others} says something else than the closest notes.",
            "{others} say something else than the closest notes.",
        )
        parts += compose(template, others=Part(others, ref="claims=altered"))
    else:
        parts += [Part(say("None was found to change what its notes say."))]
    return [*parts, *_strengths(claims)], tuple(claim.quote for claim in (altered or without)[:1])


def _all_noted(claims: Sequence[ClaimView]) -> str:
    """Say that notes were found for all claims, and which are not meant by that."""
    if any(claim.verdict == "pointer" for claim in claims):
        return say("A note was found for every claim, but for those that only point elsewhere.")
    return say("A note was found for every claim.")


def _strengths(claims: Sequence[ClaimView]) -> Parts:
    """Count apart how strongly the supported claims stand on their notes."""
    same = sum(claim.support == "same" for claim in claims)
    support = sum(claim.support == "support" for claim in claims)
    if not same + support:
        return []
    template = later("Of the others, {same} in the notes’ own words, {support} in other words.")
    return [Part(" " + say(template, same=same or say("none"), support=support or say("none")))]


def dismissed(
    claims: Sequence[ClaimView],
    topics: Sequence[TopicView],
    notes: Sequence[Note],
    suggestions: Sequence[SuggestionView],
) -> Parts:
    """Say what the tables said whose summary only points elsewhere ("nothing new")."""
    pointers = [claim for claim in claims if claim.verdict == "pointer"]
    if not pointers:
        return [Part(say(later("It dismisses nothing.") if claims else NO_REPORT))]
    tables = {
        (topic.cafe, topic.table)
        for topic in topics
        for claim in pointers
        if claim.claim_id in topic.claim_ids
    }
    head = Part(count(len(pointers), "claim"), ref="claims=pointer")
    template = phrases(
        len(pointers),
        "{claims} only points elsewhere, such as “{text}”.",
        "{claims} only point elsewhere, such as “{text}”.",
    )
    parts = compose(template, claims=head, text=short(pointers[-1].quote.text))
    weighed = [told for claim in pointers for told in [claim.reason.partition('"). ')[2]] if told]
    parts += [Part(f" {reword(NONE.sub('None of', told))}") for told in weighed[:WEIGHED]]
    lost = _only_said_there(tables, notes, suggestions)
    if not tables:
        return parts
    where = says(len(tables), "The table behind it", "The {n} tables behind them")
    if not lost:
        told = say("{tables} made no suggestion that the report lacks.", tables=where)
        return [*parts, Part(f" {told}")]
    template = phrase("{tables} made {suggestions} that no claim carries: {names}.")
    if len(lost) > 2:
        template = phrase("{tables} made {suggestions} that no claim carries, such as {names}.")
    named = listed([[suggestion_part(entry)] for entry in lost[:2]])
    total = count(len(lost), "suggestion")
    return [*parts, Part(" "), *compose(template, tables=where, suggestions=total, names=named)]


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
