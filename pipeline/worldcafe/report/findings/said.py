"""What came back most: suggestions first, by the tables that nobody had asked for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from worldcafe.language.wording import count, later, phrase, say, says
from worldcafe.report.findings.sentences import Parts, compose, note_voice, numbered, of_theme, theme_part
from worldcafe.report.model import Answer, Part
from worldcafe.report.places import group_places

if TYPE_CHECKING:
    from worldcafe.report.model import SuggestionView, ThemeView

CARRIED = {
    "no": later("missing"),
    "partly": later("partly in the report"),
    "yes": later("in the report"),
    "": "",
}
KEY, QUESTION = "recurs", later("What came back most?")
NAMED = 3


def came_back(suggestions: Sequence[SuggestionView], themes: Sequence[ThemeView], apart: str = "") -> Answer:
    """Say which suggestions came up at most tables that were not asked for them, then the widest subject.

    `apart` says that nothing is joined across languages, "" where there is one language.
    """
    subject = [*_subject(themes), *([Part(f" {apart}")] if apart else [])]
    again = [entry for entry in by_spread(suggestions) if entry.n_places > 1]
    if not again:
        voices = [
            note_voice(say("Of “{theme}”", theme=theme.name), said)
            for theme in themes[:1]
            for said in theme.exemplars[:1]
        ]
        return Answer(KEY, phrase(QUESTION), (*_none(suggestions), *subject), tuple(voices))
    total = say("{n} of {total}", n=len(again), total=count(len(suggestions), "suggestion"))
    number = Part(total, ref="suggestions=recurrent")
    head = compose(
        phrase("{suggestions} came back at a second place; a place is one table in one round."),
        suggestions=number,
    )
    unasked = any(entry.n_unasked for entry in again[:NAMED])
    order = later("First those that came up unasked: nothing on the agenda of the table called for them.")
    points = tuple((*numbered(entry), *_spread(entry)) for entry in again[:NAMED])
    head.append(Part(" " + say(order if unasked else later("First:"))))
    if again[0].number:
        told = later("“{no}” is a number in the list of suggestions.")
        head.insert(-1, Part(" " + say(told, no=say("No {n}", n=str(again[0].number)))))
    return Answer(KEY, phrase(QUESTION), tuple(head), (), points, tuple(subject))


def by_spread(suggestions: Sequence[SuggestionView]) -> list[SuggestionView]:
    """Sort suggestions by the tables that brought them up unasked, then by places and notes."""
    return sorted(suggestions, key=lambda entry: (-entry.n_unasked, -entry.n_places, -entry.n_notes))


def _spread(entry: SuggestionView) -> Parts:
    """Say at which tables a suggestion came up, whether unasked, and what the report has of it."""
    tables = list(dict.fromkeys(replace(quote.place, round="") for quote in entry.quotes))
    places = count(entry.n_places, "place")
    if len(tables) <= NAMED:
        named = group_places(tables)
        is_told = len(tables) == entry.n_places
        places = named if is_told else say("{places} at {tables}", places=places, tables=named)
    unasked = says(entry.n_unasked, "unasked at {n} table", "unasked at {n} tables")
    if entry.n_unasked == len(tables):
        unasked = say("unasked")
    told = (unasked if entry.n_unasked else "", say(CARRIED[entry.in_report]))
    link = Part(places, (("suggestion", (entry.suggestion_id,)),))
    return [Part(" ("), link, *(Part(f"; {text}") for text in told if text), Part(")")]


def _none(suggestions: Sequence[SuggestionView]) -> Parts:
    """Say that no suggestion came back."""
    if not suggestions:
        return [Part(say("The notes make no suggestion.") + " ")]
    if len({quote.place for entry in suggestions for quote in entry.quotes}) < 2:
        return [Part(say("All suggestions are of one place, so none can have come back at a second.") + " ")]
    return [Part(say("No suggestion was found again, in like words, at a second place.") + " ")]


def _subject(themes: Sequence[ThemeView]) -> Parts:
    """Name the subject that came up at most places."""
    if not themes:
        return []
    first = min(themes, key=lambda theme: (-theme.n_places, -theme.n_notes))
    notes = Part(count(first.n_notes, "note"), of_theme(first.theme_id))
    if first.n_places < 2:
        return compose(
            phrase("The widest subject is {theme} ({notes})."), theme=theme_part(first), notes=notes
        )
    places = count(first.n_places, "place")
    template = phrase("The widest subject is {theme} ({notes} at {places}).")
    return compose(template, theme=theme_part(first), notes=notes, places=places)
