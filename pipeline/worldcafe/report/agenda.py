"""What each table was asked to talk about: what people bring up unasked weighs more than an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from worldcafe.language.common_words import stem, words_said_everywhere
from worldcafe.language.stop_words import is_function_word
from worldcafe.language.words import WORD

if TYPE_CHECKING:
    import pandas as pd

    from worldcafe.report.model import Place

Table = tuple[str, str]  # café and table
Words = frozenset[str]
ROOT = 6  # letters by which "collaborate" and "collaboration" are one word


@dataclass(frozen=True)
class Agenda:
    """The words of the topics and questions of each table, and of the topics alone.

    Left out are words without a subject and those that are said everywhere; a table whose notes stand under
    no topic and no question has none.
    """

    everywhere: Words
    asked: Mapping[Table, Words]
    topics: Mapping[Table, Words]

    def count_unasked(self, text: str, places: Iterable[Place]) -> int:
        """Count the tables that said this although neither their topic nor a question of theirs names it."""
        own = _roots(text, self.everywhere)
        tables = dict.fromkeys((place.cafe, place.table) for place in places)
        return sum(not own & self.asked.get(table, frozenset()) for table in tables)

    def was_on(self, cafes: Iterable[str], places: Iterable[Place]) -> bool:
        """Tell whether one of these cafés had a topic that a table of these places has too."""
        before = set(cafes)
        earlier = frozenset().union(*(words for table, words in self.topics.items() if table[0] in before))
        return any(earlier & self.topics.get((place.cafe, place.table), frozenset()) for place in places)

    def is_shared(self, cafes: Iterable[str], last: str) -> bool:
        """Tell whether a topic of the last café was on the agenda of one of these cafés."""
        before = set(cafes)
        earlier = frozenset().union(*(words for table, words in self.topics.items() if table[0] in before))
        return any(earlier & words for table, words in self.topics.items() if table[0] == last)


def read_agenda(segments: pd.DataFrame) -> Agenda:
    """Give what the tables were asked, from the topics and questions that their notes stand under."""
    notes = segments[segments["role"] == "note"]
    tables = list(zip(notes["cafe"], notes["table"], strict=True))
    everywhere = words_said_everywhere(notes["clean_text"].tolist(), [" ".join(table) for table in tables])
    asked: dict[Table, set[str]] = defaultdict(set)
    topics: dict[Table, set[str]] = defaultdict(set)
    rows = dict.fromkeys(zip(tables, notes["topic"], notes["question"], strict=True))
    for table, topic, question in rows:
        asked[table] |= _roots(f"{topic} {question}", everywhere)
        topics[table] |= _roots(topic or question, everywhere)
    return Agenda(
        frozenset(everywhere),
        {table: frozenset(words) for table, words in asked.items()},
        {table: frozenset(words) for table, words in topics.items()},
    )


def _roots(text: str, everywhere: Iterable[str]) -> Words:
    """Give the words of a text that have a subject, by their first letters."""
    left = set(everywhere)
    found = (stem(word) for word in WORD.findall(text))
    return frozenset(
        word[:ROOT] for word in found if len(word) > 1 and word not in left and not is_function_word(word)
    )
