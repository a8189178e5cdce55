"""The tables behind the charts, each with the sentence that is its title and a text that stands in for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from worldcafe.language.wording import count, later, many, percent, phrases, say, says
from worldcafe.report.across import comparison_chart, trend_chart
from worldcafe.report.drawn import Chart, measure
from worldcafe.report.findings import traced
from worldcafe.report.findings.withheld import say_so
from worldcafe.report.model import Comparison, FamilyView, Note, SuggestionView, TopicView

if TYPE_CHECKING:
    from worldcafe.report.drawn import IdeaMap

MAP = (
    "note_id", "theme_id", "name", "family_id", "family", "colour", "kind", "status", "x", "y",
    "middle_x", "middle_y",
)  # fmt: skip


def tidy_charts(
    families: Sequence[FamilyView],
    notes: Sequence[Note],
    topics: Sequence[TopicView],
    suggestions: Sequence[SuggestionView],
    comparison: Comparison,
) -> tuple[Chart, ...]:
    """Give the charts that this run has data for."""
    made = (
        theme_chart(families, sum(entry.n_places > 1 for entry in suggestions)),
        table_chart(families, notes),
        heard_chart(notes),
        topic_chart(topics),
        suggestion_chart(suggestions),
        comparison_chart(comparison, families),
        trend_chart(suggestions, families, comparison),
    )
    return tuple(chart for chart in made if not chart.table.empty)


def withhold_titles(charts: Sequence[Chart], untold: str) -> tuple[Chart, ...]:
    """Give the charts, those whose title says that nothing recurs with what is left open instead."""
    left_open = say_so(later("What recurs is not told in every language"), untold).rstrip(".")
    return tuple(
        replace(chart, title=left_open, alt=chart.alt.replace(chart.title, left_open))
        if untold and chart.name in ("themes", "suggestions") and not _recurs(chart)
        else chart
        for chart in charts
    )


def _recurs(chart: Chart) -> bool:
    """Tell whether anything of a chart came up at more than one place."""
    return measure(chart.table) == "n_places"


def none_but(proposed: int) -> str:
    """Say that no theme recurs and so many suggestions do."""
    template = later("No theme came up at more than one place, but {suggestions} did")
    return say(template, suggestions=count(proposed, "suggestion"))


def theme_chart(families: Sequence[FamilyView], proposed: int = 0) -> Chart:
    """Tell how far each family recurs, with its status; `proposed` counts the suggestions that recur."""
    columns = ("family_id", "name", "n_places", "n_notes", "status", "told", "colour")
    table = pd.DataFrame([[getattr(entry, name) for name in columns] for entry in families], columns=columns)
    first = max(families, key=lambda entry: entry.n_places, default=None)
    if first is None or first.n_places < 2:
        none = say("None of the themes came up at more than one place")
        title = none_but(proposed) if proposed else none
        if fullest := max(families, key=lambda entry: entry.n_notes, default=None):
            title += "; " + say("“{theme}” has the most notes, {n}", theme=fullest.name, n=fullest.n_notes)
    else:
        widest = later("“{theme}” came up at the most places, {n}")
        if not first.is_alone:
            widest = later("The family “{theme}” came up at the most places, {n}")
        title = say(widest, theme=first.name, n=first.n_places)
    if any(entry.status for entry in families):
        themes, missing = _themes_of(families), sum(entry.n_missing for entry in families)
        total = count(themes, "theme")
        title += "; "
        if missing:
            title += say("the summaries miss {n} of {themes}", n=missing, themes=total)
        else:
            title += say("the summaries miss none of {themes}", themes=total)
    return Chart("themes", title, _alt(title, table, "name"), table)


def _themes_of(families: Sequence[FamilyView]) -> int:
    """Count the themes of families."""
    return sum(len(entry.themes) for entry in families)


def table_chart(families: Sequence[FamilyView], notes: Sequence[Note]) -> Chart:
    """Count the notes of each family at each table."""
    tables = tuple(dict.fromkeys(note.place.table_label for note in notes))
    shown = families if len(tables) > 1 else ()
    family = {theme.theme_id: entry.family_id for entry in families for theme in entry.themes}
    counts = Counter(
        (family.get(note.theme_ids[0], ""), note.place.table_label) for note in notes if note.theme_ids
    )
    rows = [
        (entry.family_id, entry.name, table, counts[entry.family_id, table], entry.colour)
        for entry in shown
        for table in tables
    ]
    table = pd.DataFrame(rows, columns=["family_id", "name", "table", "n_notes", "colour"])
    widest = max(families, key=lambda entry: entry.n_tables, default=None)
    title = ""
    if widest:
        template = later("“{theme}” reached {n} of {total} tables")
        title = say(template, theme=widest.name, n=widest.n_tables, total=len(tables))
    alt = say("Heat map of notes per family of themes and table. {title}.", title=title)
    return Chart("tables", title, alt, table)


def heard_chart(notes: Sequence[Note]) -> Chart:
    """Tell which share of each table's notes stands behind a claim, whichever summary the claim is of."""
    tables = (
        [] if not any(note.claim_ids for note in notes) else dict.fromkeys(n.place.table_label for n in notes)
    )
    said = Counter(note.place.table_label for note in notes)
    heard = Counter(note.place.table_label for note in notes if note.claim_ids)
    rows = [(table, said[table], heard[table], heard[table] / said[table]) for table in tables]
    rows.sort(key=lambda row: -row[3])
    table = pd.DataFrame(rows, columns=["table", "n_notes", "n_heard", "share"])
    title = ""
    if rows:
        first, last = rows[0], rows[-1]
        title = say("{share} of the notes stand behind a claim", share=percent(first[3]))
        if len(rows) > 1:
            title = say(
                "{most} of the notes of {first} stand behind a claim, {least} of those of {last}",
                most=percent(first[3]),
                first=first[0],
                least=percent(last[3]),
                last=last[0],
            )
    told = "; ".join(
        f"{name}: {say('{n} of {total}', n=number, total=count(total, 'note'))}"
        for name, total, number, _ in rows
    )
    return Chart("heard", title, f"{title}. {told}.", table)


