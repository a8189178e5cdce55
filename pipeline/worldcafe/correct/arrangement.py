"""The themes of notes while corrections are applied to them, one after the other; plain values, no table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from worldcafe.correct.file import Correction, Quotes
from worldcafe.correct.quotes import NoteFinder
from worldcafe.tables import OUTCOMES

ASIDE = "set aside"  # where a note goes that belongs to no theme
APPLIED, ALREADY, GONE = OUTCOMES


class _CannotApply(Exception):
    """Says in one clause why a correction no longer applies."""


@dataclass
class Arrangement:
    """The theme of every note while corrections are being applied ("" for none), and the names given.

    `hidden` are removed identities in small letters, which no name of a theme may hold; `aside` are the notes
    that a person set aside; `newest` is the highest number of a theme.
    """

    theme_of: dict[str, str]
    finder: NoteFinder
    hidden: frozenset[str]
    names: dict[str, str] = field(default_factory=dict)
    aside: set[str] = field(default_factory=set)
    newest: int = 0

    def notes(self, quotes: Quotes) -> tuple[str, ...]:
        """Give the notes that are quoted."""
        found = self.finder.find_all(quotes)
        if not found:
            raise _CannotApply("no note has the quoted words")
        return found

    def theme(self, quotes: Quotes) -> str:
        """Give the theme that is meant: the one that holds most of the quoted notes, or has the name."""
        if len(quotes) == 1 and (named := self.named(quotes[0])):
            return named
        found = Counter(self.theme_of[note] for note in self.notes(quotes) if self.theme_of[note])
        if not found:
            raise _CannotApply("the quoted notes are set aside")
        theme, number = found.most_common(1)[0]
        if len(found) > 1 and 2 * number <= found.total():
            raise _CannotApply(f"the quoted notes lie in {len(found)} themes now")
        return theme

    def named(self, text: str) -> str:
        """Give the theme to which this file gave a name, "" if there is none."""
        present = set(self.theme_of.values())
        wanted = " ".join(text.split()).casefold()
        return next(
            (theme for theme, name in self.names.items() if name.casefold() == wanted and theme in present),
            "",
        )

    def move(self, notes: Iterable[str], theme: str) -> None:
        """Put notes into a theme, "" for none."""
        for note in notes:
            self.theme_of[note] = theme
            (self.aside.discard if theme else self.aside.add)(note)

    def members(self, theme: str) -> set[str]:
        """Give the notes of a theme."""
        return {note for note, its in self.theme_of.items() if its == theme}

    def fresh(self) -> str:
        """Give the id of a new theme."""
        self.newest += 1
        return f"T{self.newest:02d}"

    def name(self, theme: str, name: str) -> bool:
        """Give a name, if there is one to give; tell whether that changed anything."""
        if not name or self.names.get(theme) == name:
            return False
        self.require_free(name, theme)
        self.names[theme] = name
        return True

    def require_free(self, name: str, theme: str = "") -> None:
        """Refuse a name that would expose somebody or that another theme has."""
        if any(hidden in name.casefold() for hidden in self.hidden):
            raise _CannotApply("the name holds an identity that was removed from the notes")
        if self.named(name) not in ("", theme):
            raise _CannotApply("another theme was given the same name")


def apply_correction(correction: Correction, state: Arrangement) -> tuple[int, str, str, int, str, str]:
    """Apply one correction; give line, verb, name, how many notes were found, outcome, reason.

    One that no longer applies changes nothing.
    """
    quotes = (*correction.notes, *(quote for theme in correction.themes for quote in theme))
    found = len(state.finder.find_all(quotes))
    missing = sum(not state.finder.find(quote) for quote in correction.notes)
    try:
        changed = VERBS[correction.verb](correction, state)
    except _CannotApply as reason:
        return correction.line, correction.verb, "", found, GONE, str(reason)
    partly = f"{missing} of {len(correction.notes)} quoted notes are not there" if missing else ""
    name = "" if any(hidden in correction.name.casefold() for hidden in state.hidden) else correction.name
    return correction.line, correction.verb, name, found, APPLIED if changed else ALREADY, partly


def _rename(correction: Correction, state: Arrangement) -> bool:
    return state.name(state.theme(correction.themes[0]), correction.name)


def _merge(correction: Correction, state: Arrangement) -> bool:
    """Put the notes of all themes into the first one."""
    first, *others = dict.fromkeys(state.theme(quotes) for quotes in correction.themes)
    if correction.name and state.named(correction.name) not in others:
        state.require_free(correction.name, first)
    for other in others:
        state.move(state.members(other), first)
    return state.name(first, correction.name) or bool(others)


def _split(correction: Correction, state: Arrangement) -> bool:
    """Make a theme of its own of the notes."""
    notes = state.notes(correction.notes)
    theme = state.theme_of[notes[0]]
    if theme and state.members(theme) == set(notes):
        return state.name(theme, correction.name)
    state.require_free(correction.name)
    theme = state.fresh()
    state.move(notes, theme)
    state.name(theme, correction.name)
    return True


def _move(correction: Correction, state: Arrangement) -> bool:
    """Put the notes into another theme, or aside."""
    notes = state.notes(correction.notes)
    target = correction.themes[0]
    theme = "" if target == (ASIDE,) else state.theme(target)
    changed = any(state.theme_of[note] != theme for note in notes)
    state.move(notes, theme)
    return changed


def _pin(correction: Correction, state: Arrangement) -> bool:
    """Keep the notes together: in the theme that holds most of them."""
    notes = state.notes(correction.notes)
    held = Counter(state.theme_of[note] for note in notes if state.theme_of[note])
    theme = held.most_common(1)[0][0] if held else ""
    state.require_free(correction.name, theme)
    theme = theme or state.fresh()
    apart = [note for note in notes if state.theme_of[note] != theme]
    state.move(apart, theme)
    return state.name(theme, correction.name) or bool(apart)


VERBS: dict[str, Callable[[Correction, Arrangement], bool]] = {
    "rename": _rename,
    "merge": _merge,
    "split": _split,
    "move": _move,
    "pin": _pin,
}
