"""The BERTopic model that holds the themes: keywords by c-TF-IDF, representations, saving."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from worldcafe.cluster.grouping import Labels
from worldcafe.tables import FloatMatrix


class KnownGroups:
    """A clusterer for BERTopic whose groups are decided already (and perhaps corrected by hand)."""

    def __init__(self, labels: Labels) -> None:
        self.labels_ = labels

    def fit(self, X: FloatMatrix, y: Any = None) -> KnownGroups:
        """Keep the groups."""
        return self


def fit_topics(texts: Sequence[str], vectors: FloatMatrix, labels: Labels) -> tuple[Any, list[int]]:
    """Give a BERTopic model of the groups, and the BERTopic topic of each text.

    No step of it is random, reduces dimensions or needs more than scikit-learn.
    """
    from bertopic import BERTopic  # noqa: PLC0415 - seconds
    from bertopic.dimensionality import BaseDimensionalityReduction  # noqa: PLC0415
    from bertopic.vectorizers import ClassTfidfTransformer  # noqa: PLC0415
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415

    model = BERTopic(
        embedding_model=None,
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=KnownGroups(labels),
        vectorizer_model=CountVectorizer(
            stop_words="english", ngram_range=(1, 2), token_pattern=r"(?u)\b[^\W\d_][\w'’-]+\b"
        ),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True, bm25_weighting=True),
        top_n_words=10,
        calculate_probabilities=False,
        verbose=False,
    )
    topics, _ = model.fit_transform(list(texts), embeddings=np.asarray(vectors))
    return model, [int(topic) for topic in topics]
