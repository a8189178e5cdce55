"""What half an hour of a person's claim checking is worth, through `corrections.toml` alone.

    PYTHONPATH=pipeline:tests python tests/benchmarks/claims_by_hand.py GOLD SCORE [--screens 30] [--clicks] [--only NAME]

GOLD is a folder of annotated corpora and SCORE the folder of their scorer. Each corpus is analysed; then the
annotation stands in for a person who looks at SCREENS claims (30), those first whose notes are least sure
(the sum of p(1-p) over the notes shown), and ticks on each which of its twelve best notes, and of its linked
ones, are behind it. What was ticked and unticked is written as [[link]] and [[unlink]] and the corpus is
analysed again. Baseline: the first run. As many screens in the order of the report show what ordering gives.

With --clicks the person sits at `worldcafe serve` in Chromium: the run is taken in, "Claims" opened, the
boxes of each screen are clicked and stored, and the corrections are downloaded from the app.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
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


def clicked(run, tables, gold, asked):
    """Give the corrections that the app gives after a person clicked through screens of it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright has a loop of its own in this thread
    from playwright.sync_api import sync_playwright

    from serve_app import fresh_database, running, use_database
    from test_page_in_browser import CHROMIUM, QUIET

    fresh_database(asked.home)
    use_database(str(asked.home / f"{run.parent.name}.db"))
    from worldcafe.serve.gate import new_link
    from worldcafe.serve.imports import import_run
    from worldcafe.serve.log import Actor

    import_run(run, Actor("Ana"))
    segments = pd.read_csv(run / "tables" / "segments.csv", keep_default_na=False)
    said = segments.set_index("segment_id")["clean_text"]
    wanted = defaultdict(set)
    for claim_id, note in gold:
        wanted[" ".join(said[claim_id].split())].add(" ".join(said[note].split()))
    with running() as port, sync_playwright() as play:
        page = play.chromium.launch(executable_path=CHROMIUM, args=QUIET).new_page()
        page.goto(f"http://127.0.0.1:{port}{new_link()}")
        page.fill("#name", "Ana")
        page.click("button.main")
        page.click("nav >> text=Claims")
        page.click("main ol a, main ul a, main table a")
        for _ in range(min(asked.screens, len(tables["claims"]))):
            right = wanted[" ".join(page.text_content("h1.said").split())]
            for choice in page.query_selector_all("label.choice"):
                note = " ".join(choice.query_selector("[data-note]").text_content().split())
                box = choice.query_selector("input")
                if box.is_checked() != (note in right):
                    box.click()
            page.click("button.main")
        with page.expect_download() as download:
            page.goto(f"http://127.0.0.1:{port}/claims")
            page.click("text=corrections.toml")
        return Path(download.value.path()).read_text(encoding="utf-8")


def main(asked):
    sys.path.insert(0, str(asked.score))
    import score as scorer
    import score_all

    ways = ("in order", "least sure", *(("clicks",) if asked.clicks else ()))
    print(f"{'corpus':26}{'claims':>7}{'as it is':>10}" + "".join(f"{way:>12}" for way in ways))
    folders = sorted(path.parent for path in asked.gold.glob("*/alignment.jsonl"))
    chosen = [folder for folder in folders if not asked.only or folder.name in asked.only]
    if asked.clicks and len(chosen) > 1:  # one app a process
        for folder in chosen:
            subprocess.run([sys.executable, __file__, *sys.argv[1:], "--only", folder.name], check=True)
        return
    for folder in chosen:
        source = score_all.source_of(folder)
        with tempfile.TemporaryDirectory() as place:
            first = Path(place) / "first"
            tables = analysed(source, first)
            gold = gold_pairs(first, folder, scorer)
            linked = set(zip(tables["links"]["claim_id"], tables["links"]["note_id"], strict=True))
            figures = [scorer.score(first, folder).get("link_f1", 0.0)]
            for way in ways:
                corrections = Path(place) / "corrections.toml"
                if way == "clicks":
                    text = clicked(first, tables, gold, asked)
                else:
                    screens = screens_of(tables, way == "least sure")
                    text = written(screens[: asked.screens], linked, gold)
                corrections.write_text(text, encoding="utf-8")
                again = Path(place) / f"again-{way}"
                analysed(source, again, str(corrections))
                figures.append(scorer.score(again, folder).get("link_f1", 0.0))
        row = f"{figures[0]:>10.3f}" + "".join(f"{figure:>12.3f}" for figure in figures[1:])
        print(f"{folder.name:26}{len(tables['claims']):7}{row}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("score", type=Path)
    parser.add_argument("--screens", type=int, default=30)
    parser.add_argument("--clicks", action="store_true")
    parser.add_argument("--only", nargs="*", default=[])
    with tempfile.TemporaryDirectory() as home:
        main(parser.parse_args(namespace=argparse.Namespace(home=Path(home))))
