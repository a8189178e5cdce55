"""Map of ideas."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from worldcafe.charts.frame import FILLS, INK, PAPER, style


def draw(table: pd.DataFrame, title: str) -> Figure:
    """Draw every note as a dot on the island of its theme, shaped by its kind, filled by the status."""
    width = max(table["x"].max() - table["x"].min(), 300) + 220
    height = max(table["y"].max() - table["y"].min(), 150) + 120
    figure = Figure(figsize=(11, 11 * height / width + 0.6))
    with style():
        FigureCanvasAgg(figure)
        figure.patch.set_facecolor(PAPER)
        axes = figure.add_axes((0.01, 0.01, 0.98, 1 - 0.62 / figure.get_figheight()))
        figure.text(
            0.015, 1 - 0.28 / figure.get_figheight(), title, weight="bold", size=11, va="center", color=INK
        )
        if table["status"].any():
            key = "Dark: in the summaries. Tinted: partly. White: missing."
            figure.text(0.015, 1 - 0.5 / figure.get_figheight(), key, size=9, va="center", color=INK)
        scale = 11 * 72 * 0.98 / width  # points per unit of the map
        for (name, status), notes in table.groupby(["name", "status"], sort=False):
            face, _, _ = FILLS[str(status)]
            axes.scatter(notes["x"], notes["y"], s=(9 * scale) ** 2, c=face, edgecolors=INK, linewidths=0.7)
            label = "\n".join(textwrap.wrap(str(name), 20)[:3])
            y = notes["y"].iloc[0] - _reach(notes) - 8
            axes.text(
                notes["x"].iloc[0], y, label, ha="center", va="bottom", size=13 * scale, linespacing=1.1
            )
        axes.set_xlim(table["x"].min() - 110, table["x"].min() - 110 + width)
        axes.set_ylim(table["y"].min() - 90 + height, table["y"].min() - 90)
        axes.axis("off")
    return figure


def _reach(notes: Any) -> float:
    """Give how far the dots of an island reach from its first, which is its middle."""
    return float((notes["y"] - notes["y"].iloc[0]).abs().max()) + 5
