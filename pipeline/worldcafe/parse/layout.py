"""Text to pieces: the headings, paragraphs and bullets that layout alone shows, with exact offsets.

HTML, Markdown, glyph bullets and indents may be mixed on one line. What is not in a piece is markup:
tags, bullet glyphs, rules, white space. Time is linear in the length of the text.
"""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, NamedTuple

from worldcafe.language.markup import RE_TAG
from worldcafe.language.spoken import lead, weigh
from worldcafe.language.stop_words import stop_words
from worldcafe.language.words import SIGN
from worldcafe.parse.tags import Chunk, cut_chunks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BLANKS = (
    " \t\r\n\f\v\x85\xa0\u2028\u2029\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2066\u2067\u2068\u2069\u2060\ufeff"
)
GLYPHS = "★☆✦✧⭐●○◦◯■□▪▫▢•‣⁃∙◾◽◼◻▶►▸➢➤➔❖◆◇❑❏✓✔✗✘☐☑☒"
DASHES = "-–—*+·"

RE_MARKER = re.compile(
    rf"[{GLYPHS}]+(?![{GLYPHS}])"  # a glyph needs no space after it
    rf"|[{DASHES}](?=[{BLANKS}])"
    rf"|o(?=[{BLANKS}]{{1,8}}[A-Z]|[ \t]{{2,8}}\S|\t)"  # the hollow bullet of word processors, as plain text
    rf"|[?!](?=[{BLANKS}])"
    rf"|(?:[-=]>|[~»›→⇒➜])(?=[{BLANKS}])"
    r"|\[[ xX]?\](?=[ \t])"
    r"|>"
)
RE_HASHES = re.compile(rf"(#{{1,6}})(?=[{BLANKS}])")
RE_WIKI = re.compile(rf"(={{2,6}})[ \t]*([^=\n]+?)[ \t]*\1[{BLANKS}]*\Z|(?!)")  # "== Table 1 =="
RE_NUMBER = re.compile(
    r"(?:(\d{1,3})|([a-z])|([A-Z]))[.)][ \t\xa0]+(?=\S)|\((?:(\d{1,3})|([a-z]))\)[ \t\xa0]+(?=\S)"
    r"|\d{1,2}[a-z](?:[.)][ \t\xa0]+|\t+)(?=\S)|\([ivx]{2,4}\)[ \t\xa0]+(?=\S)"  # "2a", "(ii)"
)
RE_GLYPH = re.compile(rf"[{GLYPHS}](?<![{GLYPHS}]{{2}})(?=[{BLANKS}]|\w)")
RE_ITEM_DASH = re.compile(rf"(?<=[.?!…;:)])[ \t\xa0]+[{DASHES}](?=[ \t\xa0]+[^\Wa-z_])")
RE_UNDERLINE = re.compile(r"[ \t]*(={3,}|-{3,})[ \t]*$")
RE_RULE_ROW = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+(?:[ \t]*:?-{3,}:?[ \t]*)?$")
RE_CELL_END = re.compile(r"\||<(?i:br)\s*/?>")
OPENERS = frozenset("\"'“”„«»‹›‘’‚([{¿¡<&@#$€£~%^+-=\\/.…→←⇒–—*_`")
PLAIN_ENDS = frozenset(".,;:?!)" + string.ascii_letters + string.digits)
CLOSERS = frozenset("\"'“”„«»‹›‘’)]}.!?…:;,%>$€£°~/\\+*=_–—-→⇒。！？`")


