"""How much of each topic reaches its summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.charts.frame import ACCENT, INK, LIGHT, counted, heights, label_rows, rows_figure, shortened

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def draw(table: pd.DataFrame, title: str) -> Figure:
    """Draw two bars per topic: the share of notes in the summary, the share of claims with notes."""
    names = [
        shortened(" · ".join(part for part in (row["topic"], row["cafe"]) if part))
        for row in table.to_dict("records")
    ]
    with rows_figure(title, [max(height, 0.55) for height in heights(names)]) as (figure, axes):
        middles = label_rows(axes, names)
        for y, row in zip(middles, table.to_dict("records"), strict=True):
            told = f"{row['coverage']:.0%} of {counted(row['n_notes'], 'note')} reach the summary"
            traced = f"{row['faithfulness']:.0%} of {counted(row['n_claims'], 'claim')} backed by notes"
            for offset, share, face, hatch, text in (
                (-0.11, row["coverage"], ACCENT, "", told),
                (0.11, row["faithfulness"], LIGHT, "////", traced),
            ):
                axes.barh(
                    y + offset, share, height=0.17, color=face, hatch=hatch, edgecolor=INK, linewidth=0.9
                )
                axes.annotate(
                    text,
                    (share, y + offset),
                    xytext=(5, 0),
                    textcoords="offset points",
                    va="center",
                    fontsize=8,
                )
        axes.set_xlim(0, 1.9)
        axes.set_xticks([])
    return figure
