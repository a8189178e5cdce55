"""Who leads a conversation, and what in it is small talk: only what the host asks is a prompt."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from worldcafe.read.chat import META, NAME, NOTE, small_words, technical_pattern
from worldcafe.read.words import office_words, plain
from worldcafe.source import Mark

if TYPE_CHECKING:
    from worldcafe.read.document import Reading

SHORT = 12  # words of a message that may be about the microphone alone
FEWEST = 2  # messages by which somebody who mostly asks is told
RE_LINK = re.compile(r"<?(?:https?://|www\.)\S+")
RE_ASKS = re.compile(r"\?[\s)\"'”’*_]*$")


def with_hosts(reading: Reading) -> Reading:
    """Give a conversation with what its hosts say marked as such, and small talk as remarks.

    A host is who is called one, begins with a question, or mostly asks. "Could we have a bench?" of others is
    a note.
    """
    spoken = _spoken(reading)
    names = frozenset(word for who in spoken.values() for word in who.split())
    hosts = _hosts(reading, spoken)
    marks = tuple(
        _judged(reading.text, mark, names, host=spoken[place] in hosts)
        if place in spoken
        else _named(reading.text, mark)
        for place, mark in enumerate(reading.marks)
    )
    return replace(reading, marks=marks)


def _named(text: str, mark: Mark) -> Mark:
    """Give the mark of a name; what the office of whoever leads is called is none."""
    office = mark.fields == NAME and plain(text[mark.start : mark.end]) in office_words()
    return Mark(mark.start, mark.end, META) if office else mark


def _spoken(reading: Reading) -> dict[int, str]:
    """Give for each mark of a message whose it is."""
    found: dict[int, str] = {}
    who = ""
    for place, mark in enumerate(reading.marks):
        if mark.fields == NAME:
            who = plain(reading.text[mark.start : mark.end])
        elif mark.fields == NOTE:
            found[place] = who
    return found


def _hosts(reading: Reading, spoken: dict[int, str]) -> frozenset[str]:
    """Give who is called a host, begins with a question or mostly asks; "" for nobody known by name."""
    asked: dict[str, list[bool]] = defaultdict(list)
    for place, who in spoken.items():
        mark = reading.marks[place]
        asked[who].append(RE_ASKS.search(reading.text, mark.start, mark.end) is not None)
    mostly = (who for who, told in asked.items() if len(told) >= FEWEST and 2 * sum(told) > len(told))
    first = (who for who, told in list(asked.items())[:1] if told[0])
    return frozenset((*mostly, *first, *(who for who in asked if who in office_words())))


def _judged(text: str, mark: Mark, names: frozenset[str], *, host: bool) -> Mark:
    said = text[mark.start : mark.end].strip()
    if _is_small(said, names):
        return Mark(mark.start, mark.end, META)
    return Mark(mark.start, mark.end, (*NOTE, ("host", "yes" if host else "no")))


def _is_small(said: str, names: frozenset[str]) -> bool:
    """Tell thanks, cheers, a link and words about the microphone from what somebody has to say."""
    if RE_LINK.fullmatch(said):
        return True
    words = plain(said).split()
    if all(word in small_words() or word in names or not word.isalpha() for word in words):
        return True
    return len(words) <= SHORT and technical_pattern().search(said) is not None
