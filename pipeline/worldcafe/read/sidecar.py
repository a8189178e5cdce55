"""A small TOML beside a source says what its structure does not: places, and which part is the report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from worldcafe.errors import InputError
from worldcafe.files.given import read_toml
from worldcafe.source import TOLD_PLACE, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS = ("report", "notes", "other")
KEYS = {
    "source": (*TOLD_PLACE, "is", "part", "file"),
    "file": ("name", *TOLD_PLACE, "is", "part"),
    "part": ("from", "nth", *TOLD_PLACE, "is"),
}
FOLDER = "worldcafe.toml"


@dataclass(frozen=True)
class SaidPart:
    """What is said of a source from a line on; "" is its beginning.

    Of several lines that begin with the same words after the part before, `nth` is which one is meant.
    """

    begins: str
    fields: tuple[tuple[str, str], ...]
    nth: int = 1


@dataclass(frozen=True)
class Sidecar:
    """What one TOML says of the files it speaks of: parts by the name of the file, "" for all."""

    where: str
    parts: dict[str, tuple[SaidPart, ...]]

    def marks(self, name: str, text: str) -> Iterator[Mark]:
        """Give the marks for the text of a file, what is said of it alone after what is said of all.

        Raises:
            InputError: a part begins with a line that the text does not hold.
        """
        for parts in filter(None, (self.parts.get(key) for key in dict.fromkeys(("", name)))):
            starts = list(self._starts(parts, text))
            for part, start, end in zip(parts, starts, [*starts[1:], len(text)], strict=True):
                if part.fields and not part.begins:
                    yield Mark(0, len(text), part.fields)
                elif part.fields:
                    yield Mark(start, end, part.fields)

    def _starts(self, parts: tuple[SaidPart, ...], text: str) -> Iterator[int]:
        """Give where each part begins, each after the one before it."""
        position = 0
        for part in parts:
            if not part.begins:
                yield 0
                continue
            found = next(islice(part_starts(part.begins, text, position), part.nth - 1, None), None)
            if found is None:
                raise InputError(
                    f'{self.where}: no line "{part.begins}" after the part before it; '
                    "write the first words of a part as they stand in the source."
                )
            yield found
            position = found + 1


def part_starts(begins: str, text: str, position: int) -> Iterator[int]:
    """Give where lines begin with some words, past a bullet, hashes or a tag, from a position on.

    Where no line begins with them, give where they stand at all.
    """
    words = r"\s+".join(re.escape(word) for word in begins.split())
    line = re.compile(rf"(?m)(?:^|(?<=>))[^\w\n<]{{0,40}}{words}(?!\w)")
    found = [match.start() for match in line.finditer(text, position)]
    yield from found or (match.start() for match in re.compile(words).finditer(text, position))


def sidecar_path(source: Path) -> Path:
    """Give where the TOML of a file, an archive or a folder is looked for."""
    return source / FOLDER if source.is_dir() else source.with_name(f"{source.name}.toml")


def read_sidecar(source: Path) -> Sidecar | None:
    """Give what the TOML beside a source says, None where there is none.

    Raises:
        InputError: it cannot be read, is no TOML, or holds an unknown key or a value of another type.
    """
    path = sidecar_path(source)
    if not path.is_file():
        return None
    where = str(path)
    entries = _checked(read_toml(path, "the file"), "source", where)
    parts = {"": _parts(entries, where)}
    for entry in _list(entries, "file", where):
        file = _checked(entry, "file", where)
        if not isinstance(file.get("name"), str):
            raise InputError(f'{where}: a [[file]] needs a name, such as name = "table 1.txt".')
        parts[file["name"]] = _parts(file, where)
    return Sidecar(where, parts)


def _checked(given: Any, level: str, where: str) -> dict[str, Any]:
    """Give a table of the TOML whose keys are all known."""
    if not isinstance(given, dict):
        raise InputError(f"{where}: {level} is a list of tables, so write [[{level}]] on a line of its own.")
    for key, value in given.items():
        if key not in KEYS[level]:
            raise InputError(f'{where}: unknown key "{key}"; known here: {", ".join(KEYS[level])}.')
        if key in (*TOLD_PLACE, "from", "is", "name") and not isinstance(value, str):
            raise InputError(f'{where}, {key}: expected words in quotation marks, as in {key} = "...".')
    nth = given.get("nth", 1)
    if not isinstance(nth, int) or isinstance(nth, bool) or nth < 1:
        raise InputError(f"{where}, nth: expected a whole number from 1 on.")
    if given.get("is", KINDS[0]) not in KINDS:
        raise InputError(f'{where}, is: "{given["is"]}" is none of {", ".join(KINDS)}.')
    return given


def _list(given: dict[str, Any], key: str, where: str) -> list[Any]:
    entries = given.get(key, [])
    if not isinstance(entries, list):
        raise InputError(f"{where}: {key} is a list of tables, so write [[{key}]] on a line of its own.")
    return entries


def _parts(given: dict[str, Any], where: str) -> tuple[SaidPart, ...]:
    """Give what is said of a whole file, then of its parts."""
    parts = [SaidPart("", _fields(given))]
    for entry in _list(given, "part", where):
        part = _checked(entry, "part", where)
        if not part.get("from", "").strip():
            raise InputError(f'{where}: a [[part]] needs its first words, such as from = "Table 1".')
        parts.append(SaidPart(part["from"], _fields(part), part.get("nth", 1)))
    return tuple(parts)


def _fields(given: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    named = tuple((name, " ".join(given[name].split())) for name in TOLD_PLACE if name in given)
    return (*named, ("part", given["is"])) if "is" in given else named
