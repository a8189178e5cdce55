"""What is said everywhere says nothing about what a note is about.

The acronyms and nouns of a corpus' own subject are in every second note and make everything alike.
They are learned from the corpus, not listed: a word is everywhere when it is in a tenth of the notes
and at most of the tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

WORD = re.compile(r"[^\W\d_][\w’'-]*")
SHARE_OF_NOTES = 0.1
SHARE_OF_TABLES = 0.6


def words_said_everywhere(texts: Sequence[str], tables: Sequence[str]) -> frozenset[str]:
    """Give the words that are in a tenth of the texts and at 60 % of the tables, singular and lower case.

    Args:
        texts: the notes.
        tables: the table of each note; where there is one table only, the share of notes decides.
    """
    stems = [set(map(stem, WORD.findall(text))) for text in texts]
    notes_with = Counter(word for found in stems for word in found)
    tables_with = Counter(
        word
        for word, _ in {(word, table) for found, table in zip(stems, tables, strict=True) for word in found}
    )
    n_tables = len(set(tables))
    return frozenset(
        word
        for word, number in notes_with.items()
        if len(word) > 1
        and number >= max(3, SHARE_OF_NOTES * len(texts))
        and tables_with[word] >= SHARE_OF_TABLES * n_tables
        and not is_function_word(word)
    )


def without(text: str, words: frozenset[str]) -> str:
    """Give the text without these words, or as it is when nothing would be left.

    Example: without("The bins smell", frozenset({"bin"})) -> "The smell".
    """
    left = " ".join(WORD.sub(lambda found: "" if stem(found[0]) in words else found[0], text).split())
    return left if WORD.search(left) else text


def stem(word: str) -> str:
    """Give a word in lower case without a plural's s, so that "bins" and "bin" count as one."""
    return word.lower().rstrip("s")


def is_function_word(word: str) -> bool:
    """Tell articles, prepositions and their like, which carry grammar and no subject."""
    return word in ENGLISH_STOP_WORDS or word + "s" in ENGLISH_STOP_WORDS
