"""How alike each claim and each note are, block by block, so that memory stays bounded.

A pair is looked at from several sides (see `FEATURES`); what each of them tells was learned from annotated
reports (`data/links.toml`), and together they give how likely a reader would link the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from worldcafe.crossref.words import Lexicon
from worldcafe.language.in_language import language_of, texts_of
from worldcafe.tables import Embeddings, FloatMatrix
from worldcafe.tables.vectors import ACROSS, FEW, unit_rows

CLAIMS_PER_BLOCK = 2048
NOTES_PER_BLOCK = 4096  # with so many claims a block of float32 scores is 34 MB
QUESTION_SHARE = 0.7  # of a question's vector beside its answer's: a bare answer means what it is asked for
ENOUGH_SAID = 0.3  # of the rarest word's squared weight: to hold all of a text that says less is no sign
CANDIDATES = 12  # notes of each claim that are kept however little alike they are
USUAL = 0.1  # standard deviation of cosines between texts that have little to do with one another


Told = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]
Pairs = tuple[Rows, Rows, FloatMatrix]  # rows of claims, rows of notes, scores
WORDS = ("claim_held", "rarest_word", "shared_words")
CIRCUMSTANCES = ("same_table", "other_table", "same_kind")
FEATURES = (*WORDS, "stands_out", *CIRCUMSTANCES)


@dataclass(frozen=True)
class Spread:
    """How claims lie about each other, for `stands_out`: the means of their vectors and of their squares."""

    mean: FloatMatrix
    squares: FloatMatrix

    def stands_out(self, alike: npt.NDArray[np.float64], notes: FloatMatrix) -> FloatMatrix:
        """Give how many standard deviations nearer a note is to each claim than it is to all of them.

        So a note that is near everything is near nothing (hubness; Schnitzer et al. 2012).

        Args:
            alike: cosines, claims x notes.
            notes: the unit vectors of the notes.
        """
        exact = notes.astype(np.float64)  # a sum of float32 hangs on the number of threads
        mean = exact @ self.mean
        spread = np.sqrt(((exact @ self.squares) * exact).sum(axis=1) - mean**2)
        out: FloatMatrix = ((alike - mean) / np.where(spread > 0, spread, 1)).astype(np.float32)
        return out


@dataclass(frozen=True)
class Side:
    """One side of a comparison: texts, kinds, the rows of `spoken` that hold their vectors, their tables.

    A row of -1 says that there is no vector, a home of -1 that there is no table. `mean` is taken away
    from the vectors: what all notes mean in common makes no two of them alike. `spread` is known of claims.
    """

    texts: Sequence[str]
    headings: Sequence[str]
    kinds: npt.NDArray[np.object_]
    spoken: Embeddings
    rows: Rows
    mean: FloatMatrix
    homes: Rows
    spread: Spread | None = None

    @cached_property
    def vectors(self) -> FloatMatrix:
        """The unit vectors of what texts mean, the question with its answer."""
        known = self.rows[:, None] >= 0
        return unit_rows(np.where(known, _meant(self.spoken, self.rows) - self.mean, 0))

    def only(self, chosen: Rows) -> Side:
        """Give the side of some of the texts."""
        texts, headings = ([side[row] for row in chosen] for side in (self.texts, self.headings))
        rows, homes = self.rows[chosen], self.homes[chosen]
        return replace(self, texts=texts, headings=headings, kinds=self.kinds[chosen], rows=rows, homes=homes)


def make_side(segments: pd.DataFrame, embeddings: Embeddings, mean: FloatMatrix, homes: Rows) -> Side:
    """Bring the texts of some segments together with their vectors; `homes` numbers their tables."""
    rows = _rows_of(segments["segment_id"].to_list(), embeddings)
    kinds = segments["kind"].to_numpy(object)
    texts, headings = (texts_of(segments, name) for name in ("clean_text", "topic"))
    return Side(texts, headings, kinds, embeddings, rows, mean, homes)


def common_mean(ids: Sequence[str], embeddings: Embeddings) -> FloatMatrix:
    """Give what some segments mean in common, drawn towards zero where they are few.

    Taken away, it is the first half of "all-but-the-top" (Mu and Viswanath 2018).
    """
    rows = _rows_of(ids, embeddings)
    known = rows[rows >= 0]
    total = np.zeros(embeddings.matrix.shape[1])
    for start in range(0, len(known), NOTES_PER_BLOCK):
        total += _meant(embeddings, known[start : start + NOTES_PER_BLOCK]).sum(axis=0, dtype=np.float64)
    mean: FloatMatrix = (total / (len(known) + FEW)).astype(np.float32)
    return mean


def spread_of(claims: Side) -> Spread:
    """Give how claims lie about each other."""
    every = np.arange(len(claims.texts))
    size = claims.spoken.matrix.shape[1]
    mean, squares = np.zeros(size), FEW * USUAL**2 * np.eye(size)
    for start in range(0, len(every), NOTES_PER_BLOCK):
        vectors = claims.only(every[start : start + NOTES_PER_BLOCK]).vectors.astype(np.float64)
        mean += vectors.sum(axis=0, dtype=np.float64)
        squares += vectors.T @ vectors
    share = 1 / (len(every) + FEW)
    return Spread((share * mean).astype(np.float32), (share * squares).astype(np.float32))


def _rows_of(ids: Sequence[str], embeddings: Embeddings) -> Rows:
    """Give the row of the vectors of each segment, -1 where it has none."""
    place = {segment_id: row for row, segment_id in enumerate(embeddings.ids)}
    return np.array([place.get(segment_id, -1) for segment_id in ids], dtype=np.int64)


def _meant(spoken: Embeddings, rows: Rows) -> FloatMatrix:
    """Give the vectors of what is a text's own, with the question that it answers."""
    asked = 0 if spoken.questions is None else np.float32(QUESTION_SHARE) * spoken.questions[rows]
    meant: FloatMatrix = spoken.own[rows] + asked
    return meant


