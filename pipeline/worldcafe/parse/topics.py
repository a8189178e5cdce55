"""Which headings speak of the same topic: "How to Showcase?" and "Showcasing", say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from worldcafe.language.words import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from worldcafe.parse.words import Words

LEAST_SHARED = 0.5  # of the words of two topics
ALIKE = 4  # letters with which two words that are akin begin, unless they are equal


@dataclass(frozen=True)
class Topic:
    """A topic as a table is headed, with its place and the words of it that count."""

    name: str
    cafe: str
    table: str
    content: tuple[str, ...]


class TopicFinder:
    """The topics of all tables, found by the beginnings of their words: a corpus may have thousands."""

    def __init__(self, topics: Iterable[Topic] = ()) -> None:
        self._all = tuple(topics)
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for number, topic in enumerate(self._all):
            for key in {normal(topic.name), *(word[:ALIKE] for word in topic.content)}:
                self._by_key[key].append(number)

    def __iter__(self) -> Iterator[Topic]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def akin(self, said: str, content: Sequence[str]) -> list[Topic]:
        """Give the topics that are called the same, or have a word that begins as one of these does."""
        keys = [said, *(word[:ALIKE] for word in content)]
        return [
            self._all[number]
            for number in sorted({found for key in keys for found in self._by_key.get(key, ())})
        ]


def read_topic(name: str, cafe: str, table: str, words: Words) -> Topic:
    """Give the topic of a table."""
    return Topic(name, cafe, table, _content(name, words))


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Give the words of a line in lower case, without anything between them."""
    return " ".join(SIGNS.findall(text.lower()))


def find_topic(heading: str, topics: TopicFinder, cafe: str, words: Words) -> Topic | None:
    """Give the table topic that a heading repeats in full or in part, None where it is none or unclear."""
    heading = _untold(heading)
    said, content = normal(heading), _content(heading, words)
    scored = [
        (2.0 if said == normal(topic.name) else _likeness(content, topic.content), topic.cafe == cafe, topic)
        for topic in topics.akin(said, content)
    ]
    scored = [entry for entry in scored if entry[0] >= LEAST_SHARED]
    if not scored:
        return None
    best = max(entry[:2] for entry in scored)
    found = [topic for *rank, topic in scored if tuple(rank) == best]
    return found[0] if len({(topic.name, topic.cafe) for topic in found}) == 1 else None


def _untold(heading: str) -> str:
    """Give a heading without the word and number of its chapter: "Chapter 1: Water"."""
    label, _, title = heading.partition(": ")
    numbered = len(label.split()) == 2 and label.split()[1].isdecimal()
    return title if numbered and title.strip() else heading


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Give the share of words in common, 0 unless the shorter of two topics is wholly in the longer."""
    short, long = sorted((one, other), key=len)
    if not short or not all(any(_akin(a, b) for b in long) for a in short):
        return 0.0
    return len(short) / len(long)


def _content(text: str, words: Words) -> tuple[str, ...]:
    tokens = dict.fromkeys(SIGNS.findall(text.lower()))
    return tuple(t for t in tokens if t not in words.leads and not words.opens.fullmatch(t))


@lru_cache(maxsize=65536)
def _akin(one: str, other: str) -> bool:
    """Tell whether two words have the same beginning, most of either."""
    if one == other:
        return True
    shared = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return shared >= ALIKE and shared >= 0.7 * max(len(one), len(other))
