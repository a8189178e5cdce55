"""Formats that are no text become one: a line per paragraph, headings with #, bullets with indents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from worldcafe.read.document import Reading
from worldcafe.source import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable

Fields = tuple[tuple[str, str], ...]


MOST_APART = 20_000  # texts that stand around the notes
STRUCK = "struck out"
TRACKED = "what was struck out under tracked changes is not read"


class Rendering:
    """The text under construction, and where each line of it came from."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._after_paragraph = False
        self._anchors: list[tuple[int, str]] = []
        self._marks: list[Mark] = []
        self._set_aside: list[str] = []
        self._apart: dict[tuple[str, str], str] = {}  # what goes to the end
        self._taken = 0  # characters that were given already

    def heading(self, text: str, level: int, anchor: str) -> None:
        """Add a heading with an empty line around it."""
        self._write("\n" if self._length else "")
        self._line(f"{'#' * min(max(level, 1), 6)} ", " ".join(text.split()), anchor, ())
        self._write("\n")

    def bullet(self, text: str, depth: int, anchor: str, fields: Fields = ()) -> None:
        """Add a bullet; its further lines are indented as far as its text."""
        indent = "  " * depth
        self._line(f"{indent}- ", text.replace("\n", f"\n{indent}  "), anchor, fields)

    def paragraph(self, text: str, anchor: str, fields: Fields = ()) -> None:
        """Add a paragraph on a line of its own, an empty line between it and a paragraph before it."""
        if self._after_paragraph:
            self.space()
        self._line("", text, anchor, fields)
        self._after_paragraph = True

    def space(self) -> None:
        """Add an empty line."""
        self._write("\n")
        self._after_paragraph = False

    def take(self) -> Reading:
        """Give what was built since the last time, its offsets from its own beginning, and forget it."""
        start, self._taken = self._taken, self._length
        reading = self._reading()
        self._parts, self._anchors, self._marks = [], [], []
        anchors = tuple((position - start, anchor) for position, anchor in reading.anchors)
        marks = tuple(Mark(mark.start - start, mark.end - start, mark.fields) for mark in reading.marks)
        return replace(reading, anchors=anchors, marks=marks)

    def leave_out(self, sentence: str) -> None:
        """Note down what of the file is not in the text."""
        if sentence not in self._set_aside:
            self._set_aside.append(sentence)

    def put_apart(self, text: str, reason: str, anchor: str) -> None:
        """Keep what is no part of the notes but was written: it goes to the end, as remarks, once."""
        if len(self._apart) >= MOST_APART:
            self.leave_out(f"{reason}: more than {MOST_APART:,} are not read")
        elif any(letter.isalnum() for letter in text):
            self._apart.setdefault((" ".join(text.split()), reason), anchor)

    def give(self, marks: Iterable[Mark] = ()) -> Reading:
        """Give what was built and after it what was put apart; `marks` come before those of the lines."""
        self.add_apart()
        return self._reading(marks)

    def add_apart(self) -> None:
        """Add what was put apart."""
        for (text, reason), anchor in self._apart.items():
            self.space()
            self._line("", text, anchor, (("role", "meta"), ("aside", reason)))
        self._apart.clear()

    def _reading(self, marks: Iterable[Mark] = ()) -> Reading:
        return Reading(
            "".join(self._parts), tuple(self._anchors), (*marks, *self._marks), tuple(self._set_aside)
        )

    @property
    def length(self) -> int:
        """How many characters there are so far."""
        return self._length

    def _line(self, prefix: str, text: str, anchor: str, fields: Fields) -> None:
        start = self._length
        self._after_paragraph = False
        self._write(f"{prefix}{text}\n")
        if anchor and (not self._anchors or self._anchors[-1][1] != anchor):
            self._anchors.append((start, anchor))
        if fields:  # the bullet is inside: parsing cuts where a mark begins
            self._mark(Mark(start, self._length - 1, fields))

    def _mark(self, mark: Mark) -> None:
        """Add a mark, or lengthen the last one where nothing but the end of a line lies between."""
        last = self._marks[-1] if self._marks else None
        if last and last.fields == mark.fields and mark.start - last.end == 1 and not _is_name(mark):
            mark = Mark(last.start, mark.end, mark.fields)
            self._marks.pop()
        self._marks.append(mark)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _is_name(mark: Mark) -> bool:
    """Tell whether a mark covers somebody's name, which never runs on into the next."""
    return any(key == "identity" for key, _ in mark.fields)
