"""What is told to those who were at the tables, and to the groups that a suggestion concerns.

By table and round: what was said, once where it is the same, and what became of it. What is undecided is
counted, what cannot be decided on by itself is told as it was said; nothing vanishes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from worldcafe.report.decided import is_undecided
from worldcafe.report.findings import count
from worldcafe.report.paper.blocks import (
    Block,
    Bullets,
    Grid,
    Heading,
    Paper,
    Runs,
    Styled,
    cells,
    listed,
    plain,
    said,
    shortened,
    visible,
)
from worldcafe.report.places import group_places

if TYPE_CHECKING:
    from worldcafe.report.model import Note, Place, ReportView, SuggestionView

UNDECIDED = "not decided yet"
CARRIED = {
    "yes": "It stands in the report.",
    "partly": "It stands partly in the report.",
    "no": "It is not in the report.",
    "": "",
}
GONE = {
    "gone": "decided on before; no note of these cafés says it",
    "asked": "decided on before; a person has to say which suggestion it is now",
    "merged": "decided on before; it is one with another suggestion now",
}
QUESTIONS = (
    "Is this already there? Where can people find it?",
    "If you take it up: how, and from when?",
    "If you do not: why not?",
)


def compose_reply(view: ReportView, colophon: str = "") -> Paper:
    """Give the letter to all who were at the tables; every suggestion of the register stands in it."""
    end = (plain(colophon),) if colophon else ()
    blocks = (*_letter(view), *end)
    return Paper(f"What became of what you said: {visible(view.title)}", "By table and round", blocks)


def compose_sheets(view: ReportView) -> dict[str, Paper]:
    """Give a sheet for each group that a suggestion is for, by the name of the group."""
    groups: dict[str, list[SuggestionView]] = {}
    for entry in view.suggestions:
        name = entry.who or (entry.scope if entry.scope != "nobody" else "")
        if name and entry.quotes:
            groups.setdefault(name, []).append(entry)
    return {name: _sheet(name, entries, view) for name, entries in sorted(groups.items())}


def fate(entry: SuggestionView) -> str:
    """Say what became of a suggestion: the decision, whose it is, and what the committee tells of it."""
    if not entry.decisions:
        told = UNDECIDED if not entry.same_as else f"decided on together with No {entry.same_as}"
        return " ".join(filter(None, (f"{told.capitalize()}.", CARRIED[entry.in_report])))
    remit = {"no": "outside the committee's remit", "unclear": "remit unclear", "yes": ""}
    body = entry.who or (entry.scope if entry.scope not in ("", "nobody") else "")
    parts = (entry.status, remit.get(entry.remit, entry.remit), f"with {body}" if body else "")
    decision = ", ".join(part for part in parts if part) or "in remit"
    since = f", since {day(entry.on)}" if entry.on else ""
    why = " ".join(map(sentence, filter(None, (visible(entry.report_back), visible(entry.reason)))))
    return f"{decision[0].upper()}{decision[1:]}{since}. {why}".strip()


def day(text: str) -> str:
    """Give a day as it is read ("2026-03-01" -> "1 March 2026"); what is no day stays as it is."""
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return f"{found.day} {found:%B %Y}"


def sentence(text: str) -> str:
    """End a sentence."""
    return text if text[-1:] in ".!?" else f"{text}."


def _letter(view: ReportView) -> tuple[Block, ...]:
    """Give the blocks of the letter."""
    by_note = {quote.segment_id: entry for entry in view.suggestions for quote in entry.quotes}
    decided = sum(bool(entry.decisions) for entry in view.suggestions)
    total = count(len(view.suggestions), "suggestion")
    blocks: list[Block] = [
        plain(
            f"You made {total}; {decided or 'none'} of them {'is' if decided == 1 else 'are'} decided on. "
            "Names were removed. What several tables said stands at each of them, with the number under "
            "which it is decided on."
        )
    ]
    for place in view.places:
        blocks += _place(place, [note for note in view.notes if note.place == place], by_note)
    elsewhere = [entry for entry in view.suggestions if not entry.quotes]
    if elsewhere:
        blocks.append(Heading(1, "Decided on before"))
        rows = [cells(f"No {entry.number}", _wording(entry), _earlier(entry)) for entry in elsewhere]
        blocks.append(_grid("Suggestions of earlier notes", ("No", "Suggestion", "What became of it"), rows))
    return tuple(blocks)


def _place(place: Place, notes: Sequence[Note], by_note: dict[str, SuggestionView]) -> Iterator[Block]:
    """Give what one table said in one round, and what became of it."""
    yield Heading(1, place.label)
    told = {
        by_note[note.note_id].suggestion_id: by_note[note.note_id]
        for note in notes
        if note.note_id in by_note
    }
    entries = list(told.values())
    if entries:
        own = {note.note_id for note in notes}
        rows = [cells(_number(entry), _here(entry, own), fate(entry)) for entry in entries]
        yield _grid(f"What {place.label} suggested", ("No", "What you said", "What became of it"), rows)
    waiting = sum(is_undecided(entry) for entry in entries)
    others = [note for note in notes if note.note_id not in by_note]
    proposed = [note for note in others if note.kind == "suggestion"]
    kinds = Counter(note.kind or "note" for note in others if note.kind != "suggestion")
    rest = listed([count(number, kind) for kind, number in kinds.items()])
    wait = "waits" if waiting == 1 else "wait"
    yield plain(
        f"{waiting} of {count(len(entries), 'suggestion')} {wait} for a decision." if waiting else "",
        f"You also noted {rest}: they stand among the notes and in the themes." if rest else "",
        "Also noted, and not to be decided on by itself:" if proposed else "",
    )
    if proposed:
        yield Bullets(tuple((Styled(shortened(visible(note.quote.text))),) for note in proposed))


def _number(entry: SuggestionView) -> str:
    """Give the number by which a suggestion is cited."""
    return f"No {entry.number}" if entry.number else ""


def _here(entry: SuggestionView, own: set[str]) -> Runs:
    """Give the words of a suggestion at one place, and where else it was said."""
    here = [quote for quote in entry.quotes if quote.segment_id in own]
    words = dict.fromkeys(shortened(visible(quote.text)) for quote in here)
    others = [quote.place for quote in entry.quotes if quote.segment_id not in own]
    elsewhere = f" Also said: {group_places(others)}." if group_places(others) else ""
    return (Styled(" / ".join(words)), Styled(elsewhere, "small"))


def _wording(entry: SuggestionView) -> str:
    """Give the words of a suggestion without notes."""
    return shortened(visible(entry.text or entry.said.split("\n")[0]))


def _earlier(entry: SuggestionView) -> str:
    """Say what became of a suggestion that no note says now."""
    return " ".join(filter(None, (fate(entry), f"({GONE[entry.trend]})" if entry.trend in GONE else "")))


def _grid(caption: str, header: tuple[str, ...], rows: Sequence[tuple[Runs, ...]]) -> Grid:
    """Give a table of suggestions."""
    return Grid(caption, header, tuple(rows), (0.1, 0.52, 0.38))


def _sheet(name: str, entries: Sequence[SuggestionView], view: ReportView) -> Paper:
    """Give the sheet for a group: each suggestion with its quotes and three questions to answer."""
    blocks: list[Block] = [
        plain(
            f"At the tables of “{visible(view.title)}” people made {count(len(entries), 'suggestion')} that "
            "may concern you. Please answer three questions for each; those who made it are told the answer."
        )
    ]
    for entry in entries:
        blocks.append(Heading(1, f"{_number(entry)} {shortened(visible(entry.text), 120)}".strip()))
        blocks += map(said, entry.quotes)
        blocks.append(plain(fate(entry)))
        blocks.append(Bullets(tuple((Styled(question),) for question in QUESTIONS)))
    return Paper(f"For {name}", "What people at the tables suggest to you", tuple(blocks))
