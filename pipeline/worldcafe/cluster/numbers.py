"""How good a grouping is by how many themes it has: whether the number found is sensible.

For each number, notes are grouped on random parts of them. Stability is how well two such groupings agree
on the notes that they share (adjusted Rand index: Hubert and Arabie, 1985). Separation is how much nearer a
note is to its own theme than to the next one (silhouette: Rousseeuw, 1987).
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandera.typing import DataFrame

from worldcafe.tables import FloatMatrix, Numbers

PARTS, PART = 6, 0.8  # random parts of the notes, and the share of the notes in each
CLOSE = 0.15  # a number less than this share away from the one found tells nothing more
MOST_NOTES = 1000  # above this a random part of the notes stands for all
Labels = npt.NDArray[np.int64]
COLUMNS = ["n_themes", "stability", "separation", "is_found"]


def weigh_numbers(space: FloatMatrix | None, found: int, seed: int) -> DataFrame[Numbers]:
    """Give stability and separation (-1 to 1) for some numbers of themes, `is_found` for that found.

    Args:
        space: unit vectors of notes, a row each; None where there are too few to group.
        found: the number of themes that the notes were put into.
        seed: of the random parts.
    """
    from scipy.cluster.hierarchy import fcluster, linkage  # noqa: PLC0415
    from scipy.spatial.distance import squareform  # noqa: PLC0415

    if space is None:
        return Numbers.validate(pd.DataFrame(columns=COLUMNS))
    random = np.random.default_rng(seed)
    if len(space) > MOST_NOTES:
        space = space[np.sort(random.permutation(len(space))[:MOST_NOTES])]
    numbers = _numbers(len(space), found)
    if not numbers:
        return Numbers.validate(pd.DataFrame(columns=COLUMNS))
    apart = np.clip(1.0 - (space @ space.T).astype(np.float64), 0, 2).round(6)
    np.fill_diagonal(apart, 0)
    apart = (apart + apart.T) / 2
    parts = [np.sort(random.permutation(len(space))[: round(PART * len(space))]) for _ in range(PARTS)]
    trees = [linkage(squareform(apart[np.ix_(part, part)], checks=False), "average") for part in parts]
    whole = linkage(squareform(apart, checks=False), "average")
    rows = []
    for number in numbers:
        labels = [fcluster(tree, number, "maxclust").astype(np.int64) - 1 for tree in trees]
        grouped = fcluster(whole, number, "maxclust").astype(np.int64) - 1
        rows.append((number, _agreement(parts, labels), _separation(apart, grouped), number == found))
    return Numbers.validate(pd.DataFrame(rows, columns=COLUMNS))


def _numbers(n_notes: int, found: int) -> list[int]:
    """Give about a dozen numbers of themes from 2 to a quarter of the notes, and the one found."""
    most = n_notes // 4
    if most < 3:
        return []
    steps = np.geomspace(2, most, 12).round().astype(int)
    if not 2 <= found <= most:
        return sorted(set(steps.tolist()))
    told_apart = np.abs(np.log(steps / found)) > CLOSE
    return sorted({*steps[told_apart].tolist(), found})


def _agreement(parts: list[Labels], labels: list[Labels]) -> float:
    """Give the mean adjusted Rand index of two groupings on the notes that both hold."""
    scores = []
    for one, other in combinations(range(len(parts)), 2):
        shared = np.intersect1d(parts[one], parts[other], assume_unique=True)
        left = labels[one][np.searchsorted(parts[one], shared)]
        right = labels[other][np.searchsorted(parts[other], shared)]
        scores.append(adjusted_rand(left, right))
    return round(float(np.mean(scores)), 4)


def adjusted_rand(left: Labels, right: Labels) -> float:
    """Give the share of pairs on which two groupings agree, 0 by chance, 1 for the same groups."""
    both = np.bincount(left * (right.max() + 1) + right)
    same, ours, theirs = (
        float((n * (n - 1) / 2).sum()) for n in (both, np.bincount(left), np.bincount(right))
    )
    by_chance = ours * theirs / (len(left) * (len(left) - 1) / 2)
    most = (ours + theirs) / 2
    return (same - by_chance) / (most - by_chance) if most > by_chance else 1.0


def _separation(apart: npt.NDArray[np.float64], labels: Labels) -> float:
    """Give the mean silhouette; a note alone in its group counts 0."""
    sizes = np.bincount(labels)
    if len(sizes) < 2:
        return 0.0
    member = np.eye(len(sizes))[labels]
    sums = apart @ member
    rows = np.arange(len(labels))
    own = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    means = sums / sizes
    means[rows, labels] = np.inf
    other = means.min(axis=1)
    scores = np.where(sizes[labels] > 1, (other - own) / np.maximum(np.maximum(other, own), 1e-9), 0)
    return round(float(scores.mean()), 4)
