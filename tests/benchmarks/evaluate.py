"""Whether `worldcafe.evaluate` gives the figures of the program that scores runs beside the annotated corpora.

    python tests/benchmarks/evaluate.py [GOLD] [SCORE] [--runs FOLDER]

GOLD is the folder of annotated corpora, SCORE that of `score.py`; both lie beside the repository. A run of
each corpus is made, or read from FOLDER. Prints every figure of both where they differ; ends with 1 if any does.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from annotated import SHARED, annotated_corpora
from tqdm import tqdm

import worldcafe

NAMES = {  # ours, by the scorer's
    "span_f1": "spans",
    **{f"role_{role}_f1": f"role {role}" for role in ("note", "prompt", "summary", "heading", "meta")},
    "place_table": "table",
    "place_round": "round",
    "kind_macro_f1": "kinds",
    "suggestion_f1": "suggestions",
    "redaction_recall": "identities removed",
    "link_f1": "links",
    "link_p": "links right",
    "link_r": "links found",
    "link_same_recall": "same found",
    "gap_note_f1": "notes in no claim",
    "theme_ami": "themes",
    "theme_unassigned": "without a theme",
    "theme_ami_by_table": "themes by table",
    "theme_pair_f1": "theme pairs",
    "theme_cross_table_f1": "theme pairs across tables",
    "gaps_found": "gaps found",
    "recurrent_found": "recurrence found",
    "recurrent_pair_p": "recurrence right",
    "unsupported_f1": "unsupported",
    "altered_f1": "altered",
}
COUNTS = {"redaction_n", "n_themes"}  # they say how many, not how well


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="?", type=Path, default=SHARED / "gold")
    parser.add_argument("score", nargs="?", type=Path, default=SHARED / "score")
    parser.add_argument("--runs", type=Path)
    given = parser.parse_args()
    sys.path.insert(0, str(given.score))
    from score import score

    runs = given.runs or Path(tempfile.mkdtemp())
    compared = differing = 0
    for corpus in tqdm(list(annotated_corpora(given.gold)), unit="corpus"):
        folder = runs / corpus.name
        if not (folder / "run.json").exists():
            worldcafe.analyse(corpus.paths).save(folder)
        theirs = {
            NAMES[name]: value
            for name, value in score(folder, given.gold / corpus.name).items()
            if name not in COUNTS
        }
        found = worldcafe.evaluate(folder, given.gold / corpus.name)
        ours = dict(zip(found["figure"], found["value"].round(4), strict=True))
        for name in dict.fromkeys([*theirs, *ours]):
            one, other = theirs.get(name), ours.get(name)
            compared += 1
            if one is None or other is None or abs(one - other) > 0.0001:
                differing += 1
                print(f"{corpus.name}: {name}: {one} there, {other} here")
    print(f"{compared} figures compared, {differing} differ")
    return int(differing > 0)


if __name__ == "__main__":
    sys.exit(main())
