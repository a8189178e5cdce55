"""Chat logs of meetings: a time and a name before each message; the text stays raw and gets marks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from worldcafe.language.lists import gather
from worldcafe.read.document import Reading
from worldcafe.read.places import RE_BREAK, places_in
from worldcafe.read.words import plain
from worldcafe.source import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_LINE = 400  # characters looked at for a time and a name
MOST_NAME_WORDS = 6
FEWEST = 3  # messages, or items of a list; below this they prove nothing
DAY = r"(?:\d{4}-\d{2}-\d{2}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,3})?)?(?:[ \u202f\xa0]?[ap]\.?m\.?)?"
MOMENT = rf"(?:{DAY}[,T ]{{0,2}})?{CLOCK}(?:,? ?{DAY})?"
TIME = rf"[\[(]?{MOMENT}[\])]?"
UNSEEN = " \t\u200e\u200f\u202a\u202b\u202c\ufeff"  # marks of direction with which programs begin lines
RE_STAMP = re.compile(rf"[\[(]{MOMENT}[\])]|{DAY}[,T ]{{1,2}}{CLOCK}")
RE_TELEPHONE = re.compile(r"~?\s?\+?\d[\d ()\u2011.-]{6,20}")
RE_SENTENCE_END = re.compile(r"[^\W\d_]{4,}[.!?]$")
RE_ASIDE = re.compile(r"(?<=\w)\s*\([^()]{1,30}\)$")
META = (("role", "meta"),)
NAME = (("role", "meta"), ("identity", "person"))
NOTE = (("role", "note"),)


@dataclass(frozen=True, slots=True)
class Header:
    """The start of a message: `author` and `recipient` are spans of the text, `end` is where it begins."""

    start: int
    end: int
    author: tuple[int, int]
    recipient: tuple[int, int] | None
    explicit: bool


def read_chat(text: str) -> Reading | None:
    """Give the text with its names and messages marked, or None if it is no chat log.

    Messages to one person are not taken for notes, nor is what the program says about messages.
    """
    headers = list(_headers(text))
    if not _is_chat(text, headers):
        return None
    marks: list[Mark] = []
    private = 0
    ends = [header.start for header in headers[1:]] + [len(text)]
    marks += _head_of_chat(text, headers[0].start)
    for header, begun in zip(headers, ends, strict=True):
        end = _place_between(text, header.end, begun)
        is_private = _is_private(text, header)
        private += is_private
        marks += _header_marks(text, header)
        marks += [Mark(header.end, end, META)] if is_private else _message_marks(text, header.end, end)
    aside = (
        (f"direct messages: {private} of {len(headers)} messages are not read as notes",) if private else ()
    )
    return Reading(
        text, marks=tuple(mark for mark in marks if text[mark.start : mark.end].strip()), set_aside=aside
    )


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    """Give the words of all languages, longest first."""
    keys = ("from", "to", "everyone", "private", "replies", "untitled", "ago", "small", "technical")
    return {key: tuple(sorted(gather("chat", key), key=lambda w: (-len(w), w))) for key in keys}


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Give the ways in which a message may begin, the most explicit first."""
    before = "|".join(map(re.escape, _words()["from"]))
    to = "|".join(map(re.escape, _words()["to"]))
    name = r"(?P<author>[^\s:<>\[\]][^:<>\[\]\t\n]{0,79}?)"
    recipient = rf"(?:[ \t]+(?:{to})[ \t]+(?P<recipient>[^:\n]{{1,80}}?))?"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{TIME}[ \t]+(?P<explicit>{before})[ \t]+{name}{recipient}[ \t]*:",
            rf"(?P<explicit>{before})[ \t]+{name}{recipient}[ \t]*:[ \t]*{TIME}[ \t]*$",
            rf"{TIME}[ \t]*(?:[-–—][ \t]*)?<?{name}>?[ \t]*:(?=\s|$)",
            rf"{TIME}[ \t]*<{name}>",
            rf"\[{MOMENT}\][ \t]*{name}[ \t]*$",
            rf"{name}[ \t]{{2,}}(?:{TIME}|\d{{1,3}} ?(?:{_ago()}))[ \t]*$",
            rf"{name}[ \t]*[\[(]{TIME}[\])]?[ \t]*:",
        )
    )


