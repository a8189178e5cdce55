"""Heat map of families of themes and tables."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from worldcafe.language.wording import many
from worldcafe.report.charts.frame import (
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
_CELL = 0.46  # inches that a column is wide, at least


def draw(table: pd.DataFrame, title: str) -> Figure:
    """Draw a heat map: the notes of each family (rows) at each table (columns), the number in each cell."""
    counts = table.pivot(index="name", columns="table", values="n_notes")
    counts = counts.loc[list(dict.fromkeys(table["name"])), list(dict.fromkeys(table["table"]))]
    names = [shortened(str(name)) for name in counts.index]
    columns = [textwrap.shorten(str(name), 26, placeholder="…") for name in counts.columns]
    slant = 0.058 * max(map(len, columns), default=0)  # inches that a label reaches up and to the right
    cell = max(_CELL, 4.6 / len(columns))
    width = LABELS + cell * len(columns) + slant + 0.3
    with rows_figure(title, heights(names), width=width, above=slant + 0.2) as (figure, axes):
        own = table.drop_duplicates("name")["colour"].tolist()
        middles = np.array(label_rows(axes, names, own))
        numbers = counts.to_numpy()
        shades = np.sqrt(numbers / (numbers.max() or 1))  # by the root: small numbers stay apart
        rows, places = np.nonzero(numbers)
        axes.barh(
            middles[rows], 0.95, 0.27, left=places - 0.475, color=_SHADES(shades[rows, places]), linewidth=0
        )
        for row, place in zip(rows, places, strict=True):
            colour = PAPER if shades[row, place] > 0.45 else INK
            text = many(int(numbers[row, place]))
            axes.text(float(place), middles[row], text, ha="center", va="center", color=colour, fontsize=8)
        empty, spots = np.nonzero(numbers == 0)
        axes.scatter(spots, middles[empty], s=1.5, c=GREY)
        axes.set_xlim(-0.5, len(columns) - 0.5 + (slant + 0.15) / cell)
        axes.xaxis.tick_top()
        axes.set_xticks(range(len(columns)), columns, rotation=40, ha="left", rotation_mode="anchor")
    return figure
