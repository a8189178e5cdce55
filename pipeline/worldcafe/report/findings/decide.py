"""What to decide next: what came back and is in no report first, and topics for the next café."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from worldcafe.report.decided import is_undecided
from worldcafe.report.findings.said import by_spread
from worldcafe.report.findings.sentences import Parts, count, listed, numbered
from worldcafe.report.model import Part

if TYPE_CHECKING:
    import pandas as pd

    from worldcafe.report.model import SuggestionView

MOST = 10
TOPICS = 3
ORDER = {"no": 0, "": 0, "partly": 1, "yes": 2}
CARRIED = {"no": "missing", "partly": "partly in the report", "yes": "in the report", "": ""}


def decide_next(
    suggestions: Sequence[SuggestionView], topics: pd.DataFrame
) -> tuple[Parts, tuple[tuple[Part, ...], ...], Parts]:
    """Give a sentence, at most ten suggestions, and three topics for the next café."""
    after = _topics(topics)
    waiting = [entry for entry in suggestions if is_undecided(entry) and entry.quotes]
    if not waiting:
        return [Part("Nothing waits for a decision.")], (), after
    first = sorted(by_spread(waiting), key=lambda entry: (ORDER[entry.in_report], entry.n_places < 2))[:MOST]
    points = tuple((*numbered(entry), Part(_why(entry))) for entry in first)
    wait = "waits" if len(waiting) == 1 else "wait"
    number = Part(count(len(waiting), "suggestion"), ref="suggestions=undecided")
    which = f"; begin with these {len(first)}" if len(waiting) > len(first) else ""
    return [number, Part(f" {wait} for a decision{which}.")], points, after


def _why(entry: SuggestionView) -> str:
    """Say why a suggestion is on the list."""
    places = count(entry.n_places, "place") if entry.places else ""
    told = ", ".join(filter(None, (places, CARRIED[entry.in_report])))
    return f" ({told})" if told else ""


def _topics(topics: pd.DataFrame) -> Parts:
    """Name the topics that most deserve a table at the next café."""
    named: list[Parts] = [
        [Part(f"“{row['topic']}”", ref=f"theme-{row['theme_id']}")]
        for row in topics.head(TOPICS).to_dict("records")
    ]
    return [Part("For the next café: "), *listed(named), Part(".")] if named else []
