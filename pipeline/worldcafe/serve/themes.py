"""The themes as they are with every edit that no run followed yet, and what one more edit would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from worldcafe.serve.corrections import StoredEdit, keep_words, stored_edits
from worldcafe.serve.edits import ASIDE, FACT, ThemeEdit, correction_of, pack_edit, with_name, words_of
from worldcafe.serve.loading import load_readers
from worldcafe.serve.log import Actor, Refused, Subject, Wish, decide, require_nameless, writing
from worldcafe.serve.models import Event, Item, Note, Run, Theme
from worldcafe.serve.texts import keep_text

if TYPE_CHECKING:
    from worldcafe.correct.arrangement import Arrangement

NEW = "New theme"


@dataclass(frozen=True)
class Standing:
    """The themes: `names` in the order of the list, notes by id, the theme of each, edits no run followed."""

    names: Mapping[str, str]
    notes: Mapping[str, Note]
    theme_of: Mapping[str, str]
    pending: tuple[StoredEdit, ...]

    def members(self, theme: str) -> list[Note]:
        """Give the notes of a theme ("": those set aside), those first that are least sure of it."""
        found = [self.notes[note] for note, its in self.theme_of.items() if its == theme]
        return sorted(found, key=lambda note: (note.margin, note.local))

    def words(self, theme: str, without: Iterable[str] = (), most: int = 5) -> tuple[str, ...]:
        """Give the words by which a theme is meant: of notes that are surest of it, none that leaves it."""
        gone = set(without)
        texts = [note.text for note in reversed(self.members(theme)) if note.local not in gone]
        return tuple(dict.fromkeys(texts))[:most]


@dataclass(frozen=True)
class EditEffect:
    """What an edit changes: names and numbers of notes before and after, notes that move, suggestions."""

    themes: tuple[tuple[str, str, int, int], ...]
    moved: tuple[tuple[Note, str, str], ...]
    suggestions: int


def standing() -> Standing:
    """Give the themes as they are."""
    return _standing(*_state())


def _standing(state: Arrangement, pending: tuple[StoredEdit, ...]) -> Standing:
    counts = Counter(state.theme_of.values())
    found = {row.local: row.name for row in Theme.objects.order_by("place")}
    fresh = {theme: NEW for theme in counts if theme and theme not in found}
    names = {theme: name for theme, name in {**found, **fresh, **state.names}.items() if counts[theme]}
    notes = {note.local: note for note in Note.objects.all()}
    return Standing(names, notes, dict(state.theme_of), pending)


def _state() -> tuple[Arrangement, tuple[StoredEdit, ...]]:
    """Give the themes of the newest run, with edits that it did not follow applied as a run applies them."""
    load_readers()
    from worldcafe.correct.arrangement import Arrangement, apply_correction  # noqa: PLC0415
    from worldcafe.correct.quotes import NoteFinder  # noqa: PLC0415 - slow to import

    notes = list(Note.objects.order_by("local"))
    numbers = [int(note.theme[1:]) for note in notes if note.theme[1:].isdecimal()]
    finder = NoteFinder((note.local, note.text) for note in notes)
    theme_of = {note.local: note.theme for note in notes}
    state = Arrangement(theme_of, finder, frozenset(), newest=max(numbers, default=0))
    run = Run.objects.order_by("-no").first()
    followed = run.followed if run else {}
    pending = tuple(stored for stored in stored_edits() if str(stored.seq) not in followed)
    for stored in pending:
        apply_correction(correction_of(stored.edit), state)
    return state, pending


def look(edit: ThemeEdit) -> EditEffect:
    """Say what an edit would change.

    Raises:
        Refused: it cannot be done, or changes nothing.
    """
    from worldcafe.correct.arrangement import GONE, apply_correction  # noqa: PLC0415 - slow to import

    state, pending = _state()
    before = _standing(state, pending)
    *_, outcome, reason = apply_correction(correction_of(edit), state)
    if outcome == GONE:
        raise Refused(f"That cannot be done: {reason}.")
    change = _difference(before, _standing(state, pending))
    if not (change.themes or change.moved or edit.verb == "pin"):
        raise Refused("That changes nothing.")
    return change


def _difference(before: Standing, after: Standing) -> EditEffect:
    """Hold two states of the themes against each other."""
    was, now = (Counter(state.theme_of.values()) for state in (before, after))
    themes = tuple(
        (before.names.get(theme, ""), after.names.get(theme, ""), was[theme], now[theme])
        for theme in {**before.names, **after.names}
        if (before.names.get(theme), was[theme]) != (after.names.get(theme), now[theme])
    )
    moved = tuple(
        (before.notes[note], before.names.get(theme, ""), after.names.get(after.theme_of[note], ""))
        for note, theme in before.theme_of.items()
        if after.theme_of[note] != theme
    )
    gone = {note.local for note, _, _ in moved}
    rows = Item.objects.exclude(standing="gone").exclude(standing__startswith="merged")
    touched = sum(any(note["id"] in gone for note in row.found.get("notes", ())) for row in rows)
    return EditEffect(themes, moved, touched)


def newest_edit() -> int:
    """Give the entry that last changed the themes, be it an edit, an answer or its undoing; 0 for none."""
    made = Event.objects.filter(verb__in=("edit", "answer"))
    last = Event.objects.filter(Q(pk__in=made.values("seq")) | Q(undoes__in=made.values("seq")))
    return last.order_by("-seq").values_list("seq", flat=True).first() or 0


def store(actor: Actor, edit: ThemeEdit, seen: int, request: str) -> Event | None:
    """Store an edit, which the next analysis follows.

    Args:
        actor: who made it.
        edit: what is to be.
        seen: the newest edit that the page showed.
        request: the key of the form.

    Raises:
        Refused: somebody edited themes since, it cannot be done, or its name names somebody.
    """
    require_nameless(actor, [edit.name])
    with writing() as cafe:
        if known := Event.objects.filter(request=request).first():
            return known
        if not set(words_of(edit).values()) <= {ASIDE, *Note.objects.values_list("text", flat=True)}:
            raise Refused("These are no words of the notes as they are now; open the page anew.")
        if newest_edit() != seen:
            raise Refused("Somebody changed the themes meanwhile; look at what it would change now.")
        look(edit)
        wish = Wish(0, {f"{FACT}{cafe.seq + 1:07d}": keep_edit(edit)}, Subject.of(0).version, request, "edit")
        return decide(actor, wish)


def keep_edit(edit: ThemeEdit) -> str:
    """Keep the words of an edit, and give it as it stands in the log."""
    keep_words(words_of(edit))
    return pack_edit(with_name(edit, keep_text(edit.name) if edit.name else ""))