class Piece(NamedTuple):
    """A heading, paragraph or bullet as layout shows it; `text[start:end]` is what it says.

    `level` of a heading: 1 is the highest, 0 means that no markup calls it a heading. `glyph` is the
    bullet ("" for none, "1" for numbers, "a" for letters), `indent` the columns before it, `column` those
    before the words. `blank`: an empty line comes before; `block`: a block tag does. `strong`: all of it
    is bold. `first`: it begins a line. `soft`: it only goes on a paragraph. `header`: it heads a column.
    """

    start: int
    end: int
    level: int = 0
    glyph: str = ""
    indent: int = 0
    column: int = 0
    blank: bool = True
    block: bool = False
    strong: bool = False
    first: bool = True
    soft: bool = False
    header: bool = False

    @property
    def is_item(self) -> bool:
        """Whether it is a bullet."""
        return bool(self.glyph)

    @property
    def apart(self) -> bool:
        """Whether it does not simply go on from what came before."""
        return self.blank or self.block


def lay_out(text: str, cuts: Sequence[int] = ()) -> list[Piece]:
    """Give the pieces of a text in order; none reaches across one of the sorted `cuts`."""
    pieces: list[Piece] = []
    hollow = _has_hollow_bullets(text)
    for chunk in cut_chunks(text, cuts):
        content = text[chunk.start : chunk.end] if chunk.end - chunk.start < 400 else ""
        underline = RE_UNDERLINE.match(content) if content and chunk.first else None
        ruled = bool(content) and not underline and bool(RE_RULE_ROW.match(content))
        if ruled and not chunk.blank:
            _head_columns(pieces, text.rfind("\n", 0, chunk.line - 1) + 1)
        if underline or ruled:
            if underline and pieces and not chunk.blank and not pieces[-1].glyph and not pieces[-1].level:
                pieces[-1] = pieces[-1]._replace(level=1 if underline[1][0] == "=" else 2)
            continue
        pieces.extend(_pieces(text, chunk, hollow=hollow))
    return pieces


def _has_hollow_bullets(text: str) -> bool:
    """Tell whether lines begin with the letter o as a bullet, in a language that has no such word."""
    lines = [line for line in text.splitlines() if line.lstrip().startswith("o ")]
    return len(lines) > 1 and "o" not in stop_words(lead(weigh(text), "") or "pt")


def _head_columns(pieces: list[Piece], start: int) -> None:
    """Note down that the pieces of the line from `start` on head the columns of a table."""
    for index in range(len(pieces) - 1, -1, -1):
        if pieces[index].start < start:
            break
        pieces[index] = pieces[index]._replace(header=True)


def _pieces(text: str, chunk: Chunk, *, hollow: bool) -> Iterator[Piece]:
    """Give the pieces of a chunk: one, unless bullets or table cells stand on one line."""
    spans = list(_spans(text, chunk))
    for number, (start, end) in enumerate(spans):
        piece = _piece(text, chunk, (start, end), leads=number == 0, hollow=hollow)
        if piece:
            yield piece


def _spans(text: str, chunk: Chunk) -> Iterator[tuple[int, int]]:
    start, end = chunk.start, chunk.end
    first = _skip(text, start, end)
    if first == end:
        return
    stops = _inline_bullets(text, chunk, first) or _cells(text, first, end)
    for stop in stops:
        yield start, stop
        start = stop
    yield start, end


def _inline_bullets(text: str, chunk: Chunk, first: int) -> list[int]:
    """Give where further bullets begin on the line; a lone glyph in a sentence is none."""
    glyphs = [match.start() for match in RE_GLYPH.finditer(text, first, chunk.end)]
    if len(glyphs) > 1 or (glyphs and glyphs[0] == first):
        return [glyph for glyph in glyphs if glyph > first]
    if chunk.listed and text[first] in DASHES:
        dashes = RE_ITEM_DASH.finditer(text, first, chunk.end)
        return [match.end() - 1 for match in dashes if text[match.end() - 1] == text[first]]
    return []


def _cells(text: str, first: int, end: int) -> list[int]:
    """Give where the cells of a Markdown table row end."""
    if text[first] != "|":
        return []
    last = end
    while last > first and text[last - 1] in BLANKS:
        last -= 1
    if text[last - 1] != "|" or last - first < 3:
        return []
    return [match.end() for match in RE_CELL_END.finditer(text, first + 1, last - 1)]


