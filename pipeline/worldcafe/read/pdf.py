"""PDF with text, through PDFium: lines become paragraphs, bullets and headings by how they stand."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from worldcafe.errors import InputError
from worldcafe.read.archive import broken
from worldcafe.read.glyphs import Line, page_lines
from worldcafe.read.rendering import Rendering

if TYPE_CHECKING:
    from worldcafe.read.document import Document, Reading
    from worldcafe.settings import ReadSettings

MOST_PAGES = 5_000
END = b"%%EOF"
EDGE = 0.1  # of the height of a page: there running heads and page numbers stand
BULLETS = "•●○◦◯■□▪▫▢★☆✦➢➤►▸❖◆◇✓✔☐☑‣⁃∙\uf0b7\uf0a7\uf076\uf0d8"
RE_BULLET = re.compile(rf"[{BULLETS}]+\s*|[-–—*·]\s+")
RE_NUMBER = re.compile(r"\d{1,3}[.)]\s")
RE_HYPHEN = re.compile(r"(\w+)[-\u00ad\u2010]$")
LARGER = 1.12  # times the size of the body: a heading
WIDEST_LEADING = 2.2  # times the size of the letters
COLUMN_RISE = 4.0  # times the size of the letters that a next column begins higher
COLUMN_LINES = 5  # that make a column
SAME = 3.0  # points within which two indents are one


def read_pdf(document: Document, settings: ReadSettings) -> Reading:
    """Read a PDF that has a text layer; anchors are its pages.

    Raises:
        InputError: the file is broken, encrypted, or holds pictures of text only.
    """
    import pypdfium2  # noqa: PLC0415 - only for PDF

    data = document.read()
    if END not in data[-2048:]:
        raise broken(document)
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            _check_length(document, len(pdf))
            pages = [page_lines(pdf, number) for number in range(len(pdf))]
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(
                f"{document.where}: the file is encrypted; save it again without a password."
            ) from None
        raise broken(document) from None
    return _render(document, pages)


def _check_length(document: Document, pages: int) -> None:
    if pages > MOST_PAGES:
        raise InputError(
            f"{document.where}: {pages:,} pages are more than {MOST_PAGES:,}; give the notes only."
        )


def _render(document: Document, pages: list[list[Line]]) -> Reading:
    rendering = Rendering()
    empty = [number for number, lines in enumerate(pages, start=1) if not lines]
    if len(empty) == len(pages):
        raise InputError(
            f"{document.where}: the PDF holds pictures of text only; run text recognition (OCR) on it first."
        )
    for number in empty:
        rendering.leave_out(f"page {number} holds no text")
    lines = [line for page in _without_running_heads(pages, rendering) for line in page]
    _Paragraphs(lines).render(rendering)
    return rendering.give()


def _without_running_heads(pages: list[list[Line]], rendering: Rendering) -> Iterator[list[Line]]:
    """Take out what stands at the edge of most pages: heads, feet, page numbers."""
    seen = Counter(key for page in pages for key in {_running(line) for line in page if line.at_edge(EDGE)})
    often = {key for key, count in seen.items() if count >= max(3, len(pages) // 2)}
    for page in pages:
        running = [line for line in page if line.at_edge(EDGE) and _running(line) in often]
        for line in running:
            rendering.put_apart(line.text, "running head or page number", f"page {line.page}")
        yield [line for line in page if line not in running]


def _running(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.strip().casefold())


class _Paragraphs:
    """Joins lines that were wrapped, and tells headings, bullets and paragraphs."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.size] += len(line.text)
        self._body = max(sizes, key=lambda size: (sizes[size], -size))
        larger = sorted({line.size for line in lines if line.size > self._body * LARGER}, reverse=True)
        self._levels = {size: min(rank, 6) for rank, size in enumerate(larger, start=1)}
        self._column = {id(line): number for line, number in zip(lines, _columns(lines), strict=True)}
        text = [line for line in lines if line.size <= self._body * LARGER]
        self._right = _right_edges(lines, text, self._column)
        self._leading = self._usual_leading()
        self._words = Counter(
            word for line in lines for word in re.findall(r"\w+(?:-\w+)*", line.text.casefold())
        )
        self._indents: list[float] = []
        self._place = (0, 0)  # page and column of what was added last

    def _usual_leading(self) -> float:
        """Give the distance in letter sizes above which a full line is followed by a new paragraph."""
        ratios = Counter(
            round((above.y - line.y) / line.size, 1)
            for above, line in itertools.pairwise(self._lines)
            if above.page == line.page and above.size == line.size > 0 and self._was_full(above, line)
        )
        usual = [ratio for ratio in ratios if 0.5 < ratio < WIDEST_LEADING]
        if not usual:
            return WIDEST_LEADING
        return min(WIDEST_LEADING, 0.15 + max(usual, key=lambda ratio: (ratios[ratio], -ratio)))

    def render(self, rendering: Rendering) -> None:
        """Add all paragraphs."""
        group: list[Line] = []
        for line in self._lines:
            if group and not self._continues(group, line):
                self._add(rendering, group)
                group = []
            group.append(line)
        if group:
            self._add(rendering, group)

    def _continues(self, group: list[Line], line: Line) -> bool:
        """Tell whether a line goes on with the paragraph: its first word had no room on the line before."""
        last = group[-1]
        if line.size != last.size or RE_BULLET.match(line.text) or line.glyph:
            return False
        if line.page == last.page and not 0 < last.y - line.y < self._leading * line.size:
            return False
        if line.bold != last.bold and line.size in self._levels:
            return False
        indent = group[0].text_x0
        hangs = abs(line.x0 - indent) <= 2 * SAME or abs(line.x0 - last.x0) <= SAME
        return hangs and self._was_full(last, line)

    def _was_full(self, last: Line, line: Line) -> bool:
        blank = 0.2 * line.size
        return last.x1 + blank + line.word_width > self._right[self._column[id(last)]] - 1

    def _add(self, rendering: Rendering, group: list[Line]) -> None:
        first = group[0]
        if self._place != (place := (first.page, self._column[id(first)])):
            self._indents = self._indents if self._place[0] != first.page else []
            self._place = place
        text, anchor = self._join(group), f"page {first.page}"
        bullet = RE_BULLET.match(text)
        if first.size in self._levels and not bullet:
            self._indents = []
            rendering.heading(text, self._levels[first.size], anchor)
            return
        body = text[bullet.end() :] if bullet else text[1:].lstrip() if first.glyph else text
        if not body:
            return
        if all(line.bold for line in group) and not any(mark in text for mark in "*_"):
            body = f"**{body}**"
        if bullet or first.glyph:
            rendering.bullet(body, self._depth(first.x0), anchor)
        else:
            self._indents = []
            rendering.paragraph(body, anchor)

    def _depth(self, x: float) -> int:
        """Give how deep a bullet at `x` is nested among those right before it."""
        while self._indents and x < self._indents[-1] - SAME:
            self._indents.pop()
        if not self._indents or x > self._indents[-1] + SAME:
            self._indents.append(x)
        return len(self._indents) - 1

    def _join(self, group: list[Line]) -> str:
        text = group[0].text
        for line in group[1:]:
            hyphen = RE_HYPHEN.search(text)
            after = re.match(r"\w+", line.text)
            if hyphen and after and after.group()[0].islower():
                text = f"{text[:-1]}{self._hyphen(hyphen.group(1), after.group())}{line.text}"
            else:
                text = f"{text} {line.text}"
        return text

    def _hyphen(self, before: str, after: str) -> str:
        """Give "-" if the word is written with a hyphen elsewhere and never without, else ""."""
        whole, parts = f"{before}{after}".casefold(), f"{before}-{after}".casefold()
        return "-" if self._words[parts] and not self._words[whole] else ""


