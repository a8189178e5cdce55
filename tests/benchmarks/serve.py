"""The app under load and under kills.

    PYTHONPATH=pipeline:tests python tests/benchmarks/serve.py [--postgresql] [--kills 50] [--items 10000] [--seconds 20]

load   12 people on loopback read the register and decide, with a second to think: milliseconds, refusals, errors
page   processor time of the register of many suggestions
kills  the server is ended by SIGKILL while six people decide: what was acknowledged is there, once, and the log is whole
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import nullcontext
from pathlib import Path

from serve_app import Browser, fill, fresh_database, postgresql, running, suggestion, told, use_database

PEOPLE = 12


def many(items: int) -> dict:
    """A run of many suggestions, of invented words."""
    words = [
        f"{a}{b}"
        for a in ("oak", "lake", "lamp", "path", "shed", "well")
        for b in ("wood", "side", "light", "gate")
    ]
    draw = random.Random(1)
    return told(
        [
            suggestion(" ".join(draw.choices(words, k=9)), [" ".join(draw.choices(words, k=12))])
            for _ in range(items)
        ]
    )


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] * 1000


def load(seconds: float, items: int) -> None:
    lists, decisions, statuses = [], [], []

    def person(port: int, number: int) -> None:
        browser, draw = Browser(port, f"P{number}"), random.Random(number)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            began = time.monotonic()
            statuses.append(browser.get(f"/register?page={draw.randint(1, 20)}").status)
            lists.append(time.monotonic() - began)
            path = f"/s/{draw.randint(1, items)}"
            form = browser.form(path)
            began = time.monotonic()
            statuses.append(
                browser.post(f"{path}/decide", **form, remit=draw.choice(("yes", "unclear"))).status
            )
            decisions.append(time.monotonic() - began)
            time.sleep(1)

    with running() as port:
        threads = [threading.Thread(target=person, args=(port, number)) for number in range(PEOPLE)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        browser, began = Browser(port, "one"), time.process_time()
        for query in ("", "?q=oakwood+lake", "?sort=places"):
            began = time.process_time()
            for _ in range(20):
                browser.get(f"/register{query}")
            print(
                f"page   register{query}: {(time.process_time() - began) / 20 * 1000:.1f} ms of processor (client too)"
            )
    errors = sum(status >= 500 for status in statuses)
    print(
        f"load   {len(lists)} lists p95 {p95(lists):.0f} ms, {len(decisions)} decisions p95 {p95(decisions):.0f} ms, {errors} errors of the server"
    )


def begin(folder: Path, database: str) -> tuple[subprocess.Popen, int, str]:
    """Start the app as its command does; give its process, port and link."""
    command = [sys.executable, "-m", "worldcafe", "serve", str(folder), "--no-browser"]
    process = subprocess.Popen(
        command + (["--database", database] if database else []), stdout=subprocess.PIPE, text=True
    )
    for line in process.stdout:
        if "/enter/" in line:
            address = next(part for part in line.split() if "/enter/" in part)
            return process, int(address.split("/")[2].split(":")[1]), "/" + address.split("/", 3)[3]
    raise SystemExit("the server did not start")


def kills(number: int, folder: Path, database: str) -> None:
    """End the server again and again while people decide."""
    from worldcafe.serve.models import Event
    from worldcafe.serve.replay import find_differences

    acknowledged, sent, lock = set(), [], threading.Lock()
    cookies: dict[str, str] = {}
    for turn in range(number):
        process, port, link = begin(folder, database)
        first = Browser(port)
        first.cookies = cookies
        if not cookies:
            first.get(link)
            first.post("/name", name="Ana")
        stop = threading.Event()

        def work(seed: int, port: int = port, stop: threading.Event = stop) -> None:
            browser, draw = Browser(port), random.Random(seed)
            browser.cookies = dict(cookies)
            while not stop.is_set():
                item, key = draw.randint(1, 4), f"{draw.getrandbits(64):016x}"
                try:
                    answer = browser.post(f"/s/{item}/comment", key=key, text=key)
                    with lock:
                        sent.append((item, key))
                        if answer.status == 302:
                            acknowledged.add(key)
                except OSError:
                    with lock:
                        sent.append((item, key))
                    return

        threads = [threading.Thread(target=work, args=(turn * 100 + place,)) for place in range(6)]
        [thread.start() for thread in threads]
        time.sleep(0.3 + random.random())
        process.send_signal(signal.SIGKILL)
        process.wait()
        stop.set()
        [thread.join() for thread in threads]
    stored = set(Event.objects.values_list("request", flat=True))
    lost = acknowledged - stored
    unacknowledged = [(item, key) for item, key in sent if key not in acknowledged and key in stored]
    process, port, _ = begin(folder, database)
    again = Browser(port)
    again.cookies = cookies
    before = Event.objects.count()
    for item, key in unacknowledged:
        assert again.post(f"/s/{item}/comment", key=key, text=key).status == 302
    twice = Event.objects.count() - before
    process.kill()
    process.wait()
    print(
        f"kills  {number}: {len(acknowledged)} acknowledged, {len(lost)} lost, {len(unacknowledged)} stored without "
        f"an answer, {twice} of these stored twice when sent again; differences: {find_differences() or 'none'}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=20)
    asked = parser.parse_args()
    os.environ["PYTHONUNBUFFERED"] = "1"
    with (
        tempfile.TemporaryDirectory() as folder,
        postgresql() if asked.postgresql else nullcontext("") as database,
    ):
        home = Path(folder)
        fresh_database(home)
        if database:
            use_database(database)
        fill(many(asked.items))
        load(asked.seconds, asked.items)
        from django.db import connections

        connections.close_all()
        kills(asked.kills, home, database)
        connections.close_all()


if __name__ == "__main__":
    main()
