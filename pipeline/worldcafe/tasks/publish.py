"""An analysis becomes a folder: tables, sources, model, record, and every format asked for."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.errors import InputError
from worldcafe.files.cells import read_cells
from worldcafe.files.store import carry_over, fresh_folder, growing_csv, make_parent, private_path
from worldcafe.report import Failure, load_charts, render_formats, why
from worldcafe.report.edited import keep_edited
from worldcafe.report.formats import FORMATS
from worldcafe.report.view import build_view
from worldcafe.run import Run, record_stages
from worldcafe.tasks.identities import answers_path

if TYPE_CHECKING:
    from worldcafe.analysis import Outcome
    from worldcafe.engine.progress import Stages
    from worldcafe.found import Analysis


@dataclass(frozen=True)
class Published:
    """What to open first of a run, the formats that could not be written, how many quotes were left out.

    `older` are the files that the run before made and this one was not asked for; `other` is where a run of
    other notes is kept that stood there before; `edited` are copies of what people had edited.
    """

    first: Path
    failures: tuple[Failure, ...]
    left_out: int
    older: tuple[str, ...] = ()
    other: Path | None = None
    edited: tuple[Path, ...] = ()


def publish_run(outcome: Outcome, out: Path, formats: Sequence[str], stages: Stages) -> Published:
    """Write the outputs of a run to `out`: tables and model first, then each format by itself.

    A format that fails takes none of the others with it; one that is not asked for stays as the run before
    made it, and the record says so. A run of other notes that stands there is kept beside it, and so are
    documents and workbooks that somebody edited. The list of removed identities goes beside the folder, to a
    file that only its owner may read; where there is no room for it, the outputs are not replaced.

    Raises:
        InputError: `out` holds something that no run of this tool made, or cannot be written.
    """
    if "charts" in formats:
        stages.second.begin(load_charts)
    make_parent(out)
    with growing_csv(outcome.removals, private_path(out), private=True), fresh_folder(out) as folder:
        make_run(outcome, stages).write(folder)
        failures, left_out = _render(outcome.analysis, folder, formats, stages)
        run = make_run(outcome, stages)
        failed = tuple(failure.format for failure in failures)
        others = holds_others(out, outcome.analysis)
        unasked = [file for name, file in FORMATS.items() if name not in formats and not others]
        older = carry_over(out, folder, unasked)
        told = replace(run.record, not_written=failed, left_out=left_out, older=older)
        replace(run, record=told).finish(folder)
        # last: where anything fails, it stays where it is
        other = keep_beside(out) if others else None
        edited = () if others else tuple(keep_edited(out, [FORMATS[name] for name in formats]))
    written = set(formats) - set(failed)
    first = next((out / file for name, file in FORMATS.items() if name in written), out / "tables")
    return Published(first, failures, left_out, older, other, edited)


def _render(
    analysis: Analysis, folder: Path, formats: Sequence[str], stages: Stages
) -> tuple[tuple[Failure, ...], int]:
    """Write the formats; give those that failed, and how many quotes were left out of the others."""
    try:
        view = stages(build_view, analysis)
    except Exception as error:  # the tables and the model of the run are not to go with it
        return tuple(Failure(name, why(error)) for name in formats), 0
    return stages(render_formats, view, analysis, folder, formats, stages.second), view.made.left_out


def make_run(outcome: Outcome, stages: Stages) -> Run:
    """Give the run of an analysis that was just made, with the record of the stages so far."""
    themes = outcome.analysis.themes
    names = dict(zip(themes["theme_id"], themes["name"], strict=True))
    write_model = partial(outcome.clustering.save, names=names)
    return Run(outcome.analysis, record_stages(stages.records), write_model)


def holds_others(out: Path, analysis: Analysis) -> bool:
    """Tell whether a run of other notes stands at `out`: somebody forgot to name a folder.

    Notes are others when less than half of those of before are found again.
    """
    try:
        before = read_cells(out / "tables" / "segments.csv")
        said = set(before.loc[before["role"] == "note", "clean_text"])
    except (OSError, ValueError, KeyError):  # nothing is there, or nothing that can be read
        return False
    now = analysis.segments
    return 2 * len(said.intersection(now.loc[now["role"] == "note", "clean_text"])) < len(said)


def keep_beside(out: Path) -> Path:
    """Move the run at `out`, with its private files, to a free name beside it; give that.

    Raises:
        InputError: it cannot be moved.
    """
    free = _free_beside(out)
    try:
        out.rename(free)
        if private_path(out).is_file():
            private_path(out).rename(private_path(free))
        if answers_path(out).is_file():  # those on other notes do no harm here
            shutil.copy2(answers_path(out), answers_path(free))
    except OSError as error:
        raise InputError(
            f"{out}: a run of other notes is here and cannot be moved to {free} ({error.strerror}); choose "
            "another folder with --out."
        ) from error
    return free


def _free_beside(out: Path) -> Path:
    """Give OUT-before, or the first of OUT-before-2, OUT-before-3 ... that is not there."""
    name = f"{out.absolute().name}-before"
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(path for path in map(out.absolute().with_name, names) if not path.exists())
