"""Which texts are English: the language model and the dictionary know no other language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from worldcafe.redact.lexicon import is_word

LOWER = re.compile(r"(?<!\w)[^\W\d_A-Z][^\W\d_]+(?!\w)")
FEWEST = 5  # words that show the language of a text by themselves
SAMPLE = 400  # texts that show the language of all
SHARE = 0.6  # of the words, from which a text is English


class English:
    """Tells of each text whether it is English: by its own words, or by the others where it has few."""

    def __init__(self, texts: Sequence[str], prose: Sequence[str]) -> None:
        self.texts = texts
        self.prose = prose
        self.known: dict[int, bool] = {}

    def holds(self, row: int) -> bool:
        """Tell whether the text of a row is English."""
        if row not in self.known:
            words = LOWER.findall(self.texts[row][:600])
            self.known[row] = _share(words) >= SHARE if len(words) >= FEWEST else self._mostly
        return self.known[row]

    @cached_property
    def _mostly(self) -> bool:
        """Tell whether most words of all texts are English; without any words, they are."""
        step = max(1, len(self.prose) // SAMPLE)
        words = [word for text in self.prose[::step] for word in LOWER.findall(text[:600])]
        return not words or _share(words) >= SHARE


def _share(words: Sequence[str]) -> float:
    return sum(map(is_word, words)) / len(words)
