"""The lines of a PDF page, with the place, size and weight of their letters."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

BOLD = 600  # of 100 to 900
SEEN = 4  # letters by which a line is judged
HYPHENS = ("\x02", "\ufffe")  # what PDFium gives for a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Line:
    """One line as printed; all measures in points, `y` from the bottom of a page of `height`.

    `text_x0` is where the words after a bullet begin, `word_width` how wide the first word is; `glyph`
    says that its first letter is a bullet by its font alone (the "o" of word processors).
    """

    text: str
    page: int
    x0: float
    text_x0: float
    x1: float
    y: float
    size: float
    bold: bool
    height: float
    glyph: bool
    word_width: float

    def at_edge(self, part: float) -> bool:
        """Whether it stands in the top or bottom part of its page."""
        return not part * self.height <= self.y <= (1 - part) * self.height


def page_lines(pdf: PdfDocument, index: int) -> list[Line]:
    """Give the lines of a page in the order in which they were written."""
    page = pdf[index]
    try:
        letters = _Letters(page.get_textpage(), index + 1, page.get_height())
        return letters.lines()
    finally:
        page.close()


class _Letters:
    """The letters of one page."""

    def __init__(self, text_page: object, number: int, height: float) -> None:
        import pypdfium2.raw as pdfium  # noqa: PLC0415 - only for PDF

        self._pdfium = pdfium
        self._page = text_page
        self._number = number
        self._height = height

    def lines(self) -> list[Line]:
        """Give the lines; a bullet that stands alone is put before the text on its right."""
        lines: list[Line] = []
        span: list[tuple[int, str]] = []
        for position in range(self._pdfium.FPDFText_CountChars(self._page)):
            letter = chr(self._pdfium.FPDFText_GetUnicode(self._page, position))
            if letter in "\r\n":
                self._finish(span, lines)
                span = []
            elif letter != "\0":
                span.append((position, "-" if letter in HYPHENS else letter))
        self._finish(span, lines)
        return lines

    def _first_word(self, span: list[tuple[int, str]]) -> float:
        """Give the width of what stands before the first blank."""
        word: list[int] = []
        for position, letter in span:
            if letter.isspace() and word:
                break
            if not letter.isspace():
                word.append(position)
        return self._right(word[-1]) - self._origin(word[0])[0]

    def _finish(self, span: list[tuple[int, str]], lines: list[Line]) -> None:
        text = "".join(letter for _, letter in span)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        seen = [position for position, letter in span if not letter.isspace()]
        if not seen:
            return
        line = self._line(" ".join(text.split()), seen, self._first_word(span))
        last = lines[-1] if lines else None
        if last and len(last.text) == 1 and not last.text.isalnum() and abs(last.y - line.y) < line.size / 2:
            line = _merged(lines.pop(), line)
        lines.append(line)

    def _line(self, text: str, seen: list[int], word_width: float) -> Line:
        x0, y = self._origin(seen[0])
        body = seen[1:] if len(seen) > 1 else seen
        words = [*body[:SEEN], body[len(body) // 2], body[-1]]
        sizes = sorted(self._pdfium.FPDFText_GetFontSize(self._page, position) for position in words)
        return Line(
            text=text,
            page=self._number,
            x0=x0,
            text_x0=self._origin(body[0])[0],
            x1=self._right(seen[-1]),
            y=y,
            size=round(sizes[len(sizes) // 2], 1),
            bold=all(self._is_bold(position) for position in words),
            height=self._height,
            glyph=text[:2] == "o " and self._font(seen[0]) != self._font(body[0]),
            word_width=word_width,
        )

    def _origin(self, position: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        self._pdfium.FPDFText_GetCharOrigin(self._page, position, ctypes.byref(x), ctypes.byref(y))
        return x.value, y.value

    def _right(self, position: int) -> float:
        edges = [ctypes.c_double() for _ in range(4)]
        self._pdfium.FPDFText_GetCharBox(self._page, position, *map(ctypes.byref, edges))
        return edges[1].value

    def _is_bold(self, position: int) -> bool:
        weight: int = self._pdfium.FPDFText_GetFontWeight(self._page, position)
        return weight >= BOLD or "bold" in self._font(position).lower()

    def _font(self, position: int) -> str:
        buffer, flags = ctypes.create_string_buffer(200), ctypes.c_int()
        self._pdfium.FPDFText_GetFontInfo(self._page, position, buffer, 200, ctypes.byref(flags))
        return buffer.value.decode("utf-8", "replace")


def _merged(bullet: Line, line: Line) -> Line:
    return Line(
        text=f"{bullet.text} {line.text}",
        page=line.page,
        x0=bullet.x0,
        text_x0=line.x0,
        x1=line.x1,
        y=line.y,
        size=line.size,
        bold=line.bold,
        height=line.height,
        glyph=False,
        word_width=line.word_width,
    )
