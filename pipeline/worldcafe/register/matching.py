"""Which suggestion of today is which of before: told by the words of their notes, never by ids.

A note of before is found again where nearly its words are said today: the three-letter pieces of both are
held against each other (Dice 1945), so that a mended typo or a changed word does not lose it. How much of a
suggestion's notes is found in one of today's says whether it is the same, and how far the next one is
behind says whether that is sure. What is not sure is asked, with offers; nothing is guessed.

A note of some words is found, too, where it stands word for word in a longer one that is new: two were
written as one. Less is a trace of it and no proof: that nearly its letters stand within a longer one, or that
one is like it that was there before beside it. Where nothing else is found of a suggestion, that is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from worldcafe.language.words import plain_words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

NEARLY = 0.6  # of the letters of two wordings, from which on one is the other after an edit
WITHIN = 0.75  # of the letters of a wording, from which on it stands within a longer one
WHOLE = 5  # words of a note, from which on it is no accident where all of them stand in a row
SURE = 0.6  # share of a suggestion's notes that one of today's must hold
AHEAD = 0.2  # by how much it must hold more than the next
OFFERED = 0.3  # share from which on one of today's is offered
OFFERS = 3  # at most
PER_BLOCK = 500  # wordings compared at once
ROUNDING = 1e-9

Outcome = Literal["same", "asked", "merged", "split", "gone"]
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Item:
    """A suggestion: its clearest wording and the wordings of its notes."""

    text: str
    said: tuple[str, ...]

    @property
    def wordings(self) -> tuple[str, ...]:
        """What it is known by: its notes, or its own wording where nobody knows them."""
        return self.said or (self.text,)


@dataclass(frozen=True)
class Match:
    """What became of one item of before.

    `outcome`: "same" as item `now` of today; "merged" into `now` with another of before; "split": `now`
    holds most of its notes, `offers` the others; "asked": a person must say which of `offers` it is, if any;
    "gone": none is like it. `score` is the share (0-1) of its notes that `now`, or the first offer, holds.
    """

    outcome: Outcome
    now: int = -1
    offers: tuple[int, ...] = ()
    score: float = 0.0


def match_items(before: Sequence[Item], today: Sequence[Item], unlisted: Sequence[str] = ()) -> list[Match]:
    """Give for each item of before what became of it.

    Several of before may be one today (they are then "merged", save the one that has most in it): nothing
    is forced to be one to one.

    Args:
        before: the items as they were.
        today: the items as they are.
        unlisted: wordings that are still said but belong to no item of today; an item whose notes are among
            them is asked about, for it is not gone.
    """
    if not before:
        return []
    shares, traces = _shares_found(before, today)
    unlisted_items = [Item(text, (text,)) for text in unlisted]
    still_said = np.maximum(*_shares_found(before, unlisted_items)).max(axis=1, initial=0.0)
    rows = zip(shares, traces, still_said, strict=True)
    return _merged([_judge(row, trace, said) for row, trace, said in rows], before)


def _judge(row: Matrix, trace: Matrix, still_said: float) -> Match:
    """Say what became of one item, by the share of its notes that each of today's holds.

    `trace` is the share of them of which there is a trace at least.
    """
    order = np.argsort(-row, kind="stable")
    best, following = (float(row[order[rank]]) if len(order) > rank else 0.0 for rank in (0, 1))
    offers = tuple(int(now) for now in order[:OFFERS] if row[now] >= OFFERED)
    is_ahead = best - following >= AHEAD - ROUNDING
    if best >= SURE and is_ahead:
        return Match("split" if len(offers) > 1 else "same", offers[0], offers[1:], best)
    if len(offers) > 1 and best + following >= SURE and is_ahead:
        return Match("split", offers[0], offers[1:], best)
    if not offers:
        offers = tuple(int(now) for now in np.argsort(-trace, kind="stable")[:OFFERS] if trace[now] > 0)
    if offers or still_said >= SURE:
        return Match("asked", -1, offers, best)
    return Match("gone")


def _merged(matches: list[Match], before: Sequence[Item]) -> list[Match]:
    """Where several are one today, let the one with most notes be it; the others are merged into it."""
    chosen: dict[int, int] = {}
    for number, match in enumerate(matches):
        if match.now < 0:
            continue
        first = chosen.setdefault(match.now, number)
        if len(before[number].wordings) * match.score > len(before[first].wordings) * matches[first].score:
            chosen[match.now] = number
    return [
        Match("merged", match.now, match.offers, match.score)
        if match.now >= 0 and chosen[match.now] != number
        else match
        for number, match in enumerate(matches)
    ]


def _shares_found(before: Sequence[Item], today: Sequence[Item]) -> tuple[Matrix, Matrix]:
    """Give the share of each earlier item's notes that each of today's holds, and that it has a trace of.

    Both are (before, today), 0-1. A note that is not found word for word counts by how much of its letters
    is; but one of today that stood there before is itself alone, and a new one is what it is most like.
    """
    shares = np.zeros((len(before), len(today)))
    traces = np.zeros_like(shares)
    if not len(today):
        return shares, traces
    old, of_old = _flat(before)
    new, of_new = _flat(today)
    vectors = _vectors([*old, *new])
    blocks = [slice(start, start + PER_BLOCK) for start in range(0, len(old), PER_BLOCK)]
    left, right = vectors[: len(old)], vectors[len(old) :]
    nearest = np.max([_alike(left[block], right).max(axis=0) for block in blocks], axis=0)
    is_new = nearest < 1 - ROUNDING
    for block in blocks:
        alike = _alike(left[block], right)
        within = _shared(left[block], right) / _sizes(left[block])[:, None]
        whole = _whole(old[block], new, (within > 1 - ROUNDING) & is_new)
        trace = np.where(alike >= NEARLY, alike, within >= WITHIN)
        behind = np.where(is_new, AHEAD, ROUNDING)  # how far what it is most like may be ahead
        alike[(alike < NEARLY) | (alike <= nearest - behind)] = 0.0
        for found, pairs in ((shares, np.maximum(alike, whole)), (traces, trace)):
            best = np.zeros((len(pairs), len(today)))
            for column, owner in enumerate(of_new):
                np.maximum(best[:, owner], pairs[:, column], out=best[:, owner])
            np.add.at(found, of_old[block], best)
    counts = np.bincount(of_old, minlength=len(before))[:, None]
    return shares / counts, traces / counts


def _flat(items: Sequence[Item]) -> tuple[list[str], npt.NDArray[np.int64]]:
    """Give all wordings, folded, and the item that each belongs to."""
    folded = [fold(text) for item in items for text in item.wordings]
    owners = np.repeat(np.arange(len(items)), [len(item.wordings) for item in items])
    return folded, owners


def fold(text: str) -> str:
    """Give what counts of a wording: its words in lower case, placeholders without their numbers."""
    return " ".join(plain_words(text))


def _vectors(texts: Sequence[str]) -> csr_matrix:
    """Give which three-letter pieces each folded wording has."""
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415 - slow to import

    return CountVectorizer(analyzer=_pieces, binary=True, dtype=np.float64).fit_transform(texts)


def _shared(left: csr_matrix, right: csr_matrix) -> Matrix:
    """Give how many pieces two wordings share: (left, right)."""
    return np.asarray((left @ right.T).todense(), np.float64)


def _sizes(vectors: csr_matrix) -> Matrix:
    """Give how many pieces each wording has, 1 at least."""
    return np.asarray(vectors.sum(axis=1), np.float64).ravel()


def _alike(left: csr_matrix, right: csr_matrix) -> Matrix:
    """Give how much of their pieces two wordings share (Dice): (left, right), 0-1."""
    result: Matrix = 2 * _shared(left, right) / (_sizes(left)[:, None] + _sizes(right))
    return result


def _whole(old: Sequence[str], new: Sequence[str], possible: npt.NDArray[np.bool_]) -> Matrix:
    """Tell which old wording stands word for word in which new one, of the pairs where that is possible."""
    held = np.zeros(possible.shape)
    for one, other in np.argwhere(possible):
        held[one, other] = old[one].count(" ") + 1 >= WHOLE and f" {old[one]} " in f" {new[other]} "
    return held


def _pieces(text: str) -> list[str]:
    """Give the three-letter pieces of a folded wording, its edges among them."""
    edged = f" {text} "
    return [edged[at : at + 3] for at in range(len(edged) - 2)] or [edged]
