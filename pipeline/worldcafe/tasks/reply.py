"""A run becomes letters: to all who were at the tables, and to each group that a suggestion is for."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.errors import InputError
from worldcafe.files.store import what_stops
from worldcafe.report.edited import keep_edited
from worldcafe.report.leaf import render_leaf
from worldcafe.report.reply import compose_reply, compose_sheets
from worldcafe.report.view import build_view
from worldcafe.report.word import write_word

if TYPE_CHECKING:
    from worldcafe.found import Analysis

LETTER = "reply"
OWN = re.compile(r"reply\.(html|docx)|for-[\w-]+\.docx")


@dataclass(frozen=True)
class Letters:
    """The letters made, that to all first, and copies of those that people had edited."""

    made: tuple[Path, ...]
    edited: tuple[Path, ...]


def write_reply(analysis: Analysis, folder: Path, colophon: str = "") -> Letters:
    """Write reply.html and reply.docx, and a Word sheet for each group, into a folder.

    Letters that were written there before are replaced; those in Word that somebody edited are kept beside
    the folder. `colophon` is a line at the end of the letter to all.

    Raises:
        InputError: the folder holds something else, or cannot be written.
    """
    view = build_view(analysis)
    letter, sheets = compose_reply(view, colophon), compose_sheets(view)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _require_own(folder)
        with tempfile.TemporaryDirectory(prefix=".worldcafe-", dir=folder) as made_in:
            draft = Path(made_in)
            (draft / f"{LETTER}.html").write_text(render_leaf(letter), encoding="utf-8", newline="\n")
            write_word(letter, draft / f"{LETTER}.docx")
            for group, sheet in sheets.items():
                write_word(sheet, _free(draft, group))
            made = sorted(draft.iterdir(), key=lambda path: (path.stem != LETTER, path.name))
            older = [path.name for path in sorted(folder.glob("*.*")) if OWN.fullmatch(path.name)]
            edited = keep_edited(folder, older)
            for name in older:
                (folder / name).unlink()
            return Letters(tuple(Path(shutil.move(path, folder / path.name)) for path in made), tuple(edited))
    except OSError as error:
        raise InputError(f"{folder}: the letters cannot be written ({what_stops(folder, error)}).") from error


def _require_own(folder: Path) -> None:
    """Make sure that only letters stand in the folder."""
    other = next((path for path in sorted(folder.iterdir()) if not OWN.fullmatch(path.name)), None)
    if other is not None:
        raise InputError(f"{folder}: it holds {other.name}, which is no letter; name another folder (--out).")


def _free(folder: Path, group: str) -> Path:
    """Give a path for the sheet of a group that no other group has."""
    stem = "for-" + (re.sub(r"\W+", "-", group.casefold()).strip("-") or "group")
    names = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
    return next(folder / f"{name}.docx" for name in names if not (folder / f"{name}.docx").exists())
