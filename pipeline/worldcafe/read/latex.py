"""LaTeX: sections, lists and paragraphs as Markdown; each block keeps the line where it began."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from worldcafe.read.decode import decode_document
from worldcafe.read.document import Reading
from worldcafe.source import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from worldcafe.read.document import Document
    from worldcafe.settings import ReadSettings

LEVELS = {"part": 1, "chapter": 1, "section": 1, "subsection": 2, "subsubsection": 3, "paragraph": 4}
LISTS = frozenset({"itemize", "enumerate", "description"})
DEEPEST = 20  # levels of braces and of lists
DROPPED = "label|ref|eqref|pageref|cite[pt]?|citep|bibliography|bibliographystyle|input|include|vspace|hspace"
RE_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
RE_BODY = re.compile(r"\\begin\{document\}(.*?)(?:\\end\{document\}|\Z)", re.DOTALL)
RE_SKIPPED = re.compile(
    r"\\begin\{(figure|table|tabular|equation|align)\*?\}.*?(?:\\end\{\1\*?\}|\Z)",
    re.DOTALL,
)
RE_LISTED = re.compile(
    r"\\begin\{(lstlisting|verbatim|thebibliography)\*?\}.*?(?:\\end\{\1\*?\}|\Z)", re.DOTALL
)
RE_EDGE = re.compile(r"\\(?:begin|end)\{[a-z]{1,30}\*?\}(?:\[[^\]\n]{0,100}\])?(?:\{[lcr| ]{1,60}\})?")
RE_STRUCTURE = re.compile(
    rf"\\(?P<head>{'|'.join(LEVELS)})\*?(?:\[[^\]\n]{{0,300}}\])?(?=\{{)|\\item(?![a-z])"
    r"|\\(?P<edge>begin|end)\{(?P<name>[a-zA-Z]{1,30})\*?\}(?:\[[^\]\n]{0,100}\])?|(?P<gap>\n[ \t]*\n"
    r"|\\\\[ \t]*\n|(?<!\\)&)"
)
RE_BRACE = re.compile(r"(?<!\\)[{}]")
RE_DROPPED = re.compile(rf"~?\\(?:{DROPPED})\*?(?:\[[^\]]{{0,200}}\])?\{{[^{{}}]{{0,300}}\}}")
RE_LINK = re.compile(r"\\href\{[^{}]{0,1000}\}(?=\{)")
RE_NOTE = re.compile(r"\s*\\(?:footnote|thanks)\{([^{}]{0,2000})\}")
RE_KEPT = re.compile(r"\\[a-zA-Z]{1,40}\*?(?:\[[^\]]{0,200}\])?\{([^{}]{0,20000})\}")
RE_BARE = re.compile(r"\\[a-zA-Z]{1,40}\*?(?![a-zA-Z])")
RE_ESCAPED = re.compile(r"\\([&%$#_{}])")
SIGNS = {"---": "—", "--": "-", "``": "“", "''": "”", "~": " ", "\\\\": " ", "\\ ": " ", "\\,": " "}


def read_latex(document: Document, settings: ReadSettings) -> Reading:
    """Read the text of a LaTeX file; figures, tables, formulas and comments are set aside.

    Raises:
        InputError: it is empty, binary, or not in the encoding.
    """
    apart = _Apart()
    source = RE_COMMENT.sub(apart.take("comment in the source"), decode_document(document, settings.encoding))
    listed = len(RE_LISTED.findall(source))
    source = RE_LISTED.sub(_blank, source)
    source = RE_SKIPPED.sub(apart.take("figure, table or formula"), source)
    body = RE_BODY.search(source)
    first, last = body.span(1) if body else (0, len(source))
    if body:
        source = source[:last] + apart.keep(source[last:], "after the end of the document")
    anchors, lines, length = [], [], 0
    seen, number = 0, 1
    for start, line in _blocks(source, first, last):
        number, seen = number + source.count("\n", seen, start), start
        anchors.append((length, f"line {number}"))
        lines.append(line)
        length += len(line) + 1
    marks = []
    for text, reason in apart.found:
        marks.append(Mark(length + 1, length + 1 + len(text), (("role", "meta"), ("aside", reason))))
        lines.append(f"\n{text}\n")
        length += len(text) + 3
    aside = [f"LaTeX: {listed} listings and lists of literature are not read"] * bool(listed)
    aside += ["LaTeX: what stands before the document begins is not read"] * bool(first)
    return Reading("\n".join(lines), tuple(anchors), tuple(marks), tuple(aside))


class _Apart:
    """Collects what of the source is not read as notes."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []  # text and reason

    def take(self, reason: str) -> Callable[[re.Match[str]], str]:
        """Give what keeps the words of a match under a reason and leaves its line ends."""
        return lambda match: self.keep(match.group(), reason)

    def keep(self, source: str, reason: str) -> str:
        """Keep the words of a stretch under a reason; give its line ends."""
        text = _plain(RE_EDGE.sub(" ", source).strip("% \t").replace("&", " "))
        if any(letter.isalnum() for letter in text):
            self.found.append((text, reason))
        return "\n" * source.count("\n")


def _blank(match: re.Match[str]) -> str:
    """Keep the line ends, so that lines count as in the file."""
    return "\n" * match.group().count("\n")


def _blocks(source: str, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Give where each heading, item or paragraph begins, and its line of Markdown."""
    depth, mark, start = 0, "", first
    for match in RE_STRUCTURE.finditer(source, first, last):
        yield from _block(source, start, match.start(), mark)
        start, mark = match.end(), ""
        if match["head"]:
            start, title = _argument(source, match.end(), last)
            yield match.start(), f"\n{'#' * LEVELS[match['head']]} {_plain(title)}\n"
        elif match["edge"]:
            step = 1 if match["edge"] == "begin" else -1
            depth = min(DEEPEST, max(0, depth + step * (match["name"] in LISTS)))
            if step > 0 and match["name"].endswith("table") and source.startswith("{", start):
                start, _ = _argument(source, start, last)  # how wide its columns are
        elif not match["gap"]:
            mark = "  " * max(0, depth - 1) + "- "
    yield from _block(source, start, last, mark)


def _block(source: str, start: int, end: int, mark: str) -> Iterator[tuple[int, str]]:
    text = _plain(source[start:end])
    if text:
        yield start, f"{mark}{text}" if mark else f"\n{text}\n"


def _argument(source: str, start: int, last: int) -> tuple[int, str]:
    """Give where the argument in braces ends, and what stands in it."""
    depth = 0
    for position in range(start, min(last, start + 1000)):
        depth += {"{": 1, "}": -1}.get(source[position], 0)
        if depth == 0:
            return position + 1, source[start + 1 : position]
    return start + 1, ""


def _plain(text: str) -> str:
    """Give a stretch without commands, in one line."""
    text = RE_DROPPED.sub("", text)
    for _ in range(DEEPEST):
        before = text
        text = RE_LINK.sub(r"\\emph", text)
        text = RE_KEPT.sub(r"\1", RE_NOTE.sub(r" (\1)", text))
        if text == before:
            break
    for sign, letter in SIGNS.items():
        text = text.replace(sign, letter)
    text = RE_ESCAPED.sub(r"\1", RE_BRACE.sub("", RE_BARE.sub("", text)))
    return " ".join(text.split())
