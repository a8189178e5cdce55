"""What a first draft of the summary covers of what people call gaps, and whether its claims hold.

    PYTHONPATH=pipeline python tests/benchmarks/drafts.py GOLD/CORPUS SOURCE RUN

GOLD/CORPUS is an annotated corpus with `gaps.json` and `units.jsonl`, SOURCE what it was made of, RUN a run of
SOURCE. A gap is covered when a note behind a bullet overlaps one of its units. Baseline: the notes of the
first bullets that the order of the source would give, as many as the draft has.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from worldcafe import check
from worldcafe.report.first_draft import draft_topics
from worldcafe.report.view import build_view
from worldcafe.run import Run
from worldcafe.tasks.summarise import write_draft


def covered(gaps, units, notes):
    """Give the share of gaps that a note overlaps."""
    found = 0
    for gap in gaps:
        spans = [(units[name]["start"], units[name]["end"]) for name in gap["units"]]
        found += any(
            note.quote.start < end and start < note.quote.end for note in notes for start, end in spans
        )
    return found / len(gaps)


def main(gold, source, folder):
    """Print coverage of the draft and of the baseline, and the verdicts on the draft."""
    analysis = Run.load(folder).analysis
    view = build_view(analysis)
    gaps = json.loads((Path(gold) / "gaps.json").read_text(encoding="utf-8"))
    lines = (Path(gold) / "units.jsonl").read_text(encoding="utf-8").splitlines()
    units = {unit["id"]: unit for unit in map(json.loads, lines)}
    topics = draft_topics(view)
    told = [note for topic in topics for bullet in topic.bullets for note in bullet.notes]
    first = []
    for topic in topics:
        own = [
            note for note in view.notes if note.place.table_label == topic.home and note.kind == "suggestion"
        ]
        first += own[: sum(len(bullet.sentences) for bullet in topic.bullets)]
    print(f"bullets {sum(len(topic.bullets) for topic in topics)} of {len(topics)} topics")
    print(f"gaps covered {covered(gaps, units, told):.2f}, baseline {covered(gaps, units, first):.2f}")
    with tempfile.TemporaryDirectory() as name:
        draft = Path(name) / "draft.md"
        write_draft(analysis, draft)
        print(check(draft, source).claims["verdict"].value_counts().to_dict())


if __name__ == "__main__":
    main(*sys.argv[1:4])
