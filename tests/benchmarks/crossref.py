"""Links, gaps and verdicts against hand annotation, beside plain thresholds; how far scores can be believed.

    PYTHONPATH=pipeline python tests/benchmarks/crossref.py [SOURCE] [--gold DIR] [--plot FILE.png]

The whole pipeline runs on the source; its claims and notes are matched with annotated ones by offsets, a
note when half of the shorter of the two is shared. The plain ways score the same pairs and get the threshold
that is best on them, so they flatter themselves.

Calibration is said twice: of the shipped curve, whose two numbers were fitted on all these pairs, and of a curve
of the same form fitted on the pairs of half of the claims and judged on those of the other half, both ways round,
over twenty random halves. `--plot` draws both.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from worldcafe.analysis import analyse
from worldcafe.crossref.scores import score_pairs
from worldcafe.embed import embed_segments
from worldcafe.found import Analysis
from worldcafe.read import read_sources
from worldcafe.settings import Settings
from worldcafe.tables import Embeddings

SHARED = Path(__file__).parents[3] / "shared"
MINILM = 384  # numbers of the sentence encoder, which come first
HALVINGS = 20  # of the claims, for calibration
Pairs = set[tuple[str, str]]


@dataclass(frozen=True)
class Gold:
    """Annotated units by role, links (claim, note) with their strength, suggestions that no claim carries."""

    units: pd.DataFrame
    links: dict[tuple[str, str], str]
    gaps: dict[str, bool]
    unfounded: set[str]


def read_lines(path: Path) -> list[dict]:
    """Read a file of one JSON object a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def read_gold(folder: Path) -> Gold:
    """Read the annotation."""
    units = pd.DataFrame(read_lines(folder / "units.jsonl"))
    labels = {label["id"]: label for label in read_lines(folder / "labels.jsonl")}
    alignment = read_lines(folder / "alignment.jsonl")
    links = {(claim["id"], note["id"]): note["strength"] for claim in alignment for note in claim["supports"]}
    carried = {note for _, note in links} | {name for name, label in labels.items() if label.get("covered")}
    notes = set(units.loc[units["role"] == "note", "id"])
    gaps = {n: n not in carried for n in sorted(notes) if labels[n]["kind"] == "suggestion"}
    unfounded = {c["id"] for c in alignment if not c["supports"] and not c.get("elsewhere")}
    return Gold(units, {pair: s for pair, s in links.items() if pair[1] in notes}, gaps, unfounded)


def match(segments: pd.DataFrame, units: pd.DataFrame, least: float) -> dict[str, list[str]]:
    """Give for each segment the units that it shares text with, at least that share of the shorter."""
    found: dict[str, list[str]] = defaultdict(list)
    for unit in units.itertuples():
        shared = np.minimum(segments["end"], unit.end) - np.maximum(segments["start"], unit.start)
        shorter = np.minimum(segments["end"] - segments["start"], unit.end - unit.start)
        for name in segments.loc[(shared > 0) & (shared >= least * shorter), "segment_id"]:
            found[name].append(unit.id)
    return found


def f1(found: Pairs, right: Pairs) -> str:
    """Show F1, precision and recall."""
    hits = len(found & right)
    precision, recall = hits / max(len(found), 1), hits / max(len(right), 1)
    return (
        f"{2 * hits / max(len(found) + len(right), 1):.3f} (precision {precision:.3f}, recall {recall:.3f})"
    )


def best_threshold(scores: np.ndarray, names: list[list[Pairs]], right: Pairs) -> str:
    """Give F1 of the pairs above the best threshold."""
    options = []
    for least in np.quantile(scores, 1 - np.linspace(0.001, 0.1, 100)):
        found = {p for i, j in np.argwhere(scores >= least) for p in names[i][j]}
        options.append((2 * len(found & right) / (len(found) + len(right)), found))
    return f1(max(options, key=lambda option: option[0])[1], right)


def bins_of(scores: np.ndarray, right: np.ndarray) -> list[tuple[float, float, int]]:
    """Give mean score, share of links and number of pairs of each tenth of the scale."""
    tenth = np.minimum((scores * 10).astype(int), 9)
    return [
        (float(scores[tenth == b].mean()), float(right[tenth == b].mean()), int((tenth == b).sum()))
        for b in np.unique(tenth)
    ]


def calibration_error(scores: np.ndarray, right: np.ndarray) -> float:
    """Give the expected calibration error over ten bins of equal width (Naeini et al. 2015)."""
    return sum(n * abs(score - share) for score, share, n in bins_of(scores, right)) / len(scores)


