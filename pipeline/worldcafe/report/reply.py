"""What is told to those who were at the tables, and to the groups that a suggestion concerns.

By table and round: what was said, once where it is the same, and what became of it. What is undecided is
counted, what cannot be decided on by itself is told as it was said; nothing vanishes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from worldcafe.language import wording
from worldcafe.language.wording import count, joined, later, many, opening, say, says, speaking
from worldcafe.report.decided import count_decided, is_undecided
from worldcafe.report.paper.blocks import (
    Block,
    Bullets,
    Grid,
    Heading,
    Paper,
    Runs,
    Styled,
    cells,
    plain,
    said,
    shortened,
    visible,
)
from worldcafe.report.places import group_places

if TYPE_CHECKING:
    from worldcafe.report.model import Note, Place, ReportView, SuggestionView

UNDECIDED = later("not decided yet")
CARRIED = {
    "yes": later("It stands in the report."),
    "partly": later("It stands partly in the report."),
    "no": later("It was not found in the report."),
    "": "",
}
GONE = {
    "gone": later("decided on before; no note of these cafés says it"),
    "asked": later("decided on before; a person has to say which suggestion it is now"),
    "merged": later("decided on before; it is one with another suggestion now"),
}
STATE_SENTENCES = {  # of the column status, as they stand in a letter
    "to inform": later("to inform"),
    "asked": later("asked"),
    "answered": later("answered"),
    "council considers": later("the council considers it"),
    "taken up": later("taken up"),
    "not taken up": later("not taken up"),
    "in progress": later("in progress"),
    "done": later("done"),
    "not a suggestion": later("not a suggestion"),
}
OF_BODY = {  # of these the body does something, or something is done to it; any other is with a body
    "to inform": later("{body} is to be informed"),
    "asked": later("{body} was asked"),
    "answered": later("{body} has answered"),
}
SCOPES = {
    "council": later("the council"),
    "committee": later("a committee"),
    "working group": later("a working group"),
}
QUESTIONS = (
    later("Is this already there? Where can people find it?"),
    later("If you take it up: how, and from when?"),
    later("If you do not: why not?"),
)


def compose_reply(view: ReportView, colophon: str = "") -> Paper:
    """Give the letter to all who were at the tables; every suggestion of the register stands in it."""
    end = (plain(colophon),) if colophon else ()
    with speaking(view.made.language):
        title = say("What became of what you said: {title}", title=visible(view.title))
        blocks = (*_letter(view), *end)
        return Paper(title, say("By table and round"), blocks, language=view.made.language)


def compose_sheets(view: ReportView) -> dict[str, Paper]:
    """Give a sheet for each group that a suggestion is for, by the name of the group."""
    groups: dict[str, list[SuggestionView]] = {}
    for entry in view.suggestions:
        name = entry.who or (entry.scope if entry.scope != "nobody" else "")
        if name and entry.quotes:
            groups.setdefault(name, []).append(entry)
    with speaking(view.made.language):
        return {name: _sheet(name, entries, view) for name, entries in sorted(groups.items())}


def fate(entry: SuggestionView) -> str:
    """Say what became of a suggestion: the decision, whose it is, and what the committee tells of it."""
    if not entry.decisions:
        told = say(UNDECIDED)
        if entry.same_as:
            told = say("decided on together with No {n}", n=entry.same_as)
        return " ".join(filter(None, (f"{opening(told)}.", say(CARRIED[entry.in_report]))))
    remit = {"no": say("outside the committee's remit"), "unclear": say("remit unclear"), "yes": ""}
    body = _body(entry)
    if (entry.status, body) == ("council considers", "council"):
        body = ""
    body = say(SCOPES.get(body, "")) or body
    state = say(STATE_SENTENCES.get(entry.status, "")) or entry.status
    own = body and entry.status in OF_BODY
    parts = (
        say(OF_BODY[entry.status], body=body) if own else state,
        remit.get(entry.remit, entry.remit),
        say("with {body}", body=body) if body and not own else "",
    )
    decision = ", ".join(part for part in parts if part) or say("in remit")
    since = f", {say('since {day}', day=day(entry.on))}" if entry.on else ""
    why = " ".join(map(sentence, filter(None, (visible(entry.report_back), visible(entry.reason)))))
    return f"{opening(decision)}{since}. {why}".strip()


def day(text: str) -> str:
    """Give a day as it is read ("2026-03-01" -> "1 March 2026"); what is no day stays as it is."""
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return wording.day(found)


def sentence(text: str) -> str:
    """End a sentence."""
    return text if text[-1:] in ".!?" else f"{text}."


def _letter(view: ReportView) -> tuple[Block, ...]:
    """Give the blocks of the letter."""
    by_note = {quote.segment_id: entry for entry in view.suggestions for quote in entry.quotes}
    decided = count_decided(view.suggestions)
    total = count(len(view.suggestions), "suggestion")
    made = says(
        decided,
        "You made {suggestions}; {decided} of them is decided on.",
        "You made {suggestions}; {decided} of them are decided on.",
        suggestions=total,
        decided=decided or say("none"),
    )
    told = say(
        "Names were removed. What several tables said stands at each of them, with the number under "
        "which it is decided on."
    )
    blocks: list[Block] = [plain(made, told), *_sums(view.suggestions)]
    anchored: set[str] = set()
    for place in view.places:
        blocks += _place(place, [note for note in view.notes if note.place == place], by_note, anchored)
    elsewhere = [entry for entry in view.suggestions if not entry.quotes]
    if elsewhere:
        blocks.append(Heading(1, say("Decided on before")))
        rows = [cells(_number(entry), _wording(entry), _earlier(entry)) for entry in elsewhere]
        header = (say("No"), say("Suggestion"), say("What became of it"))
        blocks.append(_grid(say("Suggestions of earlier notes"), header, rows))
    return tuple(blocks)


def _sums(entries: Sequence[SuggestionView]) -> Iterator[Block]:
    """Give how many suggestions came to what, and how many are with which group, once one is decided on."""
    decided = [entry for entry in entries if entry.decisions]
    if not decided:
        return
    fates = Counter(_sum_of(entry) for entry in entries)
    bodies = Counter(say(SCOPES.get(_body(entry), "")) or _body(entry) for entry in decided if _body(entry))
    yield Bullets(
        tuple(
            (Styled(f"{opening(told)}: {many(number)}"),)
            for told, number in [
                *sorted(fates.items(), key=lambda pair: (pair[0] == say(UNDECIDED), -pair[1], pair[0])),
                *((say("with {body}", body=body), number) for body, number in sorted(bodies.items())),
            ]
        )
    )


def _sum_of(entry: SuggestionView) -> str:
    """Give in few words what became of a suggestion."""
    if not entry.decisions:
        return say(UNDECIDED)
    if entry.remit in ("no", "unclear"):
        return say("outside the committee's remit") if entry.remit == "no" else say("remit unclear")
    return say(STATE_SENTENCES.get(entry.status, "")) or entry.status or say("in remit")


def _body(entry: SuggestionView) -> str:
    """Give with whom a suggestion is, "" for nobody."""
    return entry.who or (entry.scope if entry.scope not in ("", "nobody") else "")


def _place(
    place: Place, notes: Sequence[Note], by_note: dict[str, SuggestionView], anchored: set[str]
) -> Iterator[Block]:
    """Give what one table said in one round, and what became of it; an address leads to the first place."""
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
        header = (say("No"), say("What you said"), say("What became of it"))
        names = [f"no-{entry.number}" if entry.number else "" for entry in entries]
        fresh = tuple("" if name in anchored else name for name in names)
        anchored.update(names)
        yield replace(_grid(say("What {place} suggested", place=place.label), header, rows), anchors=fresh)
    waiting = sum(is_undecided(entry) for entry in entries)
    others = [note for note in notes if note.note_id not in by_note]
    proposed = [note for note in others if note.kind == "suggestion"]
    kinds = Counter(note.kind or "note" for note in others if note.kind != "suggestion")
    rest = joined([count(number, kind) for kind, number in kinds.items()])
    wait = says(
        waiting,
        "{n} of {suggestions} waits for a decision.",
        "{n} of {suggestions} wait for a decision.",
        suggestions=count(len(entries), "suggestion"),
    )
    also = say("You also noted {notes}; that stands among the notes and in the themes.", notes=rest)
    yield plain(
        wait if waiting else "",
        also if rest else "",
        say("Also noted, and not to be decided on by itself:") if proposed else "",
    )
    if proposed:
        yield Bullets(tuple((Styled(shortened(visible(note.quote.text))),) for note in proposed))


def _number(entry: SuggestionView) -> str:
    """Give the number by which a suggestion is cited."""
    return say("No {n}", n=str(entry.number)) if entry.number else ""


def _here(entry: SuggestionView, own: set[str]) -> Runs:
    """Give the words of a suggestion at one place, and where else it was said."""
    here = [quote for quote in entry.quotes if quote.segment_id in own]
    words = dict.fromkeys(shortened(visible(quote.text)) for quote in here)
    others = [quote.place for quote in entry.quotes if quote.segment_id not in own]
    elsewhere = f" {say('Also said: {places}.', places=group_places(others))}" if group_places(others) else ""
    return (Styled(" / ".join(words)), Styled(elsewhere, "small"))


def _wording(entry: SuggestionView) -> str:
    """Give the words of a suggestion without notes."""
    return shortened(visible(entry.shown or entry.said.split("\n")[0]))


def _earlier(entry: SuggestionView) -> str:
    """Say what became of a suggestion that no note says now."""
    return " ".join(filter(None, (fate(entry), f"({say(GONE[entry.trend])})" if entry.trend in GONE else "")))


def _grid(caption: str, header: tuple[str, ...], rows: Sequence[tuple[Runs, ...]]) -> Grid:
    """Give a table of suggestions."""
    return Grid(caption, header, tuple(rows), (0.1, 0.52, 0.38))


def _sheet(name: str, entries: Sequence[SuggestionView], view: ReportView) -> Paper:
    """Give the sheet for a group: each suggestion with its quotes and three questions to answer."""
    blocks: list[Block] = [
        plain(
            say(
                "At the tables of “{title}” people made {suggestions} that may concern you. Please answer "
                "three questions for each; those who made it are told the answer.",
                title=visible(view.title),
                suggestions=count(len(entries), "suggestion"),
            )
        )
    ]
    for entry in entries:
        blocks.append(Heading(1, f"{_number(entry)} {shortened(visible(entry.shown), 120)}".strip()))
        blocks += map(said, entry.quotes)
        blocks.append(plain(fate(entry)))
        blocks.append(Bullets(tuple((Styled(say(question)),) for question in QUESTIONS)))
    title, subtitle = (
        say("For {group}", group=say(SCOPES.get(name, "")) or name),
        say("What people at the tables suggest to you"),
    )
    return Paper(title, subtitle, tuple(blocks), language=view.made.language)
