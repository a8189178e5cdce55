"""Word documents (.docx), through python-docx: paragraphs, lists, tables, text boxes and footnotes."""

from __future__ import annotations

import itertools
import re
from typing import IO, TYPE_CHECKING, Any, cast

from worldcafe.read.archive import BROKEN, broken, opened_zip
from worldcafe.read.by_rows import SheetRow
from worldcafe.read.cells import PARAGRAPH
from worldcafe.read.markup import check_parts, parse_xml, whole
from worldcafe.read.places import heads_place
from worldcafe.read.rendering import STRUCK, TRACKED, Rendering
from worldcafe.read.rows import render_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordFile

    from worldcafe.read.document import Document, Reading
    from worldcafe.settings import ColumnSettings, ReadSettings

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
LETTERS = frozenset((f"{W}t", f"{A}t", f"{M}t"))
APART = {
    "header": "head of the pages",
    "footer": "foot of the pages",
    "comments": "comment in the margin",
    "diagramData": "text of a drawing",
}
SKIPPED = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}pPr",
    f"{W}rPr",
    f"{W}txbxContent",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
WRAPPERS = frozenset((f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"))
BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
RE_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
RE_LIST = re.compile(r"list (?:bullet|number)(?: (\d))?", re.IGNORECASE)
DEEPEST = 20  # lists inside one another
Style = tuple[str, int]  # ("heading", level from 1), ("bullet", depth from 0) or ("", 0)


def read_word(document: Document, settings: ReadSettings) -> Reading:
    """Read a .docx; anchors count paragraphs, since a Word file does not know its pages.

    Raises:
        InputError: the file is broken, encrypted or too large.
    """
    import docx  # noqa: PLC0415 - a quarter of a second
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415

    with opened_zip(document, settings.max_megabytes) as archive:
        check_parts(document, archive)
    try:
        with document.open() as stream:
            word = docx.Document(cast("IO[bytes]", stream))
        return _WordWalk(word, settings.columns).render()
    except (PackageNotFoundError, *BROKEN) as error:
        raise broken(document, error) from None


class _WordWalk:
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
        self._put_apart()
        return self._rendering.give()

    def _put_apart(self) -> None:
        """Keep apart what stands around the text: heads and feet of pages, comments, descriptions."""
        body = self._word.element.body
        for kind, reason in APART.items():
            for blob in self._parts(kind):
                part = parse_xml(blob)
                tag = f"{A}p" if kind == "diagramData" else f"{W}p"
                for block in part.iter(tag):
                    self._rendering.put_apart(_text(block), reason, "")
        self._put_inner_apart(body)
        if any("".join(text.itertext()).strip() for text in body.iter(f"{W}delText")):
            self._rendering.leave_out(TRACKED)
        if next(self._parts("aFChunk"), None) is not None:
            self._rendering.leave_out("a document inside the document is not read")

    def _put_inner_apart(self, body: Any) -> None:
        """Keep apart what is struck out, and what describes pictures."""
        for run in body.iter(f"{W}r"):
            struck = _is_set(run, "strike", "dstrike")
            self._rendering.put_apart("".join(map(_letters, run)) * struck, STRUCK, "")
        for picture in body.iter(f"{WP}docPr"):
            for name in ("descr", "title"):
                self._rendering.put_apart(picture.get(name, ""), "description of a picture", "")

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
            told = "" if kind or text.startswith("**") else _bold_lead(block)
            if heads_place(
                told, text.removeprefix(told).strip()
            ):  # "Table 1, Noise." in bold before what was said there
                self._rendering.paragraph(f"**{told.rstrip('.:')}**", anchor)
                text = text.removeprefix(told).lstrip()
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
            SheetRow(f"table {self._tables}, row {number}", tuple(map(_cell_text, _inside(row, f"{W}tc"))))
            for number, row in enumerate(_inside(block, f"{W}tr"), start=1)
        ]
        if render_rows(self._rendering, rows, self._columns):
            return
        for number, row in enumerate(_inside(block, f"{W}tr"), start=1):
            for cell in _inside(row, f"{W}tc"):
                self._cell(cell, f"table {self._tables}, row {number}")

    def _cell(self, cell: Any, anchor: str) -> None:
        for block in cell.iterchildren():
            if block.tag == f"{W}p":
                self._paragraph(block, anchor)
            elif block.tag == f"{W}tbl":
                self._table(block)
            elif block.tag not in SKIPPED and isinstance(block.tag, str):
                self._cell(block, anchor)

    def _parts(self, kind: str) -> Iterator[bytes]:
        for relation in self._word.part.rels.values():
            if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
                yield relation.target_part.blob

    def _notes(self, kind: str) -> None:
        """Keep footnotes or endnotes apart: they tell of the text, and are none of its notes or claims."""
        for blob in self._parts(f"{kind}s"):
            notes = parse_xml(blob).iterchildren(f"{W}{kind}")
            told = [note for note in notes if note.get(f"{W}type") is None]
            for number, note in enumerate(told, start=1):
                for block in note.iter(f"{W}p"):
                    self._rendering.put_apart(_text(block), kind, f"{kind} {number}")


def _numbered(numbering: Any) -> Style:
    level, number = numbering.find(f"{W}ilvl"), numbering.find(f"{W}numId")
    if number is not None and number.get(f"{W}val") == "0":
        return ("", 0)
    return ("bullet", 0 if level is None else whole(level.get(f"{W}val"), 0, DEEPEST))


def _style_of(style: Any) -> Style:
    """Give what one style says by its name, its outline level or its numbering."""
    name = str(style.name or "")
    if name.casefold() == "title":
        return ("heading", 1)
    if found := RE_HEADING.fullmatch(name):
        return ("heading", int(found.group(1)))
    outline = style.element.find(f"{W}pPr/{W}outlineLvl")
    rank = 9 if outline is None else whole(outline.get(f"{W}val"), 9, 9)  # nine is body text
    if rank < 9:
        return ("heading", rank + 1)
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
        if element.tag in SKIPPED or (element.tag == f"{W}r" and _is_set(element, "strike", "dstrike")):
            continue
        if element.tag in LETTERS:
            pieces.append(element.text or "")
        else:
            pieces.append(BREAKS.get(element.tag, ""))
            waiting.extend(reversed(element))
    return "".join(pieces)


def _is_bold(block: Any) -> bool:
    """Tell a paragraph of one line that is bold throughout, as rough notes write their headings."""
    runs = [run for run in block.iter(f"{W}r") if _text(run).strip()]
    return bool(runs) and all(_bold_run(run) for run in runs) and "\n" not in _text(block).strip()


def _bold_lead(block: Any) -> str:
    """Give the words in bold with which a paragraph begins."""
    runs = (run for run in block.iter(f"{W}r") if _text(run).strip())
    return "".join(map(_text, itertools.takewhile(_bold_run, runs))).strip()


def _letters(element: Any) -> str:
    return (element.text or "") if element.tag in LETTERS else ""


def _bold_run(run: Any) -> bool:
    return _is_set(run, "b")


def _is_set(run: Any, *names: str) -> bool:
    """Tell whether a run has one of some properties: bold, struck out."""
    told = (run.find(f"{W}rPr/{W}{name}") for name in names)
    return any(found is not None and found.get(f"{W}val", "1") not in ("0", "false") for found in told)


def _text_boxes(block: Any) -> Iterator[Any]:
    """Give the text boxes that hang on a paragraph, each once: copies for older programs are skipped."""
    for box in block.iter(f"{W}txbxContent"):
        between = itertools.takewhile(lambda parent: parent is not block, box.iterancestors())
        if not any(parent.tag in SKIPPED for parent in between):
            yield box


def _inside(block: Any, tag: str) -> Iterator[Any]:
    """Give the rows of a table or the cells of a row, those inside content controls and insertions too."""
    for child in block.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _inside(child, tag)


def _cell_text(cell: Any) -> str:
    blocks = (block for block in cell.iter(f"{W}p") if not _is_copy(block, cell))
    return PARAGRAPH.join(filter(None, (_text(block).strip() for block in blocks)))


def _is_copy(block: Any, cell: Any) -> bool:
    """Tell what is there a second time, for older programs, or was struck out."""
    above = itertools.takewhile(lambda parent: parent is not cell, block.iterancestors())
    return any(parent.tag in SKIPPED and parent.tag != f"{W}txbxContent" for parent in above)
