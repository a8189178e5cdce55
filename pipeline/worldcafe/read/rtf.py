"""Rich text (.rtf), as word processors save it: paragraphs, lists and tables; the rest apart."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from worldcafe.read.by_rows import SheetRow
from worldcafe.read.cells import PARAGRAPH
from worldcafe.read.markup import whole
from worldcafe.read.places import heads_place
from worldcafe.read.rendering import STRUCK, TRACKED, Rendering
from worldcafe.read.rows import render_rows
from worldcafe.read.word import DEEPEST

if TYPE_CHECKING:
    from worldcafe.read.document import Document, Reading
    from worldcafe.settings import ColumnSettings, ReadSettings

RE_TOKEN = re.compile(
    rb"\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\(?P<sign>[^\r\n])"
    rb"|(?P<brace>[{}])|(?P<plain>[^\\{}\r\n]+)",
)
SIGNS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "~": "\xa0", "_": "-", "\\": "\\", "{": "{", "}": "}",
    "nestcell": PARAGRAPH, "nestrow": PARAGRAPH,
}  # fmt: skip
BEFORE = "before"  # the part that takes the bullet or number that a program wrote before an item
UNREAD = "unread"
PARTS = {
    **{f"header{page}": "head of the pages" for page in ("", "l", "r", "f")},
    **{f"footer{page}": "foot of the pages" for page in ("", "l", "r", "f")},
    **dict.fromkeys(("listtext", "pntext"), BEFORE),
    **dict.fromkeys(("fonttbl", "colortbl", "stylesheet", "info", "pict", "objdata", "upr", "*"), UNREAD),
    **dict.fromkeys(("shptxt", "ud", "result"), ""),  # text inside what is else not read
    "annotation": "comment in the margin",
    "footnote": "footnote",
}
PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
ENDS = ("par", "sect", "cell", "row")
OUTLINED = tuple("012345678")  # levels of headings; 9 is that of text
STYLES = ("b", "strike", "striked", "deleted", "plain", "uc")


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds between two braces; `part` is "" for the text, or the name of what takes its words."""

    part: str = ""
    bold: bool = False
    struck: bool = False
    deleted: bool = False
    fallback: int = 1  # characters behind one of Unicode, for programs that know none


def read_rtf(document: Document, settings: ReadSettings) -> Reading:
    """Read a rich text file; anchors count paragraphs.

    What is struck out, heads and feet of pages, footnotes and comments stand behind the text as remarks.
    """
    return _RtfWalk(settings.columns).render(document.read())


