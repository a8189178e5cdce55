"""The files of a report in a run folder: one writer per format, each given the same view."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.files.cells import write_cells
from worldcafe.language.wording import speaking
from worldcafe.report.formats import FORMATS

if TYPE_CHECKING:
    from worldcafe.engine.worker import Second
    from worldcafe.found import Analysis
    from worldcafe.report.model import ReportView

LONGEST = 160  # characters that are told of an error


@dataclass(frozen=True)
class Failure:
    """A format that could not be written, and why."""

    format: str
    reason: str

    @property
    def sentence(self) -> str:
        """What to tell who waits for the format."""
        return f"{FORMATS[self.format]} was not written ({self.reason}); all else is there."


def render_formats(
    view: ReportView,
    analysis: Analysis,
    folder: Path,
    formats: Sequence[str],
    second: Second,
) -> tuple[Failure, ...]:
    """Write every format asked for into `folder`, and give those that failed: of them nothing is left there.

    The second process draws the charts meanwhile.
    """
    drawn = second.begin(write_charts, view, folder / FORMATS["charts"]) if "charts" in formats else None
    writers = {
        name: partial(WRITERS[name], view, analysis, folder / FORMATS[name])
        for name in formats
        if name in WRITERS
    }
    try:
        failures = [_attempt(name, write, folder) for name, write in writers.items()]
        if drawn:
            failures.append(_attempt("charts", drawn, folder))
    except BaseException:  # Ctrl-C: nobody may still be drawing into a folder that goes
        second.close()
        raise
    return tuple(failure for failure in failures if failure)


def _attempt(name: str, write: Callable[[], object], folder: Path) -> Failure | None:
    """Write one format; whatever goes wrong with it, the others are not to suffer from it."""
    try:
        write()
    except Exception as error:  # a mistake of ours in one format must not cost the whole run
        path = folder / FORMATS[name]
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        return Failure(name, why(error))
    return None


def why(error: Exception) -> str:
    """Give an error in a few words, on one line."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    words = f"{type(error).__name__}: {' '.join(said.split())}"
    return words[:LONGEST].rstrip(": ")


def load_writers(formats: Sequence[str]) -> None:
    """Import what some formats need: worth calling early, while something else is waited for."""
    if "html" in formats:
        from worldcafe.report.html import load_template  # noqa: PLC0415

        load_template()
    for name, module in (("docx", "word"), ("xlsx", "excel")):
        if name in formats:
            import_module(f"worldcafe.report.{module}")


def load_charts() -> None:
    """Import what drawing needs: worth calling early, in the process that will draw."""
    import worldcafe.report.charts  # noqa: F401, PLC0415


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


def _write_word(view: ReportView, _: Analysis, path: Path) -> None:
    """Write the paper for Word."""
    from worldcafe.report.paper import compose_paper  # noqa: PLC0415
    from worldcafe.report.word import write_word  # noqa: PLC0415

    write_word(compose_paper(view), path)


def _write_pdf(view: ReportView, _: Analysis, path: Path) -> None:
    """Write the paper for print."""
    from worldcafe.report.paper import compose_paper  # noqa: PLC0415
    from worldcafe.report.pdf import write_pdf  # noqa: PLC0415

    write_pdf(compose_paper(view), path)


def write_charts(view: ReportView, folder: Path) -> None:
    """Write each chart as SVG and PNG, with the table that it shows as CSV."""
    from worldcafe.report.charts import draw, render_png, render_svg  # noqa: PLC0415 - matplotlib is slow to import

    folder.mkdir(parents=True, exist_ok=True)
    for chart in view.charts:
        with speaking(view.made.language):
            figure = draw(chart)
        (folder / f"{chart.name}.svg").write_text(render_svg(figure), encoding="utf-8", newline="\n")
        (folder / f"{chart.name}.png").write_bytes(render_png(figure))
        write_cells(chart.table, folder / f"{chart.name}.csv")


WRITERS: dict[str, Callable[[ReportView, Analysis, Path], None]] = {
    "html": _write_page,
    "docx": _write_word,
    "pdf": _write_pdf,
    "xlsx": _write_register,
    "qdpx": _write_project,
}
