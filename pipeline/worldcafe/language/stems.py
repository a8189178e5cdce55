"""What the forms of a word have in common, by the one stemmer."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from worldcafe.language.lists import known_languages, read_lists

ALGORITHMS = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}


@lru_cache(maxsize=100_000)
def family(word: str, language: str = "en") -> str:
    """Give what "mentor", "mentors" and "mentoring" have in common (Snowball), in lower case.

    Irregular forms are those of their word, and regular ones that the algorithm leaves apart ("gepflegt",
    "pflegen") are respelled before. A language without an algorithm has its words as they are.
    """
    algorithm = ALGORITHMS.get(language)
    return str(_stemmer(algorithm).stemWord(_base(word, language))) if algorithm else word


def _base(word: str, language: str) -> str:
    """Give the word of which another is a form that the lists of a language tell."""
    irregular = _irregular(language)
    if word in irregular:
        return irregular[word]
    for pattern, base in _respelled(language):
        found, times = pattern.subn(base, word, count=1)
        if times:
            return irregular.get(found, found)
    return word


@lru_cache(maxsize=32)
def _irregular(language: str) -> dict[str, str]:
    """Give form -> word."""
    forms = _lists(language).get("forms", ())
    return {form: word for word, *others in map(str.split, forms) for form in others}


@lru_cache(maxsize=32)
def _respelled(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(source), base) for source, base in _lists(language).get("respelled", ()))


def _lists(language: str) -> dict[str, Any]:
    """Give the words of the grammar of a language, none of an unknown one."""
    return read_lists(language)["grammar"] if language in known_languages() else {}


@lru_cache(maxsize=len(ALGORITHMS))
def _stemmer(algorithm: str) -> Any:
    import snowballstemmer  # noqa: PLC0415

    return snowballstemmer.stemmer(algorithm)
