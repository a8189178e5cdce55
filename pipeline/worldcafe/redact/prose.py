"""The language of texts, as far as names need it: whether it is English, whether nouns have capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from worldcafe.redact.lexicon import is_word

LOWER = re.compile(r"(?<!\w)[^\W\d_A-Z][^\W\d_]+(?!\w)")
INSIDE = re.compile(r"(?<=[^\W\d_],\s|\w[^\W\d_]\s)[^\W\d_]{3,}")  # words that begin no sentence
FEWEST = 5  # words that show the language of a text by themselves
LONGEST = 600  # characters of a text that are looked at
SAMPLE = 400  # texts that show the language of all
ENGLISH = 0.6  # share of English words, from which a text is English
CAPITALS = (
    0.22  # share of words inside sentences with a capital, from which nouns have one: in German a third
)


class Language:
    """Tells the language of each text: by its own words, or by the others where it has few.

    `prose` shows the language where the texts are too short to show it, as names of places are.
    """

    def __init__(self, texts: Sequence[str], prose: Sequence[str]) -> None:
        self.texts = texts
        self.prose = [text[:LONGEST] for text in prose[:: max(1, len(prose) // SAMPLE)]]

    def is_english(self, row: int) -> bool:
        """Tell whether the text of a row is English."""
        words = LOWER.findall(self.texts[row][:LONGEST])
        return _share(words) >= ENGLISH if len(words) >= FEWEST else self._mostly_english

    def has_noun_capitals(self, row: int) -> bool:
        """Tell whether nouns have capitals in the text of a row, as in German."""
        return self._mostly_capitals and not self.is_english(row)

    @cached_property
    def _mostly_capitals(self) -> bool:
        words = [word for text in self.prose for word in INSIDE.findall(text)]
        return len(words) > 1 and sum(word[0].isupper() for word in words) / len(words) >= CAPITALS

    @cached_property
    def _mostly_english(self) -> bool:
        """Tell whether most words of all texts are English; without any words, they are."""
        words = [word for text in self.prose for word in LOWER.findall(text)]
        return not words or _share(words) >= ENGLISH


def _share(words: Sequence[str]) -> float:
    return sum(map(is_word, words)) / len(words)
