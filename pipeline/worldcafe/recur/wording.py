"""How suggestions are worded: their content words, their direction, the clearest of several."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

WORD = re.compile(r"[^\W\d_]{2,}")
COMFORTABLE = range(6, 26)  # words in a wording that can be read out in a committee


@dataclass(frozen=True)
class Wording:
    """The lists and patterns of `data/wording.toml`, endings longest first."""

    endings: tuple[str, ...]
    empty: frozenset[str]
    against: re.Pattern[str]
    leaning: re.Pattern[str]


@lru_cache(maxsize=1)
def load_wording() -> Wording:
    """Read `data/wording.toml`."""
    text = resources.files("worldcafe").joinpath("data/wording.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Wording(
        endings=tuple(sorted(data["endings"].split(), key=lambda ending: (-len(ending), ending))),
        empty=frozenset(data["empty"].split()),
        against=re.compile(data["against"], re.IGNORECASE),
        leaning=re.compile(data["leaning"], re.IGNORECASE),
    )


def content_words(text: str) -> list[str]:
    """Give the roots of the words that say what is proposed ("mentors", "mentoring" -> "mentor")."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS  # noqa: PLC0415 - slow to import

    wording = load_wording()
    words = (word.lower() for word in WORD.findall(text))
    return [_root(word, wording) for word in words if word not in ENGLISH_STOP_WORDS | wording.empty]


def _root(word: str, wording: Wording) -> str:
    """Strip up to two endings, as long as four letters stay."""
    for _ in range(2):
        ending = next((e for e in wording.endings if word.endswith(e) and len(word) - len(e) >= 4), "")
        word = word.removesuffix(ending) if ending else word
    return word


def is_against(text: str) -> bool:
    """Whether a suggestion asks for less of something, or for its end."""
    return bool(load_wording().against.search(text))


def clarity(text: str) -> float:
    """Give how well a wording stands alone: 0 to 3, a full sentence of medium length being best."""
    n_words = len(text.split())
    stands_alone = not load_wording().leaning.search(text)
    comfortable = 1.0 if n_words in COMFORTABLE else 0.5 if 3 <= n_words <= 40 else 0.0
    return (
        float(stands_alone) + comfortable + 0.5 * (not text.rstrip().endswith("?")) + 0.5 * ("(" not in text)
    )
