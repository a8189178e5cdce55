"""E-mail pasted as text: its head, greeting and signature are no notes; the text stays raw and gets marks."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from worldcafe.language.lists import gather
from worldcafe.read.chat import FEWEST, META, NAME, may_be_name
from worldcafe.read.document import Reading
from worldcafe.read.words import plain
from worldcafe.source import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    Line = tuple[int, str]  # where it begins, and what it says

LONGEST_LABEL = 20
LONGEST_SIGNATURE = 8  # lines
MOST_NAME_WORDS = 4
RE_ITEM = re.compile(r"\s*(?:[-–*•●○▪■·]|\d{1,3}[.)])\s")
RE_NAME = re.compile(r"[^<>()@,;:\"]*[^\W\d_][^<>()@,;:\"]*")


def read_mail(text: str) -> Reading | None:
    """Give the text with what belongs to the mail alone marked, or None if no head of a mail is in it."""
    lines = [(match.start(), match.group()) for match in re.finditer(r"[^\n]*", text) if match.group()]
    heads = [_label(line) for _, line in lines]
    if not any(first and second and first != second for first, second in pairwise(heads)):
        return None
    marks: list[Mark] = []
    signing = 0
    for number, (start, line) in enumerate(lines):
        if text[max(0, start - 2) : start] == "\n\n" and not _belongs_to_signature(line):
            signing = 0
        beside = heads[max(0, number - 1) : number] + heads[number + 1 : number + 2]
        if heads[number] and any(label and label != heads[number] for label in beside):
            marks += _head_marks(start, line, heads[number])
            signing = 0
        elif _signs_off(line):
            marks.append(Mark(start, start + len(line), META))
            signing = LONGEST_SIGNATURE
        elif _is_quoted_from(line) or signing:
            marks += _signature_marks(start, line)
            signing = max(0, signing - 1)
    marks += _covering(lines, [mark.start for mark in marks])
    return Reading(text, marks=tuple(mark for mark in marks if text[mark.start : mark.end].strip()))


def _covering(lines: list[Line], told: list[int]) -> Iterator[Mark]:
    """Mark what a mail says around a list: its greeting, sentences before the first and after the last item.

    `told` is where lines begin that are known to be no notes. Where there is no list, all else may be notes.
    """
    known = frozenset(told)
    items = [number for number, (_, line) in enumerate(lines) if RE_ITEM.match(line)]
    inside = range(items[0], items[-1] + 1) if len(items) >= FEWEST else range(len(lines))
    opening = True
    for number, (start, line) in enumerate(lines):
        said = line.strip()
        greets = opening and said.endswith((",", "!")) and len(said.split()) <= MOST_NAME_WORDS
        covers = number not in inside and said.endswith((".", "!", "?", ","))
        opening = start in known
        if (greets or covers) and start not in known:
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


def _signs_off(line: str) -> bool:
    return plain(line) in _words()["sign_off"] or line.rstrip() == "--"


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
