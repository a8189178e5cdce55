"""The file of corrections: TOML, one `[[verb]]` each, in the order in which they are to be applied."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from worldcafe.errors import InputError

# What each correction takes, and which of it must be there.
KEYS: dict[str, tuple[str, ...]] = {
    "rename": ("theme", "name"),
    "merge": ("themes", "name"),
    "split": ("notes", "name"),
    "move": ("notes", "to"),
    "pin": ("notes", "name"),
}
OPTIONAL = {("merge", "name"), ("split", "name"), ("pin", "name")}
HEADER = re.compile(r"^[ \t]*\[\[[ \t]*\"?(\w+)\"?[ \t]*\]\]", re.MULTILINE)

Quotes = tuple[str, ...]  # words of notes that stand for one theme, or the name that the file gives to it


@dataclass(frozen=True)
class Correction:
    """One correction: what is to be done (`verb`), and with which notes or themes, as quoted in the file."""

    line: int
    verb: str
    notes: Quotes = ()
    themes: tuple[Quotes, ...] = ()
    name: str = ""


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Give the corrections in the order of the file.

    Raises:
        InputError: the file cannot be read, is no TOML, or a correction is unknown, lacks something or
            holds something of the wrong kind; with the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        given = tomllib.loads(text)
    except OSError as error:
        raise InputError(f"{path}: the corrections cannot be read ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: this is not a TOML file ({error}).") from error
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
    notes = _quotes(entry["notes"], f"{where}, notes") if "notes" in entry else ()
    return Correction(line, verb, notes, themes, _name(entry.get("name"), where))


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


def _name(value: Any, where: str) -> str:
    """Read a name: one line of text."""
    if value is None:
        return ""
    if not isinstance(value, str) or not value.strip() or len(value.splitlines()) > 1:
        raise InputError(f"{where}, name: expected a name in quotes, on one line.")
    return " ".join(value.split())
