"""What to decide next: what came back and is in no report first, and topics for the next café."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any

from worldcafe.language.wording import count, later, phrases, say
from worldcafe.report.decided import is_undecided
from worldcafe.report.findings.said import CARRIED, by_spread
from worldcafe.report.findings.sentences import BRIEF, Parts, compose, numbered, quoted, short
from worldcafe.report.model import Part
from worldcafe.report.next_topics import ENOUGH_WORDS

if TYPE_CHECKING:
    import pandas as pd

    from worldcafe.report.model import Note, SuggestionView

Points = tuple[tuple[Part, ...], ...]
MOST = 10
TOPICS = 3
ORDER = {"no": 0, "": 0, "partly": 1, "yes": 2}


def decide_next(
    suggestions: Sequence[SuggestionView], topics: pd.DataFrame, notes: Sequence[Note] = ()
) -> tuple[Parts, Points, Parts, Points]:
    """Give a sentence, at most ten suggestions, and a line with three topics for the next café."""
    is_checked = any(entry.in_report for entry in suggestions)
    told = tuple(
        tuple(_topic(row, notes, is_checked=is_checked)) for row in topics.head(TOPICS).to_dict("records")
    )
    after = [Part(say("Topics for the next café:"))] if told else []
    waiting = [entry for entry in suggestions if is_undecided(entry) and entry.quotes]
    if not waiting:
        return [Part(say("Nothing waits for a decision."))], (), after, told
    first = sorted(by_spread(waiting), key=lambda entry: (ORDER[entry.in_report], entry.n_places < 2))[:MOST]
    are_alike = len({entry.in_report for entry in first}) == 1 and first[0].in_report != "yes"
    points = tuple((*numbered(entry), Part(_why(entry, is_told=are_alike))) for entry in first)
    number = Part(count(len(waiting), "suggestion"), ref="suggestions=undecided")
    template = phrases(
        len(waiting),
        "{suggestions} waits for the committee to say whether it is in its remit, and which group takes it.",
        "{suggestions} wait for the committee to say of each whether it is in its remit, "
        "and which group takes it.",
    )
    parts = compose(template, suggestions=number)
    if len(waiting) > len(first):
        parts.append(Part(" " + say(_begin(first), n=str(len(first)))))
    return parts, points, after, told


def _begin(first: Sequence[SuggestionView]) -> str:
    """Give the template that says with which suggestions to begin, and why with these."""
    came_back = any(entry.n_places > 1 for entry in first)
    alone = any(entry.n_places < 2 for entry in first)
    if {entry.in_report for entry in first} == {"no"}:
        if came_back and alone:
            return later(
                "Begin with these {n}, which the report lacks and which would else be lost: "
                "first those of several places."
            )
        return later("Begin with these {n}, which the report lacks and which would else be lost.")
    if first[0].in_report == "no":
        return later("Begin with these {n}: first what the report lacks, then what came back most.")
    if came_back:
        return later("Begin with these {n}, what came back most first.")
    return later("Begin with these {n}.")


def _why(entry: SuggestionView, *, is_told: bool) -> str:
    """Say why a suggestion is on the list; what is told of all of them is not told again."""
    places = count(entry.n_places, "place") if entry.places else ""
    carried = "" if is_told else say(CARRIED[entry.in_report])
    told = ", ".join(filter(None, (places, carried)))
    return f" ({told})" if told else ""


def _open_question(theme_id: str, notes: Sequence[Note]) -> Sequence[Note]:
    """Give a question of a theme that no claim answers, one that need not be cut where there is one."""
    asked = [
        note
        for note in notes
        if note.kind == "question"
        and theme_id in note.theme_ids[:1]
        and not note.claim_ids
        and note.quote.text.endswith("?")
        and len(note.quote.text.split()) >= ENOUGH_WORDS
    ]
    return sorted(asked, key=lambda note: len(note.quote.text) > BRIEF)[:1]


def _topic(row: dict[Hashable, Any], notes: Sequence[Note], *, is_checked: bool) -> Parts:
    """Name a topic that deserves a table at the next café, with what speaks for it."""
    name = Part(quoted(row["topic"]), ref=f"theme-{row['theme_id']}")
    n_asked, n_lost = row["n_open_questions"], row["n_missing"] if is_checked else 0
    places = count(row["n_places"], "place")
    lost = count(n_lost, "missing suggestion") if n_lost else ""
    asked = count(n_asked, "open question") if n_asked else ""
    why: Parts = [Part(", ".join(filter(None, (places, lost, asked))))]
    for note in _open_question(row["theme_id"], notes):
        template = phrases(n_asked, "{why}: {question}", "{why}, such as {question}")
        question = Part(quoted(short(note.quote.text, BRIEF)), ref=f"n-{note.note_id}")
        why = compose(template, why=why, question=question)
    return [name, Part(" ("), *why, Part(")")]