def nearest_pairs(
    claims: Side,
    notes: Side,
    lexicon: Lexicon,
    weights: Mapping[str, float],
    bounds: tuple[float, int],
) -> pd.DataFrame:
    """Score every claim with every note and keep the best notes of each claim.

    Args:
        claims: one side, `notes` the other.
        notes: see there.
        lexicon: the weights of words in this corpus.
        weights: what each of `FEATURES` adds, and the "intercept": logarithms of odds.
        bounds: how likely a pair must be a link to be kept beside the `CANDIDATES` best of its claim, and
            how many notes are kept per claim.

    Returns:
        Columns `claim`, `note` (row numbers) and `score` (0-1), the best first, ties in the order of the
        notes. Memory is bounded by one block of scores and the pairs kept, whatever the number of notes.
    """
    every = np.arange(len(claims.texts))
    blocks = [every[start : start + CLAIMS_PER_BLOCK] for start in range(0, len(every), CLAIMS_PER_BLOCK)]
    found = [_of_block(claims.only(block), notes, lexicon, weights, bounds) for block in blocks]
    table = pd.DataFrame(
        {
            "claim": np.concatenate([block[pairs[0]] for block, pairs in zip(blocks, found, strict=True)]),
            "note": np.concatenate([pairs[1] for pairs in found]),
            "score": np.concatenate([pairs[2] for pairs in found]),
        }
    )
    return table.astype({"claim": np.int64, "note": np.int64, "score": np.float32})


def _of_block(
    claims: Side, notes: Side, lexicon: Lexicon, weights: Mapping[str, float], bounds: tuple[float, int]
) -> Pairs:
    """Give the best pairs of a block of claims with all notes."""
    least, most = bounds
    best: Pairs = (np.zeros(0, int), np.zeros(0, int), np.zeros(0, np.float32))
    every = np.arange(len(notes.texts))
    for start in range(0, len(every), NOTES_PER_BLOCK):
        block = notes.only(every[start : start + NOTES_PER_BLOCK])
        odds = np.full((len(claims.texts), len(block.texts)), weights["intercept"], np.float32)
        for name, values in features(claims, block, lexicon):
            odds += np.float32(weights[name]) * values
        _across_languages(odds, claims, block)
        scores = _likelihood(odds)
        rows, columns = np.nonzero(_worth_keeping(scores, least))
        added = rows, columns + start, scores[rows, columns]
        best = _keep_best(_joined(best, added), least, most)
    return best


def between_languages(claims: Sequence[str], notes: Sequence[str], known: frozenset[str]) -> Told:
    """Tell for each claim and each note whether they are in two languages that are `known`."""
    ours, theirs = (np.array(list(map(language_of, texts)), dtype=str) for texts in (claims, notes))
    both = np.isin(ours, list(known))[:, None] & np.isin(theirs, list(known))[None, :]
    found: Told = both & (ours[:, None] != theirs[None, :])
    return found


