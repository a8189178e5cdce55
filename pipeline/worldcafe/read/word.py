"""Word documents (.docx), through python-docx: paragraphs, lists, tables, text boxes and footnotes."""

from __future__ import annotations

import itertools
import re
from typing import IO, TYPE_CHECKING, Any, cast

from worldcafe.read.archive import broken, opened_zip
from worldcafe.read.cells import PARAGRAPH
from worldcafe.read.markup import check_parts, parse_xml
from worldcafe.read.rendering import Rendering
from worldcafe.read.rows import Row, render_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordFile

    from worldcafe.read.document import Document, Reading
    from worldcafe.settings import ColumnSettings, ReadSettings

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SKIPPED = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}pPr",
    f"{W}rPr",
    f"{W}txbxContent",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
RE_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
RE_LIST = re.compile(r"list (?:bullet|number)(?: (\d))?", re.IGNORECASE)
Style = tuple[str, int]  # ("heading", level from 1), ("bullet", depth from 0) or ("", 0)


def read_word(document: Document, settings: ReadSettings) -> Reading:
    """Read a .docx; anchors count paragraphs, since a Word file does not know its pages.

    Raises:
        InputError: the file is broken, encrypted or too large.
    """
    import docx  # noqa: PLC0415 - a quarter of a second
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415
    from lxml.etree import XMLSyntaxError  # noqa: PLC0415

    with opened_zip(document, settings.max_megabytes) as archive:
        check_parts(document, archive)
    try:
        with document.open() as stream:
            word = docx.Document(cast("IO[bytes]", stream))
        return _Walk(word, settings.columns).render()
    except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, AttributeError, OSError) as error:
        raise broken(document, error) from None


class _Walk:
    """One pass over a Word file in reading order."""

    def __init__(self, word: WordFile, columns: ColumnSettings) -> None:
        self._word = word
        self._columns = columns
        self._rendering = Rendering()
        self._paragraphs = 0
        self._tables = 0
        self._styles: dict[str, Style] = {}

    def render(self) -> Reading:
        self._blocks(self._word.element.body)
        for kind in ("footnote", "endnote"):
            self._notes(kind)
        if next(self._parts("comments"), None) is not None:
            self._rendering.leave_out("comments in the margin are not read")
        return self._rendering.give()

    def _blocks(self, parent: Any) -> None:
        """Render the blocks under an element; containers such as content controls are looked into."""
        for block in parent.iterchildren():
            if block.tag == f"{W}p":
                self._paragraph(block)
            elif block.tag == f"{W}tbl":
                self._table(block)
            elif block.tag not in SKIPPED and isinstance(block.tag, str):
                self._blocks(block)

    def _paragraph(self, block: Any, anchor: str = "") -> None:
        self._paragraphs += 1
        anchor = anchor or f"paragraph {self._paragraphs}"
        text = _text(block).strip()
        kind, level = self._style(block)
        if text and kind == "heading":
            self._rendering.heading(text, level, anchor)
        elif text:
            text = f"**{text}**" if _is_bold(block) else text
            if kind == "bullet":
                self._rendering.bullet(text, level, anchor)
            else:
                self._rendering.paragraph(text, anchor)
        else:
            self._rendering.space()
        for box in _text_boxes(block):
            self._blocks(box)

    def _style(self, block: Any) -> Style:
        """Give what the numbering and the style of a paragraph make of it."""
        own = block.find(f"{W}pPr/{W}numPr")
        named = block.find(f"{W}pPr/{W}pStyle")
        style = self._named_style(named.get(f"{W}val")) if named is not None else ("", 0)
        return _numbered(own) if own is not None and style[0] != "heading" else style

    def _named_style(self, style_id: str) -> Style:
        if style_id not in self._styles:
            self._styles[style_id] = self._resolve(style_id)
        return self._styles[style_id]

    def _resolve(self, style_id: str) -> Style:
        """Follow a style and those that it is based on until one says heading or list."""
        by_id = {style.style_id: style for style in self._word.styles}
        seen: set[str] = set()
        while style_id in by_id and style_id not in seen:
            seen.add(style_id)
            style = by_id[style_id]
            found = _style_of(style)
            if found[0]:
                return found
            based = style.element.find(f"{W}basedOn")
            style_id = "" if based is None else str(based.get(f"{W}val"))
        return ("", 0)

    def _table(self, block: Any) -> None:
        self._tables += 1
        rows = [
            Row(f"table {self._tables}, row {number}", tuple(_cell_text(cell) for cell in _cells(row)))
            for number, row in enumerate(block.iterchildren(f"{W}tr"), start=1)
        ]
        if render_rows(self._rendering, rows, self._columns):
            return
        for number, row in enumerate(block.iterchildren(f"{W}tr"), start=1):
            for cell in _cells(row):
                self._cell(cell, f"table {self._tables}, row {number}")

    def _cell(self, cell: Any, anchor: str) -> None:
        for block in cell.iterchildren():
            if block.tag == f"{W}p":
                self._paragraph(block, anchor)
            elif block.tag == f"{W}tbl":
                self._table(block)

    def _parts(self, kind: str) -> Iterator[bytes]:
        for relation in self._word.part.rels.values():
            if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
                yield relation.target_part.blob

    def _notes(self, kind: str) -> None:
        """Render footnotes or endnotes after the text."""
        for blob in self._parts(f"{kind}s"):
            notes = parse_xml(blob).iterchildren(f"{W}{kind}")
            told = [note for note in notes if note.get(f"{W}type") is None]
            for number, note in enumerate(told, start=1):
                for block in note.iter(f"{W}p"):
                    self._paragraph(block, f"{kind} {number}")


