"""What a report draws: charts as data, and the map of ideas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Chart:
    """A chart as data: `charts.draw(chart)` draws it, and `table` is exactly what it shows."""

    name: str
    title: str
    alt: str
    table: pd.DataFrame


@dataclass(frozen=True)
class Dot:
    """A note on the map of ideas; x and y in the map's own units, y downwards."""

    note_id: str
    theme_id: str
    kind: str
    status: str
    x: float
    y: float


@dataclass(frozen=True)
class Island:
    """A theme on the map of ideas: its label stands above its dots, centred on x."""

    theme_id: str
    lines: tuple[str, ...]
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Area:
    """A family on the map of ideas: a hull around its islands, its label above it, centred on x.

    `lines` of the label end at `y`; `hull` has its corners in order.
    """

    family_id: str
    colour: int
    lines: tuple[str, ...]
    x: float
    y: float
    islands: tuple[Island, ...]
    hull: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class IdeaMap:
    """Every themed note as a dot among the dots of its theme, the themes of a family in one hull."""

    width: float
    height: float
    dots: tuple[Dot, ...]
    areas: tuple[Area, ...]


def measure(table: pd.DataFrame) -> str:
    """Give the column that bars are as long as: places, or notes where nothing came up at a second place."""
    return "n_places" if (table["n_places"] > 1).any() else "n_notes"
