"""Families of themes by recurrence, filled by what the summaries make of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.report.charts.bars import draw_bars

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def draw(table: pd.DataFrame, title: str) -> Figure:
    """Draw a bar per family, in its colour: the places that raised it, filled by its status."""
    return draw_bars(table, title, label="name", fill="status")
