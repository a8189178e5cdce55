"""Themes corrected by hand: what an edit is, how the log has it, and the file that a run reads.

The log has the keys of words (see `rulings.claim_key`), never the words, and of a name the reference.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from worldcafe.serve.loading import load_readers
from worldcafe.serve.rulings import claim_key, quoted

if TYPE_CHECKING:
    from worldcafe.correct.file import Correction

FACT = "edit/"  # begins the name of a setting that holds an edit
WRITTEN = "public_text"  # a name of a theme is kept as what people write is
EDITS = ("rename", "merge", "split", "move", "pin")
ASIDE = "set aside"  # the theme of notes that belong to none
LOST = "?"  # stands for words that are not kept any more


@dataclass(frozen=True)
class ThemeEdit:
    """A correction of themes: notes by their words, each theme by words of some of its notes."""

    verb: str
    notes: tuple[str, ...] = ()
    themes: tuple[tuple[str, ...], ...] = ()
    name: str = ""


def words_of(edit: ThemeEdit) -> dict[str, str]:
    """Give the words that an edit quotes, by their keys."""
    texts = (*edit.notes, *(text for theme in edit.themes for text in theme))
    return {claim_key(text): text for text in texts}


def pack_edit(edit: ThemeEdit) -> str:
    """Give an edit as it stands in the log; its name must be a reference by now."""
    told = {
        "verb": edit.verb,
        "notes": [claim_key(text) for text in edit.notes],
        "themes": [[claim_key(text) for text in theme] for theme in edit.themes],
        "name": edit.name,
    }
    return json.dumps({name: value for name, value in told.items() if value}, sort_keys=True)


def read_edit(packed: str, words: Mapping[str, str], name: str) -> ThemeEdit:
    """Give an edit of the log, with the words behind its keys and its name."""
    told: dict[str, Any] = json.loads(packed)
    return ThemeEdit(
        told["verb"],
        tuple(words.get(key, LOST) for key in told.get("notes", ())),
        tuple(tuple(words.get(key, LOST) for key in theme) for theme in told.get("themes", ())),
        name,
    )


def name_of(packed: str) -> str:
    """Give the reference of the name that an edit gives, "" where it gives none."""
    return str(json.loads(packed).get("name", ""))


def tell_edit(packed: str) -> str:
    """Give an edit in words."""
    if not packed:
        return ""
    told = json.loads(packed)
    number = len(told.get("notes", ()))
    notes = f"{number} {'note' if number == 1 else 'notes'}"
    return {
        "rename": "a theme was given a name",
        "merge": f"{len(told.get('themes', ()))} themes became one",
        "split": f"{notes} became a theme of their own",
        "move": f"{notes} went to another theme"
        if told.get("themes") != [[claim_key(ASIDE)]]
        else f"{notes} were set aside",
        "pin": f"{notes} stay together",
    }[told["verb"]]


def correction_of(edit: ThemeEdit) -> Correction:
    """Give an edit as the file of corrections has it."""
    load_readers()
    from worldcafe.correct.file import Correction  # noqa: PLC0415 - slow to import

    return Correction(0, edit.verb, edit.notes, edit.themes, edit.name)


def toml_of(edits: Iterable[ThemeEdit]) -> str:
    """Give edits as a part of `corrections.toml`, in their order."""
    return "\n".join("\n".join([f"[[{edit.verb}]]", *_lines(edit), ""]) for edit in edits)


def _lines(edit: ThemeEdit) -> list[str]:
    """Give the keys of an edit that its verb takes."""
    themes = [list(theme) for theme in edit.themes]
    lines = [f"notes = {quoted(list(edit.notes))}"] if edit.notes else []
    if edit.verb == "merge":
        lines.append(f"themes = [{', '.join(map(quoted, themes))}]")
    elif themes:
        to = themes[0] if themes[0] != [ASIDE] else ASIDE
        lines.append(f"{'theme' if edit.verb == 'rename' else 'to'} = {quoted(to)}")
    return [*lines, f"name = {quoted(edit.name)}"] if edit.name else lines


def with_name(edit: ThemeEdit, name: str) -> ThemeEdit:
    """Give an edit with another name, as it is or as a reference to it."""
    return replace(edit, name=name)
