"""The paper as a Word document, with what a reader and a screen reader need to find their way.

Real headings, a table of contents that is filled in (by links, for page numbers could only be guessed here;
asking Word to update it on opening would greet every reader with a warning), numbered captions, alternative
texts, header rows that repeat, page numbers, a language. The same input gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, RGBColor

from worldcafe.language.wording import later, region_now, say, speaking
from worldcafe.report import charts
from worldcafe.report.archive import EPOCH, printable, timeless
from worldcafe.report.footnotes import Footnotes
from worldcafe.report.paper.blocks import (
    Block,
    Bullets,
    Grid,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Runs,
    Said,
    Styled,
)
from worldcafe.report.word_styles import ACCENT, FIRST_PAGE, PAGE_WIDTH, set_page, set_styles

if TYPE_CHECKING:
    from worldcafe.report.drawn import Chart

SMALL = 7  # rows of a table that is not broken across pages


def write_word(paper: Paper, path: Path) -> None:
    """Write the paper as .docx."""
    with speaking(paper.language):
        path.write_bytes(_written(paper))


def _written(paper: Paper) -> bytes:
    """Give the paper as .docx in the language that is spoken."""
    document = Document()
    set_page(document, printable(paper.title))
    set_styles(document, region_now())
    _set_properties(document, paper.title)
    document.add_paragraph(printable(paper.title), style="Title")
    document.add_paragraph(printable(paper.subtitle), style="Subtitle")
    writer = _Writer(document)
    first, rest = paper.first_page
    for block in first:
        writer.place(block, None)
    if paper.has_contents:
        for line in document.paragraphs:
            style = line.style.name if line.style else ""
            line.style = FIRST_PAGE.get(style or "", style)
        _add_contents(document, paper)
    for block, after in zip_longest(rest, rest[1:]):
        writer.place(block, after)
    writer.footnotes.close()
    saved = io.BytesIO()
    document.save(saved)
    return timeless(saved.getvalue())


def _set_properties(document: Any, title: str) -> None:
    """Say what the document is, and nobody's name."""
    properties = document.core_properties
    properties.title, properties.language = printable(title), region_now()
    properties.author, properties.last_modified_by, properties.comments = "worldcafe", "worldcafe", ""
    properties.created = properties.modified = dt.datetime(*EPOCH)
    properties.revision = 1


def _add_contents(document: Any, paper: Paper) -> None:
    """Add the table of contents: a field whose result is there already, each line a link to its heading."""
    parts = [block for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
    for number, part in enumerate(parts):
        line = document.add_paragraph(style="TOC 1")
        if number == 0:
            _begin_field(line, r' TOC \o "1-1" \n \h \z \u ')
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), f"_Toc{number + 1:08d}")
        link.set(qn("w:history"), "1")
        run = line.add_run(printable(part.text))
        link.append(run._r)
        line._p.append(link)
        if number == len(parts) - 1:
            _add_mark(line, "end")


def _begin_field(line: Any, code: str) -> None:
    """Begin a field in a paragraph; what follows, up to its end, is its result."""
    _add_mark(line, "begin")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = code
    line.add_run()._r.append(instruction)
    _add_mark(line, "separate")


def _add_mark(line: Any, kind: str) -> None:
    """Add the mark where a field begins, parts from its result, or ends."""
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    line.add_run()._r.append(mark)


def add_field(line: Any, code: str, result: str) -> None:
    """Add a field with its result."""
    _begin_field(line, code)
    line.add_run(result)
    _add_mark(line, "end")


