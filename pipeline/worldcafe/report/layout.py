"""Where each note lies on the map of ideas: an island per theme, neighbours when they share words.

A plain projection of the notes' vectors piles dots and labels on each other and suggests distances that
are not there. Here a theme's notes lie packed around its middle, every dot visible and reachable, and
only the islands carry distance: the first two principal axes of their words, then pushed apart until
neither dots nor labels overlap.
"""

from __future__ import annotations

import math
import textwrap
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from worldcafe.report.model import Note, ThemeView

Points = npt.NDArray[np.float64]

_STEP = 16.0  # between the middles of neighbouring dots; a dot is 10 wide
_LINE = 20.0  # height of a line of a label
_LETTER = 9.2  # width of a letter of a label
_WRAP = 20  # letters in a line of a label
_MARGIN = 14.0
_GOLDEN = math.pi * (3 - math.sqrt(5))
_WIDE = 1.6  # width over height that the map tends to


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
class IdeaMap:
    """Every themed note as a dot among the dots of its theme; themes that share words lie near."""

    width: float
    height: float
    dots: tuple[Dot, ...]
    islands: tuple[Island, ...]


def lay_out(themes: Sequence[ThemeView], notes: Sequence[Note]) -> IdeaMap:
    """Give a place to every note that has a theme (its first theme, where it has two)."""
    members: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        if note.theme_ids:
            members[note.theme_ids[0]].append(note)
    shown = [theme for theme in themes if members[theme.theme_id]]
    if not shown:
        return IdeaMap(0, 0, (), ())
    lines = [tuple(textwrap.wrap(theme.name, _WRAP)[:3]) for theme in shown]
    radii = np.array([_radius(len(members[theme.theme_id])) for theme in shown])
    boxes = np.array([_box(label, radius) for label, radius in zip(lines, radii, strict=True)])
    corners = _push_apart(_by_words([members[theme.theme_id] for theme in shown]), boxes)
    corners -= corners.min(axis=0) - _MARGIN
    size = (corners + boxes).max(axis=0) + _MARGIN
    islands, dots = [], []
    for theme, label, radius, corner, box in zip(shown, lines, radii, corners, boxes, strict=True):
        x, y = corner[0] + box[0] / 2, corner[1] + box[1] - radius - _MARGIN / 2
        islands.append(Island(theme.theme_id, label, round(x, 1), round(y, 1), round(float(radius), 1)))
        dots += [_dot(note, theme, place, (x, y)) for place, note in enumerate(members[theme.theme_id])]
    return IdeaMap(round(float(size[0]), 1), round(float(size[1]), 1), tuple(dots), tuple(islands))


def _radius(number: int) -> float:
    """Give the radius of an island of so many dots."""
    return _STEP * (0.5 + 0.62 * math.sqrt(number + 0.6))


def _box(label: Sequence[str], radius: float) -> tuple[float, float]:
    """Give the width and height that an island takes with its label above it."""
    width = max(2 * radius, max(map(len, label), default=0) * _LETTER) + _MARGIN
    return width, 2 * radius + len(label) * _LINE + _MARGIN


def _dot(note: Note, theme: ThemeView, place: int, middle: tuple[float, float]) -> Dot:
    """Place a note by Vogel's sunflower spiral: even spacing at any number, no two alike."""
    far, turn = _STEP * 0.62 * math.sqrt(place + 0.6), place * _GOLDEN
    x, y = middle[0] + far * math.cos(turn), middle[1] + far * math.sin(turn)
    return Dot(note.note_id, theme.theme_id, note.kind, theme.status, round(float(x), 1), round(float(y), 1))


def _by_words(groups: Sequence[Sequence[Note]]) -> Points:
    """Give the first two principal axes of the words of each group, weighted by how few groups use them."""
    counts = [Counter(word for note in group for word in note.clean_text.lower().split()) for group in groups]
    spread = Counter(word for bag in counts for word in bag)
    words = sorted(word for word, number in spread.items() if number > 1 and len(word) > 3)
    if len(groups) < 3 or len(words) < 3:
        return np.array([(float(place), 0.0) for place in range(len(groups))])
    matrix = np.array([[math.log1p(bag[word]) / spread[word] for word in words] for bag in counts])
    matrix -= matrix.mean(axis=0)
    left, scale, _ = np.linalg.svd(matrix, full_matrices=False)
    axes: Points = left[:, :2] * np.sign(left[np.abs(left[:, :2]).argmax(axis=0), [0, 1]])
    return _ranks(axes * (scale[:2] > 1e-9))


def _ranks(axes: Points) -> Points:
    """Spread each axis evenly, so that one odd theme does not press the others together."""
    return axes.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable").astype(float)


def _push_apart(middles: Points, boxes: Points) -> Points:
    """Move boxes apart, little by little, until none overlaps; give their upper left corners."""
    area = float((boxes[:, 0] * boxes[:, 1]).sum()) * 0.55
    height = math.sqrt(area / _WIDE)
    span = np.maximum(middles.max(axis=0), 1)
    at: Points = middles / span * np.array([height * _WIDE, height])
    upper = np.triu_indices(len(at), 1)
    for _ in range(2000):
        gap = at[upper[1]] - at[upper[0]]
        lap = (boxes[upper[0]] + boxes[upper[1]]) / 2 - np.abs(gap)
        hit = (lap > 0.01).all(axis=1)
        if not hit.any():
            break
        axis = lap[hit].argmin(axis=1)
        push = np.zeros((int(hit.sum()), 2))
        rows = np.arange(len(push))
        side = np.where(gap[hit][rows, axis] < 0, -1.0, 1.0)
        push[rows, axis] = side * lap[hit][rows, axis] / 2
        np.add.at(at, upper[0][hit], -push * 0.6)
        np.add.at(at, upper[1][hit], push * 0.6)
    return at - boxes / 2
