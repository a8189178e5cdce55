"""Kinds of notes: each annotated corpus judged by what was learned from the others, beside three baselines.

    PYTHONPATH=pipeline python tests/benchmarks/kinds.py [--gold DIR...] [--beside DIR...] [--semeval DIR] [--plot FILE.png]

Notes are taken as they were segmented by hand. From the folders `--beside` nothing is learned. SemEval-2019 task 9 is non-commercial: it is measured on here,
and nothing of it is shipped or learned from. Its sentences stand alone, so each is a table of its own; its
suggestions are also measured at their true share in forums, one in ten, a tenth of them drawn at a time.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from annotated import LEARNED_FROM, SHARED, by_folder
from kinds_data import Corpus, as_segments, learn, read_apart, read_corpora
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, precision_recall_fscore_support
from sklearn.pipeline import make_pipeline

from worldcafe.classify import classify_segments
from worldcafe.classify.model import Model
from worldcafe.embed import embed_segments
from worldcafe.settings import ClassifySettings, EmbedSettings
from worldcafe.tables import KINDS

SHARE, DRAWS = 10, 20  # one suggestion in ten; how often the others are drawn


def judge(corpus: Corpus, model: Model | None) -> pd.DataFrame:
    """Give the kinds of a corpus."""
    return classify_segments(corpus.segments, ClassifySettings(), corpus.embeddings, model)


def bag_of_words() -> object:
    """Give the usual baseline: TF-IDF of words and pairs of words, logistic regression."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    return make_pipeline(words, LogisticRegression(C=10, class_weight="balanced", max_iter=2000))


def vectors_only() -> object:
    """Give logistic regression on sentence vectors alone."""
    return LogisticRegression(C=10, class_weight="balanced", max_iter=2000)


def texts_of(corpus: Corpus) -> pd.Series:
    """Give the texts in the order of the kinds."""
    return corpus.kinds.index.map(corpus.segments.set_index("segment_id")["clean_text"]).to_series()


def score_gold(folders: list[Path], beside: list[Path], plot: Path | None) -> None:
    """Print F1 of each corpus by what was learned without it, and how far the scores can be believed."""
    taught = {name: one for folder in folders for name, one in read_corpora(folder).items()}
    corpora = taught | {name: one for folder in beside for name, one in read_corpora(folder).items()}
    apart = read_apart()

    def others(name: str) -> list[Corpus]:
        return [corpus for other, corpus in taught.items() if other != name]

    ways: dict[str, Callable[[str], tuple[pd.Series, pd.Series | None]]] = {
        "worldcafe, learned from the others": lambda name: _judged(
            corpora[name], learn([*others(name), *apart])
        ),
        "the same without notes that stand apart": lambda name: _judged(corpora[name], learn(others(name))),
        "from notes that stand apart alone": lambda name: _judged(corpora[name], learn(apart)),
        "sentence vectors alone": lambda name: _plain(
            corpora[name], [*others(name), *apart], vectors_only, lambda c: c.vectors
        ),
        "bag of words": lambda name: _plain(corpora[name], [*others(name), *apart], bag_of_words, texts_of),
        "as shipped (has seen those annotated by others)": lambda name: _judged(corpora[name], None),
    }
    rows: dict[str, dict[str, float]] = {}
    for way, judged in ways.items():
        found = {name: judged(name) for name in corpora}
        for what, measure in (("kinds", macro), ("suggestions", suggestion_f1)):
            rows[f"{way}, {what}"] = {n: measure(corpora[n].kinds, kinds) for n, (kinds, _) in found.items()}
        if way.startswith("worldcafe"):
            scores = np.concatenate([score for _, score in found.values()])
            right = np.concatenate([(found[n][0] == corpora[n].kinds).to_numpy(float) for n in corpora])
            error = calibration_error(scores, right)
            print(f"{way}: expected calibration error {error:.3f}, right {right.mean():.3f}")
            if plot:
                draw_reliability(scores, right, plot)
    folder_of = {path.parent.name: at.name for at in [*folders, *beside] for path in at.glob("*/units.jsonl")}
    print(by_folder(pd.DataFrame(rows).T, folder_of).round(3).to_string())