def held_out(scores: np.ndarray, right: np.ndarray, claims: np.ndarray) -> np.ndarray:
    """Give scores (halvings, pairs) by curves that were fitted on the claims of the other half."""
    logits = np.log(scores / (1 - scores))[:, None]
    chance, names, found = np.random.default_rng(0), np.unique(claims), np.zeros((HALVINGS, len(scores)))
    for row in range(HALVINGS):
        half = np.isin(claims, chance.permutation(names)[: len(names) // 2])
        for known in (half, ~half):
            curve = LogisticRegression(C=1e6).fit(logits[known], right[known])
            found[row, ~known] = curve.predict_proba(logits[~known])[:, 1]
    return found


def calibration(scores: np.ndarray, right: np.ndarray, claims: np.ndarray, plot: Path | None) -> None:
    """Print how far scores can be believed, and draw it."""
    print(f"expected calibration error of {len(scores)} scored pairs: {calibration_error(scores, right):.3f}")
    for score, share, n in bins_of(scores, right):
        print(f"  score {score:.2f}: {share:.2f} of {n} pairs are links")
    other = held_out(scores, right, claims)
    errors = [calibration_error(row, right) for row in other]
    print(f"curve fitted on the other half of the claims: {np.mean(errors):.3f} ({np.std(errors):.3f})")
    if plot:
        draw_reliability(
            {"shipped curve": (scores, right), "other half": (other.ravel(), np.tile(right, HALVINGS))}, plot
        )


def draw_reliability(curves: dict[str, tuple[np.ndarray, np.ndarray]], path: Path) -> None:
    """Draw how often pairs of a score are links."""
    figure = Figure(figsize=(4.5, 4.5), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="0.7", label="as often as it says")
    for (name, (scores, right)), marker in zip(curves.items(), "os", strict=True):
        score, share, n = (np.array(column) for column in zip(*bins_of(scores, right), strict=True))
        axes.plot(score, share, linewidth=0.7)
        axes.scatter(
            score, share, s=600 * n / n.sum() + 8, marker=marker, alpha=0.6, label=f"{name} (area: pairs)"
        )
    axes.set(xlabel="score", ylabel="share of pairs that are links", xlim=(0, 1.02), ylim=(0, 1.02))
    axes.legend(loc="upper left")
    figure.savefig(path)


def report(analysis: Analysis, gold: Gold, plot: Path | None) -> None:
    """Print every figure."""
    segments, units = analysis.segments, gold.units
    claims, notes = (
        segments[segments["role"] == role].reset_index(drop=True) for role in ("summary", "note")
    )
    of_claim = match(claims, units[units["role"] == "summary"], 0)
    of_note = match(notes, units[units["role"] == "note"], 0.5)

    def pairs(claim: str, note: str) -> Pairs:
        return {(c, n) for c in of_claim.get(claim, []) for n in of_note.get(note, [])}

    links = analysis.links
    found = {p for c, n in zip(links["claim_id"], links["note_id"], strict=True) for p in pairs(c, n)}
    right = set(gold.links)
    same = {pair for pair, strength in gold.links.items() if strength == "same"}
    print("links, F1:", f1(found, right))
    print(f"near-verbatim links found: {len(found & same) / len(same):.3f}")
    linked = {unit for note in links["note_id"] for unit in of_note.get(note, [])}
    silent = [unit not in linked for unit in gold.gaps]
    print(f"suggestions in no claim, F1: {f1_score(list(gold.gaps.values()), silent):.3f}")
    verdicts = analysis.claims.set_index("claim_id")["verdict"]
    doubtful = {
        u for c in verdicts.index[verdicts.isin(["unsupported", "pointer"])] for u in of_claim.get(c, [])
    }
    print("claims without notes, F1:", f1({(u, "") for u in doubtful}, {(u, "") for u in gold.unfounded}))
    print("claims called altered on the whole source:", int((verdicts == "altered").sum()))
    embeddings = embed_segments(segments, analysis.settings.embed)
    names = [[pairs(c, n) for n in notes["segment_id"]] for c in claims["segment_id"]]
    for name, scores in plain_ways(claims, notes, embeddings).items():
        print(f"{name}, best threshold:", best_threshold(scores, names, right))
    scored = score_pairs(claims, notes, embeddings, analysis.settings.crossref).pairs
    known = [names[c][n] for c, n in zip(scored["claim"], scored["note"], strict=True)]
    chosen = np.array([bool(pair) for pair in known])
    truth = np.array([bool(pair & right) for pair in known])
    calibration(scored["score"].to_numpy()[chosen], truth[chosen], scored["claim"].to_numpy()[chosen], plot)


def plain_ways(claims: pd.DataFrame, notes: pd.DataFrame, embeddings: Embeddings) -> dict[str, np.ndarray]:
    """Give scores claims x notes of the two plain ways."""
    place = {name: row for row, name in enumerate(embeddings.ids)}
    unit = embeddings.matrix[:, :MINILM]
    unit = unit / np.maximum(np.linalg.norm(unit, axis=1, keepdims=True), 1e-9)
    left, right = (unit[[place[name] for name in side["segment_id"]]] for side in (claims, notes))
    model = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit(notes["clean_text"])
    words = model.transform(claims["clean_text"]) @ model.transform(notes["clean_text"]).T
    return {"MiniLM cosine": left @ right.T, "TF-IDF cosine": words.toarray()}


def main() -> None:
    """Run where the annotation is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", nargs="?", type=Path, default=SHARED / "report" / "outcome-report.txt")
    parser.add_argument("--gold", type=Path, default=SHARED / "gold")
    parser.add_argument("--plot", type=Path)
    arguments = parser.parse_args()
    if not arguments.gold.is_dir():
        print(f"{arguments.gold}: not here, so not measured.")
        return
    settings = Settings()
    analysis = analyse(read_sources([arguments.source], settings.read), settings).analysis
    report(analysis, read_gold(arguments.gold), arguments.plot)


if __name__ == "__main__":
    main()
