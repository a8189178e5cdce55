"""What of a large run stands on its page: all that is told, and samples of what there is too much of.

Counts are always those of the whole run. What is left out stands in the tables and, for suggestions, in the
workbook; the page says how many of how many it shows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from worldcafe.language.wording import say

if TYPE_CHECKING:
    from worldcafe.report.drawn import Chart
    from worldcafe.report.model import Note, Quote, ReportView, SuggestionView, ThemeView
    from worldcafe.settings import ReportSettings

ENTRY = "suggestion-"  # what leads to an entry of the register begins so


def excerpt(view: ReportView, limits: ReportSettings) -> ReportView:
    """Give the view with no more notes, suggestions, gaps and quotes than the limits allow.

    The register keeps its order: first comes what recurs most. Of the notes stay all that something else
    on the page quotes, then as many of each theme as its size allows, evenly spread over its notes.
    """
    shorter = replace(
        view,
        suggestions=ranked(view, limits.suggestions),
        gaps=tuple(
            entry
            for what in ("theme", "suggestion")
            for entry in [gap for gap in view.gaps if gap.what == what][: limits.suggestions]
        ),
        echoes=view.echoes[: limits.suggestions],
    )
    if len(view.notes) <= limits.notes:
        return shorter
    few = limits.quotes
    shorter = replace(
        shorter,
        suggestions=tuple(replace(entry, quotes=entry.quotes[:few]) for entry in shorter.suggestions),
        gaps=tuple(replace(gap, quotes=gap.quotes[:few]) for gap in shorter.gaps),
        claims=tuple(replace(claim, evidence=claim.evidence[:few]) for claim in view.claims),
        themes=tuple(_shorter(theme, few) for theme in view.themes),
    )
    quoted = {quote.segment_id for quote in _quotes(shorter)}
    notes = sample(view.notes, limits.notes, quoted)
    kept = {note.note_id for note in notes}
    themes = {
        theme.theme_id: replace(theme, note_ids=tuple(name for name in theme.note_ids if name in kept))
        for theme in shorter.themes
    }
    return replace(
        shorter,
        notes=notes,
        themes=tuple(themes.values()),
        families=tuple(
            replace(family, themes=tuple(themes[theme.theme_id] for theme in family.themes))
            for family in shorter.families
        ),
    )


def sample(
    notes: Sequence[Note], most: int, kept: set[str] | frozenset[str] = frozenset()
) -> tuple[Note, ...]:
    """Give `most` notes in their order, those in `kept` first and the others spread over all themes.

    A theme gets its share of the room that is left, and from its notes every so-manyth. More than `most` come
    only where `kept` has more.
    """
    if len(notes) <= most:
        return tuple(notes)
    loose: dict[str, list[str]] = defaultdict(list)
    for note in notes:
        if note.note_id not in kept:
            loose[next(iter(note.theme_ids), "")].append(note.note_id)
    room = max(0, most - sum(note.note_id in kept for note in notes)) / max(1, sum(map(len, loose.values())))
    chosen = {name for group in loose.values() for name in _spread(group, int(room * len(group)))}
    return tuple(note for note in notes if note.note_id in kept or note.note_id in chosen)


def _spread(names: Sequence[str], number: int) -> list[str]:
    """Give so many names, evenly spread over all of them."""
    return [names[place * len(names) // number] for place in range(number)]


def ranked(view: ReportView, most: int) -> tuple[SuggestionView, ...]:
    """Give the first suggestions of the register, those that a finding leads to, and those decided on."""
    named = {part.ref for finding in view.findings for part in finding.parts + finding.after}
    named |= {part.ref for finding in view.findings for point in finding.points for part in point}
    return tuple(
        entry
        for place, entry in enumerate(view.suggestions)
        if place < most or f"{ENTRY}{entry.suggestion_id}" in named or entry.decisions or entry.same_as
    )


def _shorter(theme: ThemeView, most: int) -> ThemeView:
    """Give a theme with fewer quotes for each side of what it is about."""
    return replace(
        theme,
        disputes=tuple(
            replace(dispute, in_favour=dispute.in_favour[:most], against=dispute.against[:most])
            for dispute in theme.disputes[:most]
        ),
    )


def _quotes(view: ReportView) -> Iterator[Quote]:
    """Give all that is quoted beside the notes themselves."""
    for finding in view.findings:
        yield from finding.quotes
    for entry in view.suggestions:
        yield from entry.quotes
    for gap in view.gaps:
        yield from gap.quotes
    for echo in view.echoes:
        yield from (echo.later, echo.earlier)
    for theme in view.themes:
        yield from theme.exemplars
        for dispute in theme.disputes:
            yield from (*dispute.in_favour, *dispute.against)
    for claim in view.claims:
        yield from (item.quote for item in claim.evidence)
        yield from (*claim.near, *((claim.closest,) if claim.closest else ()))


def narrow(chart: Chart, tables: frozenset[str], most: int) -> Chart:
    """Give a chart that sets tables beside each other with some of them alone, and no list above `most`."""
    shown, part = chart.table, ""
    if "table" in shown and shown["table"].nunique() > len(tables):
        shown = shown[shown["table"].isin(tables)]
        part = say("Shown are the {n} tables with most notes.", n=len(tables))
    elif "table" not in shown and "suggestion_id" in shown and len(shown) > most:
        shown = shown.head(most)
        part = say("Shown are the first {n}.", n=most)
    return replace(chart, alt=f"{chart.alt} {part}", table=shown) if part else chart


def largest_tables(notes: Sequence[Note], most: int) -> frozenset[str]:
    """Give the labels of the tables with most notes, at most so many."""
    counts = Counter(note.place.table_label for note in notes)
    return frozenset(sorted(counts, key=lambda name: -counts[name])[:most])
