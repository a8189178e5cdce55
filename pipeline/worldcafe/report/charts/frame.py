"""What all charts share: the style sheet, the colours, a plot of labelled rows.

Figures are made without pyplot, so no state outlives a call. They read in black and white: what a
colour says, a hatch or a marker and a printed word say too. Text stays text in SVG: a browser without
the font of the measure falls back on a narrower one, so labels never meet.
"""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.text import Annotation
from PIL import Image

from worldcafe.language.wording import later
from worldcafe.report.palette import colour_on_light

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

STYLE = Path(__file__).with_name("style.mplstyle")
INK, GREY, PAPER, ACCENT, LIGHT = "#1d2433", "#8a93a3", "#ffffff", "#0b5c7a", "#d5e6ee"
FILLS = {  # what the summaries make of a theme or suggestion: face, hatch, word
    "covered": (ACCENT, "", later("in the summaries")),
    "partial": (LIGHT, "////", later("partly")),
    "gap": (PAPER, "", later("missing")),
    "yes": (ACCENT, "", later("in the report")),
    "partly": (LIGHT, "////", later("partly")),
    "no": (PAPER, "", later("missing")),
    "": ("#b9c3cf", "", ""),
}
SHARES = {"covered": 1.0, "partial": 0.25, "gap": 0.0, "": 0.6}  # of a family's colour in the face of a bar
COLOURS = 16  # in a figure that a notebook keeps; those of letters blend into each other
LABELS = 3.4  # inches kept for the labels of rows
BAR = 0.19  # inches that a bar is high

_STYLED = RLock()
_ROW = 0.3  # inches per row
_WIDTH = 8.6  # inches
_WRAP = 44  # letters in a line of a label


@contextmanager
def style() -> Iterator[None]:
    """Draw in the style of the project, whatever the caller has set; settings are those of all threads."""
    with _STYLED, mpl.rc_context():
        mpl.rcdefaults()
        mpl.rc_file(STYLE, use_default_template=False)
        yield


class DrawnFigure(Figure):
    """A figure that a notebook shows by itself, small enough to be kept in it."""

    def _repr_png_(self) -> bytes:
        """Give the figure as PNG at 72 dots per inch, in so few colours as our charts have."""
        drawn, kept = io.BytesIO(), io.BytesIO()
        with style():
            self.savefig(drawn, format="png", dpi=72, metadata={"Software": None})
        Image.open(drawn).convert("RGB").quantize(COLOURS).save(kept, "png", optimize=True)
        return kept.getvalue()


@contextmanager
def rows_figure(
    title: str, heights: Sequence[float], *, width: float = _WIDTH, above: float = 0.1
) -> Iterator[tuple[Figure, Axes]]:
    """Give a figure whose plot is as high as its rows, with room for labels and the title."""
    head = textwrap.wrap(re.sub(r" (?=\d)", "\u00a0", title), int(width * 10.5))
    top = (0.25 + 0.2 * len(head) if title else 0.05) + above
    inches = sum(heights) + top + 0.35
    with style():
        figure = DrawnFigure(figsize=(width, inches))
        FigureCanvasAgg(figure)
        axes = figure.add_axes(
            (LABELS / width, 0.35 / inches, 1 - (LABELS + 0.15) / width, sum(heights) / inches)
        )
        figure.text(0.1 / width, 1 - 0.15 / inches, "\n".join(head), weight="bold", size=11, va="top")
        axes.set_ylim(sum(heights), 0)
        axes.heights = heights  # type: ignore[attr-defined]
        yield figure, axes


def label_rows(axes: Axes, names: Sequence[str], colours: Sequence[int] = ()) -> list[float]:
    """Label the rows and give their middles; one unit of y is one inch.

    `colours` are the numbers of the families' colours, of which each label has a mark; 0 for none.
    """
    heights: Sequence[float] = axes.heights  # type: ignore[attr-defined]
    middles = [sum(heights[:place]) + height / 2 for place, height in enumerate(heights)]
    axes.set_yticks(middles, names)
    if colours:
        axes.tick_params(axis="y", pad=12)
    for y, number in zip(middles, colours, strict=False):
        if number:
            axes.plot(
                -0.012, y, marker="s", markersize=5.5, color=colour_on_light(number), clip_on=False,
                transform=axes.get_yaxis_transform(),
            )  # fmt: skip
    return middles


def heights(names: Sequence[str]) -> list[float]:
    """Give the height of each row in inches: more where the label has more lines."""
    return [_ROW + 0.15 * name.count("\n") for name in names]


def shortened(name: str) -> str:
    """Give a label of two lines at most."""
    lines = textwrap.wrap(re.sub(r"\$", r"\\$", name), _WRAP, max_lines=2, placeholder=" …")
    return "\n".join(lines)


def told(axes: Axes, x: float, y: float, text: str) -> None:
    """Write a label at the end of a bar."""
    axes.annotate(text, (x, y), xytext=(5, 0), textcoords="offset points", va="center", fontsize=8)


def fit_told(axes: Axes, whole: float = 0, start: float = 0) -> None:
    """Let the plot reach so far that each label of `told` ends within it, also one behind a whole bar.

    `start` is where the plot begins.
    """
    labels = [text for text in axes.texts if isinstance(text, Annotation)]
    ends = [max(label.xy[0], whole) - start for label in labels]
    axes.set_xlim(start, start + max(ends, default=0) + 1)  # what lies outside has no size
    width = axes.get_window_extent().width
    # a little lies between a bar and its label; a label longer than the plot leaves a stump of its bar
    rooms = (max(0.98 * width - label.get_window_extent().width, width / 5) for label in labels)
    reach = [end * width / room for end, room in zip(ends, rooms, strict=True)]
    axes.set_xlim(start, start + (max(reach, default=0) or 1))


def key(axes: Axes, looks: Sequence[tuple[str, str, str]]) -> None:
    """Put a key above the plot: a face, a hatch and the words for each."""
    marks = [Patch(facecolor=face, hatch=hatch, edgecolor=INK, linewidth=0.9) for face, hatch, _ in looks]
    place_key(axes, marks, [words for _, _, words in looks])


def place_key(axes: Axes, marks: Sequence[Artist], words: Sequence[str]) -> None:
    """Put a key of these marks above the plot."""
    axes.legend(
        marks, words, loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=min(len(words), 4),
        handletextpad=0.4, columnspacing=1.6, handlelength=1.6, borderpad=0.2,
    )  # fmt: skip
