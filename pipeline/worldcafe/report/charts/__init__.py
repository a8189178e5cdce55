"""A module per chart: a tidy table (see `report.chart_tables`) becomes a matplotlib figure, in one style.

bars         bars with their numbers and their word at the end
comparison   families of themes across the cafés or rounds
frame        what all charts share: the style sheet, the colours, a plot of labelled rows
heard        which share of each table's notes stands behind a claim
ideas        map of ideas
numbers      how good the grouping is by how many themes it has, with the number that was found
suggestions  suggestions made at several places, filled by whether the report has them
tables       heat map of families of themes and tables
themes       families of themes by recurrence, filled by what the summaries make of them
topics       how much of each topic reaches its summary
trend        what became of suggestions from café to café: not raised again, came back, new
"""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # the first time it tells of looking

from worldcafe.report.charts import (  # noqa: E402
    comparison,
    heard,
    ideas,
    numbers,
    suggestions,
    tables,
    themes,
    topics,
    trend,
)
from worldcafe.report.charts.frame import style  # noqa: E402

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from worldcafe.report.drawn import Chart

DRAWN = {
    "themes": themes.draw,
    "tables": tables.draw,
    "heard": heard.draw,
    "topics": topics.draw,
    "suggestions": suggestions.draw,
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
