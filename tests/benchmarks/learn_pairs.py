"""What makes two notes one theme, learned from themes made by hand; each corpus measured by what the others say.

    PYTHONPATH=pipeline python tests/benchmarks/learn_pairs.py [FOLDER...] [--beside FOLDER...] [--write]

Three logistic regressions on pairs of notes of the annotated corpora: all pairs, those within a table, those of
different tables. Each corpus weighs as much as any other, and so do pairs of one theme and pairs of two; the
borders are then moved to how often notes of one table, and of two, are of one theme. For each corpus the themes
that the product finds by weights of the other corpora are compared with those made by hand (AMI, and F1 of pairs
from different tables), beside those by the weights that ship. The folders of corpora are those annotated by others and
`invented/`, unless others are given; those `--beside` are measured alone. `--write` writes the weights of all corpora to data/pairs.toml.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd
from annotated import LEARNED_FROM, SHARED, by_folder
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import adjusted_mutual_info_score
from themes import cross_f1

from worldcafe.cluster import cluster_notes, likely
from worldcafe.cluster.evidence import KINDS, from_other_tables, gather
from worldcafe.cluster.space import ThemeSpace
from worldcafe.cluster.stage import _claims, _known, note_vectors, notes_with_content
from worldcafe.embed import embed_segments
from worldcafe.files.given import read_shipped
from worldcafe.settings import Settings
from worldcafe.tables import Embeddings

REPO = Path(__file__).parents[2]
FILE = REPO / "pipeline" / "worldcafe" / "data" / "pairs.toml"
SETTINGS = Settings()
STRENGTH = 0.1  # of the regression (C): less and more make no difference of more than .015
HEAD = """# What speaks for two notes being of one theme, and how much: see cluster/likely.py. Learned by
# tests/benchmarks/learn_pairs.py from themes that people made of thirteen corpora; not to be edited by hand.
# `start` is where a model begins, before any evidence.
"""
# Evidence that each model weighs: a table says nothing within a table, and neither does a conversation across.
WEIGHED = {
    "all": list(KINDS),
    "within": [name for name in KINDS if name != "same_table"],
    "across": ["meaning", "placed", "words", "claims", "company", "question", "surroundings"],
}


@dataclass(frozen=True)
class Annotated:
    """A corpus as the product reads it, the theme that people gave to each note ("" for none), and the evidence."""

    name: str
    folder: str
    segments: pd.DataFrame
    embeddings: Embeddings
    themes: np.ndarray
    tables: list[str]
    evidence: dict[str, np.ndarray]

    def pairs(self, model: str) -> tuple[np.ndarray, np.ndarray]:
        """Give the evidence of each pair of notes that a model is of, and whether they are of one theme."""
        one, other = np.triu_indices(len(self.themes), 1)
        across = from_other_tables(self.tables)[one, other]
        kept = (self.themes[one] != "") & (self.themes[other] != "")
        kept &= {"all": True, "within": ~across, "across": across}[model]
        one, other = one[kept], other[kept]
        found = np.stack([self.evidence[name][one, other] for name in WEIGHED[model]], axis=1)
        return found, self.themes[one] == self.themes[other]


def read(folder: Path) -> Annotated:
    """Read an annotated corpus."""
    sys.path.insert(0, str(SHARED / "score"))
    from score_all import source_of
    from themes_data import read_segments, themes_of_segments

    segments = read_segments(source_of(folder))
    embeddings = embed_segments(segments, SETTINGS.embed)
    content = notes_with_content(segments[segments["role"] == "note"])
    vectors = note_vectors(content, embeddings)
    space = ThemeSpace.around(vectors, SETTINGS.cluster).place(vectors)
    known = _known(content, vectors, space, _claims(segments, embeddings))
    theme_of = themes_of_segments(folder, segments)
    themes = content["segment_id"].map(theme_of).fillna("").to_numpy(dtype=str)
    return Annotated(
        folder.name, folder.parent.name, segments, embeddings, themes, list(known.tables), gather(known)
    )


def learn(corpora: list[Annotated]) -> dict[str, dict[str, float]]:
    """Give the weights of each model."""
    models, rates = {}, {}
    for model, names in WEIGHED.items():
        found = [pairs for corpus in corpora if (pairs := corpus.pairs(model))[1].any()]
        rates[model] = np.mean([same.mean() for _, same in found])
        models[model] = fit(found, names)
    apart = np.log(rates["across"] / (1 - rates["across"])) - np.log(rates["within"] / (1 - rates["within"]))
    models["across"][likely.START] = round(models["across"][likely.START] + float(apart), 4)
    return models


def fit(found: list[tuple[np.ndarray, np.ndarray]], names: list[str]) -> dict[str, float]:
    """Give the weights of one model, in the units of the evidence."""
    weights = [np.where(same, 0.5 / same.sum(), 0.5 / (~same).sum()) for _, same in found]
    rows, same = (np.concatenate(part) for part in zip(*found, strict=True))
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    weight = np.concatenate(weights)
    weight *= len(weight) / weight.sum()
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(
        (rows - mean) / spread, same, sample_weight=weight
    )
    slopes = model.coef_[0] / spread
    start = float(model.intercept_[0] - (slopes * mean).sum())
    return {
        likely.START: round(start, 4),
        **{n: round(float(w), 4) for n, w in zip(names, slopes, strict=True)},
    }


def measure(corpus: Annotated, models: dict[str, dict[str, float]]) -> tuple[float, float, int]:
    """Give AMI, F1 of pairs from different tables (nan where there are none) and the number of themes."""
    with patch.object(likely, "load_models", lambda: models):
        clustering = cluster_notes(corpus.segments, corpus.embeddings, SETTINGS.cluster, seed=0)
    theme = clustering.assignments.set_index("segment_id")["theme_id"]
    content = notes_with_content(corpus.segments[corpus.segments["role"] == "note"])
    found = theme[content["segment_id"]].to_numpy(dtype=str)
    found = np.where(found == "", [f"alone {row}" for row in range(len(found))], found)
    told, tables = corpus.themes != "", np.asarray(corpus.tables)
    across = from_other_tables(tables[told]) & (corpus.themes[told][:, None] == corpus.themes[told])
    cross = cross_f1(corpus.themes[told], found[told], tables[told]) if across.any() else np.nan
    return adjusted_mutual_info_score(corpus.themes[told], found[told]), cross, len(set(theme) - {""})


def read_all(folders: list[Path]) -> list[Annotated]:
    """Read the annotated corpora of folders that have themes."""
    return [read(path.parent) for folder in folders for path in sorted(folder.glob("*/themes.jsonl"))]


def main() -> None:
    """Learn, and measure what each corpus gets from the others."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="*", default=LEARNED_FROM)
    parser.add_argument("--beside", type=Path, nargs="*", default=[], help="folders that are measured alone")
    parser.add_argument("--write", action="store_true", help="write what was learned into the package")
    given = parser.parse_args()
    corpora, measured = read_all(given.folders), read_all(given.beside)
    if given.write:
        models = learn(corpora)
        body = "\n".join(
            f"\n[{name}]\n" + "\n".join(f"{key} = {value}" for key, value in model.items())
            for name, model in models.items()
        )
        FILE.write_text(HEAD + body + "\n", encoding="utf-8")
        read_shipped.cache_clear()
    rows = {}
    for corpus in [*corpora, *measured]:
        others = measure(corpus, learn([other for other in corpora if other is not corpus]))
        rows[corpus.name] = (*others, *measure(corpus, likely.load_models()))
    columns = ["ami", "across", "themes", "ami, shipped", "across, shipped", "themes, shipped"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    folders = {corpus.name: corpus.folder for corpus in [*corpora, *measured]}
    print(by_folder(table.astype(float).T, folders).T.round(3).to_string())


if __name__ == "__main__":
    main()
