"""One function per chart: a tidy table (see `report.tidy`) -> a matplotlib figure.

Figures are made without pyplot, so no state outlives a call. They read in black and white: what a
colour says, a hatch or a marker and a printed word say too. Text stays text in SVG: a browser without
the font of the measure falls back on a narrower one, so labels never meet.
"""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from worldcafe.report.model import Chart

STYLE = Path(__file__).with_name("charts.mplstyle")
INK, GREY, PAPER, ACCENT, LIGHT = "#1d2433", "#8a93a3", "#ffffff", "#0b5c7a", "#d5e6ee"
FILLS = {  # what the summaries make of a theme or suggestion: face, hatch, word
    "covered": (ACCENT, "", "in the summaries"),
    "partial": (LIGHT, "////", "partly"),
    "gap": (PAPER, "", "missing"),
    "yes": (ACCENT, "", "in the report"),
    "partly": (LIGHT, "////", "partly"),
    "no": (PAPER, "", "missing"),
    "": ("#b9c3cf", "", ""),
}
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
SHADES = LinearSegmentedColormap.from_list("shades", [LIGHT, "#5aa0bd", ACCENT, "#06303f"])

_ROW = 0.3  # inches per row
_WIDTH = 8.6  # inches
_LABELS = 3.4  # inches kept for the labels of rows
_WRAP = 44  # letters in a line of such a label


def draw(chart: Chart) -> Figure:
    """Draw any chart of a report."""
    drawers: dict[str, Callable[[pd.DataFrame, str], Figure]] = {
        "themes": draw_themes,
        "tables": draw_tables,
        "topics": draw_topics,
        "suggestions": draw_suggestions,
        "comparison": draw_comparison,
        "map": draw_map,
    }
    return drawers[chart.name](chart.table, chart.title)


def render_svg(figure: Figure) -> str:
    """Give the figure as SVG: the same bytes each time, text as text."""
    page = io.StringIO()
    with _style():
        figure.savefig(page, format="svg", metadata={"Date": None, "Creator": None})
    return page.getvalue()


def render_png(figure: Figure) -> bytes:
    """Give the figure as PNG at 200 dots per inch: the same bytes each time."""
    page = io.BytesIO()
    with _style():
        figure.savefig(page, format="png", dpi=200, metadata={"Software": None})
    return page.getvalue()


def draw_themes(table: pd.DataFrame, title: str) -> Figure:
    """Draw a bar per theme: the places that raised it, filled by what the summaries make of it."""
    return _bars(table, title, label="name", fill="status")


def draw_suggestions(table: pd.DataFrame, title: str) -> Figure:
    """Draw a bar per suggestion: the places that made it, filled by whether the report has it."""
    return _bars(table, title, label="text", fill="in_report")


def _bars(table: pd.DataFrame, title: str, *, label: str, fill: str) -> Figure:
    """Draw horizontal bars of `n_places`, each with its numbers and its word at the end."""
    names = [_shortened(name) for name in table[label]]
    with _figure(title, _heights(names)) as (figure, axes):
        middles = _rows(axes, names)
        for y, row in zip(middles, table.to_dict("records"), strict=True):
            face, hatch, word = FILLS[row[fill]]
            axes.barh(y, row["n_places"], height=0.2, color=face, hatch=hatch, edgecolor=INK, linewidth=0.9)
            numbers = f"{_counted(row['n_places'], 'place')}, {_counted(row['n_notes'], 'note')}"
            axes.annotate(
                f"{numbers} · {word}" if word else numbers,
                (row["n_places"], y),
                xytext=(5, 0),
                textcoords="offset points",
                va="center",
                fontsize=8,
            )
        axes.set_xlim(0, max(table["n_places"]) * 1.75)
        axes.set_xticks([])
    return figure


def draw_tables(table: pd.DataFrame, title: str) -> Figure:
    """Draw a heat map: the notes of each theme (rows) at each table (columns), the number in each cell."""
    counts = table.pivot(index="name", columns="table", values="n_notes")
    counts = counts.loc[list(dict.fromkeys(table["name"])), list(dict.fromkeys(table["table"]))]
    names = [_shortened(str(name)) for name in counts.index]
    columns = [textwrap.shorten(str(name), 26, placeholder="…") for name in counts.columns]
    slant = 0.058 * max(map(len, columns), default=0)  # inches that a label reaches up and to the right
    width = _LABELS + max(5.2, 0.42 * len(columns) + slant + 0.2)
    with _figure(title, _heights(names), width=width, above=slant + 0.2) as (figure, axes):
        middles = _rows(axes, names)
        top = counts.to_numpy().max() or 1
        for y, (_, row) in zip(middles, counts.iterrows(), strict=True):
            for x, number in enumerate(row):
                if number:
                    shade = number / top
                    axes.barh(y, 0.94, left=x - 0.47, height=0.27, color=SHADES(shade))
                    colour = PAPER if shade > 0.45 else INK
                    axes.text(x, y, str(number), ha="center", va="center", color=colour, fontsize=8)
                else:
                    axes.text(x, y, "·", ha="center", va="center", color=GREY, fontsize=8)
        axes.set_xlim(-0.5, len(columns) - 0.5 + slant * len(columns) / (width - _LABELS - slant))
        axes.xaxis.tick_top()
        axes.set_xticks(range(len(columns)), columns, rotation=40, ha="left", rotation_mode="anchor")
    return figure


