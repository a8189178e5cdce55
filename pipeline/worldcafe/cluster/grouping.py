"""A clusterer of our own in the shape of scikit-learn's, for BERTopic to call."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.base import BaseEstimator, ClusterMixin

from worldcafe.tables import FloatMatrix

Labels = npt.NDArray[np.int64]


class NoteGrouper(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """Average-linkage groups of unit vectors, so many that notes per group grow with the root of notes.

    `labels_` are 0, 1, ... in the order of first appearance.
    """

    def __init__(self, n_groups: int = 0) -> None:
        self.n_groups = n_groups

    def fit(self, X: FloatMatrix, y: Labels | None = None) -> NoteGrouper:
        """Group the rows of X."""
        wanted = self.n_groups or round(2 * len(X) ** 0.5)
        tree = linkage(X, method="average", metric="cosine")
        self.labels_ = in_order(fcluster(tree, wanted, criterion="maxclust"))
        return self


def in_order(labels: npt.NDArray[np.int_] | npt.NDArray[np.int32]) -> Labels:
    """Give the labels renumbered 0, 1, ... in the order of first appearance."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    renumbered: Labels = rank[inverse]
    return renumbered
