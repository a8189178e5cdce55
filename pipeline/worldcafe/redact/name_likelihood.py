"""How far a word with a capital is a person's name by itself: surely, likely, perhaps, or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from worldcafe.redact.lexicon import (
    capitals,
    countries,
    fold,
    given_names,
    is_noun_only,
    is_word,
    phrases,
    small_words,
)
from worldcafe.redact.name_usage import Usage

SPREAD = 4  # countries that list a given name: no typing error and no word of one language's notes
WIDE = 8  # the same for one that is an English noun too, in WordNet often as the name of somebody known
COMPOUND_CAPITAL = re.compile(r"^(?:Mc|Mac|O['’]|D['’]|De|Di|La|Le|Van)(?=[A-Z])|['’-]")
CONTRACTED = re.compile(r"['’](?:t|ll|re|ve|d|m)$")  # "Don’t", "I’ll"
HYPHENATED = re.compile(r"[A-Z][^\W\d_A-Z]+(?:-[A-Z][^\W\d_A-Z]+)*")


class Standing(IntEnum):
    """NO: no name. OPEN: an unknown word. LIKELY: a name that is a word or a place too. CLEAR: a name."""

    NO = 0
    OPEN = 1
    LIKELY = 2
    CLEAR = 3


@dataclass(frozen=True)
class Standings:
    """The standing of words in the notes of one run, each looked up once."""

    usage: Usage
    known: dict[str, Standing] = field(default_factory=dict)

    def of(self, word: str) -> Standing:
        """Give the standing of a word with a capital: "Souleymane" CLEAR, "Grace" LIKELY, "Zarvon" OPEN."""
        if word not in self.known:
            self.known[word] = self._judge(word)
        return self.known[word]

    def _judge(self, word: str) -> Standing:
        key = word.casefold()
        if (
            len(word) < 3
            or is_never(key)
            or key in small_words()
            or is_acronym(word)
            or CONTRACTED.search(key)
        ):
            return Standing.NO
        listed = spread(word)
        if is_place(key) or key in foreign_words():
            return Standing.LIKELY if listed else Standing.NO
        if is_word(key):
            if is_noun_only(key) and listed >= WIDE and len(key) > 3 and key not in self.usage.lowered:
                return Standing.CLEAR
            return Standing.LIKELY if listed else Standing.NO
        if listed:
            return Standing.CLEAR if listed >= SPREAD or key not in self.usage.lowered else Standing.LIKELY
        return Standing.NO if key in self.usage.announced or key in self.usage.lowered else Standing.OPEN


def spread(word: str) -> int:
    """Count the countries that list a word as a given name; double names by their first half."""
    return given_names().get(fold(re.split("['’-]", word)[0]), 0)


@lru_cache(maxsize=65536)
def is_acronym(word: str) -> bool:
    """Tell whether a word has a capital after its first letter, as "ICANN" and "auDA" do, but not "McKay"."""
    if word[1:].islower():
        return False
    return any(map(str.isupper, COMPOUND_CAPITAL.sub("", word)[1:])) and not HYPHENATED.fullmatch(word)


def is_place(word: str) -> bool:
    """Tell whether a word is a country, a capital city or a part of the world."""
    key = word.casefold()
    return key in countries() or key in capitals() or key in _regions()


@lru_cache(maxsize=1)
def _regions() -> frozenset[str]:
    return frozenset(phrases()["people"]["places"])


@lru_cache(maxsize=1)
def foreign_words() -> frozenset[str]:
    """Give the words of other languages that are given names too."""
    return frozenset(phrases()["people"]["words"])


def is_never(word: str) -> bool:
    """Tell whether a word is listed as never being a name by itself."""
    return word.casefold() in _never()


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    return frozenset(phrases()["people"]["never"])