def _headers(text: str) -> Iterator[Header]:
    start, above = 0, ""
    for line in text.split("\n"):
        found = _match(line[:LONGEST_LINE])
        if above and _is_time(line):  # below the name, as copies from a channel have it
            begin = start - len(above) - 1
            name = (begin + len(above) - len(above.lstrip(UNSEEN)), begin + len(above.rstrip()))
            yield Header(begin, start + len(line), name, None, explicit=False)
        named = len(line) < LONGEST_LINE and not found and may_be_name(line.strip(UNSEEN))
        above = line if named and not is_of_program(line.strip()) else ""
        if found:
            author, recipient = _bare(found), None
            if found.re.groupindex.get("recipient") and found.group("recipient"):
                recipient = (start + found.start("recipient"), start + found.end("recipient"))
            explicit = bool(found.re.groupindex.get("explicit"))
            yield Header(
                start, start + found.end(), (start + author[0], start + author[1]), recipient, explicit
            )
        start += len(line) + 1


def _is_time(line: str) -> bool:
    """Tell whether a time is all that stands on a line: "9:58 AM", "5 days ago"."""
    told = rf"{TIME}|\d{{1,3}} (?:{_ago()})(?: ago)?"
    return len(line) < LONGEST_LINE and re.fullmatch(told, line.strip(UNSEEN), re.IGNORECASE) is not None


@lru_cache(maxsize=1)
def _ago() -> str:
    return "|".join(map(re.escape, _words()["ago"]))


def _bare(found: re.Match[str]) -> tuple[int, int]:
    """Give the span of an author's name without what stands in brackets behind it: "Ama Osei (she/her)"."""
    start, end = found.span("author")
    aside = RE_ASIDE.search(found["author"])
    return start, start + aside.start() if aside else end


def _match(line: str) -> re.Match[str] | None:
    """Give the header that a line begins with, if what should be a name can be one."""
    if not any(c.isdecimal() for c in line):
        return None
    begins = len(line) - len(line.lstrip(UNSEEN))
    for pattern in _patterns():
        found = pattern.match(line, begins)
        if found and (found.groupdict().get("explicit") or may_be_name(found.group("author"))):
            return found
    return None


def may_be_name(name: str) -> bool:
    """Tell whether what stands before a message can name its author: a person or a telephone."""
    words = name.split()
    small = sum(word[0].islower() and len(word) > 3 for word in words)
    handle = len(words) == 1 and "_" in name.strip("_") and not name.isupper()  # "sara_m"
    if handle or RE_TELEPHONE.fullmatch(name):
        return True
    return (
        0 < len(words) <= MOST_NAME_WORDS
        and plain(name) not in _words()["untitled"]
        and not places_in(name)
        and any(c.isalpha() for c in name)
        and not words[0][0].islower()
        and 2 * small <= len(words)
        and not RE_SENTENCE_END.search(name)
    )


def _is_chat(text: str, headers: list[Header]) -> bool:
    """Tell a chat from notes with times: most lines belong to messages, and people speak more than once."""
    if any(header.explicit for header in headers) and len(headers) * 4 >= _lines(text):
        return True
    authors = Counter(text[slice(*header.author)] for header in headers)
    return len(headers) >= FEWEST and len(headers) * 4 >= _lines(text) and max(authors.values()) > 1


def _lines(text: str) -> int:
    """Count the lines that are neither empty nor indented, and that no program says."""
    lines = (line for line in text.split("\n") if line.strip() and not line[0].isspace())
    return sum(not is_of_program(line.strip()) for line in lines)


