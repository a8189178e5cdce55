"""Suggestions that are one, on arguments: the product's groups beside clustering of embeddings.

    PYTHONPATH=pipeline python tests/benchmarks/recurrence_argkp.py [--argkp DIR]

Arguments of one topic and stance of ArgKP-2021 dev are grouped without their key points. A pair is right when both match a
key point in common, and wrong when each is known not to match any key point of the other; other pairs are
undecided and left out. Key points are much wider than suggestions: recall is low by design, and precision
is the thing to look at. Embeddings are cached in the user's cache folder.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from annotated import SHARED
from recurrence import BORDERS, MINILM, NO_LINKS
from sklearn.cluster import AgglomerativeClustering

from worldcafe.embed import embed_segments
from worldcafe.recur import group_suggestions
from worldcafe.settings import EmbedSettings, RecurSettings
from worldcafe.tables import Embeddings, Segments


def as_segments(texts: list[str]) -> pd.DataFrame:
    """Give arguments as suggestions, each said at a place of its own."""
    n = len(texts)
    columns = list(Segments.to_schema().columns)
    numbers = {"start": 0, "end": 1, "depth": 0, "kind_score": 1.0}
    base = (
        dict.fromkeys(columns, "") | numbers | {"role": "note", "kind": "suggestion", "source": "benchmark"}
    )
    frame = pd.DataFrame([base] * n).assign(
        segment_id=[f"a{i}" for i in range(n)], table=[str(i) for i in range(n)], text=texts, clean_text=texts
    )
    return Segments.validate(frame[columns])


def read_groups(folder: Path) -> list[tuple[list[str], np.ndarray]]:
    """Give the arguments of each topic and stance, and for each pair 1 same, 0 different, -1 undecided."""
    arguments, labels = (pd.read_csv(folder / f"{name}_dev.csv") for name in ("arguments", "labels"))
    verdicts = {(row.arg_id, row.key_point_id): row.label for row in labels.itertuples()}
    points = labels[labels["label"] == 1].groupby("arg_id")["key_point_id"].agg(set).to_dict()
    found = []
    for _, group in arguments.groupby(["topic", "stance"]):
        ids = group["arg_id"].tolist()
        pairs = np.full((len(ids), len(ids)), -1)
        for i, one in enumerate(ids):
            for j, other in enumerate(ids[:i]):
                pairs[i, j] = same_point(one, other, points, verdicts)
        found.append((group["argument"].tolist(), pairs))
    return found


def same_point(
    one: str, other: str, points: dict[str, set[str]], verdicts: dict[tuple[str, str], int]
) -> int:
    """Say whether two arguments make the same point: 1 yes, 0 no, -1 undecided."""
    mine, theirs = points.get(one, set()), points.get(other, set())
    if mine & theirs:
        return 1
    apart = all(verdicts.get((one, k)) == 0 for k in theirs) and all(
        verdicts.get((other, k)) == 0 for k in mine
    )
    return 0 if mine and theirs and apart else -1


def ours(alike: float) -> Callable[[pd.DataFrame, Embeddings], np.ndarray]:
    """Give the grouping of the product at a threshold."""

    def group(segments: pd.DataFrame, embeddings: Embeddings) -> np.ndarray:
        table = group_suggestions(segments, embeddings, NO_LINKS, RecurSettings(alike=alike))
        label = {note: i for i, ids in enumerate(table["note_ids"]) for note in ids.split(";")}
        return segments["segment_id"].map(label).to_numpy()

    return group


def embeddings_only(least: float) -> Callable[[pd.DataFrame, Embeddings], np.ndarray]:
    """Give average linkage over the cosines of MiniLM at a threshold."""

    def group(_: pd.DataFrame, embeddings: Embeddings) -> np.ndarray:
        vectors = embeddings.matrix[:, :MINILM]
        vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        model = AgglomerativeClustering(
            n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - least
        )
        return model.fit_predict(1 - (vectors @ vectors.T).astype(float))

    return group


def score_argkp(folder: Path) -> None:
    """Print precision and recall of pairs of arguments."""
    data = []
    for texts, pairs in read_groups(folder):
        segments = as_segments(texts)
        data.append((segments, embed_segments(segments, EmbedSettings()), pairs))
    ways = {f"worldcafe, alike {t}": ours(t) for t in BORDERS}
    ways |= {f"MiniLM cosine {t}": embeddings_only(t) for t in (0.4, 0.5, 0.6, 0.7, 0.75, 0.8)}
    ways["all in one group"] = lambda segments, _: np.zeros(len(segments))
    for name, group in ways.items():
        right = wrong = missed = 0
        for segments, embeddings, pairs in data:
            labels = group(segments, embeddings)
            together = labels[:, None] == labels[None, :]
            right += int((together & (pairs == 1)).sum())
            wrong += int((together & (pairs == 0)).sum())
            missed += int((~together & (pairs == 1)).sum())
        precision = right / max(right + wrong, 1)
        print(f"{name:24} precision {precision:.3f}  recall {right / (right + missed):.3f}")


def main() -> None:
    """Measure where the arguments are."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--argkp", type=Path, default=SHARED / "data" / "argkp2021")
    given = parser.parse_args()
    if given.argkp.is_dir():
        score_argkp(given.argkp)
    else:
        print(f"{given.argkp}: not here, so not measured.")


if __name__ == "__main__":
    main()
