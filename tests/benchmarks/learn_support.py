"""When a claim is said by no note: learned from annotated reports, judged on reports left out.

    PYTHONPATH=pipeline python tests/benchmarks/learn_support.py [--gold DIR...] [--beside DIR...] [--write]

Few reports have claims without notes. So each claim is looked at twice: against all notes, and against those
that are left when the notes which annotators linked with it are taken away; then nobody said it. Key points of
ArgKP-2021 (train) are looked at likewise. Logistic regression learns from `crossref.support.LOOKED_AT`. Two borders are
chosen by the mean over the reports: from which support a claim counts as said, by F1 of claims without notes as they
were annotated; and from which its notes are near enough to be told, with the number of links, by F1 of links. Each
corpus is left out in turn, of the weights of pairs as well; those of the folders `--beside` teach nothing.

The baseline is the best pair alone, with a border chosen in the same way. `--write` puts what all teach into
`data/links.toml`, after `train_links.py --write`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import train_links
from annotated import LEARNED_FROM, Annotated, by_folder, corpora_with_reports, stand_for
from keypoints import DATA, groups
from scipy.ndimage import uniform_filter
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from worldcafe.analysis import analyse
from worldcafe.crossref.pointers import find_pointer
from worldcafe.crossref.scores import Compared, link_weights, prepare_sides
from worldcafe.crossref.similarity import FEATURES, features
from worldcafe.crossref.support import LOOKED_AT, look_at_support
from worldcafe.embed import embed_segments
from worldcafe.read import read_sources
from worldcafe.settings import Settings

STRENGTH = 0.5  # of the regression (C)
BORDERS = np.arange(0.08, 0.72, 0.04)
SHARES = np.arange(0.5, 1.7, 0.1)
SMOOTHED = 5  # of either
BASELINE = ("best",)


@dataclass(frozen=True)
class Reported:
    """A corpus: its sides, the features of all pairs, which of them are links, and what is known of its claims.

    `said` is 1 where a note says the claim, 0 where none does, -1 where nobody told; `pointing` claims are judged by
    what they point at.
    """

    name: str
    folder: str
    sides: Compared
    values: pd.DataFrame
    linked: np.ndarray
    said: np.ndarray
    pointing: np.ndarray
    pairs: train_links.Pairs | None = None

    def looked_at(self, weights: Mapping[str, float], *, without: bool) -> pd.DataFrame:
        """Look at every claim, `without` the notes linked with it or with them; a row per claim."""
        odds = weights["intercept"] + sum(weights[name] * self.values[name] for name in FEATURES)
        scores = np.asarray(odds).reshape(self.linked.shape)
        scores = np.where(self.linked & without, -np.inf, scores)
        claim, note = np.indices(scores.shape)
        pairs = pd.DataFrame({"claim": claim.ravel(), "note": note.ravel(), "score": scores.ravel()})
        pairs = pairs[np.isfinite(pairs["score"])].sort_values(["claim", "score"], ascending=[True, False])
        pairs = pairs.assign(score=1 / (1 + np.exp(-pairs["score"])))
        found = look_at_support(pairs, self.sides.claims, self.sides.notes.texts, self.sides.lexicon)
        return pd.DataFrame(found)


def read_report(corpus: Annotated) -> Reported:
    """Run the pipeline on a corpus."""
    settings = Settings()
    segments = analyse(read_sources(corpus.paths, settings.read), settings).analysis.segments
    pairs = train_links.read_pairs(corpus)
    claims, notes = (
        segments[segments["role"] == role].reset_index(drop=True) for role in ("summary", "note")
    )
    sides = prepare_sides(claims, notes, embed_segments(segments, settings.embed))
    told = [json.loads(line) for line in (corpus.folder / "alignment.jsonl").read_text("utf-8").splitlines()]
    known = {row["id"]: bool(row["supports"]) for row in told if not row.get("elsewhere")}
    of_claim, _ = stand_for(corpus, segments)
    said = [
        max((int(known[unit]) for unit in of_claim.get(name, []) if unit in known), default=-1)
        for name in claims["segment_id"]
    ]
    places = {*claims["topic"], *claims["cafe"], *notes["topic"], *notes["cafe"], *notes["table"]}
    pointing = [bool(find_pointer(text, places)) for text in claims["clean_text"]]
    linked = pairs.truth.reshape(len(claims), len(notes))
    folder = corpus.folder.parent.name
    return Reported(
        corpus.name, folder, sides, pairs.values, linked, np.array(said), np.array(pointing), pairs
    )


def read_key_points() -> list[Reported]:
    """Give the key points of each topic and stance as claims; arguments that nobody decided on say them, perhaps."""
    found = []
    for segments, labels in groups(DATA, "train"):
        claims, notes = (segments[segments["role"] == role] for role in ("summary", "note"))
        sides = prepare_sides(claims, notes, embed_segments(segments, Settings().embed))
        values = {name: value.ravel() for name, value in features(sides.claims, sides.notes, sides.lexicon)}
        linked, said = labels.T != 0, np.where((labels.T == 1).any(axis=1), 1, -1)
        found.append(
            Reported(train_links.KEY_POINTS, "", sides, pd.DataFrame(values), linked, said, said == 2)
        )
    return found


def examples(corpora: list[Reported], weights: Mapping[str, float]) -> pd.DataFrame:
    """Give every claim with its notes, and once more without them, with whether notes say it."""
    rows = []
    for corpus in corpora:
        known, has = corpus.said >= 0, corpus.said == 1
        whole = corpus.looked_at(weights, without=False)[known].assign(said=corpus.said[known])
        left = corpus.looked_at(weights, without=True)[has].assign(said=0)
        rows.append(pd.concat([whole, left]).assign(corpus=corpus.name))
    return pd.concat(rows, ignore_index=True)


def learn(rows: pd.DataFrame, looked_at: tuple[str, ...]) -> dict[str, float]:
    """Give the weights; each corpus, and in it both answers, weigh as the root of their number."""
    number = rows.groupby(["corpus", "said"])["said"].transform("size").to_numpy(float)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=1000))
    weight = number**-0.5 / (number**-0.5).mean()
    model.fit(rows[[*looked_at]], rows["said"], logisticregression__sample_weight=weight)
    slopes = model[1].coef_[0] / model[0].scale_
    start = float(model[1].intercept_[0] - slopes @ model[0].mean_)
    return {"intercept": start, **dict(zip(looked_at, map(float, slopes), strict=True))}


def support(rows: pd.DataFrame, learned: Mapping[str, float]) -> np.ndarray:
    """Give how likely notes say each claim."""
    odds = learned["intercept"] + sum(learned[name] * rows[name] for name in learned if name != "intercept")
    return (1 / (1 + np.exp(-odds))).to_numpy()


def both_f1(
    corpus: Reported, scores: np.ndarray, chances: np.ndarray, share: float, border: float
) -> tuple[float, float]:
    """Give F1 of links and of claims without notes: so many likeliest links, of claims from a border of support."""
    without = (chances < border) | corpus.pointing
    rows = np.flatnonzero(~without)
    chosen = np.zeros(scores.shape, dtype=bool)
    number = round(share * (len(rows) * scores.shape[1]) ** 0.5)
    if number:
        chosen[rows] = scores[rows] >= np.sort(scores[rows], axis=None)[-number]
        chosen[rows, scores[rows].argmax(axis=1)] = True
    alone = without[corpus.said >= 0]
    wanted = corpus.said[corpus.said >= 0] == 0
    total = alone.sum() + wanted.sum()
    return corpus.pairs.f1(chosen.ravel()), 2 * (alone & wanted).sum() / total if total else 1.0


def curves(corpora: list[Reported], weights: Mapping[str, float], learned: Mapping[str, float]) -> np.ndarray:
    """Give both figures of each corpus for each number of links and border: (corpora, shares, borders, 2)."""
    found = []
    for corpus in corpora:
        scores = train_links.likelihood(corpus.pairs, weights).reshape(corpus.linked.shape)
        chances = support(corpus.looked_at(weights, without=False), learned)
        found.append(
            [[both_f1(corpus, scores, chances, share, border) for border in BORDERS] for share in SHARES]
        )
    return np.array(found)


def best_places(found: np.ndarray) -> tuple[tuple[int, int], int]:
    """Give the places of the number of links and their border, and of the border of support: the best means.

    Means are smoothed over their neighbours.
    """
    links, alone = np.moveaxis(found.mean(axis=0), -1, 0)
    smooth = uniform_filter(links, SMOOTHED, mode="nearest")
    share, near = np.unravel_index(int(np.argmax(smooth)), smooth.shape)
    border = uniform_filter(alone[0], SMOOTHED, mode="nearest").argmax()  # whatever the number of links
    return (int(share), int(near)), int(border)


def report(corpora: list[Reported], measured: list[Reported], key_points: list[Reported]) -> None:
    """Print what each corpus, and each that is measured alone, gets from what the others teach."""
    links = [train_links.read_key_points()] if key_points else []
    rows = {}
    for corpus in [*corpora, *measured]:
        others = [other for other in corpora if other is not corpus]
        weights = train_links.learn([*(other.pairs for other in others), *links])
        told, own = examples([*others, *key_points], weights), examples([corpus], weights)
        found = {}
        for name, looked_at in (("", LOOKED_AT), (", best pair alone", BASELINE)):
            learned = learn(told, looked_at)
            place, border = best_places(curves(others, weights, learned))
            got = curves([corpus], weights, learned)[0]
            found |= {
                f"links{name}": SHARES[place[0]],
                f"near from{name}": BORDERS[place[1]],
                f"supported from{name}": BORDERS[border],
                f"links F1{name}": got[place][0],
                f"without notes F1{name}": got[0, border, 1],
                f"AUC{name}": roc_auc_score(own["said"], support(own, learned)),
            }
        rows[corpus.name] = found
    folders = {corpus.name: corpus.folder for corpus in [*corpora, *measured]}
    print(by_folder(pd.DataFrame(rows), folders).round(3).to_string())


def main() -> None:
    """Learn where the annotation is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, nargs="+", default=LEARNED_FROM, help="folders to learn from")
    parser.add_argument("--beside", type=Path, nargs="*", default=[], help="folders that are measured alone")
    parser.add_argument("--write", action="store_true", help="write what was learned into the package")
    arguments = parser.parse_args()
    corpora = [read_report(corpus) for corpus in corpora_with_reports(*arguments.gold)]
    if not corpora:
        print(f"{arguments.gold}: not here, so nothing is learned.")
        return
    measured = [read_report(corpus) for corpus in corpora_with_reports(*arguments.beside)]
    key_points = read_key_points() if DATA.is_dir() else []
    report(corpora, measured, key_points)
    weights = link_weights()
    learned = learn(examples([*corpora, *key_points], weights), LOOKED_AT)
    (share, near), border = best_places(curves(corpora, weights, learned))
    print(f"\nlearned from all: {learned}; links {SHARES[share]:.2f}")
    print(f"near from {BORDERS[near]:.2f}, supported from {BORDERS[border]:.2f}")
    if arguments.write:
        train_links.write("support", learned)


if __name__ == "__main__":
    main()
