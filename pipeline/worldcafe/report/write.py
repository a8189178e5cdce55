"""The files of a report in a run folder: one writer per format, each given the same view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.report.formats import FORMATS
from worldcafe.report.paper import compose_paper
from worldcafe.report.studio import write_charts

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
    """Write every format asked for into `folder`; the studio makes what has pictures."""
    wait = studio.begin(
        [partial(DRAWERS[name], view, folder / FORMATS[name]) for name in formats if name in DRAWERS]
    )
    for name in formats:
        if name in WRITERS:
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


def _draw_charts(view: ReportView, path: Path) -> None:
    """Write each chart as a picture, with its table."""
    write_charts(view.charts, path)


def _write_word(view: ReportView, path: Path) -> None:
    """Write the paper for Word."""
    from worldcafe.report.word import write_word  # noqa: PLC0415

    write_word(compose_paper(view), path)


def _write_pdf(view: ReportView, path: Path) -> None:
    """Write the paper for print."""
    from worldcafe.report.pdf import write_pdf  # noqa: PLC0415

    write_pdf(compose_paper(view), path)


DRAWERS: dict[str, Callable[[ReportView, Path], None]] = {
    "charts": _draw_charts,
    "docx": _write_word,
    "pdf": _write_pdf,
}
