"""Pieces that the answers are made of: counts, names that lead to their entry, lists."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from worldcafe.report.model import Part

if TYPE_CHECKING:
    from worldcafe.report.model import Filter, SuggestionView, ThemeView, TopicView

Parts = list[Part]
SHORT = 76  # characters of a suggestion in a sentence


def count(number: int, word: str) -> str:
    """Give "1 note", "2 notes", "no notes"."""
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"


def traced(topic: TopicView) -> str:
    """Say what stands behind the claims of a topic: "5 with notes behind them, 1 points elsewhere"."""
    doubtful = topic.n_claims - topic.n_supported - topic.n_pointers
    verb = "points" if topic.n_pointers == 1 else "point"
    if topic.n_pointers == topic.n_claims:
        return f"only {verb} elsewhere"
    if topic.n_supported == topic.n_claims:
        return "with notes behind it" if topic.n_claims == 1 else "all with notes behind them"
    supported = (
        f"{topic.n_supported or 'none'} with notes behind {'it' if topic.n_supported == 1 else 'them'}"
    )
    pointing = f"{topic.n_pointers} {verb} elsewhere" if topic.n_pointers else ""
    return ", ".join(filter(None, (supported, pointing, f"{doubtful} in doubt" if doubtful else "")))


def of_theme(*themes: str) -> Filter:
    """Give the filter for the notes of these themes."""
    return (("theme", themes),)


def theme_part(theme: ThemeView) -> Part:
    """Name a theme, leading to its entry."""
    return Part(f"“{theme.name}”", ref=f"theme-{theme.theme_id}")


def suggestion_part(entry: SuggestionView) -> Part:
    """Name a suggestion, leading to its entry."""
    return Part(f"“{short(entry.text)}”", ref=f"suggestion-{entry.suggestion_id}")


def numbered(entry: SuggestionView) -> Parts:
    """Name a suggestion with the number by which it is cited."""
    return [Part(f"No {entry.number} " if entry.number else ""), suggestion_part(entry)]


def short(text: str) -> str:
    """Give the first words of a text."""
    return textwrap.shorten(text.rstrip(". "), SHORT, placeholder=" …")


def listed(items: Sequence[Parts]) -> Parts:
    """Join pieces as "a, b and c"."""
    parts: Parts = []
    for place, item in enumerate(items):
        if place:
            parts.append(Part(" and " if place == len(items) - 1 else ", "))
        parts += item
    return parts
