"""What came back most: suggestions first, by the tables that nobody had asked for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from worldcafe.language.wording import count, later, phrase, phrases, say
from worldcafe.report.findings.sentences import Parts, compose, numbered, of_theme, theme_part
from worldcafe.report.model import Answer, Part

if TYPE_CHECKING:
    from worldcafe.report.model import SuggestionView, ThemeView

KEY, QUESTION = "recurs", later("What came back most?")
NAMED = 3


def came_back(suggestions: Sequence[SuggestionView], themes: Sequence[ThemeView], apart: str = "") -> Answer:
    """Say which suggestions came up at most tables that were not asked for them, then the widest subject.

    `apart` says that nothing is joined across languages, "" where there is one language.
    """
    subject = [*_subject(themes), *([Part(f" {apart}")] if apart else [])]
    again = [entry for entry in by_spread(suggestions) if entry.n_places > 1]
    if not again:
        quotes = themes[0].exemplars[:1] if themes else ()
        return Answer(KEY, phrase(QUESTION), (*_none(suggestions), *subject), tuple(quotes))
    total = say("{n} of {total}", n=len(again), total=count(len(suggestions), "suggestion"))
    number = Part(total, ref="suggestions=recurrent")
    template = phrase("{suggestions} came back at a second place; a place is one table in one round. First:")
    head = tuple(compose(template, suggestions=number))
    points = tuple((*numbered(entry), *_spread(entry)) for entry in again[:NAMED])
    return Answer(KEY, phrase(QUESTION), head, (), points, tuple(subject))


def by_spread(suggestions: Sequence[SuggestionView]) -> list[SuggestionView]:
    """Sort suggestions by the tables that brought them up unasked, then by places and notes."""
    return sorted(suggestions, key=lambda entry: (-entry.n_unasked, -entry.n_places, -entry.n_notes))


def _spread(entry: SuggestionView) -> Parts:
    """Say at how many places a suggestion came up, and how many tables had not been asked for it."""
    places = Part(count(entry.n_places, "place"), (("suggestion", (entry.suggestion_id,)),))
    if not entry.n_unasked:
        return [Part(" ("), places, Part(")")]
    template = phrases(entry.n_unasked, "{places}, unasked at {n} table", "{places}, unasked at {n} tables")
    return [Part(" ("), *compose(template, places=places, n=str(entry.n_unasked)), Part(")")]


def _none(suggestions: Sequence[SuggestionView]) -> Parts:
    """Say that no suggestion came back."""
    if not suggestions:
        return [Part(say("The notes make no suggestion.") + " ")]
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
