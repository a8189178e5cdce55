"""How alike each claim and each note are, block by block, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from worldcafe.crossref.words import Lexicon
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Embeddings, FloatMatrix

CLAIMS_PER_BLOCK = 2048
NOTES_PER_BLOCK = 4096  # with so many claims a block of float32 scores is 34 MB
ENOUGH_TO_CENTRE = 30  # the mean of fewer vectors says more about them than about the corpus

Rows = npt.NDArray[np.int64]
Pairs = tuple[Rows, Rows, FloatMatrix]  # rows of claims, rows of notes, scores


@dataclass(frozen=True)
class Side:
    """One side of a comparison: texts, the rows of `matrix` that hold their vectors (-1: none), their tables.

    `mean` is taken away from every vector: what all notes mean in common makes no two of them alike.
    """

    texts: Sequence[str]
    matrix: FloatMatrix
    rows: Rows
    mean: FloatMatrix
    homes: Rows

    def vectors(self, block: slice) -> FloatMatrix:
        """Give the vectors of a block of texts without what is common to all, of unit length."""
        rows = self.rows[block]
        known = np.where(rows[:, None] >= 0, self.matrix[rows] - self.mean, 0)
        lengths = np.linalg.norm(known, axis=1, keepdims=True)
        unit: FloatMatrix = (known / np.maximum(lengths, 1e-9)).astype(np.float32)
        return unit

    def only(self, chosen: Rows) -> Side:
        """Give the side of some of the texts."""
        texts = [self.texts[row] for row in chosen]
        return replace(self, texts=texts, rows=self.rows[chosen], homes=self.homes[chosen])


def make_side(
    texts: Sequence[str], ids: Sequence[str], embeddings: Embeddings, homes: Rows | None = None
) -> Side:
    """Bring the texts of some segments together with their vectors; `homes` numbers their tables.

    The mean is that of these texts, the first half of "all-but-the-top" (Mu and Viswanath 2018).
    """
    place = {segment_id: row for row, segment_id in enumerate(embeddings.ids)}
    rows = np.array([place.get(segment_id, -1) for segment_id in ids], dtype=np.int64)
    known = rows[rows >= 0]
    total = np.zeros(embeddings.matrix.shape[1])
    for start in range(0, len(known), NOTES_PER_BLOCK):
        total += embeddings.matrix[known[start : start + NOTES_PER_BLOCK]].sum(axis=0, dtype=np.float64)
    mean = total / len(known) if len(known) >= ENOUGH_TO_CENTRE else 0 * total
    nowhere = np.full(len(texts), -1, dtype=np.int64)
    tables = nowhere if homes is None else homes
    return Side(texts, embeddings.matrix, rows, mean.astype(np.float32), tables)


def nearest_pairs(
    claims: Side, notes: Side, lexicon: Lexicon, settings: CrossrefSettings, least: float = 0.0
) -> pd.DataFrame:
    """Score every claim with every note and keep the best notes of each claim.

    Returns:
        Columns `claim`, `note` (row numbers) and `score`; per claim the `most_notes` best that reach
        `least`, and the very best in any case, the best first, ties in the order of the notes. Memory
        is bounded by one block of scores and the pairs kept, whatever the number of notes.
    """
    every = np.arange(len(claims.texts))
    blocks = [every[start : start + CLAIMS_PER_BLOCK] for start in range(0, len(every), CLAIMS_PER_BLOCK)]
    found = [_of_block(claims.only(block), notes, lexicon, settings, least) for block in blocks]
    table = pd.DataFrame(
        {
            "claim": np.concatenate([block[pairs[0]] for block, pairs in zip(blocks, found, strict=True)]),
            "note": np.concatenate([pairs[1] for pairs in found]),
            "score": np.concatenate([pairs[2] for pairs in found]),
        }
    )
    return table.astype({"claim": np.int64, "note": np.int64, "score": np.float32})


def _of_block(claims: Side, notes: Side, lexicon: Lexicon, settings: CrossrefSettings, least: float) -> Pairs:
    """Give the best pairs of a block of claims with all notes."""
    words, meanings = lexicon.vectors(claims.texts), claims.vectors(slice(None))
    best: Pairs = (np.zeros(0, int), np.zeros(0, int), np.zeros(0, np.float32))
    for start in range(0, len(notes.texts), NOTES_PER_BLOCK):
        block = slice(start, start + NOTES_PER_BLOCK)
        lexical = (words @ lexicon.vectors(notes.texts[block]).T).toarray()
        at_home = (claims.homes[:, None] == notes.homes[None, block]) & (claims.homes[:, None] >= 0)
        scores = _blend(lexical, meanings @ notes.vectors(block).T, at_home, settings)
        kept = scores >= least
        kept[np.arange(len(scores)), scores.argmax(axis=1)] = True
        rows, columns = np.nonzero(kept)
        added = rows, columns + start, scores[rows, columns]
        best = _keep_best(_joined(best, added), settings.most_notes)
    return best


def _blend(
    lexical: FloatMatrix, meaning: FloatMatrix, at_home: npt.NDArray[np.bool_], settings: CrossrefSettings
) -> FloatMatrix:
    """Blend shared words, likeness of meaning and place into one score of 0 to 1 and the bonus of place."""
    share = np.float32(settings.meaning_share)
    text = (1 - share) * lexical + share * np.maximum(meaning, 0)
    blended: FloatMatrix = (text + np.float32(settings.home_bonus) * at_home * (text > 0)).astype(np.float32)
    return blended


def _joined(one: Pairs, other: Pairs) -> Pairs:
    """Put pairs behind each other."""
    return (
        np.concatenate((one[0], other[0])),
        np.concatenate((one[1], other[1])),
        np.concatenate((one[2], other[2])),
    )


def _keep_best(pairs: Pairs, most: int) -> Pairs:
    """Keep the best pairs of each claim, in order; ties go to the earlier note."""
    claims, notes, scores = pairs
    order = np.lexsort((notes, -scores, claims))
    claims, notes, scores = claims[order], notes[order], scores[order]
    rank = np.arange(len(claims)) - np.searchsorted(claims, claims)
    kept = rank < most
    return claims[kept], notes[kept], scores[kept]
