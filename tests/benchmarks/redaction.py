"""Notes that redaction changes though they expose nobody, beside masking what spaCy calls a person.

    PYTHONPATH=pipeline python tests/benchmarks/redaction.py [REPORT GOLD DATA] [--show 20]

The annotated half of a report says which notes name somebody; the share of the others that is changed should
be at most 1 %. The other sets hold hardly a name, or none, so nearly everything that is changed in them is a
false alarm; `--show` prints some of it, to be judged by eye. Every 25 texts of them stand for one table.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from names import segments_of, spacy_names

from worldcafe.parse import parse_sources
from worldcafe.read import read_sources
from worldcafe.redact import redact_identities
from worldcafe.segment import segment_blocks
from worldcafe.settings import Settings
from worldcafe.tables import Removals

SHARED = Path(__file__).parents[3] / "shared"
MOST = 2000  # texts of a set
PER_TABLE = 25


def corpora(data: Path) -> Iterator[tuple[str, list[str]]]:
    """Give the sets of texts without names, thinned evenly."""
    yield "banking77", _thinned([row["text"] for row in _rows(data / "banking77" / "train.csv")])
    intents = json.loads((data / "clinc150" / "data_small_trainval.json").read_text(encoding="utf-8"))
    yield "clinc150", _thinned([text for text, _ in intents["val"]])
    yield (
        "argkp2021",
        _thinned([row["argument"] for row in _rows(data / "argkp2021" / "arguments_train.csv")]),
    )
    comments = [
        row["comment-body"]
        for name in ("canadian-electoral-reform", "scoop-hivemind.affordable-housing", "15-per-hour-seattle")
        for row in _rows(data / "polis" / name / "comments.csv")
    ]
    yield "polis", _thinned([text for text in comments if text.strip()])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _thinned(texts: list[str]) -> list[str]:
    step = max(1, len(texts) // MOST)
    return [" ".join(text.split()) for text in texts[::step]][:MOST]


def removed_in(removals: pd.DataFrame, starts: list[int], ends: list[int]) -> list[list[tuple[str, str]]]:
    """Give for each stretch what was removed in it: its type and its words."""
    gone = Removals.validate(removals[removals["removed"]])
    found = list(zip(gone["start"], gone["end"], gone["type"], gone["text"], strict=True))
    return [
        [(kind, text) for begin, end, kind, text in found if begin < stop and end > start]
        for start, stop in zip(starts, ends, strict=True)
    ]


def without_names(texts: list[str], show: int) -> tuple[float, float, float]:
    """Give the shares of texts changed by worldcafe, for people's names alone, and by spaCy's persons."""
    segments = segments_of(texts).assign(table=[f"Table {row // PER_TABLE + 1}" for row in range(len(texts))])
    removals = redact_identities(segments, Settings().redact).removals
    changed = removed_in(removals, segments["start"].tolist(), segments["end"].tolist())
    _show(list(zip(texts, changed, strict=True)), show)
    people = [any(kind == "person" for kind, _ in row) for row in changed]
    return _share(map(bool, changed)), _share(people), _share(map(bool, spacy_names(texts)))


def annotated(report: Path, gold: Path, show: int) -> tuple[list[float], list[float]]:
    """Give the share of notes changed that name nobody, and that name somebody: worldcafe and spaCy."""
    units = {unit["id"]: unit for unit in _lines(gold / "units.jsonl")}
    labels = [label for label in _lines(gold / "labels.jsonl") if label["id"] in units]
    settings = Settings()
    sources = read_sources([report], settings.read)
    segments = segment_blocks(sources, parse_sources(sources, settings.parse), settings.segment)
    removals = redact_identities(segments, settings.redact).removals
    notes = [units[label["id"]] for label in labels]
    ours = removed_in(removals, [note["start"] for note in notes], [note["end"] for note in notes])
    theirs = spacy_names([note["text"] for note in notes])
    named = [bool(label["person"]) for label in labels]
    _show([(note["text"], row) for note, row, who in zip(notes, ours, named, strict=True) if not who], show)
    shares = []
    for whose in (False, True):
        rows = [row for row, who in enumerate(named) if who is whose]
        shares.append([_share(bool(found[row]) for row in rows) for found in (ours, theirs)])
    print(f"{named.count(False)} annotated notes and claims name nobody, {named.count(True)} somebody")
    return shares[0], shares[1]


def _lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _show(rows: list[tuple[str, list[tuple[str, str]]]], most: int) -> None:
    """Print some of what was changed, and what was removed most."""
    changed = [(text, found) for text, found in rows if found]
    for text, found in changed[:: max(1, len(changed) // max(1, most))][:most]:
        print("  ", ", ".join(f"{kind}: {words}" for kind, words in found), "|", text[:160])
    if most:
        print("  ", Counter(words.lower() for _, found in changed for _, words in found).most_common(25))


def _share(flags) -> float:
    flags = list(flags)
    return sum(flags) / max(1, len(flags))


def main() -> None:
    """Print one row per set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path, nargs="?", default=SHARED / "report" / "outcome-report.txt")
    parser.add_argument("gold", type=Path, nargs="?", default=SHARED / "gold")
    parser.add_argument("data", type=Path, nargs="?", default=SHARED / "data")
    parser.add_argument("--show", type=int, default=0, help="changed texts to print of each set")
    arguments = parser.parse_args()
    rows = []
    if arguments.report.exists() and arguments.gold.exists():
        innocent, named = annotated(arguments.report, arguments.gold, arguments.show)
        rows.append(f"| annotated half, notes that name nobody | {innocent[0]:.1%} | | {innocent[1]:.1%} |")
        rows.append(f"| annotated half, notes that name somebody | {named[0]:.1%} | | {named[1]:.1%} |")
    for name, texts in corpora(arguments.data):
        ours, people, theirs = without_names(texts, arguments.show)
        rows.append(f"| {name} ({len(texts):,}) | {ours:.1%} | {people:.1%} | {theirs:.1%} |")
    print("\n| texts changed | worldcafe | for names of people | spaCy's persons |\n|---|---|---|---|")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