def _across_languages(odds: FloatMatrix, claims: Side, notes: Side) -> None:
    """Let the odds of pairs in two languages that the encoder knows hang on meaning: no word is shared."""
    if len(claims.spoken.knows) > 1:
        apart = between_languages(claims.texts, notes.texts, claims.spoken.knows)
        alike = claims.vectors @ notes.vectors.T
        odds[apart] = (alike[apart] - ACROSS) / USUAL


def _likelihood(odds: FloatMatrix) -> FloatMatrix:
    """Turn logarithms of odds into likelihoods, without the digits that hang on the processor."""
    scores: FloatMatrix = np.round(1 / (1 + np.exp(-odds)), 6).astype(np.float32)
    return scores


def features(claims: Side, notes: Side, lexicon: Lexicon) -> Iterator[tuple[str, FloatMatrix]]:
    """Give each of `FEATURES` for every claim and note: (claims, notes), one matrix at a time.

    The words of a claim's heading do not count, unless it has no others: all said there is about them.

    - claim_held: which share of the claim's weighted words the note holds
    - rarest_word: about the weight of the rarest word that both hold; shared_words: how many, logarithm
    - stands_out: how much nearer the meaning of the note is to this claim than to all claims
    - same_table, other_table: where the topic of the claim has a table; same_kind: a wish and a wish
    """
    yield from _of_words(claims, notes, lexicon)
    alike = claims.vectors.astype(np.float64) @ notes.vectors.T
    yield (
        "stands_out",
        claims.spread.stands_out(alike, notes.vectors) if claims.spread else alike.astype(np.float32),
    )
    placed = np.broadcast_to(claims.homes[:, None] >= 0, (len(claims.texts), len(notes.texts)))
    is_home = claims.homes[:, None] == notes.homes[None, :]
    yield "same_table", _flags(is_home & placed)
    yield "other_table", _flags(~is_home & placed)
    yield "same_kind", _flags((claims.kinds[:, None] == notes.kinds[None, :]) & (claims.kinds[:, None] != ""))


def _flags(values: npt.NDArray[np.bool_]) -> FloatMatrix:
    return values.astype(np.float32)


def _of_words(claims: Side, notes: Side, lexicon: Lexicon) -> Iterator[tuple[str, FloatMatrix]]:
    """Give the features that compare words."""
    left, right = lexicon.weighted(claims.texts, claims.headings), lexicon.weighted(notes.texts)
    rarest = np.float32(lexicon.weights.max(initial=1.0))
    of_claims = np.asarray(left.multiply(left).sum(axis=1), np.float32).ravel()
    dots = (left @ right.T).toarray().astype(np.float32)
    enough = np.float32(ENOUGH_SAID) * rarest**2
    yield "claim_held", dots / (of_claims + enough)[:, None]
    fourth = (left.multiply(left).tocsr() @ right.multiply(right).tocsr().T).toarray()
    yield "rarest_word", (fourth ** np.float32(0.25) / rarest).astype(np.float32)
    left.data[:], right.data[:] = 1, 1
    yield "shared_words", np.log1p((left @ right.T).toarray()).astype(np.float32)


def _worth_keeping(scores: FloatMatrix, least: float) -> npt.NDArray[np.bool_]:
    """Tell which scores reach `least`, or are among the best `CANDIDATES` of their row."""
    kept: npt.NDArray[np.bool_] = scores >= least
    few = np.flatnonzero(kept.sum(axis=1) < CANDIDATES)
    if len(few) and scores.shape[1] > CANDIDATES:
        borders = -np.partition(-scores[few], CANDIDATES - 1, axis=1)[:, CANDIDATES - 1]
        kept[few] = scores[few] >= borders[:, None]
    else:
        kept[few] = True
    return kept


def _joined(one: Pairs, other: Pairs) -> Pairs:
    """Put pairs behind each other."""
    return (
        np.concatenate((one[0], other[0])),
        np.concatenate((one[1], other[1])),
        np.concatenate((one[2], other[2])),
    )


def _keep_best(pairs: Pairs, least: float, most: int) -> Pairs:
    """Keep the best pairs of each claim, in order; ties go to the earlier note."""
    claims, notes, scores = pairs
    order = np.lexsort((notes, -scores, claims))
    claims, notes, scores = claims[order], notes[order], scores[order]
    rank = np.arange(len(claims)) - np.searchsorted(claims, claims)
    kept = (rank < most) & ((scores >= least) | (rank < CANDIDATES))
    return claims[kept], notes[kept], scores[kept]
