"""Org (.org), as Emacs writes outlines: headings, lists, tables; drawers, tags and keywords apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.read.by_rows import SheetRow
from worldcafe.read.decode import decode_document
from worldcafe.read.rendering import Rendering
from worldcafe.read.rows import render_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worldcafe.read.document import Document, Reading
    from worldcafe.settings import ReadSettings

META = (("role", "meta"),)
STATES = frozenset(("TODO", "DONE", "NEXT", "WAITING", "CANCELLED"))
SILENT = frozenset(("noexport", "ARCHIVE"))  # tags of what is not to be shown
BULLETS = ("- ", "+ ")
TITLE = "#+TITLE:"


def read_org(document: Document, settings: ReadSettings) -> Reading:
    """Read the text of an Org file; anchors are lines.

    What is still to do, drawers, keywords, comments and what is tagged not to be shown are remarks.

    Raises:
        InputError: it is empty, binary, or not in the encoding.
    """
    rendering = Rendering()
    rows: list[SheetRow] = []
    silent = 0  # the level of a heading below which nothing is shown, 0 for none
    for number, line in _joined(decode_document(document, settings.encoding)):
        anchor, text = f"line {number}", line.strip()
        if text.startswith("|"):
            cells = tuple(cell.strip() for cell in text.strip("|").split("|"))
            rows += [SheetRow(anchor, cells)] * any(map(str.isalnum, text))
            continue
        _add_table(rendering, rows, settings)
        stars = len(line) - len(line.lstrip("*"))
        if stars and line[stars : stars + 1] == " ":
            title, tags = _tagged(text[stars:].strip())
            silent = 0 if stars <= silent else silent
            if not silent and (title.partition(" ")[0] in STATES or SILENT.intersection(tags)):
                silent = stars
            if silent:
                rendering.paragraph(title, anchor, META)
            else:
                rendering.heading(title, stars + 1, anchor)  # below the title
            rendering.put_apart(" ".join(tags), "tags of a heading", anchor)
        elif text.upper().startswith(TITLE):
            rendering.heading(text[len(TITLE) :], 1, anchor)
        elif not text:
            rendering.space()
        else:
            _add(rendering, line, anchor, silent=bool(silent))
    _add_table(rendering, rows, settings)
    return rendering.give()


def _add(rendering: Rendering, line: str, anchor: str, *, silent: bool) -> None:
    """Add an item or a paragraph; what is no text of the outline as a remark."""
    text = line.strip()
    term, sign, said = text.partition(" :: ")
    if text.startswith(("#", ":", "[fn:")) or silent:
        rendering.paragraph(text, anchor, META)
    elif not text.startswith(BULLETS) and _is_item(text):
        rendering.space()
        rendering.paragraph(text, anchor)
    elif not text.startswith(BULLETS):
        rendering.paragraph(text, anchor)
    elif text[2:].partition(" ")[0] in STATES:
        rendering.paragraph(text[2:], anchor, META)
    elif sign:
        rendering.bullet(said, 0, anchor, (("subsection", term[2:]),))
        rendering.put_apart(term[2:], "term before an item", anchor)
    else:
        rendering.bullet(text[2:], (len(line) - len(line.lstrip())) // 2, anchor)


def _joined(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines, items with those that go on below them, drawers line by line as remarks (":...")."""
    drawer, held, at = False, "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        named = len(bare) > 2 and bare[0] == bare[-1] == ":" and " " not in bare
        deeper = len(line) - len(line.lstrip()) > len(held) - len(held.lstrip())
        plain = bool(bare) and not (drawer or named) and _is_plain(bare)
        if held and plain and (deeper if _is_item(held.strip()) else _is_plain(held.strip())):
            held = f"{held} {bare}" if _is_item(held.strip()) else f"{held}\n{bare}"
            continue
        if held:
            yield at, held
        drawer = (drawer or named) and bare != ":END:"
        held, at = f":{line}" if drawer and not named else line, number
        if not bare:
            yield number, ""
            held = ""
    if held:
        yield at, held


def _is_item(text: str) -> bool:
    """Tell an item from other lines: "- tea", "2) chairs"."""
    number, sign, _ = text.partition(" ")
    return text.startswith(BULLETS) or (bool(sign) and number[:-1].isdecimal() and number[-1] in ").")


def _is_plain(text: str) -> bool:
    return not (_is_item(text) or text.startswith(("|", "#", "*", ":", "[fn:")))


def _tagged(title: str) -> tuple[str, list[str]]:
    """Give a title and the tags behind it: "Table 1 :notes:sea:"."""
    head, _, last = title.rpartition(" ")
    tagged = len(last) > 2 and last[0] == last[-1] == ":"
    return (head.strip(), last.strip(":").split(":")) if tagged and head else (title, [])


def _add_table(rendering: Rendering, rows: list[SheetRow], settings: ReadSettings) -> None:
    """Add the rows of a table that has ended, and forget them."""
    if rows and not render_rows(rendering, rows, settings.columns):
        for row in rows:
            rendering.paragraph(" | ".join(row.cells), row.anchor, META)
    rows.clear()
