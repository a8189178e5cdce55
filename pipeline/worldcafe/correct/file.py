"""The file of corrections: TOML, one `[[verb]]` each, in the order in which they are to be applied."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from worldcafe.errors import InputError
from worldcafe.files.given import read_given, read_toml
from worldcafe.tables import KINDS, ROLES, VERDICTS

if TYPE_CHECKING:
    from worldcafe.settings import CorrectSettings

# What each correction takes, and which of it must be there.
KEYS: dict[str, tuple[str, ...]] = {
    "rename": ("theme", "name"),
    "merge": ("themes", "name"),
    "split": ("notes", "name"),
    "move": ("notes", "to"),
    "pin": ("notes", "name"),
    "kind": ("notes", "kind"),
    "same": ("notes",),
    "different": ("notes",),
    "link": ("claim", "notes"),
    "unlink": ("claim", "notes"),
    "verdict": ("claim", "verdict"),
    "family": ("notes", "name"),
    "role": ("words", "role"),
}
VALUES = {"kind": KINDS, "verdict": VERDICTS, "role": ROLES}
PAIRS = ("same", "different")  # of which one note says nothing
OPTIONAL = {("merge", "name"), ("split", "name"), ("pin", "name")}
HEADER = re.compile(r"^[ \t]*\[\[[ \t]*\"?(\w+)\"?[ \t]*\]\]", re.MULTILINE)

Quotes = tuple[str, ...]  # words of notes that stand for one theme, or the name that the file gives to it


@dataclass(frozen=True)
class Correction:
    """One correction: what is to be done (`verb`), and with which notes or themes, as quoted in the file.

    `notes` are passages of any role where a role is given.
    """

    line: int
    verb: str
    notes: Quotes = ()
    themes: tuple[Quotes, ...] = ()
    name: str = ""
    claim: str = ""  # the words of a claim
    value: str = ""  # a kind, a verdict or a role


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Give the corrections in the order of the file.

    Raises:
        InputError: the file cannot be read, is no TOML, or a correction is unknown, lacks something or
            holds something of the wrong kind; with the line.
    """
    given, text = read_toml(path, "the corrections"), read_given(path)
    for verb, entries in given.items():
        if verb not in KEYS:
            raise InputError(f'{path}: unknown key "{verb}"; known here: {", ".join(KEYS)}.')
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise InputError(f"{path}, {verb}: write [[{verb}]] on a line of its own for each correction.")
    corrections = [
        _correction(verb, entry, line, f"{path}, line {line}, [[{verb}]]")
        for verb, entries in given.items()
        for entry, line in zip(entries, _lines(text, verb, len(entries)), strict=True)
    ]
    return tuple(sorted(corrections, key=lambda correction: correction.line))


def given_corrections(settings: CorrectSettings) -> tuple[Correction, ...]:
    """Give the corrections of the file that the settings name, none where they name none.

    Raises:
        InputError: as `read_corrections`.
    """
    return read_corrections(Path(settings.file)) if settings.file not in ("", "auto") else ()


def _lines(text: str, verb: str, wanted: int) -> list[int]:
    """Give the line of each `[[verb]]`."""
    lines = [text.count("\n", 0, at.start(1)) + 1 for at in HEADER.finditer(text) if at[1] == verb]
    return lines[:wanted] + [0] * (wanted - len(lines))  # an array written inline has no header


def _correction(verb: str, entry: dict[str, Any], line: int, where: str) -> Correction:
    """Check one correction."""
    for key in entry:
        if key not in KEYS[verb]:
            raise InputError(f'{where}: unknown key "{key}"; known here: {", ".join(KEYS[verb])}.')
    for key in KEYS[verb]:
        if key not in entry and (verb, key) not in OPTIONAL:
            raise InputError(f'{where}: "{key}" is missing; needed here: {_needed(verb)}.')
    themes: tuple[Quotes, ...] = ()
    if verb == "merge":
        themes = _themes(entry["themes"], where)
    elif "theme" in entry or "to" in entry:
        key = "theme" if "theme" in entry else "to"
        themes = (_quotes(entry[key], f"{where}, {key}"),)
    quoted = next((key for key in ("notes", "words") if key in entry), "")
    notes = _quotes(entry[quoted], f"{where}, {quoted}") if quoted else ()
    if verb in PAIRS and len(notes) < 2:
        raise InputError(f"{where}, notes: quote two notes or more.")
    name, claim = _line(entry.get("name"), f"{where}, name"), _line(entry.get("claim"), f"{where}, claim")
    return Correction(line, verb, notes, themes, name, claim, _value(verb, entry, where))


def _value(verb: str, entry: dict[str, Any], where: str) -> str:
    """Read a kind, a verdict or a role."""
    if verb not in VALUES:
        return ""
    value, known = entry[verb], VALUES[verb]
    if value not in known:
        raise InputError(f'{where}, {verb}: "{value}" is none of {", ".join(known)}.')
    return str(value)


def _needed(verb: str) -> str:
    return " and ".join(key for key in KEYS[verb] if (verb, key) not in OPTIONAL)


def _themes(value: Any, where: str) -> tuple[Quotes, ...]:
    """Read what is to be merged: two themes or more, each a quoted note or a list of them."""
    if not isinstance(value, list) or len(value) < 2:
        raise InputError(f"{where}, themes: expected a list of two themes or more, each by its notes.")
    return tuple(_quotes(entry, f"{where}, themes") for entry in value)


def _quotes(value: Any, where: str) -> Quotes:
    """Read one quoted note, or a list of them."""
    quoted = [value] if isinstance(value, str) else value
    if not isinstance(quoted, list) or not all(isinstance(text, str) and text.strip() for text in quoted):
        raise InputError(f"{where}: expected the words of a note in quotes, or a list of such.")
    if not quoted:
        raise InputError(f"{where}: the list is empty; quote at least one note.")
    return tuple(quoted)


def _line(value: Any, where: str) -> str:
    """Read a name or the words of a claim: one line of text."""
    if value is None:
        return ""
    if not isinstance(value, str) or not value.strip() or len(value.splitlines()) > 1:
        raise InputError(f"{where}: expected words in quotes, on one line.")
    return " ".join(value.split())
