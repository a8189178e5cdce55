"""Groups of a large corpus, where not every pair of notes can be weighed.

Each note is tied to those nearest to it, and what is tied closely is a group (Leiden: Traag, Waltman and van
Eck, 2019). How finely to look is chosen by stability: the fewest groups on which random parts of the notes
agree almost as well as on any number. The groups of many such parts are then laid over one another, each
tie weighing as much as it held (consensus clustering: Lancichinetti and Fortunato, 2012).

Of very many notes a sample is grouped so; each of the others goes where most of those nearest to it are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from itertools import combinations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from worldcafe.cluster.numbers import adjusted_rand
from worldcafe.cluster.space import View
from worldcafe.language.lots import ENOUGH, draw_texts
from worldcafe.tables import FloatMatrix
from worldcafe.tables.vectors import unit_rows

Labels = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]

SAMPLE = ENOUGH  # different points among which groups are found; the others follow those nearest to them
BLOCK = 2048  # points that are compared with all of the sample at a time
NEIGHBOURS = 15  # ties of each note to the notes nearest to it
DIMENSIONS = 128  # that neighbours are looked for in; fewer lose themes, more only cost time
PART = 0.8  # share of the notes in each part
PARTS, TURNS = 8, 32  # parts to choose the number of groups by, and to find the groups by
FEWEST, MOST = 8, 4.0  # groups: fewer tell nothing of so many notes; the most in roots of their number
FINENESS = 2.0 ** np.arange(-2, 8, 0.5)  # resolutions of Leiden's modularity that are tried
NEARLY = 0.02  # agreement this near to the best is as good
LEAST_TIE = 1e-3  # a tie between notes that are not alike at all
ABSENT = -1


def find_communities(
    X: FloatMatrix, views: Iterable[View], seed: int, texts: Sequence[str] = ()
) -> tuple[Labels, Scores]:
    """Give the group of each row, and the share of parts in which its ties within the group held.

    Groups depend on the set of rows alone, not on their order; equal rows are always of one group, and of
    rows beyond the sample none founds a group. The sample is drawn as that which a sentence encoder reads.

    Args:
        X: unit vectors, a row each.
        views: the same rows, seen otherwise.
        seed: of the random parts.
        texts: what the rows say; () where nobody knows.
    """
    first, point = _points(X)
    if len(first) <= 2 * NEIGHBOURS:  # the same few notes over and over
        return point, np.ones(len(X))
    said = [texts[row] for row in first] if texts else list(map(str, range(len(first))))
    drawn = np.array(draw_texts(said, SAMPLE))
    left = np.setdiff1d(np.arange(len(first)), drawn)
    sample, others = first[drawn], first[left]
    graphs = [_ties(view[sample]) for view in views]
    fineness = _choose_fineness(graphs, seed)
    held = _held(graphs, _on_parts(graphs, fineness, TURNS, seed + 1))
    ties = sum(graphs[1:], graphs[0]).multiply(held).tocsr()
    groups = _leiden(ties, fineness, seed)
    steady = _togetherness(held, groups)
    if len(others):
        groups, steady = _with_others(X[sample], X[others], groups, steady)
        back = np.argsort(np.concatenate([drawn, left]))
        groups, steady = groups[back], steady[back]
    return groups[point], steady[point]


def _with_others(
    known: FloatMatrix, others: FloatMatrix, groups: Labels, steady: Scores
) -> tuple[Labels, Scores]:
    """Give the groups and steadiness of known points and of others, which go where those near them are."""
    axes = _axes(known)
    near = _placed(known, axes)
    blocks = [others[start : start + BLOCK] for start in range(0, len(others), BLOCK)]
    found = [_follow(_placed(block, axes), near, groups, steady) for block in blocks]
    followed, sure = zip(*found, strict=True)
    return np.concatenate([groups, *followed]), np.concatenate([steady, *sure])


def _follow(points: FloatMatrix, known: FloatMatrix, groups: Labels, steady: Scores) -> tuple[Labels, Scores]:
    """Give each point the group of most of the known points nearest to it, and their mean steadiness."""
    alike = points @ known.T
    nearest = np.argpartition(-alike, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]
    weight = np.maximum(np.take_along_axis(alike, nearest, axis=1), LEAST_TIE).astype(np.float64).round(6)
    rows = np.repeat(np.arange(len(points)), NEIGHBOURS)
    shape = (len(points), int(groups.max()) + 1)
    votes = sparse.csr_matrix((weight.ravel(), (rows, groups[nearest].ravel())), shape=shape)
    chosen = np.asarray(votes.argmax(axis=1)).ravel().astype(np.int64)
    same = groups[nearest] == chosen[:, None]
    return chosen, (steady[nearest] * same).sum(axis=1) / same.sum(axis=1)


def _points(X: FloatMatrix) -> tuple[Labels, Labels]:
    """Give a row of each different vector, in an order that only the vectors decide, and each row's place."""
    keys = [blake2b(row.tobytes(), digest_size=16).hexdigest() for row in X]
    _, first, point = np.unique(keys, return_index=True, return_inverse=True)
    return first, point


