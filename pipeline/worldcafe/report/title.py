"""What can stand at the head of a report: no file name and no name of a column."""

from __future__ import annotations

import re

UNTITLED = "World café notes"
_ENDING = re.compile(r"\.[A-Za-z]\w{1,4}$")
_LABEL = re.compile(r"[^\W_]+(?:[-_.:/][^\W_]+)+|[a-z\d]+")  # "comment-body", "notes_2024", "body"


def is_title(text: str) -> bool:
    """Tell whether a heading reads as a title, rather than as the name of a file or a column."""
    words = text.strip()
    if not any(letter.isalpha() for letter in words) or _ENDING.search(words):
        return False
    return " " in words or not (_LABEL.fullmatch(words) and not words[0].isupper())
