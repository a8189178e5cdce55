"""All texts cut at white space, once: what holds of a token is found out once, however often it is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain

# A word with a capital somewhere: "auDA", "LacTLD", "At-Large".
PROPER = re.compile(r"(?<![\w.@/])(?=[\w&-]*[A-Z])[^\W\d_][\w&]*(?:-\w+)*")


class Vocabulary:
    """The tokens of each text, in order, and the distinct ones among them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.rows = [text.split() for text in texts]
        self.tokens = frozenset(chain.from_iterable(self.rows))

    @cached_property
    def proper(self) -> dict[str, list[str]]:
        """The names in the tokens that have any: words with a capital somewhere."""
        return {
            token: names for token in self.tokens if not token.islower() and (names := PROPER.findall(token))
        }

    def rows_with(self, tokens: Iterable[str]) -> list[int]:
        """Give the rows of the texts that have any of the tokens."""
        wanted = frozenset(tokens)
        if not wanted:
            return []
        return [row for row, said in enumerate(self.rows) if not wanted.isdisjoint(said)]
