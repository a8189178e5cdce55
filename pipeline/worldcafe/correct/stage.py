"""The stage: corrections are applied one after the other, and what came of each is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from worldcafe.correct.file import Correction, Quotes, given_corrections
from worldcafe.correct.quotes import NoteFinder
from worldcafe.tables import Assignments, Corrections

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.settings import CorrectSettings
    from worldcafe.tables import Segments

ASIDE = "set aside"  # where a note goes that belongs to no theme
ASIDE_REASON = "set aside by hand"
APPLIED, ALREADY, GONE = "applied", "already so", "no longer applies"


@dataclass(frozen=True)
class Corrected:
    """Assignments after all corrections, the names that people gave, and what came of each correction."""

    assignments: DataFrame[Assignments]
    names: dict[str, str]
    corrections: DataFrame[Corrections]


class _CannotApply(Exception):
    """Says in one clause why a correction no longer applies."""


@dataclass
class _State:
    """The theme of every note while corrections are being applied ("" for none), and the names given."""

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
        if len(quotes) == 1 and (named := self._named(quotes[0])):
            return named
        found = Counter(self.theme_of[note] for note in self.notes(quotes) if self.theme_of[note])
        if not found:
            raise _CannotApply("the quoted notes are set aside")
        theme, number = found.most_common(1)[0]
        if len(found) > 1 and 2 * number <= found.total():
            raise _CannotApply(f"the quoted notes lie in {len(found)} themes now")
        return theme

    def _named(self, text: str) -> str:
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
        if self._named(name) not in ("", theme):
            raise _CannotApply("another theme was given the same name")


def correct_themes(
    segments: DataFrame[Segments],
    assignments: DataFrame[Assignments],
    settings: CorrectSettings,
    hidden: Sequence[str] = (),
) -> Corrected:
    """Give the themes of the notes as people want them.

    A correction that no longer applies changes nothing and is told in `corrections`; no note is lost.

    Args:
        segments: with `clean_text`.
        assignments: what the machine found.
        settings: which file holds the corrections.
        hidden: removed identities, which no name of a theme may hold.

    Raises:
        InputError: the file of corrections cannot be read or is wrong (see `file.read_corrections`).
    """
    corrections = [found for found in given_corrections(settings) if found.verb in VERBS]
    state = _state(segments, assignments, hidden)
    rows = [_try(correction, state) for correction in corrections]
    told = pd.DataFrame(rows, columns=list(Corrections.to_schema().columns))
    used = set(state.theme_of.values())
    names = {theme: name for theme, name in state.names.items() if theme in used}
    return Corrected(_assignments(assignments, state), names, Corrections.validate(told))


def _state(
    segments: DataFrame[Segments], assignments: DataFrame[Assignments], hidden: Sequence[str]
) -> _State:
    """Give what the machine found as the state to begin with."""
    texts = segments.set_index("segment_id")["clean_text"]
    ids = assignments["segment_id"].tolist()
    themes = dict(zip(ids, assignments["theme_id"], strict=True))
    finder = NoteFinder(zip(ids, texts.loc[ids], strict=True))
    numbers = [int(theme[1:]) for theme in themes.values() if theme[1:].isdecimal()]
    return _State(
        themes, finder, frozenset(name.casefold() for name in hidden if name), newest=max(numbers, default=0)
    )


def _try(correction: Correction, state: _State) -> tuple[int, str, str, int, str, str]:
    """Apply one correction and give its row."""
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


def _rename(correction: Correction, state: _State) -> bool:
    return state.name(state.theme(correction.themes[0]), correction.name)


def _merge(correction: Correction, state: _State) -> bool:
    """Put the notes of all themes into the first one."""
    first, *others = dict.fromkeys(state.theme(quotes) for quotes in correction.themes)
    if correction.name and state._named(correction.name) not in others:
        state.require_free(correction.name, first)
    for other in others:
        state.move(state.members(other), first)
    return state.name(first, correction.name) or bool(others)


def _split(correction: Correction, state: _State) -> bool:
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


def _move(correction: Correction, state: _State) -> bool:
    """Put the notes into another theme, or aside."""
    notes = state.notes(correction.notes)
    target = correction.themes[0]
    theme = "" if target == (ASIDE,) else state.theme(target)
    changed = any(state.theme_of[note] != theme for note in notes)
    state.move(notes, theme)
    return changed


def _pin(correction: Correction, state: _State) -> bool:
    """Keep the notes together: in the theme that holds most of them."""
    notes = state.notes(correction.notes)
    held = Counter(state.theme_of[note] for note in notes if state.theme_of[note])
    theme = held.most_common(1)[0][0] if held else ""
    state.require_free(correction.name, theme)
    theme = theme or state.fresh()
    apart = [note for note in notes if state.theme_of[note] != theme]
    state.move(apart, theme)
    return state.name(theme, correction.name) or bool(apart)


VERBS: dict[str, Callable[[Correction, _State], bool]] = {
    "rename": _rename,
    "merge": _merge,
    "split": _split,
    "move": _move,
    "pin": _pin,
}


def _assignments(assignments: DataFrame[Assignments], state: _State) -> DataFrame[Assignments]:
    """Write the themes back; a second theme that is gone, or is the first one now, goes."""
    ids = assignments["segment_id"]
    theme = ids.map(state.theme_of)
    second = assignments["second_theme_id"]
    stays = second.isin(set(state.theme_of.values())) & (second != theme) & (theme != "")
    reason = (
        assignments["set_aside"].where(assignments["set_aside"] != "", ASIDE_REASON).where(theme == "", "")
    )
    reason = reason.mask(ids.isin(state.aside), ASIDE_REASON)
    return Assignments.validate(
        assignments.assign(theme_id=theme, second_theme_id=second.where(stays, ""), set_aside=reason)
    )
