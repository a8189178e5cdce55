"""What is told of it: answers, comparisons, and how the report was made."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from worldcafe.report.model.said import Quote

if TYPE_CHECKING:
    from worldcafe.conserve import Aside

Filter = tuple[tuple[str, tuple[str, ...]], ...]
"""Which notes a number counts: (field of the notes' filters, accepted values) pairs that all must hold."""


@dataclass(frozen=True)
class Part:
    """A piece of a sentence; with `notes` it is a number that leads to the notes it counts.

    With `ref` it leads to a section or an entry of the report instead ("claims", "theme-t01").
    """

    text: str
    notes: Filter = ()
    ref: str = ""


@dataclass(frozen=True)
class Voice:
    """A quote below an answer: what it is ("The closest note"), its first words, where it was said.

    `ref` is its entry in the page.
    """

    lead: str
    text: str
    quote: Quote
    where: str
    ref: str


@dataclass(frozen=True)
class Answer:
    """The answer to one of the six questions: a sentence or two, a list, a last line with its list."""

    key: str
    question: str
    parts: tuple[Part, ...]
    voices: tuple[Voice, ...] = ()
    points: tuple[tuple[Part, ...], ...] = ()
    after: tuple[Part, ...] = ()
    further: tuple[tuple[Part, ...], ...] = ()

    @property
    def all_parts(self) -> tuple[Part, ...]:
        """Its sentences and lines, without what is quoted below it."""
        return (*self.parts, *itertools.chain(*self.points), *self.after, *itertools.chain(*self.further))

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """What is quoted below it."""
        return tuple(voice.quote for voice in self.voices)

    @property
    def sentence(self) -> str:
        """The answer as plain text."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True)
class Contrast:
    """What a theme or a family weighs in each group (cafe or round): notes, their share of the group's."""

    theme_id: str
    name: str
    counts: tuple[int, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True)
class Comparison:
    """The themes across cafes (`by` = "cafe"), or across rounds when there is one cafe; "" for neither."""

    by: str
    groups: tuple[str, ...]
    sizes: tuple[int, ...]
    rows: tuple[Contrast, ...]
    families: tuple[Contrast, ...]  # `theme_id` is that of the family
    trends: tuple[tuple[str, int], ...] = ()  # "new" | "persisting" | "dropped", how many suggestions


@dataclass(frozen=True)
class Echo:
    """A note of a later cafe and the note of an earlier one that it confirms, details or contradicts.

    `diff` shows, for `contradicts`, what turned: ("same" | "out" | "in", words) pieces in order.
    """

    later: Quote
    earlier: Quote
    verdict: str
    score: float  # how likely the two speak of the same, 0-1
    theme: str  # name of the earlier note's theme
    reason: str
    shared: str
    diff: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Made:
    """How the report was made, in rows that any format can print as a table."""

    sources: tuple[tuple[str, int, str], ...]  # name, characters, digest
    roles: tuple[tuple[str, int], ...]
    set_aside: tuple[tuple[str, int], ...]  # why notes have no theme, how many
    apart: tuple[Aside, ...]  # what else of the sources no finding rests on
    removed: tuple[tuple[str, int], ...]  # type of identity, how many were blacked out
    settings: tuple[tuple[str, str, str], ...]  # stage, key, value
    measures: tuple[tuple[str, float, str], ...]  # name, value, meaning
    version: str
    languages: tuple[tuple[str, int], ...] = ()  # name, how many notes are in it
    untold: str = ""  # how many notes or claims are in languages that findings are not told in
    language: str = "en"  # of the report
    left_out: int = 0  # quotes whose words do not stand in their source
    doubted: tuple[str, ...] = ()  # what stands among notes and reads like none, word for word
