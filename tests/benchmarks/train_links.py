"""What makes a reader link a claim with a note: learned from annotated reports, judged on reports left out.

    PYTHONPATH=pipeline python tests/benchmarks/train_links.py [--gold DIR...] [--beside DIR...] [--write]

The whole pipeline runs on each annotated corpus that has a report. Logistic regression learns from the pairs of
claims and notes (`crossref.similarity.FEATURES`), each corpus with the weight of the root of its links, so that no
large one decides alone; the arguments and key points of ArgKP-2021 (train) stand beside them as one more. The
likeliest pairs are links, so many times the root of claims times notes; the figure is that with the best mean F1.

First each corpus is left out, weights and that figure come from the others, and it is scored: these are figures of
notes that nobody tuned on, as are those of the folders `--beside`, from which nothing is learned. Then all are learned from, and `--write` puts that into `data/links.toml`. Beside it stand
a border of likelihood in place of the rank, and as baseline the 2.5 pairs per claim that are best by the share of the
claim's words in the note. Claims that nobody said are not told apart here (`learn_support.py`).
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from annotated import LEARNED_FROM, Annotated, by_folder, corpora_with_reports, stand_for
from keypoints import DATA, groups
from scipy.optimize import minimize
from sklearn.metrics import average_precision_score
from sklearn.preprocessing import StandardScaler

from worldcafe.analysis import analyse
from worldcafe.crossref.scores import prepare_sides
from worldcafe.crossref.similarity import FEATURES, features
from worldcafe.embed import embed_segments
from worldcafe.read import read_sources
from worldcafe.settings import Settings
from worldcafe.tables import Embeddings

WRITTEN = Path(__file__).parents[2] / "pipeline" / "worldcafe" / "data" / "links.toml"
BORDERS = np.arange(0.08, 0.5, 0.02)
SHARES = np.arange(0.5, 1.7, 0.05)  # links for the root of claims times notes
SMOOTHED = 5  # of either
KEY_POINTS = "key points"
AS_MANY = 10.0  # root of the links of a corpus that weighs what all key points weigh
Choice = Callable[["Pairs", np.ndarray, float], np.ndarray]
FREE = ("intercept", "other_table", "shared_words", KEY_POINTS)  # the others cannot speak against a link
PER_CLAIM = 2.5  # pairs of the baseline
HEADS = {
    "weights": """\
# What each side of a pair of claim and note adds to the logarithm of the odds that a reader links the two.
# Learned by tests/benchmarks/train_links.py from annotated reports; what each is stands in crossref/similarity.py.
""",
    "support": """\
