"""The BERTopic model that holds the themes: clustering through it, keywords by c-TF-IDF, saving."""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from worldcafe.tables import FloatMatrix

if TYPE_CHECKING:
    from worldcafe.cluster.grouping import GivenGroups, Labels, NoteGrouper

TOKEN = r"(?u)\b[^\W\d_][\w'’-]+\b"
PLACEHOLDER = re.compile(r"\[[^\]\[]* \d+\]")
JOINT = re.compile(r"[-/_–—+]+")
THEMES_FILE = "worldcafe.json"
# What BERTopic imports where it is installed, and works without.
DONE_WITHOUT = {
    "hdbscan", "huggingface_hub", "plotly", "sentence_transformers", "spacy", "torch", "transformers", "umap"
}  # fmt: skip

_loading = threading.Lock()  # one thread at a time may pretend


@dataclass(frozen=True)
class TopicModel:
    """A fitted BERTopic model: the files that it is saved as, so that it can be kept without BERTopic.

    `words` are those of each topic by c-TF-IDF, the strongest first; `theme_of_topic` is the theme that each
    topic is; `encoder` made its vectors.
    """

    files: Mapping[str, bytes]
    words: Mapping[int, tuple[str, ...]]
    theme_of_topic: Mapping[int, str]
    encoder: str

    def save(self, folder: Path) -> None:
        """Write the model as JSON and safetensors, without pickle."""
        known = {
            "encoder": self.encoder,
            "themes": {str(key): name for key, name in self.theme_of_topic.items()},
        }
        for name, content in self.files.items():
            (folder / name).write_bytes(content)
        (folder / THEMES_FILE).write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")

    def keywords(self) -> dict[str, tuple[str, ...]]:
        """Give the words of each theme by c-TF-IDF, the strongest first."""
        return {theme: self.words[topic] for topic, theme in self.theme_of_topic.items()}


def _frozen(model: Any, theme_of_topic: Mapping[int, str], encoder: str) -> TopicModel:
    """Give a BERTopic model as its files and its words."""
    logging.getLogger("BERTopic").setLevel(logging.ERROR)  # it misses a model of its own: ours embeds
    with TemporaryDirectory() as name:
        model.save(name, serialization="safetensors", save_ctfidf=True, save_embedding_model=False)
        files = {path.name: path.read_bytes() for path in sorted(Path(name).iterdir())}
    words = {
        topic: tuple(str(word) for word, _ in model.get_topic(topic) if word) for topic in theme_of_topic
    }
    return TopicModel(files, words, theme_of_topic, encoder)


def _words_apart(text: str) -> str:
    """Part what BERTopic would glue ("cross-community", "and/or"), and leave out placeholders."""
    return JOINT.sub(" ", PLACEHOLDER.sub(" ", text))


def load_bertopic() -> Any:
    """Give the class BERTopic; worth calling early, while something else is waited for.

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


def load_topics(folder: Path) -> TopicModel:
    """Give a saved model; no file in it can run code."""
    known = json.loads((folder / THEMES_FILE).read_text(encoding="utf-8"))
    themes = {int(key): name for key, name in known["themes"].items()}
    return _frozen(load_bertopic().load(str(folder)), themes, known["encoder"])


def fit_topics(
    texts: Sequence[str], space: FloatMatrix, grouper: NoteGrouper | GivenGroups, encoder: str
) -> tuple[TopicModel, Labels]:
    """Group the notes through BERTopic; give the model, and the topic of each text (-1 for none).

    No step of it is random without a seed, reduces dimensions or needs more than scikit-learn.
    """
    bertopic = load_bertopic()
    from bertopic.dimensionality import BaseDimensionalityReduction  # noqa: PLC0415
    from bertopic.vectorizers import ClassTfidfTransformer  # noqa: PLC0415
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415

    model = bertopic(
        embedding_model=None,
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=grouper,
        vectorizer_model=CountVectorizer(stop_words="english", token_pattern=TOKEN),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True, bm25_weighting=True),
        top_n_words=10,
        calculate_probabilities=False,
        verbose=False,
    )
    topics, _ = model.fit_transform([_words_apart(text) for text in texts], embeddings=np.asarray(space))
    found = np.asarray(topics, dtype=np.int64)
    numbers = sorted(set(found.tolist()) - {-1})
    themes = {topic: f"T{place:02d}" for place, topic in enumerate(numbers, start=1)}
    return _frozen(model, themes, encoder), found
