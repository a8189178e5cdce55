"""The words of all languages that tell where sentences end and how they begin."""

from __future__ import annotations

from functools import lru_cache

from worldcafe.language.lists import gather

KEYS = ("abbreviation", "numbered", "trailing", "opener", "utterance", "continuation", "verb", "month")


@lru_cache(maxsize=1)
def continuations() -> tuple[str, ...]:
    """Give how fragments begin that only go on, each with the blank behind it."""
    return tuple(f"{word} " for word in sorted(sentence_words()["continuation"]))


@lru_cache(maxsize=1)
def sentence_words() -> dict[str, frozenset[str]]:
    """Give the lists of structure that `KEYS` name, the languages together."""
    return {key: frozenset(gather("structure", key)) for key in KEYS}
