"""The app under load and under kills.

    PYTHONPATH=pipeline:tests python tests/benchmarks/serve.py [--postgresql] [--kills 50] [--items 10000] [--seconds 20]

start  from the command to the first page, beside the time of `worldcafe --help`
load   12 people on loopback read the register and decide, with a second to think: milliseconds, refusals, errors;
       the app runs in a process of its own, as its command starts it
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
from http.client import HTTPException
from pathlib import Path

from serve_app import Browser, fill, fresh_database, postgresql, suggestion, told, use_database

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


def page_times() -> None:
    """Tell what the register costs, without a server."""
    from django.test import Client

    from worldcafe.serve.gate import new_link

    client = Client(headers={"host": "127.0.0.1"})
    client.get(new_link())
    client.post("/name", {"name": "Ana"})
    for query in ("?page=7", "?q=oakwood+lake", "?sort=places"):
        client.get(f"/register{query}")
        began = time.process_time()
        for _ in range(20):
            assert client.get(f"/register{query}").status_code == 200
        print(f"page   register{query}: {(time.process_time() - began) / 20 * 1000:.1f} ms of processor")


def start_times(home: Path, database: str) -> None:
    """Tell how long it takes until the first page is there, and until help is."""
    helps, pages = [], []
    for _ in range(5):
        began = time.monotonic()
        subprocess.run([sys.executable, "-m", "worldcafe", "--help"], capture_output=True, check=True)
        helps.append(time.monotonic() - began)
        began = time.monotonic()
        process, port, link = begin(home, database)
        browser = Browser(port)
        browser.get(link)
        browser.post("/name", name="Ana")
        assert browser.get("/").status == 200
        pages.append(time.monotonic() - began)
        process.kill()
        process.wait()
    first, usual = statistics.median(pages), statistics.median(helps)
    print(f"start  first page {first:.2f} s, help {usual:.2f} s; allowed {3 * usual + 2:.2f} s")


def load(seconds: float, items: int, home: Path, database: str) -> None:
    """Let twelve people work."""
    lists, decisions, statuses = [], [], []
    process, port, link = begin(home, database)
    let_in = Browser(port)
    let_in.get(link)

    def person(number: int) -> None:
        browser, draw = Browser(port), random.Random(number)
        browser.cookies = dict(let_in.cookies)
        browser.post("/name", name=f"P{number}")
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

    threads = [threading.Thread(target=person, args=(number,)) for number in range(PEOPLE)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    process.terminate()
    process.wait()
    errors = sum(status >= 500 for status in statuses)
    print(
        f"load   {len(lists)} lists p95 {p95(lists):.0f} ms (median {statistics.median(lists) * 1000:.0f}), "
        f"{len(decisions)} decisions p95 {p95(decisions):.0f} ms (median {statistics.median(decisions) * 1000:.0f}), "
        f"{errors} errors of the server, load of the machine {os.getloadavg()[0]:.1f}"
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
                except (OSError, HTTPException):
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
        page_times()
        from django.db import connections

        connections.close_all()
        start_times(home, database)
        load(asked.seconds, asked.items, home, database)
        kills(asked.kills, home, database)
        connections.close_all()


if __name__ == "__main__":
    main()
