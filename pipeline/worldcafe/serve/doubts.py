"""Notes that are least sure of their theme, singly and in small groups, and what an answer changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from worldcafe.serve.corrections import stored_edits
from worldcafe.serve.edits import ASIDE, ThemeEdit
from worldcafe.serve.models import Note, Theme
from worldcafe.serve.questions import THEMES, UNKNOWN, open_keys
from worldcafe.serve.rulings import claim_key
from worldcafe.serve.themes import Standing

STAYS, NEW = "stays", "new"
SHOWN, MADE = 3, 6  # of the next themes, and of those that people made
FEWEST, MOST = 2, 6  # notes of a group: more than one look takes is asked about in parts


@dataclass(frozen=True)
class Together:
    """Notes of one theme that are nearer to the same other one; `key` is what their words make."""

    key: str
    notes: tuple[Note, ...]

    @property
    def doubt(self) -> float:
        """How much nearer they are in sum, which is what an answer is worth."""
        return -float(sum(note.margin for note in self.notes))


def small_groups(now: Standing, unsure: Iterable[Note]) -> list[Together]:
    """Give the groups, those first that are least sure in sum."""
    found: defaultdict[tuple[str, str], list[Note]] = defaultdict(list)
    for note in unsure:
        if note.margin < 0 and note.nearest:
            found[now.theme_of[note.local], note.nearest[0]].append(note)
    parts = [notes[at : at + MOST] for notes in found.values() for at in range(0, len(notes), MOST)]
    groups = [
        Together(claim_key("\n".join(sorted(note.text for note in notes))), tuple(notes))
        for notes in parts
        if len(notes) >= FEWEST
    ]
    return sorted(groups, key=lambda one: (-one.doubt, one.key))


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


def company_of(now: Standing, row: Note, unsure: list[Note]) -> list[Note]:
    """Give other notes of its theme that are nearer to the same other theme: they may move together."""
    return [
        other
        for other in unsure
        if other.margin < 0
        and other.text != row.text
        and now.theme_of[other.local] == now.theme_of[row.local]
        and other.nearest[:1] == row.nearest[:1]
    ][:4]


def edit_that_follows(now: Standing, choice: str, texts: tuple[str, ...], name: str) -> ThemeEdit | None:
    """Give what an answer on notes changes; None for who does not know."""
    found = {
        NEW: ThemeEdit("split", texts, name=name),
        ASIDE: ThemeEdit("move", texts, ((ASIDE,),)),
        STAYS: ThemeEdit("pin", texts),
        UNKNOWN: None,
    }
    return found[choice] if choice in found else ThemeEdit("move", texts, (now.words(choice),))
