"""What the summaries leave out, what most deserves a look first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from worldcafe.report.model import Gap, SuggestionView, ThemeView


def find_gaps(themes: Sequence[ThemeView], suggestions: Sequence[SuggestionView]) -> tuple[Gap, ...]:
    """Give themes that are gaps, then suggestions outside them that no claim carries.

    First come those with most suggestions that recur and that no claim carries, and such a one is quoted;
    then those that most tables brought up unasked, then those of most places.
    """
    lost: dict[str, list[SuggestionView]] = defaultdict(list)
    for entry in suggestions:
        if entry.in_report == "no":
            lost[entry.theme_id].append(entry)
    missed = [theme for theme in themes if theme.status == "gap"]
    told = {theme.theme_id for theme in missed}
    of_themes = [_of_theme(theme, lost[theme.theme_id]) for theme in missed]
    alone = [_alone(entry) for theme, entries in lost.items() if theme not in told for entry in entries]
    return tuple(gap for _, gap in (*_first(of_themes), *_first(alone)))


Weighed = tuple[tuple[int, int], Gap]  # suggestions that recur, tables that nobody had asked


def _first(gaps: Sequence[Weighed]) -> list[Weighed]:
    """Sort gaps: by recurring suggestions, by tables that were not asked, by places, by notes."""
    return sorted(
        gaps, key=lambda found: (*(-number for number in found[0]), -found[1].n_places, -found[1].n_notes)
    )


def _of_theme(theme: ThemeView, lost: Sequence[SuggestionView]) -> Weighed:
    """Give a theme as a gap, with the suggestions that recur before its central notes."""
    again = [entry for entry in lost if entry.n_places > 1]
    quotes = (*(entry.quotes[0] for entry in again), *theme.exemplars)
    said = "theme", theme.theme_id, theme.name, theme.status_reason
    unasked = max((entry.n_unasked for entry in lost), default=0)
    return (len(again), unasked), Gap(*said, theme.n_notes, theme.n_places, quotes)


def _alone(entry: SuggestionView) -> Weighed:
    """Give a suggestion as a gap."""
    said = "suggestion", entry.suggestion_id, entry.shown, ""
    recurs = int(entry.n_places > 1)
    return (recurs, entry.n_unasked), Gap(*said, entry.n_notes, entry.n_places, entry.quotes)
