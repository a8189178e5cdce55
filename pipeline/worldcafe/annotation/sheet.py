"""Some notes of a run as a table to be annotated, which reads back as an annotation."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from worldcafe.annotation.units import Annotation, Ids, Unit
from worldcafe.errors import InputError
from worldcafe.files.cells import disarm, rearm
from worldcafe.files.given import read_given
from worldcafe.source import PLACE
from worldcafe.tables import KINDS

if TYPE_CHECKING:
    import pandas as pd

SHOWN = (*PLACE, "question", "note before", "note")
FILLED = ("kind", "theme", "suggestion")
COLUMNS = ("note_id", "source", "start", "end", *SHOWN, *FILLED)
NEEDED = ("note_id", "note", *FILLED)


def draw_sheet(segments: pd.DataFrame, notes: int, seed: int = 0) -> str:
    """Give a CSV of some notes, of every place its share, each with the note before it.

    The last columns are for the annotator: `kind`; `theme` (the same words for notes of one theme);
    `suggestion` (the same words for notes that suggest the same). What the run made of a note is not shown.

    Raises:
        InputError: no note is asked for, or the run has none.
    """
    columns = [segments[name].tolist() for name in ("segment_id", "source", "start", "end", *PLACE)]
    texts = [segments[name].tolist() for name in ("question", "clean_text")]
    rows = [
        row
        for row, role in zip(zip(*columns, *texts, strict=True), segments["role"], strict=True)
        if role == "note"
    ]
    if notes < 1 or not rows:
        raise InputError("no note to annotate: " + ("name at least 1." if rows else "the run has none."))
    before = _befores(rows)
    kept = _share(sorted(range(len(rows)), key=lambda place: (rows[place][4:7], place)), notes, seed)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for place in sorted(kept):
        row = rows[place]
        cells = (*row[:8], before[place], row[8], *("" for _ in FILLED))
        writer.writerow([disarm(" ".join(cell.split())) if isinstance(cell, str) else cell for cell in cells])
    return written.getvalue()


def _befores(rows: Sequence[Sequence[str]]) -> list[str]:
    """Give for each note the one before it at its place, "" for the first."""
    found = [""]
    for earlier, row in pairwise(rows):
        found.append(earlier[8] if earlier[4:7] == row[4:7] else "")
    return found


def _share(places: Sequence[int], number: int, seed: int) -> list[int]:
    """Take so many things, evenly spread from a beginning that is drawn (systematic sampling)."""
    if number >= len(places):
        return list(places)
    step = len(places) / number
    first = Random(seed).random() * step
    return [places[min(int(first + step * turn), len(places) - 1)] for turn in range(number)]


def read_sheet(path: Path) -> Annotation:
    """Give the annotation that a filled sheet holds; notes without a kind are left out of its kinds.

    Raises:
        InputError: the file is no such sheet, nothing is filled in, or it holds a kind that is none; the
            sentence names the line.
    """
    rows = list(_rows(path))
    kinds = {}
    for line, row in rows:
        kind = row["kind"].strip().lower()
        if kind and kind not in KINDS:
            raise InputError(f'{path}, line {line}: no kind "{kind}"; write one of {", ".join(KINDS)}.')
        if kind:
            kinds[row["note_id"]] = kind
    told = [row for _, row in rows]
    if not any(row[name].strip() for row in told for name in FILLED):
        raise InputError(
            f"{path}: nothing is filled in yet; write kind, theme or suggestion beside some notes, and save "
            "it as CSV."
        )
    return Annotation(
        units=tuple(_unit(row) for row in told if any(row[name].strip() for name in FILLED)),
        kinds=kinds,
        themes=_gathered(told, "theme"),
        recurrent=tuple(group for group in _gathered(told, "suggestion").values() if len(group) > 1),
    )


def _unit(row: Mapping[str, str]) -> Unit:
    """Give the unit of a row; its id says where it lies."""
    place = [row.get(name, "") for name in PLACE]
    return Unit(row["note_id"], row.get("source", ""), -1, -1, "", "note", *place)


def _gathered(rows: Iterable[Mapping[str, str]], column: str) -> dict[str, Ids]:
    """Give the notes with the same words in a column."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        words = " ".join(row[column].split()).casefold()
        if words and not words.startswith("misc"):
            found[words].add(row["note_id"])
    return {words: frozenset(notes) for words, notes in found.items()}


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each row of a sheet with its line, whatever a spreadsheet put between its cells."""
    try:
        text = read_given(path, "utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: the sheet cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: this is no text; save the sheet as CSV in UTF-8.") from error
    head = text.partition("\n")[0]
    lines = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=head.count), restval="")
    missing = [name for name in NEEDED if name not in (lines.fieldnames or ())]
    if missing:
        raise InputError(
            f"{path}: no column {missing[0]}; begin with `worldcafe annotate RUN --out {path.name}`."
        )
    for row in lines:
        yield lines.line_num, {name: rearm(cell) for name, cell in row.items() if isinstance(cell, str)}
