"""What a saved model knows of its themes, so that notes written later find their way into them.

A note belongs to the theme whose centre is nearest, unless it is too far from all of them. How far is too
far is learned from the notes of the model themselves: each is compared with its theme as if nobody at its
own table had spoken, and with the other themes as if its own did not exist. The border is where most of
the first are kept and most of the second are not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from worldcafe.cluster.space import ThemeSpace
from worldcafe.errors import InputError
from worldcafe.tables import FloatMatrix
from worldcafe.tables.vectors import unit_rows

NUMBERS_FILE, WORDS_FILE = "themes.safetensors", "themes.json"
Scores = npt.NDArray[np.float64]


@dataclass(frozen=True)
class ThemeCentres:
    """Row i of `centres` is the middle of `themes[i]`; a note less like all than `border` fits none."""

    themes: tuple[str, ...]
    centres: FloatMatrix
    border: float
    placing: ThemeSpace | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    encoder: str = ""
    everywhere: frozenset[str] = frozenset()

    def save(self, folder: Path) -> None:
        """Write numbers as safetensors and words as JSON, without pickle."""
        from safetensors.numpy import save  # noqa: PLC0415

        if self.placing is None:
            raise ValueError("only centres that know how notes are placed can be saved")
        placing = asdict(self.placing)
        means = np.ascontiguousarray(placing.pop("means"), np.float32)
        numbers = {"centres": np.ascontiguousarray(self.centres, np.float32), "means": means}
        # written by Python, whose errors say that a disc is full
        (folder / NUMBERS_FILE).write_bytes(save(numbers))
        known = {
            "encoder": self.encoder,
            "border": self.border,
            "placing": placing,
            "themes": {theme: self.names.get(theme, theme) for theme in self.themes},
            "everywhere": sorted(self.everywhere),
        }
        text = json.dumps(known, indent=1, ensure_ascii=False)
        (folder / WORDS_FILE).write_text(text + "\n", encoding="utf-8")

    def nearest(self, space: FloatMatrix) -> tuple[npt.NDArray[np.int64], Scores]:
        """Give the nearest theme of each row (-1 where none is near enough) and how like it the row is."""
        likeness = space.astype(np.float64) @ self.centres.T.astype(np.float64)
        best = likeness.argmax(axis=1)
        score = likeness[np.arange(len(space)), best]
        return np.where(score >= self.border, best, -1), score


def load_centres(folder: Path) -> ThemeCentres:
    """Give the centres that `save` wrote; no file in the folder can run code.

    Raises:
        InputError: the folder holds no model, or one that is damaged.
    """
    from safetensors import SafetensorError  # noqa: PLC0415
    from safetensors.numpy import load_file  # noqa: PLC0415

    if not (folder / WORDS_FILE).is_file():
        raise InputError(f"{folder}: no model here; give the folder of a run, or the folder model in it.")
    try:
        known = json.loads((folder / WORDS_FILE).read_text(encoding="utf-8"))
        numbers = load_file(folder / NUMBERS_FILE)
        return ThemeCentres(
            themes=tuple(known["themes"]),
            centres=numbers["centres"],
            border=float(known["border"]),
            placing=ThemeSpace(means=numbers["means"], **known["placing"]),
            names=known["themes"],
            encoder=known["encoder"],
            everywhere=frozenset(known["everywhere"]),
        )
    except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
        raise InputError(f"{folder}: the model is damaged or of another version; run again.") from error


def learn_centres(space: FloatMatrix, themes: Sequence[str], tables: Sequence[str]) -> ThemeCentres:
    """Give the centres of themes and the border, learned from notes: their vectors, themes and tables.

    Notes of no theme ("") are left out. Where no theme is at two tables, each note stands for its own table.
    """
    theme_of, table_of = np.asarray(themes), np.asarray(tables)
    names = sorted(set(themes) - {""})
    rows_of = [np.flatnonzero(theme_of == name) for name in names]
    centres = unit_rows(np.stack([space[rows].mean(axis=0) for rows in rows_of]))
    if not any(len(set(table_of[rows])) > 1 for rows in rows_of):
        table_of = np.arange(len(space)).astype(str)
    likeness = space @ centres.T
    kept: list[Scores] = []
    strange: list[Scores] = []
    for column, rows in enumerate(rows_of):
        others = np.delete(likeness[rows], column, axis=1).max(axis=1, initial=-1.0)
        own = _without_own_table(space[rows], table_of[rows])
        known = ~np.isnan(own)
        kept.append(np.maximum(own, others)[known])
        strange.append(others[known])
    return ThemeCentres(tuple(names), centres, _border(np.concatenate(kept), np.concatenate(strange)))


def _without_own_table(space: FloatMatrix, tables: npt.NDArray[np.str_]) -> Scores:
    """Give how like each note is to the notes of its theme at other tables; NaN where those are not two."""
    own = np.full(len(space), np.nan)
    for table in np.unique(tables):
        here = tables == table
        if (~here).sum() >= 2:
            own[here] = space[here] @ unit_rows(space[~here].sum(axis=0, keepdims=True))[0]
    return own


def _border(kept: Scores, strange: Scores) -> float:
    """Give the middle of the scores from which on most of `kept` stay while most of `strange` go."""
    if not len(kept):
        return -1.0
    cuts = np.unique(np.concatenate([kept, strange]).round(6))
    stay = 1 - np.searchsorted(np.sort(kept), cuts) / len(kept)
    go = np.searchsorted(np.sort(strange), cuts) / len(strange)
    best = np.flatnonzero((stay + go).round(9) == (stay + go).round(9).max())
    return float((cuts[best[0]] + cuts[best[-1]]) / 2)
