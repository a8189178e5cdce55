"""Claims that tell as a fact what notes only ask for."""

from __future__ import annotations

import re
from functools import lru_cache

from worldcafe.crossref.words import load_wordlists
from worldcafe.language.in_language import language_of


def told_as_fact(claim: str) -> str:
    """Give the words with which a claim says that something is there already, "" where it does not."""
    found = next(filter(None, (pattern.search(claim) for pattern in _facts(language_of(claim)))), None)
    return found.group() if found else ""


@lru_cache(maxsize=16)
def _facts(language: str) -> tuple[re.Pattern[str], ...]:
    """Give the patterns of what is there already."""
    return tuple(re.compile(source, re.IGNORECASE) for source in load_wordlists(language)["fact"]["patterns"])
