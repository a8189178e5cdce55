"""What programs write at the head of a text about it: keys and values, between rules or below its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from worldcafe.read.places import places_in
from worldcafe.source import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LINES = 100
LONGEST_KEY = 40  # characters
ABOUT = (("role", "meta"), ("aside", "front matter of the file"))
RE_OPENED = re.compile(r"\ufeff?(?P<rule>---|\+\+\+)[ \t]*\n")
RE_KEY = re.compile(r"\s*[\w\"'-]+[ \w\"'-]*\s*[:=](?:\s|$)|\s*-\s|\s+\S|\s*#|\s*[\]}]|\s*$")


def front_matter_marks(text: str) -> Iterator[Mark]:
    """Mark the front matter of a text; between rules that hold anything but keys there are notes."""
    opened = RE_OPENED.match(text)
    if not opened:
        return
    position = opened.end()
    for line in text[position:].split("\n", MOST_LINES)[:MOST_LINES]:
        if line.rstrip() in (opened["rule"], "..."):
            yield Mark(0, position + len(line), ABOUT)
            return
        if not RE_KEY.match(line):
            return
        position += len(line) + 1


def property_marks(text: str) -> Iterator[Mark]:
    """Mark the keys and values below the title of a page that a program exported ("Status: done").

    A line that says in which round it was is left to be read; the room is no table, for the page is one.
    """
    title, _, below = text.partition("\n\n")
    lines = below.partition("\n\n")[0].split("\n")
    pairs = all(line[:1].isalpha() and ": " in line[:LONGEST_KEY] for line in lines)
    if not pairs or "\n" in title or not title.lstrip("\ufeff").startswith("# "):
        return
    start = len(title) + 2
    for line in lines:
        if "round" not in places_in(line):
            yield Mark(start, start + len(line), ABOUT)
        start += len(line) + 1
