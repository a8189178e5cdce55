"""How alike each claim and each note are, block by block, so that memory stays bounded.

Words count twice: how alike the two are, and how much of the claim the note holds. So does meaning: of the
texts as they are, and of what is their own: what is said everywhere counts for less, and the question counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from worldcafe.crossref.words import Lexicon
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Embeddings, FloatMatrix
from worldcafe.vectors import unit_rows

if TYPE_CHECKING:
    from scipy import sparse

CLAIMS_PER_BLOCK = 2048
NOTES_PER_BLOCK = 4096  # with so many claims a block of float32 scores is 34 MB
ENOUGH_TO_CENTRE = 30  # the mean of fewer vectors says more about them than about the corpus
OWN_SHARE = 0.8  # of the likeness of meaning, in vectors where what is said everywhere counts for less
QUESTION_SHARE = 0.7  # of a question's vector beside its answer's: a bare answer means what it is asked for
HELD_SHARE = 0.6  # of the likeness of words, by how much of the claim the note holds
ENOUGH_SAID = 0.3  # of the rarest word's weight, below which to hold all of a claim is to hold little

Rows = npt.NDArray[np.int64]
Pairs = tuple[Rows, Rows, FloatMatrix]  # rows of claims, rows of notes, scores


@dataclass(frozen=True)
class Side:
    """One side of a comparison: texts, the rows of `spoken` that hold their vectors (-1: none), their tables.

    `means` are taken away from the vectors: what all notes mean in common makes no two of them alike.
    """

    texts: Sequence[str]
    spoken: Embeddings
    rows: Rows
    means: Sequence[FloatMatrix]
    homes: Rows

    def vectors(self, block: slice) -> FloatMatrix:
        """Give a block of unit vectors: those of the texts as they are beside those of what is their own."""
        rows = self.rows[block]
        known = [
            np.where(rows[:, None] >= 0, part - mean, 0)
            for part, mean in zip(_parts(self.spoken, rows), self.means, strict=True)
        ]
        shares = (1 - OWN_SHARE, OWN_SHARE)
        return np.hstack([np.sqrt(s) * unit_rows(part) for s, part in zip(shares, known, strict=True)])

    def only(self, chosen: Rows) -> Side:
        """Give the side of some of the texts."""
        texts = [self.texts[row] for row in chosen]
        return replace(self, texts=texts, rows=self.rows[chosen], homes=self.homes[chosen])


def make_side(
    segments: pd.DataFrame, embeddings: Embeddings, means: Sequence[FloatMatrix], homes: Rows
) -> Side:
    """Bring the texts of some segments together with their vectors; `homes` numbers their tables."""
    rows = _rows_of(segments["segment_id"].to_list(), embeddings)
    return Side(segments["clean_text"].to_list(), embeddings, rows, means, homes)


def common_means(ids: Sequence[str], embeddings: Embeddings) -> list[FloatMatrix]:
    """Give what some segments mean in common, for both kinds of vectors; zeros where they are too few.

    Taken away, it is the first half of "all-but-the-top" (Mu and Viswanath 2018).
    """
    rows = _rows_of(ids, embeddings)
    known = rows[rows >= 0]
    totals = [np.zeros(embeddings.matrix.shape[1]) for _ in range(2)]
    for start in range(0, len(known), NOTES_PER_BLOCK):
        parts = _parts(embeddings, known[start : start + NOTES_PER_BLOCK])
        totals = [
            total + part.sum(axis=0, dtype=np.float64) for total, part in zip(totals, parts, strict=True)
        ]
    share = 1 / len(known) if len(known) >= ENOUGH_TO_CENTRE else 0.0
    return [(share * total).astype(np.float32) for total in totals]


def _rows_of(ids: Sequence[str], embeddings: Embeddings) -> Rows:
    """Give the row of the vectors of each segment, -1 where it has none."""
    place = {segment_id: row for row, segment_id in enumerate(embeddings.ids)}
    return np.array([place.get(segment_id, -1) for segment_id in ids], dtype=np.int64)


def _parts(spoken: Embeddings, rows: Rows) -> tuple[FloatMatrix, FloatMatrix]:
    """Give vectors as they are, and those of what is a text's own, with its question."""
    own = spoken.own[rows]
    asked = 0 if spoken.questions is None else np.float32(QUESTION_SHARE) * spoken.questions[rows]
    return spoken.matrix[rows], own + asked


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
    words, meanings = lexicon.weighted(claims.texts), claims.vectors(slice(None))
    said = _squares(words), np.float32(ENOUGH_SAID * lexicon.weights.max(initial=1.0) ** 2)
    best: Pairs = (np.zeros(0, int), np.zeros(0, int), np.zeros(0, np.float32))
    for start in range(0, len(notes.texts), NOTES_PER_BLOCK):
        block = slice(start, start + NOTES_PER_BLOCK)
        others = lexicon.weighted(notes.texts[block])
        lexical = (words @ others.T).toarray() * _scales(*said, _squares(others))
        at_home = (claims.homes[:, None] == notes.homes[None, block]) & (claims.homes[:, None] >= 0)
        scores = _blend(lexical, meanings @ notes.vectors(block).T, at_home, settings)
        kept = scores >= least
        kept[np.arange(len(scores)), scores.argmax(axis=1)] = True
        rows, columns = np.nonzero(kept)
        added = rows, columns + start, scores[rows, columns]
        best = _keep_best(_joined(best, added), settings.most_notes)
    return best


def _squares(words: sparse.csr_matrix) -> FloatMatrix:
    """Give the squared length of each row of weights, a little above 0 at least."""
    squares = np.asarray(words.multiply(words).sum(axis=1)).ravel()
    above: FloatMatrix = np.maximum(squares, 1e-9).astype(np.float32)
    return above


def _scales(claims: FloatMatrix, enough: np.float32, notes: FloatMatrix) -> FloatMatrix:
    """Give what turns shared weight into likeness: of both (cosine), and as a share of what the claim says.

    `claims` and `notes` are squared lengths. The share is taken of `enough` at least: to hold all of a claim
    that says next to nothing is no sign of saying the same.
    """
    wording, held = np.float32(1 - HELD_SHARE), np.float32(HELD_SHARE)
    cosine = wording / np.sqrt(claims)[:, None] / np.sqrt(notes)[None, :]
    return np.asarray(cosine + (held / (claims + enough))[:, None], np.float32)


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
