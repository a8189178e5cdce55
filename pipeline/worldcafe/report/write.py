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
    from worldcafe.report.paper.blocks import Paper
    from worldcafe.report.studio import Studio


def render_formats(
    view: ReportView,
    analysis: Analysis,
    folder: Path,
    formats: Sequence[str],
    studio: Studio,
) -> None:
    """Write the charts and every format asked for into `folder`; the studio makes what has pictures."""
    paper = compose_paper(view)
    jobs = [partial(write_charts, view.charts, folder / "charts")]
    jobs += [partial(PAPERS[name], paper, folder / FORMATS[name]) for name in formats if name in PAPERS]
    wait = studio.begin(jobs)
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


def _write_word(paper: Paper, path: Path) -> None:
    """Write the paper for Word."""
    from worldcafe.report.word import write_word  # noqa: PLC0415

    write_word(paper, path)


def _write_pdf(paper: Paper, path: Path) -> None:
    """Write the paper for print."""
    from worldcafe.report.pdf import write_pdf  # noqa: PLC0415

    write_pdf(paper, path)


PAPERS: dict[str, Callable[[Paper, Path], None]] = {"docx": _write_word, "pdf": _write_pdf}
