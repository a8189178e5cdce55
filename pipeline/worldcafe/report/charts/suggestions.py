"""Suggestions made at several places, filled by whether the report has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.report.charts.bars import draw_bars

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def draw(table: pd.DataFrame, title: str) -> Figure:
    """Draw a bar per suggestion: the places that made it, filled by whether the report has it."""
    return draw_bars(table, title, label="text", fill="in_report")