def _head_of_chat(text: str, end: int) -> Iterator[Mark]:
    """Mark what stands before the first message: all but places, which hold for what follows, is no note."""
    begins = _place_between(text, 0, end)
    yield Mark(0, begins, META)
    for line in re.finditer(r"[^\n]+", text[begins:end]):
        start = begins + line.start()
        places = places_in(line.group())
        if places:
            yield Mark(start, len(text), tuple(places.items()), hint=True)
            yield Mark(start, begins + line.end(), (("role", "heading"),))
        elif not line.group().partition(":")[0].isalpha():
            yield Mark(start, begins + line.end(), META)


def _is_private(text: str, header: Header) -> bool:
    if header.recipient is None:
        return False
    recipient = plain(text[slice(*header.recipient)])
    return recipient not in map(plain, _words()["everyone"]) and not places_in(recipient)


def _place_between(text: str, start: int, end: int) -> int:
    """Give where a line behind an empty one names the place of the messages to come, `end` without one."""
    for line in re.finditer(r"^[^\n]+", text[:end], re.MULTILINE):
        alone = not text[: line.start()].strip() or text[: line.start()].endswith("\n\n")
        short = len(RE_ASIDE.sub("", line.group()).split()) <= MOST_NAME_WORDS and not RE_SENTENCE_END.search(
            line.group()
        )
        if line.start() >= start and alone and short and places_in(line.group()):
            return line.start()
    return end


def _header_marks(text: str, header: Header) -> Iterator[Mark]:
    """Mark the line before a message: time and words as remarks, names as names."""
    spans = [header.author]
    if header.recipient and _is_private(text, header):
        start, end = header.recipient
        bracket = text.find("(", start, end)
        spans.append((start, end if bracket < 0 else bracket))
    position = header.start
    for start, end in sorted(spans):
        yield Mark(position, start, META)
        yield Mark(start, end, NAME)
        position = end
    yield Mark(position, header.end, META)


def _message_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """Mark a message as a note, the lines in it that the program wrote as remarks.

    A place that a message begins with ("Room 2 - cost", "Room 1 also: ...") is that of this message alone; a
    round on a line of its own has begun.
    """
    lines = [line for line in re.finditer(r"[^\n]+", text[start:end]) if line.group().strip()]
    for number, line in enumerate(lines):
        said = line.group().strip()
        first = start + line.start() + line.group().index(said)
        program = is_of_program(said) or RE_STAMP.match(said.lstrip(UNSEEN))  # a time and nobody's name
        told = _place_told(said, alone=len(lines) > 1) if number == 0 else None
        if told:
            begins = lines[1:] and "round" in told
            yield Mark(start, len(text) if begins else end, tuple(told.items()), hint=True)
        headed = told is not None and len(lines) > 1 and len(said.split()) <= MOST_NAME_WORDS
        yield Mark(first, first + len(said), META if program or headed else NOTE)


def _place_told(line: str, *, alone: bool) -> dict[str, str] | None:
    """Give the place that a line is about, not one that it says something of: "Table 2 had frogs"."""
    head, *said = RE_BREAK.split(line.rstrip(":"), maxsplit=1)
    places = places_in(head) if len(head.split()) < MOST_NAME_WORDS / 2 + 1 and (said or alone) else {}
    return places or None


def is_of_program(line: str) -> bool:
    """Tell whether a program says a line, not a participant: "(edited)", "Meeting ended after 1:02", "3"."""
    return not any(map(str.isalpha, line)) or _reply().match(line) is not None


@lru_cache(maxsize=1)
def small_words() -> frozenset[str]:
    """Give the words of thanks, greetings and agreement, of which small talk is made."""
    return frozenset(plain(word) for word in _words()["small"])


@lru_cache(maxsize=1)
def technical_pattern() -> re.Pattern[str]:
    """Give what is said of microphones and screens."""
    return re.compile("|".join(_words()["technical"]), re.IGNORECASE)


@lru_cache(maxsize=1)
def _reply() -> re.Pattern[str]:
    quoted = (pattern.replace('"', '["“„«]') for pattern in _words()["replies"])
    return re.compile("|".join(f"(?:{pattern})" for pattern in (*quoted, rf"{TIME}$")), re.IGNORECASE)
