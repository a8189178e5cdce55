"""Bars with their numbers at the end: what recurs, who was heard, how much of a topic is in its summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.language.wording import counted, percent, say
from worldcafe.report.charts.frame import (
    ACCENT,
    BAR,
    FILLS,
    INK,
    LIGHT,
    PAPER,
    SHARES,
    fit_told,
    heights,
    label_rows,
    rows_figure,
    shortened,
    told,
)
from worldcafe.report.drawn import measure
from worldcafe.report.palette import colour_on_light, tinted

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_HIGH = 0.17  # inches of one of two bars


def draw_themes(table: pd.DataFrame, title: str) -> Figure:
    """Draw a bar per family, in its colour: the places that raised it, filled by its status."""
    return _draw_places(table, title, label="name", fill="status")


def draw_suggestions(table: pd.DataFrame, title: str) -> Figure:
    """Draw a bar per suggestion: the places that made it, filled by whether the report has it."""
    return _draw_places(table, title, label="text", fill="in_report")


def _draw_places(table: pd.DataFrame, title: str, *, label: str, fill: str) -> Figure:
    """Draw horizontal bars of `n_places`, each with its numbers and its word at the end.

    Where nothing is at two places they are as long as the notes.
    Families have bars in their colours (the column `colour` has their numbers) and words of their own.
    """
    names = [shortened(name) for name in table[label]]
    size = measure(table)
    with rows_figure(title, heights(names)) as (figure, axes):
        middles = label_rows(axes, names)
        for y, row in zip(middles, table.to_dict("records"), strict=True):
            face, hatch, word = FILLS[row[fill]]
            edge = INK
            if "colour" in row:
                edge = colour_on_light(row["colour"])
                face, word = tinted(edge, SHARES[row[fill]]), row["told"]
            axes.barh(y, row[size], height=BAR, color=face, hatch=hatch, edgecolor=edge, linewidth=0.9)
            numbers = counted(row["n_notes"], "note")
            if size == "n_places":
                numbers = f"{counted(row['n_places'], 'place')}, {numbers}"
            told(axes, row[size], y, f"{numbers} · {say(word)}" if word else numbers)
        fit_told(axes)
        axes.set_xticks([])
    return figure


def draw_heard(table: pd.DataFrame, title: str) -> Figure:
    """Draw a bar per table, as long as all its notes are in hundredths, filled as far as it was heard."""
    names = [shortened(str(name)) for name in table["table"]]
    with rows_figure(title, heights(names)) as (figure, axes):
        middles = label_rows(axes, names)
        for y, row in zip(middles, table.to_dict("records"), strict=True):
            axes.barh(y, 1, height=BAR, color=PAPER, edgecolor=INK, linewidth=0.9)
            axes.barh(y, row["share"], height=BAR, color=ACCENT, edgecolor=INK, linewidth=0.9)
            notes = counted(row["n_notes"], "note")
            told(axes, 1, y, say("{n} of {total}", n=percent(row["share"]), total=notes))
        fit_told(axes, whole=1)
        axes.set_xticks([])
    return figure


def draw_topics(table: pd.DataFrame, title: str) -> Figure:
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
