"""All texts cut at white space, once: what holds of a token is found out once, however often it is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain


class Vocabulary:
    """The tokens of each text, in order, and the distinct ones among them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.rows = [text.split() for text in texts]
        self.tokens = frozenset(chain.from_iterable(self.rows))

    def rows_with(self, holds: Callable[[str], object]) -> list[int]:
        """Give the rows of the texts that have a token of which something holds."""
        wanted = {token for token in self.tokens if holds(token)}
        if not wanted:
            return []
        return [row for row, tokens in enumerate(self.rows) if not wanted.isdisjoint(tokens)]
