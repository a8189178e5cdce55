"""Comments and scripts in Markdown and pieces of web pages: remarks, so that no other words go with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from worldcafe.source import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDINGS = frozenset((".md", ".markdown", ".html", ".htm", ".xhtml"))
UNSEEN = (("role", "meta"), ("aside", "comment or script in the markup of the file"))
RE_OPENER = re.compile(r"<!--|<(?P<name>script|style)(?:\s[^<>]{0,500})?>", re.IGNORECASE)
RE_EDGE = re.compile(r"<!--|-->")
RE_NEW_NOTE = re.compile(r"\n[ \t]*(?:\n|[#>|<•●○■□▪★☆–—*+-]|\d{1,3}[.)])")


def comment_marks(text: str) -> Iterator[Mark]:
    """Mark what comments and scripts hold; one that is never closed, or only in another note, is text.

    A comment on lines of its own may hold notes that somebody took out; one inside a line ends in its note.
    """
    position = 0
    while opener := RE_OPENER.search(text, position):
        position = opener.end()
        name = opener["name"]
        edge = (_tags(name.lower()) if name else RE_EDGE).search(text, position)
        if edge is None or edge.group()[1] == "!" or (name and edge.group()[1] != "/"):
            continue
        if _stands_alone(text, opener.start(), edge.end()) or not RE_NEW_NOTE.search(
            text, position, edge.start()
        ):
            yield Mark(opener.start(), edge.end(), UNSEEN)
            position = edge.end()


def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"</?{name}\b[^<>]{{0,500}}>", re.IGNORECASE)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether nothing else stands on the lines of a stretch."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    stop = text.find("\n", end)
    return not (before.strip() or text[end : stop if stop >= 0 else len(text)].strip())
