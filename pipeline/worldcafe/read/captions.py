"""Captions of recordings (.vtt, .srt, .sbv): times and speakers are marked, the lines of a cue are one."""

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
CLOSED = "</v>"


def read_captions(text: str) -> Reading | None:
    """Give the text with times as remarks and speakers as names, or None if it has no cues.

    Lines end in a cue where they are full: there the text has blanks for line ends, and is as long as before.
    """
    lines = _lines(text)
    if sum(bool(RE_CUE.fullmatch(line)) for _, line in lines) < FEWEST:
        return None
    text = _unbroken(text, lines)
    lines = _lines(text)
    found = (RE_SPEAKER.match(line) for _, line in lines if not RE_CUE.fullmatch(line))
    speakers = Counter(match[1] for match in found if match and may_be_name(match[1]))
    counters = _counters(text, lines) | _commented(text, lines)
    marks = [
        mark
        for start, line in lines
        for mark in _line_marks(start, line, speakers, numbers=start in counters)
    ]
    return Reading(text, marks=tuple(mark for mark in marks if text[mark.start : mark.end].strip()))


def _lines(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match.group()) for match in re.finditer(r"[^\n]+", text)]


def _unbroken(text: str, lines: list[tuple[int, str]]) -> str:
    """Give the text with the lines of each cue joined, those aside that begin with who speaks."""
    numbers, joins, inside = _counters(text, lines), list[int](), False
    for (_, above), (start, line) in pairwise(lines):
        inside = text[start - 2 : start] != "\n\n" and (inside or bool(RE_CUE.fullmatch(above)))
        told = RE_CUE.fullmatch(line) or RE_HEAD.fullmatch(line) or start in numbers
        speaks = line.lstrip().startswith(("<", "-")) or RE_SPEAKER.match(line)
        if inside and not (told or speaks or RE_CUE.fullmatch(above)):
            joins.append(start - 1)
    edges = [0, *(at + 1 for at in joins), len(text)]
    return " ".join(text[start : end - (end < len(text))] for start, end in pairwise(edges))


def _counters(text: str, lines: list[tuple[int, str]]) -> frozenset[int]:
    """Give where the lines begin that only number the cue below them, after an empty line."""
    return frozenset(
        start
        for (start, _), (_, below) in pairwise(lines)
        if RE_CUE.fullmatch(below) and text[max(0, start - 2) : start] == "\n\n"
    )


def _commented(text: str, lines: list[tuple[int, str]]) -> frozenset[int]:
    """Give where the lines begin of blocks that are no cues: what stands right below "NOTE" or "STYLE"."""
    found: set[int] = set()
    for (above, head), (start, _) in pairwise(lines):
        if text[start - 2 : start] != "\n\n" and (above in found or head.startswith(("NOTE", "STYLE"))):
            found.add(start)
    return frozenset(found)


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
        said = end - (len(CLOSED) if line.endswith(CLOSED) else 0)
        yield Mark(start + line.index(">", begins) + 1, said, NOTE)
        yield Mark(said, end, META)
        return
    speaker = RE_SPEAKER.match(line)
    if speaker and speaker[1] in speakers:
        yield Mark(start + speaker.start(1), start + speaker.end(1), NAME)
        yield Mark(start + speaker.end(), end, NOTE)
        return
    yield Mark(start, end, NOTE)
