"""What each table was asked to talk about: what people bring up unasked weighs more than an answer.

What one café said is new, and what another left out is dropped, only on a topic that both had.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from worldcafe.language.common_words import stem
from worldcafe.language.stop_words import is_function_word
from worldcafe.language.words import WORD

if TYPE_CHECKING:
    import pandas as pd

Table = tuple[str, str]  # café and table
Words = frozenset[str]
ROOT = 6  # letters by which "collaborate" and "collaboration" are one word


@dataclass(frozen=True)
class Agenda:
    """The cafés in the order of the sources, and the words of what each of their tables was asked.

    `asked` has those of topics and questions, `topics` those of the topics alone. Left out are words without
    a subject and those that are said everywhere; a table whose notes stand under no topic and no question has
    none.
    """

    cafes: tuple[str, ...]
    everywhere: Words
    asked: Mapping[Table, Words]
    topics: Mapping[Table, Words]

    def count_unasked(self, text: str, tables: Iterable[Table]) -> int:
        """Count the tables that said this although neither their topic nor a question of theirs names it."""
        own = _roots(text, self.everywhere)
        return sum(not own & self.asked.get(table, frozenset()) for table in dict.fromkeys(tables))

    def trend(self, tables: Collection[Table]) -> str:
        """Say how what these tables said fared from café to café; "" for a single café.

        "new": only the last café said it; "persisting": the last and an earlier one; "dropped": the last did
        not. Where the other side had no topic of these tables, it is neither: "first-asked" where only the
        last said it, "not-asked" where the last did not. What nobody knows the café of has no trend.
        """
        said = {cafe for cafe, _ in tables if cafe}
        if len(self.cafes) < 2 or not said:
            return ""
        *before, last = self.cafes
        if last not in said:
            return "dropped" if self._was_on([last], tables) else "not-asked"
        if said != {last}:
            return "persisting"
        return "new" if self._was_on(before, tables) else "first-asked"

    def _was_on(self, cafes: Collection[str], tables: Iterable[Table]) -> bool:
        """Tell whether one of these cafés had a topic that one of these tables has too."""
        theirs = frozenset().union(*(words for table, words in self.topics.items() if table[0] in cafes))
        return any(theirs & self.topics.get(table, frozenset()) for table in tables)


def read_agenda(notes: pd.DataFrame, everywhere: Words) -> Agenda:
    """Give what the tables were asked, from the topics and questions that their notes stand under.

    `everywhere` are the words that are said everywhere.
    """
    asked: dict[Table, set[str]] = defaultdict(set)
    topics: dict[Table, set[str]] = defaultdict(set)
    columns = (notes[name] for name in ("cafe", "table", "topic", "question"))
    for cafe, table, topic, question in dict.fromkeys(zip(*columns, strict=True)):
        asked[cafe, table] |= _roots(f"{topic} {question}", everywhere)
        topics[cafe, table] |= _roots(topic or question, everywhere)
    return Agenda(
        tuple(cafe for cafe in dict.fromkeys(notes["cafe"]) if cafe),
        everywhere,
        {table: frozenset(words) for table, words in asked.items()},
        {table: frozenset(words) for table, words in topics.items()},
    )


def _roots(text: str, everywhere: Words) -> Words:
    """Give the words of a text that have a subject, by their first letters."""
    found = (stem(word) for word in WORD.findall(text))
    return frozenset(
        word[:ROOT]
        for word in found
        if len(word) > 1 and word not in everywhere and not is_function_word(word)
    )
