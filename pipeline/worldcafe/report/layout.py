"""Where each note lies on the map of ideas: an island per theme, the islands of a family in one hull.

A plain projection of the notes' vectors piles dots and labels on each other and suggests distances that
are not there. Here a theme's notes lie packed around its middle, every dot visible and reachable, and
only islands and hulls carry distance: the first two principal axes of their words, then pushed apart until
neither dots nor labels overlap.
"""

from __future__ import annotations

import math
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from worldcafe.report.drawn import Area, Dot, IdeaMap, Island

if TYPE_CHECKING:
    from worldcafe.report.model import FamilyView, Note, ThemeView

Points = npt.NDArray[np.float64]
Pairs = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]
Members = Mapping[str, "Sequence[Note]"]  # the notes of each theme

LINE = 23.0  # height of a line of a label
WIDE_LINE = 31.0  # height of a line of the label of a family

_STEP = 17.0  # between the middles of neighbouring dots; a dot is 11 wide
_LETTER = 10.6  # width of a letter of a label
WIDE_LETTER = 14.6  # width of a letter of the label of a family
_WRAP = 19  # letters in a line of a label
_WIDE_WRAP = 24  # letters in a line of the label of a family
_LINES = 4  # of a label
_MARGIN = 16.0
_GOLDEN = math.pi * (3 - math.sqrt(5))
_WIDE = 1.7  # width over height that the map tends to
_OWN_WIDE = 1.2  # width over height that the islands of a family tend to
_ROUNDS = 150  # of falling together
_FALL = 0.03  # of the way to the middle, in the first round
_TOUCH = 0.01  # boxes may lie this much over each other
_PUSH = 0.275  # of an overlap that each of two boxes moves in a round


def lay_out(families: Sequence[FamilyView], notes: Sequence[Note], *, wide: float = _WIDE) -> IdeaMap:
    """Give a place to every note that has a theme (its first theme, where it has two).

    `wide` is the width over the height that the map tends to.
    """
    members: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        if note.theme_ids:
            members[note.theme_ids[0]].append(note)
    areas = [area for family in families if (area := _area(family, members, min(wide, _OWN_WIDE)))]
    if not areas:
        return IdeaMap(0, 0, (), ())
    boxes = np.array([(2 * area.x, _bounds(area.islands)[3]) for area in areas]) + _MARGIN
    said = [[note for island in area.islands for note in members[island.theme_id]] for area in areas]
    corners = _settle(_by_words(said), boxes, wide) - boxes / 2
    corners -= corners.min(axis=0) - _MARGIN
    size = (corners + boxes).max(axis=0) + _MARGIN
    placed = tuple(_moved(area, *corner) for area, corner in zip(areas, corners, strict=True))
    themes = {theme.theme_id: theme for family in families for theme in family.themes}
    dots = tuple(
        dot
        for area in placed
        for island in area.islands
        for dot in _dots(island, themes[island.theme_id], members[island.theme_id])
    )
    return IdeaMap(round(float(size[0]), 1), round(float(size[1]), 1), dots, placed)


def _area(family: FamilyView, members: Members, wide: float) -> Area | None:
    """Lay out the islands of a family with its label above them, its left upper corner at 0, 0."""
    shown = [theme for theme in family.themes if members.get(theme.theme_id)]
    if not shown:
        return None
    lines = break_name(family.name, _WIDE_WRAP)
    islands = list(_islands(shown, members, wide, named=not family.is_alone))
    left, top, right, _ = _bounds(islands)
    head = len(lines) * WIDE_LINE + _MARGIN
    width = max(right - left, max(map(len, lines)) * WIDE_LETTER)
    shift = (width - (right - left)) / 2 - left
    moved = tuple(
        replace(island, x=round(island.x + shift, 1), y=round(island.y + head - top, 1)) for island in islands
    )
    return Area(
        family.family_id, family.colour, lines, round(width / 2, 1), head - _MARGIN, moved, hull_around(moved)
    )


def _islands(themes: Sequence[ThemeView], members: Members, wide: float, *, named: bool) -> Iterator[Island]:
    """Place the islands of a family beside each other; one that is alone has the label of its family."""
    labels = [break_name(theme.name) if named else () for theme in themes]
    radii = [_radius(len(members[theme.theme_id])) for theme in themes]
    boxes = np.array([_box(label, radius) for label, radius in zip(labels, radii, strict=True)])
    corners = _settle(_by_words([members[theme.theme_id] for theme in themes]), boxes, wide) - boxes / 2
    for theme, label, radius, corner, box in zip(themes, labels, radii, corners, boxes, strict=True):
        x, y = corner[0] + box[0] / 2, corner[1] + box[1] - radius - _MARGIN / 2
        yield Island(theme.theme_id, label, float(x), float(y), round(float(radius), 1))


def corners_of(island: Island) -> tuple[float, float, float, float]:
    """Give the left, upper, right and lower border of an island with its label."""
    half = max(island.radius, max(map(len, island.lines), default=0) * _LETTER / 2) + _MARGIN / 2
    top = island.y - island.radius - len(island.lines) * LINE - _MARGIN / 2
    return island.x - half, top, island.x + half, island.y + island.radius + _MARGIN / 2


def _bounds(islands: Sequence[Island]) -> tuple[float, float, float, float]:
    """Give the borders of several islands."""
    found = np.array([corners_of(island) for island in islands])
    low, high = found.min(axis=0), found.max(axis=0)
    return float(low[0]), float(low[1]), float(high[2]), float(high[3])


