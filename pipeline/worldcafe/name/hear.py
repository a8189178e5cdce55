"""The notes that names are made from, read once: all of a theme, or a sample of a large one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from worldcafe.language.in_language import ENGLISH
from worldcafe.language.stems import family
from worldcafe.language.stop_words import is_function_word
from worldcafe.language.words import WORD
from worldcafe.name.by_words import phrases_by_words
from worldcafe.name.phrases import NotePhrases, find_phrases
from worldcafe.tables import FloatMatrix

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.tables import Segments

Encode = Callable[[Sequence[str]], FloatMatrix]
READ = frozenset({ENGLISH, ""})  # languages whose grammar is read
ENOUGH = 300  # notes of one theme, or family, to name it by


@dataclass(frozen=True)
class Heard:
    """Notes of themes with the `phrases` and the vector (a row of `vectors`) of each.

    `encode` gives vectors of other texts; no phrase has a word of what is hidden. `everywhere` are
    the families of the words that are said everywhere.
    """

    notes: pd.DataFrame
    phrases: Mapping[str, NotePhrases]
    vectors: FloatMatrix
    encode: Encode
    everywhere: frozenset[str] = frozenset()

    def grouped(self, group_of: Mapping[str, str]) -> Heard:
        """Give notes with the group of each theme in its place, no more than enough of each group."""
        notes = self.notes.assign(theme_id=self.notes["theme_id"].map(group_of))
        rows = enough_rows(notes["theme_id"])
        return replace(self, notes=notes.iloc[rows], vectors=self.vectors[rows])


def hear_themes(
    segments: DataFrame[Segments],
    encode: Encode,
    hidden: Sequence[str] = (),
    everywhere: Iterable[str] = (),
) -> Heard:
    """Read the notes that have a theme, or every so-manyth of a theme that has more than enough.

    Args:
        segments: with `theme_id` filled in.
        encode: gives a vector per text, quickly: thousands of phrases are compared.
        hidden: what no name may hold a word of.
        everywhere: the words that say nothing about a theme.
    """
    notes = segments[(segments["role"] == "note") & (segments["theme_id"] != "")]
    notes = notes.iloc[enough_rows(notes["theme_id"])]
    texts = notes["clean_text"].tolist()
    unspoken = _families(hidden, set(notes["language"]) - READ)
    found = (note.without(unspoken) for note in _phrases(texts, notes["language"].tolist()))
    phrases = dict(zip(notes["segment_id"].tolist(), found, strict=True))
    vectors = encode(texts) if texts else np.zeros((0, 1), np.float32)
    return Heard(notes, phrases, vectors, encode, frozenset(map(family, everywhere)))


def enough_rows(groups: pd.Series[str]) -> list[int]:
    """Give the rows of all groups, in order; of a group of more than enough, evenly spread ones."""
    place = groups.groupby(groups, sort=False).cumcount().to_numpy()
    size = groups.map(groups.value_counts()).to_numpy()
    step = np.maximum(size, ENOUGH)
    kept: list[int] = np.flatnonzero((place + 1) * ENOUGH // step > place * ENOUGH // step).tolist()
    return kept


def _phrases(texts: Sequence[str], languages: Sequence[str]) -> list[NotePhrases]:
    """Give the phrases of each text by the rules of its language."""
    english = [text for text, language in zip(texts, languages, strict=True) if language in READ]
    read = iter(find_phrases(english))
    return [
        next(read) if language in READ else phrases_by_words(text, language)
        for text, language in zip(texts, languages, strict=True)
    ]


def _families(hidden: Sequence[str], languages: Iterable[str]) -> frozenset[str]:
    """Give the families of the words of what is hidden, in English and some other languages."""
    words = [word.lower() for text in hidden for word in WORD.findall(text)]
    english = frozenset(family(word) for word in words if not is_function_word(word))
    return english.union(family(word, language) for word in words for language in languages)
