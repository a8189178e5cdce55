"""Themes across the cafés or rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.lines import Line2D

from worldcafe.language.wording import percent, say
from worldcafe.report.charts.frame import (
    INK,
    PAPER,
    heights,
    label_rows,
    place_key,
    rows_figure,
    shortened,
)
from worldcafe.report.palette import colour_on_light

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")


def draw(table: pd.DataFrame, title: str) -> Figure:
    """Draw a line per family, in its colour, with a marker per group at its share of that group's notes.

    The least and the greatest share are written beside their markers.
    """
    shares = table.pivot(index="name", columns="group", values="share")
    shares = shares.loc[list(dict.fromkeys(table["name"])), list(dict.fromkeys(table["group"]))]
    names = [shortened(str(name)) for name in shares.index]
    with rows_figure(title, heights(names), above=0.3) as (figure, axes):
        middles = label_rows(axes, names)
        least, most = shares.min(axis=1), shares.max(axis=1)
        own = table.drop_duplicates("name").set_index("name")["colour"]
        colours = [colour_on_light(own[name]) for name in shares.index]
        axes.hlines(middles, least, most, colors=colours, zorder=1)
        for place, group in enumerate(shares.columns):
            axes.scatter(
                shares[group], middles, marker=MARKERS[place % len(MARKERS)], s=40,
                c=PAPER if place % 2 else colours, edgecolors=colours, zorder=2 + place,
            )  # fmt: skip
        marks = [_mark(place) for place in range(len(shares.columns))]
        for y, low, high in zip(middles, least, most, strict=True):
            _write(axes, low, y, side=-1)
            _write(axes, high, y, side=1)
        place_key(axes, marks, [_group_word(str(group), table["by"].iloc[0]) for group in shares.columns])
        axes.set_xlim(-0.09 * max(most), max(most) * 1.1)
        axes.set_xticks([])
    return figure


def _mark(place: int) -> Artist:
    """Give the mark of a group in the key, in no family's colour."""
    return Line2D(
        [], [], linestyle="", marker=MARKERS[place % len(MARKERS)], markersize=6,
        markerfacecolor=PAPER if place % 2 else INK, markeredgecolor=INK,
    )  # fmt: skip


def _write(axes: Axes, share: float, y: float, *, side: int) -> None:
    """Write a share to the left (-1) or right (1) of its marker."""
    axes.annotate(
        percent(share), (share, y), xytext=(7 * side, 0), textcoords="offset points", va="center",
        ha="left" if side > 0 else "right", fontsize=8,
    )  # fmt: skip


def _group_word(group: str, by: str) -> str:
    """Name a group in the key."""
    return say("Round {n}", n=group) if by == "round" and group[:1].isdigit() else group
