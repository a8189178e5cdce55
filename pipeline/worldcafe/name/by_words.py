"""Phrases of notes in the languages whose grammar is not read: words of substance that stand together.

A phrase is one to three such words in a row, or two with a linking word between them ("place de l'église").
Where a language writes nouns with a capital, a phrase ends in one. Of a language without lists only the stop
words are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from worldcafe.language.lists import known_languages, languages_with, listed, read_lists
from worldcafe.language.stems import family
from worldcafe.language.stop_words import stop_words
from worldcafe.language.words import PLACEHOLDER
from worldcafe.name.phrases import NotePhrases, Phrase

HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
BETWEEN = re.compile(r"[ \t]*['’]?[ \t]*")  # what may stand between two words of a phrase
MOST_WORDS = 3  # of substance
SHORTEST = 3  # letters of a word of substance


def phrases_by_words(text: str, language: str) -> NotePhrases:
    """Give the phrases of a note, and its subject words: the family of each and how it is written."""
    plain = PLACEHOLDER.sub(" ", text)
    words = [match for match in HYPHENATED.finditer(plain) if _is_subject(match.group(), language)]
    found = dict.fromkeys(
        _phrase(plain[start:end], language) for start, end in _runs(plain, language) if start < end
    )
    said = tuple((family(word.group().lower(), language), _written(word.group(), language)) for word in words)
    return NotePhrases(tuple(found), said)


def _runs(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Give where phrases stand: every part of a run of words of substance, and the links between them."""
    row: list[re.Match[str]] = []
    for word in HYPHENATED.finditer(text):
        if row and not BETWEEN.fullmatch(text, row[-1].end(), word.start()):
            row = []
        if not (_is_subject(word.group(), language) or (row and _links(word.group(), language))):
            row = []
            continue
        row.append(word)
        if not _is_subject(word.group(), language) or not _is_head(word.group(), language):
            continue
        for first in range(len(row)):
            of_substance = [one for one in row[first:] if _is_subject(one.group(), language)]
            if row[first] is of_substance[0] and len(of_substance) <= MOST_WORDS:
                yield row[first].start(), word.end()


def _phrase(text: str, language: str) -> Phrase:
    """Make a phrase of what stands in a note."""
    words = [word for word in HYPHENATED.findall(text) if _is_subject(word, language)]
    families = tuple(family(word.lower(), language) for word in words)
    written = text if _has_capitals(language) else " ".join(_written(part, language) for part in text.split())
    return Phrase(written, families, telling=families, carries=families[-1:], language=language)


def _is_subject(word: str, language: str) -> bool:
    """Tell a word that carries a subject from grammar and verbs."""
    return len(word) >= SHORTEST and word.lower() not in _grammar(language)


def _is_head(word: str, language: str) -> bool:
    """Tell a word that may end a phrase: a noun, where nouns have capitals."""
    return word[0].isupper() or not _has_capitals(language)


def _links(word: str, language: str) -> bool:
    return language in known_languages() and word.lower() in listed(language, "naming", "linking")


def _written(word: str, language: str) -> str:
    """Give a word as it is written inside a sentence; names in capitals stay."""
    return word if _has_capitals(language) or not word[1:].islower() else word.lower()


@lru_cache(maxsize=16)
def _grammar(language: str) -> frozenset[str]:
    """Give what names nothing: stop words, frequent verbs, and the words that only propose."""
    if language not in known_languages():
        return stop_words(language)
    lists = (("structure", "verb"), ("kinds", "finite"), ("wording", "empty"), ("naming", "light"))
    return stop_words(language).union(*(listed(language, *where) for where in lists))


def _has_capitals(language: str) -> bool:
    """Tell whether nouns are written with a capital."""
    return language in languages_with("naming") and bool(read_lists(language)["naming"].get("capital"))
