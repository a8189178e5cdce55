"""What came back most: suggestions first, by the tables that nobody had asked for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from worldcafe.report.findings.sentences import Parts, count, numbered, of_theme, theme_part
from worldcafe.report.model import Answer, Part

if TYPE_CHECKING:
    from worldcafe.report.model import SuggestionView, ThemeView

KEY, QUESTION = "recurs", "What came back most?"
NAMED = 3


def came_back(suggestions: Sequence[SuggestionView], themes: Sequence[ThemeView]) -> Answer:
    """Say which suggestions came up at most tables that were not asked for them, then the widest subject."""
    again = [entry for entry in by_spread(suggestions) if entry.n_places > 1]
    if not again:
        quotes = themes[0].exemplars[:1] if themes else ()
        return Answer(KEY, QUESTION, (*_none(suggestions), *_subject(themes)), tuple(quotes))
    number = Part(f"{len(again)} of {count(len(suggestions), 'suggestion')}", ref="suggestions=recurrent")
    head = (number, Part(" came back at a second place; a place is one table in one round. First:"))
    points = tuple((*numbered(entry), *_spread(entry)) for entry in again[:NAMED])
    return Answer(KEY, QUESTION, head, (), points, tuple(_subject(themes)))


def by_spread(suggestions: Sequence[SuggestionView]) -> list[SuggestionView]:
    """Sort suggestions by the tables that brought them up unasked, then by places and notes."""
    return sorted(suggestions, key=lambda entry: (-entry.n_unasked, -entry.n_places, -entry.n_notes))


def _spread(entry: SuggestionView) -> Parts:
    """Say at how many places a suggestion came up, and how many tables had not been asked for it."""
    places = Part(count(entry.n_places, "place"), (("suggestion", (entry.suggestion_id,)),))
    unasked = f", unasked at {count(entry.n_unasked, 'table')}" if entry.n_unasked else ""
    return [Part(" ("), places, Part(f"{unasked})")]


def _none(suggestions: Sequence[SuggestionView]) -> Parts:
    """Say that no suggestion came back."""
    if not suggestions:
        return [Part("The notes make no suggestion. ")]
    return [Part("No suggestion was found again, in like words, at a second place. ")]


def _subject(themes: Sequence[ThemeView]) -> Parts:
    """Name the subject that came up at most places."""
    if not themes:
        return []
    first = min(themes, key=lambda theme: (-theme.n_places, -theme.n_notes))
    notes = Part(count(first.n_notes, "note"), of_theme(first.theme_id))
    where = f" at {count(first.n_places, 'place')}" if first.n_places > 1 else ""
    return [Part("The widest subject is "), theme_part(first), Part(" ("), notes, Part(f"{where}).")]
