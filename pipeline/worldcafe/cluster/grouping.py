"""A clusterer of our own in the shape of scikit-learn's.

One run of any clusterer on a few hundred notes is a throw of dice: leave out some notes, or ask for some
more groups, or weigh their conversation a little more, and a third of the pairs changes. So notes are
grouped many times, each time a random part of them, by other weights, into another number of groups, and
what stays together most of the time is a theme (evidence accumulation: Fred and Jain, 2005). How often it
stays together is its stability.

Whether a note is in a resample hangs on its own words, and the numbers of groups are spread evenly, so that
notes added later do not throw the dice for all the others again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import shake_128

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn.base import BaseEstimator, ClusterMixin

from worldcafe.cluster.communities import find_communities
from worldcafe.cluster.space import View
from worldcafe.tables import FloatMatrix
from worldcafe.tables.vectors import unit_rows

Labels = npt.NDArray[np.int64]
Square = npt.NDArray[np.float64]
Mend = Callable[[Labels, FloatMatrix], Labels]
Opinions = Callable[[], Sequence[Square]]

RESAMPLES = (30, 240)  # fewest and most; the fewer, the more rows there are
WORK = 140_000  # resamples times rows
PART = 0.8  # share of the notes in each resample
GROUPS = (0.85, 2.15)  # groups asked for in a resample, in roots of the number of notes
GOLDEN = (5**0.5 - 1) / 2  # the fractions of its multiples fill 0 to 1 evenly, however many they are
LOTS = 1  # the lots that are drawn: chosen of three, see tests/benchmarks/README.md
MOST_ROWS = 1000  # above this, notes are weighed against those near them alone
LEAST_FIT = 0.1  # a note less like the nearest theme fits none
NONE = -1  # the number of what fits nowhere


def leave(groups: Labels, together: FloatMatrix) -> Labels:
    """Give the groups as they are."""
    return groups


@dataclass(frozen=True)
class Seen:
    """What is seen of rows beside their vectors.

    `texts` are what they say, `views` their vectors seen otherwise. `opinions` gives how likely each two rows
    are of one group, in several opinions, and `mend` has the last word on which row is in which group; of a
    large corpus neither is asked.
    """

    texts: Sequence[str] = ()
    views: Iterable[View] = ()
    opinions: Opinions = list
    mend: Mend = leave


NOTHING_SEEN = Seen()


class NoteGrouper(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """Groups of unit vectors that stay together over resamples.

    After `fit`: `labels_` are 0, 1, ... in the order of first appearance, and -1 for a row that fits no
    group; `together_` is the share of resamples in which each row was with the others of its group.
    """

    def __init__(
        self,
        apart: float = 0.68,
        fewest: int = 2,
        *,
        seen: Seen = NOTHING_SEEN,
        seed: int = 0,
    ) -> None:
        self.apart = apart
        self.fewest = fewest
        self.seen = seen
        self.seed = seed

    def fit(self, X: FloatMatrix, y: Labels | None = None) -> NoteGrouper:
        """Group the rows of X, by all that is seen of them."""
        X = np.asarray(X, dtype=np.float32)
        views = self.seen.views or [X]
        if len(X) > MOST_ROWS:
            groups, self.together_ = find_communities(X, views, self.seed, self.seen.texts)
            self.labels_ = in_order(_fold(X, groups, self.fewest))
            return self
        texts = self.seen.texts or list(map(str, range(len(X))))
        spaces = [_apart(_same_for_same(view[:], texts)) for view in views]
        unlike = [_unlike(opinion, texts) for opinion in self.seen.opinions()]
        together = _co_association(
            [apart for space in spaces for apart in (*unlike, space)], texts, self.seed
        )
        groups = _fold_by_ties(together, _cut(together, self.apart), self.fewest)
        groups = self.seen.mend(groups, together)
        self.labels_ = in_order(_fold_by_ties(together, groups, self.fewest))
        self.together_ = _togetherness(together, self.labels_)
        return self


class GivenGroups(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """A clusterer that was told its groups, for BERTopic to call."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels

    def fit(self, X: FloatMatrix, y: Labels | None = None) -> GivenGroups:
        """Take the groups given."""
        self.labels_ = self.labels
        return self


