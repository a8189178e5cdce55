"""What is new since the last café: only of what both cafés had on their agenda can anything be said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from worldcafe.report.findings.sentences import Parts, count, listed, of_theme, suggestion_part
from worldcafe.report.model import Part

if TYPE_CHECKING:
    from worldcafe.report.agenda import Agenda
    from worldcafe.report.model import Comparison, SuggestionView

NAMED = 2


def since_last(comparison: Comparison, suggestions: Sequence[SuggestionView], agenda: Agenda) -> Parts:
    """Say which suggestions of the last café are new on a topic that an earlier café had too."""
    if comparison.by != "cafe":
        return [Part("There is one café, so nothing can be new since the last.")]
    *before, last = comparison.groups
    against = _against(comparison)
    if not agenda.is_shared(before, last):
        text = f"The cafés shared no topic, so what {last} said cannot be called new."
        return [Part(text), *against]
    new = [
        entry
        for entry in suggestions
        if entry.trend == "new" and agenda.was_on(before, [quote.place for quote in entry.quotes])
    ]
    again = sum(entry.trend == "persisting" for entry in suggestions)
    back = Part(count(again, "suggestion"), ref="suggestions=persisting" if again else "")
    head = [Part(f"In {last}, "), back, Part(" came back. ")]
    if not new:
        return [*head, Part("On the topics that both had, nothing is new."), *against]
    named = listed([[suggestion_part(entry)] for entry in new[:NAMED]])
    which = ": " if len(new) <= NAMED else ", such as "
    told = f"On topics that were on the agenda before, {count(len(new), 'suggestion')} "
    return [*head, Part(f"{told}{'is' if len(new) == 1 else 'are'} new{which}"), *named, Part("."), *against]


def _against(comparison: Comparison) -> Parts:
    """Say how many notes contradict what was said before."""
    if not comparison.contradictions:
        return []
    verb = "contradicts" if comparison.contradictions == 1 else "contradict"
    number = Part(count(comparison.contradictions, "note"), ref="echoes" if comparison.rows else "")
    return [Part(" "), number, Part(f" {verb} what was said before.")]


def shifted(comparison: Comparison) -> Parts:
    """Say whose share of the notes differs most between the first and the last group."""
    rows = [row for row in comparison.rows if sum(map(bool, row.counts)) > 1]
    if not rows:
        return []
    first, last = comparison.groups[0], comparison.groups[-1]
    row = max(rows, key=lambda row: abs(row.shares[-1] - row.shares[0]))
    name = Part(f"“{row.name}”", ref=f"theme-{row.theme_id}")
    before = Part(f"{row.shares[0]:.0%}", (*of_theme(row.theme_id), (comparison.by, (first,))))
    after = Part(f"{row.shares[-1]:.0%}", (*of_theme(row.theme_id), (comparison.by, (last,))))
    middle = Part(f" of the notes in {_group(comparison, first)}, ")
    return [name, Part(" differs most: "), before, middle, after, Part(f" in {_group(comparison, last)}.")]


def _group(comparison: Comparison, group: str) -> str:
    """Name a group in a sentence."""
    return group if comparison.by == "cafe" or not group[:1].isdigit() else f"round {group}"
