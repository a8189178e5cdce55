"""A function per chart: a tidy table (see `report.chart_tables`) becomes a matplotlib figure, in one style.

bars        what recurs, who was heard, how much of a topic is in its summary
comparison  families of themes across the cafés or rounds
frame       what all charts share: the style sheet, the colours, a plot of labelled rows
ideas       map of ideas
numbers     how good the grouping is by how many themes it has, with the number that was found
tables      heat map of families of themes and tables
trend       what became of suggestions from café to café: not raised again, came back, new
"""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # the first time it tells of looking

from worldcafe.report.charts import bars, comparison, ideas, numbers, tables, trend  # noqa: E402
from worldcafe.report.charts.frame import style  # noqa: E402

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from worldcafe.report.drawn import Chart

DRAWN = {
    "themes": bars.draw_themes,
    "tables": tables.draw,
    "heard": bars.draw_heard,
    "topics": bars.draw_topics,
    "suggestions": bars.draw_suggestions,
    "comparison": comparison.draw,
    "trend": trend.draw,
    "map": ideas.draw,
    "numbers": numbers.draw,
}


def draw(chart: Chart) -> Figure:
    """Draw any chart of a report."""
    return DRAWN[chart.name](chart.table, chart.title)


def render_svg(figure: Figure) -> str:
    """Give the figure as SVG: the same bytes each time, text as text."""
    page = io.StringIO()
    with style():
        figure.savefig(page, format="svg", metadata={"Date": None, "Creator": None})
    return page.getvalue()


def render_png(figure: Figure) -> bytes:
    """Give the figure as PNG at 200 dots per inch: the same bytes each time."""
    page = io.BytesIO()
    with style():
        figure.savefig(page, format="png", dpi=200, metadata={"Software": None})
    return page.getvalue()
