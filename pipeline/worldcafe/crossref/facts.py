"""Claims that tell as a fact what notes only ask for."""

from __future__ import annotations

from collections.abc import Sequence

from worldcafe.crossref.words import first_match, load_wordlists, tokenise, word_classes
from worldcafe.language.in_language import in_language, language_of


def told_as_fact(claim: str) -> str:
    """Give the words with which a claim says that something is there already, "" where it does not.

    What stands behind a word of duty or wish ("should be kept for those who are already here") is no fact.
    """
    found = first_match("fact", claim)
    if not found or _is_wished(in_language(claim[: found.end()], language_of(claim))):
        return ""
    return found.group()


def told_as_guess(claim: str, notes: Sequence[str]) -> str:
    """Give the word with which a claim only thinks of what notes tell, "" where it or a note does not."""
    lists = load_wordlists(language_of(claim))["hedge"]
    hedges = _words(claim) & set(lists["only"])
    is_open = any(_words(note) & set(lists["words"]) for note in notes)
    return "" if is_open else min(hedges, default="")


def _words(text: str) -> set[str]:
    """Give the words of a text in small letters."""
    return {token.text.lower() for token in tokenise(text)}


def _is_wished(text: str) -> bool:
    """Whether a text has a word of duty or wish."""
    modal = word_classes("modal", language_of(text))
    return any(token.text.lower() in modal for token in tokenise(text))
