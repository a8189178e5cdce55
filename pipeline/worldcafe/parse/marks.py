"""What is known of a stretch of text from outside it overrides what was read from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.source import TOLD_PLACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worldcafe.source import Mark, Source

FILLED = (*TOLD_PLACE, "section", "subsection", "depth")
FRAMED = TOLD_PLACE[:-1]
CONTENT = ("note", "summary", "narrative")
BESIDE = ("beside", "report")
REPORTED = {
    "report": {"note": "summary"},
    "notes": {"summary": "note"},
    "other": {"note": "narrative", "summary": "narrative"},
}


def marked_fields(
    marks: Sequence[Mark], spans: Sequence[tuple[int, int]]
) -> list[tuple[dict[str, str], dict[str, str]]]:
    """Give for each of the sorted spans the fields of the marks and of the hints that cover it."""
    found: list[tuple[dict[str, str], dict[str, str]]] = []
    waiting = sorted(range(len(marks)), key=lambda number: marks[number].start)
    position, active, last = 0, list[int](), list[int]()
    for start, end in spans:
        while position < len(waiting) and marks[waiting[position]].start <= start:
            active.append(waiting[position])
            position += 1
        active = [number for number in active if marks[number].end >= end]
        if found and active == last:
            found.append(found[-1])
            continue
        last = active.copy()
        firm: dict[str, str] = {}
        hints: dict[str, str] = {}
        for number in sorted(active):
            (hints if marks[number].hint else firm).update(marks[number].fields)
        found.append((firm, hints))
    return found


def is_beside(source: Source) -> bool:
    """Tell whether the report is another source, named apart."""
    return any(BESIDE in mark.fields for mark in source.marks)


def is_report(source: Source) -> bool:
    """Tell whether all of a source was named as the report, by more than a hint."""
    firm = [mark for mark in source.marks if not mark.hint and ("part", "report") in mark.fields]
    return any(mark.start == 0 and mark.end >= len(source.text) for mark in firm)


def is_apart(source: Source) -> bool:
    """Tell whether report and notes are different sources: a source is the one or stands beside it."""
    return is_report(source) or is_beside(source)


def set_beside(records: Sequence[dict[str, object]], *, named_report: bool) -> None:
    """Change the summaries of a source beside the report: they are neither notes nor claims of it.

    Where they are all that the source has, they are its notes, unless its name says that it is a report.
    """
    told = named_report or any(record["role"] == "note" for record in records)
    for record in records:
        if record["role"] == "summary":
            record["role"] = "narrative" if told else "note"


def whole_fields(source: Source) -> dict[str, str]:
    """Give what marks say of a whole source: hints first, since what is firm goes before them."""
    whole = [mark for mark in source.marks if mark.start == 0 and mark.end >= len(source.text)]
    ordered = sorted(whole, key=lambda mark: not mark.hint)
    return {key: value for mark in ordered for key, value in mark.fields}


def framed_fields(marks: Sequence[Mark], spans: Sequence[tuple[int, int]]) -> list[dict[str, str]]:
    """Give for each span the role, the places and the part of the report that firm marks say it has."""
    told = (*FRAMED, "part", "role", "host")
    if not any(key in told for mark in marks if not mark.hint for key, _ in mark.fields):
        return [{}] * len(spans)
    return [{key: firm[key] for key in told if key in firm} for firm, _ in marked_fields(marks, spans)]


def marked_record(
    record: dict[str, object], firm: dict[str, str], hints: dict[str, str]
) -> dict[str, object]:
    """Give a block with its marks: hints fill what is empty, marks replace."""
    changed = {key: value for key, value in hints.items() if key in FILLED and not record[key]}
    changed |= {key: value for key, value in firm.items() if key in FILLED}
    placed = record["table"] or record["round"]  # then the text itself says that these are notes
    part = firm.get("part") or ("" if placed else hints.get("part", ""))
    role = REPORTED.get(part, {}).get(str(record["role"]), record["role"])
    given = firm.get("role")
    kept = ("prompt", "meta") if firm.get("host") == "leads" else ("prompt",)
    if given and (
        role in CONTENT or given not in CONTENT or (record["role"] not in kept and "part" not in firm)
    ):
        role = given
    depth = changed.get("depth", record["depth"])
    return (
        record
        | changed
        | {"role": role, "depth": int(str(depth)) if str(depth).isdecimal() else record["depth"]}
    )
