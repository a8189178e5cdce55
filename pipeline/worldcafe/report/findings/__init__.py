"""The six answers that a committee needs first, each in a sentence or two.

sentences  pieces that the answers are made of
said       what came back most
sections   tables of which the report says next to nothing
checked    what the report missed, claims to look at again, what its dismissals are worth
changed    what is new since the last café
withheld   what cannot be told in the language of the notes
decide     what to decide next, and what to talk about at the next café
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from worldcafe.language.wording import later, say
from worldcafe.report.decided import is_undecided
from worldcafe.report.findings.changed import shifted, since_last
from worldcafe.report.findings.checked import dismissed, missed, unfounded
from worldcafe.report.findings.decide import decide_next
from worldcafe.report.findings.said import came_back
from worldcafe.report.findings.sections import thin_sections
from worldcafe.report.findings.sentences import short, traced
from worldcafe.report.findings.withheld import answer
from worldcafe.report.model import Answer, Part
from worldcafe.report.quote import REMOVED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from worldcafe.report.model import (
        ClaimView,
        Comparison,
        Echo,
        Gap,
        Note,
        SuggestionView,
        ThemeView,
        TopicView,
    )

__all__ = ["Material", "shifted", "short", "six_findings", "traced"]

WITHHELD = {
    "recurs": later("Suggestions are not told in every language"),
    "missed": later("What is missing is not told in every language"),
    "unfounded": later("Verdicts are not told in every language"),
    "dismissed": later("Dismissals are not told in every language"),
    "changed": later("What is new is not told in every language"),
    "next": later("Suggestions are not told in every language"),
}


@dataclass(frozen=True)
class Material:
    """What the answers are drawn from; `next_topics` are rows of the table `NextTopics`."""

    notes: Sequence[Note]
    themes: Sequence[ThemeView]
    claims: Sequence[ClaimView]
    topics: Sequence[TopicView]
    gaps: Sequence[Gap]
    suggestions: Sequence[SuggestionView]
    comparison: Comparison
    echoes: Sequence[Echo]
    next_topics: pd.DataFrame
    untold: str = ""  # how many notes are in languages that findings are not told in
    apart: str = ""  # that notes in several languages are not joined across them


def six_findings(made: Material) -> tuple[Answer, ...]:
    """Give the answers in the order in which a committee asks; one with nothing to say is a short line."""
    lost, of_lost = missed(made.claims, made.gaps, made.notes)
    thin = thin_sections(made.topics, made.notes)
    doubted, beside = unfounded(made.claims)
    worth, weighed, unheard = dismissed(made.claims, made.topics, made.notes, made.suggestions)
    new = since_last(made.comparison, made.suggestions, made.echoes)
    choice, points, after, topics = decide_next(made.suggestions, made.next_topics, made.notes)
    told = _with_what_is_open(
        made,
        (
            came_back(made.suggestions, made.themes, made.apart),
            Answer("missed", say("What did the report miss?"), (*thin, *lost), tuple(of_lost)),
            Answer("unfounded", say("Which claims need a second look?"), tuple(doubted), tuple(beside)),
            Answer("dismissed", say("Is the report’s “nothing new” right?"), (*worth, *unheard), (), weighed),
            Answer("changed", say("What is new since the last café?"), tuple(new)),
            Answer("next", say("What to decide next?"), tuple(choice), (), points, tuple(after), topics),
        ),
    )
    return tuple(_with_bar_explained(told))


def _with_bar_explained(findings: Sequence[Answer]) -> Iterator[Answer]:
    """Say below the first answer that shows one what a bar is."""
    is_told = False
    for finding in findings:
        texts = [part.text for part in finding.all_parts] + [voice.text for voice in finding.voices]
        if is_told or not any(REMOVED in text for text in texts):
            yield finding
            continue
        is_told = True
        told = say("{bar} stands for a name or a role that was taken out.", bar=REMOVED)
        yield replace(finding, after=(*finding.after, Part(f" {told}" if finding.after else told)))


def _with_what_is_open(made: Material, findings: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Withhold answers of none that the notes' languages do not allow, and say what is left open."""
    verdicts = {claim.verdict for claim in made.claims}
    asked, is_compared = bool(made.claims), made.comparison.by == "cafe"
    found = {
        "recurs": (True, any(entry.n_places > 1 for entry in made.suggestions)),
        "missed": (asked, bool(made.gaps)),
        "unfounded": (asked, bool(verdicts & {"altered", "unsupported"})),
        "dismissed": (asked, "pointer" in verdicts),
        "changed": (is_compared, any(entry.trend for entry in made.suggestions)),
        "next": (True, any(is_undecided(entry) for entry in made.suggestions)),
    }
    told = []
    for finding in findings:
        is_asked, is_found = found[finding.key]
        untold = made.untold if is_asked else ""
        parts = answer(finding.parts, WITHHELD[finding.key], untold, found=is_found)
        told.append(replace(finding, parts=tuple(parts)))
    return tuple(told)
