"""Writers of lines in the formats that people keep notes in, with ordinary libraries."""

from __future__ import annotations

import csv
import html
import itertools
from collections.abc import Sequence
from pathlib import Path

from corpus_lines import PLACE, Line
from slides_made import box, deck, frame, odp, paragraph

GLYPHS = "•o▪"
HEADER = ("Cafe", *(name.capitalize() for name in PLACE[1:]), "Role", "Level", "Text")


def write_txt(lines: Sequence[Line], path: Path) -> None:
    """Plain text: headings stand alone, bullets are glyphs and indents."""
    out = []
    for line in lines:
        if line.depth >= 0:
            out.append(f"{'    ' * line.depth}{GLYPHS[line.depth]} {line.text}")
        else:
            out += ["", line.text, ""]
    path.write_text("\n".join(out), encoding="utf-8")


def write_md(lines: Sequence[Line], path: Path) -> None:
    """Markdown."""
    path.write_text(markdown(lines), encoding="utf-8")


def markdown(lines: Sequence[Line]) -> str:
    """The lines as Markdown."""
    out = []
    for line in lines:
        text = f"**{line.text}**" if line.strong else line.text
        if line.depth >= 0:
            out.append(f"{'  ' * line.depth}- {text}")
        else:
            out += ["", f"{'#' * line.level} {text}".strip(), ""]
    return "\n".join(out)


def write_html(lines: Sequence[Line], path: Path) -> None:
    """HTML as word processors save it: one element a line, nested lists."""
    out, depth = ["<!DOCTYPE html><html><head><title>Notes</title></head><body>"], -1
    for line in lines:
        while depth > line.depth:
            out.append("</li></ul>")
            depth -= 1
        text = html.escape(line.text, quote=False).replace("**", "")
        text = f"<b>{text}</b>" if line.strong else text
        if line.level:
            out.append(f"<h{line.level}>{text}</h{line.level}>")
        elif line.depth < 0:
            out.append(f"<p>{text}</p>")
        else:
            opening = "</li>" if depth == line.depth else "<ul>" * (line.depth - depth)
            out.append(f"{opening}<li>{text}")
        depth = line.depth
    path.write_text("\n".join([*out, "</body></html>"]), encoding="utf-8")


def write_docx(lines: Sequence[Line], path: Path) -> None:
    """Word, with the styles that its buttons give."""
    import docx

    word = docx.Document()
    for line in lines:
        if line.level:
            word.add_heading(line.text.replace("**", ""), line.level)
            continue
        style = f"List Bullet {line.depth + 1}".removesuffix(" 1") if line.depth >= 0 else None
        paragraph = word.add_paragraph(style=style)
        for number, run in enumerate(line.text.split("**")):
            paragraph.add_run(run).bold = line.strong or number % 2 == 1 or None
    word.save(str(path))


def write_odt(lines: Sequence[Line], path: Path) -> None:
    """OpenDocument text, with nested lists."""
    from odfdo import Document, Header, List, ListItem, Paragraph

    document = Document("text")
    document.body.clear()
    open_lists: list[List] = []
    for line in lines:
        text = line.text.replace("**", "")
        del open_lists[line.depth + 1 :]
        if line.depth < 0:
            document.body.append(Header(line.level, text) if line.level else Paragraph(text))
            continue
        while len(open_lists) <= line.depth:
            fresh = List()
            (open_lists[-1].children[-1] if open_lists else document.body).append(fresh)
            open_lists.append(fresh)
        open_lists[-1].append(ListItem(text))
    document.save(str(path))


def write_rtf(lines: Sequence[Line], path: Path) -> None:
    """Rich text as word processors save it: outline levels, bullets written out before items."""
    out = [r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}"]
    for line in lines:
        text = "".join(_in_rtf(letter) for letter in line.text.replace("**", ""))
        level = rf"\outlinelevel{line.level - 1}" if line.level else ""
        item = rf"\ilvl{line.depth}{{\listtext\bullet\tab}}" if line.depth >= 0 else ""
        out.append(rf"\pard{level}{item} " + (rf"{{\b {text}}}" if line.strong else text) + r"\par")
    path.write_text("\n".join([*out, "}"]), encoding="ascii")


