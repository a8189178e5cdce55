"""The words of each theme by c-TF-IDF, and the model that a run saves."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from worldcafe.cluster.as_bertopic import AsBertopic, fit_bertopic
from worldcafe.language.stop_words import stop_words
from worldcafe.language.words import PLACEHOLDER
from worldcafe.tables import FloatMatrix

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from worldcafe.cluster.grouping import Labels

TOKEN = r"(?u)\b[^\W\d_][\w'’-]+\b"
JOINT = re.compile(r"[-/_–—+\s]+")
MARK = re.compile(r"[^\w ]+")
THEMES_FILE = "worldcafe.json"
MOST_WORDS = 10  # of a theme


@dataclass(frozen=True)
class TopicModel:
    """What is kept of themes beside where they lie.

    `words` are those of each topic by c-TF-IDF, the strongest first; `theme_of_topic` is the theme that each
    topic is; `encoder` made the vectors. `bertopic` is the same as a model of BERTopic, if that is installed.
    """

    words: Mapping[int, tuple[str, ...]]
    theme_of_topic: Mapping[int, str]
    encoder: str
    bertopic: AsBertopic = field(default_factory=AsBertopic)

    def save(self, folder: Path) -> None:
        """Write the model as JSON and safetensors, without pickle."""
        number = self.bertopic.numbers
        known = {
            "encoder": self.encoder,
            "themes": {str(number.get(key, key)): name for key, name in self.theme_of_topic.items()},
            "words": {str(number.get(key, key)): list(words) for key, words in self.words.items()},
        }
        for name, content in self.bertopic.files.items():
            (folder / name).write_bytes(content)
        text = json.dumps(known, indent=1, ensure_ascii=False) + "\n"
        (folder / THEMES_FILE).write_text(text, encoding="utf-8")

    def keywords(self) -> dict[str, tuple[str, ...]]:
        """Give the words of each theme by c-TF-IDF, the strongest first."""
        return {theme: self.words[topic] for topic, theme in self.theme_of_topic.items()}


def fit_topics(
    texts: Sequence[str], space: FloatMatrix, groups: Labels, encoder: str
) -> tuple[TopicModel, Labels]:
    """Give the model of texts in groups, and the topic of each text: 0 has the most texts; -1 is none."""
    topics, plain = _largest_first(groups), [_plain(text) for text in texts]
    words = _strongest(plain, topics)
    themes = {topic: f"T{topic + 1:02d}" for topic in words}
    return TopicModel(words, themes, encoder, fit_bertopic(plain, space, topics, TOKEN)), topics


def _largest_first(groups: Labels) -> Labels:
    """Give the groups numbered by size; of two as large, the one that comes first is first."""
    topics = np.full(len(groups), -1, dtype=np.int64)
    known = groups[groups >= 0]
    if len(known):
        names, first, sizes = np.unique(known, return_index=True, return_counts=True)
        order = names[np.lexsort((first, -sizes))]
        rank = np.empty(names.max() + 1, dtype=np.int64)
        rank[order] = np.arange(len(order))
        topics[groups >= 0] = rank[known]
    return topics


def _plain(text: str) -> str:
    """Part what is glued ("cross-community", "and/or"), and leave out placeholders and marks."""
    return MARK.sub("", JOINT.sub(" ", PLACEHOLDER.sub(" ", text)))


def _strongest(texts: Sequence[str], topics: Labels) -> dict[int, tuple[str, ...]]:
    """Give the strongest words of each topic; of two as strong, the first in the alphabet."""
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415 - slow to import

    said: dict[int, list[str]] = {topic: [] for topic in sorted(set(topics.tolist()))}
    for text, topic in zip(texts, topics.tolist(), strict=True):
        said[topic].append(text)
    counter = CountVectorizer(stop_words=sorted(stop_words()), token_pattern=TOKEN)
    joined = list(map(" ".join, said.values()))
    if not any(map(counter.build_analyzer(), joined)):  # nothing but figures and small words
        return {topic: () for topic in said if topic >= 0}
    weights = _weigh(counter.fit_transform(joined))
    names = counter.get_feature_names_out()
    found = {}
    for row, topic in enumerate(said):
        here = slice(*weights.indptr[row : row + 2])
        places, values = weights.indices[here], weights.data[here]
        order = np.lexsort((places, -values))[:MOST_WORDS]
        found[topic] = tuple(str(names[places[place]]) for place in order if values[place] > 0)
    return {topic: words for topic, words in found.items() if topic >= 0}


def _weigh(counts: csr_matrix) -> csr_matrix:
    """Give the c-TF-IDF of words in topics (Grootendorst, 2022), frequent words held down as in BM25.

    A row a topic, a column a word: the root of the word's share of the topic, times the logarithm of how
    much rarer the word is than the mean topic is long.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - slow to import

    often = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel()
    long = np.asarray(counts.sum(axis=1), dtype=np.float64).ravel()
    rare = np.log(1 + (int(long.mean()) - often + 0.5) / (often + 0.5))
    share = counts.data / np.repeat(long, np.diff(counts.indptr))
    weights = np.sqrt(share) * rare[counts.indices]
    return csr_matrix((weights, counts.indices, counts.indptr), counts.shape)
