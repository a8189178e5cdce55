"""Tables whose section of the report says little of what they said, or that have no section at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from worldcafe.language.wording import count, phrase
from worldcafe.report.findings.sentences import Parts, compose, listed
from worldcafe.report.model import Part

if TYPE_CHECKING:
    from worldcafe.report.model import Note, Place, TopicView

THIN = 0.1  # share of a table's notes up to which its section says next to nothing of it
NAMED = 3


def thin_sections(topics: Sequence[TopicView], notes: Sequence[Note]) -> Parts:
    """Name the tables of whose notes their section carries hardly any, those with most notes first.

    Nothing is said of a report that is not laid out by tables: where fewer than half have a section, the
    others are not missed.
    """
    spoken = Counter(note.place.table_label for note in notes if note.place.table)
    carried: Counter[str] = Counter()
    for place in dict.fromkeys(note.place for note in notes if note.place.table):
        for topic in topics:
            if _is_home(place, topic):
                carried[place.table_label] = max(
                    carried[place.table_label], round(topic.coverage * topic.n_notes)
                )
    if 2 * len(carried) < len(spoken):
        return []
    thin = [table for table, n_notes in spoken.most_common() if carried[table] <= THIN * n_notes]
    if not thin:
        return []
    named = [_tell(table, carried, spoken[table]) for table in thin[:NAMED]]
    template = phrase("In the report, next to nothing was found of {tables}.")
    if len(thin) > NAMED:
        template = phrase("In the report, next to nothing was found of {tables}, nor of {more}.")
    more = count(len(thin) - NAMED, "more table") if len(thin) > NAMED else ""
    return [*compose(template, tables=listed(named), more=more), Part(" ")]


def _is_home(place: Place, topic: TopicView) -> bool:
    """Tell whether a topic is of a table; summaries of no café stand for whichever has the table."""
    return topic.table == place.table and topic.cafe in ("", place.cafe)


def _tell(table: str, carried: Counter[str], n_notes: int) -> Parts:
    """Name a table with how many of its notes its section carries."""
    number = Part(count(n_notes, "note"), (("table", (table,)),))
    if table not in carried:
        return compose(phrase("{table} ({notes}, no section)"), table=table, notes=number)
    return compose(phrase("{table} ({n} of {notes})"), table=table, n=str(carried[table]), notes=number)