class _Writer:
    """Places blocks one after another, counting what is numbered."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self.footnotes = Footnotes(document)
        self._numbers = {later("Figure"): 0, later("Table"): 0, "Heading": 0}
        self._places: dict[type[Block], Callable[[Any], None]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Said: self._said,
            Bullets: self._bullets,
            Picture: self._picture,
            Grid: self._grid,
        }

    def place(self, block: Block, after: Block | None) -> None:
        """Place a block; a paragraph stays on the page of the table or picture that it introduces."""
        self._places[type(block)](block)
        if isinstance(block, Paragraph) and isinstance(after, Grid | Picture):
            self._document.paragraphs[-1].paragraph_format.keep_with_next = True

    def _heading(self, block: Heading) -> None:
        line = self._document.add_heading(printable(block.text), level=block.level)
        if block.level == 1:
            self._numbers["Heading"] += 1
            _bookmark(line, self._numbers["Heading"])

    def _paragraph(self, block: Paragraph) -> None:
        _fill(self._document.add_paragraph(), block.runs, self.footnotes)

    def _said(self, block: Said) -> None:
        _fill(self._document.add_paragraph(style="Quote"), block.runs, self.footnotes)

    def _bullets(self, block: Bullets) -> None:
        for point in block.points:
            _fill(self._document.add_paragraph(style="List Bullet"), point, self.footnotes)

    def _picture(self, block: Picture) -> None:
        holder = self._document.add_paragraph(style="Picture")
        shape = holder.add_run().add_picture(io.BytesIO(_drawn(block.chart)), width=PAGE_WIDTH)
        about = shape._inline.docPr
        about.set("descr", printable(block.chart.alt))
        about.set("title", printable(block.caption))
        self._caption("Figure", block.caption)

    def _grid(self, block: Grid) -> None:
        self._caption("Table", block.caption).paragraph_format.keep_with_next = True
        table = self._document.add_table(len(block.rows) + 1, len(block.header))
        table.style, table.alignment, table.autofit = "Paper Table", WD_TABLE_ALIGNMENT.CENTER, False
        widths = [Emu(int(PAGE_WIDTH * share)) for share in block.widths]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        head = tuple((Styled(name),) for name in block.header)
        tied = _tied(len(block.rows))
        for number, (row, values) in enumerate(zip(table.rows, (head, *block.rows), strict=True)):
            _keep_whole(row, header=number == 0)
            for place, (cell, runs) in enumerate(zip(row.cells, values, strict=True)):
                cell.width = widths[place]
                line = cell.paragraphs[0]
                line.style = "Table Head" if number == 0 else "Table Text"
                line.paragraph_format.keep_with_next = True if number in tied else None
                _fill(line, runs, self.footnotes)
                if place in block.numbers:
                    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._document.add_paragraph(style="After Table")

    def _caption(self, word: str, text: str) -> Any:
        self._numbers[word] += 1
        line = self._document.add_paragraph(style="Caption")
        line.add_run(f"{say(word)} ")
        add_field(line, f" SEQ {word} \\* ARABIC ", str(self._numbers[word]))
        line.add_run(f". {printable(text)}")
        return line


def _tied(rows: int) -> set[int]:
    """Give the rows that stay on a page with the next: all of a small table, else the first and the last."""
    return set(range(rows)) if rows <= SMALL else {0, 1, rows - 1}


def _drawn(chart: Chart) -> bytes:
    """Draw a chart as PNG."""
    return charts.render_png(charts.draw(chart))


def _bookmark(line: Any, number: int) -> None:
    """Mark a heading as the target of its line in the table of contents."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), str(number))
    start.set(qn("w:name"), f"_Toc{number:08d}")
    end.set(qn("w:id"), str(number))
    line._p.insert(1 if line._p.pPr is not None else 0, start)
    line._p.append(end)


def _keep_whole(row: Any, *, header: bool) -> None:
    """Let a row not break across pages; the header row is repeated on each page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def _fill(line: Any, runs: Runs, footnotes: Footnotes) -> None:
    """Add the runs of a block to a paragraph."""
    for run in runs:
        if run.style == "footnote":
            footnotes.mark(line, printable(run.text))
            continue
        made = line.add_run(printable(run.text))
        made.bold = True if run.style == "strong" else None
        made.font.strike = True if run.style == "out" else None
        made.font.underline = True if run.style == "in" else None
        if run.style == "small":
            made.style = "Place"
        elif run.style in ("out", "in"):
            made.font.color.rgb = RGBColor.from_string("9B2C1D" if run.style == "out" else ACCENT)
