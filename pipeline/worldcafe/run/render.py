"""The report of a run that exists, in any format: the same bytes as when the run was made."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.engine.worker import Second
from worldcafe.errors import InputError
from worldcafe.files.store import what_stops
from worldcafe.report import Failure, render_formats
from worldcafe.report.edited import keep_edited
from worldcafe.report.formats import FORMATS, read_formats, require_formats
from worldcafe.report.view import build_view

if TYPE_CHECKING:
    from worldcafe.found import Analysis


@dataclass(frozen=True)
class Rendered:
    """The files made, the formats that failed, and copies of what people had edited there."""

    made: tuple[Path, ...]
    failures: tuple[Failure, ...]
    edited: tuple[Path, ...]


def render_files(analysis: Analysis, folder: Path, named: str | Sequence[str]) -> Rendered:
    """Write some formats into a folder; what people edited there is kept beside it.

    Raises:
        InputError: a format is unknown or needs a package that is missing, or the folder cannot be written.
    """
    formats = read_formats(named)
    require_formats(formats)
    view = build_view(analysis)
    second = Second(process=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".worldcafe-", dir=folder) as draft:
            failures = render_formats(view, analysis, Path(draft), formats, second)
            failed = {failure.format for failure in failures}
            ready = [FORMATS[name] for name in formats if name not in failed]
            edited = keep_edited(folder, ready)
            made = tuple(_put(Path(draft) / name, folder) for name in ready)
            return Rendered(made, failures, tuple(edited))
    except OSError as error:
        raise InputError(f"{folder}: the report cannot be written ({what_stops(folder, error)}).") from error
    finally:
        second.close()


def keep_papers(folder: Path) -> list[Path]:
    """Keep documents and workbooks of a run that somebody edited beside its folder, dated; give the copies.

    Raises:
        InputError: a copy cannot be made.
    """
    return keep_edited(folder, FORMATS.values())


def _put(made: Path, folder: Path) -> Path:
    """Put a file or folder that was made in the place of an older one."""
    place = folder / made.name
    if place.is_dir():
        shutil.rmtree(place)
    return made.replace(place)
