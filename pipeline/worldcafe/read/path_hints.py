"""What names of files and folders say of the notes inside: café, table, round, or that it is the report."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from worldcafe.language.words import GAP
from worldcafe.read.places import cafe_in, is_report, places_in, without_key

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_BELOW, LONGEST_CODE = 3, 3
RE_COUNT = re.compile(r"[a-z]?\d+[a-z]?", re.IGNORECASE)
Fields = tuple[tuple[str, str], ...]


ABOUT = ("readme", "license", "licence", "changelog")  # files that come along with others and hold no notes


def name_hints(names: Sequence[str]) -> list[Fields]:
    """Give for each of several files that belong together what its path says of its place.

    Example: "Hamburg café/Table 2/round 1.txt" -> cafe Hamburg, table Table 2, round 1. Folders that hold
    the same tables are cafés whatever they are called. Where no name states a place, each file is a
    table of its own unless it holds several (`file`: its number and its name in words); a file called
    report is the report, if there are others that are not.
    """
    paths = [PurePosixPath(name.replace("\\", "/")) for name in names]
    hints = [_stated(path) for path in paths]
    placed = [bool(hint.keys() & {"table", "round"}) for hint in hints]
    reports = [not at and is_report(path.stem) for path, at in zip(paths, placed, strict=True)]
    reports = [report and not all(reports) for report in reports]
    bundled = [bool(path.parent.name) and not report for path, report in zip(paths, reports, strict=True)]
    nowhere = sum(bundled) > 1 and not any(placed)
    for path in _cafe_folders(paths, hints):
        hints[path]["cafe"] = paths[path].parent.name
    for number, (hint, report, beside) in enumerate(zip(hints, reports, bundled, strict=True), start=1):
        if report:
            hint["part"] = "report"
        elif (beside and paths[number - 1].stem.casefold() in ABOUT) or _is_cover(paths[number - 1], paths):
            hint["part"] = "other"
        elif nowhere and beside:
            hint["file"] = f"{number} {_spoken(paths[number - 1].stem)}"
    return [tuple(hint.items()) for hint in hints]


def _is_cover(path: PurePosixPath, paths: Sequence[PurePosixPath]) -> bool:
    """Tell whether a page that a program exported has all others in a folder of its own name."""
    below = sum(path.with_suffix("") in other.parents for other in paths)
    return without_key(path.stem) != path.stem and below >= FEWEST_BELOW and below == len(paths) - 1


def _spoken(stem: str) -> str:
    """Give the name of a file in words, without what only counts it: "q2-beach_kiosk" -> "beach kiosk"."""
    words = [word for word in GAP.split(without_key(stem)) if word and not RE_COUNT.fullmatch(word)]
    return " ".join(words)


def _stated(path: PurePosixPath) -> dict[str, str]:
    """Give what the parts of a path state; the innermost part goes before those around it."""
    found: dict[str, str] = {}
    for part in path.parts[:-1]:
        cafe = cafe_in(part)
        found |= ({"cafe": cafe} if cafe else {}) | places_in(part)
    code = GAP.split(path.stem)[0]  # "T6 sunday"
    coded = code[:1] in ("T", "t") and code[1:].isdecimal() and len(code) <= LONGEST_CODE
    return found | ({"table": f"Table {int(code[1:])}"} if coded else {}) | places_in(path.stem)


def _cafe_folders(paths: Sequence[PurePosixPath], hints: Sequence[dict[str, str]]) -> list[int]:
    """Give the positions of files in folders that hold the same tables as other folders do."""
    folders = defaultdict(set)
    for path, hint in zip(paths, hints, strict=True):
        if "table" in hint:
            folders[hint["table"], hint.get("round", "")].add(path.parent)
    repeated = {folder for found in folders.values() if len(found) > 1 for folder in found}
    return [
        position
        for position, (path, hint) in enumerate(zip(paths, hints, strict=True))
        if path.parent in repeated
        and path.parent.name
        and "cafe" not in hint
        and not places_in(path.parent.name)
    ]