def _columns(lines: Sequence[Line]) -> list[int]:
    """Give the number of each line's column: a new one begins with a page, and where text goes up again."""
    numbers = [0] * len(lines)
    for number, (above, line) in enumerate(itertools.pairwise(lines), start=1):
        fresh = line.page != above.page or line.y - above.y > COLUMN_RISE * line.size
        numbers[number] = numbers[number - 1] + fresh
    return numbers


def _right_edges(lines: Sequence[Line], text: Sequence[Line], column: Mapping[int, int]) -> dict[int, float]:
    """Give how far to the right the lines of each column reach.

    A page in one column with short lines takes the document's edge, a column of few lines its page's.
    """
    widest = max(line.x1 for line in lines)
    pages: dict[int, dict[int, float]] = defaultdict(dict)
    for line in lines:
        page, number = pages[line.page], column[id(line)]
        page[number] = max(page.get(number, 0.0), line.x1)
    ends: dict[int, list[float]] = defaultdict(list)
    for line in text:
        ends[column[id(line)]].append(line.x1)
    edges: dict[int, float] = {}
    for page in pages.values():
        edge = max(page.values())
        whole = edge if edge > 0.85 * widest else widest
        columns = [number for number in page if len(ends[number]) >= COLUMN_LINES]
        edges |= dict.fromkeys(page, whole)
        edges |= {number: max(ends[number]) for number in columns if len(columns) > 1}
    return edges
