"""Themes across the cafés or rounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from worldcafe.charts.frame import ACCENT, GREY, INK, PAPER, heights, label_rows, rows_figure, shortened

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")


def draw(table: pd.DataFrame, title: str) -> Figure:
    """Draw a line per theme with a marker per group at its share of that group's notes."""
    groups = list(dict.fromkeys(table["group"]))
    by_theme = dict(tuple(table.groupby("name", sort=False)))
    names = [shortened(str(name)) for name in by_theme]
    with rows_figure(title, heights(names), above=0.45) as (figure, axes):
        middles = label_rows(axes, names)
        for y, rows in zip(middles, by_theme.values(), strict=True):
            axes.plot([rows["share"].min(), rows["share"].max()], [y, y], color=GREY, zorder=1)
            for place, share in enumerate(rows["share"]):
                _mark(axes, share, y, place)
        _key(axes, [_group_word(group, table["by"].iloc[0]) for group in groups])
        axes.set_xlim(-0.01 * max(table["share"]), max(table["share"]) * 1.08)
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
        axes.grid(axis="x", color="#e3e6ea", linewidth=0.6)
    return figure


def _group_word(group: str, by: str) -> str:
    """Name a group in the key."""
    return f"Round {group}" if by == "round" and group[:1].isdigit() else group


def _mark(axes: Axes, x: float, y: float, place: int) -> None:
    """Set the marker of the group at this place: its own shape, every second one hollow."""
    face = PAPER if place % 2 else ACCENT
    axes.scatter(
        [x], [y], marker=MARKERS[place % len(MARKERS)], s=42, c=face, edgecolors=INK, zorder=2 + place
    )


def _key(axes: Axes, groups: Sequence[str]) -> None:
    """Put the key of the markers above the plot."""
    marks = [
        axes.scatter(
            [],
            [],
            marker=MARKERS[place % len(MARKERS)],
            s=42,
            c=PAPER if place % 2 else ACCENT,
            edgecolors=INK,
        )
        for place in range(len(groups))
    ]
    axes.legend(
        marks,
        groups,
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=min(len(groups), 4),
        handletextpad=0.3,
        columnspacing=1.4,
    )
