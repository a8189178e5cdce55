"""Text cut at line ends and block tags: the first, blind step of layout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from worldcafe.language.markup import BLOCKS, REST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RE_BREAK = re.compile(
    rf"\n|\r\n?|[\f\v\x85\u2028\u2029]|<(?P<close>/?)(?P<name>(?i:{BLOCKS})){REST}"
    rf"|<(?i:!doctype\b[^<>\n]{{0,500}}>|\?xml\s[^<>\n]{{0,500}}\?>|(?:meta|link){REST})"
)
PARAGRAPHS = frozenset({"p", "li", "td", "th", "dd", "dt", "caption", "blockquote"})


class Chunk(NamedTuple):
    """What stands between two breaks. `line` is where its line of the source begins.

    `blank`: an empty line comes before; `block`: a block tag does; `first`: it begins its line.
    `listed`: the tag just before opens a list; `item`: it opens an item. `depth` counts open lists,
    `level` is that of an HTML heading. `soft`: only a line end inside a paragraph comes before.
    """

    start: int
    end: int
    line: int
    blank: bool
    block: bool
    first: bool
    listed: bool
    item: bool
    depth: int
    level: int
    soft: bool


class _Cutter:
    """The state between breaks."""

    def __init__(self, text: str, cuts: Sequence[int]) -> None:
        self.text = text
        self.cuts = list(reversed(cuts))
        self.line = 0
        self.blank = True
        self.empty = True  # nothing on this line so far
        self.depth = self.level = 0
        self.paragraph = False
        self._after_break()

    def _after_break(self) -> None:
        self.block = self.listed = self.item = self.soft = False

    def chunks(self, start: int, end: int) -> Iterator[Chunk]:
        """Give the text between two breaks, cut further where it has to be."""
        while self.cuts and self.cuts[-1] <= start:
            self.cuts.pop()
        while start < end:
            stop = end
            if self.cuts and self.cuts[-1] < end:
                stop = self.cuts.pop()
            if not self.text[start:stop].isspace():
                yield self._chunk(start, stop)
            start = stop

    def _chunk(self, start: int, end: int) -> Chunk:
        chunk = Chunk(
            start,
            end,
            self.line,
            self.blank,
            self.block,
            self.empty,
            self.listed,
            self.item,
            self.depth,
            self.level,
            self.soft,
        )
        self.blank = self.empty = False
        self._after_break()
        return chunk

    def newline(self, end: int) -> None:
        """Go to the next line."""
        self.blank = self.blank or self.empty
        self.soft = self.paragraph and not self.blank
        self.empty = True
        self.line = end

    def tag(self, name: str, closes: bool) -> None:
        """Take a block tag."""
        self.soft = False
        self.block = True
        self.empty = self.empty and name == "br"
        if name in ("ul", "ol"):
            self.depth = max(0, self.depth - 1) if closes else self.depth + 1
            self.listed = not closes
        elif name == "li":
            self.item = not closes
        elif name[0] == "h" and name[1:].isdecimal():
            self.level = 0 if closes else int(name[1:])
        if name in PARAGRAPHS:
            self.paragraph = not closes


def cut_chunks(text: str, cuts: Sequence[int]) -> Iterator[Chunk]:
    """Give what stands between line ends, block tags and the sorted `cuts`, in order."""
    cutter = _Cutter(text, cuts)
    position = 0
    for match in RE_BREAK.finditer(text):
        if match["name"] and match["name"].lower() == "br" and text.startswith("|", cutter.line):
            continue  # inside a cell of a table, which ends with its line
        yield from cutter.chunks(position, match.start())
        position = match.end()
        if text[match.start()] != "<":
            cutter.newline(position)
        elif match["name"]:
            cutter.tag(match["name"].lower(), bool(match["close"]))
    yield from cutter.chunks(position, len(text))
