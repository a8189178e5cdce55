"""Organisations and countries, where a note gives its speaker away by them.

A speaker tells of his own: "it was done with X", "X has done many studies", "X's paper", "(.xx)". What is
spoken *about* stays: names that the organisers announced, or that several tables use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from worldcafe.language.lists import known_languages
from worldcafe.language.prefilter import prefilter
from worldcafe.redact.dictionaries import is_spelled
from worldcafe.redact.finding import COUNTRY, ORGANISATION, Finding
from worldcafe.redact.lexicon import (
    any_of,
    countries,
    fold,
    given_names,
    is_acronym,
    is_never,
    is_word,
    phrases,
)
from worldcafe.redact.name_usage import Usage
from worldcafe.redact.vocabulary import PROPER, Vocabulary

DOMAIN = re.compile(r"(?<![\w.])\.[a-z]{2}(?![\w.-])")
BRACKETED = re.compile(r"\((?:e\.g\.?,?\s+|cf\.?\s+|see\s+)?([^\W\d_][\w&-]+)\)")
CAPITALS = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"
TAIL = re.compile(rf"(?:\s{CAPITALS}){{0,2}}")  # words that the name of a body may end in: "Norholt Foods"
REGION = re.compile(r"(?<!\w)(?:(?:North|South|East|West|Central|Latin)(?:ern)?\s+)?[A-Z][a-z]+")


@lru_cache(maxsize=1)
def _countries() -> re.Pattern[str]:
    """Match the name of a country."""
    return re.compile(rf"(?<!\w){any_of(name.title() for name in countries())}(?!\w)")


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    """Match what stands before an affiliation."""
    return re.compile(rf"\b{any_of(phrases()['affiliations']['lead_ins'])}\s+(?:the\s+)?$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _acts() -> str:
    """Give the pattern of doings that only a participant's own body is told of."""
    lists = phrases()["affiliations"]
    adverb = rf"(?:(?:\w+ly|{any_of(lists['adverbs'])})\s+)?"
    participle = r"\w+ed|done|made|run|built|begun|held|written|found|gone|come|\d"
    perfect = rf"(?:has|have|had)\s+{adverb}(?:{participle}|{any_of(lists['possession'])})\b"
    still = rf"{adverb}still\s+(?:has|have|\w+s)\b"
    return rf"{adverb}(?:{any_of(lists['finished'])}\b|{any_of(lists['agentive'])}\b|{perfect}|{still})"


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    """Match what follows an affiliation: doings, things of its own."""
    lists = phrases()["affiliations"]
    works = rf"(?:['’]s\s+(?:own\s+)?|\s+){any_of(lists['works'])}\b(?!\s+(?:is|are|should|could|would|will))"
    people = rf"\s+{any_of(lists['people'])}\b"
    return re.compile(
        rf"^(?:{works}|['’]s\s+had\b|{people}|,?\s+{any_of(lists['followers'])}\b|\s+{_acts()})",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _region_acts() -> re.Pattern[str]:
    """Match a region that acts as a body: "the Baltic region proposed a fund"."""
    nouns = any_of(phrases()["affiliations"]["regions"])
    return re.compile(rf"({REGION.pattern}\s+{nouns})(?=\s+{_acts()})")


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    """Match how a sentence begins that tells of one's own place: "In "."""
    words = any_of(phrases()["affiliations"]["opening"])
    return re.compile(rf"(?:^|[.!?;:–—-]\s+)\W*{words}\s+(?:the\s+)?$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _goes_on() -> re.Pattern[str]:
    """Match how it goes on behind the name: ", ", " we"."""
    return re.compile(rf"\s*,|\s+{any_of(phrases()['affiliations']['own'])}\b")


def find_affiliations(
    texts: Sequence[str], vocabulary: Vocabulary, usage: Usage, public_from: int
) -> Iterator[Finding]:
    """Give the organisations and countries that tell whose statement a note is."""
    found = chain(
        _domains(texts),
        _bracketed(texts),
        _regions(texts),
        _institutions(texts, usage, public_from),
        _attributed_countries(texts, vocabulary),
        _attributed_names(
            texts,
            vocabulary,
            lambda name: not usage.is_public(name, public_from) and _is_unlisted(name),
        ),
    )
    for finding in found:
        if not usage.is_public(texts[finding.row][finding.start : finding.end], public_from):
            yield finding


def _domains(texts: Sequence[str]) -> Iterator[Finding]:
    """Give the country code domains that stand by themselves: "(.xx)"."""
    for row in prefilter(texts, r"\.[a-z]{2}"):
        for match in DOMAIN.finditer(texts[row]):
            yield Finding(row, *match.span(), COUNTRY, "country code domain")


def _bracketed(texts: Sequence[str]) -> Iterator[Finding]:
    """Give the unknown names in brackets that no words before them spell out."""
    for row in prefilter(texts, r"\("):
        for match in BRACKETED.finditer(texts[row]):
            name = match[1]
            if name.islower() and any(is_spelled(name, language) for language in known_languages()):
                continue  # a word of some language: "(derecha)"
            if _is_unlisted(name) and not _is_spelled_out(name, texts[row][: match.start()]):
                yield Finding(row, *match.span(1), ORGANISATION, "given in brackets as an example")


def _regions(texts: Sequence[str]) -> Iterator[Finding]:
    """Give the regions that act as bodies."""
    for row in prefilter(texts, "|".join(map(re.escape, phrases()["affiliations"]["regions"]))):
        for match in _region_acts().finditer(texts[row]):
            yield Finding(row, *match.span(1), ORGANISATION, "a region that acts")


def _institutions(texts: Sequence[str], usage: Usage, public_from: int) -> Iterator[Finding]:
    """Give the universities and their like at which something is done: "at the University of Kent"."""
    for row in prefilter(texts, "|".join(phrases()["affiliations"]["institutions"])):
        for match in _institution().finditer(texts[row]):
            if not any(usage.is_public(name, public_from) for name in _own_words(match["name"])):
                yield Finding(
                    row, *match.span("name"), ORGANISATION, "an institution at which something is done"
                )


@lru_cache(maxsize=1)
def _institution() -> re.Pattern[str]:
    """Match the name of an institution behind "at" or "from"."""
    lists = phrases()["affiliations"]
    kind = any_of(lists["institutions"])
    of = rf"(?:\s(?:{any_of(lists['of'])}\s)?(?:the\s)?{CAPITALS}){{1,4}}"
    return re.compile(
        rf"(?<!\w)(?i:{any_of(lists['at'])})\s(?P<name>(?:{CAPITALS}\s){{1,3}}{kind}\b(?:{of})?|{kind}{of})"
    )


def _own_words(name: str) -> Iterator[str]:
    """Give the words that an institution does not share with its like."""
    shared = phrases()["affiliations"]["institutions"]
    return (word for word in PROPER.findall(name) if word not in shared)


def _attributed_countries(texts: Sequence[str], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Give the countries of which something is told that only their own people tell."""
    countries = _country_words()
    for row in vocabulary.rows_with(
        [
            token
            for token, names in vocabulary.proper.items()
            if any(name.casefold() in countries for name in names)
        ]
    ):
        for match in _countries().finditer(texts[row]):
            if reason := _reason(texts[row], *match.span()):
                yield Finding(row, *match.span(), COUNTRY, reason)


def _attributed_names(
    texts: Sequence[str], vocabulary: Vocabulary, is_suspect: Callable[[str], bool]
) -> Iterator[Finding]:
    """Give the suspect names of which something is told that only their own people tell."""
    suspects = {name for names in vocabulary.proper.values() for name in names if is_suspect(name)}
    for row in vocabulary.rows_with(
        [token for token, names in vocabulary.proper.items() if not suspects.isdisjoint(names)]
    ):
        for match in PROPER.finditer(texts[row]):
            if match[0] in suspects:
                tail = TAIL.match(texts[row], match.end())
                end = tail.end() if tail else match.end()
                if reason := _reason(texts[row], match.start(), end):
                    yield Finding(row, match.start(), end, ORGANISATION, reason)


@lru_cache(maxsize=1)
def _country_words() -> frozenset[str]:
    """Give the words that names of countries are made of."""
    return frozenset(word for name in countries() for word in re.findall(r"\w+", name))


def _reason(text: str, start: int, end: int) -> str:
    """Say why a name is an affiliation, "" when nothing says so."""
    if _after().match(text[end : end + 60]):
        return "an example from one's own place, by the words after it"
    if _before().search(text[max(0, start - 40) : start]):
        return "an example from one's own place, by the words before it"
    if is_acronym(text[start:end]) and _opening().search(text[:start]) and _goes_on().match(text, end):
        return "an example from one's own place, with which a sentence begins"
    return ""


@lru_cache(maxsize=65536)
def _is_unlisted(name: str) -> bool:
    """Tell whether no list has a name with a capital: words, countries, names of people."""
    if len(name) < 3 or name.casefold() in countries() or is_never(name):
        return False
    capitals = sum(map(str.isupper, name))
    if capitals > 1:
        return not _is_hyphenated_code(name)
    if "-" in name and all(map(is_word, name.split("-"))):
        return False
    return not is_word(name) and fold(name) not in given_names()


def _is_spelled_out(name: str, before: str) -> bool:
    """Tell whether an abbreviation stands behind its words: "evidence-based practice (EBP)"."""
    letters = [character for character in name.casefold() if character.isalpha()]
    words = [word[0].casefold() for word in re.findall(r"[^\W\d_]+", before[-120:])]
    return name[1:] != name[1:].lower() and _is_within(letters, words[-len(letters) - 4 :])


def _is_within(letters: list[str], initials: list[str]) -> bool:
    """Tell whether letters stand among the initials of words, in order."""
    rest = iter(initials)
    return all(letter in rest for letter in letters)


def _is_hyphenated_code(name: str) -> bool:
    """Tell whether a name is a programme or a plan ("OPS-LINE") rather than a body ("Karst-IX")."""
    first, hyphen, last = name.partition("-")
    is_half = (
        first.istitle() and last.isupper() and first.casefold() not in phrases()["affiliations"]["prefixes"]
    )
    return bool(hyphen) and not is_half
