"""How long the page takes to build and to open, and how large it is: `page.py [--notes 500] [--rounds 5]`.

Also how much longer a page of ten times the notes takes to open.

The notes are invented (the same for the same number). Baselines: for building, drawing four charts of the
same tables with matplotlib, as the page did before it drew its own; for opening, a bare page that holds the
same notes as paragraphs, without style, script, charts or links.
"""

from __future__ import annotations

import argparse
import html
import random
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

import pandas as pd

from worldcafe.report import charts
from worldcafe.report.html import render_html
from worldcafe.report.view import build_view
from worldcafe.settings import Settings
from worldcafe.source import Source
from worldcafe.tables import (
    Candidates,
    Claims,
    Comparisons,
    Families,
    Kinds,
    Links,
    Measures,
    Segments,
    Sides,
    Suggestions,
    Themes,
    Topics,
)

KINDS = ("suggestion", "problem", "question", "value", "observation")
STATUSES = ("covered", "partial", "gap")
WORDS = [
    "library",
    "evening",
    "opening",
    "families",
    "reading",
    "corner",
    "loan",
    "period",
    "quiet",
    "rooms",
    "volunteers",
    "training",
    "heating",
    "cost",
    "building",
    "newsletter",
    "shelves",
    "catalogue",
    "search",
    "music",
    "lessons",
    "history",
    "archive",
    "garden",
    "tools",
    "repair",
    "afternoon",
]


def table(schema, rows):
    """Give a table of rows that say only what counts here; the rest is empty."""
    columns = schema.to_schema().columns
    empty = {"int64": 0, "float64": 0.0, "bool": False}
    base = {name: empty.get(str(column.dtype), "") for name, column in columns.items()}
    return schema.validate(pd.DataFrame([base | row for row in rows], columns=list(columns)))


