"""Which words are names of people or places, which are ordinary words, and the phrases around identities."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from worldcafe.language.english import lemmas, load_english
from worldcafe.language.lists import gather, known_languages
from worldcafe.language.stop_words import foreign_stop_words, stop_words

COMPOUND_CAPITAL = re.compile(r"^(?:Mc|Mac|O['’]|D['’]|De|Di|La|Le|Van)(?=[A-Z])|['’-]")
HYPHENATED = re.compile(r"[A-Z][^\W\d_A-Z]+(?:-[A-Z][^\W\d_A-Z]+)*")
PLACE_LISTS = (
    *("cities", "states", "provinces", "state_names", "departments", "regions", "municipalities"),
    *("concelhos", "distritos", "departments_and_municipalities"),
)
WIDE = 4  # countries that list a given name: no typing error and no word of one language's notes
ACCENTS = re.compile(r"[\u0300-\u036f]+")
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
def given_names() -> Mapping[str, int]:
    """Give the given names of some 70 countries, folded, each with the number of countries that list it.

    Source: the name lists of the package Faker.
    """
    return _listed("first_")


@lru_cache(maxsize=1)
def surnames() -> Mapping[str, int]:
    """Give the surnames of some 70 countries, case-folded, each with the number of countries that list it."""
    return _listed("last_")


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
def towns() -> frozenset[str]:
    """Give towns, states and provinces of some 70 countries, case-folded (from the package Faker)."""
    import pkgutil  # noqa: PLC0415
    from importlib import import_module  # noqa: PLC0415

    from faker.providers import address, ssn  # noqa: PLC0415

    providers = [
        import_module(f"{package.__name__}.{module.name}").Provider
        for package in (address, ssn)
        for module in pkgutil.iter_modules(package.__path__)
    ]
    lists = (getattr(provider, name, ()) for provider in providers for name in PLACE_LISTS)
    return frozenset(name.casefold() for name in _flat(lists))


@lru_cache(maxsize=1)
def occupations() -> frozenset[str]:
    """Give what people are by trade, in English, case-folded (from the package Faker): "dentist".

    Its list says "Engineer, civil" and "Adult nurse": the last word before any comma is the trade.
    """
    from faker.providers.job import Provider  # noqa: PLC0415

    trades = (job.partition(",")[0].split()[-1].casefold() for job in Provider.jobs)
    return frozenset(filter(str.isalpha, trades))


@lru_cache(maxsize=1)
def _dictionary() -> tuple[frozenset[str], frozenset[str]]:
    """Give the lemmas of English that are nouns only, and all others with the stop words.

    Source: the index of WordNet that the lemmatizer of spaCy carries. It names well-known people and places
    as well, among the nouns ("james", "paris").
    """
    listed = lemmas(load_english())
    others = frozenset().union(listed["verb"], listed["adj"], listed["adv"], stop_words())
    return listed["noun"] - others, others


@lru_cache(maxsize=65536)
def is_word(token: str) -> bool:
    """Tell whether a token, whatever its case and ending, is an English word.

    Example: "Buddies" -> True, "Souleymane" -> False. Names that are words too ("Grace", "Mark") are words.
    """
    word = token.casefold()
    nouns, others = _dictionary()
    if word in others or word in nouns:
        return True
    stems = (word.removesuffix(end) + stem for end, stem in SUFFIXES if word.endswith(end))
    return any(len(stem) > 2 and (stem in others or stem in nouns) for stem in stems)


def is_noun_only(token: str) -> bool:
    """Tell whether a word of the dictionary is there as a noun alone, as names of people are: "james"."""
    return token.casefold() in _dictionary()[0]


@lru_cache(maxsize=1)
def foreign_words() -> frozenset[str]:
    """Give everyday words of those languages, about a thousand each (from the package Faker)."""
    import pkgutil  # noqa: PLC0415
    from importlib import import_module  # noqa: PLC0415

    from faker.providers import lorem  # noqa: PLC0415

    others = set(known_languages()) - {"en"}
    names = [name for _, name, _ in pkgutil.iter_modules(lorem.__path__) if name[:2] in others]
    lists = (import_module(f"{lorem.__name__}.{name}").Provider.word_list for name in names)
    everyday = (word.casefold() for words in lists for word in words)
    return foreign_stop_words().union(everyday)


def labels() -> str:
    """Give the pattern of words that stand before who took part: "Scribe", "Présents"."""
    return any_of(
        (*phrases()["people"]["labels"], *gather("structure", "people"), *gather("structure", "office"))
    )


def fold(name: str) -> str:
    """Give a name without case and accents, as lists and note-takers may write it: "Seán" -> "sean"."""
    if name.isascii():
        return name.casefold()
    return ACCENTS.sub("", unicodedata.normalize("NFKD", name.casefold().replace("’", "'")))


@lru_cache(maxsize=65536)
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
    return frozenset(_translated()).union(phrases()["people"]["places"])


def _translated() -> Iterator[str]:
    """Give countries, parts of the world and large cities as each language calls them, case-folded.

    Left out are those that many countries have for a given name ("Maurice"). Source: the package Babel.
    """
    from babel import Locale  # noqa: PLC0415 - only when identities are looked for

    for language in known_languages():
        told = Locale.parse(language)
        cities = (told.time_zones[zone].get("city", "") for zone in told.time_zones)
        for name in map(str.casefold, (*told.territories.values(), *cities)):
            if spread(name) < WIDE:
                yield name


def is_never(word: str) -> bool:
    """Tell whether a word is listed as never being a name by itself."""
    return word.casefold() in _never()


def is_title(key: str) -> bool:
    """Tell whether a word, case-folded, is a title before a name: "doña"."""
    return key in _titles()


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset(map(fold, phrases()["people"]["titles"]))


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    lists = phrases()
    return frozenset().union(
        *(lists["people"][key] for key in ("never", "waters", "products")), lists["affiliations"]["public"]
    )


def _listed(part: str) -> Mapping[str, int]:
    """Count for each name the countries in whose lists (of Faker, with `part` in their name) it stands."""
    import pkgutil  # noqa: PLC0415
    from importlib import import_module  # noqa: PLC0415

    from faker.providers import person  # noqa: PLC0415

    counts: Counter[str] = Counter()
    for module in pkgutil.iter_modules(person.__path__, f"{person.__name__}."):
        provider = import_module(module.name).Provider
        lists = [getattr(provider, key) for key in dir(provider) if part in key]
        names = {name.casefold() for name in _flat(lists) if len(name) > 1}
        counts.update(names.union(*([fold(name)] for name in names if not name.isascii())))
    return counts


def _flat(values: Iterable[Any]) -> Iterator[str]:
    """Give the strings of nested lists, values or weights of other types left out."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Iterable):
            yield from _flat(value)
