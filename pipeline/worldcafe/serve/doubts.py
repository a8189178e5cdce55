"""Notes that are least sure of their theme, each with those likest to it, and what an answer changes."""

from __future__ import annotations

from collections.abc import Iterable

from worldcafe.serve.corrections import stored_edits
from worldcafe.serve.edits import ASIDE, ThemeEdit
from worldcafe.serve.models import Note, Theme
from worldcafe.serve.questions import THEMES, UNKNOWN, open_keys, opinions
from worldcafe.serve.themes import Standing

STAYS, NEW = "stays", "new"
SHOWN, MADE, BESIDE = 3, 6, 5  # next themes, themes that people made, notes that are asked about with one


def unsure_notes(now: Standing) -> list[Note]:
    """Give the notes on which nobody said anything, those first that are least sure of their theme."""
    touched = {text for stored in stored_edits() for text in stored.edit.notes}
    rows = Note.objects.exclude(theme="").order_by("margin", "local")
    left = [note for note in rows if note.text not in touched and now.theme_of.get(note.local)]
    waits = set(open_keys(THEMES, [note.key for note in left]))
    return [note for note in left if note.key in waits]


def offered_themes(now: Standing, row: Note) -> list[tuple[str, str]]:
    """Give themes that a note may be of, id and name: the three next, and the last that people made."""
    own, known = now.theme_of[row.local], set(Theme.objects.values_list("local", flat=True))
    near = [theme for theme in row.nearest if theme in now.names][:SHOWN]
    made = [theme for theme in now.names if theme not in known][-MADE:]
    return [(theme, now.names[theme]) for theme in dict.fromkeys((*near, *made)) if theme != own]


def company_of(now: Standing, row: Note, unsure: Iterable[Note]) -> list[Note]:
    """Give the notes of its theme that are likest to a note: together they are asked about."""
    said = opinions(THEMES)  # what somebody did not know is asked about by itself
    waits = {other.local: other for other in unsure if other.text != row.text and other.key not in said}
    theme = now.theme_of[row.local]
    return [waits[one] for one in row.like if one in waits and now.theme_of[one] == theme][:BESIDE]


def edit_that_follows(now: Standing, choice: str, texts: tuple[str, ...], name: str) -> ThemeEdit | None:
    """Give what an answer on notes changes; None for who does not know, or where one note stays."""
    found = {
        NEW: ThemeEdit("split", texts, name=name),
        ASIDE: ThemeEdit("move", texts, ((ASIDE,),)),
        STAYS: ThemeEdit("pin", texts) if len(texts) > 1 else None,
        UNKNOWN: None,
    }
    return found[choice] if choice in found else ThemeEdit("move", texts, (now.words(choice),))
