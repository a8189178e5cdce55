"""Where a walk through a source stands, and what the whole corpus says about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from worldcafe.parse.topics import TopicFinder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from worldcafe.parse.words import Words


class Frame(NamedTuple):
    """The place, the headings above, and `zone`: the role of what has no other.

    `level` is that of the heading that opened the zone (0: no markup says), `cafe_level` that of the
    café's, `outer` that of the last heading with a level before the notes. `notes_part`: an annex or a
    part called notes is open. `open_summary`: each heading in it is a topic. `people`: a list of who was
    there is running. `fresh`: nothing was said in the subsection yet.
    """

    zone: str
    cafe: str = ""
    table: str = ""
    topic: str = ""
    round: str = ""
    section: str = ""
    subsection: str = ""
    question: str = ""
    level: int = 0
    cafe_level: int = 0
    outer: int = 0
    notes_part: bool = False
    open_summary: bool = False
    people: bool = False
    fresh: bool = False

    def placed(self, places: Mapping[str, str]) -> Frame:
        """Give the same at the café, table, topic and round that are given; a new table has a new topic."""
        table = places.get("table", self.table)
        return self._replace(
            cafe=places.get("cafe", self.cafe),
            table=table,
            topic=places.get("topic", self.topic if table == self.table else ""),
            round=places.get("round", self.round),
        )


class State(NamedTuple):
    """Where a walk stands between two pieces.

    `asking`: the piece before was a prompt; `led`: bullets hang under a paragraph; `spoken`: the languages
    of the text.
    """

    frame: Frame
    asking: bool = False
    led: bool = False
    spoken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Context:
    """What is known from outside the line at hand.

    `topics` are those of all tables of the corpus, `labels` the names of subsections in notes, `titles` the
    entries of the source's table of contents, `repeated` the tables that come again in its annex, `report`
    says that the whole source is the report about notes that stand elsewhere.
    """

    words: Words
    topics: TopicFinder = field(default_factory=TopicFinder)
    labels: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()
    tabled: bool = False
    rounds_hold_tables: bool = False
    report: bool = False
    whole: bool = False  # the source was named as the report: each section of it is claims unless it says not
    several: bool = False  # more than one table has a heading
    keyed: bool = False  # each topic has its claims under a heading of their own ("Key messages")
    matched: bool = False  # some heading outside the notes names a table's topic
    pointed: frozenset[int] = frozenset()  # pieces that head claims, where no heading says which do
    begun: bool = False  # the text goes on with an earlier one, so that its first line is no title


class Row(NamedTuple):
    """One block: a piece of layout, or part of one, with its role."""

    piece: int
    start: int
    end: int
    role: str
    frame: Frame
    depth: int
    parent: int  # index of a piece, -1 for none
