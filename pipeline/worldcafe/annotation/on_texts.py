"""Figures of single texts: what is a note and where it ends, its place, its kind, whom it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from worldcafe.annotation.figures import Figure, f1, macro_f1
from worldcafe.annotation.overlay import Laid, Overlay
from worldcafe.annotation.units import Unit
from worldcafe.tables import KINDS, ROLES

NEAR = 2  # characters by which the ends of a note may differ


def figures_of_texts(overlay: Overlay) -> Iterator[Figure]:
    """Give the figures of what is read of single texts."""
    yield from _spans(overlay)
    yield from _roles(overlay)
    yield from _places(overlay)
    yield from _kinds(overlay)
    yield from _identities(overlay)


def _spans(overlay: Overlay) -> Iterator[Figure]:
    """Hold notes and claims against those of the run that share anything with them."""
    wanted = overlay.annotation.content
    touched = {name for unit in wanted for name, _ in overlay.shared[unit.id]}
    found = [
        segment
        for name, segment in overlay.segments.items()
        if name in touched and segment.role in ("note", "summary")
    ]
    right = sum(any(_is_same(unit, segment) for segment in found) for unit in wanted)
    if wanted:
        yield Figure(
            "spans", f1(right, len(found), len(wanted)), len(wanted), "notes and claims begin and end alike"
        )


def _is_same(unit: Unit, segment: Laid) -> bool:
    """Tell whether a unit and a segment begin and end alike."""
    return (
        (not unit.source or unit.source == segment.source)
        and abs(unit.start - segment.start) <= NEAR
        and abs(unit.end - segment.end) <= NEAR
    )


def _roles(overlay: Overlay) -> Iterator[Figure]:
    units = overlay.annotation.units
    found = {unit.id: segment.role if (segment := overlay.best(unit.id)) else "" for unit in units}
    for role in ROLES:
        wanted = [unit.id for unit in units if unit.role == role]
        right = sum(found[name] == role for name in wanted)
        if wanted and role != "narrative":
            told = sum(given == role for given in found.values())
            yield Figure(
                f"role {role}", f1(right, told, len(wanted)), len(wanted), f"what is a {role} is read as one"
            )


def _places(overlay: Overlay) -> Iterator[Figure]:
    placed = [unit for unit in overlay.annotation.notes if unit.table]
    tables = rounds = 0
    for unit in placed:
        segment = overlay.best(unit.id)
        right = segment is not None and _is_at_table(unit, segment)
        tables += right
        rounds += right and segment is not None and _number(segment.round) == _number(unit.round)
    if placed:
        yield Figure("table", tables / len(placed), len(placed), "notes that stand at the right table")
        yield Figure("round", rounds / len(placed), len(placed), "notes that stand in the right round, too")


def _is_at_table(unit: Unit, segment: Laid) -> bool:
    return _number(segment.table) == _number(unit.table) and unit.cafe.lower() in segment.cafe.lower()


def _number(text: str) -> int | None:
    """Give the first number in a text."""
    found = re.search(r"\d+", text)
    return int(found[0]) if found else None


def _kinds(overlay: Overlay) -> Iterator[Figure]:
    labelled = [unit for unit in overlay.annotation.content if unit.id in overlay.annotation.kinds]
    wanted = [overlay.annotation.kinds[unit.id] for unit in labelled]
    found = [segment.kind if (segment := overlay.best(unit.id)) else "" for unit in labelled]
    if not labelled:
        return
    used = [kind for kind in KINDS if kind in {*found, *wanted}]
    yield Figure("kinds", macro_f1(found, wanted, used), len(labelled), "kinds, each counting the same")
    right = sum(pair == ("suggestion", "suggestion") for pair in zip(found, wanted, strict=True))
    told, n = found.count("suggestion"), wanted.count("suggestion")
    yield Figure("suggestions", f1(right, told, n), n, "what is a suggestion")


def _identities(overlay: Overlay) -> Iterator[Figure]:
    total = left = 0
    for unit in overlay.annotation.content:
        shown = " ".join(overlay.segments[name].clean_text for name, _ in overlay.shared[unit.id])
        for name in overlay.annotation.identities.get(unit.id, ()):
            total += 1
            left += bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", shown))
    if total:
        yield Figure("identities removed", 1 - left / total, total, "what identifies somebody is gone")
