"""A quote is words that stand in the source: checked in code, each time one is shown."""

from __future__ import annotations

import html
import re

REMOVED = "███"  # what an identity shows as, however long it is
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|font|i|ins|mark|small|span|strong|sub|sup|u)\b[^<>]*>", re.I)
_BLOCK = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.S)
_BAR = re.compile("█+")
_EMPHASIS = re.compile(r"[*_`]+")
_BULLET = re.compile(r"^(?:[•●○■□▪▫★☆◆◇►▸‣⁃·]\s*|[-–—*+>]\s+|\s)+")


def quote(shown: str, text: str, start: int, end: int) -> str:
    """Give `shown` back when it is a contiguous piece of `text[start:end]`, whole words only.

    Runs of white space and inline markup (HTML tags and entities, Markdown emphasis) aside; nothing
    else may differ, not a letter, a case or a comma.

    Raises:
        ValueError: the words do not stand there; showing them as a quote would be a forgery.
    """
    wanted = _words(shown)  # it has been decoded: "&lt;" in it was written as "&amp;lt;"
    if not (wanted and 0 <= start < end <= len(text) and _stands_in(wanted, _plain(text[start:end]))):
        raise ValueError(f'"{shown[:60]}" does not stand between characters {start} and {end} of its source.')
    return shown


def readable(text: str) -> str:
    """Give a piece of a source as it reads: without tags, emphasis marks, a leading bullet, line breaks."""
    plain = _without_tags(text).replace("**", "").replace("__", "")
    return _BULLET.sub("", " ".join(plain.split())) or " ".join(text.split())


def _stands_in(wanted: str, text: str) -> bool:
    """Whether `wanted` occurs in `text` without cutting a word at either end."""
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not (_joined(text[at - 1 : at], wanted[0]) or _joined(text[end : end + 1], wanted[-1])):
            return True
        at = text.find(wanted, at + 1)
    return False


def _joined(neighbour: str, edge: str) -> bool:
    """Whether a character beside a piece of text belongs to the same word as the edge of the piece."""
    return edge.isalnum() and (neighbour.isalnum() or neighbour == "_")


def _plain(text: str) -> str:
    """Give the words and their order alone: markup dropped, white space collapsed."""
    return _words(_without_tags(text))


def _words(text: str) -> str:
    """Drop marks of emphasis and collapse white space."""
    return " ".join(_EMPHASIS.sub("", text).split())


def _without_tags(text: str) -> str:
    """Drop inline tags, part words at block tags, decode entities, show all that is blacked out alike."""
    return _BAR.sub(REMOVED, html.unescape(_BLOCK.sub(" ", _INLINE.sub("", text))))
