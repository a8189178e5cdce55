"""OpenDocument texts, sheets and presentations (.odt, .ods, .odp): their content, walked with lxml."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from worldcafe.errors import InputError
from worldcafe.read.archive import BROKEN, broken, opened_zip
from worldcafe.read.by_rows import SheetRow
from worldcafe.read.cells import PARAGRAPH
from worldcafe.read.markup import check_parts, parse_xml, whole
from worldcafe.read.rendering import Rendering
from worldcafe.read.rows import render_rows
from worldcafe.read.sheets import anchor_prefix, render_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worldcafe.read.document import Document, Reading
    from worldcafe.settings import ColumnSettings, ReadSettings

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SHOWN = "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
APART = {
    f"{OFFICE}annotation": "comment in the margin",
    f"{SVG}title": "description of a picture",
    f"{SVG}desc": "description of a picture",
}
CLASS = f"{SHOWN}class"
SPOKEN = "notes of the speaker"
EDGES = {"header": "head of the pages", "footer": "foot of the pages"}
SKIPPED = {f"{TEXT}tracked-changes", f"{TEXT}sequence-decls", f"{OFFICE}forms", *APART}
LOWEST = 6  # level of headings
MOST_COUNTED = 2**20  # rows or columns, as many as spreadsheets have
MOST_REPEATS = 200  # of a cell with text; empty ones fill sheets to their edge by the million
LONGEST_SPACE = 100


def read_text(document: Document, settings: ReadSettings) -> Reading:
    """Read an .odt; anchors count paragraphs.

    Raises:
        InputError: the file is broken, encrypted or too large.
    """
    content, styles = _parts(document, settings, "content.xml", "styles.xml")
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise broken(document)
    walk = _OdfWalk(content, settings.columns)
    if styles is not None:
        walk.page_edges(styles)
    return walk.render(body)


def read_spreadsheet(document: Document, settings: ReadSettings) -> Reading:
    """Read an .ods; anchors are rows of a sheet ("Sheet1, row 7").

    Raises:
        InputError: as for `read_text`, or no sheet has a column of notes.
    """
    (content,) = _parts(document, settings, "content.xml")
    tables = content.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table")
    named = ((number, table.get(f"{TABLE}name", ""), table) for number, table in enumerate(tables, start=1))
    sheets = ((title, _rows(table, f"{anchor_prefix(title, number)}, ")) for number, title, table in named)
    return render_sheets(document, sheets, settings.columns)


def read_presentation(document: Document, settings: ReadSettings) -> Reading:
    """Read an .odp: titles of slides are headings; anchors are slides ("slide 3").

    Raises:
        InputError: as for `read_text`.
    """
    (content,) = _parts(document, settings, "content.xml")
    body = content.find(f"{OFFICE}body/{OFFICE}presentation")
    if body is None:
        raise broken(document)
    return _OdfWalk(content, settings.columns).render_slides(body)


def _parts(document: Document, settings: ReadSettings, *names: str) -> list[Any]:
    """Give the roots of the named parts, the first of which there must be, None for others that are not."""
    with opened_zip(document, settings.max_megabytes) as archive:
        check_parts(document, archive)
        try:
            _refuse_encrypted(document, archive.read("META-INF/manifest.xml"))
            known = {names[0], *archive.namelist()}
            return [parse_xml(archive.read(name)) if name in known else None for name in names]
        except InputError:
            raise
        except BROKEN as error:
            raise broken(document, error) from None


def _refuse_encrypted(document: Document, manifest: bytes) -> None:
    if b"encryption-data" in manifest:
        raise InputError(f"{document.where}: the file is encrypted; save it again without a password.")


class _OdfWalk:
    """One pass over an OpenDocument text in reading order."""

    def __init__(self, content: Any, columns: ColumnSettings) -> None:
        self._rendering = Rendering()
        self._columns = columns
        self._paragraphs = 0
        self._tables = 0
        self._styles = _style_names(content)

    def render(self, body: Any) -> Reading:
        """Render the whole body."""
        self._blocks(body, depth=-1, anchor="")
        return self._with_apart(body)

    def render_slides(self, body: Any) -> Reading:
        """Render slides, the title of each before its boxes; what the speaker is to say is kept apart."""
        for number, page in enumerate(body.iterchildren(f"{DRAW}page"), start=1):
            anchor = f"slide {number}"
            boxes = [box for box in page.iterchildren() if box.tag not in SKIPPED]
            heads = not any(map(_says, boxes))  # those that follow
            for box in sorted(boxes, key=lambda box: box.get(CLASS) != "title"):
                if box.tag == f"{SHOWN}notes":
                    for block in box.iter(f"{TEXT}p"):
                        self._rendering.put_apart(_text(block), SPOKEN, anchor)
                elif box.get(CLASS) == "title":
                    said = " ".join(filter(None, map(_text, box.iter(f"{TEXT}p"))))
                    self._rendering.heading(said, 1 if heads else 2, anchor)
                else:
                    self._rendering.space()
                    self._blocks(box, depth=-1, anchor=anchor)
        for edge in body.iter(*(f"{SHOWN}{name}-decl" for name in ("header", "footer", "date-time"))):
            self._rendering.put_apart(edge.text or "", "foot of the slides", "")
        return self._with_apart(body)

    def _with_apart(self, body: Any) -> Reading:
        for tag, reason in APART.items():
            for element in body.iter(tag):
                self._rendering.put_apart(" ".join(element.itertext()), reason, "")
        if next(body.iter(f"{TEXT}deletion"), None) is not None:
            self._rendering.leave_out("what was struck out under tracked changes is not read")
        return self._rendering.give()

    def page_edges(self, styles: Any) -> None:
        """Keep the heads and feet of the pages apart."""
        for tag, reason in EDGES.items():
            for edge in styles.iter(*(f"{STYLE}{tag}{which}" for which in ("", "-first", "-left"))):
                for block in edge.iter(f"{TEXT}p", f"{TEXT}h"):
                    self._rendering.put_apart(_text(block), reason, "")

    def _blocks(self, parent: Any, depth: int, anchor: str) -> None:
        """Render the blocks under an element; `depth` counts the lists around it, -1 for none."""
        first = True
        for block in parent.iterchildren():
            if block.tag in (f"{TEXT}p", f"{TEXT}h"):
                self._paragraph(block, depth if first else -1, anchor)
                first = False
            elif block.tag == f"{TEXT}list":
                self._blocks(block, depth + 1, anchor)
            elif block.tag == f"{TABLE}table":
                self._table(block)
            elif block.tag not in SKIPPED and isinstance(block.tag, str):
                self._blocks(block, depth, anchor)

    def _paragraph(self, block: Any, depth: int, anchor: str) -> None:
        self._paragraphs += 1
        anchor = anchor or f"paragraph {self._paragraphs}"
        text = _text(block).strip()
        level = self._level(block)
        if not text:
            self._rendering.space()
        elif level:
            self._rendering.heading(text, level, anchor)
        elif depth >= 0:
            self._rendering.bullet(text, depth, anchor)
        else:
            self._rendering.paragraph(text, anchor)

    def _level(self, block: Any) -> int:
        """Give the level of a heading, 0 for no heading; a title is one of level 1."""
        if block.tag == f"{TEXT}h":
            return max(1, whole(block.get(f"{TEXT}outline-level"), 1, LOWEST))
        style = block.get(f"{TEXT}style-name", "")
        return int("Title" in (style, self._styles.get(style)))

    def _table(self, block: Any) -> None:
        self._tables += 1
        rows = (
            SheetRow(row.anchor, tuple(cell.replace("\n", PARAGRAPH) for cell in row.cells))
            for row in _rows(block, f"table {self._tables}, ")
        )
        if render_rows(self._rendering, rows, self._columns):
            return
        for number, row in enumerate(block.iter(f"{TABLE}table-row"), start=1):
            for cell in row.iterchildren(f"{TABLE}table-cell"):
                self._blocks(cell, depth=-1, anchor=f"table {self._tables}, row {number}")


def _says(box: Any) -> bool:
    """Tell a box of a slide that says something of its own from its titles and what the speaker is to say."""
    return (
        box.get(CLASS) not in ("title", "subtitle")
        and box.tag != f"{SHOWN}notes"
        and any(map(_text, box.iter(f"{TEXT}p")))
    )


def _style_names(content: Any) -> dict[str, str]:
    """Give the style that each automatic style is made from."""
    styles = content.iter(f"{STYLE}style")
    return {style.get(f"{STYLE}name", ""): style.get(f"{STYLE}parent-style-name", "") for style in styles}


def _rows(table: Any, prefix: str) -> Iterator[SheetRow]:
    """Give the rows of a table that say anything, numbered as they are seen."""
    number = 1
    for row in table.iter(f"{TABLE}table-row"):
        cells = tuple(_cells(row))
        if any(cells):
            yield SheetRow(f"{prefix}row {number}", cells)
        number += _count(row.get(f"{TABLE}number-rows-repeated"))


def _cells(row: Any) -> Iterator[str]:
    for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        text = "\n".join(filter(None, (_text(block).strip() for block in cell.iter(f"{TEXT}p"))))
        repeats = _count(cell.get(f"{TABLE}number-columns-repeated"))
        yield from [text] * min(repeats, MOST_REPEATS)


def _count(repeated: str | None) -> int:
    return whole(repeated, 1, MOST_COUNTED)


def _text(block: Any) -> str:
    """Give the text of a paragraph with its tabs, line breaks and runs of spaces; comments stay out."""
    pieces: list[str] = []
    _collect(block, pieces)
    return "".join(pieces)


def _collect(element: Any, pieces: list[str]) -> None:
    pieces.append(" ".join((element.text or "").split("\n")))
    for child in element.iterchildren():
        if child.tag == f"{TEXT}s":
            pieces.append(" " * min(_count(child.get(f"{TEXT}c")), LONGEST_SPACE))
        elif child.tag in (f"{TEXT}tab", f"{TEXT}line-break"):
            pieces.append("\t" if child.tag == f"{TEXT}tab" else "\n")
        elif isinstance(child.tag, str) and child.tag not in SKIPPED:
            _collect(child, pieces)
        pieces.append(" ".join((child.tail or "").split("\n")))
