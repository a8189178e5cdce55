"""Folders that are called after people, whose names would else show as those of cafés."""

from __future__ import annotations

from collections.abc import Iterable

from worldcafe.redact.lexicon import phrases
from worldcafe.redact.name_likelihood import Standing, Standings, is_place
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
    standings = [Standings(usage).of(word) for word in words]
    if all(map(is_place, words)) or min(standings) == max(standings) == Standing.OPEN:
        return False
    named = {part for name in people for part in name.split()}
    return not named.isdisjoint(words) or (standings[0] >= Standing.LIKELY and min(standings) > Standing.NO)


def _has_capital(word: str) -> bool:
    return word[:1].isupper() and word.replace("-", "").replace("'", "").replace("’", "").isalpha()
