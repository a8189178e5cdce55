"""How suggestions are worded: their content words, their direction, the clearest, what several share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from worldcafe.language.in_language import ENGLISH, language_of
from worldcafe.language.lists import read_lists
from worldcafe.language.stems import family
from worldcafe.language.stop_words import is_function_word, stop_words

LONG_WORD = re.compile(r"[^\W\d_]{2,}")
PLACEHOLDER = re.compile(r"\[[^\[\]]*\]")  # "[person 2]" names nobody, so it is shared by nobody
COMFORTABLE = range(6, 26)  # words in a wording that can be read out in a committee
MOST_SHARED = 4  # words that are shown


@dataclass(frozen=True)
class Wording:
    """The lists and patterns of wordings; words of `empty` and `opposites` by their family."""

    empty: frozenset[str]
    against: re.Pattern[str]
    leaning: re.Pattern[str]
    pointing: re.Pattern[str]
    opposites: tuple[tuple[frozenset[str], frozenset[str]], ...]


@lru_cache(maxsize=16)
def load_wording(language: str = ENGLISH) -> Wording:
    """Give what a language's lists say of wordings."""
    data = read_lists(language)["wording"]

    def families(words: str) -> frozenset[str]:
        return frozenset(family(word, language) for word in words.split())

    return Wording(
        empty=families(data["empty"]),
        against=re.compile(data["against"], re.IGNORECASE),
        leaning=re.compile(data["leaning"], re.IGNORECASE),
        pointing=re.compile(data["pointing"], re.IGNORECASE),
        opposites=tuple((families(one), families(other)) for one, other in data["opposites"]),
    )


def content_words(text: str, *, keep_empty: bool = False) -> list[str]:
    """Give the families of the words that say what is proposed ("mentors", "mentoring" -> "mentor").

    Args:
        text: a suggestion; placeholders of names in it are no words.
        keep_empty: also those that carry its form ("start", "more").
    """
    language = language_of(text)
    words = [word.lower() for word in LONG_WORD.findall(PLACEHOLDER.sub(" ", text))]
    if keep_empty:
        return [family(word, language) for word in words]
    families = (family(word, language) for word in words if not _is_grammar(word, language))
    return [word for word in families if word not in load_wording(language).empty]


def _is_grammar(word: str, language: str) -> bool:
    return is_function_word(word) if language == ENGLISH else word in stop_words(language)


def name_shared(texts: Sequence[str]) -> str:
    """Give the words that most of some texts share, as the first of them writes them: "mentors, gardeners".

    Returns:
        At most four, in the order of how many texts have them; "" where no two texts share a word.
    """
    written: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for text in texts:
        plain = PLACEHOLDER.sub(" ", text)
        for word in LONG_WORD.findall(plain):
            written.setdefault(family(word.lower(), language_of(text)), word.lower())
        counts.update(set(content_words(text)))
    often = sorted((w for w in written if counts[w] > 1), key=lambda w: -counts[w])
    return ", ".join(written[word] for word in often[:MOST_SHARED])


def clarity(text: str) -> float:
    """Give how well a wording stands alone: 0 to 3, a full sentence of medium length being best."""
    n_words = len(text.split())
    stands_alone = not load_wording(language_of(text)).leaning.search(text)
    comfortable = 1.0 if n_words in COMFORTABLE else 0.5 if 3 <= n_words <= 40 else 0.0
    return (
        float(stands_alone) + comfortable + 0.5 * (not text.rstrip().endswith("?")) + 0.5 * ("(" not in text)
    )
