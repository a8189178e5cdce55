"""The words of all languages that tell where sentences end and how they begin."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

RE_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
KEYS = ("abbreviation", "numbered", "trailing", "opener", "utterance", "continuation", "verb", "month")


@lru_cache(maxsize=1)
def continuations() -> tuple[str, ...]:
    """Give how fragments begin that only go on, each with the blank behind it."""
    return tuple(f"{word} " for word in sorted(sentence_words()["continuation"]))


@lru_cache(maxsize=1)
def sentence_words() -> dict[str, frozenset[str]]:
    """Give the word lists of `data/structure.toml` that `KEYS` name, the languages together."""
    data = tomllib.loads((files("worldcafe") / "data" / "structure.toml").read_text(encoding="utf-8"))
    return {key: frozenset(word for lists in data.values() for word in lists.get(key, ())) for key in KEYS}
