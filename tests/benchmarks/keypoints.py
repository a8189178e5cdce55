"""Key point matching, ArgKP-2021: which statements does a one-line claim cover? Beside TF-IDF and embeddings.

    PYTHONPATH=pipeline python tests/benchmarks/keypoints.py [FOLDER of argkp2021] [--split dev|train]

The measure is the shared task's (KPA-2021, track 1): every argument goes to its best key point of the same
topic and stance; of these pairs the half with the best scores is kept, and its average precision is
averaged over topics and stances. Pairs that annotators left undecided count as wrong (strict) or as right
(relaxed). Key points take the place of claims and arguments that of notes; nothing is trained.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import average_precision_score

from worldcafe.crossref.scores import score_pairs
from worldcafe.embed import embed_segments
from worldcafe.settings import CrossrefSettings, EmbedSettings
from worldcafe.tables import Embeddings, Segments

DATA = Path(__file__).parents[3] / "shared" / "data" / "argkp2021"
MINILM = 384  # numbers of the sentence encoder, which come first
KEPT = 0.5  # share of the pairs, the best first, that the shared task scores


def as_segments(points: list[str], arguments: list[str]) -> pd.DataFrame:
    """Give key points as claims and arguments as notes of one table."""
    columns = list(Segments.to_schema().columns)
    numbers = {"start": 0, "end": 1, "depth": 0, "kind_score": 1.0}
    texts = [*points, *arguments]
    frame = pd.DataFrame([dict.fromkeys(columns, "") | numbers] * len(texts)).assign(
        segment_id=[f"s{row}" for row in range(len(texts))],
        role=["summary"] * len(points) + ["note"] * len(arguments),
        text=texts,
        clean_text=texts,
        source="benchmark",
    )
    return Segments.validate(frame[columns])


def ours(segments: pd.DataFrame, embeddings: Embeddings) -> np.ndarray:
    """Give the scores of the product, arguments x key points."""
    claims, notes = (segments[segments["role"] == role] for role in ("summary", "note"))
    settings = CrossrefSettings(most_notes=len(notes))
    pairs = score_pairs(claims, notes, embeddings, settings, least=0.0).pairs
    scores = np.zeros((len(notes), len(claims)))
    scores[pairs["note"], pairs["claim"]] = pairs["score"]
    return scores


def sides(segments: pd.DataFrame, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Tell the rows of arguments from those of key points."""
    is_claim = (segments["role"] == "summary").to_numpy()
    return rows[~is_claim], rows[is_claim]


def sentence_cosine(segments: pd.DataFrame, embeddings: Embeddings) -> np.ndarray:
    """Give the cosines of MiniLM."""
    vectors = embeddings.matrix[:, :MINILM]
    arguments, points = sides(segments, vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    return arguments @ points.T


def tfidf_cosine(segments: pd.DataFrame, _: Embeddings) -> np.ndarray:
    """Give the cosines of TF-IDF without stop words."""
    weighted = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(segments["clean_text"])
    arguments, points = sides(segments, weighted.toarray())
    return arguments @ points.T


def chance(segments: pd.DataFrame, _: Embeddings) -> np.ndarray:
    """Give scores drawn at random, with a fixed seed."""
    n_claims = int((segments["role"] == "summary").sum())
    return np.random.default_rng(0).random((len(segments) - n_claims, n_claims))


Way = Callable[[pd.DataFrame, Embeddings], np.ndarray]
WAYS: dict[str, Way] = {
    "worldcafe": ours,
    "MiniLM cosine": sentence_cosine,
    "TF-IDF cosine": tfidf_cosine,
    "at random": chance,
}


def group_precision(scores: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Give average precision, strict and relaxed, of one topic and stance; `truth` is 1, 0 or -1 (undecided)."""
    best, rows = scores.argmax(axis=1), np.arange(len(scores))
    order = np.argsort(-scores[rows, best], kind="stable")[: int(len(scores) * KEPT)]
    given, label = scores[rows, best][order], truth[rows, best][order]
    strict, relaxed = (average_precision_score(right, given) for right in (label == 1, label != 0))
    return float(strict), float(relaxed)


def groups(folder: Path, split: str) -> Iterator[tuple[pd.DataFrame, np.ndarray]]:
    """Give the segments of each topic and stance, and the labels (arguments, key points): 1, 0, -1 undecided."""
    arguments, points, labels = (
        pd.read_csv(folder / f"{name}_{split}.csv") for name in ("arguments", "key_points", "labels")
    )
    known = {(row.arg_id, row.key_point_id): row.label for row in labels.itertuples()}
    for key, group in arguments.groupby(["topic", "stance"]):
        own = points[(points["topic"] == key[0]) & (points["stance"] == key[1])]
        truth = np.array([[known.get((a, k), -1) for k in own["key_point_id"]] for a in group["arg_id"]])
        yield as_segments(own["key_point"].to_list(), group["argument"].to_list()), truth


def measure(folder: Path, split: str) -> None:
    """Print both measures for every way."""
    results: dict[str, list[tuple[float, float]]] = {name: [] for name in WAYS}
    n_arguments = n_points = 0
    for segments, truth in groups(folder, split):
        embeddings = embed_segments(segments, EmbedSettings())
        for name, way in WAYS.items():
            results[name].append(group_precision(way(segments, embeddings), truth))
        n_arguments, n_points = n_arguments + truth.shape[0], n_points + truth.shape[1]
    print(f"ArgKP-2021 {split}: {n_arguments} arguments, {n_points} key points")
    print(f"{'':16}strict  relaxed")
    for name, pairs in results.items():
        strict, relaxed = np.mean(pairs, axis=0)
        print(f"{name:16}{strict:.3f}   {relaxed:.3f}")


def main() -> None:
    """Run on the data where it is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=DATA)
    parser.add_argument("--split", choices=("dev", "train"), default="dev")
    arguments = parser.parse_args()
    if arguments.folder.is_dir():
        measure(arguments.folder, arguments.split)
    else:
        print(f"{arguments.folder}: not here, so not measured.")


if __name__ == "__main__":
    main()