def _ties(points: FloatMatrix) -> sparse.csr_matrix:
    """Give how alike each point and its nearest neighbours are, both ways; 0 for all other pairs."""
    from sklearn.neighbors import NearestNeighbors  # noqa: PLC0415 - for large corpora only

    reduced = _reduced(points)
    graph = NearestNeighbors(n_neighbors=NEIGHBOURS, algorithm="brute").fit(reduced)
    graph = graph.kneighbors_graph(mode="distance")  # of others: a point is no neighbour of its own
    graph.data = np.maximum(1 - graph.data.astype(np.float64) ** 2 / 2, LEAST_TIE)
    return graph.maximum(graph.T).tocsr()


def _reduced(points: FloatMatrix) -> FloatMatrix:
    """Give unit vectors of the strongest principal components."""
    return _placed(points, _axes(points))


def _placed(points: FloatMatrix, axes: tuple[FloatMatrix, FloatMatrix]) -> FloatMatrix:
    """Give unit vectors of points along axes through a middle."""
    return unit_rows(((points - axes[0]) @ axes[1]).astype(np.float32))


def _axes(points: FloatMatrix) -> tuple[FloatMatrix, FloatMatrix]:
    """Give the middle of points and their strongest principal axes, a column each."""
    middle: FloatMatrix = points.mean(axis=0)
    centred = points - middle
    _, axes = np.linalg.eigh((centred.T @ centred).astype(np.float64))
    return middle, axes[:, ::-1][:, :DIMENSIONS].astype(np.float32)


def _leiden(ties: sparse.csr_matrix, fineness: float, seed: int) -> Labels:
    """Give the community of each point."""
    from graspologic_native import leiden_csr  # noqa: PLC0415 - for large corpora only

    n = ties.shape[0]
    ties.eliminate_zeros()
    if not ties.nnz:
        return np.arange(n, dtype=np.int64)
    _, found = leiden_csr(
        ties.indptr.astype(np.int64),
        ties.indices.astype(np.int32),
        ties.data.astype(np.float64),
        n,
        resolution=float(fineness),
        seed=seed,
    )
    groups = n + np.arange(n, dtype=np.int64)  # a point without ties is alone
    groups[list(found)] = list(found.values())
    return np.unique(groups, return_inverse=True)[1].astype(np.int64)


def _on_parts(graphs: Sequence[sparse.csr_matrix], fineness: float, turns: int, seed: int) -> list[Labels]:
    """Give the communities of random parts of the points, by turns in each graph; ABSENT for the others."""
    n = graphs[0].shape[0]

    def on_part(turn: int) -> Labels:
        random = np.random.default_rng([seed, turn])
        part = np.sort(random.permutation(n)[: round(PART * n)])
        groups = np.full(n, ABSENT, dtype=np.int64)
        groups[part] = _leiden(graphs[turn % len(graphs)][part][:, part], fineness, turn)
        return groups

    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(on_part, range(turns)))


def _choose_fineness(graphs: Sequence[sparse.csr_matrix], seed: int) -> float:
    """Give the coarsest resolution on whose groups parts of the points agree nearly as well as on any."""
    most = MOST * graphs[0].shape[0] ** 0.5
    numbers = np.array([_leiden(graphs[0], fineness, seed).max() + 1 for fineness in FINENESS])
    sensible = FINENESS[(numbers >= FEWEST) & (numbers <= most)]
    if not len(sensible):
        return float(FINENESS[np.argmin(np.abs(np.log(numbers / FEWEST)))])
    scores = [_agreement(_on_parts(graphs, fineness, PARTS, seed)) for fineness in sensible]
    smooth = np.convolve(np.pad(scores, 1, mode="edge"), np.ones(3) / 3, mode="valid")
    return float(sensible[int(np.argmax(smooth >= smooth.max() - NEARLY))])


def _agreement(parts: Sequence[Labels]) -> float:
    """Give the mean adjusted Rand index of two parts on the points that both hold."""
    scores = []
    for one, other in combinations(parts, 2):
        both = (one != ABSENT) & (other != ABSENT)
        scores.append(adjusted_rand(one[both], other[both]))
    return float(np.mean(scores))


def _held(graphs: Sequence[sparse.csr_matrix], parts: Sequence[Labels]) -> sparse.csr_matrix:
    """Give, for each tie, the share of the parts with both its points in which they were of one group."""
    ties = sum(graphs[1:], graphs[0]).tocoo()
    met, shared = np.zeros(ties.nnz), np.zeros(ties.nnz)
    for groups in parts:
        one, other = groups[ties.row], groups[ties.col]
        both = (one != ABSENT) & (other != ABSENT)
        met += both
        shared += both & (one == other)
    return sparse.csr_matrix((shared / np.maximum(met, 1), (ties.row, ties.col)), shape=ties.shape)


def _togetherness(held: sparse.csr_matrix, groups: Labels) -> Scores:
    """Give the mean share in which the ties of each point within its group held; 1 for a point alone."""
    ties = held.tocoo()
    within = groups[ties.row] == groups[ties.col]
    sums = np.bincount(ties.row[within], ties.data[within], minlength=len(groups))
    numbers = np.bincount(ties.row[within], minlength=len(groups))
    return np.where(numbers > 0, sums / np.maximum(numbers, 1), 1.0)
