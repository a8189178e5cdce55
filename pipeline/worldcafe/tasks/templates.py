"""Sheets for scribes, to be filled at the tables, in Word, Markdown or Excel, which read back as meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.errors import InputError
from worldcafe.files.store import what_stops, write_new
from worldcafe.report.scribe_sheets import Plan, as_markdown, as_word, as_workbook

if TYPE_CHECKING:
    from pathlib import Path


def write_templates(folder: Path, plan: Plan, kind: str) -> list[Path]:
    """Write a Word or Markdown file a table, or one workbook for all; give their paths.

    Raises:
        InputError: one of the files exists (notes may stand in it) or cannot be written.
    """
    numbers = range(1, plan.tables + 1)
    if kind == "excel":
        files = {folder / "Notes.xlsx": as_workbook(plan)}
    else:
        ending, sheet = {"word": (".docx", as_word), "markdown": (".md", as_markdown)}[kind]
        files = {folder / f"Table {number}{ending}": sheet(plan, number) for number in numbers}
    if there := [path for path in files if path.exists()]:
        raise InputError(f"{there[0]}: this file exists, and notes may stand in it; name another folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: the folder cannot be made ({what_stops(folder, error)}).") from error
    for path, content in files.items():
        write_new(content, path)
    return list(files)
