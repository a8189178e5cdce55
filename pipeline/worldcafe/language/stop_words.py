"""The words that carry grammar and no subject: the one stop list of each language."""

from __future__ import annotations

from functools import lru_cache

from worldcafe.language.lists import known_languages, listed, read_lists


@lru_cache(maxsize=32)
def stop_words(language: str = "en") -> frozenset[str]:
    """Give articles, pronouns, auxiliaries, prepositions and their like; none of an unknown language."""
    if language in known_languages():
        return frozenset(listed(language, "grammar", "stop"))
    others = read_lists("others")
    return frozenset(others[language]["stop"].split() if language in others else ())


@lru_cache(maxsize=1)
def foreign_stop_words() -> frozenset[str]:
    """Give those of all languages but English that have a file of their own."""
    return frozenset().union(*(stop_words(code) for code in known_languages() if code != "en"))


def is_function_word(word: str) -> bool:
    """Tell a stop word of English, in lower case, also without its plural's s."""
    words = stop_words()
    return word in words or word + "s" in words
