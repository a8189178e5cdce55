"""How long the page takes to build and to open, and how large it is: `page.py [--notes 1000] [--rounds 5]`.

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
    Kinds,
    Links,
    Measures,
    Removals,
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
    return schema.validate(pd.DataFrame(rows, columns=list(schema.to_schema().columns)))


def invented(number: int) -> SimpleNamespace:
    """Give the tables of a run with so many notes, one theme to 20 notes, one claim to 10."""
    dice = random.Random(0)
    text, segments, claims, links = "", [], [], []
    themes = [f"T{place:02d}" for place in range(number // 20)]
    members = {theme: [] for theme in themes}
    for place in range(number + number // 10):
        is_note = place < number
        words = " ".join(dice.choices(WORDS, k=dice.randint(6, 20)))
        key = f"{'n' if is_note else 'c'}{place:04d}"
        theme = dice.choice(themes) if is_note else ""
        where = (
            f"Café {place * 2 // number + 1}",
            f"Table {place * 10 // number + 1}",
            "Rooms",
            str(place % 3 + 1),
        )
        span = (len(text), len(text) + len(words))
        head = (key, "notes.txt", *span, "note" if is_note else "summary", *where)
        segments.append(
            (*head, "What do we need?", "", "", 0, "", words, words, dice.choice(KINDS), 0.8, theme, "", "")
        )
        text += words + "\n"
        if is_note:
            members[theme].append((key, where))
        else:
            behind = f"n{dice.randrange(number):04d}"
            links.append((key, behind, "support", 0.8, "rooms"))
            claims.append(
                (key, "Rooms", words, "supported", 1, 1, "", False, behind, "", "One note says this.")
            )
    return SimpleNamespace(
        sources=(Source("notes.txt", text, "0" * 64),),
        settings=Settings(),
        segments=table(Segments, segments),
        kinds=table(Kinds, []),
        claims=table(Claims, claims),
        links=table(Links, links),
        candidates=table(Candidates, []),
        comparisons=table(Comparisons, []),
        sides=table(Sides, []),
        topics=table(Topics, [("Rooms", "Café 1", "Table 1", len(claims), number // 10, 0.1, 1.0)]),
        themes=table(Themes, [_theme(name, members[name], dice) for name in themes]),
        suggestions=table(
            Suggestions, [_suggestion(row, dice) for row in segments if row[16] == "suggestion" and row[18]]
        ),
        numbers=pd.DataFrame(columns=["n_themes", "stability", "separation", "is_found"]),
        measures=table(Measures, []),
        removals=table(Removals, []),
    )


def _theme(name, said, dice):
    places = {where for _, where in said}
    counts = (len(said), 1, len({(cafe, desk) for cafe, desk, *_ in places}), 3, 2, len(places))
    words = f"{' '.join(dice.sample(WORDS, 3)).capitalize()} {name}"
    return (
        name,
        words,
        "room;open",
        ";".join(key for key, _ in said[:3]),
        "",
        *counts,
        dice.choice(STATUSES),
        "",
        "",
        0.8,
        "",
    )


def _suggestion(row, dice):
    key, theme, words = row[0], row[18], row[14]
    return (
        f"S-{key}",
        words,
        key,
        theme,
        1,
        1,
        "Table 1",
        dice.choice(("new", "dropped", "persisting")),
        "no",
        "",
        *[""] * 5,
    )


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
    parser.add_argument("--notes", type=int, default=1000)
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
    print(f"open: {seconds['page']:.2f} s, {seconds['page'] / seconds['bare']:.1f} times the bare page")


if __name__ == "__main__":
    main()