def invented(number: int) -> SimpleNamespace:
    """Give the tables of a run with so many notes, one theme to 20 notes, four to a family, one claim to 10."""
    dice = random.Random(0)
    text, segments, claims, links = "", [], [], []
    themes = [f"T{place:02d}" for place in range(min(number // 20, 60))]
    members = {theme: [] for theme in themes}
    for place in range(number + number // 10):
        is_note = place < number
        words = " ".join(dice.choices(WORDS, k=dice.randint(6, 20)))
        row = {
            "segment_id": f"{'n' if is_note else 'c'}{place:05d}", "source": "notes.txt", "start": len(text),
            "end": len(text) + len(words), "role": "note" if is_note else "summary",
            "cafe": f"Café {place * 2 // number + 1}", "table": f"Table {place * 10 // number + 1}",
            "topic": "Rooms", "round": str(place % 3 + 1), "question": "What do we need?", "text": words,
            "clean_text": words, "kind": dice.choice(KINDS), "kind_score": 0.8, "language": "en",
            "theme_id": dice.choice(themes) if is_note else "",
        }  # fmt: skip
        segments.append(row)
        text += words + "\n"
        if is_note:
            members[row["theme_id"]].append(row)
        else:
            behind = f"n{dice.randrange(number):05d}"
            key = row["segment_id"]
            links.append({"claim_id": key, "note_id": behind, "strength": "support", "score": 0.8})
            told = {"claim_id": key, "topic": "Rooms", "text": words, "verdict": "supported", "n_notes": 1}
            claims.append(told | {"n_places": 1, "closest_id": behind})
    notes = {row["segment_id"]: row for row in segments}
    proposed = [row for row in notes.values() if row["kind"] == "suggestion" and row["theme_id"]]
    themed = [_theme(name, members[name], dice) for name in themes]
    topic = {"topic": "Rooms", "cafe": "Café 1", "table": "Table 1", "n_claims": len(claims), "n_notes": 50}
    return SimpleNamespace(
        version="0",
        title="Invented rooms",
        sources=(Source("notes.txt", text, "0" * 64),),
        settings=Settings(),
        segments=table(Segments, segments),
        kinds=table(Kinds, []),
        claims=table(Claims, claims),
        links=table(Links, links),
        candidates=table(Candidates, []),
        comparisons=table(Comparisons, []),
        sides=table(Sides, []),
        topics=table(Topics, [topic]),
        themes=table(Themes, themed),
        families=table(Families, [_family(themed[at : at + 5]) for at in range(0, len(themed), 5)]),
        suggestions=table(
            Suggestions, [_suggestion(row, n, dice) for n, row in enumerate(proposed, start=1)]
        ),
        numbers=pd.DataFrame(columns=["n_themes", "stability", "separation", "is_found"]),
        measures=table(Measures, []),
        to_compare={},
        removed={},
    )


def _theme(name, said, dice):
    places = {(row["cafe"], row["table"], row["round"]) for row in said}
    return {
        "theme_id": name, "name": f"{' '.join(dice.sample(WORDS, 3)).capitalize()} {name}",
        "keywords": "room;open", "exemplar_ids": ";".join(row["segment_id"] for row in said[:3]),
        "family_id": f"F{int(name[1:]) // 5:02d}", "n_notes": len(said), "n_suggestions": 1, "n_tables": 9,
        "n_rounds": 3, "n_cafes": 2, "n_places": len(places), "status": dice.choice(STATUSES),
        "stability": 0.8,
    }  # fmt: skip


def _family(themes):
    named = {"family_id": themes[0]["family_id"], "name": f"About {themes[0]['name']}", "sentence": "rooms"}
    sums = {name: sum(theme[name] for theme in themes) for name in ("n_notes", "n_suggestions")}
    most = {name: max(theme[name] for theme in themes) for name in ("n_tables", "n_places", "n_cafes")}
    ids = ";".join(theme["theme_id"] for theme in themes)
    return {**named, **sums, **most, "theme_ids": ids, "n_themes": len(themes), "n_rounds": 3}


def _suggestion(row, number, dice):
    return {
        "suggestion_id": f"S-{row['segment_id']}", "number": number, "text": row["text"],
        "note_ids": row["segment_id"], "theme_id": row["theme_id"], "n_notes": 1, "n_places": 1,
        "places": row["table"], "trend": dice.choice(("new", "dropped", "persisting")), "in_report": "no",
        "said": row["text"],
    }  # fmt: skip


def timed(work) -> tuple[float, object]:
    """Give the CPU seconds of this process, which other work on the machine does not lengthen, and the result."""
    start = time.process_time()
    made = work()
    return time.process_time() - start, made


def opened(page: Path, rounds: int) -> float:
    """Give the median seconds from asking for a page until it is loaded and drawn."""
    from playwright.sync_api import sync_playwright

    seconds = []
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        tab = browser.new_page()
        for _ in range(rounds):
            tab.goto("about:blank")
            start = time.perf_counter()
            tab.goto(page.as_uri(), wait_until="load")
            tab.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            seconds.append(time.perf_counter() - start)
        browser.close()
    return statistics.median(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    analysis = invented(options.notes)
    view = build_view(analysis)
    drawn = [
        chart for chart in view.charts if chart.name in ("themes", "topics", "suggestions", "comparison")
    ]
    first, page = timed(lambda: render_html(view))
    builds = [timed(lambda: render_html(build_view(analysis)))[0] for _ in range(options.rounds)]
    plots = [
        timed(lambda: [charts.render_svg(charts.draw(chart)) for chart in drawn])[0]
        for _ in range(options.rounds)
    ]
    built, plotted = statistics.median(builds), statistics.median(plots)
    bare = "<!doctype html><title>notes</title>" + "".join(
        f"<p>{html.escape(note.quote.text)}" for note in view.notes
    )
    print(
        f"{options.notes} notes, {len(view.themes)} themes, {len(view.claims)} claims, {len(view.suggestions)} suggestions"
    )
    print(f"size: {len(page.encode()) / 1e6:.2f} MB")
    print(f"first page, templates not yet compiled, view given: {first:.2f} CPU seconds")
    print(
        f"build, view and page: {built:.2f} CPU seconds (median of {options.rounds}); matplotlib's four charts alone take {plotted / built:.2f} times that"
    )
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder, f"{name}.html") for name in ("page", "bare")}
        files["page"].write_text(page, encoding="utf-8")
        files["bare"].write_text(bare, encoding="utf-8")
        seconds = {name: opened(path, options.rounds) for name, path in files.items()}
        large = Path(folder, "large.html")
        large.write_text(render_html(build_view(invented(10 * options.notes))), encoding="utf-8")
        ten = opened(large, options.rounds)
    print(f"open: {seconds['page']:.2f} s, {seconds['page'] / seconds['bare']:.1f} times the bare page")
    print(f"open with ten times the notes: {ten:.2f} s, {ten / seconds['page']:.1f} times as long")


if __name__ == "__main__":
    main()