def _numbered(numbering: Any) -> Style:
    level, number = numbering.find(f"{W}ilvl"), numbering.find(f"{W}numId")
    if number is not None and number.get(f"{W}val") == "0":
        return ("", 0)
    return ("bullet", 0 if level is None else int(level.get(f"{W}val", "0")))


def _style_of(style: Any) -> Style:
    """Give what one style says by its name, its outline level or its numbering."""
    name = str(style.name or "")
    if name.casefold() == "title":
        return ("heading", 1)
    if found := RE_HEADING.fullmatch(name):
        return ("heading", int(found.group(1)))
    outline = style.element.find(f"{W}pPr/{W}outlineLvl")
    if outline is not None and int(outline.get(f"{W}val", "9")) < 9:
        return ("heading", int(outline.get(f"{W}val")) + 1)
    if found := RE_LIST.fullmatch(name):
        return ("bullet", int(found.group(1) or 1) - 1)
    numbering = style.element.find(f"{W}pPr/{W}numPr")
    return ("", 0) if numbering is None else _numbered(numbering)


def _text(block: Any) -> str:
    """Give the text of a paragraph as it reads now: insertions in, deletions and text boxes out."""
    pieces: list[str] = []
    waiting = list(reversed(block))
    while waiting:
        element = waiting.pop()
        if element.tag in SKIPPED:
            continue
        if element.tag == f"{W}t":
            pieces.append(element.text or "")
        else:
            pieces.append(BREAKS.get(element.tag, ""))
            waiting.extend(reversed(element))
    return "".join(pieces)


def _is_bold(block: Any) -> bool:
    """Tell a paragraph of one line that is bold throughout, as rough notes write their headings."""
    runs = [run for run in block.iter(f"{W}r") if _text(run).strip()]
    return bool(runs) and all(_bold_run(run) for run in runs) and "\n" not in _text(block).strip()


def _bold_run(run: Any) -> bool:
    bold = run.find(f"{W}rPr/{W}b")
    return bold is not None and bold.get(f"{W}val", "1") not in ("0", "false")


def _text_boxes(block: Any) -> Iterator[Any]:
    """Give the text boxes that hang on a paragraph, each once: copies for older programs are skipped."""
    for box in block.iter(f"{W}txbxContent"):
        between = itertools.takewhile(lambda parent: parent is not block, box.iterancestors())
        if not any(parent.tag in SKIPPED for parent in between):
            yield box


def _cells(row: Any) -> Iterator[Any]:
    """Give the cells of a row, those inside content controls too."""
    for child in row.iterchildren():
        if child.tag == f"{W}tc":
            yield child
        elif child.tag == f"{W}sdt":
            yield from child.iter(f"{W}tc")


def _cell_text(cell: Any) -> str:
    return PARAGRAPH.join(filter(None, (_text(block).strip() for block in cell.iter(f"{W}p"))))
