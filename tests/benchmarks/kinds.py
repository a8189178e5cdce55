"""Kinds of notes: on annotated café notes, and on suggestions of two other domains, beside bags of words.

    PYTHONPATH=pipeline python tests/benchmarks/kinds.py [--gold DIR] [--semeval DIR] [--plot FILE.png]

The annotated notes are taken as they were segmented by hand. SemEval-2019 task 9 is non-commercial: it is
measured on here, and nothing of it is shipped or learned from. Its sentences stand alone, so each is a
table of its own.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, precision_recall_fscore_support
from sklearn.pipeline import make_pipeline

from worldcafe.classify import classify_segments
from worldcafe.settings import ClassifySettings
from worldcafe.tables import KINDS, Segments

SHARED = Path(__file__).parents[3] / "shared"
COPIED = ("topic", "round", "question", "subsection", "section")


def as_segments(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Give checked segments of rows that hold at least id, text and role."""
    columns = list(Segments.to_schema().columns)
    numbers = {"start": 0, "end": 1, "depth": 0, "kind_score": 0.0}
    base = {**dict.fromkeys(columns, ""), **numbers, "source": "benchmark"}
    return Segments.validate(pd.DataFrame([{**base, **row} for row in rows])[columns])


def read_gold(folder: Path) -> tuple[pd.DataFrame, dict[str, str], dict[str, str]]:
    """Give the annotated units as segments, the kind of each note and claim, and its table."""
    units = [json.loads(line) for line in (folder / "units.jsonl").read_text("utf-8").splitlines()]
    labels = [json.loads(line) for line in (folder / "labels.jsonl").read_text("utf-8").splitlines()]
    rows = [
        {name: unit[name] or "" for name in COPIED}
        | {"segment_id": unit["id"], "role": unit["role"], "parent_id": unit["parent"] or ""}
        | {"cafe": unit["cafe"] or "", "table": unit["table"] or "", "text": unit["text"]}
        | {"clean_text": " ".join(unit["text"].replace("**", "").split())}
        for unit in units
    ]
    tables = {unit["id"]: str(unit["table"] or unit["about_table"]) for unit in units}
    return as_segments(rows), {label["id"]: label["kind"] for label in labels}, tables


def bag_of_words() -> object:
    """Give the usual baseline: TF-IDF of words and pairs of words, logistic regression."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    return make_pipeline(words, LogisticRegression(C=10, class_weight="balanced", max_iter=2000))


def score_gold(folder: Path, plot: Path | None) -> None:
    """Print F1 on the annotated notes, and how far the scores can be believed."""
    segments, truth, tables = read_gold(folder)
    kinds = classify_segments(segments, ClassifySettings())
    gold = kinds["segment_id"].map(truth)
    texts = kinds["segment_id"].map(segments.set_index("segment_id")["clean_text"])
    held_out = pd.Series("", index=kinds.index)
    table = kinds["segment_id"].map(tables)
    for name in sorted(set(table)):  # every table judged by a model of the others
        model = bag_of_words().fit(texts[table != name], gold[table != name])
        held_out[table == name] = model.predict(texts[table == name])
    print("annotated notes and claims:", len(gold))
    for way, found in (("rules", kinds["kind"]), ("bag of words, other tables", held_out)):
        print(
            f"  {way:28} suggestion F1 {_suggestion_f1(gold, found):.3f}  macro F1 {_macro(gold, found):.3f}"
        )
    right = (kinds["kind"] == gold).to_numpy(float)
    print(f"  expected calibration error {calibration_error(kinds['kind_score'].to_numpy(), right):.3f}")
    if plot:
        draw_reliability(kinds["kind_score"].to_numpy(), right, plot)


def _suggestion_f1(gold: pd.Series, found: pd.Series) -> float:
    return float(f1_score(gold == "suggestion", found == "suggestion"))


def _macro(gold: pd.Series, found: pd.Series) -> float:
    return float(f1_score(gold, found, labels=KINDS, average="macro"))


def bins_of(scores: np.ndarray, right: np.ndarray) -> list[tuple[float, float, int]]:
    """Give mean score, share that is right and number of notes of each tenth of the scale."""
    tenth = np.minimum((scores * 10).astype(int), 9)
    return [
        (float(scores[tenth == b].mean()), float(right[tenth == b].mean()), int((tenth == b).sum()))
        for b in range(10)
        if (tenth == b).any()
    ]


def calibration_error(scores: np.ndarray, right: np.ndarray) -> float:
    """Give the expected calibration error over ten bins of equal width."""
    return sum(n * abs(score - share) for score, share, n in bins_of(scores, right)) / len(scores)


def draw_reliability(scores: np.ndarray, right: np.ndarray, path: Path) -> None:
    """Draw how often a score was right."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4, 4), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="0.7", label="as often as it says")
    score, share, n = zip(*bins_of(scores, right), strict=True)
    axes.scatter(score, share, s=[4 * count for count in n], alpha=0.7, label="kinds (area: notes)")
    axes.set(xlabel="score", ylabel="share that was right", xlim=(0, 1), ylim=(0, 1.02))
    axes.legend(loc="upper left")
    figure.savefig(path)


def score_semeval(folder: Path) -> None:
    """Print F1 for suggestions on the two trial sets."""
    columns = ["id", "sentence", "label"]
    training = pd.read_csv(
        folder / "V1.4_Training.csv", names=columns, encoding="utf-8", encoding_errors="replace"
    )
    model = bag_of_words().fit(training["sentence"], training["label"])
    for name, domain in (("A", "software forum"), ("B", "hotel reviews")):
        path = folder / f"Subtask{name}_Trial_Test_Labeled.csv"
        trial = pd.read_csv(path, encoding="latin-1", keep_default_na=False)
        rows = [
            {"segment_id": f"s{i}", "table": str(i), "role": "note", "text": text, "clean_text": text}
            for i, text in enumerate(trial["sentence"])
        ]
        kinds = classify_segments(as_segments(rows), ClassifySettings())
        print(f"SemEval-2019 task 9, trial {name} ({domain}): {len(trial)} sentences")
        ways = {
            "rules": kinds["kind"] == "suggestion",
            "bag of words, trained on A": model.predict(trial["sentence"]) == 1,
            "all are suggestions": np.ones(len(trial), bool),
        }
        for way, found in ways.items():
            p, r, f, _ = precision_recall_fscore_support(trial["label"] == 1, found, average="binary")
            print(f"  {way:28} precision {p:.3f}  recall {r:.3f}  F1 {f:.3f}")


def main() -> None:
    """Run what there is data for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=SHARED / "gold")
    parser.add_argument("--semeval", type=Path, default=SHARED / "data" / "semeval2019_task9")
    parser.add_argument("--plot", type=Path, help="file for the reliability plot")
    arguments = parser.parse_args()
    for folder, score in (
        (arguments.gold, lambda at: score_gold(at, arguments.plot)),
        (arguments.semeval, score_semeval),
    ):
        if folder.is_dir():
            score(folder)
        else:
            print(f"{folder}: not here, so not measured.")


if __name__ == "__main__":
    main()
