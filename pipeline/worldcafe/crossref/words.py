"""Words of a text: tokens with their stems, and how much a stem tells in this corpus."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from worldcafe.language.in_language import ENGLISH, language_of
from worldcafe.language.lists import read_lists
from worldcafe.language.stems import family
from worldcafe.language.stop_words import stop_words

if TYPE_CHECKING:
    from scipy import sparse

TERM = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?|█+")
ELIDED = re.compile(r"[^\W_]+|█+")  # "l'école" is two words
NOT = "not"  # the class of negations
PLURAL_ACRONYM = re.compile(r"[A-Z]{2,}s")


@dataclass(frozen=True)
class Token:
    """A word as written, its stem, and whether it carries content (grammar words do not)."""

    text: str
    stem: str
    is_content: bool
    language: str = ENGLISH


def load_wordlists(language: str = ENGLISH) -> dict[str, Any]:
    """Give the word lists by which meanings are compared in a language."""
    lists: dict[str, Any] = read_lists(language)["meaning"]
    return lists


@lru_cache(maxsize=64)
def word_classes(section: str, language: str = ENGLISH) -> dict[str, str]:
    """Give word -> the line that holds it in one of those lists."""
    return {word: line for line, words in load_wordlists(language)[section].items() for word in words}


@lru_cache(maxsize=64)
def list_patterns(section: str, language: str) -> tuple[re.Pattern[str], ...]:
    """Give the regular expressions of one of those lists; they match without regard to case."""
    return tuple(
        re.compile(source, re.IGNORECASE) for source in load_wordlists(language)[section]["patterns"]
    )


def first_match(section: str, text: str) -> re.Match[str] | None:
    """Give what the first of those regular expressions finds in a text, None where none of them does."""
    found = (pattern.search(text) for pattern in list_patterns(section, language_of(text)))
    return next(filter(None, found), None)


def tokenise(text: str) -> list[Token]:
    """Split a text into words with Snowball stems; redaction blocks are words without content."""
    language = language_of(text)
    pattern = TERM if language == ENGLISH else ELIDED
    return [_token(match.group(), language) for match in pattern.finditer(text)]


def number_of(token: Token) -> str:
    """Give a number as figures ("three" -> "3"), "" for any other word."""
    word = token.text.lower()
    return word if any(map(str.isdigit, word)) else word_classes("numbers", token.language).get(word, "")


def content_stems(text: str) -> list[str]:
    """Give the stems of the content words of a text, in order."""
    return [token.stem for token in tokenise(text) if token.is_content]


@lru_cache(maxsize=100_000)
def _token(word: str, language: str) -> Token:
    """Look at one word, once: notes repeat the same few thousand."""
    lower = word.lower().replace("’", "'")
    base = lower.removesuffix("'s") if language == ENGLISH else lower
    if PLURAL_ACRONYM.fullmatch(word):
        base = lower.removesuffix("s")
    grammar = _grammar_words(language)
    is_content = lower not in grammar and base not in grammar and "█" not in word
    return Token(word, family(base, language), is_content, language)


@lru_cache(maxsize=16)
def _grammar_words(language: str) -> frozenset[str]:
    """Give the stop words without those that count something, which carry content in a note."""
    return stop_words(language) - frozenset(word_classes("numbers", language))


@lru_cache(maxsize=16)
def _telling(language: str) -> frozenset[str]:
    """Give the stems of the words by which a report tells that somebody said something."""
    return frozenset(family(word, language) for word in load_wordlists(language).get("telling", "").split())


@dataclass(frozen=True)
class Lexicon:
    """The stems of a corpus of notes, each with its weight: what is said everywhere weighs little."""

    index: dict[str, int]
    weights: npt.NDArray[np.float32]

    def weight(self, stem: str) -> float:
        """Give the weight of a stem; one that no text holds weighs as much as the rarest."""
        row = self.index.get(stem)
        return float(self.weights.max(initial=1.0) if row is None else self.weights[row])

    def vectors(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Give the weighted stems of each text as unit rows: (texts, stems) float32."""
        return _unit_rows(self.weighted(texts))

    def weighted(self, texts: Sequence[str], headings: Sequence[str] = ()) -> sparse.csr_matrix:
        """Give the weights of the known stems that each text holds: (texts, stems) float32.

        Of `headings`, one for each text, the stems do not count, nor do words by which a report tells that
        somebody said something ("the members ask for"), unless a text has no others.
        """
        from scipy import sparse  # noqa: PLC0415 - slow to import

        rows, columns = [], []
        for row, text in enumerate(texts):
            stems = set(content_stems(text))
            if headings:  # a claim
                stems = stems - set(content_stems(headings[row])) - _telling(language_of(text)) or stems
            known = sorted({self.index[stem] for stem in stems if stem in self.index})
            rows += [row] * len(known)
            columns += known
        values = self.weights[np.asarray(columns, dtype=np.int64)]
        shape = (len(texts), len(self.index))
        return sparse.csr_matrix((values, (rows, columns)), shape=shape, dtype=np.float32)


def learn_lexicon(notes: Sequence[str], others: Iterable[str] = ()) -> Lexicon:
    """Learn from the notes how much each stem tells: log(1 + n_notes / notes that hold it).

    The inverse document frequency of Sparck Jones (1972) without its constant, so that the corpus' own
    acronyms, which every second note holds, decide little. `others` (claims) only add stems.
    """
    counts: dict[str, int] = {}
    for text in notes:
        for stem in dict.fromkeys(content_stems(text)):
            counts[stem] = counts.get(stem, 0) + 1
    for text in others:
        for stem in content_stems(text):
            counts.setdefault(stem, 1)
    stems = sorted(counts)
    frequency = np.array([counts[stem] for stem in stems], dtype=np.float32)
    weights = np.log1p(len(notes) / np.maximum(frequency, 1)).astype(np.float32)
    return Lexicon({stem: row for row, stem in enumerate(stems)}, weights)


def _unit_rows(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Scale the rows of a sparse matrix to length 1; empty rows stay empty."""
    from scipy import sparse  # noqa: PLC0415

    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scaled: sparse.csr_matrix = sparse.diags(1 / np.maximum(lengths, 1e-9)).astype(np.float32) @ matrix
    return scaled.tocsr()
