"""A table of text in stretches, none of which fills memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from worldcafe.errors import InputError
from worldcafe.read.parquet import parquet_rows
from worldcafe.read.rendering import Rendering
from worldcafe.read.sheets import ALL_NOTES, NO_ROWS, begin_sheet
from worldcafe.read.table import csv_rows
from worldcafe.source import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worldcafe.read.document import Document, Reading
    from worldcafe.settings import ReadSettings
    from worldcafe.source import Source


@dataclass(frozen=True)
class Stretch:
    """Part of a source: its text is that of the whole from character `start` on."""

    source: Source
    start: int


STREAMED = {"csv": csv_rows, "parquet": parquet_rows}  # formats that are read row by row


def cut_rows(
    document: Document, kind: str, settings: ReadSettings, size: int
) -> Iterator[tuple[Reading, int]]:
    """Give the rows of a table of text of one kind in stretches, each with where it begins in the whole text.

    They are cut after a note below which nothing hangs.

    Raises:
        InputError: no column of notes is recognised, or as for any text.
    """
    rendering = Rendering()
    steps = begin_sheet(rendering, STREAMED[kind](document, settings), settings.columns)
    if isinstance(steps, str):
        raise InputError(f"{document.where}: {steps}.")
    start = 0
    for _ in steps:
        if rendering.length - start >= size:
            yield _taken(rendering), start
            start = rendering.length
    if not rendering.length:
        raise InputError(f"{document.where}: {NO_ROWS}.")
    rendering.add_apart()
    if rendering.length > start:
        yield _taken(rendering), start


def _taken(rendering: Rendering) -> Reading:
    """Give the next stretch; as in any sheet, what its rows do not say otherwise are notes."""
    reading = rendering.take()
    hint = Mark(0, len(reading.text), ALL_NOTES, hint=True)
    return replace(reading, marks=(hint, *reading.marks))
