"""The tables behind the charts, each with the sentence that is its title and a text that stands in for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from worldcafe.report.drawn import Chart
from worldcafe.report.findings import count, traced
from worldcafe.report.findings.withheld import say_so
from worldcafe.report.model import Comparison, Contrast, Note, SuggestionView, ThemeView, TopicView

if TYPE_CHECKING:
    from worldcafe.report.drawn import IdeaMap

TRENDS = ("dropped", "persisting", "new")


def compare(
    themes: Sequence[ThemeView], notes: Sequence[Note], suggestions: Sequence[SuggestionView]
) -> Comparison:
    """Compare themes and suggestions across cafes, or themes across rounds where there is only one cafe."""
    by = next((field for field in ("cafe", "round") if len(_groups(notes, field)) > 1), "")
    groups = _groups(notes, by) if by else ()
    sizes = Counter(getattr(note.place, by) for note in notes) if by else Counter()
    rows = []
    counts = Counter((note.theme_ids[0], getattr(note.place, by)) for note in notes if by and note.theme_ids)
    for theme in themes if by else ():
        numbers = tuple(counts[theme.theme_id, group] for group in groups)
        shares = tuple(number / sizes[group] for number, group in zip(numbers, groups, strict=True))
        rows.append(Contrast(theme.theme_id, theme.name, numbers, shares))
    trends = Counter(entry.trend for entry in suggestions if by == "cafe")
    told = tuple((trend, trends[trend]) for trend in TRENDS if trends[trend])
    return Comparison(by, groups, tuple(sizes[group] for group in groups), tuple(rows), told)


def _groups(notes: Sequence[Note], field: str) -> tuple[str, ...]:
    """Give the cafes, or the rounds, in the order of the sources (rounds: sorted, as tables repeat them)."""
    found = dict.fromkeys(getattr(note.place, field) for note in notes)
    found.pop("", None)
    return tuple(found) if field == "cafe" else tuple(sorted(found, key=lambda name: (len(name), name)))


def tidy_charts(
    themes: Sequence[ThemeView],
    notes: Sequence[Note],
    topics: Sequence[TopicView],
    suggestions: Sequence[SuggestionView],
    comparison: Comparison,
) -> tuple[Chart, ...]:
    """Give the charts that this run has data for."""
    made = (
        theme_chart(themes),
        table_chart(themes, notes),
        topic_chart(topics),
        suggestion_chart(suggestions),
        comparison_chart(comparison),
        trend_chart(suggestions, comparison),
    )
    return tuple(chart for chart in made if not chart.table.empty)


def withhold_titles(charts: Sequence[Chart], untold: str) -> tuple[Chart, ...]:
    """Give the charts, those whose title says that nothing recurs with what is left open instead."""
    left_open = say_so("What recurs is", untold).rstrip(".")
    return tuple(
        replace(chart, title=left_open, alt=chart.alt.replace(chart.title, left_open))
        if untold and chart.title.startswith("None of ")
        else chart
        for chart in charts
    )


def number_charts(numbers: pd.DataFrame) -> tuple[Chart, ...]:
    """Tell how well themes come back by their number, and where this run stands; nothing for few notes."""
    found = numbers[numbers["is_found"].astype(bool)].to_dict("records")
    if not found:
        return ()
    low, high = numbers["stability"].min(), numbers["stability"].max()
    title = (
        f"Grouped into {found[0]['n_themes']} themes, notes come back at {found[0]['stability']:.2f} of 1 "
        f"when a fifth is left out; other numbers of themes reach {low:.2f} to {high:.2f}"
    )
    columns = (numbers[name] for name in ("n_themes", "stability", "separation"))
    told = ", ".join(f"{n} themes {one:.2f} and {other:.2f}" for n, one, other in zip(*columns, strict=True))
    return (Chart("numbers", title, f"{title}. Stability and separation: {told}.", numbers),)


def theme_chart(themes: Sequence[ThemeView]) -> Chart:
    """Tell how far each theme recurs, with its status."""
    columns = ("theme_id", "name", "n_places", "n_notes", "status")
    table = pd.DataFrame([[getattr(theme, name) for name in columns] for theme in themes], columns=columns)
    recurrent = sum(theme.n_places > 1 for theme in themes)
    gaps = sum(theme.status == "gap" and theme.n_places > 1 for theme in themes)
    title = f"{recurrent or 'None'} of {len(themes)} themes came up at more than one place"
    if any(theme.status for theme in themes):
        title += f"; the summaries miss {gaps or 'none'} of them"
    return Chart("themes", title, _alt(title, table, "name", "n_places", "places"), table)


def table_chart(themes: Sequence[ThemeView], notes: Sequence[Note]) -> Chart:
    """Count the notes of each theme at each table."""
    tables = tuple(dict.fromkeys(note.place.table_label for note in notes))
    counts = Counter((note.theme_ids[0], note.place.table_label) for note in notes if note.theme_ids)
    rows = [
        (theme.theme_id, theme.name, table, counts[theme.theme_id, table])
        for theme in themes
        for table in tables
    ]
    table = pd.DataFrame(rows, columns=["theme_id", "name", "table", "n_notes"])
    widest = max(themes, key=lambda theme: theme.n_tables, default=None)
    title = f"“{widest.name}” reached {widest.n_tables} of {len(tables)} tables" if widest else ""
    return Chart("tables", title, f"Heat map of notes per theme and table. {title}.", table)


def topic_chart(topics: Sequence[TopicView]) -> Chart:
    """Tell how much of each table its summary carries."""
    columns = ("topic", "cafe", "table", "n_notes", "n_claims", "n_supported", "coverage")
    table = pd.DataFrame([[getattr(topic, name) for name in columns] for topic in topics], columns=columns)
    table = table.assign(behind=[traced(topic) for topic in topics])
    least = min(topics, key=lambda topic: topic.coverage, default=None)
    silent = [topic for topic in topics if not topic.coverage]
    title = (
        f"The summary of “{least.topic}” carries least: {least.coverage:.0%} of its notes" if least else ""
    )
    if len(silent) > 1:
        title = f"{len(silent)} of {len(topics)} summaries carry nothing of their own table's notes"
    told = "; ".join(
        f"{topic.topic}: {topic.coverage:.0%} of the notes reach the summary, "
        f"{count(topic.n_claims, 'claim')}, {traced(topic)}"
        for topic in topics
    )
    return Chart("topics", title, f"{title}. {told}.", table)


def suggestion_chart(suggestions: Sequence[SuggestionView]) -> Chart:
    """List the suggestions made at more than one place, with whether the report has them."""
    columns = ("suggestion_id", "text", "n_places", "n_notes", "in_report")
    again = [entry for entry in suggestions if entry.n_places > 1]
    table = pd.DataFrame([[getattr(entry, name) for name in columns] for entry in again], columns=columns)
    missing = sum(entry.in_report == "no" for entry in again)
    title = f"{len(again) or 'None'} of {len(suggestions)} suggestions were made at more than one place"
    if any(entry.in_report for entry in again):
        title += f"; {missing or 'none'} of them {'is' if missing == 1 else 'are'} missing from the report"
    return Chart("suggestions", title, _alt(title, table, "text", "n_places", "places"), table)


def comparison_chart(comparison: Comparison) -> Chart:
    """Tell what share of each group's notes every theme has."""
    rows = [
        (row.theme_id, row.name, comparison.by, group, number, share)
        for row in comparison.rows
        for group, number, share in zip(comparison.groups, row.counts, row.shares, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["theme_id", "name", "by", "group", "n_notes", "share"])
    both = sum(all(row.counts) for row in comparison.rows)
    word = {"cafe": "cafés", "round": "rounds"}.get(comparison.by, "")
    which = "both" if len(comparison.groups) == 2 else f"all {len(comparison.groups)}"
    title = f"{both} of {len(comparison.rows)} themes came up in {which} {word}"
    return Chart(
        "comparison", title, f"Share of the notes that each theme has, by {comparison.by}. {title}.", table
    )


def trend_chart(suggestions: Sequence[SuggestionView], comparison: Comparison) -> Chart:
    """Count per theme the suggestions that came back at the last cafe, that are new, that did not return."""
    names = {"": "No theme", **{row.theme_id: row.name for row in comparison.rows}}
    told = suggestions if comparison.trends else ()
    kept = [entry for entry in told if entry.trend in TRENDS and entry.theme_id in names]
    counts = Counter((entry.theme_id, entry.trend) for entry in kept)
    themes = dict.fromkeys(entry.theme_id for entry in kept)
    order = sorted(
        themes,
        key=lambda theme: (-counts[theme, "persisting"], -sum(counts[theme, trend] for trend in TRENDS)),
    )
    rows = [(theme, names[theme], *(counts[theme, trend] for trend in TRENDS)) for theme in order]
    table = pd.DataFrame(rows, columns=["theme_id", "name", *TRENDS])
    total = table[list(TRENDS)].sum()
    title = (
        f"{total['persisting']} of {len(kept)} suggestions came back at the last café "
        f"({comparison.groups[-1]}), {total['new']} were new there"
        if kept
        else ""
    )
    shown = "; ".join(
        f"{name}: {dropped} not raised again, {persisting} came back, {new} new"
        for _, name, dropped, persisting, new in rows[:8]
    )
    return Chart(
        "trend", title, f"{title}. By theme: {shown}{'; and more.' if len(rows) > 8 else '.'}", table
    )


def map_charts(themes: Sequence[ThemeView], laid: IdeaMap) -> tuple[Chart, ...]:
    """Place every themed note on the map of ideas; nothing where there are no themes."""
    if not laid.dots:
        return ()
    names = {theme.theme_id: theme.name for theme in themes}
    rows = [
        (dot.note_id, dot.theme_id, names[dot.theme_id], dot.kind, dot.status, dot.x, dot.y)
        for dot in laid.dots
    ]
    table = pd.DataFrame(rows, columns=["note_id", "theme_id", "name", "kind", "status", "x", "y"])
    largest = max(themes, key=lambda theme: theme.n_notes, default=None)
    title = f"{len(rows)} ideas in {len(themes)} themes" + (
        f", most about “{largest.name}”" if largest else ""
    )
    alt = f"Map of ideas: each dot is a note among the notes of its theme. {title}."
    return (Chart("map", title, alt, table),)


def _alt(title: str, table: pd.DataFrame, label: str, number: str, unit: str) -> str:
    """Put a bar chart in words: its title and its first rows."""
    rows = [
        f"{name} {value}" for name, value in zip(table[label].head(8), table[number].head(8), strict=True)
    ]
    return f"{title}. Bars, {unit}: {'; '.join(rows)}" + ("; and more." if len(table) > len(rows) else ".")
