"""Whether any note says a claim at all: its best note must say it, and its best few hold what it is about.

A claim that nobody said still has a nearest note. What gives it away is that its words are nowhere: not in
that note, nor in those next to it. How much of that tells was learned from annotated reports whose claims
were held against all notes, and once more against those that are left without the notes behind them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from worldcafe.crossref.similarity import ENOUGH_SAID, Side
from worldcafe.crossref.words import Lexicon

LOOKED_AT = ("best", "held")
NEAREST = 3  # notes that may hold the words of a claim together
SURE = 1e-6  # likelihoods nearer to 0 or 1 count as this

Support = npt.NDArray[np.float64]  # of each claim, 0-1


def weigh_support(
    pairs: pd.DataFrame, claims: Side, notes: Sequence[str], lexicon: Lexicon, weights: Mapping[str, float]
) -> Support:
    """Give how likely each claim is said by any note.

    Args:
        pairs: `claim`, `note` (row numbers) and `score`, the best first.
        claims: what they are of.
        notes: the texts of the notes.
        lexicon: the weights of words in this corpus.
        weights: what each of `LOOKED_AT` adds, and the "intercept": logarithms of odds.
    """
    found = look_at_support(pairs, claims, notes, lexicon)
    odds = weights["intercept"] + sum(weights[name] * found[name] for name in LOOKED_AT)
    return np.asarray(1 / (1 + np.exp(-odds)), np.float64)


def look_at_support(
    pairs: pd.DataFrame, claims: Side, notes: Sequence[str], lexicon: Lexicon
) -> dict[str, npt.NDArray[np.float64]]:
    """Give for each claim the logarithm of odds of its best pair, and the share that its nearest notes hold.

    The share is of the weight of words; those of the claim's heading do not count, unless it has no others. A
    claim that says little is never held whole.
    """
    nearest = pairs.groupby("claim", sort=False).head(NEAREST)
    best = np.full(len(claims.texts), SURE)
    first = nearest.drop_duplicates("claim")
    best[first["claim"]] = np.clip(first["score"], SURE, 1 - SURE)
    return {"best": np.log(best / (1 - best)), "held": _held(nearest, claims, notes, lexicon)}


def _held(
    nearest: pd.DataFrame, claims: Side, notes: Sequence[str], lexicon: Lexicon
) -> npt.NDArray[np.float64]:
    """Give the share of each claim's weight that some of its nearest notes hold."""
    from scipy import sparse  # noqa: PLC0415 - slow to import

    chosen, row = np.unique(nearest["note"].to_numpy(np.int64), return_inverse=True)
    words = lexicon.weighted([notes[note] for note in chosen])
    pairs = (np.ones(len(nearest), np.float32), (nearest["claim"].to_numpy(np.int64), row))
    together = sparse.csr_matrix(pairs, shape=(len(claims.texts), len(chosen))) @ words
    together.data[:] = 1
    said = lexicon.weighted(claims.texts, claims.headings)
    held, whole = (
        np.asarray(side.sum(axis=1), np.float64).ravel() for side in (said.multiply(together), said)
    )
    enough = ENOUGH_SAID**0.5 * lexicon.weights.max(initial=1.0)
    return np.asarray(held / (whole + enough), np.float64)
