"""What the report missed, what it claims without notes or changed, and what its dismissals are worth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from worldcafe.language.reasons import HOLDS, HOLDS_NOT, HOLDS_PARTLY, reword
from worldcafe.language.wording import count, later, pair, phrase, phrases, say, says
from worldcafe.report.findings.said import by_spread
from worldcafe.report.findings.sentences import (
    SHORT,
    Parts,
    claim_voice,
    compose,
    from_where_they_differ,
    joined,
    listed,
    note_voice,
    quoted,
    short,
    suggestion_part,
)
from worldcafe.report.model import Part, Voice

if TYPE_CHECKING:
    from worldcafe.report.model import ClaimView, Gap, Note, SuggestionView, TopicView

Voices = Sequence[Voice]
Told = tuple[Parts, Voices]
WEIGHED = 2  # dismissals that are told, those first that do not hold
WORTH = {  # of a dismissal: said of one, said of several
    HOLDS_NOT: (later("does not hold"), *pair("{n} does not hold", "{n} do not hold")),
    HOLDS_PARTLY: (later("holds in part"), *pair("{n} holds in part", "{n} hold in part")),
    HOLDS: (later("holds"), *pair("{n} holds", "{n} hold")),
}
NO_REPORT = later("There is no report to hold against the notes.")


def missed(claims: Sequence[ClaimView], gaps: Sequence[Gap], notes: Sequence[Note]) -> Told:
    """Say what was left out of the summaries, the most recurrent first, and how much in all."""
    if not claims:
        return [Part(say(NO_REPORT))], ()
    silent = sum(not note.claim_ids for note in notes)
    share = Part(say("{n} of {total}", n=silent, total=count(len(notes), "note")), (("claim", ("none",)),))
    template = phrases(
        silent, "In all, {notes} was found in no claim.", "In all, {notes} were found in no claim."
    )
    if gaps:
        template = phrases(
            silent,
            "In all, {notes} was found in no claim: that is what “missing” means.",
            "In all, {notes} were found in no claim: that is what “missing” means.",
        )
    tail = [Part(" "), *compose(template, notes=share)]
    themes = [gap for gap in gaps if gap.what == "theme"]
    alone = Part(count(len(gaps) - len(themes), "suggestion"), ref="gaps")
    if not themes:
        template = phrases(
            len(gaps),
            "Every theme left a trace in the summaries; {suggestions} is missing.",
            "Every theme left a trace in the summaries; {suggestions} are missing.",
        )
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
            "{themes} are missing from the summaries, first of all {names}; and outside these themes {more}."
        )
    if first:
        return phrase("{themes} are missing from the summaries, first of all {names}.")
    if further:
        return phrases(
            themes,
            "{themes} is missing from the summaries: {names}; and outside this theme {more}.",
            "{themes} are missing from the summaries: {names}; and outside these themes {more}.",
        )
    return phrases(
        themes,
        "{themes} is missing from the summaries: {names}.",
        "{themes} are missing from the summaries: {names}.",
    )


def _first(gaps: Sequence[Gap]) -> Voices:
    """Quote the first gap, by a note that need not be cut where there is one."""
    lead = later("Of “{theme}”") if gaps and gaps[0].what == "theme" else later("Missing, for one")
    voices = [note_voice(say(lead, theme=gap.name), said) for gap in gaps[:1] for said in gap.quotes]
    return [*(told for told in voices if not told.text.endswith("…")), *voices][:1]


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
    return [*parts, *_strengths(claims)], [*_beside(altered or without), *_bare(without if altered else [])]


def _beside(claims: Sequence[ClaimView]) -> Voices:
    """Quote a claim and the note closest to it: the first that need not be cut, if there is one."""
    told = [_pair(claim) for claim in claims]
    whole = [pair for pair in told if not any("…" in voice.text for voice in pair)]
    return next(iter([*whole, *told]), [])


def _bare(claims: Sequence[ClaimView]) -> Voices:
    """Quote a claim for which no note was found: the first that need not be cut, if there is one."""
    told = [claim_voice(say("Without a note"), claim) for claim in claims]
    return next(([voice] for voice in told if "…" not in voice.text), told[:1])


def _pair(claim: ClaimView) -> Voices:
    """Quote a claim, and the note that comes closest to it."""
    if not claim.closest:
        return [claim_voice(say("The report"), claim)]
    one, other = from_where_they_differ(claim.quote.text, claim.closest.text)
    note = note_voice(say("The closest note"), claim.closest, other)
    return [claim_voice(say("The report"), claim, one), note]


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
    template = later("Of the others, {same} in the same words, {support} in other words.")
    return [Part(" " + say(template, same=same or say("none"), support=support or say("none")))]


def dismissed(
    claims: Sequence[ClaimView],
    topics: Sequence[TopicView],
    notes: Sequence[Note],
    suggestions: Sequence[SuggestionView],
) -> tuple[Parts, tuple[tuple[Part, ...], ...], Parts]:
    """Say whether claims that only point elsewhere ("nothing new") hold, and what their tables said."""
    pointers = [claim for claim in claims if claim.verdict == "pointer"]
    if not pointers:
        return [Part(say(later("It dismisses nothing.") if claims else NO_REPORT))], (), []
    head = Part(count(len(pointers), "claim"), ref="claims=pointer")
    template = phrases(len(pointers), "{claims} only points elsewhere.", "{claims} only point elsewhere.")
    worth = [sum(claim.worth.endswith(found) for claim in pointers) for found in WORTH]
    told = [says(n, *words[1:]) for n, words in zip(worth, WORTH.values(), strict=True) if n]
    if told:
        rest = len(pointers) - sum(worth)
        told += [says(rest, "{n} has no verdict", "{n} have no verdict")] if rest else []
        template = phrases(
            len(pointers),
            "{claims} only points elsewhere; as far as was found, {worth}.",
            "{claims} only point elsewhere; as far as was found, {worth}.",
        )
    weighed = sorted((claim for claim in pointers if claim.worth), key=_rank)
    points = tuple(tuple(_weigh(claim)) for claim in (weighed or pointers)[:WEIGHED])
    lost = _lost(pointers, topics, notes, suggestions)
    return compose(template, claims=head, worth=joined(told)), points, lost


def _rank(claim: ClaimView) -> int:
    """Give the place of a dismissal among others: what does not hold first, what has no verdict last."""
    return next((place for place, found in enumerate(WORTH) if claim.worth.endswith(found)), len(WORTH))


def _weigh(claim: ClaimView) -> Parts:
    """Quote a dismissal, say whether it holds, and by which number."""
    name = Part(quoted(short(claim.quote.text, SHORT * 2 // 3)), ref=f"claim-{claim.claim_id}")
    verdict = next((found for found in WORTH if claim.worth.endswith(found)), "")
    counted = claim.worth.removesuffix(verdict).strip()
    number = reword(counted)
    if verdict:
        template = phrase("{claim} {holds}. {number}")
        return compose(template, claim=name, holds=say(WORTH[verdict][0]), number=number)
    return compose(phrase("{claim}: {number}"), claim=name, number=number) if number else [name]


def _lost(
    pointers: Sequence[ClaimView],
    topics: Sequence[TopicView],
    notes: Sequence[Note],
    suggestions: Sequence[SuggestionView],
) -> Parts:
    """Say how many suggestions of the tables behind these claims are found in none."""
    ids = {claim.claim_id for claim in pointers}
    tables = {(topic.cafe, topic.table) for topic in topics if ids & set(topic.claim_ids)}
    if not tables:
        return []
    lost = _only_said_there(tables, notes, suggestions)
    where = says(len(tables), "The table behind it", "The {n} tables behind them")
    if not lost:
        return [Part(say("{tables} made no suggestion that the report lacks.", tables=where))]
    template = phrase("{tables} made {suggestions} that were found in no claim, such as {name}.")
    if len(lost) == 1:
        template = phrase("{tables} made {suggestions} that was found in no claim: {name}.")
    total = count(len(lost), "suggestion")
    return compose(template, tables=where, suggestions=total, name=suggestion_part(lost[0]))


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
