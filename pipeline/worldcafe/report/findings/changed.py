"""What is new since the last café: only of what both cafés had on their agenda can anything be said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from worldcafe.language.wording import count, percent, phrase, phrases, say
from worldcafe.report.findings.sentences import Parts, compose, listed, of_theme, quoted, suggestion_part
from worldcafe.report.model import Part

if TYPE_CHECKING:
    from worldcafe.report.model import Comparison, SuggestionView

NAMED = 2


def since_last(comparison: Comparison, suggestions: Sequence[SuggestionView]) -> Parts:
    """Say which suggestions of the last café are new on a topic that an earlier café had too."""
    if comparison.by != "cafe":
        return [Part(say("There is one café, so nothing can be new since the last."))]
    last = comparison.groups[-1]
    trends = dict(comparison.trends)
    again = trends.get("persisting", 0)
    back = Part(count(again, "suggestion"), ref="suggestions=persisting" if again else "")
    head = compose(phrase("Of {cafe}, {suggestions} had been made before."), cafe=last, suggestions=back)
    beyond = trends.get("first-asked", 0)
    told = [*_new([entry for entry in suggestions if entry.trend == "new"])]
    if not told and ("dropped" in trends or not beyond):
        told = [Part(say("On the topics that both had, nothing is new."))]
    if beyond:
        number = Part(count(beyond, "suggestion"), ref="suggestions=first-asked")
        template = phrase(
            "{suggestions} cannot be called new or old: nobody had been asked about their topics before."
        )
        told += [*([Part(" ")] if told else []), *compose(template, suggestions=number)]
    return [*head, Part(" "), *told, *_against(comparison)]


def _new(new: Sequence[SuggestionView]) -> Parts:
    """Name the first of the new suggestions."""
    if not new:
        return []
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


def _against(comparison: Comparison) -> Parts:
    """Say how many notes contradict what was said before."""
    if not comparison.contradictions:
        return []
    template = phrases(
        comparison.contradictions,
        "{notes} contradicts what was said before.",
        "{notes} contradict what was said before.",
    )
    number = Part(count(comparison.contradictions, "note"), ref="echoes" if comparison.rows else "")
    return [Part(" "), *compose(template, notes=number)]


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
