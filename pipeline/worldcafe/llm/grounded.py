"""What an answer holds that the notes do not: quotes, numbers, amounts, names, words, denials, markup.

It is strict rather than clever: an answer dropped costs a nicer sentence, one that invents costs trust.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from worldcafe.crossref.polarity import denied_stems
from worldcafe.crossref.quantities import new_figures
from worldcafe.crossref.words import content_stems, number_of, tokenise, word_classes
from worldcafe.llm.prompts import shipped

MARKS = r"[\"“”„‟«»‹›「」『』〝〞]|''"  # a quote stands between each and the next, or the end
SINGLE = r"(?<!\w)['‘‚‛´]+(?=\w)(.+?)(?:['’‘´](?!\w)|$)"  # within a word it is an apostrophe
ODD = r"[<>{}\[\]`|\\]|://|\w\.[a-z]{2,}|@|[\x00-\x08\x0b-\x1f\x7f]|\*\*|^#"
SENTENCES = r"(?<=[.!?…:])\s+|\n+"


def ungrounded(answer: str, notes: Sequence[str]) -> str:
    """Say what an answer holds that no note does: "a quote", "a number", "a name" ...; "" for nothing.

    Args:
        answer: what a model wrote.
        notes: the texts that it was given; words that only tell that somebody said something are free.
    """
    return next(_found(answer, notes), "")


def _found(answer: str, notes: Sequence[str]) -> Iterator[str]:
    if re.search(ODD, answer, re.MULTILINE):
        yield "markup"
    said = [_plain(note) for note in notes]
    if any(not any(quote in note for note in said) for quote in _quotes(answer)):
        yield "a quote"
    known = {token.text.lower() for note in notes for token in tokenise(note)}
    if _numbers([answer]) - _numbers(notes) or new_figures(". ".join(notes), answer):
        yield "a number"
    if _amounts([answer]) - _amounts(notes):
        yield "an amount"
    if _names(answer, known):
        yield "a name"
    stems = {stem for note in notes for stem in content_stems(note)}
    if set(content_stems(answer)) - stems - _free():
        yield "words of its own"
    if _turned(answer, notes):
        yield "a denial"


def _quotes(answer: str) -> list[str]:
    """Give what stands between marks of quotation."""
    return [_plain(found) for found in (*re.split(MARKS, answer)[1::2], *re.findall(SINGLE, answer))]


def _plain(text: str) -> str:
    """Give a text by its words alone, so that marks and spaces decide nothing."""
    return " ".join(token.text.lower() for token in tokenise(text))


def _numbers(texts: Sequence[str]) -> set[str]:
    """Give the numbers in some texts, in figures or in words."""
    return {number for text in texts for token in tokenise(text) if (number := number_of(token))}


def _amounts(texts: Sequence[str]) -> set[str]:
    """Give the words for amounts in some texts, each by itself: who says "every" has not said "everyone"."""
    words = {token.text.lower() for text in texts for token in tokenise(text)} - {*shipped()["telling"]}
    return words & word_classes("quantity").keys()


def _names(answer: str, known: Collection[str]) -> list[str]:
    """Give words in capitals that no note has; the first of a sentence is in capitals anyway."""
    later = [
        token.text
        for part in re.split(SENTENCES, answer)
        for token in tokenise(part)[1:]
        if token.text != "I"
    ]
    first = [part[0].text for part in map(tokenise, re.split(SENTENCES, answer)) if part]
    modal = word_classes("modal").keys() - {*shipped()["telling"]}  # as "Will" and "May" look
    loud = [word for word in first if any(map(str.isupper, word[1:])) or word.lower() in modal]
    named = [word for word in later if any(map(str.isupper, word))]
    return [word for word in (*loud, *named) if word.lower() not in known]


def _turned(answer: str, notes: Sequence[str]) -> bool:
    """Tell whether an answer denies what every note with the word affirms, or the reverse."""
    held = [denied_stems(note) for note in notes]
    for stem, denied in denied_stems(answer).items():
        found = {note[stem] for note in held if stem in note}
        if denied is not None and found == {not denied}:
            return True
    return False


@lru_cache(maxsize=1)
def _free() -> frozenset[str]:
    """Give the stems of words that only tell that somebody said something."""
    return frozenset(content_stems(" ".join(shipped()["telling"])))
