"""Roles that one person alone has, where they tell who spoke: "the vicar at St Ann's", "as chair, I".

Four signs make a role somebody's: its place has a name, only one person has it, it is told of a speaker, or
it stands beside a name. Other roles stay: what is asked of "the council" or of "teachers" exposes nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache

from worldcafe.language.lists import known_languages, read_lists
from worldcafe.language.stop_words import stop_words
from worldcafe.language.words import JOINED_LETTERS
from worldcafe.redact.dictionaries import is_spelled
from worldcafe.redact.finding import CONTEXT, PERSON, ROLE, Finding
from worldcafe.redact.lexicon import any_of, is_place, occupations, phrases, spread
from worldcafe.redact.name_usage import Usage
from worldcafe.redact.vocabulary import Vocabulary

Lists = Mapping[str, Sequence[str]]
NAME = r"(?-i:[A-ZÀ-ÖØ-Þ][\w’'-]*\w|\d+\b)"
SITE = rf"(?:(?-i:Ste?|Sta)\.?\s)?{NAME}(?:\s{NAME}){{0,4}}"
A_WORD = JOINED_LETTERS.pattern
STOPS = ".,;:!?()[]\"'*_"
NAMED_PLACE = "a role at a place that has a name"
ONLY_ONE = "a role that only one person has"
SPEAKER = "a role that tells who spoke"
BESIDE_NAME = "what stands beside a name"
FEW = "a role that few have"  # reported alone
REASONS = (NAMED_PLACE, ONLY_ONE, SPEAKER, FEW)


def find_roles(
    texts: Sequence[str], vocabulary: Vocabulary, usage: Usage, public_from: int
) -> Iterator[Finding]:
    """Give the roles that tell who somebody is, and for the analyst's eyes those that may.

    A bare role that is said at `public_from` tables or more is a subject, and stays.
    """
    words = _role_words()
    rows = vocabulary.rows_with(
        token for token in vocabulary.tokens if token.strip(STOPS).casefold() in words
    )
    for row in rows:
        found: list[Finding] = []
        for reason, match in _matches(texts[row]):
            start, end = match.span("role")
            bare = reason in (SPEAKER, FEW)
            is_public = bare and usage.is_public(match["role"].split()[-1], public_from)
            if not is_public and all(end <= other.start or start >= other.end for other in found):
                goes = reason != FEW
                found.append(Finding(row, start, end, ROLE if goes else CONTEXT, reason, removed=goes))
        yield from found


def _matches(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Give the roles in a text, each with its reason, the surest first; public offices are none."""
    found = [(reason, match) for reason, pattern in _patterns() for match in pattern.finditer(text)]
    for reason, match in sorted(found, key=lambda pair: REASONS.index(pair[0])):
        if reason != NAMED_PLACE or _is_name_of_place(match["place"]):
            yield reason, match


def _is_name_of_place(place: str) -> bool:
    """Tell whether a place has a name of its own: no country, no noun that German gives a capital."""
    words = place.split()
    return not is_place(place) and not all(is_spelled(word, "de") and not spread(word) for word in words)


def find_roles_beside(
    texts: Sequence[str], people: Iterable[Finding], languages: Set[str]
) -> Iterator[Finding]:
    """Give what stands beside names and tells whose they are: "(treasurer)", "from the finance team said".

    Words of other languages than `languages` tell nothing: "Wren van Aalst put it" has no Dutch "from".
    """
    pattern = _beside(frozenset(languages))
    for found in people:
        text = texts[found.row]
        match = pattern.match(text, found.end) if found.type == PERSON else None
        if match:
            start, end = next(match.span(group) for group in match.groupdict() if match[group])
            yield Finding(found.row, start, end, ROLE, BESIDE_NAME)


@lru_cache(maxsize=1)
def _role_words() -> frozenset[str]:
    """Give the last words of roles, case-folded."""
    listed = (role.split()[-1] for lists in _lists().values() for role in _persons(lists))
    return frozenset(listed).union(_trades())


@lru_cache(maxsize=1)
def _lists() -> dict[str, Lists]:
    """Give the words around roles by language."""
    found = {code: read_lists(code).get("roles") for code in known_languages()}
    return {code: lists for code, lists in found.items() if lists}


