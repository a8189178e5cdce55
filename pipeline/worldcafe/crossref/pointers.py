"""Claims that say nothing themselves but point at another topic or café."""

from __future__ import annotations

import re
from collections.abc import Collection

from worldcafe.crossref.words import content_stems, load_wordlists
from worldcafe.language.in_language import in_language, language_of

MOST_OWN_WORDS = 1  # content words that a pointer may hold besides the phrase, fillers and names of topics


def only_leads(pointer: str, language: str) -> bool:
    """Tell whether a pointing phrase leads somewhere ("see Table 2") and does not say that it is the same."""
    leads = load_wordlists(language)["pointer"]["leads"]
    return any(re.match(rf"{re.escape(lead)}\b", pointer.lower()) for lead in leads)


def find_pointer(text: str, places: Collection[str]) -> str:
    """Give the pointing phrase of a claim that says nothing else or leads to a place by name, "" else.

    Args:
        text: the claim.
        places: names of topics and cafés, which a pointer may name without saying anything.
    """
    language = language_of(text)
    lists = load_wordlists(language)["pointer"]
    lower = text.lower()
    leads = "|".join(map(re.escape, lists["leads"]))
    led = "|".join(re.escape(name) for name in places if name)
    match = re.search(rf"\b(?i:{leads}) (?:{led})(?!\w)", text) if led else None
    named = match.group() if match else ""
    if named:
        return named
    phrase = next((found for found in lists["phrases"] if re.search(rf"\b{re.escape(found)}\b", lower)), "")
    if not phrase:
        return ""
    known = (in_language(name, language) for name in (*places, *lists["fillers"], *lists["phrases"]))
    empty = {stem for name in known for stem in content_stems(name)}
    own = [stem for stem in content_stems(text) if stem not in empty]
    return phrase if len(own) <= MOST_OWN_WORDS else ""
