"""The charts of a run as matplotlib figures, drawn when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.errors import InputError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from worldcafe.found import Analysis


class Plots:
    """The charts of one run; each method gives a figure, which a notebook shows by itself.

    Raises:
        InputError: the run has no data for the chart (there is one café, or there are no claims).
    """

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis

    def themes(self) -> Figure:
        """Themes by recurrence, filled by what the summaries make of them."""
        return self._draw("themes")

    def tables(self) -> Figure:
        """Notes by table and theme."""
        return self._draw("tables")

    def topics(self) -> Figure:
        """How much of each table its summary carries, and how much of the summary is traceable."""
        return self._draw("topics")

    def suggestions(self) -> Figure:
        """The suggestions of most places, filled by whether the report has them."""
        return self._draw("suggestions")

    def comparison(self) -> Figure:
        """Share of the notes that each theme has, by café, or by round where there is one café."""
        return self._draw("comparison")

    def trend(self) -> Figure:
        """Suggestions that came back at the last café, that are new, that did not return."""
        return self._draw("trend")

    def map(self) -> Figure:
        """Every themed note as a dot among the notes of its theme."""
        return self._draw("map")

    def numbers(self) -> Figure:
        """How good a grouping is by how many themes it has."""
        return self._draw("numbers")

    def _draw(self, name: str) -> Figure:
        """Draw one chart."""
        from worldcafe.report.charts import draw  # noqa: PLC0415 - matplotlib is slow to import
        from worldcafe.report.view import build_view  # noqa: PLC0415

        charts = {chart.name: chart for chart in build_view(self._analysis).charts}
        if name not in charts:
            has = ", ".join(charts) or "none"
            raise InputError(f"this run has no data for the chart {name}; it has {has}.")
        return draw(charts[name])
