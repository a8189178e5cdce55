"""Who leads a conversation, and what in it is small talk: only what the host asks is a prompt."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from worldcafe.read.chat import META, NAME, NOTE, small_words, technical_pattern
from worldcafe.read.guess import RE_ASKS
from worldcafe.read.places import round_told
from worldcafe.read.words import leading_words, office_words, plain
from worldcafe.source import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worldcafe.read.document import Reading

SHORT = 12  # words of a message that may be about the microphone alone
FEWEST = 2  # messages by which somebody who mostly asks is told
RE_UNSAID = re.compile(r"<?(?:https?://|www\.)\S+|\[[^\[\]]*\]")  # a link, "[laughter]"
RE_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[\"'”’)]*(?=\s)|\]|$)", re.DOTALL)


def with_hosts(reading: Reading) -> Reading:
    """Give a conversation with what its hosts say marked as such, and small talk as remarks.

    A host is who is called one, begins with a question, or mostly asks. "Could we have a bench?" of others is
    a note. Who leads, since called so or since speaking first and asking most, only asks.
    """
    spoken = _spoken(reading)
    names = frozenset(word for who in spoken.values() for word in who.split())
    asked = _asked(reading, spoken)
    hosts, leads = _hosts(asked), _leads(asked)
    marks: list[Mark] = []
    for place, mark in enumerate(reading.marks):
        if place in spoken:
            who = spoken[place]
            part = "leads" if who in leads else "yes" if who in hosts else "no"
            if part == "leads" and (number := round_told(reading.text[mark.start : mark.end])):
                marks.append(Mark(mark.start, len(reading.text), (("round", number),), hint=True))
            marks += _judged(reading.text, mark, names, part)
        else:
            marks.append(_named(reading.text, mark))
    return replace(reading, marks=tuple(marks))


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


def _asked(reading: Reading, spoken: dict[int, str]) -> dict[str, list[str]]:
    """Give the messages of each who speaks, in the order in which they begin."""
    said: dict[str, list[str]] = defaultdict(list)
    for place, who in spoken.items():
        mark = reading.marks[place]
        said[who].append(reading.text[mark.start : mark.end])
    return said


def _hosts(said: dict[str, list[str]]) -> frozenset[str]:
    """Give who is called a host, begins with a question or mostly asks; "" for nobody known by name."""
    asked = {who: [RE_ASKS.search(text) is not None for text in texts] for who, texts in said.items()}
    mostly = (who for who, told in asked.items() if len(told) >= FEWEST and 2 * sum(told) > len(told))
    first = (who for who, told in list(asked.items())[:1] if told[0])
    return frozenset((*mostly, *first, *(who for who in asked if who in office_words())))


def _leads(said: dict[str, list[str]]) -> frozenset[str]:
    """Give who leads: who is called so, and the first to speak if nobody else asks as often."""
    asked = {who: sum("?" in text for text in texts) for who, texts in said.items() if who}
    first = next(iter(asked), "")
    others = max((number for who, number in asked.items() if who != first), default=0)
    most = {first} if len(asked) > 2 and asked[first] >= FEWEST and asked[first] > others else set()
    return frozenset(filter(_is_called_host, asked)) | most


def _is_called_host(who: str) -> bool:
    """Tell whether somebody is called by what whoever leads is: "Host", "Host2", "Ana Prado, host"."""
    return any(word.rstrip("0123456789") in leading_words() for word in (who, *who.split()))


def _judged(text: str, mark: Mark, names: frozenset[str], part: str) -> Iterator[Mark]:
    """Mark a message: small talk at its edges is a remark, and so is all of it where it is nothing else."""
    spans = [found.span() for found in RE_SENTENCE.finditer(text, mark.start, mark.end)]
    small = [_is_small(text[start:end].strip(), names) for start, end in spans]
    if all(small) or _is_small(text[mark.start : mark.end].strip(), names):
        yield Mark(mark.start, mark.end, META)
        return
    first, last = small.index(False), len(small) - 1 - small[::-1].index(False)
    start, end = spans[first][0] if first else mark.start, spans[last][1]
    if first:
        yield Mark(mark.start, start, META)
    yield Mark(start, end, (*NOTE, ("host", part)))
    if last + 1 < len(spans):
        yield Mark(spans[last + 1][0], mark.end, META)


def _is_small(said: str, names: frozenset[str]) -> bool:
    """Tell thanks, cheers, laughter, a link and words about the microphone from what somebody has to say."""
    if RE_UNSAID.fullmatch(said):
        return True
    words = plain(said).split()
    if all(word in small_words() or word in names or not word.isalpha() for word in words):
        return True
    return len(words) <= SHORT and technical_pattern().search(said) is not None