def _moved(area: Area, x: float, y: float) -> Area:
    """Give a family whose left upper corner lies at x, y instead of 0, 0."""
    islands = tuple(
        replace(island, x=round(island.x + x, 1), y=round(island.y + y, 1)) for island in area.islands
    )
    hull = tuple((round(left + x, 1), round(top + y, 1)) for left, top in area.hull)
    return replace(area, x=round(area.x + x, 1), y=round(area.y + y, 1), islands=islands, hull=hull)


def hull_around(islands: Sequence[Island]) -> tuple[tuple[float, float], ...]:
    """Give the corners of the least convex shape around islands and their labels (Andrew, 1979)."""
    spots = sorted(
        {
            (x, y)
            for left, top, right, low in map(corners_of, islands)
            for x in (left, right)
            for y in (top, low)
        }
    )
    halves: list[list[tuple[float, float]]] = []
    for way in (spots, spots[::-1]):
        side: list[tuple[float, float]] = []
        for spot in way:
            while len(side) > 1 and _turn(side[-2], side[-1], spot) <= 0:
                side.pop()
            side.append(spot)
        halves.append(side[:-1])
    return tuple((round(x, 1), round(y, 1)) for x, y in (*halves[0], *halves[1]))


def _turn(one: tuple[float, float], middle: tuple[float, float], other: tuple[float, float]) -> float:
    """Give more than 0 where the way from one over the middle to the other turns left."""
    return (middle[0] - one[0]) * (other[1] - one[1]) - (middle[1] - one[1]) * (other[0] - one[0])


def break_name(name: str, wrap: int = _WRAP) -> tuple[str, ...]:
    """Break a name into lines; words that do not fit any more give way to "…"."""
    lines = textwrap.wrap(name, wrap)
    return tuple(lines) if len(lines) <= _LINES else (*lines[: _LINES - 1], f"{lines[_LINES - 1][:-1]}…")


def _radius(number: int) -> float:
    """Give the radius of an island of so many dots."""
    return _STEP * (0.5 + 0.62 * math.sqrt(number + 0.6))


def _box(label: Sequence[str], radius: float) -> tuple[float, float]:
    """Give the width and height that an island takes with its label above it."""
    width = max(2 * radius, max(map(len, label), default=0) * _LETTER) + _MARGIN
    return width, 2 * radius + len(label) * LINE + _MARGIN


def _dots(island: Island, theme: ThemeView, notes: Sequence[Note]) -> Iterator[Dot]:
    """Place the notes of a theme by Vogel's sunflower spiral: even spacing at any number, no two alike."""
    for place, note in enumerate(notes):
        far, turn = _STEP * 0.62 * math.sqrt(place + 0.6), place * _GOLDEN
        x, y = island.x + far * math.cos(turn), island.y + far * math.sin(turn)
        yield Dot(
            note.note_id, theme.theme_id, note.kind, theme.status, round(float(x), 1), round(float(y), 1)
        )


def _by_words(groups: Sequence[Sequence[Note]]) -> Points:
    """Give the first two principal axes of the words of each group, weighted by how few groups use them."""
    counts = [Counter(word for note in group for word in note.clean_text.lower().split()) for group in groups]
    spread = Counter(word for bag in counts for word in bag)
    words = sorted(word for word, number in spread.items() if number > 1 and len(word) > 3)
    if len(groups) < 3 or len(words) < 3:
        return np.array([(float(place), 0.0) for place in range(len(groups))])
    matrix = np.array([[math.log1p(bag[word]) / spread[word] for word in words] for bag in counts])
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)  # words alone, not size
    matrix -= matrix.mean(axis=0)
    left, scale, _ = np.linalg.svd(matrix, full_matrices=False)
    axes: Points = left[:, :2] * np.sign(left[np.abs(left[:, :2]).argmax(axis=0), [0, 1]])
    return _ranks(axes * (scale[:2] > 1e-9))


def _ranks(axes: Points) -> Points:
    """Spread each axis evenly, so that one odd theme does not press the others together."""
    return axes.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable").astype(float)


def _settle(middles: Points, boxes: Points, wide: float) -> Points:
    """Let the boxes fall towards the middle of all and push each other aside, until they lie close.

    A falling box is pulled `wide` times as hard up and down as sideways, which gives the map its shape.
    """
    height = math.sqrt(float((boxes[:, 0] * boxes[:, 1]).sum()) / wide)
    span = np.maximum(middles.max(axis=0), 1)
    at: Points = (middles / span - 0.5) * np.array([height * wide, height])
    pairs = np.triu_indices(len(at), 1)
    reach: Points = ((boxes[pairs[0]] + boxes[pairs[1]]) / 2).T
    for fall in np.linspace(_FALL, 0, _ROUNDS):
        at *= 1 - fall * np.array([1 / wide, 1.0])
        _push_apart(at, pairs, reach, rounds=6)
    _push_apart(at, pairs, reach, rounds=3000)
    return at


def _push_apart(at: Points, pairs: Pairs, reach: Points, *, rounds: int) -> None:
    """Move boxes apart, little by little, until none overlaps any more or the rounds are over.

    `reach` has, for each pair of boxes, how far apart their middles are when they touch, in x and in y.
    """
    one, other = pairs
    for _ in range(rounds):
        gap = np.stack([side[other] - side[one] for side in at.T])
        lap = reach - np.abs(gap)
        hit = np.flatnonzero((lap[0] > _TOUCH) & (lap[1] > _TOUCH))
        if not len(hit):
            return
        axis = lap[:, hit].argmin(axis=0)
        push = np.copysign(lap[axis, hit], gap[axis, hit] + 0.0) * _PUSH
        np.add.at(at, (one[hit], axis), -push)
        np.add.at(at, (other[hit], axis), push)
