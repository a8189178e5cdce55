"""From files to a run, in one call: what `worldcafe.analyse` does."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.errors import InputError
from worldcafe.language.wording import require_page_language
from worldcafe.settings import Settings, read_settings
from worldcafe.tasks.beside import with_corrections, with_report

if TYPE_CHECKING:
    from worldcafe.embed import Encoder
    from worldcafe.engine.progress import Display
    from worldcafe.run import Run

OnePath = str | Path
Paths = OnePath | Sequence[OnePath]


@dataclass(frozen=True)
class Given:
    """What a user named: the files to read, the report among them, and settings."""

    paths: tuple[Path, ...]
    settings: Settings


def take(sources: Paths, report: Paths | None, settings: Settings | OnePath | None) -> Given:
    """Give what was named in one shape, with the corrections.toml beside the first source.

    Raises:
        InputError: nothing is named, or only the report; or the settings file is missing, is no TOML, or
            holds an unknown key or language.
    """
    base = settings if isinstance(settings, Settings) else read_settings(Path(settings) if settings else None)
    require_page_language(base.report.language)
    base = with_report(base, _listed(report or ()))
    drafts = [Path(name) for name in dict.fromkeys(base.read.report)]
    notes = [path for path in _listed(sources) if not any(is_same_file(path, draft) for draft in drafts)]
    if not notes and not base.database.address:
        told = (
            f"{drafts[0]}: this is named as the report, and no notes beside it"
            if drafts
            else "nothing to read was named"
        )
        raise InputError(f"{told}; name a file or folder with notes.")
    paths = [*notes, *drafts]
    return Given(tuple(paths), with_corrections(base, paths))


def _listed(paths: Paths) -> list[Path]:
    """Give one path or several as a list."""
    return [Path(path) for path in ((paths,) if isinstance(paths, str | Path) else paths)]


def is_same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to the same file."""
    return one.is_file() and other.is_file() and one.samefile(other)


def analyse(
    sources: Paths,
    *,
    report: Paths | None = None,
    settings: Settings | OnePath | None = None,
    encoder: Encoder | None = None,
    removed: OnePath | None = None,
) -> Run:
    """Analyse a report, or notes of any number of files and folders, and give the run.

    The same sources and settings give the same run, which is also that of the command `worldcafe run`. It
    takes half a minute or more; a terminal shows a bar meanwhile, nothing else is printed.

    Args:
        sources: a file, a folder, an archive, or several of them.
        report: the report, a file or several, when it is not among the sources.
        settings: a `Settings`, or a TOML file of them; the documented defaults where there is none.
        encoder: what turns texts into vectors, in the place of the one that the settings name.
        removed: a file for the list of the names that were removed, for your eyes only (mode 0600). They are
            nowhere else, not in the run either.

    Returns:
        the run: `run.notes`, `run.themes`, `run.suggestions`, `run.claims`, `run.links` are frames,
        `run.plot.themes()` is a figure, `run.save(folder)` and `run.render(folder)` write files.

    Raises:
        InputError: a path is missing or cannot be read, no notes are found, a setting is wrong.
    """
    from worldcafe.engine.progress import STAGES, bar_for  # noqa: PLC0415 - the stages are slow to import

    given = take(sources, report, settings)
    with closing(bar_for(sys.stderr, STAGES)) as display:
        display.start("begin")
        return _analyse(given, encoder, removed, display)


def _analyse(given: Given, encoder: Encoder | None, removed: OnePath | None, display: Display) -> Run:
    """Analyse what was given, and show each stage."""
    from worldcafe.analysis import analyse as analyse_sources  # noqa: PLC0415
    from worldcafe.engine.progress import Stages  # noqa: PLC0415
    from worldcafe.files.store import write_csv  # noqa: PLC0415
    from worldcafe.read import read_sources  # noqa: PLC0415
    from worldcafe.tasks.publish import make_run  # noqa: PLC0415

    with Stages(display) as stages:
        read = stages(read_sources, given.paths, given.settings.read, given.settings.database)
        outcome = analyse_sources(read, given.settings, stages, encoder)
        if removed is not None:
            write_csv(outcome.removals, Path(removed), private=True)
        return make_run(outcome, stages)
