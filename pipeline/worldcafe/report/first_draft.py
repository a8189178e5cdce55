"""A first summary of each topic, out of the notes' own sentences: a committee edits it.

A bullet gives, for one theme of a topic, the clearest notes: suggestions of most places first, then what
people value and what troubles them; where a theme has two sides, a note of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from worldcafe.language.common_words import count_content_words
from worldcafe.report.paper.blocks import Block, Bullets, Heading, Paper, Runs, Styled, plain, visible
from worldcafe.report.places import group_places

if TYPE_CHECKING:
    from worldcafe.report.model import Note, ReportView, SuggestionView

MOST = 10  # bullets of a topic
TOLD = 3  # notes that a bullet gives
KINDS = ("suggestion", "value", "problem")
CLEAR = 4  # words that say something, from which on a note stands by itself
NO_TOPIC = "All notes"


@dataclass(frozen=True)
class Bullet:
    """Sentences of notes, and all notes that say the same."""

    sentences: tuple[str, ...]
    notes: tuple[Note, ...]
    worded_by: str = ""  # the language model that joined the sentences; "" where they are the notes' own


@dataclass(frozen=True)
class DraftTopic:
    """A topic with its bullets; `home` is the table that had it."""

    topic: str
    home: str
    bullets: tuple[Bullet, ...]


def draft_topics(view: ReportView) -> tuple[DraftTopic, ...]:
    """Give for each topic, in the order of the sources, at most ten bullets, those that recur most first."""
    topics: dict[tuple[str, str], list[Note]] = {}
    for note in view.notes:
        topics.setdefault((note.topic or note.place.table, note.place.table_label), []).append(note)
    entries = {quote.segment_id: entry for entry in view.suggestions for quote in entry.quotes}
    by_id = {note.note_id: note for note in view.notes}
    sides = {
        quote.segment_id
        for theme in view.themes
        for dispute in theme.disputes
        for quote in (*dispute.in_favour[:1], *dispute.against[:1])
    }
    return tuple(
        DraftTopic(topic or NO_TOPIC, home, _bullets(notes, entries, by_id, sides))
        for (topic, home), notes in topics.items()
        if any(note.kind in KINDS for note in notes)
    )


def _bullets(
    notes: Sequence[Note], entries: dict[str, SuggestionView], by_id: dict[str, Note], sides: set[str]
) -> tuple[Bullet, ...]:
    """Give the bullets of one topic: a theme each, and more of a theme only while there is room."""
    ranked = sorted(
        (note for note in notes if note.kind in KINDS or note.note_id in sides),
        key=lambda note: _rank(note, entries, sides),
    )
    themes: dict[str, list[Note]] = {}
    for note in _once(ranked, entries):
        themes.setdefault(note.theme_ids[0] if note.theme_ids else "", []).append(note)
    parts = [chosen[at : at + TOLD] for chosen in themes.values() for at in range(0, len(chosen), TOLD)]
    order = {id(note): place for place, note in enumerate(ranked)}
    first = [chosen[:TOLD] for chosen in themes.values()]
    more = [part for part in parts if part not in first]
    kept = (first + sorted(more, key=lambda part: order[id(part[0])]))[:MOST]
    return tuple(_bullet(part, entries, by_id) for part in sorted(kept, key=lambda part: order[id(part[0])]))


def _rank(
    note: Note, entries: dict[str, SuggestionView], sides: set[str]
) -> tuple[bool, int, int, bool, int]:
    """Rank a note: dissent and what came back first, suggestions before the rest, clear before short."""
    entry = entries.get(note.note_id)
    places = entry.n_places if entry else 1
    kind = KINDS.index(note.kind) if note.kind in KINDS else len(KINDS)
    words = count_content_words(note.clean_text)
    return (note.note_id not in sides, -places, kind, words < CLEAR, -words)


def _once(notes: Iterable[Note], entries: dict[str, SuggestionView]) -> list[Note]:
    """Leave out notes whose suggestion, or whose wording, was given already."""
    found: dict[str, Note] = {}
    for note in notes:
        entry = entries.get(note.note_id)
        found.setdefault(entry.suggestion_id if entry else note.clean_text.casefold(), note)
    return list(found.values())


def _bullet(part: Sequence[Note], entries: dict[str, SuggestionView], by_id: dict[str, Note]) -> Bullet:
    """Make a bullet of some notes; behind it stand also those that say the same elsewhere."""
    behind = dict.fromkeys(note.note_id for note in part)
    for note in part:
        entry = entries.get(note.note_id)
        behind |= dict.fromkeys(quote.segment_id for quote in entry.quotes) if entry else {}
    sentences = tuple(_sentence(note.clean_text) for note in part)
    return Bullet(sentences, tuple(by_id[name] for name in behind if name in by_id))


def _sentence(text: str) -> str:
    """End a sentence, and change nothing else of it."""
    plain_text = " ".join(text.split())
    return plain_text if plain_text[-1:] in ".!?…" else f"{plain_text}."


def as_markdown(title: str, topics: Sequence[DraftTopic]) -> str:
    """Give the draft as Markdown: a heading for each topic, the notes of a bullet in its footnote."""
    lines, notes = [f"# {title}: summary by topic"], list[str]()
    for topic in topics:
        lines += ["", f"## {topic.topic}", ""]
        for bullet in topic.bullets:
            mark = f"[^{len(notes) + 1}]"
            lines.append(f"- {' '.join(bullet.sentences).replace('<', '&lt;')}{mark}")
            notes.append(f"{mark}: {_behind(bullet).replace('<', '&lt;')}")
    return "\n".join([*lines, "", *notes, ""])


def as_paper(title: str, topics: Sequence[DraftTopic]) -> Paper:
    """Give the draft as a paper: the bullets of each topic, the notes behind each in its footnote."""
    blocks: list[Block] = [plain(_introduction(topics))]
    for topic in topics:
        blocks.append(Heading(1, visible(topic.topic)))
        blocks.append(Bullets(tuple(_point(bullet) for bullet in topic.bullets)))
    return Paper(f"{visible(title)}: summary by topic", "First draft", tuple(blocks))


def _introduction(topics: Sequence[DraftTopic]) -> str:
    """Say what the draft is made of, and by whom."""
    by = sorted({bullet.worded_by for topic in topics for bullet in topic.bullets if bullet.worded_by})
    told = "A first draft out of the notes' own sentences, to be edited. Footnotes name the notes"
    return f"{told}, and which sentences a language model joined ({', '.join(by)})." if by else f"{told}."


def _point(bullet: Bullet) -> Runs:
    """Give the words of a bullet, and its footnote."""
    return (Styled(visible(" ".join(bullet.sentences))), Styled(visible(_behind(bullet)), "footnote"))


def _behind(bullet: Bullet) -> str:
    """Name the places and the notes behind a bullet."""
    ids = ", ".join(note.note_id for note in bullet.notes)
    where = group_places([note.place for note in bullet.notes]) or "place not given"
    worded = f"; worded by a language model, {bullet.worded_by}, and held against these notes"
    return f"{where} (notes {ids}{worded if bullet.worded_by else ''})"
