"""Claims that tell of agreement, where few places say it in the notes, or somebody is against it."""

from __future__ import annotations

import pandas as pd

from worldcafe.crossref.polarity import denied_stems, first_denied
from worldcafe.crossref.words import first_match, load_wordlists, tokenise
from worldcafe.language import reasons
from worldcafe.language.in_language import in_language, language_of
from worldcafe.language.lists import listed

AT = ["cafe", "table"]
FEW = 1 / 3  # of the places: what no more of them say is no agreement


def told_agreement(claim: str) -> str:
    """Give the words with which a claim says that all or most were of one mind, "" where it does not."""
    found = first_match("agreement", claim)
    return in_language(found.group(), language_of(claim)) if found else ""


def few_places(told: str, behind: pd.DataFrame, notes: pd.DataFrame) -> str:
    """Say at how few of the places of all notes an agreement was said by those behind it, "" for enough."""
    said = len(behind[AT].drop_duplicates())
    places = len(notes.loc[notes["table"] != "", AT].drop_duplicates())
    return reasons.AGREED.format(told=told, n=said, total=places) if 0 < said <= FEW * places else ""


def names_places(told: str) -> bool:
    """Tell whether the words of an agreement are of tables or groups, not of whoever sat at one of them."""
    language = language_of(told)
    words = listed(language, "structure", "table")
    tables = {token.stem for word in words for token in tokenise(in_language(word, language))}
    return any(token.stem in tables for token in tokenise(told))


def is_against(note: str, claim: str) -> bool:
    """Tell whether a note denies what a claim asserts, or says that somebody disagrees with it."""
    if language_of(note) != language_of(claim):
        return False
    ours = denied_stems(claim)
    matter = ours.keys() - {token.stem for token in tokenise(told_agreement(claim))}
    dissent = set(load_wordlists(language_of(claim))["agreement"]["dissent"])
    if matter & denied_stems(note).keys() and any(token.text.lower() in dissent for token in tokenise(note)):
        return True
    return not any(ours.values()) and bool(matter & first_denied(note))
