"""The report of a run that exists, in any format: the same bytes as when the run was made."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.engine.worker import Second
from worldcafe.errors import InputError
from worldcafe.files.store import what_stops
from worldcafe.report import Failure, render_formats
from worldcafe.report.formats import FORMATS, read_formats, require_formats
from worldcafe.report.view import build_view

if TYPE_CHECKING:
    from worldcafe.found import Analysis


def render_files(
    analysis: Analysis, folder: Path, named: str | Sequence[str]
) -> tuple[list[Path], tuple[Failure, ...]]:
    """Write some formats into a folder; give the paths of those made, and those that failed."""
    formats = read_formats(named)
    require_formats(formats)
    view = build_view(analysis)
    second = Second(process=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".worldcafe-", dir=folder) as draft:
            failures = render_formats(view, analysis, Path(draft), formats, second)
            failed = {failure.format for failure in failures}
            made = [_put(Path(draft) / FORMATS[name], folder) for name in formats if name not in failed]
            return made, failures
    except OSError as error:
        raise InputError(f"{folder}: the report cannot be written ({what_stops(folder, error)}).") from error
    finally:
        second.close()


def _put(made: Path, folder: Path) -> Path:
    """Put a file or folder that was made in the place of an older one."""
    place = folder / made.name
    if place.is_dir():
        shutil.rmtree(place)
    return made.replace(place)
