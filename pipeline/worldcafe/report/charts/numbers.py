"""How good the grouping is by how many themes it has, with the number that was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.lines import Line2D

from worldcafe.language.wording import later, say
from worldcafe.report.charts.frame import ACCENT, GREY, INK, place_key, rows_figure

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_HIGH = 2.4  # inches
_LOOKS = (  # column, colour, line, marker, words
    ("stability", ACCENT, "-", "o", later("stability: what comes back when a part of the notes is left out")),
    ("separation", GREY, "--", "s", later("separation: how much nearer a note is to its own theme")),
)


def draw(table: pd.DataFrame, title: str) -> Figure:
    """Draw both curves over the number of themes; a line marks the number found."""
    with rows_figure(title, [_HIGH], above=0.45) as (figure, axes):
        box = axes.get_position()
        axes.set_position((0.07, box.y0 + 0.08, 0.9, box.height - 0.08))
        marks = []
        for column, colour, line, marker, words in _LOOKS:
            look: dict[str, Any] = {"color": colour, "linestyle": line, "marker": marker, "markersize": 4}
            axes.plot(table["n_themes"], table[column], **look)
            marks.append(Line2D([], [], label=say(words), **look))
        found = table.loc[table["is_found"], "n_themes"]
        for number in found:
            axes.axvline(number, color=INK, linewidth=0.9)
            words = say("{n} found", n=number)
            axes.annotate(words, (number, 1), xytext=(4, -10), textcoords="offset points", fontsize=8)
        axes.set_xscale("log")
        axes.set_xticks(table["n_themes"], [str(number) for number in table["n_themes"]])
        axes.minorticks_off()
        axes.set_ylim(min(0.0, float(table["separation"].min())), 1.05)
        axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
        axes.set_xlabel(say("themes"), fontsize=8)
        place_key(axes, marks, [str(mark.get_label()) for mark in marks])
    return figure
