"""What is new since the last café: only of what both cafés had on their agenda can anything be said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from worldcafe.language.wording import count, percent, phrase, phrases, say
from worldcafe.report.findings.sentences import Parts, compose, listed, of_theme, quoted, suggestion_part
from worldcafe.report.model import Part

if TYPE_CHECKING:
    from worldcafe.report.agenda import Agenda
    from worldcafe.report.model import Comparison, SuggestionView

NAMED = 2


def since_last(comparison: Comparison, suggestions: Sequence[SuggestionView], agenda: Agenda) -> Parts:
    """Say which suggestions of the last café are new on a topic that an earlier café had too."""
    if comparison.by != "cafe":
        return [Part(say("There is one café, so nothing can be new since the last."))]
    *before, last = comparison.groups
    against = _against(comparison)
    if not agenda.is_shared(before, last):
        text = say("The cafés shared no topic, so what {cafe} said cannot be called new.", cafe=last)
        return [Part(text), *against]
    new = [
        entry
        for entry in suggestions
        if entry.trend == "new" and agenda.was_on(before, [quote.place for quote in entry.quotes])
    ]
    again = sum(entry.trend == "persisting" for entry in suggestions)
    back = Part(count(again, "suggestion"), ref="suggestions=persisting" if again else "")
    head = [*compose(phrase("In {cafe}, {suggestions} came back."), cafe=last, suggestions=back), Part(" ")]
    if not new:
        return [*head, Part(say("On the topics that both had, nothing is new.")), *against]
    named = listed([[suggestion_part(entry)] for entry in new[:NAMED]])
    template = phrases(
        len(new),
        "On topics that were on the agenda before, {suggestions} is new: {names}.",
        "On topics that were on the agenda before, {suggestions} are new: {names}.",
    )
    if len(new) > NAMED:
        template = phrase("On topics that were on the agenda before, {suggestions} are new, such as {names}.")
    told = compose(template, suggestions=count(len(new), "suggestion"), names=named)
    return [*head, *told, *against]


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
