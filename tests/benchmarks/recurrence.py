"""Suggestions that are one: on annotated corpora, and grouping of arguments beside clustering of embeddings.

    PYTHONPATH=pipeline python tests/benchmarks/recurrence.py [--gold DIR] [--argkp DIR]

Annotated corpora, as the product segments them, each with kinds and with links to claims by what was learned
from the others. "Found" is how much of each suggestion that people found to recur is in one row of the first
rows (twice as many as there are such suggestions), by Jaccard; "right" is the share of the pairs of notes in
one row that people put together too; "pooled" is that share over the pairs of all corpora at once, which a
corpus with two joined pairs does not swing. Each way's border is chosen for each corpus by the sum of found and
right over the others.

ArgKP-2021 dev:
Arguments of one topic and stance are grouped without their key points. A pair is right when both match a
key point in common, and wrong when each is known not to match any key point of the other; other pairs are
undecided and left out. Key points are much wider than suggestions: recall is low by design, and precision
is the thing to look at. Embeddings are cached in the user's cache folder.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd
from annotated import SHARED, Annotated, annotated_corpora, stand_for
from kinds_data import learn as learn_kinds
from kinds_data import read_corpora, read_invented
from scipy.sparse.csgraph import connected_components
from sklearn.cluster import AgglomerativeClustering
from train_links import learn as learn_links
from train_links import pairs_of

from worldcafe.analysis import analyse
from worldcafe.classify import classify_segments
from worldcafe.crossref import crossref_claims, scores
from worldcafe.embed import embed_segments
from worldcafe.read import read_sources
from worldcafe.recur import group_suggestions, likeness
from worldcafe.recur import stage as recur_stage
from worldcafe.settings import CrossrefSettings, EmbedSettings, RecurSettings, Settings
from worldcafe.tables import PLACE, Embeddings, Links, Segments

BORDERS = (0.25, 0.29, 0.33, 0.4, 0.43, 0.46, 0.5, 0.55)
MINILM = 384  # numbers of the sentence encoder, which come first
NO_LINKS = Links.validate(pd.DataFrame(columns=list(Links.to_schema().columns)))


@dataclass(frozen=True)
class Case:
    """A corpus as the product sees it who never saw its annotation, and what people found to recur."""

    name: str
    segments: pd.DataFrame
    embeddings: Embeddings
    links: pd.DataFrame
    units: Mapping[str, list[str]]  # of each note
    recurrent: list[set[str]]
    gaps: list[set[str]]


Rows = list[tuple[int, list[str]]]  # number of places, notes
Way = Callable[[Case, float], Rows]


def read_cases(gold: Path) -> list[Case]:
    """Run the product on each corpus with kinds and links learned from the others."""
    settings = Settings()
    corpora = list(annotated_corpora(gold))
    runs = [analyse(read_sources(c.paths, settings.read), settings).analysis.segments for c in corpora]
    vectors = [embed_segments(run, settings.embed) for run in runs]
    pairs = [pairs_of(*given) for given in zip(corpora, runs, vectors, strict=True) if given[0].links]
    kinds, invented = read_corpora(gold), read_invented()
    cases = []
    for corpus, run, embeddings in zip(corpora, runs, vectors, strict=True):
        model = learn_kinds([*(other for key, other in kinds.items() if key != corpus.name), invented])
        judged = classify_segments(run, embeddings, settings.classify, model).set_index("segment_id")
        said = run.assign(
            kind=run["segment_id"].map(judged["kind"]).fillna(""),
            kind_score=run["segment_id"].map(judged["kind_score"]).fillna(0.0),
        )
        weights = learn_links([other for other in pairs if other.name != corpus.name])
        with patch.object(scores, "link_weights", lambda weights=weights: weights):
            links = crossref_claims(said, embeddings, CrossrefSettings()).links
        cases.append(make_case(corpus, gold / corpus.name, (said, embeddings, links)))
    return cases


def make_case(corpus: Annotated, folder: Path, made: tuple[pd.DataFrame, Embeddings, pd.DataFrame]) -> Case:
    """Put beside a run what people found in the notes of its corpus."""
    known = set(corpus.units.loc[corpus.units["role"] == "note", "id"])
    listed = (json.loads((folder / f"{name}.json").read_text("utf-8")) for name in ("recurrent", "gaps"))
    recurrent, gaps = ([set(entry["units"]) & known for entry in entries] for entries in listed)
    several = [units for units in recurrent if len(units) > 1]
    return Case(corpus.name, *made, stand_for(corpus, made[0])[1], several, gaps)


def product(case: Case, border: float) -> Rows:
    """Give the rows of the product."""
    return rows_of(group_suggestions(case.segments, case.embeddings, case.links, RecurSettings(border)))


def without_claims(case: Case, border: float) -> Rows:
    """Give the rows of the product where it knows no report."""
    return product(replace(case, links=NO_LINKS), border)


def mutual(case: Case, border: float) -> Rows:
    """Join each suggestion with the nearest of another place where each is nearest to the other."""

    def nearest(alike: np.ndarray, least: float) -> np.ndarray:
        others = np.where(np.eye(len(alike), dtype=bool), -np.inf, alike)
        best = others == others.max(axis=1, keepdims=True)
        return connected_components(best & best.T & (others >= least), directed=False)[1]

    with patch.object(recur_stage, "_group", nearest):
        return product(case, border)


def all_kinds(case: Case, border: float) -> Rows:
    """Let notes of every kind join, and keep the rows that hold a suggestion."""
    proposed = set(case.segments.loc[case.segments["kind"] == "suggestion", "segment_id"])
    spoken = case.segments["role"] == "note"
    anything = case.segments.assign(kind=case.segments["kind"].where(~spoken, "suggestion"))
    rows = product(replace(case, segments=anything), border)
    return [(n_places, notes) for n_places, notes in rows if proposed.intersection(notes)]


def by_theme(case: Case, _: float) -> Rows:
    """Call all suggestions of a theme at different places one."""
    notes = case.segments[(case.segments["kind"] == "suggestion") & (case.segments["role"] == "note")]
    found = [
        (part.groupby(list(PLACE)).ngroups, part["segment_id"].tolist())
        for _, part in notes.groupby("theme_id")
    ]
    return sorted(found, key=lambda row: -row[0])


def alone(case: Case, _: float) -> Rows:
    """Join what is the same letter by letter, and nothing else."""
    return without_claims(case, 1.0)


def one_place(case: Case, border: float) -> Rows:
    """Join notes of one place as easily as others."""
    with patch.object(likeness, "HERE", 0.0):
        return product(case, border)


def opposites_too(case: Case, border: float) -> Rows:
    """Let suggestions join that ask for opposite things."""
    none = np.zeros((1, 1), dtype=bool)
    with patch.object(
        likeness, "opposed", lambda texts: np.repeat(none, len(texts), 0).repeat(len(texts), 1)
    ):
        return product(case, border)


def plain_mean(case: Case, border: float) -> Rows:
    """Reckon likeness from the mean of the suggestions as it is, however few they are."""
    with patch.object(likeness, "FEW", 0):
        return product(case, border)


def rows_of(table: pd.DataFrame) -> Rows:
    """Give places and notes of each row."""
    return [(int(n), ids.split(";")) for n, ids in zip(table["n_places"], table["note_ids"], strict=True)]


WAYS: dict[str, Way] = {
    "worldcafe": product,
    "without the report's claims": without_claims,
    "mutual nearest neighbours": mutual,
    "notes of every kind join": all_kinds,
    "without: notes of one place are less alike": one_place,
    "without: opposites never join": opposites_too,
    "without: a mean of few is drawn to zero": plain_mean,
    "one row per theme": by_theme,
    "only what is the same letter by letter": alone,
}


def judge(case: Case, rows: Rows) -> np.ndarray:
    """Give how much of what recurs is found, how many joined pairs are right, and how many there are."""
    known = {unit for units in case.units.values() for unit in units}
    groups = [{unit for note in notes for unit in case.units.get(note, [])} & known for _, notes in rows]
    order = sorted(range(len(rows)), key=lambda row: -rows[row][0])
    top = [groups[row] for row in order[: 2 * len(case.recurrent)]]
    found = np.mean([max(len(units & row) / len(units | row) for row in top) for units in case.recurrent])
    pairs = [pair for row in groups for pair in combinations(sorted(row), 2)]
    right = sum(any(units.issuperset(pair) for units in (*case.recurrent, *case.gaps)) for pair in pairs)
    return np.array([found, right, len(pairs)], dtype=float)


def score_gold(folder: Path) -> None:
    """Print how much of what recurs is found, and how many joined pairs are right."""
    cases = read_cases(folder)
    for name, way in WAYS.items():
        borders = BORDERS if way not in (by_theme, alone) else (0.0,)
        scores = {border: np.array([judge(case, way(case, border)) for case in cases]) for border in borders}
        for border, table in scores.items():
            _show(f"{name} {border or ''}", table)
        rest = [[row for row in range(len(cases)) if row != left] for left in range(len(cases))]
        best = [max(borders, key=lambda b, rows=rows: sum(_means(scores[b][rows])[:2])) for rows in rest]
        if len(borders) > 1:
            chosen = np.array([scores[border][row] for row, border in enumerate(best)])
            _show(f"{name}, chosen on others", chosen)
            print(f"{'':44}{best}")


def _means(table: np.ndarray) -> tuple[float, float, float]:
    """Give found and right as means over corpora, and right over all pairs; nothing joined is nothing right."""
    joined = table[table[:, 2] > 0]
    if not len(joined):
        return float(table[:, 0].mean()), 0.0, 0.0
    shares = joined[:, 1] / joined[:, 2]
    return float(table[:, 0].mean()), float(shares.mean()), float(joined[:, 1].sum() / joined[:, 2].sum())


def _show(way: str, table: np.ndarray) -> None:
    """Print the means, the lowest and each corpus."""
    found, right, pooled = _means(table)
    each = "  ".join(f"{row[0]:.2f} {row[1]:.0f}/{row[2]:.0f}" for row in table)
    print(
        f"{way:44}found {found:.3f} ({table[:, 0].min():.2f})  right {right:.3f}  pooled {pooled:.3f}  {each}",
        flush=True,
    )


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
    """Run what there is data for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=SHARED / "gold")
    parser.add_argument("--argkp", type=Path, default=SHARED / "data" / "argkp2021")
    given = parser.parse_args()
    for folder, score in ((given.gold, score_gold), (given.argkp, score_argkp)):
        if folder.is_dir():
            score(folder)
        else:
            print(f"{folder}: not here, so not measured.")


if __name__ == "__main__":
    main()
