"""Very many suggestions in parts that can be weighed pair by pair: those of a theme, near each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from worldcafe.tables import FloatMatrix

MOST = 4_000  # suggestions that are weighed pair by pair

Rows = npt.NDArray[np.intp]


def part_suggestions(
    proposed: pd.DataFrame, vectors: FloatMatrix, bound: Iterable[Sequence[str]], most: int = MOST
) -> list[Rows]:
    """Give the rows of each part, in the order of their first rows; up to `most` suggestions are one part.

    Args:
        proposed: the suggestions, with `segment_id` and `theme_id`.
        vectors: a row each.
        bound: notes that must be in one part: those of one claim, those that people ruled on together.
        most: a part has no more, but for what is bound to it.
    """
    everything = np.arange(len(proposed))
    if len(proposed) <= most:
        return [everything]
    themes = pd.factorize(proposed["theme_id"])[0]
    parts = [
        part
        for theme in range(themes.max() + 1)
        for part in _halved(np.flatnonzero(themes == theme), vectors, most)
    ]
    part_of = np.empty(len(proposed), np.intp)
    for number, rows in enumerate(parts):
        part_of[rows] = number
    place = dict(zip(proposed["segment_id"], everything.tolist(), strict=True))
    for names in bound:
        together = [place[name] for name in names if name in place]
        if together:
            part_of[together] = part_of[together[0]]
    found = [np.flatnonzero(part_of == number) for number in range(len(parts))]
    return sorted((rows for rows in found if len(rows)), key=lambda rows: int(rows[0]))


def _halved(rows: Rows, vectors: FloatMatrix, most: int) -> list[Rows]:
    """Give rows in halves of halves, cut across the direction in which they differ most."""
    if len(rows) <= most:
        return [rows]
    own = vectors[rows].astype(np.float64)
    own -= own.mean(axis=0)
    axis = np.linalg.eigh(own.T @ own)[1][:, -1]
    order = np.argsort((own @ axis).round(6) * np.sign(axis[np.abs(axis).argmax()]), kind="stable")
    cut = len(rows) // 2
    halves = np.sort(rows[order[:cut]]), np.sort(rows[order[cut:]])
    return [part for half in halves for part in _halved(half, vectors, most)]
