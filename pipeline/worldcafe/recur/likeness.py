"""How alike two suggestions are by their vectors and by one claim over both, and what forbids that they join.

The vectors are those in which the words said everywhere count for less (`Embeddings.own`). Learned
combinations of them with shared words, verbs and nouns, ranks, lengths and margins rank pairs no better on
corpora that they were not learned on (`tests/benchmarks/recurrence.py` has the figures), so there are none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from worldcafe.language.in_language import ENGLISH, language_of
from worldcafe.recur.wording import content_words, load_wording
from worldcafe.tables import FloatMatrix
from worldcafe.tables.vectors import FEW

if TYPE_CHECKING:
    import pandas as pd

Square = npt.NDArray[np.float64]
APART = -1.0
# Notes of one place answer one another: what is alike there is one conversation, unless it is one wording.
HERE = 0.4
PIECES = range(3, 6)  # letters
LOWER = 0.25  # by which likeness in letters is joined earlier than that of vectors (benchmarks/languages.py)


def likeness(
    texts: Sequence[str],
    vectors: FloatMatrix,
    places: npt.NDArray[np.integer[Any]],
    bridged: npt.NDArray[np.bool_],
    known: frozenset[str] = frozenset(),
) -> Square:
    """Give a symmetric matrix of how alike texts are, -1 to 1, 1 on the diagonal.

    Texts in two languages are alike by vectors where `known` has both, and never else (-1).

    Args:
        texts: the suggestions.
        vectors: one row per suggestion, less the middle of all (`middle_of`).
        places: the number of the place of each; -1 where the corpus knows of one place only.
        bridged: from `bridge`; such pairs of different places are as alike as can be.
        known: the languages that texts can be compared across by these vectors.

    Two suggestions of which one asks for the opposite of the other are never alike (-1).
    """
    centred = vectors.astype(np.float64)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
    alike: Square = np.round(centred @ centred.T, 6)
    languages = np.array(list(map(language_of, texts)))
    many = bool(known - {ENGLISH})
    alike += LOWER / 2 * many  # half of it, for two languages share no pieces
    alike[(languages[:, None] != languages[None, :]) & ~_both(np.isin(languages, list(known)))] = APART
    for language in sorted({*languages} - ({ENGLISH} if not many else set())):
        rows = np.flatnonzero(languages == language).tolist()
        letters, here = by_letters([texts[row] for row in rows]), np.ix_(rows, rows)
        alike[here] = (alike[here] + LOWER / 2 + letters) / 2 if language in known else letters
    together = (places[:, None] == places[None, :]) & (places >= 0)
    alike[together] -= HERE
    alike[bridged & ~together] = 1.0
    alike[opposed(texts)] = APART
    np.fill_diagonal(alike, 1.0)
    return np.clip(alike, APART, 1.0)


def middle_of(vectors: FloatMatrix) -> FloatMatrix:
    """Give what suggestions have in common, from which likeness is reckoned."""
    middle: FloatMatrix = vectors.sum(axis=0) / (len(vectors) + FEW)
    return middle


def _both(which: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Tell which pairs are of two such texts."""
    both: npt.NDArray[np.bool_] = which[:, None] & which[None, :]
    return both


def by_letters(texts: Sequence[str]) -> Square:
    """Give how alike texts of a language that the encoders do not know are: cosine of pieces of their words.

    Pieces are three to five letters long, weighed by how few texts have them (Cavnar and Trenkle 1994 for the
    pieces): inflection and compounds ("Bänke", "Sitzbänke") share most of theirs. What is joined begins lower
    than for vectors.
    """
    from scipy import sparse  # noqa: PLC0415 - slow to import

    counts = [Counter(_pieces(content_words(text))) for text in texts]
    having = Counter(piece for count in counts for piece in count)
    columns = {piece: column for column, piece in enumerate(sorted(having))}
    rows = [row for row, count in enumerate(counts) for _ in count]
    pieces = [piece for count in counts for piece in count]
    numbers = np.array([number for count in counts for number in count.values()], float)
    rarity = np.array([np.log((1 + len(texts)) / (1 + having[piece])) + 1 for piece in pieces])
    weights = (1 + np.log(numbers)) * rarity
    shape = (len(texts), max(1, len(columns)))
    weighed = sparse.csr_matrix((weights, (rows, [columns[piece] for piece in pieces])), shape=shape)
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    unit = sparse.diags(1 / np.maximum(lengths, 1e-9)) @ weighed
    alike: Square = np.round((unit @ unit.T).toarray() + LOWER, 6)
    return alike


def _pieces(words: Sequence[str]) -> Iterator[str]:
    """Give the pieces of words, blanks at both ends of a word being letters of it."""
    for word in words:
        padded = f" {word} "
        for size in PIECES:
            yield from (padded[start : start + size] for start in range(max(1, len(padded) - size + 1)))


def bridge(ids: Sequence[str], links: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell which pairs of notes one claim sums up best: who wrote the report held them to be one.

    Of a claim with many notes only the two likeliest, for a broad one gathers what is not the same.

    Args:
        ids: the notes.
        links: `claim_id`, `note_id` and `score`; those of other notes count for nothing.

    Returns:
        A symmetric matrix, notes x notes.
    """
    rows = {name: row for row, name in enumerate(ids)}
    found = np.zeros((len(ids), len(ids)), dtype=bool)
    likeliest = links.sort_values("score", ascending=False, kind="stable").groupby("claim_id").head(2)
    for _, linked in likeliest.groupby("claim_id")["note_id"]:
        behind = [rows[name] for name in linked if name in rows]
        found[np.ix_(behind, behind)] = True
    return found


def opposed(texts: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Tell which pairs of texts ask for opposite things: for and against, "open" and "close".

    Returns:
        A symmetric matrix. A text with both words of a pair of opposites is the opposite of none by it.
    """
    languages = list(map(language_of, texts))
    against = np.array(
        [
            bool(load_wording(language).against.search(text))
            for text, language in zip(texts, languages, strict=True)
        ]
    )
    found: npt.NDArray[np.bool_] = against[:, None] != against[None, :]
    words = [frozenset(content_words(text, keep_empty=True)) for text in texts]
    for language in dict.fromkeys(languages):
        of_it = np.array([each == language for each in languages])
        for one, other in load_wording(language).opposites:
            left, right = (_have(words, some) & of_it for some in (one, other))
            crossed = (left & ~right)[:, None] & (right & ~left)[None, :]
            found |= crossed | crossed.T
    return found


def _have(words: Sequence[frozenset[str]], some: frozenset[str]) -> npt.NDArray[np.bool_]:
    """Tell which texts have one of some words."""
    return np.array([not some.isdisjoint(bag) for bag in words])
