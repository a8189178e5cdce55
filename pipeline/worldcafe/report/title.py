"""What can stand at the head of a report: no file name, no name of a column, and no topic among others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from worldcafe.report.quote import readable

if TYPE_CHECKING:
    import pandas as pd

UNTITLED = "World café notes"
_ENDING = re.compile(r"\.[A-Za-z]\w{1,4}$")
_LABEL = re.compile(r"[^\W_]+(?:[-_.:/][^\W_]+)+|[a-z\d]+")  # "comment-body", "notes_2024", "body"


def find_title(segments: pd.DataFrame) -> str:
    """Give what the sources are headed by, "" for none: their first line, or a heading above all topics."""
    return next(filter(is_title, _heads(segments)), "")


def _heads(segments: pd.DataFrame) -> Iterator[str]:
    """Give what may be the title of the sources, the likeliest first."""
    own = (segments["topic"] == "") & (segments["table"] == "")
    said = segments["role"].isin(("note", "summary"))
    above = segments[own & ~said.groupby(segments["source"]).cummax()]
    first = above[above.index.isin(segments.drop_duplicates("source").index)]
    for role, text in zip(first["role"], first["text"], strict=True):
        if role == "heading" or (role == "narrative" and _is_written_as_title(text)):
            yield _bare(text)
    yield from map(_bare, above.loc[above["role"] == "heading", "text"])
    headings = segments[segments["role"] == "heading"]
    if len(headings[["topic", "table"]].drop_duplicates()) == 1:
        yield from map(_bare, headings["text"])


def _bare(text: str) -> str:
    """Give a heading without its marks."""
    return readable(text).lstrip("# ")


def _is_written_as_title(text: str, longest: int = 90) -> bool:
    """Tell whether a line is written as titles are: of some words, most in capitals, no sentence."""
    words = [word for word in text.split() if len(word) > 3]  # no "the", "of", "des"
    capital = [word for word in words if word[0].isupper()]
    is_line = len(text) <= longest and "\n" not in text and text.rstrip()[-1:].isalnum()
    return is_line and len(words) > 1 and 2 * len(capital) > len(words)


def is_title(text: str) -> bool:
    """Tell whether a heading reads as a title, rather than as the name of a file or a column."""
    words = text.strip()
    if not any(letter.isalpha() for letter in words) or _ENDING.search(words):
        return False
    return " " in words or not (_LABEL.fullmatch(words) and not words[0].isupper())
