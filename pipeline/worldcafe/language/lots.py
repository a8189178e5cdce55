"""Texts drawn by lot: which ones hangs on what they say alone, not on their order or on who says them."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

# Up to so many different texts all are read by slow readers; of more, so many, the same for each reader.
MANY, ENOUGH = 20_000, 10_000


def draw_texts(texts: Sequence[str], most: int) -> list[int]:
    """Give the places, in order, of so many different texts; of all where there are no more."""
    if len(texts) <= most:
        return list(range(len(texts)))
    drawn = [blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest() for text in texts]
    return sorted(sorted(range(len(texts)), key=drawn.__getitem__)[:most])
