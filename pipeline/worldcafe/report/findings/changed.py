"""What is new since the last café: only of what both cafés had on their agenda can anything be said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from worldcafe.language.wording import count, percent, phrase, phrases, say
from worldcafe.report.findings.said import by_spread
from worldcafe.report.findings.sentences import (
    BRIEF,
    Parts,
    compose,
    listed,
    of_theme,
    quoted,
    short,
    suggestion_part,
)
from worldcafe.report.model import Part

if TYPE_CHECKING:
    from worldcafe.report.model import Comparison, Echo, SuggestionView

NAMED = 2


def since_last(
    comparison: Comparison, suggestions: Sequence[SuggestionView], echoes: Sequence[Echo] = ()
) -> Parts:
    """Say which suggestions of the last café are new on a topic that an earlier café had too.

    Where no topic was shared, that nothing can be called new comes first, with the reason.
    """
    if comparison.by != "cafe":
        return [Part(say("There is one café, so nothing can be new since the last."))]
    told = [*_new(comparison, suggestions), *_again(comparison, suggestions)]
    return [*told, *_against(echoes, are_listed=bool(comparison.rows))]


def _new(comparison: Comparison, suggestions: Sequence[SuggestionView]) -> Parts:
    """Say what is new where that can be said, and of how many suggestions it cannot."""
    new = [entry for entry in suggestions if entry.trend == "new"]
    trends = dict(comparison.trends)
    beyond = trends.get("first-asked", 0)
    number = Part(count(beyond, "suggestion"), ref="suggestions=first-asked")
    cafe = comparison.groups[-1]
    if new:
        told = _named(new)
    elif "dropped" in trends or not beyond:
        told = [Part(say("On the topics that both had, nothing is new."))]
    else:
        template = phrases(
            beyond,
            "Whether {suggestions} that only {cafe} made is new cannot be told: "
            "no earlier café was asked about its topic.",
            "Whether the {suggestions} that only {cafe} made are new cannot be told: "
            "no earlier café was asked about their topics.",
        )
        return compose(template, suggestions=number, cafe=cafe)
    if not beyond:
        return told
    template = phrase("Of {suggestions} nobody can say: no earlier café had their topics.")
    return [*told, Part(" "), *compose(template, suggestions=number)]


def _named(new: Sequence[SuggestionView]) -> Parts:
    """Name the first of the new suggestions."""
    named = listed([[suggestion_part(entry)] for entry in new[:NAMED]])
    template = phrases(
        len(new),
        "On topics that were on the agenda before, {suggestions} is new: {names}.",
        "On topics that were on the agenda before, {suggestions} are new: {names}.",
    )
    if len(new) > NAMED:
        template = phrase("On topics that were on the agenda before, {suggestions} are new, such as {names}.")
    number = Part(count(len(new), "suggestion"), ref="suggestions=new")
    return compose(template, suggestions=number, names=named)


def _again(comparison: Comparison, suggestions: Sequence[SuggestionView]) -> Parts:
    """Say how many suggestions of earlier cafés were made again at the last, and name the first."""
    again = by_spread([entry for entry in suggestions if entry.trend == "persisting"])
    cafe = comparison.groups[-1]
    if not again:
        return [Part(" " + say("No suggestion of an earlier café was made again in {cafe}.", cafe=cafe))]
    template = phrases(
        len(again),
        "{suggestions} of an earlier café was made again in {cafe}: {name}.",
        "{suggestions} of earlier cafés were made again in {cafe}, first of all {name}.",
    )
    number = Part(count(len(again), "suggestion"), ref="suggestions=persisting")
    return [
        Part(" "),
        *compose(template, suggestions=number, cafe=cafe, name=suggestion_part(again[0], BRIEF)),
    ]


def _against(echoes: Sequence[Echo], *, are_listed: bool) -> Parts:
    """Say how many notes contradict what was said before, and quote the first."""
    against = [echo for echo in echoes if echo.verdict == "contradicts"]
    if not against:
        return []
    n_notes = len({echo.later.segment_id for echo in against})
    template = phrases(
        n_notes,
        "{notes} seems to contradict what was said before: {now}.",
        "{notes} seem to contradict what was said before, such as {now}.",
    )
    number = Part(count(n_notes, "note"), ref="echoes" if are_listed else "")
    first = min((echo.later for echo in against), key=lambda quote: len(quote.text) > BRIEF)
    now = Part(quoted(short(first.text, BRIEF)), ref=f"n-{first.segment_id}")
    return [Part(" "), *compose(template, notes=number, now=now)]


def shifted(comparison: Comparison) -> Parts:
    """Say whose share of the notes differs most between the first and the last group."""
    rows = [row for row in comparison.rows if sum(map(bool, row.counts)) > 1]
    if not rows:
        return []
    first, last = comparison.groups[0], comparison.groups[-1]
    row = max(rows, key=lambda row: abs(row.shares[-1] - row.shares[0]))
    name = Part(quoted(row.name), ref=f"theme-{row.theme_id}")
    before = Part(percent(row.shares[0]), (*of_theme(row.theme_id), (comparison.by, (first,))))
    after = Part(percent(row.shares[-1]), (*of_theme(row.theme_id), (comparison.by, (last,))))
    template = phrase("{theme} differs most: {before} of the notes in {first}, {after} in {last}.")
    groups = {"first": _group(comparison, first), "last": _group(comparison, last)}
    return compose(template, theme=name, before=before, after=after, **groups)


def _group(comparison: Comparison, group: str) -> str:
    """Name a group in a sentence."""
    return group if comparison.by == "cafe" or not group[:1].isdigit() else say("round {n}", n=group)
