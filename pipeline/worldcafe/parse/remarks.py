"""Lines about the notes: who was there, who wrote them, what cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.language.prefilter import prefilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worldcafe.parse.words import Words

LONGEST = 200  # characters of a remark
WORDLESS = r"\A[^A-Za-z]*\z"  # as RE2 reads it


def find_remarks(texts: Sequence[str], words: Words) -> dict[int, bool]:
    """Give the rows that have a word of remarks, or none at all, each with whether it is one; no other is."""
    short = [text if len(text) <= LONGEST else "x" for text in texts]
    rows = sorted({*words.remarks.rows(short), *prefilter(short, WORDLESS)})
    return {row: _remarks(texts[row], words) for row in rows}


def _remarks(text: str, words: Words) -> bool:
    """Tell whether a short line is a remark: what its words are found behind asks nothing of its own."""
    if not any(letter.isalpha() for letter in text):
        return True
    found = words.remarks.search(text)
    return found is not None and "?" not in text[: found.start()]


def is_labelled_remark(text: str, words: Words) -> bool:
    """Tell whether a text says who was there or who took the notes ("Scribe: Lou", "Notes by Lou")."""
    found = words.remarks.search(text) if ":" in text[:-1] else None
    return bool(words.bylines.match(text)) or (found is not None and found.start() == 0)
