"""What a claim or a note says, looked at once: its words, those that it denies, what two of them share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from worldcafe.crossref.polarity import denied_stems
from worldcafe.crossref.quantities import Amount
from worldcafe.crossref.words import Lexicon, Token, tokenise
from worldcafe.language.in_language import in_language, language_of

SHARED_MUCH = 0.35  # of the weight of the lighter text


@dataclass(frozen=True)
class Turn:
    """What was turned, in words, and the stems or the amount that a note would have to hold to agree."""

    reason: str = ""
    contested: frozenset[str] = frozenset()
    amount: Amount | None = None


@dataclass(frozen=True)
class Statement:
    """A text with what it says: words, denials, quantities."""

    text: str
    tokens: list[Token] = field(init=False)

    def __post_init__(self) -> None:
        """Split the text once."""
        object.__setattr__(self, "tokens", tokenise(self.text))

    @cached_property
    def stems(self) -> dict[str, bool | None]:
        """The content stems, and whether they are denied."""
        return denied_stems(self.text)

    @property
    def language(self) -> str:
        """The language that it is said in."""
        return language_of(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words in small letters."""
        return frozenset(token.text.lower() for token in self.tokens)


def said(text: str) -> Statement:
    """Give what a text says."""
    return _said(text, language_of(text))


@lru_cache(maxsize=20_000)
def _said(text: str, language: str) -> Statement:
    """Give what a text says; notes are compared many times."""
    return Statement(in_language(text, language))


def shares_much(note: Statement, claim: Statement, lexicon: Lexicon) -> bool:
    """Tell whether both say much of what the lighter of them says."""
    lighter = min(weigh(side.stems.keys(), lexicon) for side in (note, claim))
    return weigh(note.stems.keys() & claim.stems.keys(), lexicon) >= SHARED_MUCH * lighter


def weigh(stems: Iterable[str], lexicon: Lexicon) -> float:
    """Give what some stems weigh together."""
    return sum(map(lexicon.weight, stems))


def written(text: Statement, stem: str) -> str:
    """Give a stem as the text writes it."""
    return next((token.text for token in text.tokens if token.stem == stem), stem)


def listed_in(text: Statement, stems: frozenset[str]) -> str:
    """Give stems as the text writes them, in its order."""
    return " ".join(token.text for token in text.tokens if token.stem in stems)
