"""Which words of a text are denied: "People do not use the wiki" denies using and the wiki, not people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from worldcafe.crossref.words import NOT, Lexicon, Token, load_wordlists, tokenise, word_classes
from worldcafe.language.in_language import ENGLISH, in_language, language_of

PAUSE = r"[.,;:!?()\[\]/]|\s[-–—]+\s"


def turned_share(one: str, other: str, lexicon: Lexicon) -> float:
    """Give the share (0-1, by weight) of the words of content in both that only one of the two denies.

    A word that a text both says and denies counts on neither side. Where both deny the same word, they are of
    one mind: 0.
    """
    left, right = denied_stems(one), denied_stems(other)
    shared = {stem: lexicon.weight(stem) for stem in left.keys() & right.keys()}
    if any(left[stem] and right[stem] for stem in shared):
        return 0.0
    turned = [weight for stem, weight in shared.items() if {left[stem], right[stem]} == {True, False}]
    return sum(turned) / max(sum(shared.values()), 1e-9)


def denied_stems(text: str) -> dict[str, bool | None]:
    """Give for each content stem whether a negation stands before it in its clause; None: here so, there not.

    A second negation in a clause takes the first one back, but in languages where both are one.
    """
    found: dict[str, bool | None] = {}
    for clause in _clauses_of(text):
        for stem, is_denied in _of_clause(clause):
            found[stem] = is_denied if found.get(stem, is_denied) is is_denied else None
    return found


def first_denied(text: str) -> frozenset[str]:
    """Give the content stems that come first behind a negation: what is denied, not what it is said of.

    Example: "Nobody should have to travel to the capital" -> {"travel"}.
    """
    found = set()
    for clause in _clauses_of(text):
        said = [(False, ""), *((is_denied, stem) for stem, is_denied in _of_clause(clause))]
        found |= {stem for (before, _), (denied, stem) in pairwise(said) if denied and not before}
    return frozenset(found)


def denies_twice(note: str, claim: str) -> bool:
    """Tell whether a claim denies in two ways more than a note does, which then may well say the same.

    Example: "No new master should open a shop without a mentor" is what "a mentor for new masters" asks for.
    A word of its own that says how far a denial goes counts as one ("no dog except ours").
    """
    denied, words = _n_denials(claim), _small(claim) - _small(note)
    is_bounded = denied > 0 and not words.isdisjoint(load_wordlists(language_of(claim))["excepting"])
    return denied + is_bounded > _n_denials(note) + 1


def _small(text: str) -> set[str]:
    """Give the words of a text in small letters."""
    return {token.text.lower() for token in tokenise(text)}


def _n_denials(text: str) -> int:
    """Count the negations of a text; where two deny once, the clauses that have any."""
    is_concord = load_wordlists(language_of(text)).get("concord", False)
    counted = [sum(_denies(clause)) for clause in _clauses_of(text)]
    return sum(min(count, 1) if is_concord else count for count in counted)


def _denies(tokens: list[Token]) -> Iterator[bool]:
    """Tell of each word of a clause whether it denies; a phrase of two words is told of once."""
    language = tokens[0].language if tokens else ENGLISH
    phrases, negations = load_wordlists(language)["phrases"], word_classes("negation", language)
    words = [token.text.lower().replace("’", "'") for token in tokens]
    place = 0
    while place < len(words):
        phrase = phrases.get(" ".join(words[place : place + 2]))
        is_phrase = phrase in ("", NOT)
        yield phrase == NOT if is_phrase else words[place] in negations or words[place].endswith("n't")
        place += 1 + is_phrase


def asks_for_missing(note: str, claim: str) -> bool:
    """Tell whether a claim asks for something of which a note only says that it is missing."""
    lists = load_wordlists(language_of(claim))
    asking = {*word_classes("modal", language_of(claim)), *lists.get("telling", "").split()}
    ours, theirs = _small(claim), _small(note)
    return not theirs.isdisjoint(lists["lack"]) and not ours.isdisjoint(asking)


def _clauses_of(text: str) -> Iterator[list[Token]]:
    """Give the words of each clause."""
    for clause in _clauses(language_of(text)).split(text):
        yield tokenise(in_language(clause, language_of(text)))


@lru_cache(maxsize=16)
def _clauses(language: str) -> re.Pattern[str]:
    """Give where a negation ends; not within a phrase ("rather than")."""
    lists = load_wordlists(language)
    phrases = [phrase.split() for phrase in lists["phrases"]]
    joining = "|".join(
        "".join(rf"(?<!\b{first} )" for first, second in phrases if second == word) + word
        for word in lists["joining"]
    )
    return re.compile(rf"{PAUSE}|\b(?:{joining})\b", re.IGNORECASE)


def _of_clause(tokens: list[Token]) -> list[tuple[str, bool]]:
    """Give the content stems of one clause and whether they are denied."""
    language = tokens[0].language if tokens else ENGLISH
    phrases, negations = load_wordlists(language)["phrases"], word_classes("negation", language)
    words = [token.text.lower().replace("’", "'") for token in tokens]
    concord = load_wordlists(language).get("concord", False)  # "no dice nada" denies once
    found, is_denied, place = [], False, 0
    embracing = load_wordlists(language).get("embracing", ())
    while place < len(words):
        if words[place] in embracing:  # "n'ouvre pas" denies opening, "n'ouvre que" does not
            is_denied = not negations.keys().isdisjoint(words[place + 1 :])
            place += 1
            continue
        phrase = phrases.get(" ".join(words[place : place + 2]))
        if phrase in ("", NOT):
            is_denied ^= phrase == NOT
            place += 2
            continue
        if words[place] in negations or words[place].endswith("n't"):
            is_denied = concord or not is_denied
        elif tokens[place].is_content:
            found.append((tokens[place].stem, is_denied))
        place += 1
    return [(stem, True) for stem, _ in found] if is_denied and _is_behind(tokens) else found


def _is_behind(tokens: list[Token]) -> bool:
    """Whether a clause ends in a negation of what stands before it: "die Brücke trägt nicht"."""
    lists = load_wordlists(tokens[0].language if tokens else ENGLISH)
    return bool(tokens) and lists.get("behind", False) and tokens[-1].text.lower() in lists["negation"]["not"]
