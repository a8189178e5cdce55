"""Do the themes stay when a tenth of the notes is left out?

    python tests/benchmarks/stability.py REPORT [REPORT ...] [--draws N]

Per report: the adjusted Rand index between the themes of all notes and of a random 90 % of them, over the notes
that both have and that lie in a theme in both, mean and lowest of N draws. Beside it, the plain way: the same vectors
in as many groups by k-means.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from worldcafe.clean import clean_segments
from worldcafe.cluster import cluster_notes
from worldcafe.embed import embed_segments
from worldcafe.parse import parse_sources
from worldcafe.read import read_sources
from worldcafe.redact import redact_identities
from worldcafe.segment import segment_blocks
from worldcafe.settings import Settings
from worldcafe.tables import Segments

SETTINGS = Settings()


def clean_notes(report: Path):
    """Give the segments of a report."""
    sources = read_sources([report], SETTINGS.read)
    segments = segment_blocks(sources, parse_sources(sources, SETTINGS.parse), SETTINGS.segment)
    return clean_segments(redact_identities(segments, SETTINGS.redact).segments, SETTINGS.clean)


def themes(segments) -> dict[str, dict[str, str]]:
    """Give the theme of each note by worldcafe, and by k-means on the plain vectors."""
    embeddings = embed_segments(segments, SETTINGS.embed)
    found = cluster_notes(segments, embeddings, SETTINGS.cluster, seed=SETTINGS.seed).assignments
    ours = {row.segment_id: row.theme_id for row in found.itertuples() if row.theme_id}
    row = {name: number for number, name in enumerate(embeddings.ids)}
    matrix = embeddings.matrix[[row[name] for name in ours]]
    plain = KMeans(len(set(ours.values())), n_init=1, random_state=0).fit_predict(matrix)
    return {"worldcafe": ours, "k-means": dict(zip(ours, map(str, plain), strict=True))}


def likeness(one: dict[str, str], other: dict[str, str]) -> float:
    """Give the adjusted Rand index over the notes that both have."""
    both = [name for name in other if name in one]
    return float(adjusted_rand_score([one[name] for name in both], [other[name] for name in both]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reports", nargs="+", type=Path)
    parser.add_argument("--draws", type=int, default=6)
    arguments = parser.parse_args()
    random = np.random.default_rng(0)
    for report in arguments.reports:
        segments = clean_notes(report)
        whole = themes(segments)
        notes = np.flatnonzero(segments["role"] == "note")
        values: dict[str, list[float]] = {way: [] for way in whole}
        for _ in range(arguments.draws):
            out = random.permutation(notes)[: len(notes) // 10]
            part = themes(Segments.validate(segments.drop(segments.index[out]).reset_index(drop=True)))
            for way, known in whole.items():
                values[way].append(likeness(known, part[way]))
        for way, found in values.items():
            print(
                f"{report.name}: {way}: mean {np.mean(found):.3f}, lowest {min(found):.3f} of {len(found)} draws"
            )


if __name__ == "__main__":
    main()
