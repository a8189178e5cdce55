"""Which words are names of people or places, which are ordinary words, and the phrases around identities."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import resources
from typing import Any

from worldcafe.language import load_english

SUFFIXES = (
    ("ies", "y"),
    ("es", ""),
    ("es", "e"),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
)


@lru_cache(maxsize=1)
def phrases() -> dict[str, dict[str, tuple[str, ...]]]:
    """Give the phrases of `data/identities.toml`, section by section."""
    text = resources.files("worldcafe").joinpath("data/identities.toml").read_text(encoding="utf-8")
    return {
        section: {key: tuple(values) for key, values in lists.items()}
        for section, lists in tomllib.loads(text).items()
    }


def any_of(words: Iterable[str]) -> str:
    """Give a pattern that matches any of the words, the longest first, with any white space inside."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered) + ")"


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Give the given names of some 70 languages, case-folded (the name lists of the package Faker)."""
    return frozenset(name.casefold() for name in _names("first_name") if len(name) > 2)


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Give the surnames of some 70 languages, case-folded (the name lists of the package Faker)."""
    return frozenset(name.casefold() for name in _names("last_name") if len(name) > 2)


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """Give the English names of countries, case-folded (from the package Faker)."""
    from faker.providers.date_time import Provider  # noqa: PLC0415 - only when identities are looked for

    return frozenset(country.name.casefold() for country in Provider.countries)


@lru_cache(maxsize=1)
def capitals() -> frozenset[str]:
    """Give the English names of capital cities, case-folded (from the package Faker)."""
    from faker.providers.date_time import Provider  # noqa: PLC0415

    return frozenset(country.capital.casefold() for country in Provider.countries)


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    """Give the lemmas of English words: the index of WordNet that the lemmatizer of spaCy carries."""
    nlp: Any = load_english()
    index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    lemmas = frozenset(str(word) for words in index.values() for word in words)
    return lemmas | frozenset(nlp.Defaults.stop_words)


@lru_cache(maxsize=65536)
def is_word(token: str) -> bool:
    """Tell whether a token, whatever its case and ending, is an English word.

    Example: "Buddies" -> True, "Souleymane" -> False. Names that are words too ("Grace", "Mark") are words.
    """
    word, known = token.casefold(), _dictionary()
    stems = (word.removesuffix(end) + stem for end, stem in SUFFIXES if word.endswith(end))
    return word in known or any(stem in known for stem in stems)


def _names(prefix: str) -> Iterator[str]:
    """Give all names of the providers of Faker whose lists begin with `prefix`."""
    import pkgutil  # noqa: PLC0415
    from importlib import import_module  # noqa: PLC0415

    from faker.providers import person  # noqa: PLC0415

    for module in pkgutil.iter_modules(person.__path__, f"{person.__name__}."):
        provider = import_module(module.name).Provider
        for attribute in dir(provider):
            if attribute.startswith(prefix):
                yield from _flat(getattr(provider, attribute))


def _flat(values: Any) -> Iterator[str]:
    """Give the strings of nested tuples, the values or weights of other types left out."""
    if isinstance(values, str):
        yield values
    elif isinstance(values, Iterable):
        for value in values:
            yield from _flat(value)
