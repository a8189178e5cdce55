"""An analysis to hold in the hand: its tables, its charts, its folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from worldcafe.errors import InputError
from worldcafe.files.store import fresh_folder
from worldcafe.language.wording import require_page_language
from worldcafe.run.compare import compare_runs
from worldcafe.run.disk import finish_run, read_run, write_found
from worldcafe.run.frames import frame_claims, frame_notes, frame_suggestions, frame_themes
from worldcafe.run.plots import Plots
from worldcafe.run.summary import describe_run, run_as_html

if TYPE_CHECKING:
    import pandas as pd

    from worldcafe.found import Analysis
    from worldcafe.run.record import Record

MODEL = "model"  # the folder of a run that holds its themes, for notes to come


@dataclass(frozen=True, repr=False, eq=False)
class Run:
    """One analysis, fresh or loaded: what was found, how it was made, its model.

    `worldcafe.analyse` and `worldcafe.load` give it. Names that were removed are in none of it. The frames
    below are copies, to be changed at will; `analysis` has the tables as they are checked and written.

    Attributes:
        analysis: sources, settings and every table of the run.
        record: versions of what decided the numbers, and each stage with its rows and seconds.
        write_model: writes the model into an empty folder.
    """

    analysis: Analysis
    record: Record
    write_model: Callable[[Path], None]

    @classmethod
    def load(cls, folder: str | Path) -> Self:
        """Give the run that a folder holds.

        Raises:
            InputError: there is no run, one of another layout, or one that was changed since it was written.
        """
        analysis, record = read_run(Path(folder))
        return cls(analysis, record, partial(_copy, (Path(folder) / MODEL).absolute()))

    def save(self, folder: str | Path) -> None:
        """Write tables, sources, model and record to a folder, whole or not at all.

        A run that stands there is replaced, its page and papers with it; `render` makes these. Documents and
        workbooks that somebody edited are kept beside the folder, dated.

        Raises:
            InputError: the folder holds something that no run made, or cannot be written.
        """
        from worldcafe.run.render import keep_papers  # noqa: PLC0415 - the report is slow to import

        with fresh_folder(Path(folder)) as draft:
            self.write(draft)
            self.finish(draft)
            keep_papers(Path(folder))

    def write(self, folder: Path) -> None:
        """Write all but the record into a folder that is there and empty."""
        write_found(self.analysis, folder)
        self.write_model(folder / MODEL)

    def finish(self, folder: Path) -> None:
        """Write the record, which makes the folder a run: the last thing to be written."""
        finish_run(self.analysis, self.record, folder)

    def render(self, folder: str | Path, formats: str | Sequence[str] = "html") -> list[Path]:
        """Write the report in some formats: "html,pdf", or a list of their names.

        What is there is replaced, file by file, only when all are made; documents and workbooks that somebody
        edited are kept beside the folder, dated.

        Returns:
            the files, and the folder of the charts, in the order of `formats`.

        Raises:
            InputError: a format is unknown, needs a package that is not installed, or could not be written
                (the others are), or the folder cannot be.
        """
        from worldcafe.run.render import render_files  # noqa: PLC0415 - the report is slow to import

        rendered = render_files(self.analysis, Path(folder), formats)
        for failure in rendered.failures:
            raise InputError(f"{folder}: {failure.sentence}")
        return list(rendered.made)

    def in_language(self, language: str) -> Run:
        """Give the run whose reports and charts are written in a language, "" for that of its own report.

        Raises:
            InputError: there is no catalogue for it.
        """
        require_page_language(language)
        if not language:
            return self
        settings = self.analysis.settings
        told = replace(settings, report=replace(settings.report, language=language))
        return replace(self, analysis=replace(self.analysis, settings=told))

    def compare(self, later: Run) -> pd.DataFrame:
        """Say which themes, suggestions and verdicts of a later run are new, gone or changed.

        Returns:
            a row per change: what, change ("new", "gone", "changed"; "joined" with another or "parted" from
            it), before_id, after_id, text, told.
        """
        return compare_runs(self.analysis, later.analysis)

    @property
    def title(self) -> str:
        """The title set by the user, or the first heading of the sources."""
        return self.analysis.title

    @property
    def notes(self) -> pd.DataFrame:
        """One row per note: place, words, kind, theme, suggestion, claims (a list) that it is behind."""
        return frame_notes(self.analysis)

    @property
    def themes(self) -> pd.DataFrame:
        """One row per theme, the most recurrent first; `note_ids`, `keywords`, `claim_ids` are lists."""
        return frame_themes(self.analysis)

    @property
    def suggestions(self) -> pd.DataFrame:
        """One row per suggestion, the most recurrent first; `note_ids`, `places`, `claim_ids` are lists."""
        return frame_suggestions(self.analysis)

    @property
    def claims(self) -> pd.DataFrame:
        """One row per claim of the report with its verdict; `note_ids`, the notes behind it, is a list."""
        return frame_claims(self.analysis)

    @property
    def links(self) -> pd.DataFrame:
        """One row per pair of a claim and a note that say the same, with what they share."""
        return self.analysis.links.copy()

    @property
    def measures(self) -> pd.DataFrame:
        """Honest numbers about the run: name, value, meaning."""
        return self.analysis.measures.copy()

    @property
    def plot(self) -> Plots:
        """The charts: `run.plot.themes()` and others give matplotlib figures."""
        return Plots(self.analysis)

    def __repr__(self) -> str:
        return describe_run(self.analysis)

    def _repr_html_(self) -> str:
        """Show the run in a notebook."""
        return run_as_html(self.analysis)


def load(folder: str | Path) -> Run:
    """Give the run that a folder holds, as `worldcafe run` or `Run.save` wrote it.

    Needs pandas alone, and no stage.

    Raises:
        InputError: there is no run, one of another layout, or one that was changed since it was written.
    """
    return Run.load(folder)


def _copy(model: Path, folder: Path) -> None:
    """Copy the model of a run on disk."""
    try:
        shutil.copytree(model, folder)
    except OSError as error:
        raise InputError(f"{model}: the model of the run cannot be copied ({error.strerror}).") from error