def _piece(text: str, chunk: Chunk, span: tuple[int, int], *, leads: bool, hollow: bool) -> Piece | None:
    start, end = _skip(text, *span), span[1]
    indent = _columns(text, chunk, start) if leads else 0
    level, glyph = chunk.level, "li" if chunk.item and leads else ""
    if leads and chunk.item:
        indent = 2 * chunk.depth
    headed = leads and text.startswith(("#", "="), start)
    while hashes := RE_HASHES.match(text, start, end) if headed and not glyph else None:
        level = level or len(hashes[1])
        start = _skip(text, hashes.end(), end)
    if wiki := RE_WIKI.match(text, start, end) if headed and not level else None:
        level, start, end = len(wiki[1]), wiki.start(2), wiki.end(2)
    end = _without_anchor(text, start, end) if level else end
    marked = start
    glyph, start = _bullet(text, start, end, glyph)
    if hollow and leads and not glyph and text.startswith("o ", start):
        glyph, start = "o", _skip(text, start + 1, end)
    number = RE_NUMBER.match(text, start, end) if not glyph and not level else None
    if number and marked == start:
        glyph = "1" if number[1] or number[4] else "a"
    kept_start, kept_end, strong = _trim(text, start, end)
    if not SIGN.search(text, kept_start, kept_end):
        return None
    return Piece(
        start=kept_start,
        end=kept_end,
        level=level,
        glyph="" if level else glyph,
        indent=indent,
        column=kept_start - chunk.line,
        blank=chunk.blank and leads,
        block=chunk.block or not leads,
        strong=strong,
        first=chunk.first and leads,
        soft=chunk.soft and leads,
    )


def _bullet(text: str, start: int, end: int, glyph: str) -> tuple[str, int]:
    """Give the bullet before the words, or the one that is known, and where these begin."""
    while marker := RE_MARKER.match(text, start, end):
        if marker.group() != ">":
            glyph = marker.group()[-1] if marker.group()[0] != "[" else glyph or "-"
        start = _skip(text, marker.end(), end)
    return glyph, start


def _without_anchor(text: str, start: int, end: int) -> int:
    """Give where a heading ends before its anchor, as programs write Markdown: "Parks {#parks}"."""
    named = text.rfind("{#", start, end)
    return named if named > start and text[:end].rstrip().endswith("}") else end


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in BLANKS:
        start += 1
    return start


def _columns(text: str, chunk: Chunk, start: int) -> int:
    if not chunk.first or start - chunk.start > 4000:
        return 0
    return len(text[chunk.start : start].expandtabs(4))


def _trim(text: str, start: int, end: int) -> tuple[int, int, bool]:
    """Give the span without the markup at its edges, and whether all of it was bold."""
    strong = False
    if text[start : start + 1].isalnum() and text[end - 1] in PLAIN_ENDS:
        return start, end, strong  # as most lines are
    while True:
        before = (start, end)
        start, end = _trim_characters(text, start, end)
        tag = RE_TAG.match(text, start, end)
        if tag:
            strong = strong or text[start : start + 3].lower() in ("<b>", "<st")
            start = tag.end()
        opening = text.rfind("<", max(start, end - 510), end) if end > start and text[end - 1] == ">" else -1
        if opening >= 0 and RE_TAG.fullmatch(text, opening, end):
            end = opening
        for fence in ("**", "__"):
            if _fenced(text, start, end, fence):
                start, end, strong = start + 2, end - 2, True
        if before == (start, end):
            return start, end, strong


def _fenced(text: str, start: int, end: int, fence: str) -> bool:
    return (
        end - start > 4
        and text.startswith(fence, start)
        and text.endswith(fence, start, end)
        and text.find(fence, start + 2, end - 2) < 0
    )


def _trim_characters(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not (text[start].isalnum() or text[start] in OPENERS):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in CLOSERS):
        end -= 1
    return start, end