def draw_topics(table: pd.DataFrame, title: str) -> Figure:
    """Draw two bars per topic: the share of notes in the summary, the share of claims with notes."""
    names = [
        _shortened(" · ".join(part for part in (row["topic"], row["cafe"]) if part))
        for row in table.to_dict("records")
    ]
    with _figure(title, [max(height, 0.55) for height in _heights(names)]) as (figure, axes):
        middles = _rows(axes, names)
        for y, row in zip(middles, table.to_dict("records"), strict=True):
            told = f"{row['coverage']:.0%} of {_counted(row['n_notes'], 'note')} reach the summary"
            traced = f"{row['faithfulness']:.0%} of {_counted(row['n_claims'], 'claim')} backed by notes"
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


def draw_comparison(table: pd.DataFrame, title: str) -> Figure:
    """Draw a line per theme with a marker per group at its share of that group's notes."""
    groups = list(dict.fromkeys(table["group"]))
    by_theme = dict(tuple(table.groupby("name", sort=False)))
    names = [_shortened(str(name)) for name in by_theme]
    with _figure(title, _heights(names), above=0.45) as (figure, axes):
        middles = _rows(axes, names)
        for y, rows in zip(middles, by_theme.values(), strict=True):
            axes.plot([rows["share"].min(), rows["share"].max()], [y, y], color=GREY, zorder=1)
            for place, share in enumerate(rows["share"]):
                _mark(axes, share, y, place)
        _key(axes, [_group_word(group, table["by"].iloc[0]) for group in groups])
        axes.set_xlim(-0.01 * max(table["share"]), max(table["share"]) * 1.08)
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
        axes.grid(axis="x", color="#e3e6ea", linewidth=0.6)
    return figure


def draw_map(table: pd.DataFrame, title: str) -> Figure:
    """Draw every note as a dot on the island of its theme, shaped by its kind, filled by the status."""
    width = max(table["x"].max() - table["x"].min(), 300) + 220
    height = max(table["y"].max() - table["y"].min(), 150) + 120
    figure = Figure(figsize=(11, 11 * height / width + 0.6))
    with _style():
        FigureCanvasAgg(figure)
        figure.patch.set_facecolor(PAPER)
        axes = figure.add_axes((0.01, 0.01, 0.98, 1 - 0.62 / figure.get_figheight()))
        figure.text(
            0.015, 1 - 0.28 / figure.get_figheight(), title, weight="bold", size=11, va="center", color=INK
        )
        if table["status"].any():
            key = "Dark: in the summaries. Tinted: partly. White: missing."
            figure.text(0.015, 1 - 0.5 / figure.get_figheight(), key, size=9, va="center", color=INK)
        scale = 11 * 72 * 0.98 / width  # points per unit of the map
        for (name, status), notes in table.groupby(["name", "status"], sort=False):
            face, _, _ = FILLS[str(status)]
            axes.scatter(notes["x"], notes["y"], s=(9 * scale) ** 2, c=face, edgecolors=INK, linewidths=0.7)
            label = "\n".join(textwrap.wrap(str(name), 20)[:3])
            y = notes["y"].iloc[0] - _reach(notes) - 8
            axes.text(
                notes["x"].iloc[0], y, label, ha="center", va="bottom", size=13 * scale, linespacing=1.1
            )
        axes.set_xlim(table["x"].min() - 110, table["x"].min() - 110 + width)
        axes.set_ylim(table["y"].min() - 90 + height, table["y"].min() - 90)
        axes.axis("off")
    return figure


def _reach(notes: Any) -> float:
    """Give how far the dots of an island reach from its first, which is its middle."""
    return float((notes["y"] - notes["y"].iloc[0]).abs().max()) + 5


@contextmanager
def _style() -> Iterator[None]:
    """Draw in the style of the project, whatever the caller has set."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rc_file(STYLE, use_default_template=False)
        yield


@contextmanager
def _figure(
    title: str, heights: Sequence[float], *, width: float = _WIDTH, above: float = 0.1
) -> Iterator[tuple[Figure, Axes]]:
    """Give a figure whose plot is as high as its rows, with room for labels and the title."""
    head = textwrap.wrap(title, int(width * 10.5))
    top = (0.25 + 0.2 * len(head) if title else 0.05) + above
    inches = sum(heights) + top + 0.35
    with _style():
        figure = Figure(figsize=(width, inches))
        FigureCanvasAgg(figure)
        axes = figure.add_axes(
            (_LABELS / width, 0.35 / inches, 1 - (_LABELS + 0.15) / width, sum(heights) / inches)
        )
        figure.text(0.1 / width, 1 - 0.15 / inches, "\n".join(head), weight="bold", size=11, va="top")
        axes.set_ylim(sum(heights), 0)
        axes.heights = heights  # type: ignore[attr-defined]
        yield figure, axes


def _rows(axes: Axes, names: Sequence[str]) -> list[float]:
    """Label the rows and give their middles; one unit of y is one inch."""
    heights: Sequence[float] = axes.heights  # type: ignore[attr-defined]
    middles = [sum(heights[:place]) + height / 2 for place, height in enumerate(heights)]
    axes.set_yticks(middles, names)
    return middles


def _heights(names: Sequence[str]) -> list[float]:
    """Give the height of each row in inches: more where the label has more lines."""
    return [_ROW + 0.15 * name.count("\n") for name in names]


def _shortened(name: str) -> str:
    """Give a label of two lines at most."""
    lines = textwrap.wrap(re.sub(r"\$", r"\\$", name), _WRAP) or [""]
    return "\n".join(lines if len(lines) < 3 else [lines[0], lines[1][: _WRAP - 1].rstrip() + "…"])


def _counted(number: int, word: str) -> str:
    """Give "1 note" or "2 notes"."""
    return f"{number} {word}{'' if number == 1 else 's'}"


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
