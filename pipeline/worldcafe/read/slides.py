"""PowerPoint presentations (.pptx): titles of slides are headings, what is in boxes follows in order."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from worldcafe.errors import InputError
from worldcafe.read.archive import BROKEN, broken, opened_zip
from worldcafe.read.by_rows import SheetRow
from worldcafe.read.cells import PARAGRAPH
from worldcafe.read.markup import check_parts, parse_xml, whole
from worldcafe.read.rendering import Rendering
from worldcafe.read.rows import DEEPEST, render_rows

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from worldcafe.read.document import Document, Reading
    from worldcafe.settings import ColumnSettings, ReadSettings

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DECK = "ppt/presentation.xml"
TITLES = ("ctrTitle", "title")  # kinds of boxes
FOOT = "foot of the slides"
EDGES = {"hdr": "head of the slides", "ftr": FOOT, "dt": FOOT, "sldNum": FOOT}
SPOKEN = "notes of the speaker"
COMMENT = "comment in the margin"
UNREAD = {
    "chart": "a chart on a slide is not read",
    "package": "a document inside the document is not read",
    "oleObject": "a document inside the document is not read",
}
NUMBERS = ("slidenum",)  # fields that programs fill in


def read_slides(document: Document, settings: ReadSettings) -> Reading:
    """Read a .pptx; anchors are slides ("slide 3"), in the order in which they are shown.

    On a slide its title comes first, then its boxes in the order of the file, in which it is read aloud.
    A slide with a title alone heads those that follow.

    Raises:
        InputError: the file is broken, encrypted or too large.
    """
    with opened_zip(document, settings.max_megabytes) as archive:
        check_parts(document, archive)
        try:
            return _Deck(archive, settings.columns).render()
        except InputError:
            raise
        except BROKEN as error:
            raise broken(document, error) from None


class _Deck:
    """One pass over the slides in their order."""

    def __init__(self, archive: zipfile.ZipFile, columns: ColumnSettings) -> None:
        self._archive = archive
        self._columns = columns
        self._rendering = Rendering()
        self._members = frozenset(archive.namelist())
        self._layouts: set[str] = set()

    def render(self) -> Reading:
        slides = {key: target for key, kind, target in self._relations(DECK) if kind == "slide"}
        listed = parse_xml(self._archive.read(DECK)).iterfind(f"{P}sldIdLst/{P}sldId")
        for number, key in enumerate(dict.fromkeys(slide.get(f"{R}id") for slide in listed), start=1):
            self._slide(slides[key], f"slide {number}")
        return self._rendering.give()

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Give what a part of the file refers to inside the file: by which key, as what, and its name."""
        folder, name = posixpath.split(part)
        listed = f"{folder}/_rels/{name}.rels"
        if listed not in self._members:
            return
        for relation in parse_xml(self._archive.read(listed)):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                yield relation.get("Id"), relation.get("Type", "").rpartition("/")[2], target.lstrip("/")

    def _slide(self, part: str, anchor: str) -> None:
        tree = parse_xml(self._archive.read(part)).find(f"{P}cSld/{P}spTree")
        shapes = [] if tree is None else list(_shapes(tree))
        heads = not any(map(_says, shapes))
        for shape in sorted(shapes, key=lambda shape: _kind(shape) not in TITLES):
            self._shape(shape, anchor, level=1 if heads else 2)
        for shape in shapes:
            for about in shape.iter(f"{P}cNvPr"):
                self._rendering.put_apart(about.get("descr", ""), "description of a picture", anchor)
        readers = {
            "notesSlide": self._notes,
            "comments": self._comments,
            "diagramData": self._diagram,
            "slideLayout": self._layout,
        }
        for _, kind, target in self._relations(part):
            if kind in readers:
                readers[kind](target, anchor)
            elif kind in UNREAD:
                self._rendering.leave_out(UNREAD[kind])

    def _shape(self, shape: Any, anchor: str, *, level: int) -> None:
        """Render one box: a title of some level, a table, or paragraphs of which some are in lists."""
        kind = _kind(shape)
        texts = [text for block in shape.iter(f"{A}p") if (text := _text(block))]
        if kind in EDGES:
            self._rendering.put_apart(" ".join(texts), EDGES[kind], anchor)
        elif kind in TITLES:
            self._rendering.heading(" ".join(texts), level, anchor) if texts else None
        elif (table := next(shape.iter(f"{A}tbl"), None)) is not None:
            self._table(table, anchor)
        else:
            self._rendering.space()
            self._blocks(shape, anchor, listed=kind in ("body", "obj"))

    def _blocks(self, parent: Any, anchor: str, *, listed: bool = False) -> None:
        """Render the paragraphs of a box; `listed`: they are in lists unless they say that they are not."""
        for block in parent.iter(f"{A}p"):
            text = f"**{said}**" if (said := _text(block)) and _is_bold(block) else said
            if not text:
                self._rendering.space()
            elif (depth := _depth(block, listed=listed)) >= 0:
                self._rendering.bullet(text, depth, anchor)
            else:
                self._rendering.paragraph(text, anchor)

    def _table(self, table: Any, anchor: str) -> None:
        rows = [
            SheetRow(f"{anchor}, row {number}", tuple(map(_cell, row.iterfind(f"{A}tc"))))
            for number, row in enumerate(table.iterfind(f"{A}tr"), start=1)
        ]
        if not render_rows(self._rendering, rows, self._columns):
            for row, cells in zip(rows, table.iterfind(f"{A}tr"), strict=True):
                for cell in cells.iterfind(f"{A}tc"):
                    self._blocks(cell, row.anchor)

    def _layout(self, part: str, anchor: str) -> None:
        """Keep apart what stands on every slide of a kind; what asks to be clicked is shown on none."""
        if part in self._layouts:
            return
        self._layouts.add(part)
        for shape in _shapes(parse_xml(self._archive.read(part))):
            if not _kind(shape):
                self._rendering.put_apart(" ".join(map(_text, shape.iter(f"{A}p"))), FOOT, anchor)
        for _, kind, target in self._relations(part):
            if kind == "slideMaster":
                self._layout(target, anchor)

    def _notes(self, part: str, anchor: str) -> None:
        """Keep apart what the speaker is to say: of the notes, the room or the pizza."""
        for shape in parse_xml(self._archive.read(part)).iter(f"{P}sp"):
            for block in shape.iter(f"{A}p"):
                self._rendering.put_apart(_text(block), EDGES.get(_kind(shape), SPOKEN), anchor)

    def _comments(self, part: str, anchor: str) -> None:
        root = parse_xml(self._archive.read(part))
        for said in root.iter(f"{P}text"):
            self._rendering.put_apart(said.text or "", COMMENT, anchor)
        for block in root.iter(f"{A}p"):
            self._rendering.put_apart(_text(block), COMMENT, anchor)

    def _diagram(self, part: str, anchor: str) -> None:
        """Render the points of a drawing with words in it, as they were typed."""
        self._rendering.space()
        for point in parse_xml(self._archive.read(part)).iter(f"{DIAGRAM}pt"):
            for block in point.iter(f"{A}p"):
                if text := _text(block):
                    self._rendering.bullet(text, 0, anchor)