def topic_chart(topics: Sequence[TopicView]) -> Chart:
    """Tell how much of each table its summary carries."""
    columns = ("topic", "cafe", "table", "n_notes", "n_claims", "n_supported", "coverage")
    table = pd.DataFrame([[getattr(topic, name) for name in columns] for topic in topics], columns=columns)
    table = table.assign(behind=[traced(topic) for topic in topics])
    least = min(topics, key=lambda topic: topic.coverage, default=None)
    silent = [topic for topic in topics if not topic.coverage]
    title = ""
    if least:
        template = later("The summary of “{topic}” carries least: {share} of its notes")
        title = say(template, topic=least.topic, share=percent(least.coverage))
    if len(silent) > 1:
        template = later("{n} of {total} summaries carry nothing of their own table's notes")
        title = say(template, n=len(silent), total=len(topics))
    told = "; ".join(
        say(
            "{topic}: {share} of the notes reach the summary, {claims}, {behind}",
            topic=topic.topic,
            share=percent(topic.coverage),
            claims=count(topic.n_claims, "claim"),
            behind=traced(topic),
        )
        for topic in topics
    )
    return Chart("topics", title, f"{title}. {told}.", table)


def suggestion_chart(suggestions: Sequence[SuggestionView]) -> Chart:
    """List the suggestions made at more than one place, with whether the report has them."""
    columns = ("suggestion_id", "text", "n_places", "n_notes", "in_report")
    again = [entry for entry in suggestions if entry.n_places > 1]
    table = pd.DataFrame([[getattr(entry, name) for name in columns] for entry in again], columns=columns)
    missing = sum(entry.in_report == "no" for entry in again)
    total = count(len(suggestions), "suggestion")
    title = says(
        len(again),
        "{n} of {suggestions} came up at more than one place",
        "{n} of {suggestions} came up at more than one place",
        suggestions=total,
    )
    if not again:
        title = say("None of {suggestions} came up at more than one place", suggestions=total)
    if any(entry.in_report for entry in again):
        template = phrases(
            missing, "{n} of them is missing from the report", "{n} of them are missing from the report"
        )
        title += "; " + template.format(n=many(missing) if missing else say("none"))
    return Chart("suggestions", title, _alt(title, table, "text"), table)


def map_charts(families: Sequence[FamilyView], laid: IdeaMap) -> tuple[Chart, ...]:
    """Place every themed note on the map of ideas; nothing where there are no themes."""
    if not laid.dots:
        return ()
    homes = {theme.theme_id: (family, theme) for family in families for theme in family.themes}
    middles = {island.theme_id: (island.x, island.y) for area in laid.areas for island in area.islands}
    rows = []
    for dot in laid.dots:
        family, theme = homes[dot.theme_id]
        own = (dot.note_id, dot.theme_id, theme.name, family.family_id, family.name, family.colour)
        rows.append((*own, dot.kind, dot.status, dot.x, dot.y, *middles[dot.theme_id]))
    table = pd.DataFrame(rows, columns=MAP)
    largest = max(families, key=lambda family: family.n_notes)
    total = sum(family.n_notes for family in families)
    ideas = count(max(total, len(rows)), "idea")
    title = say(
        "{ideas} in {themes}, most about “{theme}”",
        ideas=say("{n} of {total}", n=len(rows), total=ideas) if len(rows) < total else ideas,
        themes=count(_themes_of(families), "theme"),
        theme=largest.name,
    )
    alt = say("Map of ideas: each dot is a note among the notes of its theme. {title}.", title=title)
    return (Chart("map", title, alt, table),)


def _alt(title: str, table: pd.DataFrame, label: str) -> str:
    """Put a bar chart of places in words: its title and its first rows."""
    first, size = table.head(8), measure(table)
    rows = "; ".join(f"{name} {many(value)}" for name, value in zip(first[label], first[size], strict=True))
    template = later("{title}. Bars, places: {values}.")
    if len(table) > len(first):
        template = later("{title}. Bars, places: {values}; and more.")
    if size == "n_notes":
        template = later("{title}. Bars, notes: {values}.")
    return say(template, title=title, values=rows)
