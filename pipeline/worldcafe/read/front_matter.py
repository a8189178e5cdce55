"""What programs write at the head of a text about the text: keys and values between two rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from worldcafe.source import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LINES = 100
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
