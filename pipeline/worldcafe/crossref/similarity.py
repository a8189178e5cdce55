"""How alike each claim and each note are, in blocks, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from worldcafe.crossref.words import Lexicon
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Embeddings, FloatMatrix

NOTES_PER_BLOCK = 4096  # 2,000 claims x 4,096 notes of float32 are 33 MB
ENOUGH_TO_CENTRE = 30  # the mean of fewer vectors says more about them than about the corpus


@dataclass(frozen=True)
class Side:
    """One side of the comparison: texts, their vectors (unit rows) and the table that each belongs to."""

    texts: Sequence[str]
    matrix: FloatMatrix
    homes: npt.NDArray[np.int64]


def nearest_pairs(claims: Side, notes: Side, lexicon: Lexicon, settings: CrossrefSettings) -> pd.DataFrame:
    """Score every claim with every note and keep the best notes of each claim.

    Returns:
        Columns `claim`, `note` (row numbers) and `score` (0-1); per claim the `most_notes` best, the
        best first. Memory: claims x (NOTES_PER_BLOCK + 2 x most_notes) floats, whatever the notes.
    """
    words = lexicon.vectors(claims.texts)
    best = pd.DataFrame({"claim": [], "note": [], "score": []})
    for start in range(0, len(notes.texts), NOTES_PER_BLOCK):
        block = slice(start, start + NOTES_PER_BLOCK)
        lexical = (words @ lexicon.vectors(notes.texts[block]).T).toarray()
        meaning = claims.matrix @ notes.matrix[block].T
        at_home = (claims.homes[:, None] == notes.homes[None, block]) & (claims.homes[:, None] >= 0)
        scores = _blend(lexical, meaning, at_home, settings)
        best = _keep_best(best, scores, start, settings.most_notes)
    return best.astype({"claim": np.int64, "note": np.int64, "score": np.float32})


def _blend(
    lexical: FloatMatrix, meaning: FloatMatrix, at_home: npt.NDArray[np.bool_], settings: CrossrefSettings
) -> FloatMatrix:
    """Blend shared words, likeness of meaning and place into one score of 0 to 1."""
    share = np.float32(settings.meaning_share)
    text = (1 - share) * lexical + share * np.maximum(meaning, 0)
    blended: FloatMatrix = np.minimum(text + np.float32(settings.home_bonus) * at_home * (text > 0), 1)
    return blended


def _keep_best(best: pd.DataFrame, scores: FloatMatrix, start: int, most: int) -> pd.DataFrame:
    """Join the best of a block to the best so far; ties go to the earlier note."""
    width = min(most, scores.shape[1])
    columns = np.argsort(-scores, axis=1, kind="stable")[:, :width]
    rows = np.repeat(np.arange(scores.shape[0]), width)
    found = pd.DataFrame({"claim": rows, "note": columns.ravel() + start})
    found["score"] = scores[rows, columns.ravel()]
    both = pd.concat([best, found]) if len(best) else found
    ordered = both.sort_values(["claim", "score", "note"], ascending=[True, False, True])
    return ordered.groupby("claim", sort=False).head(most).reset_index(drop=True)


def rows_of(embeddings: Embeddings, ids: Sequence[str]) -> FloatMatrix:
    """Give the vectors of some segments, in their order; a segment without a vector gets zeros."""
    place = {segment_id: row for row, segment_id in enumerate(embeddings.ids)}
    matrix = np.zeros((len(ids), embeddings.matrix.shape[1]), dtype=np.float32)
    for row, segment_id in enumerate(ids):
        if segment_id in place:
            matrix[row] = embeddings.matrix[place[segment_id]]
    return matrix


def centre(claims: FloatMatrix, notes: FloatMatrix) -> tuple[FloatMatrix, FloatMatrix]:
    """Take away what all notes mean in common, so that only what sets them apart makes two alike.

    The first half of "all-but-the-top" (Mu and Viswanath 2018).
    """
    mean = notes.mean(axis=0) if len(notes) >= ENOUGH_TO_CENTRE else np.zeros(notes.shape[1])
    return _unit(claims - mean), _unit(notes - mean)


def _unit(matrix: npt.NDArray[np.floating]) -> FloatMatrix:
    """Scale rows to length 1; a row of zeros stays."""
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    scaled: FloatMatrix = (matrix / np.maximum(lengths, 1e-9)).astype(np.float32)
    return scaled
