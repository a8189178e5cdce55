"""Across cafés or rounds: the share of notes that each theme has, and what became of suggestions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from worldcafe.language.wording import count, later, say
from worldcafe.report.drawn import Chart
from worldcafe.report.model import Comparison, Contrast, FamilyView, Note, SuggestionView

TRENDS = ("dropped", "persisting", "new")
UNSHARED = ("first-asked", "not-asked")  # neither new nor dropped can be said of these


def compare(
    families: Sequence[FamilyView], notes: Sequence[Note], suggestions: Sequence[SuggestionView]
) -> Comparison:
    """Compare themes and suggestions across cafes, or themes across rounds where there is only one cafe."""
    by = next((field for field in ("cafe", "round") if len(_groups(notes, field)) > 1), "")
    groups = _groups(notes, by) if by else ()
    sizes = Counter(getattr(note.place, by) for note in notes) if by else Counter()
    counts = Counter((note.theme_ids[0], getattr(note.place, by)) for note in notes if by and note.theme_ids)

    def contrast(key: str, name: str, themes: Sequence[str]) -> Contrast:
        numbers = tuple(sum(counts[theme, group] for theme in themes) for group in groups)
        return Contrast(
            key, name, numbers, tuple(n / sizes[group] for n, group in zip(numbers, groups, strict=True))
        )

    shown = families if by else ()
    trends = Counter(entry.trend for entry in suggestions if by == "cafe")
    return Comparison(
        by,
        groups,
        tuple(sizes[group] for group in groups),
        rows=tuple(
            contrast(theme.theme_id, theme.name, (theme.theme_id,))
            for family in shown
            for theme in family.themes
        ),
        families=tuple(
            contrast(family.family_id, family.name, [theme.theme_id for theme in family.themes])
            for family in shown
        ),
        trends=tuple((trend, trends[trend]) for trend in (*TRENDS, *UNSHARED) if trends[trend]),
    )


def _groups(notes: Sequence[Note], field: str) -> tuple[str, ...]:
    """Give the cafes, or the rounds, in the order of the sources (rounds: sorted, as tables repeat them)."""
    found = dict.fromkeys(getattr(note.place, field) for note in notes)
    found.pop("", None)
    return tuple(found) if field == "cafe" else tuple(sorted(found, key=lambda name: (len(name), name)))


def comparison_chart(comparison: Comparison, families: Sequence[FamilyView]) -> Chart:
    """Tell what share of each group's notes every family of themes has."""
    colours = {family.family_id: family.colour for family in families}
    rows = [
        (row.theme_id, row.name, comparison.by, group, number, share, colours[row.theme_id])
        for row in comparison.families
        for group, number, share in zip(comparison.groups, row.counts, row.shares, strict=True)
    ]
    columns = ["family_id", "name", "by", "group", "n_notes", "share", "colour"]
    table = pd.DataFrame(rows, columns=columns)
    both = sum(all(row.counts) for row in comparison.rows)
    cafes = (
        later("{n} of {themes} came up in both cafés"),
        later("{n} of {themes} came up in all {total} cafés"),
    )
    rounds = (
        later("{n} of {themes} came up in both rounds"),
        later("{n} of {themes} came up in all {total} rounds"),
    )
    template = (cafes if comparison.by == "cafe" else rounds)[len(comparison.groups) != 2]
    themes = count(len(comparison.rows), "theme")
    title = say(template, n=both, themes=themes, total=len(comparison.groups))
    alt = later("Share of the notes that each family of themes has, by cafe. {title}.")
    if comparison.by != "cafe":
        alt = later("Share of the notes that each family of themes has, by round. {title}.")
    alt = say(alt, title=title)
    return Chart("comparison", title, alt, table)


def trend_chart(
    suggestions: Sequence[SuggestionView], families: Sequence[FamilyView], comparison: Comparison
) -> Chart:
    """Count per family the suggestions that came back at the last cafe, that are new, that did not return.

    Nothing is drawn where the cafés shared no topic of those that did not come back.
    """
    home = {theme.theme_id: family for family in families for theme in family.themes}
    names = {"": say("No theme"), **{family.family_id: family.name for family in families}}
    trends = dict(comparison.trends)
    unshared = sum(trends.get(trend, 0) for trend in UNSHARED)
    told = () if unshared and not {"new", "dropped"} & trends.keys() else suggestions
    kept = [
        (home[entry.theme_id].family_id if entry.theme_id else "", entry.trend)
        for entry in told
        if entry.trend in TRENDS and (not entry.theme_id or entry.theme_id in home)
    ]
    counts = Counter(kept)
    order = sorted(
        dict.fromkeys(family for family, _ in kept),
        key=lambda family: (-counts[family, "persisting"], -sum(counts[family, trend] for trend in TRENDS)),
    )
    colours = {family.family_id: family.colour for family in families}
    rows = [(family, names[family], *(counts[family, trend] for trend in TRENDS)) for family in order]
    table = pd.DataFrame(rows, columns=["family_id", "name", *TRENDS])
    table["colour"] = [colours.get(family, 0) for family in order]
    total = table[list(TRENDS)].sum()
    title = ""
    if kept:
        words = later(
            "{n} of {total} suggestions came back at the last café ({cafe}), {new} first came up there"
        )
        if unshared:
            words = later(
                "Where the cafés shared a topic, {n} of {total} suggestions came back at the last ({cafe}), "
                "{new} first came up there; on other topics: {unshared}"
            )
        cafe = comparison.groups[-1] if comparison.groups else ""
        numbers = {"n": total["persisting"], "total": len(kept), "new": total["new"], "unshared": unshared}
        title = say(words, cafe=cafe, **numbers)
    template = later("{theme}: {dropped} not raised again, {persisting} came back, {new} first made there")
    shown = "; ".join(
        say(template, theme=name, **dict(zip(TRENDS, numbers, strict=True))) for _, name, *numbers in rows
    )
    alt = say("{title}. By family of themes: {values}.", title=title, values=shown)
    return Chart("trend", title, alt, table)
