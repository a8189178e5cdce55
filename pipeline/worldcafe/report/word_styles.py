"""How the Word paper looks: page, fonts, colours; every look is a style, so that readers can change it."""

from __future__ import annotations

from string import Formatter
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from worldcafe.language.wording import phrase

FIELDS = {"n": "PAGE", "total": "NUMPAGES"}
INK, GREY, ACCENT = "1D2433", "5B6472", "0B5C7A"
MARGIN = Mm(22)
PAGE_WIDTH = Mm(210 - 2 * 22)  # of the text
FONT = "Calibri"
# Style, size, space before, space after (points), colour, bold.
PARAGRAPHS = (
    ("Normal", 10.5, 0, 6, INK, False),
    ("Title", 24, 0, 2, ACCENT, True),
    ("Subtitle", 13, 0, 6, GREY, False),
    ("Heading 1", 16, 16, 4, ACCENT, True),
    ("Heading 2", 11.5, 6, 1, INK, True),
    ("Answer", 9, 0, 1, INK, False),
    ("Answer Point", 9, 0, 0, INK, False),
    ("Quote", 10.5, 2, 6, INK, False),
    ("List Bullet", 10.5, 0, 4, INK, False),
    ("Footnote Text", 8.5, 0, 1, INK, False),
    ("Caption", 9.5, 4, 8, GREY, False),
    ("TOC 1", 10.5, 0, 2, INK, False),
    ("Picture", 10.5, 8, 0, INK, False),
    ("Table Head", 9.5, 2, 2, "FFFFFF", True),
    ("Table Text", 9.5, 2, 2, INK, False),
    ("After Table", 4, 0, 6, INK, False),
)

# The answers stand on the first page, all six: closer than what follows, in styles made of these.
FIRST_PAGE = {"Normal": "Answer", "List Bullet": "Answer Point"}


def set_page(document: Any, title: str) -> None:
    """Set an A4 page with the title at its head and "Page 2 of 9" at its foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Mm(16), Mm(14)
    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]
    head.text, head.style = title, "Header"
    for footer in (section.footer, section.first_page_footer):
        line = footer.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for text, name, _, _ in Formatter().parse(phrase("Page {n} of {total}")):
            if text:
                line.add_run(text)
            if name:
                _add_simple_field(line, FIELDS[name])


def _add_simple_field(line: Any, code: str) -> None:
    """Add a field that every program computes when it lays out the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {code} ")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)


def set_styles(document: Any, region: str) -> None:
    """Define the styles of a paper in the language of a region, such as "en-GB"."""
    styles = document.styles
    known = {style.name for style in styles}
    for name, size, before, after, colour, bold in PARAGRAPHS:
        style = styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _set_font(style, size, colour, bold=bold)
        shape = style.paragraph_format
        shape.space_before, shape.space_after = Pt(before), Pt(after)
        shape.widow_control = True
    for name in ("Header", "Footer"):
        _set_font(styles[name], 9, GREY, bold=False)
    for name, other in FIRST_PAGE.items():
        styles[other].base_style = styles[name]
        styles[other].paragraph_format.line_spacing = 1.0
    _set_language(styles, region)
    normal = styles["Normal"].paragraph_format
    normal.line_spacing_rule, normal.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.12
    for name in ("Picture", "Heading 1", "Heading 2", "Table Head", "TOC 1"):
        styles[name].paragraph_format.keep_with_next = True
    for name in ("Quote", "List Bullet"):
        styles[name].paragraph_format.keep_together = True
    styles["After Table"].paragraph_format.line_spacing = Pt(4)
    _rule_out(styles["Title"])
    _close_up(styles["Title"])
    _close_up(styles["Subtitle"])
    _set_quote(styles["Quote"])
    _space_points(styles["List Bullet"])
    _set_place(styles)
    styles.element.append(parse_xml(TABLE_STYLE))


def _set_font(style: Any, size: float, colour: str, *, bold: bool) -> None:
    """Set the font of a style, also where a theme would have its say."""
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.attrib.pop(qn(f"w:{name}Theme"), None)
        fonts.set(qn(f"w:{name}"), FONT)


def _set_language(styles: Any, region: str) -> None:
    """Say which language the text is in, so that it is spelled and spoken as such."""
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), region)


def _rule_out(style: Any) -> None:
    """Take the line under the title of the template away."""
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _close_up(style: Any) -> None:
    """Take the wide spacing of letters of the template away."""
    for spacing in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)


def _space_points(style: Any) -> None:
    """Let the points of a list stand apart, which the template forbids."""
    for spacing in style.element.pPr.findall(qn("w:contextualSpacing")):
        style.element.pPr.remove(spacing)


def _set_quote(style: Any) -> None:
    """Set a quote apart by a line at its side."""
    style.paragraph_format.left_indent = Mm(4)
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="18" w:space="8" w:color="{ACCENT}"/></w:pBdr>'
    )
    style.element.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )


def _set_place(styles: Any) -> None:
    """Set the place of a quote in small grey."""
    place = styles.add_style("Place", WD_STYLE_TYPE.CHARACTER)
    place.font.size = Pt(9)
    place.font.color.rgb = RGBColor.from_string(GREY)
    styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER).font.superscript = True


TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="PaperTable">
  <w:name w:val="Paper Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="6" w:space="0" w:color="{ACCENT}"/>
      <w:bottom w:val="single" w:sz="6" w:space="0" w:color="{ACCENT}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="D5DBE1"/>
    </w:tblBorders>
    <w:tblCellMar><w:left w:w="90" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{ACCENT}"/></w:tcPr>
  </w:tblStylePr>
</w:style>
"""