def _judged(corpus: Corpus, model: Model | None) -> tuple[pd.Series, pd.Series]:
    """Give kinds and scores by segment."""
    kinds = judge(corpus, model).set_index("segment_id")
    return kinds["kind"], kinds["kind_score"]


def _plain(
    corpus: Corpus, seen: list[Corpus], make: Callable[[], object], view: Callable[[Corpus], object]
) -> tuple[pd.Series, None]:
    """Give kinds by a plain learner that saw other corpora and the notes that stand apart."""
    kinds = pd.concat([one.kinds for one in seen])
    model = make().fit(np.concatenate([np.asarray(view(one)) for one in seen]), kinds)
    return pd.Series(model.predict(np.asarray(view(corpus))), index=corpus.kinds.index), None


def suggestion_f1(gold: pd.Series, found: pd.Series) -> float:
    """Give F1 of suggestions against all else."""
    return float(f1_score(gold == "suggestion", found[gold.index] == "suggestion"))


def macro(gold: pd.Series, found: pd.Series) -> float:
    """Give the mean F1 of the five kinds."""
    return float(f1_score(gold, found[gold.index], labels=KINDS, average="macro", zero_division=0))


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
    """Print F1 for suggestions: A at its true share and as it comes, B as it comes."""
    columns = ["id", "sentence", "label"]
    training = pd.read_csv(
        folder / "V1.4_Training.csv", names=columns, encoding="utf-8", encoding_errors="replace"
    )
    bag = bag_of_words().fit(training["sentence"], training["label"])
    for name, domain in (("A", "software forum"), ("B", "hotel reviews")):
        path = folder / f"Subtask{name}_Trial_Test_Labeled.csv"
        trial = pd.read_csv(path, encoding="latin-1", keep_default_na=False)
        rows = [
            {"segment_id": f"s{i}", "table": str(i), "role": "note", "text": text, "clean_text": text}
            for i, text in enumerate(trial["sentence"])
        ]
        segments = as_segments(rows)
        kinds = classify_segments(segments, ClassifySettings(), embed_segments(segments, EmbedSettings()))
        print(f"SemEval-2019 task 9, trial {name} ({domain}): {len(trial)} sentences")
        truth = (trial["label"] == 1).to_numpy()
        ways = {
            "worldcafe": (kinds["kind"] == "suggestion").to_numpy(),
            "bag of words, trained on A": bag.predict(trial["sentence"]) == 1,
            "all are suggestions": np.ones(len(trial), bool),
        }
        for way, found in ways.items():
            p, r, f, _ = precision_recall_fscore_support(truth, found, average="binary")
            rare = at_share(truth, found)
            print(f"  {way:28} precision {p:.3f}  recall {r:.3f}  F1 {f:.3f}; one in ten: F1 {rare:.3f}")


def at_share(truth: np.ndarray, found: np.ndarray) -> float:
    """Give the mean F1 where one sentence in ten is a suggestion: a draw of the suggestions beside all others."""
    random = np.random.default_rng(0)
    others, proposals = np.flatnonzero(~truth), np.flatnonzero(truth)
    drawn = [random.choice(proposals, len(others) // (SHARE - 1), replace=False) for _ in range(DRAWS)]
    rows = [np.concatenate([others, some]) for some in drawn]
    return float(np.mean([f1_score(truth[some], found[some]) for some in rows]))


def main() -> None:
    """Run what there is data for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, nargs="+", default=LEARNED_FROM, help="to learn from")
    parser.add_argument("--beside", type=Path, nargs="*", default=[], help="folders that are measured alone")
    parser.add_argument("--semeval", type=Path, default=SHARED / "data" / "semeval2019_task9")
    parser.add_argument("--plot", type=Path, help="file for the reliability plot")
    arguments = parser.parse_args()
    if arguments.gold[0].is_dir():
        score_gold(arguments.gold, arguments.beside, arguments.plot)
    else:
        print(f"{arguments.gold[0]}: not here, so not measured.")
    if arguments.semeval.is_dir():
        score_semeval(arguments.semeval)
    else:
        print(f"{arguments.semeval}: not here, so not measured.")


if __name__ == "__main__":
    main()
