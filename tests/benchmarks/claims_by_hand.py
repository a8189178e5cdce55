"""What half an hour of a person's claim checking is worth, through `corrections.toml` alone.

    PYTHONPATH=pipeline python tests/benchmarks/claims_by_hand.py GOLD SCORE [SCREENS]

GOLD is a folder of annotated corpora and SCORE the folder of their scorer. Each corpus is analysed; then the
annotation stands in for a person who looks at SCREENS claims (30), those first whose notes are least sure
(the sum of p(1-p) over the notes shown), and ticks on each which of its twelve best notes, and of its linked
ones, are behind it. What was ticked and unticked is written as [[link]] and [[unlink]] and the corpus is
analysed again. Baseline: the first run. As many screens in the order of the report show what ordering gives.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import pandas as pd

import worldcafe
from worldcafe.settings import CorrectSettings, EmbedSettings, Settings


def screens_of(tables, ordered):
    """Give for each claim the notes that its screen shows, claims in the order in which they are looked at."""
    shown, gain = defaultdict(list), defaultdict(float)
    for row in tables["candidates"].itertuples():
        shown[row.claim_id].append(row.note_id)
        gain[row.claim_id] += row.score * (1 - row.score)
    for row in tables["links"].itertuples():
        if row.note_id not in shown[row.claim_id]:
            shown[row.claim_id].append(row.note_id)
    claims = tables["claims"]["claim_id"].tolist()
    return [(c, shown[c]) for c in (sorted(claims, key=lambda c: -gain[c]) if ordered else claims)]


def written(screens, linked, gold):
    """Give the file of corrections that a person's ticks become."""
    parts = []
    for claim, notes in screens:
        ticked = [note for note in notes if (claim, note) in gold]
        cleared = [note for note in notes if (claim, note) in linked - gold]
        for verb, chosen in (("link", ticked), ("unlink", cleared)):
            if chosen:
                parts.append(f"[[{verb}]]\nclaim = {json.dumps(claim)}\nnotes = {json.dumps(chosen)}\n")
    return "\n".join(parts)


def gold_pairs(run, folder, scorer):
    """Give the annotated pairs of claim and note by the ids of a run."""
    segments = pd.read_csv(run / "tables" / "segments.csv", keep_default_na=False)
    units = pd.DataFrame(scorer.read_jsonl(folder / "units.jsonl"))
    if "source" in units:
        units = units.assign(source=units.source.map(scorer.sources_of(units, segments)))
        order = {name: i * 100_000_000 for i, name in enumerate(dict.fromkeys(units.source))}
        segments = segments[segments.source.isin(order)]
        units = scorer.realign(units, segments)
        shift = segments.source.map(order)
        segments = segments.assign(start=segments.start + shift, end=segments.end + shift)
        units = units.assign(
            start=units.start + units.source.map(order), end=units.end + units.source.map(order)
        )
        units = units.sort_values("start")
    found = scorer.overlap_map(units, segments)
    at = segments.set_index("segment_id")["role"].to_dict()

    def of(unit, role):
        return [name for name, _ in found.get(unit, []) if at[name] == role]

    return {
        (claim, note)
        for row in scorer.read_jsonl(folder / "alignment.jsonl")
        for support in row["supports"]
        for claim in of(row["id"], "summary")
        for note in of(support["id"], "note")
    }


def analysed(source, out, corrections=""):
    """Analyse a corpus, save it, give its tables."""
    settings = Settings(correct=CorrectSettings(corrections), embed=EmbedSettings(cache="auto"))
    run = worldcafe.analyse(source, settings=settings)
    run.save(out)
    return {name: getattr(run.analysis, name) for name in ("candidates", "links", "claims")}


def main(root, score_folder, n_screens):
    sys.path.insert(0, str(score_folder))
    import score as scorer
    import score_all

    print(f"{'corpus':26}{'claims':>7}{'as it is':>10}{'in order':>10}{'least sure':>12}")
    for folder in sorted(path.parent for path in root.glob("*/alignment.jsonl")):
        source = score_all.source_of(folder)
        with tempfile.TemporaryDirectory() as place:
            first = Path(place) / "first"
            tables = analysed(source, first)
            gold = gold_pairs(first, folder, scorer)
            linked = set(zip(tables["links"]["claim_id"], tables["links"]["note_id"], strict=True))
            figures = [scorer.score(first, folder).get("link_f1", 0.0)]
            for ordered in (False, True):
                screens = screens_of(tables, ordered)
                corrections = Path(place) / "corrections.toml"
                corrections.write_text(written(screens[:n_screens], linked, gold), encoding="utf-8")
                again = Path(place) / f"again-{ordered}"
                analysed(source, again, str(corrections))
                figures.append(scorer.score(again, folder).get("link_f1", 0.0))
        print(f"{folder.name:26}{len(tables['claims']):7}" + "".join(f"{f:>10.3f}" for f in figures))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 30)