def _persons(lists: Lists) -> list[str]:
    return [*lists["single"], *lists["people"]]


@lru_cache(maxsize=1)
def _trades() -> frozenset[str]:
    return occupations().difference(read_lists("english")["roles"]["no_trade"])


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Give the patterns for roles in all languages, each with the reason for which its group "role" goes."""
    return [
        (reason, re.compile(source, re.IGNORECASE))
        for language, lists in _lists().items()
        for reason, source in _sources(language, lists, _trades() if language == "en" else ())
    ]


def _sources(language: str, lists: Lists, trades: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the patterns for the roles of one language."""
    the, where = _article(lists), rf"\s+{_joined(lists['at'])}(?:{_article(lists)})?"
    single = rf"{_modified(lists)}{any_of(lists['single'])}\b"
    trade = rf"{_modified(lists)}{any_of((*lists['single'], *trades))}\b"
    person = rf"{any_of((*_persons(lists), *trades))}\b"
    of_place = rf"(?:{where}{A_WORD}(?:\s+{A_WORD}){{0,3}}?)?"
    first = rf"(?=\s*,|\s+{any_of(lists['first_person'])}\b)"
    yield NAMED_PLACE, rf"\b{the}(?P<role>{trade}{where}(?P<place>{SITE}))"
    a_word = rf"(?!{any_of(stop_words(language))}\b){A_WORD}"  # no "only thing a dean"
    only = rf"{any_of(lists['only'])}\s+(?:{a_word}\s+){{0,2}}?{person}(?:{where}\w+(?:\s\d+)?)?"
    yield ONLY_ONE, rf"\b{the}(?P<role>{only})"
    yield SPEAKER, rf"\b{any_of(lists['as'])}\s+(?:{the})?(?P<role>{single}{of_place}){first}"
    yield SPEAKER, rf"\b{any_of(lists['i_am'])}\s+{the}(?P<role>{single}(?:{where}{A_WORD})?)"
    yield SPEAKER, rf"\b{the}(?P<role>{single})(?=,?\s+{_speech()}\b)"
    yield SPEAKER, rf"\b{any_of(lists['told_by'])}\s+{the}(?P<role>{single})"
    yield SPEAKER, rf"[(–—-]\s*{the}(?P<role>{single})\s*\)?\s*$"
    asked = rf"(?!\s+{any_of(lists['asked'])}\b)"
    yield FEW, rf"\b(?:{the}|{any_of(lists['as'])}\s+)(?P<role>{single}){asked}"
    yield FEW, rf"\b{the}(?P<role>{any_of(lists['only'])}\s+(?:{A_WORD}\s+){{1,2}}?{where}\w+)"


@lru_cache(maxsize=8)
def _beside(languages: frozenset[str]) -> re.Pattern[str]:
    """Match a role in brackets or behind a comma after a name, or the body that a speaker is from."""
    sources = []
    for language, lists in _lists().items():
        if language not in languages:
            continue
        the, trades = _article(lists), _trades() if language == "en" else ()
        role = rf"(?:{A_WORD}\s+){{0,2}}?{any_of((*_persons(lists), *trades))}\b(?:\s+{A_WORD}){{0,4}}"
        told = rf"(?:\s*[(,]){{1,2}}\s*(?:{the})?(?P<role_{language}>{role})\s*(?=[),;.]|$)"
        body = rf"(?P<body_{language}>{A_WORD}(?:\s+{A_WORD}){{0,2}}?)(?=\s*[:,)]|\s+{_speech()}\b)"
        sources += [told, rf"\s+{_joined(lists['from'])}(?:{the})?{body}"]
    return re.compile("|".join(sources), re.IGNORECASE)


def _article(lists: Lists) -> str:
    return _joined(lists["the"])


def _joined(words: Iterable[str]) -> str:
    """Match one of some words with the white space after it, which an elision has not: "the ", "l'"."""
    elided = [word for word in words if word[-1] in "'’"]
    whole = rf"{any_of(word for word in words if word not in elided)}\s+"
    return rf"(?:{any_of(elided)}|{whole})" if elided else whole


def _modified(lists: Lists) -> str:
    return rf"(?:{any_of(lists['modifiers'])}[\s-]+)*"


def _speech() -> str:
    return any_of(phrases()["people"]["speech"])
