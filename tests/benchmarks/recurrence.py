"""Suggestions that are one: on annotated corpora, beside plainer ways.

    PYTHONPATH=pipeline python tests/benchmarks/recurrence.py [--gold DIR...] [--beside DIR...]

Annotated corpora, as the product segments them, each with kinds and with links to claims by what was learned
from the others, those of the folders `--beside` by what was learned from all. "Found" is how much of each suggestion that people found to recur is in one row of the first
rows (twice as many as there are such suggestions), by Jaccard; "right" is the share of the pairs of notes in
one row that people put together too; "pooled" is that share over the pairs of all corpora at once, which a
corpus with two joined pairs does not swing. Each way's border is chosen for each corpus by the sum of found and
right over the others. `nearly` stands for the border of the few likest, chosen by the F measure of pairs that weighs
precision twice, beside all joins from the other border on.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd
from annotated import LEARNED_FROM, Annotated, annotated_corpora, stand_for
from kinds_data import learn as learn_kinds
from kinds_data import read_apart, read_corpora
from scipy.sparse.csgraph import connected_components
from train_links import learn as learn_links
from train_links import pairs_of

from worldcafe.analysis import analyse
from worldcafe.classify import classify_segments
from worldcafe.crossref import crossref_claims, scores
from worldcafe.embed import embed_segments
from worldcafe.found import saying
from worldcafe.read import read_sources
from worldcafe.recur import group_suggestions, likeness
from worldcafe.recur import stage as recur_stage
from worldcafe.settings import CrossrefSettings, RecurSettings, Settings
from worldcafe.tables import PLACE, Embeddings, Links

BORDERS = (0.25, 0.29, 0.33, 0.4, 0.43, 0.46, 0.5, 0.55)
FEW = (0.25, 0.3, 0.35, 0.4, 1.0)  # borders of the few likest, the last for none
MINILM = 384  # numbers of the sentence encoder, which come first
NO_LINKS = Links.validate(pd.DataFrame(columns=list(Links.to_schema().columns)))


@dataclass(frozen=True)
class Case:
    """A corpus as the product sees it who never saw its annotation, and what people found to recur."""

    name: str
    folder: str
    segments: pd.DataFrame
    embeddings: Embeddings
    links: pd.DataFrame
    units: Mapping[str, list[str]]  # of each note
    recurrent: list[set[str]]
    gaps: list[set[str]]

    @property
    def n_pairs(self) -> int:
        """How many pairs of notes people put together as recurring."""
        return len({pair for units in self.recurrent for pair in combinations(sorted(units), 2)})


Rows = list[tuple[int, list[str]]]  # number of places, notes
Way = Callable[[Case, float], Rows]


def read_cases(folders: list[Path], beside: list[Path]) -> list[Case]:
    """Run the product on each corpus with kinds and links learned from the others of `folders`."""
    settings = Settings()
    corpora = [corpus for folder in [*folders, *beside] for corpus in annotated_corpora(folder)]
    runs = [analyse(read_sources(c.paths, settings.read), settings).analysis.segments for c in corpora]
    vectors = [embed_segments(run, settings.embed) for run in runs]
    given = list(zip(corpora, runs, vectors, strict=True))
    kinds = {name: one for folder in folders for name, one in read_corpora(folder).items()}
    pairs = [pairs_of(*one) for one in given if one[0].links and one[0].name in kinds]
    apart = read_apart()
    cases = []
    for corpus, run, embeddings in given:
        model = learn_kinds([*(other for key, other in kinds.items() if key != corpus.name), *apart])
        judged = classify_segments(run, settings.classify, embeddings, model).set_index("segment_id")
        said = run.assign(
            kind=run["segment_id"].map(judged["kind"]).fillna(""),
            kind_score=run["segment_id"].map(judged["kind_score"]).fillna(0.0),
        )
        weights = learn_links([other for other in pairs if other.name != corpus.name])
        with patch.object(scores, "link_weights", lambda weights=weights: weights):
            links = saying(crossref_claims(said, embeddings, CrossrefSettings()).links)
        cases.append(make_case(corpus, corpus.folder, (said, embeddings, links)))
    return cases


def make_case(corpus: Annotated, folder: Path, made: tuple[pd.DataFrame, Embeddings, pd.DataFrame]) -> Case:
    """Put beside a run what people found in the notes of its corpus."""
    known = set(corpus.units.loc[corpus.units["role"] == "note", "id"])
    listed = (json.loads((folder / f"{name}.json").read_text("utf-8")) for name in ("recurrent", "gaps"))
    recurrent, gaps = ([set(entry["units"]) & known for entry in entries] for entries in listed)
    several = [units for units in recurrent if len(units) > 1]
    return Case(corpus.name, folder.parent.name, *made, stand_for(corpus, made[0])[1], several, gaps)


def product(case: Case, border: float) -> Rows:
    """Give the rows of the product."""
    return with_few(case, border, RecurSettings().nearly)


def with_few(case: Case, border: float, nearly: float) -> Rows:
    """Give the rows of the product by both its borders."""
    settings = RecurSettings(border, nearly)
    return rows_of(group_suggestions(case.segments, case.embeddings, case.links, settings))


def without_claims(case: Case, border: float) -> Rows:
    """Give the rows of the product where it knows no report."""
    return product(replace(case, links=NO_LINKS), border)


def mutual(case: Case, border: float) -> Rows:
    """Join each suggestion with the nearest of another place where each is nearest to the other."""

    def nearest(alike: np.ndarray, least: float, _: float) -> np.ndarray:
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
    return with_few(replace(case, links=NO_LINKS), 1.0, 1.0)


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


def score_gold(folders: list[Path], beside: list[Path]) -> None:
    """Print how much of what recurs is found, and how many joined pairs are right."""
    cases = read_cases(folders, beside)
    taught = [row for row, case in enumerate(cases) if case.folder in {folder.name for folder in folders}]
    few = {nearly: _table(cases, partial(with_few, nearly=nearly), RecurSettings().alike) for nearly in FEW}
    for nearly, table in few.items():
        _show(f"nearly {nearly}", table, cases)
    wanted = np.array([case.n_pairs for case in cases])
    _choose("nearly", few, cases, taught, lambda table, rows: _f_measure(table[rows], wanted[rows]))
    for name, way in WAYS.items():
        borders = BORDERS if way not in (by_theme, alone) else (0.0,)
        tables = {border: _table(cases, way, border) for border in borders}
        for border, table in tables.items():
            _show(f"{name} {border or ''}", table, cases)
        if len(borders) > 1:
            _choose(name, tables, cases, taught, lambda table, rows: sum(_means(table[rows])[:2]))


def _table(cases: list[Case], way: Way, border: float) -> np.ndarray:
    """Judge every corpus."""
    return np.array([judge(case, way(case, border)) for case in cases])


def _choose(
    name: str,
    tables: dict[float, np.ndarray],
    cases: list[Case],
    taught: list[int],
    worth: Callable[[np.ndarray, list[int]], float],
) -> None:
    """Print each corpus with the border that is worth most on the others that are learned from."""
    rest = [[row for row in taught if row != left] for left in range(len(cases))]
    best = [max(tables, key=lambda b, rows=rows: worth(tables[b], rows)) for rows in rest]
    _show(f"{name}, chosen on others", np.array([tables[b][row] for row, b in enumerate(best)]), cases)
    print(f"{'':44}{best}")


def _f_measure(table: np.ndarray, wanted: np.ndarray) -> float:
    """Give the mean F measure of pairs in which precision weighs twice what recall does (F 0.5)."""
    right, joined = table[:, 1], table[:, 2]
    return float((1.25 * right / (joined + 0.25 * wanted)).mean())


def _means(table: np.ndarray) -> tuple[float, float, float]:
    """Give found and right as means over corpora, and right over all pairs; nothing joined is nothing right."""
    joined = table[table[:, 2] > 0]
    if not len(joined):
        return float(table[:, 0].mean()), 0.0, 0.0
    shares = joined[:, 1] / joined[:, 2]
    return float(table[:, 0].mean()), float(shares.mean()), float(joined[:, 1].sum() / joined[:, 2].sum())


def _show(way: str, table: np.ndarray, cases: list[Case]) -> None:
    """Print the means and the lowest of each folder, and each corpus."""
    for folder in dict.fromkeys(case.folder for case in cases):
        of_it = table[[case.folder == folder for case in cases]]
        found, right, pooled = _means(of_it)
        each = "  ".join(f"{row[0]:.2f} {row[1]:.0f}/{row[2]:.0f}" for row in of_it)
        lowest = of_it[:, 0].min()
        means = f"found {found:.3f} ({lowest:.2f})  right {right:.3f}  pooled {pooled:.3f}"
        print(f"{way:44}{folder:10}{means}  {each}", flush=True)


def main() -> None:
    """Run what there is data for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, nargs="+", default=LEARNED_FROM, help="to learn from")
    parser.add_argument("--beside", type=Path, nargs="*", default=[], help="folders that are measured alone")
    given = parser.parse_args()
    if given.gold[0].is_dir():
        score_gold(given.gold, given.beside)
    else:
        print(f"{given.gold[0]}: not here, so not measured.")


if __name__ == "__main__":
    main()
