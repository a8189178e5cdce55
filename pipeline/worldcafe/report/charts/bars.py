"""Bars with their numbers and their word at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.report.charts.frame import (
    BAR,
    FILLS,
    INK,
    counted,
    heights,
    label_rows,
    rows_figure,
    shortened,
    told,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def draw_bars(table: pd.DataFrame, title: str, *, label: str, fill: str) -> Figure:
    """Draw horizontal bars of `n_places`, each with its numbers and its word at the end."""
    names = [shortened(name) for name in table[label]]
    with rows_figure(title, heights(names)) as (figure, axes):
        middles = label_rows(axes, names)
        for y, row in zip(middles, table.to_dict("records"), strict=True):
            face, hatch, word = FILLS[row[fill]]
            axes.barh(y, row["n_places"], height=BAR, color=face, hatch=hatch, edgecolor=INK, linewidth=0.9)
            numbers = f"{counted(row['n_places'], 'place')}, {counted(row['n_notes'], 'note')}"
            told(axes, row["n_places"], y, f"{numbers} · {word}" if word else numbers)
        axes.set_xlim(0, max(table["n_places"]) * 1.75)
        axes.set_xticks([])
    return figure
