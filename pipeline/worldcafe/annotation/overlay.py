"""Where the units of an annotation lie in a run.

A reader may decode a file otherwise than the annotator's did (joined lines, stripped markup), so units of
named sources are laid over the words of the run's own text; what has no text of its own is found by its id.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from worldcafe.annotation.units import Annotation, Unit

if TYPE_CHECKING:
    import pandas as pd

NOWHERE = (-1, -1)


class Laid(NamedTuple):
    """A segment of a run, as far as an annotation is held against it."""

    segment_id: str
    source: str
    start: int
    end: int
    role: str
    cafe: str
    table: str
    round: str
    kind: str
    theme_id: str
    text: str
    clean_text: str


class WordAt(NamedTuple):
    """A word of a text, and where it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Overlay:
    """An annotation laid over a run.

    Attributes:
        annotation: its units where they lie in the run, and in the order in which they lie there.
        segments: of the sources that are annotated, by id.
        shared: for each unit the segments it shares characters with, how many, and most first.
    """

    annotation: Annotation
    segments: Mapping[str, Laid]
    shared: Mapping[str, Sequence[tuple[str, int]]]

    def best(self, unit: str) -> Laid | None:
        """Give the segment that shares most with a unit."""
        found = self.shared.get(unit)
        return self.segments[found[0][0]] if found else None

    def notes_of(self) -> dict[str, list[str]]:
        """Give for each segment the notes that it stands for: they share half of the shorter of both."""
        found: dict[str, list[str]] = defaultdict(list)
        for unit in self.annotation.notes:
            for name, shared in self.shared[unit.id]:
                segment = self.segments[name]
                if shared * 2 >= min(segment.end - segment.start, unit.end - unit.start):
                    found[name].append(unit.id)
        return found

    def claims_of(self) -> dict[str, list[str]]:
        """Give for each segment the claims that it shares anything with."""
        found: dict[str, list[str]] = defaultdict(list)
        for unit in self.annotation.units:
            for name, _ in self.shared[unit.id] if unit.role == "summary" else ():
                found[name].append(unit.id)
        return found


def lay_over(annotation: Annotation, segments: pd.DataFrame) -> Overlay:
    """Lay the units of an annotation over the segments of a run."""
    columns = zip(*(segments[name] for name in Laid._fields), strict=True)
    laid = sorted((Laid(*row) for row in columns), key=lambda segment: (segment.source, segment.start))
    units = list(annotation.units)
    if any(unit.source and unit.text for unit in units):
        units = _realigned(units, laid)
        laid = [segment for segment in laid if segment.source in {unit.source for unit in units}]
    by_id = {segment.segment_id: segment for segment in laid}
    units = [_by_id(unit, by_id) for unit in units]
    return Overlay(replace(annotation, units=tuple(units)), by_id, {u.id: _shared(u, laid) for u in units})


def _by_id(unit: Unit, segments: Mapping[str, Laid]) -> Unit:
    """Lay a unit without a text where the segment of its id lies."""
    found = None if unit.text else segments.get(unit.id)
    return replace(unit, source=found.source, start=found.start, end=found.end) if found else unit


def _shared(unit: Unit, laid: Iterable[Laid]) -> list[tuple[str, int]]:
    """Give the segments that a unit shares characters with, and how many; most first."""
    found = []
    for segment in laid:
        if not unit.source or segment.source == unit.source:
            shared = min(segment.end, unit.end) - max(segment.start, unit.start)
            if shared > 0:
                found.append((segment.segment_id, shared))
    return sorted(found, key=lambda pair: -pair[1])


def _realigned(units: Iterable[Unit], laid: Sequence[Laid]) -> list[Unit]:
    """Give units with the source and the offsets that their words have in the run, in its order."""
    by_source: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        by_source[unit.source].append(unit)
    run: dict[str, list[WordAt]] = defaultdict(list)
    for segment in laid:
        run[segment.source] += [
            WordAt(found.word, segment.start + found.start, segment.start + found.end)
            for found in _words(segment.text)
        ]
    found = []
    for name, part in by_source.items():
        source = _source_of(name, part, run)
        ordered = sorted(part, key=lambda unit: unit.start)
        found += sorted(_placed(ordered, source, run[source]), key=lambda unit: unit.start)
    return found


def _source_of(name: str, part: Iterable[Unit], run: Mapping[str, Sequence[WordAt]]) -> str:
    """Give the run's name of a source: that whose words are most nearly the same."""
    said = Counter(found.word for unit in part for found in _words(unit.text))
    counts = {other: Counter(found.word for found in words) for other, words in run.items()}
    return max(counts, key=lambda other: ((said & counts[other]).total(), other == name))


def _placed(units: Sequence[Unit], source: str, run: Sequence[WordAt]) -> Iterable[Unit]:
    """Lay the units of one source over the words of the run; half of its words place a unit."""
    words = [(found.word, place) for place, unit in enumerate(units) for found in _words(unit.text)]
    matcher = SequenceMatcher(
        None, [word for word, _ in words], [found.word for found in run], autojunk=False
    )
    found: dict[int, list[WordAt]] = defaultdict(list)
    for mine, theirs, length in matcher.get_matching_blocks():
        for step in range(length):
            found[words[mine + step][1]].append(run[theirs + step])
    counts = Counter(place for _, place in words)
    for place, unit in enumerate(units):
        start, end = NOWHERE
        if len(found[place]) * 2 >= max(1, counts[place]):
            own = _words(unit.text)
            start = found[place][0].start - own[0].start
            end = found[place][-1].end + len(unit.text) - own[-1].end
        yield replace(unit, source=source, start=start, end=end)


def _words(text: str) -> list[WordAt]:
    """Give the words of a text in lower case."""
    return [WordAt(found[0].lower(), found.start(), found.end()) for found in re.finditer(r"\w+", text)]
