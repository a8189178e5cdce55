"""E-mail pasted as text: its head, greeting and signature are no notes; the text stays raw and gets marks."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from worldcafe.language.lists import gather
from worldcafe.read.chat import FEWEST, META, NAME, RE_ASIDE, may_be_name, small_words
from worldcafe.read.document import Reading
from worldcafe.read.places import places_in
from worldcafe.read.words import plain
from worldcafe.source import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    Line = tuple[int, str]  # where it begins, and what it says

LONGEST_LABEL = 25
LONGEST_SIGNATURE = 8  # lines
MOST_NAME_WORDS = 4
RE_ITEM = re.compile(r"\s*(?:[-–*•●○▪■·]|\d{1,3}[.)])\s")
RE_NAME = re.compile(r"[^<>()@,;:\"]*[^\W\d_][^<>()@,;:\"]*")


def read_mail(text: str) -> Reading | None:
    """Give the text with what belongs to the mail alone marked, or None if it is no mail.

    A mail has a head, or begins with a greeting and comes to a close.
    """
    lines = [(match.start(), match.group()) for match in re.finditer(r"[^\n]*", text) if match.group()]
    heads = [_label(line) for _, line in lines]
    headed = any(first and second and first != second for first, second in pairwise(heads))
    if not headed and not _is_letter([line for _, line in lines if line.strip()]):
        return None
    marks = list(_places(text, lines, heads)) if headed else []
    senders = _senders(lines, heads)
    signing = 0
    for number, (start, line) in enumerate(lines):
        if text[max(0, start - 2) : start] == "\n\n" and not _belongs_to_signature(line):
            signing = 0
        beside = heads[max(0, number - 1) : number] + heads[number + 1 : number + 2]
        if heads[number] and any(label and label != heads[number] for label in beside):
            marks += _head_marks(start, line, heads[number])
            signing = 0
        elif _signs_off(line) or plain(line.strip(" >")) in senders:
            marks += _closing_marks(start, line) if _signs_off(line) else _signature_marks(start, line)
            signing = LONGEST_SIGNATURE
        elif _is_quoted_from(line) or signing:
            marks += _signature_marks(start, line)
            signing = max(0, signing - 1)
    told = frozenset(mark.start for mark in marks)
    begun = [number for number, head in enumerate(heads) if head and not any(heads[number - 1 : number])]
    for begin, end in pairwise([0, *(number for number in begun if number), len(lines)]):
        marks += _covering(lines[begin:end], told)
    return Reading(text, marks=tuple(mark for mark in marks if text[mark.start : mark.end].strip()))


def _is_letter(lines: list[str]) -> bool:
    """Tell whether text without a head is a mail all the same: it greets and comes to a close."""
    greeted = bool(lines) and lines[0].rstrip().endswith(",") and _greets(lines[0])
    return greeted and any(map(_signs_off, lines[1:]))


def _places(text: str, lines: list[Line], heads: list[str]) -> Iterator[Mark]:
    """Give the place that the head of a mail names ("Subject: Notes of table 6") to all up to the next one.

    What the text of the mail says of its place goes before.
    """
    told = [
        (start, places)
        for (start, line), label in zip(lines, heads, strict=True)
        if label and label not in _words()["mail_people"] and (places := places_in(line))
    ]
    for (start, places), (end, _) in pairwise([*told, (len(text), {})]):
        yield Mark(start, end, tuple(places.items()), hint=True)


def _senders(lines: list[Line], heads: list[str]) -> frozenset[str]:
    """Give the names of people in heads, and the first words of these: so they sign."""
    people = (line for (_, line), head in zip(lines, heads, strict=True) if head in _words()["mail_people"])
    names = (
        name.group().strip(' .*"') for line in people for name in RE_NAME.finditer(line, line.index(":") + 1)
    )
    known = [name for name in names if may_be_name(name) and len(name.split()) <= MOST_NAME_WORDS]
    return frozenset(plain(told) for name in known for told in (name, name.split()[0]))


def _covering(lines: list[Line], known: frozenset[int]) -> Iterator[Mark]:
    """Mark what a mail says around a list: its greeting, sentences before the first and after the last item.

    `known` is where lines begin that are known to be no notes. Where there is no list, all else may be notes.
    """
    items = [number for number, (_, line) in enumerate(lines) if RE_ITEM.match(line)]
    inside = range(items[0], items[-1] + 1) if len(items) >= FEWEST else range(len(lines))
    opening = True
    for number, (start, line) in enumerate(lines):
        covers = number not in inside and line.rstrip().endswith((".", "!", "?", ","))
        answers = number > 0 and lines[number - 1][1].startswith(">") and not line.startswith(">")
        greets = opening and _greets(line)
        opening = start in known
        if (greets or (covers and not answers)) and start not in known:
            yield Mark(start, start + len(line), META)


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    """Give the words of all languages, as they are compared."""
    return {key: frozenset(map(plain, gather("chat", key))) for key in ("mail", "mail_people", "sign_off")}


@lru_cache(maxsize=1)
def _wrote() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in gather("chat", "wrote")), re.I)


def _label(line: str) -> str:
    """Give the label of a line at the head of a mail ("subject"), "" where it has none."""
    label, colon, _ = line.strip(" \t>*").partition(":")
    bare = plain(label) if colon and len(label) <= LONGEST_LABEL else ""
    return bare if bare in _words()["mail"] else ""


def _head_marks(start: int, line: str, label: str) -> Iterator[Mark]:
    colon = line.index(":") + 1
    yield Mark(start, start + len(line), META)
    if label not in _words()["mail_people"]:
        return
    for name in RE_NAME.finditer(line, colon):
        said = name.group().strip(" .*")
        if said and may_be_name(said) and len(said.split()) <= MOST_NAME_WORDS:
            begins = name.start() + name.group().index(said)
            yield Mark(start + begins, start + begins + len(said), NAME)


def _greets(line: str) -> bool:
    words = line.split()
    longest = MOST_NAME_WORDS + 2 * (plain(words[0]) in small_words()) if words else 0
    return line.rstrip().endswith((",", "!", ":")) and len(words) <= longest


def _signs_off(line: str) -> bool:
    """Tell the last words before a signature, with a name behind them or none: "Best,", "Best, Bea"."""
    words, _, name = line.partition(",")
    return line.rstrip() == "--" or (plain(words) in _words()["sign_off"] and _may_sign(name))


def _may_sign(name: str) -> bool:
    """Tell whether what stands behind the last words is nothing but a name."""
    said = RE_ASIDE.sub("", name).split()
    return not said or (len(said) < MOST_NAME_WORDS and all(word[0].isupper() for word in said))


def _closing_marks(start: int, line: str) -> Iterator[Mark]:
    yield Mark(start, start + len(line), META)
    name = line.partition(",")[2].strip(" .!-")
    if name:
        begins = start + line.rindex(name)
        yield Mark(begins, begins + len(name), NAME)


def _is_quoted_from(line: str) -> bool:
    return bool(_wrote().match(line.strip(" >")))


def _belongs_to_signature(line: str) -> bool:
    """Tell a name, an address, a telephone or quoted mail from text that goes on after a signature."""
    said = line.strip(" \t>,.-")
    return (
        line.startswith((">", "--"))
        or "@" in line
        or sum(letter.isdecimal() for letter in line) > 4
        or _is_quoted_from(line)
        or (may_be_name(said) and len(said.split()) <= MOST_NAME_WORDS and not said.isupper())
    )


def _signature_marks(start: int, line: str) -> Iterator[Mark]:
    """Mark a line of a signature; one that is a name alone is somebody's name."""
    said = line.strip(" \t>,.-")
    name = may_be_name(said) and len(said.split()) <= MOST_NAME_WORDS and not _is_quoted_from(line)
    named = name and all(word[0].isupper() for word in said.split())
    yield Mark(start, start + len(line), NAME if named else META)
