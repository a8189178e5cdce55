"""A quote is words that stand in the source: checked in code, each time one is shown."""

from __future__ import annotations

import re

from worldcafe.language.as_read import as_read
from worldcafe.language.words import NUMBERED

REMOVED = "███"  # what an identity shows as, however long it is
BAR = re.compile("█+")
TAKEN_OUT = ("person", "organisation", "country", "note-taker", "contact", "role")  # in placeholders


def quote(shown: str, text: str, start: int, end: int) -> str:
    """Give `shown` back when it is a contiguous piece of `text[start:end]`, whole words only.

    Runs of white space and what is markup (see `as_read`) aside; nothing else may differ, not a letter, a
    case or a comma.

    Raises:
        ValueError: the words do not stand there; showing them as a quote would be a forgery.
    """
    wanted = " ".join(shown.split())
    if not (wanted and 0 <= start < end <= len(text) and _stands_in(wanted, readable(text[start:end]))):
        raise ValueError(f'"{shown[:60]}" does not stand between characters {start} and {end} of its source.')
    return shown


def readable(text: str) -> str:
    """Give a piece of a source as it reads, on one line, all that is blacked out alike."""
    return BAR.sub(REMOVED, " ".join(as_read(text).text.split()) or " ".join(text.split()))


def barred(text: str) -> str:
    """Give a text with the same bar for every identity that a note's clean text has a placeholder for.

    Names of places keep theirs, as tables are told apart by them.

    Example: "a card from the [role 2]" -> "a card from the ███"
    """
    return NUMBERED.sub(lambda found: REMOVED if found[1] in TAKEN_OUT else found[0], text)


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