def _in_rtf(letter: str) -> str:
    if letter in "\\{}":
        return f"\\{letter}"
    return letter if letter.isascii() else rf"\u{ord(letter)}?"


def write_pptx(lines: Sequence[Line], path: Path) -> None:
    """PowerPoint: a slide a heading, what is below it in the box for text."""
    slides: list[str] = []
    for title, group in itertools.groupby(lines, key=lambda line: 0 < line.level < 3):
        if title:
            slides += [box(line.text, kind="title") for line in group]
            continue
        blocks = (
            paragraph(line.text, line.depth, mark="<a:buNone/>" * (line.depth < 0), bold=line.level > 2)
            for line in group
        )
        slides[-1] += box(*blocks, kind="body")
    deck(path, slides)


def write_odp(lines: Sequence[Line], path: Path) -> None:
    """OpenDocument presentation, a slide a heading."""
    pages: list[str] = []
    for line in lines:
        said = f"<text:p>{html.escape(line.text, quote=False)}</text:p>"
        if 0 < line.level < 3:
            pages.append(frame(said, "title"))
        elif line.level:
            pages[-1] += frame(f'<text:h text:outline-level="{line.level}">{html.escape(line.text)}</text:h>')
        else:
            lists = "<text:list><text:list-item>", "</text:list-item></text:list>"
            pages[-1] += frame(said.join(each * (line.depth + 1) for each in lists), "outline")
    odp(path, pages)


def write_pdf(lines: Sequence[Line], path: Path) -> None:
    """PDF as a word processor prints it: headings larger, bullets indented, pages numbered."""
    import matplotlib
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics, ttfonts
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    pdfmetrics.registerFont(ttfonts.TTFont("Body", fonts / "DejaVuSans.ttf"))
    pdfmetrics.registerFont(ttfonts.TTFont("Strong", fonts / "DejaVuSans-Bold.ttf"))
    pdfmetrics.registerFontFamily("Body", normal="Body", bold="Strong", italic="Body", boldItalic="Strong")
    flow = []
    for line in lines:
        text = html.escape(line.text, quote=False).replace("**", "")
        text = f"<b>{text}</b>" if line.strong else text
        size = (11, 20, 17, 14, 12.5)[line.level]
        indent = 18 * (line.depth + 1)
        style = ParagraphStyle(
            "line",
            fontName="Strong" if line.level else "Body",
            fontSize=size,
            leading=1.25 * size,
            spaceBefore=6 if line.depth < 0 else 1,
            leftIndent=indent,
            bulletIndent=max(indent - 12, 0),
            keepWithNext=bool(line.level),
        )
        flow.append(Paragraph(text, style, bulletText="•" if line.depth >= 0 else None))

    def number(canvas, _document):
        canvas.drawCentredString(297, 40, str(canvas.getPageNumber()))

    SimpleDocTemplate(str(path), invariant=1).build(flow, onFirstPage=number, onLaterPages=number)


def rows(lines: Sequence[Line]) -> list[list[str]]:
    """One row a line or part of one, its place and role in columns."""
    return [[*line.place, *row] for line in lines for row in line.rows]


def write_csv(lines: Sequence[Line], path: Path) -> None:
    """Comma-separated, with a header."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows(lines)])


def write_xlsx(lines: Sequence[Line], path: Path) -> None:
    """A workbook of one sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in [HEADER, *rows(lines)]:
        book.active.append([int(cell) if cell.isdecimal() else cell for cell in row])
    book.save(path)


WRITERS = {
    "txt": write_txt,
    "md": write_md,
    "html": write_html,
    "docx": write_docx,
    "odt": write_odt,
    "rtf": write_rtf,
    "pptx": write_pptx,
    "odp": write_odp,
    "pdf": write_pdf,
    "csv": write_csv,
    "xlsx": write_xlsx,
}
PARTS = {
    "docx": "word/document.xml",
    "odt": "content.xml",
    "odp": "content.xml",
    "pptx": "ppt/slides/slide1.xml",
    "xlsx": "xl/worksheets/sheet1.xml",
}  # of office files, in which their text is