# What each side of a claim adds to the logarithm of the odds that any note says it: crossref/support.py.
# Learned by tests/benchmarks/learn_support.py, after the pairs.
""",
}


@dataclass(frozen=True)
class Pairs:
    """All pairs of a corpus: features, whether annotators linked them, and the annotated pairs each stands for."""

    name: str
    folder: str
    values: pd.DataFrame
    known: np.ndarray
    truth: np.ndarray
    units: list[set[tuple[str, str]]]
    right: set[tuple[str, str]]
    n_claims: int

    def f1(self, chosen: np.ndarray) -> float:
        """Give F1 of the pairs of these rows."""
        found = {unit for row in np.flatnonzero(chosen) for unit in self.units[row]}
        return 2 * len(found & self.right) / max(len(found) + len(self.right), 1)


def read_pairs(corpus: Annotated) -> Pairs:
    """Run the pipeline on a corpus and compare every claim with every note."""
    settings = Settings()
    segments = analyse(read_sources(corpus.paths, settings.read), settings).analysis.segments
    return pairs_of(corpus, segments, embed_segments(segments, settings.embed))


def pairs_of(corpus: Annotated, segments: pd.DataFrame, embeddings: Embeddings) -> Pairs:
    """Compare every claim of a run with every note."""
    of_claim, of_note = stand_for(corpus, segments)
    claims, notes = (
        segments[segments["role"] == role].reset_index(drop=True) for role in ("summary", "note")
    )
    sides = prepare_sides(claims, notes, embeddings)
    values = {name: value.ravel() for name, value in features(sides.claims, sides.notes, sides.lexicon)}
    units = [
        {(c, n) for c in of_claim.get(claim, []) for n in of_note.get(note, [])}
        for claim in claims["segment_id"]
        for note in notes["segment_id"]
    ]
    right = set(corpus.links)
    truth = np.array([bool(unit & right) for unit in units])
    known = np.array([bool(unit) for unit in units])
    return Pairs(
        corpus.name, corpus.folder.parent.name, pd.DataFrame(values), known, truth, units, right, len(claims)
    )


def read_key_points() -> Pairs:
    """Compare arguments with key points (ArgKP-2021, train): claims that need no table and no kind."""
    values, truth = [], []
    for segments, labels in groups(DATA, "train"):
        claims, notes = (segments[segments["role"] == role] for role in ("summary", "note"))
        sides = prepare_sides(claims, notes, embed_segments(segments, Settings().embed))
        found = {name: value.ravel() for name, value in features(sides.claims, sides.notes, sides.lexicon)}
        known = labels.T.ravel() >= 0
        values.append(pd.DataFrame(found)[known])
        truth.append(labels.T.ravel()[known] == 1)
    right = np.concatenate(truth)
    return Pairs(KEY_POINTS, "", pd.concat(values), np.ones(len(right), dtype=bool), right, [], set(), 0)


def learn(corpora: list[Pairs]) -> dict[str, float]:
    """Give the weights, of features as they are, and the intercept."""
    values = pd.concat([corpus.values[corpus.known] for corpus in corpora])
    truth = np.concatenate([corpus.truth[corpus.known] for corpus in corpora])
    weight = np.concatenate([np.full(corpus.known.sum(), _share(corpus)) for corpus in corpora])
    values[KEY_POINTS] = np.concatenate(
        [np.full(corpus.known.sum(), float(corpus.name == KEY_POINTS)) for corpus in corpora]
    )  # there a fifth of all pairs belong together
    scaler = StandardScaler().fit(values)
    free = [(None, None) if name in FREE else (0.0, None) for name in ("intercept", *values.columns)]
    given = scaler.transform(values), truth, weight / weight.mean()
    found = minimize(loss, np.zeros(len(free)), given, jac=True, bounds=free, method="L-BFGS-B").x
    weights = found[1:] / scaler.scale_
    intercept = float(found[0] - weights @ scaler.mean_)
    return {"intercept": intercept, **dict(zip(values.columns, map(float, weights), strict=True))}


def _share(corpus: Pairs) -> float:
    """Give the weight of each pair of a corpus."""
    links = float(corpus.truth[corpus.known].sum())
    return AS_MANY / links if corpus.name == KEY_POINTS else links**-0.5


def loss(
    weights: np.ndarray, values: np.ndarray, truth: np.ndarray, weight: np.ndarray
) -> tuple[float, np.ndarray]:
    """Give the loss of logistic regression with a ridge, and its slope."""
    sign = np.where(truth, 1, -1)
    margin = sign * (values @ weights[1:] + weights[0])
    slope = -sign * weight / (1 + np.exp(margin))
    total = (weight * np.logaddexp(0, -margin)).sum() + 0.5 * (weights[1:] ** 2).sum()
    return total, np.concatenate([[slope.sum()], values.T @ slope + weights[1:]])


def likelihood(corpus: Pairs, weights: Mapping[str, float]) -> np.ndarray:
    """Give how likely each pair is a link."""
    odds = weights["intercept"] + sum(weights[name] * corpus.values[name] for name in FEATURES)
    return (1 / (1 + np.exp(-odds))).to_numpy()


def likeliest(corpus: Pairs, scores: np.ndarray, share: float) -> np.ndarray:
    """Choose the likeliest pairs of a corpus, so many times the root of claims times notes."""
    n_notes = len(scores) // corpus.n_claims
    return _best(scores, round(share * (corpus.n_claims * n_notes) ** 0.5))


def above(_: Pairs, scores: np.ndarray, border: float) -> np.ndarray:
    """Choose the pairs from a likelihood on."""
    return scores >= border


def _best(scores: np.ndarray, number: int) -> np.ndarray:
    chosen = np.zeros(len(scores), dtype=bool)
    chosen[np.argsort(-scores, kind="stable")[:number]] = True
    return chosen


def best_figure(
    corpora: list[Pairs], scores: Mapping[str, np.ndarray], choose: Choice, figures: np.ndarray
) -> float:
    """Give the figure with the best mean F1, smoothed over its neighbours: a few links make it jump."""
    means = [np.mean([c.f1(choose(c, scores[c.name], figure)) for c in corpora]) for figure in figures]
    smooth = np.convolve(np.pad(means, SMOOTHED // 2, "edge"), np.full(SMOOTHED, 1 / SMOOTHED), "valid")
    return float(figures[int(np.argmax(smooth))])


def by_plain_shares(corpus: Pairs) -> np.ndarray:
    """Choose the best pairs of a corpus, so many per claim, by the plain share of words."""
    return _best(corpus.values["claim_held"].to_numpy(), round(PER_CLAIM * corpus.n_claims))


def report(corpora: list[Pairs], measured: list[Pairs], key_points: list[Pairs]) -> None:
    """Print what each corpus, and each that is measured alone, gets from weights and border of the others."""
    rows = {}
    for corpus in [*corpora, *measured]:
        others = [other for other in corpora if other is not corpus]
        weights = learn([*others, *key_points])
        scores = {c.name: likelihood(c, weights) for c in [*others, corpus]}
        own = scores[corpus.name]
        found = {}
        for name, choose, figures in (("rank", likeliest, SHARES), ("likelihood", above, BORDERS)):
            figure = best_figure(others, scores, choose, figures)
            found |= {
                f"links F1, by {name}": corpus.f1(choose(corpus, own, figure)),
                f"its border, by {name}": figure,
            }
        rows[corpus.name] = found | {
            "average precision": average_precision_score(corpus.truth[corpus.known], own[corpus.known]),
            "plain shares, F1": corpus.f1(by_plain_shares(corpus)),
        }
    folders = {corpus.name: corpus.folder for corpus in [*corpora, *measured]}
    print(by_folder(pd.DataFrame(rows), folders).round(3).to_string())


def write(section: str, weights: Mapping[str, float]) -> None:
    """Put one section of what was learned into the package."""
    told = tomllib.loads(WRITTEN.read_text("utf-8")) | {section: weights}
    parts = [
        f"{head}\n[{name}]\n" + "".join(f"{key} = {value:.3f}\n" for key, value in told[name].items())
        for name, head in HEADS.items()
    ]
    WRITTEN.write_text("\n".join(parts), "utf-8")


def main() -> None:
    """Learn where the annotation is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, nargs="+", default=LEARNED_FROM, help="folders to learn from")
    parser.add_argument("--beside", type=Path, nargs="*", default=[], help="folders that are measured alone")
    parser.add_argument("--write", action="store_true", help="write what was learned into the package")
    arguments = parser.parse_args()
    corpora = [read_pairs(corpus) for corpus in corpora_with_reports(*arguments.gold)]
    if not corpora:
        print(f"{arguments.gold}: not here, so nothing is learned.")
        return
    measured = [read_pairs(corpus) for corpus in corpora_with_reports(*arguments.beside)]
    key_points = [read_key_points()] if DATA.is_dir() else []
    report(corpora, measured, key_points)
    weights = learn([*corpora, *key_points])
    share = best_figure(corpora, {c.name: likelihood(c, weights) for c in corpora}, likeliest, SHARES)
    print(f"\nlearned from all; links for the root of claims times notes {share:.2f}")
    kept = {name: weights[name] for name in ("intercept", *FEATURES)}
    print("\n".join(f"{name} = {weight:.3f}" for name, weight in kept.items()))
    if arguments.write:
        write("weights", kept)


if __name__ == "__main__":
    main()
