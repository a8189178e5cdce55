"""Nothing lost: what of the sources is in no segment is found and told, and so is what was set aside."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from worldcafe.language.markup import RE_TAG
from worldcafe.language.words import SIGN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pandera.typing import DataFrame

    from worldcafe.source import Source
    from worldcafe.tables import Segments

RE_DECLARATION = re.compile(r"<(?i:!doctype|\?xml|meta|link)\b[^<>]{0,2000}>")
RE_BULLET = re.compile(r"(?<!\w)(?:o|\[[xX]\])(?!\S)")  # a letter that stands for a bullet, a ticked box
TAGS = "tags of HTML are not read as notes"
MOST_TOLD = 20  # gaps that are told one by one


class Aside(NamedTuple):
    """What was set aside of a source and why; `segments` is 0 for what is not in its text."""

    source: str
    reason: str
    segments: int


def with_gaps_told(
    sources: Sequence[Source], segments: DataFrame[Segments], start: int = 0
) -> tuple[Source, ...]:
    """Give the sources with what of their texts is in no segment in `set_aside`; time is linear.

    `start` is where the text of a source that is read in stretches begins in the whole.
    """
    own = dict(iter(segments.groupby("source", sort=False)))
    told = []
    for source in sources:
        part = own.get(source.name)
        spans = [] if part is None else sorted(zip(part["start"].tolist(), part["end"].tolist(), strict=True))
        aside = dict.fromkeys((*source.set_aside, *_told(source.text, spans, start)))
        told.append(dataclasses.replace(source, set_aside=tuple(aside)))
    return tuple(told)


def list_aside(sources: Iterable[Source], segments: DataFrame[Segments]) -> list[Aside]:
    """List what no finding rests on, beside notes of no theme, why, and in how many segments it is."""
    apart = segments[(segments["role"] != "note") & (segments["set_aside"] != "")]
    counted = Counter(zip(apart["source"], apart["set_aside"], strict=True))
    found: list[Aside] = []
    for source in sources:
        found += [Aside(source.name, sentence, 0) for sentence in source.set_aside]
        found += [
            Aside(name, reason, number)
            for (name, reason), number in counted.items()
            if name == source.name and not reason.startswith("identity: ")
        ]
    return found


def _told(text: str, spans: Sequence[tuple[int, int]], start: int) -> Iterator[str]:
    """Say in sentences what of a text none of the sorted spans covers."""
    tagged, gaps = False, list[tuple[int, int]]()
    for first, last in _between(len(text), spans):
        if not SIGN.search(text, first, last):
            continue
        gap = text[first:last]
        left = RE_TAG.sub(_blank, RE_DECLARATION.sub(_blank, gap))
        tagged = tagged or left != gap
        left = RE_BULLET.sub(_blank, left)
        if letters := [match.start() for match in SIGN.finditer(left)]:
            gaps.append((first + letters[0], len(letters)))
    if tagged:
        yield TAGS
    for position, number in gaps[:MOST_TOLD]:
        yield f"{_letters(number)} after character {start + position} are in no segment"
    if rest := gaps[MOST_TOLD:]:
        yield f"{_letters(sum(number for _, number in rest))} at {len(rest)} more places are in no segment"


def _between(length: int, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give the stretches that lie before, between and after sorted spans."""
    position = 0
    for start, end in spans:
        if start > position:
            yield position, start
        position = max(position, end)
    if position < length:
        yield position, length


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _letters(number: int) -> str:
    return f"{number} letters or digits"
