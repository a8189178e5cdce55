"""Folders that are called after people, whose names would else show as those of cafés."""

from __future__ import annotations

from collections.abc import Iterable

from worldcafe.redact.lexicon import is_acronym, is_never, is_place, is_word, phrases, spread
from worldcafe.redact.name_usage import Usage

MOST_WORDS = 4  # of a name


def is_called_after(cafe: str, people: Iterable[str], usage: Usage) -> bool:
    """Tell whether the whole name of a café, which no heading says, is a person's.

    With so little around it a name that is a word too ("Rose") counts as one, unless it is a town or a
    country; so does every word beside one of the `people` that were found ("Marigold Featherstone").
    """
    words = cafe.split()
    if not 0 < len(words) <= MOST_WORDS or not all(map(_has_capital, words)):
        return False
    if any(word.casefold() in phrases()["people"]["bodies"] for word in words):
        return False
    if all(map(is_place, words)):
        return False
    named = {part for name in people for part in name.split()}
    may_be = all(bool(spread(word)) or not _is_everyday(word, usage) for word in words)
    return not named.isdisjoint(words) or (
        bool(spread(words[0])) and may_be and not any(map(is_never, words))
    )


def _is_everyday(word: str, usage: Usage) -> bool:
    """Tell whether a word that no list has for a name is one of everyday, a place or an abbreviation."""
    key = word.casefold()
    return is_word(key) or is_place(key) or is_acronym(word) or key in usage.lowered


def _has_capital(word: str) -> bool:
    return word[:1].isupper() and word.replace("-", "").replace("'", "").replace("’", "").isalpha()
