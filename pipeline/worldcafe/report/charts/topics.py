"""How much of each topic reaches its summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.language.wording import counted, percent, say
from worldcafe.report.charts.frame import (
    ACCENT,
    INK,
    LIGHT,
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

_HIGH = 0.17  # inches of a bar


def draw(table: pd.DataFrame, title: str) -> Figure:
    """Draw two bars per topic: the share of notes in the summary, the share of claims with notes."""
    rows = table.to_dict("records")
    names = [shortened(f"{row['topic']} ({row['cafe']})" if row["cafe"] else row["topic"]) for row in rows]
    with rows_figure(title, [max(height, 0.56) for height in heights(names)]) as (figure, axes):
        middles = label_rows(axes, names)
        for y, row in zip(middles, rows, strict=True):
            share, notes = percent(row["coverage"]), counted(row["n_notes"], "note")
            reached = say("{share} of {notes} reach the summary", share=share, notes=notes)
            traced = f"{counted(row['n_claims'], 'claim')}, {row['behind']}"
            backed = row["n_supported"] / max(row["n_claims"], 1)
            for offset, share, face, hatch, text in (
                (-0.11, row["coverage"], ACCENT, "", reached),
                (0.11, backed, LIGHT, "////", traced),
            ):
                axes.barh(y + offset, share, _HIGH, color=face, hatch=hatch, edgecolor=INK, linewidth=0.9)
                told(axes, share, y + offset, text)
        fit_told(axes, whole=1)
        axes.set_xticks([])
    return figure
