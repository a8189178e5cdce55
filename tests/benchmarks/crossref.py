"""Links, gaps and verdicts against hand annotation, beside plain thresholds; how far scores can be believed.

    PYTHONPATH=pipeline python tests/benchmarks/crossref.py [SOURCE] [--gold DIR]

The whole pipeline runs on the source; its claims and notes are matched with annotated ones by offsets, a
note when half of the shorter of the two is shared. The plain ways score the same pairs and get the threshold
that is best on them, so they flatter themselves.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score

from worldcafe.analysis import Analysis, analyse
from worldcafe.crossref.scores import score_pairs
from worldcafe.embed import embed_segments
from worldcafe.read import read_sources
from worldcafe.settings import Settings
from worldcafe.tables import Embeddings

SHARED = Path(__file__).parents[3] / "shared"
MINILM = 384  # numbers of the sentence encoder, which come first
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


def calibration(likelihood: np.ndarray, right: np.ndarray) -> None:
    """Print the expected calibration error over ten bins, and the bins."""
    tenth = np.minimum((likelihood * 10).astype(int), 9)
    bins = [
        (likelihood[tenth == b].mean(), right[tenth == b].mean(), (tenth == b).sum())
        for b in np.unique(tenth)
    ]
    error = sum(n * abs(score - share) for score, share, n in bins) / len(likelihood)
    print(f"expected calibration error of {len(likelihood)} scored pairs: {error:.3f}")
    for score, share, n in bins:
        print(f"  score {score:.2f}: {share:.2f} of {n} pairs are links")


def report(analysis: Analysis, gold: Gold) -> None:
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
    calibration(scored["score"].to_numpy()[chosen], truth[chosen])


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
    arguments = parser.parse_args()
    if not arguments.gold.is_dir():
        print(f"{arguments.gold}: not here, so not measured.")
        return
    settings = Settings()
    report(analyse(read_sources([arguments.source], settings.read), settings), read_gold(arguments.gold))


if __name__ == "__main__":
    main()
