"""Map of ideas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Polygon

from worldcafe.language.wording import say
from worldcafe.report.charts.frame import INK, PAPER, DrawnFigure, style
from worldcafe.report.drawn import Island
from worldcafe.report.layout import WIDE_LETTER, break_name, corners_of, hull_around
from worldcafe.report.palette import colour_on_light, tinted

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH = 11.0  # inches
_HEAD = 0.66  # inches for the title and the key
_AROUND = 30  # units of the map around the outermost hulls
_NAMES = 60  # units above them, for the names of families
_DOT = 8  # units from the middle of a dot to the border of its island
_WRAP = 24  # letters in a line of a family's name
_SHADES = {"covered": 1.0, "partial": 0.4, "gap": 0.0, "": 0.55}  # of a family's colour, by status


def draw(table: pd.DataFrame, title: str) -> Figure:
    """Draw every note as a dot on the island of its theme, in the colour of its family's hull."""
    islands = {str(family): _islands(notes) for family, notes in table.groupby("family", sort=False)}
    corners = [corners_of(island) for own in islands.values() for island in own]
    sides = [c[side] for c in corners for side in (0, 2)]
    sides += [side for family, own in islands.items() for side in _sides_of_name(family, own)]
    left, right = min(sides) - _AROUND, max(sides) + _AROUND
    top, low = min(c[1] for c in corners) - _AROUND - _NAMES, max(c[3] for c in corners) + _AROUND
    width = max(right - left, 1.2 * (low - top))
    inches = _WIDTH * (low - top) / width + _HEAD
    scale = _WIDTH * 72 / width  # points per unit of the map
    with style():
        figure = DrawnFigure(figsize=(_WIDTH, inches))
        FigureCanvasAgg(figure)
        figure.patch.set_facecolor(PAPER)
        axes = figure.add_axes((0, 0, 1, 1 - _HEAD / inches))
        figure.text(0.015, 1 - 0.28 / inches, title, weight="bold", size=11, va="center", color=INK)
        if table["status"].any():
            key = say("Full: in the summaries. Tinted: partly. White: missing.")
            figure.text(0.015, 1 - 0.5 / inches, key, size=9, va="center", color=INK)
        for family, notes in table.groupby("family", sort=False):
            colour = colour_on_light(int(notes["colour"].iloc[0]))
            _family(axes, str(family), islands[str(family)], colour, scale)
            faces = [tinted(colour, _SHADES[str(status)]) for status in notes["status"]]
            axes.scatter(
                notes["x"], notes["y"], s=(10 * scale) ** 2, c=faces, edgecolors=colour, linewidths=0.7
            )
        axes.set_xlim(left, left + width)
        axes.set_ylim(low, top)
        axes.axis("off")
    return figure


def _middle(islands: list[Island]) -> float:
    """Give the middle of a family's hull, over which its name stands."""
    sides = [x for x, _ in hull_around(islands)]
    return (min(sides) + max(sides)) / 2


def _sides_of_name(name: str, islands: list[Island]) -> tuple[float, float]:
    """Give where the name of a family begins and ends, which may be wider than its hull."""
    half = max(map(len, break_name(name, _WRAP))) * WIDE_LETTER / 2
    return _middle(islands) - half, _middle(islands) + half


def _islands(notes: pd.DataFrame) -> list[Island]:
    """Give the islands of a family; one that is alone has no name of its own."""
    groups = list(notes.groupby("name", sort=False))
    found = []
    for name, own in groups:
        x, y = float(own["middle_x"].iloc[0]), float(own["middle_y"].iloc[0])
        reach = float(((own["x"] - x) ** 2 + (own["y"] - y) ** 2).max() ** 0.5) + _DOT
        lines = break_name(str(name)) if len(groups) > 1 else ()
        found.append(Island(str(own["theme_id"].iloc[0]), lines, x, y, reach))
    return found


def _family(axes: Axes, name: str, islands: list[Island], colour: str, scale: float) -> None:
    """Draw the hull of a family with its name above it, and the names of its themes."""
    hull = hull_around(islands)
    axes.add_patch(
        Polygon(hull, facecolor=tinted(colour, 0.08), edgecolor=tinted(colour, 0.5), linewidth=1, zorder=0)
    )
    for island in islands:
        label = "\n".join(island.lines).replace("$", r"\$")
        axes.text(
            island.x,
            island.y - island.radius - 4,
            label,
            ha="center",
            va="bottom",
            size=15 * scale,
            color=INK,
        )
    top = min(y for _, y in hull)
    label = "\n".join(break_name(name, _WRAP)).replace("$", r"\$")
    axes.text(
        _middle(islands),
        top - 8,
        label,
        ha="center",
        va="bottom",
        size=20 * scale,
        weight="bold",
        color=colour,
    )
