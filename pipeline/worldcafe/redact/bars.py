"""Bars that do not tell how long a name is, and offsets that still lead back to the original.

Whoever knows the words around a bar knows its length from where they begin and end. So bars come in steps,
and what follows moves with them: by no more than two characters, so that whoever holds the original finds
every place in it. A name of three to seven letters that stands once leaves the same as any other, and so does
one of eight to twelve; of a name that stands often, places so close to the original tell more. Where that is
too much, all bars are of one length, and places lead into the masked source alone.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from worldcafe.errors import InputError
from worldcafe.redact.mask import BLOCK

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.source import Source
    from worldcafe.tables import Segments

STEPS, FIXED = "steps", "fixed"  # what `[redact] bars` may say
WIDTH = 3  # of all bars, where they are fixed
STEP = 5  # characters; half of it is how far an offset may lie from the original
BAR = re.compile(f"{BLOCK}+")


@dataclass
class Moves:
    """Where the characters of a source have gone whose bars were given other lengths.

    Bars are told in the order of the source, from where `before` says how far everything has moved already;
    `drift` is how far what follows the last bar has moved.
    """

    before: int = 0
    fixed: bool = False
    starts: list[int] = field(default_factory=list)  # of the bars in the original
    ends: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)  # their new starts
    drift: int = field(init=False)

    def __post_init__(self) -> None:
        self.drift = self.before

    def add(self, start: int, end: int) -> None:
        """Give a bar its length: the fixed one, or whole steps, or one where nothing would be left."""
        self.starts.append(start)
        self.ends.append(end)
        self.moved.append(start + self.drift)
        length = end - start
        width = WIDTH if self.fixed else max(1, STEP * round((length - self.drift) / STEP))
        self.drift += width - length

    def position(self, original: int) -> int:
        """Give where a character of the original is now; inside a bar, no further than its end."""
        place = bisect_right(self.starts, original) - 1
        if place < 0:
            return original + self.before
        after = self.moved[place + 1] - self.starts[place + 1] if place + 1 < len(self.starts) else self.drift
        inside = self.moved[place] + original - self.starts[place]
        return min(inside, self.ends[place] + after) if original < self.ends[place] else original + after

    def resize(self, text: str, start: int = 0) -> str:
        """Give a piece of the masked source, which begins at `start` of the original, with its new bars."""

        def resized(found: re.Match[str]) -> str:
            return BLOCK * (self.position(start + found.end()) - self.position(start + found.start()))

        return BAR.sub(resized, text)


def even_out(
    sources: Sequence[Source], segments: DataFrame[Segments], bars: str = STEPS
) -> tuple[tuple[Source, ...], DataFrame[Segments]]:
    """Give masked sources and their segments with bars in steps; `text` is still `source[start:end]`.

    The digest of a source becomes that of its masked text: names can be tried until one of the original fits.

    Raises:
        InputError: there are no such `bars`.
    """
    moves = {source.name: Moves(fixed=_is_fixed(bars)) for source in sources}
    for source in sources:
        for found in BAR.finditer(source.text):
            moves[source.name].add(*found.span())
    texts = [moves[source.name].resize(source.text) for source in sources]
    moved = tuple(
        dataclasses.replace(
            source,
            text=text,
            digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            anchors=tuple((moves[source.name].position(start), told) for start, told in source.anchors),
        )
        for source, text in zip(sources, texts, strict=True)
    )
    return moved, _moved(segments, moves)


class Evener:
    """Evens out the bars of segments that come in parts, whose sources are not at hand as a whole."""

    def __init__(self, bars: str = STEPS) -> None:
        self._fixed = _is_fixed(bars)
        self._drifts: dict[str, int] = {}

    def __call__(self, segments: DataFrame[Segments]) -> DataFrame[Segments]:
        """Give the next segments with bars in steps."""
        moves = {name: Moves(self._drifts.get(name, 0), self._fixed) for name in segments["source"].unique()}
        for name, start, text in segments[["source", "start", "text"]].itertuples(index=False):
            for found in BAR.finditer(text):
                moves[name].add(start + found.start(), start + found.end())
        self._drifts |= {name: own.drift for name, own in moves.items()}
        return _moved(segments, moves)


def _is_fixed(bars: str) -> bool:
    """Read the setting."""
    if bars not in (STEPS, FIXED):
        raise InputError(f'settings, redact.bars: unknown "{bars}"; known: {STEPS}, {FIXED}.')
    return bars == FIXED


def _moved(segments: DataFrame[Segments], moves: dict[str, Moves]) -> DataFrame[Segments]:
    """Give segments where their characters are now."""
    rows = segments[["source", "start", "end", "text"]].to_numpy()
    return segments.assign(
        start=[moves[name].position(start) for name, start, _, _ in rows],
        end=[moves[name].position(end) for name, _, end, _ in rows],
        text=[moves[name].resize(text, start) for name, start, _, text in rows],
    )
