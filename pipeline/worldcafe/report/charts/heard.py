"""Who was heard: the share of each table's notes that stands behind a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.language.wording import counted, percent, say
from worldcafe.report.charts.frame import (
    ACCENT,
    BAR,
    INK,
    PAPER,
    fit_told,
    heights,
    label_rows,
    rows_figure,
    shortened,
    told,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def draw(table: pd.DataFrame, title: str) -> Figure:
    """Draw a bar per table, as long as all its notes are in hundredths, filled as far as it was heard."""
    names = [shortened(str(name)) for name in table["table"]]
    with rows_figure(title, heights(names)) as (figure, axes):
        middles = label_rows(axes, names)
        for y, row in zip(middles, table.to_dict("records"), strict=True):
            axes.barh(y, 1, height=BAR, color=PAPER, edgecolor=INK, linewidth=0.9)
            axes.barh(y, row["share"], height=BAR, color=ACCENT, edgecolor=INK, linewidth=0.9)
            told(
                axes,
                1,
                y,
                say("{n} of {total}", n=percent(row["share"]), total=counted(row["n_notes"], "note")),
            )
        fit_told(axes, whole=1)
        axes.set_xticks([])
    return figure
