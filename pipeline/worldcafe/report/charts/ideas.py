"""Map of ideas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.backends.backend_agg import FigureCanvasAgg

from worldcafe.report.charts.frame import ACCENT, FILLS, INK, PAPER, Picture, style
from worldcafe.report.layout import break_name

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH = 11.0  # inches
_HEAD = 0.66  # inches for the title and the key
_ROUND = 110  # units of the map around the outermost dots, for names
_SHADES = {"covered": ACCENT, "partial": "#9dc6d8", "gap": PAPER, "": FILLS[""][0]}


def draw(table: pd.DataFrame, title: str) -> Figure:
    """Draw every note as a dot on the island of its theme, filled by what the summaries make of it."""
    left, width = table["x"].min() - _ROUND, table["x"].max() - table["x"].min() + 2 * _ROUND
    top, height = table["y"].min() - _ROUND, table["y"].max() - table["y"].min() + _ROUND + 20
    width = max(width, 1.2 * height)
    inches = _WIDTH * height / width + _HEAD
    scale = _WIDTH * 72 / width  # points per unit of the map
    with style():
        figure = Picture(figsize=(_WIDTH, inches))
        FigureCanvasAgg(figure)
        figure.patch.set_facecolor(PAPER)
        axes = figure.add_axes((0, 0, 1, 1 - _HEAD / inches))
        figure.text(0.015, 1 - 0.28 / inches, title, weight="bold", size=11, va="center", color=INK)
        if table["status"].any():
            key = "Dark: in the summaries. Tinted: partly. White: missing."
            figure.text(0.015, 1 - 0.5 / inches, key, size=9, va="center", color=INK)
        faces = [_SHADES[str(status)] for status in table["status"]]
        axes.scatter(table["x"], table["y"], s=(10 * scale) ** 2, c=faces, edgecolors=INK, linewidths=0.7)
        for name, notes in table.groupby("name", sort=False):
            _name(axes, str(name), notes, scale)
        axes.set_xlim(left, left + width)
        axes.set_ylim(top + height, top)
        axes.axis("off")
    return figure


def _name(axes: Axes, name: str, notes: pd.DataFrame, scale: float) -> None:
    """Write the name of a theme above its dots, the first of which is in their middle."""
    reach = (notes["y"] - notes["y"].iloc[0]).abs().max() + 12
    label = "\n".join(break_name(name)).replace("$", r"\$")
    axes.text(
        notes["x"].iloc[0], notes["y"].iloc[0] - reach, label, ha="center", va="bottom", size=16 * scale
    )