class _RtfWalk:
    """One pass over a rich text file: groups open and close, words gather until a paragraph ends."""

    def __init__(self, columns: ColumnSettings) -> None:
        self._rendering = Rendering()
        self._columns = columns
        self._group = _Group()
        self._outer: list[_Group] = []
        self._page = "cp1252"
        self._bytes = bytearray()
        self._skip = 0  # characters that only stand in for one of Unicode
        self._said: list[tuple[str, bool]] = []  # words of the paragraph at hand, and whether they are bold
        self._apart: dict[str, list[str]] = {}  # the same of other parts
        self._level = self._depth = 0  # of a heading, and of an item
        self._inside = False  # a table
        self._cells: list[str] = []
        self._rows: list[SheetRow] = []
        self._paragraphs = self._tables = 0

    def render(self, data: bytes) -> Reading:
        binary = 0  # where a picture ends that is written as it is
        for token in RE_TOKEN.finditer(data):
            if token.start() < binary:
                continue
            if token["word"] == b"bin":
                binary = token.end() + whole((token["number"] or b"").decode(), 0, len(data))
            if token["byte"]:
                self._bytes += bytes.fromhex(token["byte"].decode())
                continue
            self._decode()
            if token["plain"]:
                self._add(token["plain"].decode("latin-1"))
            elif token["brace"]:
                self._brace(opens=token["brace"] == b"{")
            else:
                word = (token["word"] or token["sign"]).decode("latin-1")
                number = (token["number"] or b"").decode()
                self._obey(word, number)
        self._decode()
        self._end("row" if self._inside else "par")
        self._table()
        return self._rendering.give()

    def _decode(self) -> None:
        if self._bytes:
            text, self._bytes = self._bytes.decode(self._page, "replace"), bytearray()
            self._add(text)

    def _add(self, text: str) -> None:
        """Add words to the part that takes them."""
        skipped = min(self._skip, len(text))
        self._skip -= skipped
        text, part = text[skipped:], self._group.part
        if part == UNREAD or not text:
            return
        if self._group.deleted:
            self._rendering.leave_out(TRACKED)
        elif part:
            self._apart.setdefault(part, []).append(text)
        elif self._group.struck:
            self._apart.setdefault(STRUCK, []).append(text)
        else:
            self._said.append((text, self._group.bold))

    def _brace(self, *, opens: bool) -> None:
        if opens:
            self._outer.append(self._group)
        elif self._outer:
            closed, self._group = self._group.part, self._outer.pop()
            if closed not in ("", UNREAD, BEFORE, self._group.part):
                self._put_apart(closed)

    def _put_apart(self, part: str) -> None:
        for text in "".join(self._apart.pop(part, [])).split("\n"):
            self._rendering.put_apart(text, part, "")

    def _obey(self, word: str, number: str) -> None:
        """Follow a control word or sign."""
        if word in SIGNS:
            self._add(SIGNS[word])
        elif word in PARTS:
            self._group = replace(self._group, part=PARTS[word])
        elif word in ENDS:
            self._end(word)
        elif word in STYLES:
            self._group = _styled(self._group, word, number)
        elif word == "u" and number:
            self._add(_letter(int(number)))
            self._skip = self._group.fallback
        elif word == "ansicpg" or word in PAGES:
            self._page = _known_page(PAGES.get(word, f"cp{number}"))
        else:
            self._lay_out(word, number)

    def _lay_out(self, word: str, number: str) -> None:
        """Note down what a control word says of the paragraph at hand."""
        if word == "pard":
            self._level, self._depth, self._inside = 0, 0, False
        elif word == "intbl":
            self._inside = True
        elif word == "outlinelevel" and number in OUTLINED:
            self._level = int(number) + 1
        elif word == "ilvl":
            self._depth = whole(number, 0, DEEPEST)

    def _end(self, word: str) -> None:
        """End a paragraph, a cell or a row."""
        if self._group.part and self._group.part != UNREAD:
            self._apart.setdefault(self._group.part, []).append("\n")
        elif word == "row" or (word == "cell" and self._inside):
            said = self._take()
            self._cells += [said] * (word == "cell" or bool(said))
            if word == "row":
                self._rows.append(SheetRow(f"row {len(self._rows) + 1}", tuple(self._cells)))
                self._cells = []
        elif self._inside:
            self._said.append((PARAGRAPH, False))
        else:
            self._table()
            self._paragraph()

    def _take(self) -> str:
        """Give the words of the paragraph or the cell at hand; none are left."""
        said = "".join(text for text, _ in self._said)
        self._said = []
        self._put_apart(STRUCK)
        return said.strip(f" \t\n{PARAGRAPH}")

    def _table(self) -> None:
        """Render the rows of a table that has ended."""
        if not self._rows:
            return
        self._tables += 1
        rows = [replace(row, anchor=f"table {self._tables}, {row.anchor}") for row in self._rows]
        self._rows = []
        if not render_rows(self._rendering, rows, self._columns):
            for row in rows:
                for said in (part for cell in row.cells for part in cell.split(PARAGRAPH) if part.strip()):
                    self._rendering.paragraph(said.strip(), row.anchor)

    def _paragraph(self) -> None:
        self._paragraphs += 1
        anchor = f"paragraph {self._paragraphs}"
        begun = "".join(self._apart.pop(BEFORE, []))
        shown = [(text, bold) for text, bold in self._said if text.strip()]
        lead = next((number for number, (_, bold) in enumerate(shown) if not bold), len(shown))
        told = "".join(text for text, _ in shown[:lead]).strip()
        text = self._take()
        if not text:
            self._rendering.space()
        elif self._level:
            self._rendering.heading(text, self._level, anchor)
        elif begun.strip():
            self._rendering.bullet(text, self._depth, anchor)
        elif told == text and "\n" not in text:
            self._rendering.paragraph(f"**{text.rstrip('.:') if heads_place(text) else text}**", anchor)
        elif text.startswith(told) and heads_place(told, text.removeprefix(told).strip()):
            self._rendering.paragraph(f"**{told.rstrip('.:')}**", anchor)
            self._rendering.paragraph(text.removeprefix(told).lstrip(), anchor)
        else:
            self._rendering.paragraph(text, anchor)


def _styled(group: _Group, word: str, number: str) -> _Group:
    """Give a group as it goes on behind a word about its letters."""
    on = number != "0"
    if word == "plain":
        return replace(group, bold=False, struck=False)
    if word == "uc":
        return replace(group, fallback=whole(number, 1, DEEPEST))
    if word == "b":
        return replace(group, bold=on)
    return replace(group, deleted=on) if word == "deleted" else replace(group, struck=on)


def _letter(number: int) -> str:
    """Give a letter of Unicode by its number, which is written with a sign; halves of pairs have none."""
    code = number % 0x10000
    return "" if 0xD800 <= code < 0xE000 else chr(code)


def _known_page(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
