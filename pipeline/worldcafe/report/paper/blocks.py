"""What a paper consists of: a few kinds of blocks, which Word and PDF each place in their own way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from worldcafe.language.wording import many, say
from worldcafe.report.quote import BAR

if TYPE_CHECKING:
    from worldcafe.report.drawn import Chart
    from worldcafe.report.model import Quote

LONGEST = 320  # characters of a quote; what is longer is cut at a word


@dataclass(frozen=True)
class Styled:
    """Words in one style: "" plain, "strong", "small" (a place), "out" and "in" (sides of a change).

    A "footnote" stands at the foot of the page, with its number here; only Word has it.
    """

    text: str
    style: str = ""


Runs = tuple[Styled, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 stands in the table of contents."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    runs: Runs


@dataclass(frozen=True)
class Said:
    """A quote with its place."""

    runs: Runs


@dataclass(frozen=True)
class Bullets:
    """A list of points."""

    points: tuple[Runs, ...]


@dataclass(frozen=True)
class Picture:
    """A chart with its caption; `chart.alt` stands in for it."""

    chart: Chart
    caption: str


@dataclass(frozen=True)
class Grid:
    """A table: `widths` are shares of the page width, `numbers` the columns that are set to the right.

    `anchors` are the names by which a page leads to its rows, "" where none is.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[float, ...]
    numbers: tuple[int, ...] = ()
    anchors: tuple[str, ...] = ()


Block = Heading | Paragraph | Said | Bullets | Picture | Grid


@dataclass(frozen=True)
class Paper:
    """The whole document, from top to bottom; one of many parts has a table of contents after the first."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    has_contents: bool = False
    language: str = "en"

    @property
    def first_page(self) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
        """The blocks of the first part, the answers, and those after it; between them stand the contents."""
        parts = [
            place
            for place, block in enumerate(self.blocks)
            if isinstance(block, Heading) and block.level == 1
        ]
        border = parts[1] if len(parts) > 1 else len(self.blocks)
        return self.blocks[:border], self.blocks[border:]


def plain(*texts: str) -> Paragraph:
    """Give a paragraph of sentences, leaving out empty ones."""
    return Paragraph((Styled(" ".join(text for text in texts if text)),))


def visible(text: str) -> str:
    """Give a text in which a blacked-out identity can also be heard."""
    return BAR.sub(f"[{say('removed')}]", text)


def shortened(text: str, longest: int = LONGEST) -> str:
    """Give a text of at most so many characters, cut after a word where there is one."""
    if len(text) <= longest:
        return text
    space = text.rfind(" ", 0, longest + 1)
    return text[: space if space > 0 else longest].rstrip(" ,;:–-") + " …"


def words(quote: Quote) -> str:
    """Give what a quote says, in quotation marks."""
    return say("“{text}”", text=shortened(visible(quote.text)))


def said(quote: Quote) -> Said:
    """Give a quote with its place."""
    anchor = f", {quote.anchor}" if quote.anchor else ""
    return Said((Styled(words(quote)), small(f"{quote.place.label}{anchor}")))


def small(place: str) -> Styled:
    """Give a place after its quote, in which no line breaks before a number."""
    return Styled(f" {tight(place)}", "small")


def tight(place: str) -> str:
    """Give a place in which no line breaks before a number."""
    return re.sub(r" (?=\d)", "\u00a0", place)


def cells(*values: str | int | Runs) -> tuple[Runs, ...]:
    """Give a row of a table."""
    return tuple(
        value if isinstance(value, tuple) else (Styled(many(value) if isinstance(value, int) else value),)
        for value in values
    )


def change(pieces: Iterable[tuple[str, str]]) -> Runs:
    """Give a word difference: "out" and "in" keep their style, and a space stands between all pieces."""
    runs: list[Styled] = []
    for kind, text in pieces:
        runs += [Styled(" ")] if runs else []
        runs.append(Styled(visible(text), "" if kind == "same" else kind))
    return tuple(runs)
