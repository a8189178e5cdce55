"""The files of a report in a run folder: one writer per format, each given the same view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.report.excel import write_excel
from worldcafe.report.html import render_html

if TYPE_CHECKING:
    from worldcafe.analysis import Analysis
    from worldcafe.report.model import ReportView


def render_formats(view: ReportView, analysis: Analysis, folder: Path, formats: Sequence[str]) -> None:
    """Write the charts and every format asked for into `folder`."""
    _write_charts(view, folder / "charts")
    for name in formats:
        if name in WRITERS:
            WRITERS[name](view, analysis, folder)


def _write_page(view: ReportView, _: Analysis, folder: Path) -> None:
    """Write the page."""
    (folder / "report.html").write_text(render_html(view), encoding="utf-8", newline="\n")


def _write_charts(view: ReportView, folder: Path) -> None:
    """Write each chart as SVG and PNG, with the table that it shows as CSV."""
    from worldcafe import charts  # noqa: PLC0415 - matplotlib takes a second to import

    folder.mkdir(parents=True, exist_ok=True)
    for chart in view.charts:
        figure = charts.draw(chart)
        (folder / f"{chart.name}.svg").write_text(charts.render_svg(figure), encoding="utf-8", newline="\n")
        (folder / f"{chart.name}.png").write_bytes(charts.render_png(figure))
        chart.table.to_csv(folder / f"{chart.name}.csv", index=False, lineterminator="\n")


def _write_register(view: ReportView, _: Analysis, folder: Path) -> None:
    """Write the register of suggestions."""
    write_excel(view, folder / "register.xlsx")


WRITERS: dict[str, Callable[[ReportView, Analysis, Path], None]] = {
    "html": _write_page,
    "xlsx": _write_register,
}
