"""What became of suggestions from café to café: not raised again, came back, new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.language.wording import later, say
from worldcafe.report.charts.frame import (
    ACCENT,
    BAR,
    INK,
    LIGHT,
    PAPER,
    fit_told,
    heights,
    key,
    label_rows,
    rows_figure,
    shortened,
    told,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_LOOKS = (  # column, face, hatch, words
    ("dropped", PAPER, "", later("{n} not raised again")),
    ("persisting", ACCENT, "", later("{n} came back")),
    ("new", LIGHT, "////", later("{n} first made there")),
)


def draw(table: pd.DataFrame, title: str) -> Figure:
    """Draw a bar per family: left of the line the suggestions left behind, right of it back and new ones."""
    names = [shortened(str(name)) for name in table["name"]]
    with rows_figure(title, heights(names), above=0.3) as (figure, axes):
        middles = label_rows(axes, names, table["colour"].tolist())
        for y, row in zip(middles, table.to_dict("records"), strict=True):
            left = -row["dropped"]
            for column, face, hatch, _ in _LOOKS:
                axes.barh(
                    y, row[column], BAR, left=left, color=face, hatch=hatch, edgecolor=INK,
                    linewidth=0.9 if row[column] else 0,
                )  # fmt: skip
                left += row[column]
            told(
                axes,
                left,
                y,
                ", ".join(say(words, n=row[name]) for name, _, _, words in _LOOKS if row[name]),
            )
        longest = max(table["dropped"].max(), 1)
        axes.axvline(0, color=INK, linewidth=0.9, zorder=3)
        fit_told(axes, start=-longest * 1.02)
        axes.set_xticks([])
        key(axes, [(face, hatch, say(words, n="").strip()) for _, face, hatch, words in _LOOKS])
    return figure
