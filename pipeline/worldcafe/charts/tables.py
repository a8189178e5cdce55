"""Heat map of themes and tables."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from matplotlib.colors import LinearSegmentedColormap

from worldcafe.charts.frame import (
    ACCENT,
    GREY,
    INK,
    LABELS,
    LIGHT,
    PAPER,
    heights,
    label_rows,
    rows_figure,
    shortened,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


_SHADES = LinearSegmentedColormap.from_list("shades", [LIGHT, "#5aa0bd", ACCENT, "#06303f"])


def draw(table: pd.DataFrame, title: str) -> Figure:
    """Draw a heat map: the notes of each theme (rows) at each table (columns), the number in each cell."""
    counts = table.pivot(index="name", columns="table", values="n_notes")
    counts = counts.loc[list(dict.fromkeys(table["name"])), list(dict.fromkeys(table["table"]))]
    names = [shortened(str(name)) for name in counts.index]
    columns = [textwrap.shorten(str(name), 26, placeholder="…") for name in counts.columns]
    slant = 0.058 * max(map(len, columns), default=0)  # inches that a label reaches up and to the right
    width = LABELS + max(5.2, 0.42 * len(columns) + slant + 0.2)
    with rows_figure(title, heights(names), width=width, above=slant + 0.2) as (figure, axes):
        middles = label_rows(axes, names)
        top = counts.to_numpy().max() or 1
        for y, (_, row) in zip(middles, counts.iterrows(), strict=True):
            for x, number in enumerate(row):
                if number:
                    shade = number / top
                    axes.barh(y, 0.94, left=x - 0.47, height=0.27, color=_SHADES(shade))
                    colour = PAPER if shade > 0.45 else INK
                    axes.text(x, y, str(number), ha="center", va="center", color=colour, fontsize=8)
                else:
                    axes.text(x, y, "·", ha="center", va="center", color=GREY, fontsize=8)
        axes.set_xlim(-0.5, len(columns) - 0.5 + slant * len(columns) / (width - LABELS - slant))
        axes.xaxis.tick_top()
        axes.set_xticks(range(len(columns)), columns, rotation=40, ha="left", rotation_mode="anchor")
    return figure
