"""Themes as a model of BERTopic, for those who go on with that: only where it is installed."""

from __future__ import annotations

import errno
import logging
import os
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.abc import MetaPathFinder
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from worldcafe.language.stop_words import stop_words
from worldcafe.tables import FloatMatrix

if TYPE_CHECKING:
    from worldcafe.cluster.grouping import Labels

# What BERTopic imports where it is installed, and works without.
DONE_WITHOUT = {
    "hdbscan", "huggingface_hub", "plotly", "sentence_transformers", "spacy", "torch", "transformers", "umap"
}  # fmt: skip

_loading = threading.Lock()  # one thread at a time may pretend


@dataclass(frozen=True)
class AsBertopic:
    """A model as BERTopic saves it: its files, and the number that each topic has there; empty without it."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    numbers: Mapping[int, int] = field(default_factory=dict)


def load_bertopic() -> Any | None:
    """Give the class BERTopic, or None where it is not installed; worth calling early.

    It is imported as if the packages that it can do without were not there, whether or not they are:
    nothing here plots with it, shares models or clusters its way, and they take longer than all the rest.
    """
    finder = _Refuse()
    with _loading:
        sys.meta_path.insert(0, finder)
        try:
            if "plotly" not in sys.modules:  # BERTopic looks for it without importing it
                sys.modules["plotly"] = None  # type: ignore[assignment]
            from bertopic import BERTopic  # noqa: PLC0415 - seconds
        except ImportError:
            return None
        finally:
            sys.meta_path.remove(finder)
            if sys.modules["plotly"] is None:
                del sys.modules["plotly"]
    return BERTopic


class _Refuse(MetaPathFinder):
    """Says of the packages that BERTopic can do without that they are not installed: to this thread alone."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        """Refuse a package, or leave it to others."""
        if fullname in DONE_WITHOUT and threading.get_ident() == self._thread:
            raise ModuleNotFoundError(f"{fullname} is done without", name=fullname)


def fit_bertopic(texts: Sequence[str], space: FloatMatrix, topics: Labels, token: str) -> AsBertopic:
    """Give texts in topics as BERTopic saves them; `token` is the pattern of a word.

    No step of it is random, reduces dimensions or needs more than scikit-learn.
    """
    bertopic = load_bertopic()
    if bertopic is None:
        return AsBertopic()
    from bertopic.dimensionality import BaseDimensionalityReduction  # noqa: PLC0415
    from bertopic.vectorizers import ClassTfidfTransformer  # noqa: PLC0415
    from safetensors import SafetensorError  # noqa: PLC0415
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415

    from worldcafe.cluster.grouping import GivenGroups  # noqa: PLC0415

    model = bertopic(
        language="multilingual",  # in English it would leave out every letter with an accent
        embedding_model=None,
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=GivenGroups(topics),
        vectorizer_model=CountVectorizer(stop_words=sorted(stop_words()), token_pattern=token),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True, bm25_weighting=True),
        top_n_words=10,
        calculate_probabilities=False,
        verbose=False,
    )
    try:
        theirs, _ = model.fit_transform(list(texts), embeddings=np.asarray(space))
    except ValueError:  # no word that it counts
        return AsBertopic()
    logging.getLogger("BERTopic").setLevel(logging.ERROR)  # it misses a model of its own: ours embeds
    with TemporaryDirectory() as name:
        try:
            model.save(name, serialization="safetensors", save_ctfidf=True, save_embedding_model=False)
        except SafetensorError as error:  # what it cannot write; it keeps to itself why
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name) from error
        files = {path.name: path.read_bytes() for path in sorted(Path(name).iterdir())}
    return AsBertopic(files, dict(zip(topics.tolist(), map(int, theirs), strict=True)))
