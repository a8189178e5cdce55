"""A café of twelve tables: what is lost when the server is killed and the network cut, how soon the wall tells, and how rightly.

    PYTHONPATH=pipeline python tests/benchmarks/live.py [--dark 60] [--pause 8] [--phones] [--gold DIR]

Twelve scribes write a round of sixty notes (`tests/data/live_round.txt`), `--pause` seconds between two notes of
one; the server is killed twice (SIGKILL) and the network cut for `--dark` seconds in between. `--phones`: they
are twelve pages in Chromium, with the script that people have; without it, programs that send each form until
it is answered. Counted is what is lost and what is stored twice; then the round is ended, and the seconds are
counted until the wall tells. The baseline is a scribe who sends each note once.

"Right" is the share of the pairs of notes shown together that people put together, "found" the share of what
they found to be said at several tables of a round that the wall shows: on the invented round, and on those
rounds of the annotated corpora in which several tables wrote, where most tables had a subject of their own.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from annotated import SHARED

from live_cafe import (
    NOTES,
    QUESTION,
    ROUND,
    count_wrong,
    make_trouble,
    open_cafe,
    write_through_trouble,
)
from serve_app import Browser
from worldcafe.serve.live import notes
from worldcafe.settings import Settings
from worldcafe.tasks.hear import hear_round

Said = list[tuple[str, str, set[str]]]  # of each note: its table, its text, the groups that people put it in


def seconds_to_the_wall(port: int, link: str) -> float:
    """End the round; give the seconds until the wall tells what several tables said."""
    host = Browser(port)
    host.get(link)
    host.post("/name", name="Ana")
    began = time.monotonic()
    host.post("/live/round", round="1", what="end")
    while "60 notes of 12 tables" not in host.get("/live/wall").text:
        time.sleep(0.1)
    return time.monotonic() - began


def by_phones(home: Path, pause: float, dark: float) -> Any:
    """Let twelve pages in Chromium write the round; give the server."""
    from playwright.sync_api import sync_playwright

    from test_page_in_browser import CHROMIUM, QUIET

    server, wire, codes = open_cafe(home)
    give_up = time.monotonic() + 900
    trouble = threading.Thread(
        target=make_trouble, args=(server, wire), kwargs={"dark": dark, "give_up": give_up}
    )
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        pages = {}
        for no, code in codes.items():
            pages[no] = browser.new_context().new_page()
            pages[no].goto(f"http://127.0.0.1:{wire.port}/t/{code}")
        trouble.start()
        for number in range(len(NOTES) // len(codes)):
            for no, page in pages.items():
                page.fill("#text", [text for table, text in NOTES if table == no][number])
                page.click("#write button.main")
                page.wait_for_timeout(1000 * pause / len(codes))
        for page in pages.values():
            page.wait_for_selector("#unsent", state="hidden", timeout=300_000)
        trouble.join()
        for page in pages.values():
            page.wait_for_selector('#sent:text-is("All is stored.")', timeout=300_000)
        browser.close()
    wire.close()
    return server


def trouble(pause: float, dark: float, *, phones: bool) -> str:
    """Write a round through trouble; give the row of the table."""
    with tempfile.TemporaryDirectory() as name:
        if phones:
            server, sent = by_phones(Path(name), pause, dark), 0
        else:
            server, scribes = write_through_trouble(Path(name), pause=pause, dark=dark, patience=900)
            sent = sum(scribe.times for scribe in scribes)
        lost, twice = count_wrong(notes.notes_of())
        told = seconds_to_the_wall(server.port, server.link)
        notes.end()
        server.kill()
    again = "" if phones else f", {sent - len(NOTES)} sent again"
    return f"{'12 phones' if phones else '12 programs'}{again}: {lost} lost, {twice} twice; wall after {told:.1f} s"


def invented() -> Said:
    """Give the invented round; "-" is said by one table alone."""
    lines = [line.split(" ", 2) for line in ROUND if not line.startswith("#")]
    return [(table, text, {letter} - {"-"}) for table, letter, text in lines]


def annotated(gold: Path) -> Iterator[Said]:
    """Give the rounds of annotated corpora in which several tables wrote."""
    for folder in sorted(path.parent for path in gold.glob("*/units.jsonl")):
        units = [json.loads(line) for line in (folder / "units.jsonl").read_text("utf-8").splitlines()]
        groups = _groups(folder)
        rounds: defaultdict[tuple[str, str], Said] = defaultdict(list)
        for unit in units:
            if unit["role"] == "note" and unit["table"]:
                said = (str(unit["table"]), " ".join(unit["text"].split()), groups[unit["id"]])
                rounds[str(unit["cafe"] or ""), str(unit["round"] or "1")].append(said)
        yield from (said for said in rounds.values() if len({table for table, _, _ in said}) > 1)


def _groups(folder: Path) -> dict[str, set[str]]:
    """Give the groups in which people put each note."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for kind in ("recurrent", "gaps"):
        for number, group in enumerate(json.loads((folder / f"{kind}.json").read_text("utf-8"))):
            for unit in group["units"]:
                groups[unit].add(f"{kind} {number}")
    return groups


def judge(said: Said) -> tuple[int, int, int, int]:
    """Give how many pairs are shown, how many of them are right, how many groups there are and are found."""
    place = {"topic": "", "round": "1", "question": QUESTION}
    rows = [{**place, "table": f"Table {table}", "text": text} for table, text, _ in said]
    heard = hear_round({"worldcafe": "notes", "cafe": "", "heard": "1", "notes": rows}, Settings())
    shown = [[_nearest(text, said) for text in (row["text"], *row["others"])] for row in heard["rows"]]
    pairs = [
        (said[one], said[two])
        for row in shown
        for one, two in combinations(dict.fromkeys(row), 2)
        if said[one][0] != said[two][0]
    ]
    tables: defaultdict[str, set[str]] = defaultdict(set)
    for table, _, groups in said:
        for group in groups:
            tables[group].add(table)
    right = [one[2] & two[2] for one, two in pairs]
    several = {group for group, at in tables.items() if len(at) > 1}
    return len(pairs), sum(map(bool, right)), len(several), len(several & {g for some in right for g in some})


def _nearest(text: str, said: Said) -> int:
    """Give the note that a shown text was made of, by its words."""
    words = set(text.lower().split())
    return max(range(len(said)), key=lambda row: _shared(words, set(said[row][1].lower().split())))


def _shared(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def main() -> None:
    """Print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--dark", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=8.0)
    parser.add_argument("--phones", action="store_true")
    parser.add_argument("--gold", type=Path, default=SHARED / "gold")
    given = parser.parse_args()
    print(trouble(given.pause, given.dark, phones=given.phones), flush=True)
    print("round: pairs shown, right; said at several tables, found")
    print("invented:", *judge(invented()), flush=True)
    total = [judge(said) for said in annotated(given.gold)]
    print(f"{len(total)} annotated rounds:", *map(sum, zip(*total, strict=True)))


if __name__ == "__main__":
    main()
