"""What to decide next: what came back and is in no report first, and topics for the next café."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from worldcafe.language.wording import count, later, phrase, phrases, say
from worldcafe.report.decided import is_undecided
from worldcafe.report.findings.said import CARRIED, by_spread
from worldcafe.report.findings.sentences import Parts, compose, listed, numbered, quoted
from worldcafe.report.model import Part

if TYPE_CHECKING:
    import pandas as pd

    from worldcafe.report.model import SuggestionView

MOST = 10
TOPICS = 3
ORDER = {"no": 0, "": 0, "partly": 1, "yes": 2}


def decide_next(
    suggestions: Sequence[SuggestionView], topics: pd.DataFrame
) -> tuple[Parts, tuple[tuple[Part, ...], ...], Parts]:
    """Give a sentence, at most ten suggestions, and three topics for the next café."""
    after = _topics(topics)
    waiting = [entry for entry in suggestions if is_undecided(entry) and entry.quotes]
    if not waiting:
        return [Part(say("Nothing waits for a decision."))], (), after
    first = sorted(by_spread(waiting), key=lambda entry: (ORDER[entry.in_report], entry.n_places < 2))[:MOST]
    points = tuple((*numbered(entry), Part(_why(entry))) for entry in first)
    number = Part(count(len(waiting), "suggestion"), ref="suggestions=undecided")
    template = phrases(
        len(waiting), "{suggestions} waits for a decision.", "{suggestions} wait for a decision."
    )
    if len(waiting) > len(first):
        template = phrase(_begin(first))
    return compose(template, suggestions=number, n=str(len(first))), points, after


def _begin(first: Sequence[SuggestionView]) -> str:
    """Give the template that says with which suggestions to begin, and what stands first among them."""
    came_back = any(entry.n_places > 1 for entry in first)
    if first[0].in_report == "no" and came_back:
        return later(
            "{suggestions} wait for a decision; begin with these {n}: "
            "first what is missing from the report, then what came back most."
        )
    if first[0].in_report == "no":
        return later("{suggestions} wait for a decision; begin with these {n}, what the report lacks first.")
    if came_back:
        return later("{suggestions} wait for a decision; begin with these {n}, what came back most first.")
    return later("{suggestions} wait for a decision; begin with these {n}.")


def _why(entry: SuggestionView) -> str:
    """Say why a suggestion is on the list."""
    places = count(entry.n_places, "place") if entry.places else ""
    told = ", ".join(filter(None, (places, say(CARRIED[entry.in_report]))))
    return f" ({told})" if told else ""


def _topics(topics: pd.DataFrame) -> Parts:
    """Name the topics that most deserve a table at the next café."""
    named: list[Parts] = [
        [Part(quoted(row["topic"]), ref=f"theme-{row['theme_id']}")]
        for row in topics.head(TOPICS).to_dict("records")
    ]
    return compose(phrase("Topics for the next café: {themes}."), themes=listed(named)) if named else []
