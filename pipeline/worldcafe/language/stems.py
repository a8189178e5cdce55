"""What the forms of a word have in common, by the one stemmer."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

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

    A language without an algorithm has its words as they are.
    """
    algorithm = ALGORITHMS.get(language)
    return str(_stemmer(algorithm).stemWord(word)) if algorithm else word


@lru_cache(maxsize=len(ALGORITHMS))
def _stemmer(algorithm: str) -> Any:
    import snowballstemmer  # noqa: PLC0415

    return snowballstemmer.stemmer(algorithm)
