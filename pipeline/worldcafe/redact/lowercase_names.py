"""Names of people in notes of somebody who types no capitals: "ask kevin", "svetlana has the key"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from worldcafe.redact.finding import PERSON, Finding
from worldcafe.redact.lexicon import given_names, is_noun_only, is_word, small_words, surnames
from worldcafe.redact.name_likelihood import SPREAD, WIDE, is_never, is_place
from worldcafe.redact.name_usage import Usage
from worldcafe.redact.prose import English
from worldcafe.redact.recognise import Candidate

SMALL = re.compile(r"(?<![\w@./#-])[^\W\d_A-Z][^\W\d_A-Z]{3,}(?![\w@/-])")
# What stands before a common noun, and seldom before somebody: "a round robin".
DETERMINED = re.compile(
    r"\b(?:a|an|the|this|that|each|every|no|some|any|our|my|your)\s+(?:[\w-]+\s+)?$", re.IGNORECASE
)
Split = tuple[list[Finding], list[Candidate]]


def find_careless(texts: Sequence[str], usage: Usage, english: English) -> Split:
    """Give the names that are certain without a capital, and those that the language model should judge."""
    certain: list[Finding] = []
    doubtful: list[Candidate] = []
    for row, text in enumerate(texts):
        if all(_is_sure(word) is None for word in SMALL.findall(text)) or not english.holds(row):
            continue
        for start, end, sure in _small_names(text, usage):
            if sure:
                certain.append(Finding(row, start, end, PERSON, "given name without a capital"))
            else:
                doubtful.append(Candidate(row, start, end, known=True))
    return certain, doubtful


def _small_names(text: str, usage: Usage) -> Iterator[tuple[int, int, bool]]:
    """Give the given names without a capital, each with its surname, and whether it is beyond doubt."""
    words = list(SMALL.finditer(text))
    for position, word in enumerate(words):
        sure = _is_sure(word[0])
        if sure is None or word[0] in usage.acronyms or _is_common(text, word):
            continue
        after = words[position + 1] if position + 1 < len(words) else None
        follows = after is not None and text[word.end() : after.start()] == " "
        surname = after[0] if after and follows and after[0] in surnames() else ""
        certain = sure or bool(surname and not is_word(surname))
        named = surname and certain and (is_noun_only(surname) or not is_word(surname))
        yield word.start(), after.end() if named and after else word.end(), certain


def _is_common(text: str, word: re.Match[str]) -> bool:
    """Tell whether a name that is a noun too is used as a noun."""
    return is_noun_only(word[0]) and bool(DETERMINED.search(text, max(0, word.start() - 40), word.start()))


@lru_cache(maxsize=65536)
def _is_sure(word: str) -> bool | None:
    """Tell whether a word is surely a given name without a capital; None for an everyday word or no name."""
    countries = given_names().get(word, 0)
    if not countries or is_never(word):
        return None
    if not is_place(word) and word not in small_words() and not is_word(word):
        return countries >= WIDE or (countries >= SPREAD and word in surnames())
    return False if countries >= WIDE and is_noun_only(word) else None
