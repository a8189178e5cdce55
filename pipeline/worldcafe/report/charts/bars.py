"""Bars with their numbers and their word at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.language.wording import counted, say
from worldcafe.report.charts.frame import (
    BAR,
    FILLS,
    INK,
    SHARES,
    fit_told,
    heights,
    label_rows,
    rows_figure,
    shortened,
    told,
)
from worldcafe.report.palette import colour_on_light, tinted

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def draw_bars(table: pd.DataFrame, title: str, *, label: str, fill: str) -> Figure:
    """Draw horizontal bars of `n_places`, each with its numbers and its word at the end.

    Families have bars in their colours (the column `colour` has their numbers) and words of their own.
    """
    names = [shortened(name) for name in table[label]]
    with rows_figure(title, heights(names)) as (figure, axes):
        middles = label_rows(axes, names)
        for y, row in zip(middles, table.to_dict("records"), strict=True):
            face, hatch, word = FILLS[row[fill]]
            edge = INK
            if "colour" in row:
                edge = colour_on_light(row["colour"])
                face, word = tinted(edge, SHARES[row[fill]]), row["told"]
            axes.barh(y, row["n_places"], height=BAR, color=face, hatch=hatch, edgecolor=edge, linewidth=0.9)
            numbers = f"{counted(row['n_places'], 'place')}, {counted(row['n_notes'], 'note')}"
            told(axes, row["n_places"], y, f"{numbers} · {say(word)}" if word else numbers)
        fit_told(axes)
        axes.set_xticks([])
    return figure
