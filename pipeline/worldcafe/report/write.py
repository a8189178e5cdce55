"""The files of a report in a run folder: one writer per format, each given the same view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.report.formats import FORMATS

if TYPE_CHECKING:
    from worldcafe.analysis import Analysis
    from worldcafe.report.model import ReportView
    from worldcafe.report.studio import Studio


def render_formats(
    view: ReportView,
    analysis: Analysis,
    folder: Path,
    formats: Sequence[str],
    studio: Studio,
) -> None:
    """Write the charts and every format asked for into `folder`; the studio draws meanwhile."""
    wait = studio.write(view.charts, folder / "charts")
    for name in formats:
        WRITERS[name](view, analysis, folder / FORMATS[name])
    wait()


def _write_page(view: ReportView, _: Analysis, path: Path) -> None:
    """Write the page."""
    from worldcafe.report.html import render_html  # noqa: PLC0415 - each format is paid for when asked for

    path.write_text(render_html(view), encoding="utf-8", newline="\n")


def _write_register(view: ReportView, _: Analysis, path: Path) -> None:
    """Write the register of suggestions."""
    from worldcafe.report.excel import write_excel  # noqa: PLC0415

    write_excel(view, path)


def _write_project(view: ReportView, analysis: Analysis, path: Path) -> None:
    """Write the project for tools of qualitative analysis."""
    from worldcafe.report.qdpx import write_qdpx  # noqa: PLC0415

    write_qdpx(analysis, view.title, path)


WRITERS: dict[str, Callable[[ReportView, Analysis, Path], None]] = {
    "html": _write_page,
    "xlsx": _write_register,
    "qdpx": _write_project,
}
