"""What is said everywhere says nothing about what a note is about.

The acronyms and nouns of a corpus' own subject are in every second note and make everything alike.
They are learned from the corpus, not listed: a word is everywhere when it is at most tables and in
more notes than other such words: between a twentieth and a tenth of the notes, the border is where the
shares of words leave the widest gap, so that a few notes more or less seldom move a word across it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from worldcafe.language.lists import gather
from worldcafe.language.stop_words import is_function_word
from worldcafe.language.words import WORD

Spans = tuple[tuple[int, int], ...]
SHARE_OF_NOTES = (0.05, 0.1)  # the border is between them
SHARE_OF_TABLES = 0.7


def words_said_everywhere(texts: Sequence[str], tables: Sequence[str]) -> frozenset[str]:
    """Give the words of many texts (a tenth, or nearly so) and of 70 % of the tables, singular, lower case.

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
    shares = {
        word: number / len(texts)
        for word, number in notes_with.items()
        if len(word) > 1
        and number >= 3
        and tables_with[word] >= SHARE_OF_TABLES * n_tables
        and not is_function_word(word)
    }
    border = _border(shares.values())
    return frozenset(word for word, share in shares.items() if share >= border)


def _border(shares: Iterable[float]) -> float:
    """Give the share from which on a word is everywhere: the upper end of the widest gap in the range."""
    lower, upper = SHARE_OF_NOTES
    steps = sorted({lower, upper, *(share for share in shares if lower < share < upper)})
    return max(pairwise(steps), key=lambda gap: gap[1] / gap[0])[1]


def count_content_words(text: str) -> int:
    """Count the words that say something: no function words, no fillers such as "ditto"."""
    fillers = _fillers()
    found = (word.lower() for word in WORD.findall(text))
    return sum(len(word) > 1 and word not in fillers and not is_function_word(word) for word in found)


@lru_cache(maxsize=1)
def _fillers() -> frozenset[str]:
    return frozenset(gather("grammar", "filler"))


def find_words(text: str, words: frozenset[str]) -> Spans:
    """Give where these words stand in the text, or nowhere when nothing would be left without them.

    Example: find_words("The bins smell", frozenset({"bin"})) -> ((4, 8),).
    """
    found = tuple(word.span() for word in WORD.finditer(text) if stem(word[0]) in words)
    return found if found and WORD.search(cut_out(text, found)) else ()


def cut_out(text: str, spans: Spans) -> str:
    """Give the text without these parts of it: "The smell"."""
    starts = (0, *(end for _, end in spans))
    ends = (*(start for start, _ in spans), len(text))
    return " ".join("".join(text[start:end] for start, end in zip(starts, ends, strict=True)).split())


def stem(word: str) -> str:
    """Give a word in lower case without a plural's s, so that "bins" and "bin" count as one."""
    return word.lower().rstrip("s")
