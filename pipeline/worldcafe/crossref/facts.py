"""Claims that tell as a fact what notes only ask for."""

from __future__ import annotations

from worldcafe.crossref.words import list_patterns, tokenise, word_classes
from worldcafe.language.in_language import in_language, language_of


def told_as_fact(claim: str) -> str:
    """Give the words with which a claim says that something is there already, "" where it does not.

    What stands behind a word of duty or wish ("should be kept for those who are already here") is no fact.
    """
    language = language_of(claim)
    found = next(filter(None, (pattern.search(claim) for pattern in list_patterns("fact", language))), None)
    return found.group() if found and not _is_wished(in_language(claim[: found.end()], language)) else ""


def _is_wished(text: str) -> bool:
    """Whether a text has a word of duty or wish."""
    modal = word_classes("modal", language_of(text))
    return any(token.text.lower() in modal for token in tokenise(text))
