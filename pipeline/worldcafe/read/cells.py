"""One cell of a table holds one note, or all that was said at a place."""

from __future__ import annotations

import re

PARAGRAPH = "\u2029"  # between the paragraphs of a cell in a document
RE_BULLET = re.compile(r"[-–*•●○▪■·]\s+|[•●○▪■]")


def cell_notes(text: str, *, apart: bool) -> list[str]:
    """Give the notes in one cell: its paragraphs, and its lines where these are bullets or must be notes.

    `apart`: the column is a place, a topic or a question, so that a cell holds all that was said there.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    bullets = sum(RE_BULLET.match(line) is not None for line in lines)
    if PARAGRAPH not in text and not (len(lines) > 1 and (apart or 2 * bullets > len(lines))):
        return [text]
    parts = re.split(rf"[\n{PARAGRAPH}]", text) if apart or bullets else text.split(PARAGRAPH)
    return [said for part in parts if (said := RE_BULLET.sub("", part.strip(), count=1))]
