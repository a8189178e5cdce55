"""What the report missed, what it claims without notes or changed, and what its dismissals are worth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from worldcafe.language.reasons import HOLDS, HOLDS_NOT, HOLDS_PARTLY, reword
from worldcafe.language.wording import count, joined, later, pair, phrase, phrases, say, says
from worldcafe.report.findings.said import by_spread
from worldcafe.report.findings.sentences import (
    BRIEF,
    Parts,
    claim_voice,
    compose,
    from_where_they_differ,
    note_voice,
    quoted,
    short,
)
from worldcafe.report.model import Part, Voice

if TYPE_CHECKING:
    from worldcafe.report.model import ClaimView, Gap, Note, SuggestionView, TopicView

Voices = Sequence[Voice]
Told = tuple[Parts, Voices]
TOLD = 2  # gaps that are quoted; dismissals that are told, those first that do not hold
WORTH = {  # of a dismissal: said of one, said of several
    HOLDS_NOT: (later("is wrong"), *pair("{n} is wrong", "{n} are wrong")),
    HOLDS_PARTLY: (later("is right in part"), *pair("{n} is right in part", "{n} are right in part")),
    HOLDS: (later("is right"), *pair("{n} is right", "{n} are right")),
}
UNTOLD = (  # of dismissals that have no verdict: what only leads elsewhere, what has nothing to count
    pair("{n} says only where to read on", "{n} say only where to read on"),
    pair("{n} cannot be checked", "{n} cannot be checked"),
)
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
    voices = [voice for gap in gaps[:TOLD] for voice in _quoted(gap, notes)]
    if not themes:
        template = phrases(
            len(gaps),
            "Every theme left a trace in the summaries; {suggestions} is missing.",
            "Every theme left a trace in the summaries; {suggestions} are missing.",
        )
        if not gaps:
            template = phrase("Every theme left a trace in the summaries; so did every suggestion.")
        return [*compose(template, suggestions=alone), *tail], voices
    head = Part(count(len(themes), "theme"), ref="gaps")
    template = phrases(
        len(themes), "{themes} is missing from the summaries.", "{themes} are missing from the summaries."
    )
    if len(gaps) > len(themes):
        template = phrases(
            len(themes),
            "{themes} is missing from the summaries, and outside this theme {more}.",
            "{themes} are missing from the summaries, and outside these themes {more}.",
        )
    return [*compose(template, themes=head, more=alone), *tail], voices


def _quoted(gap: Gap, notes: Sequence[Note]) -> Voices:
    """Quote a gap, by a note that need not be cut where there is one, with the count that makes it one."""
    lead = say("Missing, from {places}", places=count(gap.n_places, "place"))
    if gap.what == "theme":
        carried = sum(bool(note.claim_ids) for note in notes if gap.ref in note.theme_ids[:1])
        template = later("Of “{theme}” ({n} of {notes} in a claim)")
        lead = say(template, theme=gap.name, n=carried, notes=count(gap.n_notes, "note"))
    voices = [note_voice(lead, said) for said in gap.quotes]
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
    return parts, [*_beside(altered or without), *_bare(without if altered else [])]


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
    template = phrases(
        len(pointers),
        "Instead of telling what its table said, {claims} only points elsewhere.",
        "Instead of telling what their tables said, {claims} only point elsewhere.",
    )
    told = compose(template, claims=head)
    worth = [sum(claim.worth.endswith(found) for claim in pointers) for found in WORTH]
    leads = sum(bool(claim.worth) for claim in pointers) - sum(worth)
    rest = len(pointers) - sum(worth) - leads
    counts = zip((*worth, leads, rest), (*(words[1:] for words in WORTH.values()), *UNTOLD), strict=True)
    if sum(worth) + leads:
        found = joined([says(n, *words) for n, words in counts if n])
        told.append(Part(" " + say("As far as was found, {worth}.", worth=found)))
    weighed = sorted((claim for claim in pointers if claim.worth), key=_rank)
    points = tuple(tuple(_weigh(claim)) for claim in (weighed or pointers)[:TOLD])
    lost = _lost(pointers, topics, notes, suggestions)
    return told, points, lost


def _rank(claim: ClaimView) -> int:
    """Give the place of a dismissal among others: what does not hold first, what has no verdict last."""
    return next((place for place, found in enumerate(WORTH) if claim.worth.endswith(found)), len(WORTH))


def _weigh(claim: ClaimView) -> Parts:
    """Quote a dismissal, say whether it holds, and by which number."""
    name = Part(quoted(short(claim.quote.text, BRIEF)), ref=f"claim-{claim.claim_id}")
    verdict = next((found for found in WORTH if claim.worth.endswith(found)), "")
    counted = claim.worth.removesuffix(verdict).strip()
    number = reword(counted)
    if not number:
        return [name]
    holds = say(WORTH[verdict][0] if verdict else later("says only where to read on"))
    return compose(phrase("{claim} {holds}. {number}"), claim=name, holds=holds, number=number)


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
        return [Part(" " + say("{tables} made no suggestion that the report lacks.", tables=where))]
    told = says(
        len(lost),
        "{tables} made {suggestions} that was found in no claim.",
        "{tables} made {suggestions} that were found in no claim.",
        tables=where,
        suggestions=count(len(lost), "suggestion"),
    )
    return [Part(f" {told}")]


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
