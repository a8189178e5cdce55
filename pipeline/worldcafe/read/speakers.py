"""Transcripts without times: a name and a colon before what each person said; the text stays raw."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from worldcafe.read.chat import META, NAME, NOTE, is_of_program, may_be_name
from worldcafe.read.document import Reading
from worldcafe.read.words import notes_words, plain, role_words
from worldcafe.source import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

FEWEST = 5  # lines that somebody is said to have spoken
SHARE = 0.6  # of the lines, which are spoken
HEAD = 8  # lines in which a file says that it is a transcript, and words of such a line
RE_LINE = re.compile(r"[^\n]+")
RE_SPOKEN = re.compile(r"\s*([^\s:<>|#*-][^:<>|\n]{0,48}?)\s*(?:\([^()\n]{0,24}\)\s*)?:\s+(?=\S)")
RE_UNSAID = re.compile(  # a time, "(laughter)"
    r"\s*(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?|\([^()]*\)|\[[^\[\]]*\])\s*"
)


def read_speakers(text: str) -> Reading | None:
    """Give the text with speakers as names and what they said as notes, or None if it is no transcript.

    Most lines have to begin with somebody, people have to speak more than once, and the file calls itself
    a transcript or most of the labels are full names: "Pro:" and "Contra:" speak as often as people do.
    """
    lines = list(RE_LINE.finditer(text))
    spoken = {number: found for number, line in enumerate(lines) if (found := _spoken(line.group()))}
    if not _is_transcript([line.group() for line in lines], spoken):
        return None
    first = min(spoken)
    marks = [Mark(0, lines[first].start(), META)] if lines[first].start() else []
    for number, line in enumerate(lines[first:], start=first):
        marks += _marks(line, spoken.get(number))
    return Reading(text, marks=tuple(mark for mark in marks if text[mark.start : mark.end].strip()))


def _spoken(line: str) -> re.Match[str] | None:
    """Give the speaker at the start of a line; a label such as "Idea:" is none."""
    found = RE_SPOKEN.match(line[:120])
    if not found or plain(found[1]) in role_words() or not may_be_name(found[1]):
        return None
    return found


def _is_transcript(lines: list[str], spoken: dict[int, re.Match[str]]) -> bool:
    counts = Counter(found[1] for found in spoken.values())
    below = lines[min(spoken, default=0) :]
    told = [line for line in below if line.strip() and not RE_UNSAID.fullmatch(line)]
    if len(spoken) < FEWEST or len(counts) < 2 or len(spoken) < SHARE * len(told):
        return False
    if 2 * sum(count > 1 for count in counts.values()) < len(counts):
        return False
    titles = (line.split() for line in lines[:HEAD])
    called = {plain(word) for title in titles if len(title) <= HEAD for word in title} & _transcript_words()
    full = sum(len(name.split()) > 1 for name in counts)
    return bool(called) or 2 * full > len(counts)


def _transcript_words() -> frozenset[str]:
    return frozenset(
        word for word in notes_words() if word.startswith(("transcri", "mitschrift", "verbatim"))
    )


def _marks(line: re.Match[str], spoken: re.Match[str] | None) -> Iterator[Mark]:
    if spoken is None:
        silent = RE_UNSAID.fullmatch(line.group()) or is_of_program(line.group().strip())
        yield Mark(line.start(), line.end(), META if silent else NOTE)
        return
    yield Mark(line.start() + spoken.start(1), line.start() + spoken.end(1), NAME)
    if spoken.end() - spoken.end(1) > 2:
        yield Mark(line.start() + spoken.end(1), line.start() + spoken.end(), META)
    yield Mark(line.start() + spoken.end(), line.end(), NOTE)
