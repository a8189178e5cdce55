"""Captions of recordings (.vtt, .srt, .sbv): times and speakers are marked, the text stays raw."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from worldcafe.read.chat import META, NAME, NOTE, may_be_name
from worldcafe.read.document import Reading
from worldcafe.source import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{3}"
RE_CUE = re.compile(rf"\s*{TIME}\s*(?:-->|,)\s*{TIME}.*")
RE_HEAD = re.compile(r"\ufeff?WEBVTT\b.*|NOTE\b.*|STYLE\s*|REGION\s*|\d{1,6}\s*")
RE_VOICE = re.compile(r"<v(?:\.[\w.]{1,40})?\s+([^<>\n]{1,80})>")
RE_SPEAKER = re.compile(r"\s*([^\s:<>][^:<>\n]{0,60}):\s")
FEWEST = 2  # cues


def read_captions(text: str) -> Reading | None:
    """Give the text with times as remarks and speakers as names, or None if it has no cues."""
    lines = [(match.start(), match.group()) for match in re.finditer(r"[^\n]+", text)]
    if sum(bool(RE_CUE.fullmatch(line)) for _, line in lines) < FEWEST:
        return None
    found = (RE_SPEAKER.match(line) for _, line in lines if not RE_CUE.fullmatch(line))
    speakers = Counter(match[1] for match in found if match and may_be_name(match[1]))
    counters = _counters(text, lines)
    marks = [
        mark
        for start, line in lines
        for mark in _line_marks(start, line, speakers, numbers=start in counters)
    ]
    return Reading(text, marks=tuple(mark for mark in marks if text[mark.start : mark.end].strip()))


def _counters(text: str, lines: list[tuple[int, str]]) -> frozenset[int]:
    """Give where the lines begin that only number the cue below them, after an empty line."""
    return frozenset(
        start
        for (start, _), (_, below) in pairwise(lines)
        if RE_CUE.fullmatch(below) and text[max(0, start - 2) : start] == "\n\n"
    )


def _line_marks(start: int, line: str, speakers: Counter[str], *, numbers: bool) -> Iterator[Mark]:
    """Mark one line: time, counter and head as remarks, who speaks as a name, the rest as a note."""
    end = start + len(line)
    if numbers or RE_CUE.fullmatch(line) or RE_HEAD.fullmatch(line):
        yield Mark(start, end, META)
        return
    if voice := RE_VOICE.match(line.lstrip()):
        begins = line.index(voice[1])
        yield Mark(start, start + begins, META)
        yield Mark(start + begins, start + begins + len(voice[1]), NAME)
        yield Mark(start + line.index(">", begins) + 1, end, NOTE)
        return
    speaker = RE_SPEAKER.match(line)
    if speaker and speaker[1] in speakers:
        yield Mark(start + speaker.start(1), start + speaker.end(1), NAME)
        yield Mark(start + speaker.end(), end, NOTE)
        return
    yield Mark(start, end, NOTE)
