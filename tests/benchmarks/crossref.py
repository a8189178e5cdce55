"""Links, gaps and verdicts on every annotated corpus with a report, mean and lowest beside.

    PYTHONPATH=pipeline python tests/benchmarks/crossref.py [--gold DIR]

The whole pipeline runs on each corpus; its tables are scored by `score/score.py` beside the corpora. The weights
and borders of links were learned from these very corpora: what they give on one that was left out is said by
`train_links.py`. The expected calibration error (Naeini et al. 2015, ten bins) says how far a likelihood can be
believed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from annotated import SHARED, Annotated, corpora_with_reports, stand_for

from worldcafe.analysis import analyse
from worldcafe.read import read_sources
from worldcafe.run.describe import WRITTEN
from worldcafe.settings import Settings

SHOWN = (
    "link_f1",
    "link_p",
    "link_r",
    "link_same_recall",
    "gap_note_f1",
    "gaps_found",
    "unsupported_f1",
    "altered_f1",
)


def score_corpus(corpus: Annotated, gold: Path) -> dict[str, float]:
    """Run the pipeline and give the figures of cross-reference."""
    from score import score

    settings = Settings()
    found = analyse(read_sources(corpus.paths, settings.read), settings).analysis
    with tempfile.TemporaryDirectory() as folder:
        for name in WRITTEN:
            getattr(found, name).to_csv(Path(folder) / f"{name}.csv", index=False)
        figures = score(Path(folder), gold)
    of_claim, of_note = stand_for(corpus, found.segments)
    rows = zip(
        found.candidates["claim_id"], found.candidates["note_id"], found.candidates["score"], strict=True
    )
    known = [
        (score, any((c, n) in corpus.links for c in of_claim[claim] for n in of_note[note]))
        for claim, note, score in rows
        if claim in of_claim and note in of_note
    ]
    shown = {name: figures.get(name, np.nan) for name in SHOWN}
    return {**shown, "calibration error": calibration_error(*map(np.array, zip(*known, strict=True)))}


def calibration_error(scores: np.ndarray, right: np.ndarray) -> float:
    """Give the expected calibration error over ten bins of equal width."""
    tenth = np.minimum((scores * 10).astype(int), 9)
    bins = [tenth == row for row in np.unique(tenth)]
    return float(sum(b.sum() * abs(scores[b].mean() - right[b].mean()) for b in bins) / len(scores))


def main() -> None:
    """Run where the annotation is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=SHARED / "gold")
    gold = parser.parse_args().gold
    sys.path.insert(0, str(SHARED / "score"))
    rows = {c.name: score_corpus(c, gold / c.name) for c in corpora_with_reports(gold)}
    if not rows:
        print(f"{gold}: not here, so not measured.")
        return
    table = pd.DataFrame(rows)
    print(table.assign(mean=table.mean(axis=1), lowest=table.min(axis=1)).round(3).to_string())


if __name__ == "__main__":
    main()
