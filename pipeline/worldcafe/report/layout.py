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

import numpy as np
import numpy.typing as npt

from worldcafe.report.drawn import Dot, IdeaMap, Island
from worldcafe.report.model import Note, ThemeView

Points = npt.NDArray[np.float64]
Pairs = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]

LINE = 23.0  # height of a line of a label

_STEP = 17.0  # between the middles of neighbouring dots; a dot is 11 wide
_LETTER = 10.6  # width of a letter of a label
_WRAP = 19  # letters in a line of a label
_LINES = 4  # of a label
_MARGIN = 16.0
_GOLDEN = math.pi * (3 - math.sqrt(5))
_WIDE = 1.7  # width over height that the map tends to
_ROUNDS = 150  # of falling together
_FALL = 0.03  # of the way to the middle, in the first round
_TOUCH = 0.01  # boxes may lie this much over each other
_PUSH = 0.275  # of an overlap that each of two boxes moves in a round


def lay_out(themes: Sequence[ThemeView], notes: Sequence[Note], *, wide: float = _WIDE) -> IdeaMap:
    """Give a place to every note that has a theme (its first theme, where it has two).

    `wide` is the width over the height that the map tends to.
    """
    members: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        if note.theme_ids:
            members[note.theme_ids[0]].append(note)
    shown = [theme for theme in themes if members[theme.theme_id]]
    if not shown:
        return IdeaMap(0, 0, (), ())
    lines = [break_name(theme.name) for theme in shown]
    radii = np.array([_radius(len(members[theme.theme_id])) for theme in shown])
    boxes = np.array([_box(label, radius) for label, radius in zip(lines, radii, strict=True)])
    corners = _settle(_by_words([members[theme.theme_id] for theme in shown]), boxes, wide) - boxes / 2
    corners -= corners.min(axis=0) - _MARGIN
    size = (corners + boxes).max(axis=0) + _MARGIN
    islands, dots = [], []
    for theme, label, radius, corner, box in zip(shown, lines, radii, corners, boxes, strict=True):
        x, y = corner[0] + box[0] / 2, corner[1] + box[1] - radius - _MARGIN / 2
        islands.append(Island(theme.theme_id, label, round(x, 1), round(y, 1), round(float(radius), 1)))
        dots += [_dot(note, theme, place, (x, y)) for place, note in enumerate(members[theme.theme_id])]
    return IdeaMap(round(float(size[0]), 1), round(float(size[1]), 1), tuple(dots), tuple(islands))


def break_name(name: str) -> tuple[str, ...]:
    """Break a name into lines; words that do not fit any more give way to "…"."""
    lines = textwrap.wrap(name, _WRAP)
    return tuple(lines) if len(lines) <= _LINES else (*lines[: _LINES - 1], f"{lines[_LINES - 1][:-1]}…")


def _radius(number: int) -> float:
    """Give the radius of an island of so many dots."""
    return _STEP * (0.5 + 0.62 * math.sqrt(number + 0.6))


def _box(label: Sequence[str], radius: float) -> tuple[float, float]:
    """Give the width and height that an island takes with its label above it."""
    width = max(2 * radius, max(map(len, label), default=0) * _LETTER) + _MARGIN
    return width, 2 * radius + len(label) * LINE + _MARGIN


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
