"""The app for tests: a database of its own for each, filled with a small run written by hand."""

from __future__ import annotations

import csv
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import pytest

pytest.importorskip("django", reason="the extra serve is not installed")
pytest.importorskip("waitress", reason="the extra serve is not installed")

from worldcafe.serve.options import ServeOptions, set_up

NO_TRIAGE = {"remit": "", "scope": "", "who": "", "status": "", "report_back": ""}
HOSTILE = "<img src=x onerror=alert(1)></script>"


def suggestion(text, notes, number=0, **more):
    return {
        "number": number,
        "text": text,
        "n_places": len(notes),
        "in_report": "no",
        "trend": "",
        "theme": "Gardens",
        "notes": [
            {"id": f"n{place}", "text": note, "place": f"Oldtown, Table {place}", "question": ""}
            for place, note in enumerate(notes, start=1)
        ],
        "against": [],
        "claims": [{"text": "The lake needs a shaded bench", "verdict": "supported"}],
        "triage": NO_TRIAGE,
        "set_aside": "",
        **more,
    }


SUGGESTIONS = (
    suggestion(
        "Plant trees along the river walk",
        ["plant trees along the river walk", "more trees beside the river"],
    ),
    suggestion("Open the library on Sundays", ["open the library on sundays"]),
    suggestion(f"Put a bench {HOSTILE} at the lake", [f"a bench {HOSTILE} at the lake"]),
    suggestion("Lend tools to neighbours", ["lend tools to neighbours", "a shed with tools to lend"]),
)


def claim(text="The lake needs a shaded bench", n=3):
    notes = [
        {
            "id": f"n{i}",
            "text": f"a bench in the shade {i}",
            "place": "Oldtown, Table 1",
            "question": "",
            "score": 0.9 - 0.2 * i,
            "linked": i == 0,
        }
        for i in range(n)
    ]
    return {
        "text": text,
        "topic": "Lake",
        "verdict": "supported",
        "reason": "1 note says this.",
        "notes": notes,
    }


THEMES = {"T01": "Gardens", "T02": "Streets", "T03": "Tools"}
THEMED = {
    "plant trees along the river walk": "T01",
    "more trees beside the river": "T01",
    "a bench in the shade of the trees": "T01",
    "light the path behind the chapel": "T02",
    "paint the crossing at the school": "T02",
    "lend tools to neighbours": "T03",
    "a shed with tools to lend": "T03",
    "what time is it": "",
}


def note_at(text):
    return {"id": text, "text": text, "place": "Oldtown, Table 1", "question": ""}


def told(suggestions=SUGGESTIONS, matches=(), digest="first"):
    return {
        "title": "Oldtown café",
        "digest": digest,
        "suggestions": list(suggestions),
        "claims": [claim()],
        "themes": [{"id": theme, "name": name} for theme, name in THEMES.items()],
        "themed": [
            {
                "id": f"m{at}",
                "text": text,
                "place": "Oldtown, Table 1",
                "theme": theme,
                "margin": 0.1 * at - 0.2,
                "nearest": [other for other in THEMES if other != theme],
                "like": [f"m{o}" for o, its in enumerate(THEMED.values()) if its == theme != "" and o != at],
            }
            for at, (text, theme) in enumerate(THEMED.items())
        ],
        "pairs": [
            {"left": note_at(left), "right": note_at(right), "gain": gain}
            for left, right, gain in (
                ("plant trees along the river walk", "more trees beside the river", 0.9),
                ("lend tools to neighbours", "a shed with tools to lend", 0.8),
            )
        ],
        "corrected": [],
        "matches": list(matches),
    }


def fresh_database(folder: Path) -> Path:
    """A database with tables and nothing in it."""
    set_up(ServeOptions(folder))
    path = folder / "review.db"
    use_database(str(path))
    return path


def use_database(address: str) -> None:
    """Let the app of this process use another database, and make its tables."""
    connect(address)
    from worldcafe.serve.database import make_ready

    make_ready()


def connect(address: str) -> None:
    """Let the app of this process use another database as it is."""
    from django.db import connections

    from worldcafe.serve.options import database_of

    connections.close_all()
    described = connections.configure_settings({"default": database_of(ServeOptions(Path(), address))})
    connections.settings["default"] = described["default"]
    with suppress(AttributeError):  # nobody has asked for one yet in this thread, or beside this loop
        del connections["default"]


POSTGRESQL = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


