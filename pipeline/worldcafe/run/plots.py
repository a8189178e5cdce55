"""The charts of a run as matplotlib figures, drawn when they are asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from worldcafe.errors import InputError
from worldcafe.language.wording import speaking

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from worldcafe.found import Analysis


class Plots:
    """The charts of one run; each method gives a figure, which a notebook shows by itself.

    `most` is how many themes or suggestions are drawn, the first ones; all where it is None.

    Raises:
        InputError: the run has no data for the chart (there is one café, or there are no claims).
    """

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis

    def themes(self, most: int | None = None) -> Figure:
        """Themes by recurrence, filled by what the summaries make of them."""
        return self._draw("themes", most)

    def tables(self, most: int | None = None) -> Figure:
        """Notes by table and theme."""
        return self._draw("tables", most)

    def topics(self) -> Figure:
        """How much of each table its summary carries, and how much of the summary is traceable."""
        return self._draw("topics")

    def heard(self) -> Figure:
        """Share of the notes of each table that some claim of the report rests on."""
        return self._draw("heard")

    def suggestions(self, most: int | None = None) -> Figure:
        """The suggestions of most places, filled by whether the report has them."""
        return self._draw("suggestions", most)

    def comparison(self, most: int | None = None) -> Figure:
        """Share of the notes that each theme has, by café, or by round where there is one café."""
        return self._draw("comparison", most)

    def trend(self, most: int | None = None) -> Figure:
        """Suggestions that came back at the last café, that are new, that did not return."""
        return self._draw("trend", most)

    def map(self) -> Figure:
        """Every themed note as a dot among the notes of its theme."""
        return self._draw("map")

    def numbers(self) -> Figure:
        """How good a grouping is by how many themes it has."""
        return self._draw("numbers")

    def _draw(self, name: str, most: int | None = None) -> Figure:
        """Draw one chart, or the rows of its first things, whose ids stand in its first column."""
        from worldcafe.report.charts import draw  # noqa: PLC0415 - matplotlib is slow to import
        from worldcafe.report.view import build_view  # noqa: PLC0415

        view = build_view(self._analysis)
        charts = {chart.name: chart for chart in view.charts}
        if name not in charts:
            has = ", ".join(charts) or "none"
            raise InputError(f"this run has no data for the chart {name}; it has {has}.")
        chart = charts[name]
        things = chart.table.iloc[:, 0]
        shown = chart.table[things.isin(things.drop_duplicates().head(most))] if most else chart.table
        with speaking(view.made.language):
            return draw(replace(chart, table=shown))