def _co_association(distances: Sequence[Square], texts: Sequence[str], seed: int) -> FloatMatrix:
    """Give, for each pair of rows, the share of the resamples holding both that grouped them together.

    The resamples go by one way after the other of how far apart rows are.
    """
    n = len(texts)
    present, members = [], []
    for turn, part in enumerate(_resamples(texts, seed)):
        place = turn // len(distances) * GOLDEN % 1
        wanted = int((GROUPS[0] + place * (GROUPS[1] - GROUPS[0])) * n**0.5)
        wanted = min(max(2, wanted), max(2, n // 2))
        apart = distances[turn % len(distances)][np.ix_(part, part)]
        labels = fcluster(linkage(squareform(apart, checks=False), "average"), wanted, criterion="maxclust")
        member = np.zeros((n, labels.max() + 1), np.float32)
        member[part, labels] = 1
        members.append(member)
        present.append(member.sum(axis=1))
    met = np.stack(present, axis=1)
    share: FloatMatrix = (_pairs(np.hstack(members)) / np.maximum(_pairs(met), 1)).astype(np.float32)
    np.fill_diagonal(share, 1)
    return share


def _resamples(texts: Sequence[str], seed: int) -> Iterator[npt.NDArray[np.intp]]:
    """Give the rows of each resample: those whose texts drew the lowest lots."""
    turns = int(np.clip(WORK // len(texts), *RESAMPLES))
    drawn = [shake_128(f"{seed + LOTS} {text}".encode()).digest(4 * turns) for text in texts]
    lots = np.frombuffer(b"".join(drawn), np.uint32).reshape(len(texts), turns)
    for turn in range(turns):
        yield np.sort(np.argsort(lots[:, turn], kind="stable")[: max(2, round(PART * len(texts)))])


def _same_for_same(points: FloatMatrix, texts: Sequence[str]) -> FloatMatrix:
    """Give rows of the same text, said at different places, the vector in their middle."""
    _, first = np.unique(texts, return_inverse=True)
    sums = np.zeros((first.max() + 1, points.shape[1]), np.float32)
    np.add.at(sums, first, points)
    return unit_rows(sums)[first]


def _unlike(likely: Square, texts: Sequence[str]) -> Square:
    """Give how far apart rows are by an opinion; rows of the same text, said at different places, are one."""
    _, first = np.unique(texts, return_inverse=True)
    sums = np.zeros((first.max() + 1, len(texts)))
    np.add.at(sums, first, likely)
    means = np.zeros((first.max() + 1, first.max() + 1))
    np.add.at(means.T, first, sums.T)
    sizes = np.bincount(first)
    distance = (1 - means / np.outer(sizes, sizes)).round(6)
    np.fill_diagonal(distance, 0)
    both: Square = ((distance + distance.T) / 2)[np.ix_(first, first)]
    return both


def _pairs(rows: FloatMatrix) -> FloatMatrix:
    """Give how often each two rows have a 1 in the same column."""
    common: FloatMatrix = rows @ rows.T
    return common


def _apart(points: FloatMatrix) -> Square:
    """Give the cosine distance of each pair of unit vectors."""
    wide = points.astype(np.float64)
    distance = np.clip(1.0 - wide @ wide.T, 0, 2).round(9)
    np.fill_diagonal(distance, 0)
    square: Square = (distance + distance.T) / 2
    return square


def _cut(together: FloatMatrix, apart: float) -> Labels:
    """Give groups whose members are together in more than 1 - `apart` of the resamples on average."""
    distance = squareform(1.0 - together.astype(np.float64), checks=False)
    groups: Labels = fcluster(linkage(distance, "average"), apart, criterion="distance").astype(np.int64)
    return groups


def _fold(X: FloatMatrix, groups: Labels, fewest: int) -> Labels:
    """Give each row of a group that is too small to the group nearest to it, or to none."""
    sizes = np.bincount(groups)
    large = np.flatnonzero(sizes >= fewest)
    if not len(large):
        return groups
    centres = unit_rows(np.stack([X[groups == label].mean(axis=0) for label in large]))
    folded = groups.copy()
    for row in np.flatnonzero(sizes[groups] < fewest):
        likeness = centres @ X[row]
        nearest = int(np.argmax(likeness))
        folded[row] = large[nearest] if likeness[nearest] >= LEAST_FIT else NONE
    return folded


def _fold_by_ties(together: FloatMatrix, groups: Labels, fewest: int) -> Labels:
    """Give groups of which none is too small: one by one they join what they were most together with."""
    folded = groups.copy()
    while True:
        names, place, sizes = np.unique(folded, return_inverse=True, return_counts=True)
        if sizes.min() >= fewest or len(names) < 2:
            return folded
        member = np.eye(len(names), dtype=np.float32)[place]
        ties = ((member.T @ together @ member) / np.outer(sizes, sizes)).round(6)
        np.fill_diagonal(ties, -1)
        small = np.flatnonzero(sizes < fewest)
        first = small[int(np.argmax(ties[small].max(axis=1)))]
        folded[folded == names[first]] = names[int(np.argmax(ties[first]))]


def _togetherness(together: FloatMatrix, labels: Labels) -> npt.NDArray[np.float64]:
    """Give each row's mean co-association with the other rows of its group; 1 for a row alone."""
    result = np.ones(len(labels))
    for label in np.unique(labels[labels >= 0]):
        rows = np.flatnonzero(labels == label)
        if len(rows) > 1:
            inner = together[np.ix_(rows, rows)]
            result[rows] = (inner.sum(axis=1) - 1) / (len(rows) - 1)
    return result


def in_order(labels: npt.NDArray[np.int_]) -> Labels:
    """Give the labels renumbered 0, 1, ... in the order of first appearance; -1 stays."""
    renumbered = np.full(len(labels), NONE, dtype=np.int64)
    known = labels[labels >= 0]
    if len(known):
        _, first, inverse = np.unique(known, return_index=True, return_inverse=True)
        rank = np.empty(len(first), dtype=np.int64)
        rank[np.argsort(first)] = np.arange(len(first))
        renumbered[labels >= 0] = rank[inverse]
    return renumbered