@contextmanager
def postgresql():
    """A PostgreSQL of its own in a folder that goes afterwards; gives its address."""
    if not POSTGRESQL:
        pytest.skip("no PostgreSQL is installed")
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    binaries = POSTGRESQL[-1].parent
    as_user = {"user": "postgres", "group": "postgres"} if os.getuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    if as_user:
        shutil.chown(folder, "postgres", "postgres")
    run = partial(subprocess.run, check=True, capture_output=True, cwd="/", **as_user)
    run([binaries / "initdb", "-D", folder / "data", "-A", "trust", "-U", "worldcafe"])
    # a socket in the folder alone: it listens to no network
    options = f"-c listen_addresses='' -k {folder}"
    run([binaries / "pg_ctl", "-D", folder / "data", "-w", "-o", options, "-l", folder / "log", "start"])
    try:
        yield f"postgresql://worldcafe@/postgres?host={folder}"
    finally:
        run([binaries / "pg_ctl", "-D", folder / "data", "-w", "-m", "immediate", "stop"])
        shutil.rmtree(folder)


def fill(run=None, numbers=(), folder=Path("run-1")):
    from worldcafe.serve.imports import enter_run
    from worldcafe.serve.log import Actor

    return enter_run(run or told(), list(numbers), folder, Actor("Ana"))


NOTES = ("[person 1] said the gate should stay open", "the key hangs at brindlewick", "ask the treasurer")
REMOVALS = (
    ("Ines Okoye", "person", "[person 1]", "a name before a verb", "True", 0),
    ("treasurer", "role", "", "a role that one person has", "False", 100),
)


def write_run(folder):
    """A run by hand: what the queue reads of one, and the private list beside it."""
    (folder / "tables").mkdir(parents=True)
    (folder / "run.json").write_text(json.dumps({"tool": "worldcafe", "layout": 5}))
    with (folder / "tables" / "segments.csv").open("w", newline="", encoding="utf-8") as file:
        rows = [("n.md", 50 * place, text) for place, text in enumerate(NOTES)]
        csv.writer(file).writerows([("source", "start", "clean_text"), *rows])
    with folder.with_name(f"{folder.name}.removed.csv").open("w", newline="", encoding="utf-8") as file:
        head = ("source", "start", "end", "text", "type", "placeholder", "reason", "removed")
        rows = [
            ("n.md", start, start + len(text), text, kind, placeholder, reason, removed)
            for text, kind, placeholder, reason, removed, start in REMOVALS
        ]
        csv.writer(file).writerows([head, *rows])


def _run(server):
    with suppress(OSError):  # it is closed from another thread while it waits
        server.run()


@contextmanager
def running():
    """A real server on this machine; gives its port."""
    import waitress
    from django.core.wsgi import get_wsgi_application
    from django.db import connections

    server = waitress.create_server(
        get_wsgi_application(), host="127.0.0.1", port=0, threads=6, max_request_body_size=64 * 1024 * 1024
    )
    thread = threading.Thread(target=_run, args=(server,), daemon=True)
    thread.start()
    try:
        yield server.effective_port
    finally:
        server.task_dispatcher.shutdown(timeout=2)
        server.close()
        thread.join(5)
        connections.close_all()


def begin(home):
    """Start the app as its command does; give the process, its port and the link."""
    command = [sys.executable, "-u", "-m", "worldcafe", "serve", str(home), "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    told = process.stdout.readline() + process.stdout.readline()
    address = next(part for part in told.split() if "/enter/" in part)
    port = int(address.removeprefix("http://127.0.0.1:").partition("/")[0])
    return process, port, address[address.index("/enter/") :]


class Browser:
    """A browser without scripts: keeps cookies, sends forms."""

    def __init__(self, port, name=""):
        self.port, self.cookies = port, {}
        if name:
            from worldcafe.serve.gate import new_link

            assert self.get(new_link()).status == 302
            self.post("/name", name=name)

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        cookie = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        connection.request(method, path, body, {"Cookie": cookie, **(headers or {})})
        answer = connection.getresponse()
        answer.text = answer.read().decode("utf-8", "replace")
        for line in answer.headers.get_all("Set-Cookie") or ():
            key, _, rest = line.partition("=")
            self.cookies[key] = rest.partition(";")[0]
        connection.close()
        return answer

    def get(self, path, **headers):
        return self.ask("GET", path, headers=headers)

    def post(self, path, headers=None, fields=(), **values):
        for page in ("/name", "/login"):
            if "csrftoken" not in self.cookies:
                self.get(page)
        pairs = [("csrfmiddlewaretoken", self.cookies.get("csrftoken", "")), *values.items(), *fields]
        form = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return self.ask("POST", path, urlencode(pairs), form)

    def form(self, path):
        """The key and version of the first form of a page that stores something."""
        page = self.get(path).text
        key = re.search(r'name="key" value="(\w+)"', page)
        base = re.search(r'name="base" value="(\d+)"', page)
        return {"key": key[1], "base": base[1] if base else "0"}
