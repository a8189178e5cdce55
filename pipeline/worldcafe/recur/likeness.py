"""How alike suggestions are: their vectors and the words that they share.

What is said everywhere must not make two notes alike. Vectors are therefore taken relative to the mean
of all notes, without what the corpus' own names ("GAC", "ccTLD") add to them; and shared words count by
how rare they are (TF-IDF over all notes).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from worldcafe.recur.wording import content_words, is_against
from worldcafe.tables import FloatMatrix

Square = npt.NDArray[np.float64]
Names = tuple[Square, Square]
NAME = re.compile(r"\b(?=\w*[A-Z]\w*[A-Z])[A-Za-z]{2,}?(?=s?\b)")  # two capitals, plural or not
NAME_EVERYWHERE = 0.08  # a name in more than that share of the notes is the air that the corpus breathes
OPPOSED = -1.0
FEW = 10  # a mean of few notes is mostly those notes: it is drawn towards zero as if there were ten more
SAID_EVERYWHERE = 0.2  # a word in more than every fifth note says nothing about any of them


def likeness(
    texts: Sequence[str], vectors: FloatMatrix, background: tuple[Sequence[str], FloatMatrix], weight: float
) -> Square:
    """Give a symmetric matrix of how alike texts are, about -1 to 1, 1 on the diagonal.

    Args:
        texts: the suggestions.
        vectors: one row per suggestion.
        background: texts and vectors of all notes.
        weight: share of the common words in the likeness; the rest is the vectors'.

    Two suggestions of which one is against what the other is for are never alike (-1).
    """
    all_texts, all_vectors = background
    shared = _shared_words(texts, all_texts)
    close = _closeness(vectors, all_vectors, _name_columns(texts, all_texts))
    alike = weight * shared + (1 - weight) * close
    against = np.array([is_against(text) for text in texts])
    alike[against[:, None] != against[None, :]] = OPPOSED
    np.fill_diagonal(alike, 1.0)
    return alike


def _closeness(vectors: FloatMatrix, all_vectors: FloatMatrix, named: Names) -> Square:
    """Give cosines of vectors relative to what can be expected of a note with the same names in it.

    The expectation is a ridge regression of the vectors of all notes on the presence of each name.
    """
    here, everywhere = named
    mean = all_vectors.sum(axis=0) / (len(all_vectors) + FEW)
    centred = (vectors - mean).astype(np.float64)
    if everywhere.size:
        share = everywhere.sum(axis=0) / (len(everywhere) + FEW)
        spread = everywhere - share
        added = np.linalg.solve(spread.T @ spread + np.eye(spread.shape[1]), spread.T @ (all_vectors - mean))
        centred -= (here - share) @ added
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
    cosines: Square = np.round(centred @ centred.T, 6)
    return cosines


def _name_columns(texts: Sequence[str], all_texts: Sequence[str]) -> Names:
    """Give, for some texts and for all, which of the names that are said everywhere they hold."""
    bags = [{name.lower() for name in NAME.findall(text)} for text in all_texts]
    counts = Counter(name for bag in bags for name in bag)
    names = sorted(name for name, count in counts.items() if count >= max(FEW, NAME_EVERYWHERE * len(bags)))
    some = [{name.lower() for name in NAME.findall(text)} for text in texts]
    return _presence(some, names), _presence(bags, names)


def _presence(bags: Sequence[set[str]], names: Sequence[str]) -> Square:
    """Give 1 where a bag holds a name."""
    return np.array([[float(name in bag) for name in names] for bag in bags]).reshape(len(bags), len(names))


def _shared_words(texts: Sequence[str], all_texts: Sequence[str]) -> Square:
    """Give TF-IDF cosines over the roots of content words."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - slow to import

    everywhere = max(2, int(SAID_EVERYWHERE * len(all_texts)))
    model = TfidfVectorizer(analyzer=content_words, sublinear_tf=True, max_df=everywhere)
    try:
        model.fit(all_texts)
    except ValueError:  # no words left
        return np.zeros((len(texts), len(texts)))
    weighted = model.transform(texts)
    cosines: Square = np.round((weighted @ weighted.T).toarray(), 6)
    return cosines
