"""What people ask for: a sheet to annotate, a run beside an annotation, two annotations beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.annotation.figures import Figure
from worldcafe.annotation.findings import figures_of_findings
from worldcafe.annotation.folder import read_folder
from worldcafe.annotation.on_texts import figures_of_texts
from worldcafe.annotation.on_themes import figures_of_themes
from worldcafe.annotation.overlay import lay_over
from worldcafe.annotation.people import figures_of_agreement
from worldcafe.annotation.sheet import draw_sheet, read_sheet
from worldcafe.annotation.units import Annotation
from worldcafe.errors import InputError
from worldcafe.files.store import write_new
from worldcafe.run import Run, load

if TYPE_CHECKING:
    import pandas as pd

    from worldcafe.found import Analysis


def annotate(run: Run | str | Path, path: str | Path, *, notes: int = 50, seed: int = 0) -> None:
    """Write a sheet with some notes of a run, to be annotated in a spreadsheet and saved as CSV.

    Raises:
        InputError: there is no run or no note, or the file is there already.
    """
    write_new(draw_sheet(_analysis(run).segments, notes, seed), Path(path))


def evaluate(run: Run | str | Path, annotated: str | Path) -> pd.DataFrame:
    """Say how well a run agrees with people.

    Args:
        run: a run, or the folder of one.
        annotated: a folder in the format of `annotation.folder`, or a filled sheet of this run.

    Returns:
        a row per figure: figure, value (1 is full agreement), n (units, pairs or groups that it rests on),
        meaning. A figure that the annotation does not allow is not there.

    Raises:
        InputError: run or annotation cannot be read, or none of its units lies in the run.
    """
    analysis, annotation = _analysis(run), read_annotation(Path(annotated))
    overlay = lay_over(annotation, analysis.segments)
    if not any(overlay.shared.values()):
        raise InputError(f"{annotated}: none of it lies in this run; name the run of the same notes.")
    return _table(
        [*figures_of_texts(overlay), *figures_of_themes(overlay), *figures_of_findings(overlay, analysis)]
    )


def agreement(one: str | Path, other: str | Path) -> pd.DataFrame:
    """Say how well two people agree on the notes that both annotated; rows as of `evaluate`.

    Raises:
        InputError: one of them cannot be read, or they share nothing.
    """
    figures = list(figures_of_agreement(*(read_annotation(Path(path)) for path in (one, other))))
    if not figures:
        raise InputError(f"{other}: it shares no annotated note with {one}.")
    return _table(figures)


def read_annotation(path: Path) -> Annotation:
    """Give the annotation of a folder or of a filled sheet.

    Raises:
        InputError: it cannot be used.
    """
    return read_folder(path) if path.is_dir() else read_sheet(path)


def _analysis(run: Run | str | Path) -> Analysis:
    return run.analysis if isinstance(run, Run) else load(run).analysis


def _table(figures: Iterator[Figure] | list[Figure]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - half a second that --help must not pay

    return pd.DataFrame(figures, columns=Figure._fields)
