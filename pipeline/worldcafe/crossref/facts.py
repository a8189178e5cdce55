"""Claims that tell as a fact what notes only ask for."""

from __future__ import annotations

from worldcafe.crossref.words import first_match, tokenise, word_classes
from worldcafe.language.in_language import in_language, language_of


def told_as_fact(claim: str) -> str:
    """Give the words with which a claim says that something is there already, "" where it does not.

    What stands behind a word of duty or wish ("should be kept for those who are already here") is no fact.
    """
    found = first_match("fact", claim)
    if not found or _is_wished(in_language(claim[: found.end()], language_of(claim))):
        return ""
    return found.group()


def _is_wished(text: str) -> bool:
    """Whether a text has a word of duty or wish."""
    modal = word_classes("modal", language_of(text))
    return any(token.text.lower() in modal for token in tokenise(text))
