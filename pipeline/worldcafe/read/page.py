"""Web pages, as browsers, word processors and wikis save them: read in one pass, however deep they nest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from worldcafe.read.decode import decode_document
from worldcafe.read.grid import Block, OpenTable
from worldcafe.read.rendering import Rendering
from worldcafe.read.rows import render_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from worldcafe.read.document import Document, Reading
    from worldcafe.settings import ColumnSettings, ReadSettings

RE_BLOCK = re.compile(
    "p|div|ul|ol|li|dl|dt|dd|h[1-6]|hr|table|thead|tbody|tfoot|tr|td|th|caption|blockquote|pre|section"
    "|article|header|footer|main|nav|aside|figure|figcaption|details|summary|body|fieldset|address|form"
)
CODE = frozenset(("script", "style"))
UNSEEN = {
    "nav": "menu of the page",
    "footer": "foot of the page",
    "title": "title of the page",
    "template": "not shown by browsers",
    "del": "",
}
TOLD = {"alt": "description of a picture", "title": "hint on the page", "placeholder": "hint in a form"}
MARGIN = "comment in the margin"
LISTS = frozenset(("ul", "ol"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
CELLS = frozenset(("td", "th"))
CHUNK = 1 << 16
DEEPEST_TABLE = 50  # tables inside one so deep are read as part of it
RE_SPACE = re.compile(r"[ \t\r\n\f]+")
RE_ITEM_LINE = re.compile(r"[ \t]*\r?\n[ \t]*(?=[•●○◦■□▪▫★☆➢✓☐☑]|#{1,6} )")
RE_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
RE_BOLD_CLASS = re.compile(r"\.([\w-]{1,60})\s{0,9}\{[^{}]{0,2000}?font-weight:\s{0,9}(?:bold|[6-9]00)")
RE_WORD_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d)")
RE_GOOGLE_LEVEL = re.compile(r"\blst-\w+-(\d)\b")
RE_PROGRAM = re.compile(r"\[(?:end)?if\b|\s*(?:Start|End)Fragment\b", re.IGNORECASE)
BREAK = "\0"  # no text holds it: a line break that is meant, not one of the file's own lines


def read_page(document: Document, settings: ReadSettings) -> Reading:
    """Read a web page; anchors count paragraphs, scripts and what was struck out are left alone.

    Raises:
        InputError: it is empty, binary, or not in the encoding.
    """
    from lxml import etree  # noqa: PLC0415 - only for pages

    data = decode_document(document, settings.encoding).encode("utf-8")
    page = _Page(settings.columns)
    parser = etree.HTMLParser(target=cast("Any", page), encoding="utf-8", huge_tree=True)
    for start in range(0, len(data), CHUNK):
        parser.feed(data[start : start + CHUNK])
    parser.close()
    return page.rendering.give()


class _Page:
    """What the parser calls; no tree is built, so depth costs nothing."""

    def __init__(self, columns: ColumnSettings) -> None:
        self.rendering = Rendering()
        self._columns = columns
        self._pieces: list[tuple[str, bool]] = []
        self._effects: list[tuple[bool, bool]] = []  # of each open element: whether bold, whether unseen
        self._bold = self._unseen = self._level = self._lists = self._verbatim = 0
        self._item = -1  # the depth of the bullet about to begin
        self._style = self._comment = False
        self._hidden: list[str] = []  # why the elements around are unseen, the innermost last; "" for code
        self._bold_classes: set[str] = set()
        self._grids: list[tuple[OpenTable, int]] = []
        self._paragraphs = self._tables = self._deeper = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        style = attributes.get("style", "")
        bold = tag in ("b", "strong") or bool(RE_BOLD.search(style)) or self._has_bold_class(attributes)
        why = UNSEEN.get(tag)
        code = tag in CODE or "mso-list:Ignore" in style
        unseen = why is not None or code or self._is_comment(tag, attributes)
        if unseen:
            self._hidden.append(why or "")
        if tag == "del":
            self.rendering.leave_out("what was struck out is not read")
        self._effects.append((bold, unseen))
        self._bold += bold
        self._unseen += unseen
        self._style = tag == "style"
        for name, reason in TOLD.items():
            if attributes.get(name):
                self.rendering.put_apart(attributes[name], reason, self._here())
        if tag == "br":
            self._pieces.append((BREAK, False))
        if RE_BLOCK.fullmatch(tag):
            self._flush()
            self._open(tag, attributes, style)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self._style = False
        if RE_BLOCK.fullmatch(tag):
            self._flush()
            self._close(tag)
        bold, unseen = self._effects.pop() if self._effects else (False, False)
        self._bold -= bold
        self._unseen -= unseen
        if unseen:
            self._hidden.pop()

    def data(self, text: str) -> None:
        """Take text."""
        if self._style:
            self._bold_classes.update(RE_BOLD_CLASS.findall(text))
        if self._unseen:
            if all(self._hidden):
                self.rendering.put_apart(text, self._hidden[-1], self._here())
            return
        if self._verbatim:
            self._pieces.append((text.replace("\n", BREAK), bool(self._bold)))
        else:
            text = RE_SPACE.sub(" ", RE_ITEM_LINE.sub(BREAK, text))
            self._pieces.append((text, bool(self._bold)))

    def comment(self, text: str) -> None:
        """Keep comments of the page's source apart, without those in which word processors keep settings."""
        if not RE_PROGRAM.match(text):
            self.rendering.put_apart(text, "comment in the markup of the file", self._here())

    def close(self) -> None:
        """Take the end of the page."""
        self._flush()
        while self._grids:
            self._finish_grid()

    def _here(self) -> str:
        return f"paragraph {self._paragraphs + 1}"

    def _has_bold_class(self, attributes: Mapping[str, str]) -> bool:
        names = attributes.get("class", "")
        return bool(names and self._bold_classes) and not self._bold_classes.isdisjoint(names.split())

    def _is_comment(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Tell the marks of comments in the margin, and note down that a paragraph is one."""
        target = attributes.get("href", "") if tag == "a" else ""
        self._comment = self._comment or target.startswith("#cmnt_ref")
        return target.startswith("#cmnt")

    def _open(self, tag: str, attributes: Mapping[str, str], style: str) -> None:
        if tag in LISTS:
            level = RE_GOOGLE_LEVEL.search(attributes.get("class", ""))
            self._lists = int(level[1]) + 1 if level else self._lists + 1
        elif tag == "li":
            self._item = max(self._lists - 1, 0)
        elif tag in HEADINGS:
            self._level = int(tag[1:])
        elif tag == "pre":
            self._verbatim += 1
        elif tag == "p":
            self._level = int(attributes.get("class", "") == "MsoTitle")
            level = RE_WORD_LEVEL.search(style)
            self._item = int(level[1]) - 1 if level else self._item
        elif tag == "table":
            deep = len(self._grids) >= DEEPEST_TABLE
            self._deeper += deep
            self._grids += [] if deep else [(OpenTable(), 0)]
        elif self._grids:
            self._open_cell(tag, attributes)

    def _open_cell(self, tag: str, attributes: Mapping[str, str]) -> None:
        grid = self._grids[-1][0]
        if tag == "tr":
            grid.add_row()
        elif tag in CELLS:
            place = len(grid.rows[-1]) if grid.rows else 0
            grid.add_cell(attributes)
            self._grids[-1] = (grid, place)

    def _close(self, tag: str) -> None:
        if tag in LISTS:
            self._lists = max(self._lists - 1, 0)
        elif tag == "pre":
            self._verbatim = max(self._verbatim - 1, 0)
        elif tag == "table" and self._deeper:
            self._deeper -= 1
        elif tag == "table" and self._grids:
            self._finish_grid()
        elif tag == "li":
            self._item = -1
        elif tag == "p" or tag in HEADINGS:
            self._level = 0

    def _flush(self) -> None:
        """Finish the paragraph at hand."""
        said = [(text, bold) for text, bold in self._pieces if text.strip(BREAK + " \xa0")]
        lines = "".join(text for text, _ in self._pieces).split(BREAK)
        self._pieces.clear()
        text = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
        comment, self._comment = self._comment, False
        if comment:
            self.rendering.put_apart(text, MARGIN, self._here())
        if not text or comment:
            return
        self._paragraphs += 1
        strong = not self._level and "\n" not in text and "*" not in text and all(bold for _, bold in said)
        text = f"**{text}**" if strong else text
        block = Block(text, self._level, self._item, f"paragraph {self._paragraphs}")
        self._item = -1
        self._add(block)

    def _add(self, block: Block) -> None:
        if self._grids:
            grid, place = self._grids[-1]
            grid.cell(place).append(block)
        elif block.level:
            self.rendering.heading(block.text, block.level, block.anchor)
        elif block.depth >= 0:
            self.rendering.bullet(block.text, block.depth, block.anchor)
        else:
            self.rendering.paragraph(block.text, block.anchor)

    def _finish_grid(self) -> None:
        """Render a table: one note a row where its header says so, or else cell by cell."""
        grid, _ = self._grids.pop()
        if not self._grids:
            self._tables += 1
            rows = grid.as_rows(f"table {self._tables}")
            if render_rows(self.rendering, rows, self._columns):
                return
        for row in grid.rows:
            for block in (block for cell in row for block in cell):
                self._add(block)
