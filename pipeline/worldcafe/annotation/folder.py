"""An annotated corpus: a folder of small files that say what people made of some sources.

units.jsonl      a piece of a source a line: id, source, start, end, text, role, cafe, table, round
labels.jsonl     id, kind of each note and claim, covered, person: [{text, type}]
themes.jsonl     name, units; one whose name begins with "misc" is no theme
recurrent.json   [{name, units}]: the same suggestion in several notes
alignment.jsonl  of a claim: id, supports: [{id, strength}], elsewhere, altered (where there is a report)
gaps.json        [{name, units}]: important suggestions that no claim gives (where there is a report)

Only the first is needed; offsets count characters of the decoded source, and text is source[start:end].
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from worldcafe.annotation.units import Annotation, Behind, Ids, Unit
from worldcafe.errors import InputError
from worldcafe.files.given import parse_given, read_given
from worldcafe.source import PLACE
from worldcafe.tables import KINDS, ROLES

Line = dict[str, Any]
Made = TypeVar("Made")
UNITS = "units.jsonl"


def read_folder(folder: Path) -> Annotation:
    """Give the annotation that a folder holds.

    Raises:
        InputError: a file or a line of it cannot be used; the sentence names both.
    """
    if not (folder / UNITS).is_file():
        raise InputError(f"{folder}: no annotation is here; it needs at least {UNITS}.")
    labels = list(_each(folder / "labels.jsonl", _label))
    gaps = folder / "gaps.json"
    return Annotation(
        units=tuple(_each(folder / UNITS, _unit)),
        kinds={line["id"]: line["kind"] for line in labels},
        identities={line["id"]: line["person"] for line in labels if line["person"]},
        covered=frozenset(line["id"] for line in labels if line["covered"]),
        themes=dict(_each(folder / "themes.jsonl", _theme)),
        recurrent=_groups(folder / "recurrent.json"),
        gaps=_groups(gaps) if gaps.exists() else None,
        claims=dict(_each(folder / "alignment.jsonl", _claim)),
    )


def _each(path: Path, make: Callable[[Line], Made | None]) -> Iterator[Made]:
    """Make something of each line of a file; of none where the file is not there."""
    for number, text in enumerate(_text(path).splitlines() if path.exists() else (), start=1):
        if not text.strip():
            continue
        try:
            made = make(parse_given(json.loads, text))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            why = f"it lacks {error}" if isinstance(error, KeyError) else str(error)
            raise InputError(f"{path}, line {number}: this line cannot be used ({why}).") from error
        if made is not None:
            yield made


def _text(path: Path) -> str:
    try:
        return read_given(path)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: this file cannot be read ({error}).") from error


def _unit(line: Line) -> Unit:
    if line["role"] not in ROLES:
        raise ValueError(f"no role {line['role']}; known: {', '.join(ROLES)}")
    place = ["" if line.get(name) is None else str(line[name]) for name in PLACE]
    span = int(line["start"]), int(line["end"])
    return Unit(str(line["id"]), line.get("source") or "", *span, str(line["text"]), line["role"], *place)


def _label(line: Line) -> Line:
    if line["kind"] not in KINDS:
        raise ValueError(f"no kind {line['kind']}; known: {', '.join(KINDS)}")
    marked = (found for found in line.get("person", ()) if found["type"] != "country")
    names = tuple(str(found["text"]) for found in marked)
    return {"id": line["id"], "kind": line["kind"], "person": names, "covered": bool(line.get("covered"))}


def _theme(line: Line) -> tuple[str, Ids] | None:
    name = str(line["name"])
    return None if name.lower().startswith("misc") else (name, frozenset(line["units"]))


def _claim(line: Line) -> tuple[str, Behind]:
    strengths = {note["id"]: str(note["strength"]) for note in line["supports"]}
    return line["id"], Behind(strengths, bool(line.get("elsewhere")), bool(line.get("altered")))


def _groups(path: Path) -> tuple[Ids, ...]:
    """Give the groups of a list; none where the file is not there."""
    if not path.exists():
        return ()
    try:
        return tuple(frozenset(group["units"]) for group in parse_given(json.loads, _text(path)))
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: this is no list of groups with units ({error}).") from error