def _shapes(tree: Any) -> Iterator[Any]:
    """Give the boxes, pictures and tables of a slide, those of groups one by one."""
    for child in tree.iterchildren():
        if child.tag in (f"{P}sp", f"{P}graphicFrame", f"{P}pic", f"{P}cxnSp"):
            yield child
        elif isinstance(child.tag, str) and child.tag != FALLBACK:
            yield from _shapes(child)


def _kind(shape: Any) -> str:
    """Give what a box is by its layout ("title", "ftr"; "obj" where that says no more), "" for a free one."""
    holder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return "" if holder is None else str(holder.get("type", "obj"))


def _says(shape: Any) -> bool:
    """Tell a box that says something of its own from titles, feet and pictures."""
    titles = (*TITLES, "subTitle", *EDGES)
    return _kind(shape) not in titles and any(map(_text, shape.iter(f"{A}p")))


def _is_bold(block: Any) -> bool:
    """Tell a paragraph of one line that is bold throughout, as in boxes without a title."""
    runs = [run for run in block.iterfind(f"{A}r") if "".join(run.itertext()).strip()]
    about = [run.find(f"{A}rPr") for run in runs]
    return bool(runs) and all(told is not None and told.get("b") in ("1", "true") for told in about)


def _depth(block: Any, *, listed: bool) -> int:
    """Give how deep in lists a paragraph is, -1 for in none."""
    about = block.find(f"{A}pPr")
    if about is None:
        return 0 if listed else -1
    if about.find(f"{A}buNone") is not None:
        return -1
    marked = any(about.find(f"{A}{name}") is not None for name in ("buChar", "buAutoNum", "buBlip"))
    return whole(about.get("lvl"), 0, DEEPEST) if listed or marked else -1


def _cell(cell: Any) -> str:
    return PARAGRAPH.join(filter(None, map(_text, cell.iter(f"{A}p"))))


def _text(block: Any) -> str:
    """Give the text of a paragraph with its line breaks; numbers of slides stay out."""
    pieces: list[str] = []
    waiting = list(reversed(block))
    while waiting:
        element = waiting.pop()
        if element.tag in (f"{A}t", f"{M}t"):
            pieces.append(element.text or "")
        elif element.tag == f"{A}br":
            pieces.append("\n")
        elif element.tag != FALLBACK and element.get("type") not in NUMBERS:
            waiting.extend(reversed(element))
    return "".join(pieces).replace("\v", "\n").strip()
