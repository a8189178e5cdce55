"""The language of texts, as far as names need it: in which dictionary a word is looked up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

from worldcafe.language.spoken import add_up, lead, weigh

LONGEST = 600  # characters of a text that are looked at
SAMPLE = 400  # texts that show the language of all
ENGLISH = "en"


class Language:
    """Tells the language of each text: by its own words, or by the others where it has few.

    `prose` shows the language where the texts are too short to show it, as names of places are.
    """

    def __init__(self, texts: Sequence[str], prose: Sequence[str]) -> None:
        self.texts = texts
        self.prose = prose[:: max(1, len(prose) // SAMPLE)]

    def of(self, row: int) -> str:
        """Give the code of the language of the text of a row."""
        return _language(self.texts[row][:LONGEST], self._mostly)

    def is_english(self, row: int) -> bool:
        """Tell whether the text of a row is English."""
        return self.of(row) == ENGLISH

    @cached_property
    def _mostly(self) -> str:
        """The language of most texts; without any words, English."""
        found = add_up(weigh(text[:LONGEST]) for text in self.prose)
        return min(found, key=lambda code: (-found[code], code != ENGLISH, code), default=ENGLISH)


@lru_cache(maxsize=4096)
def _language(text: str, around: str) -> str:
    return lead(weigh(text), around)
