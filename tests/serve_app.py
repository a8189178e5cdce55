"""The app for tests: a database of its own for each, filled with a small run written by hand."""

from __future__ import annotations

import http.client
import re
import shutil
import threading
from contextlib import contextmanager
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


def told(suggestions=SUGGESTIONS, matches=(), digest="first"):
    return {
        "title": "Oldtown café",
        "digest": digest,
        "suggestions": list(suggestions),
        "claims": [claim()],
        "matches": list(matches),
    }


def fresh_database(folder: Path) -> Path:
    """A database with tables and nothing in it."""
    set_up(ServeOptions(folder))
    from django.db import connections

    from worldcafe.serve.database import make_ready

    connections.close_all()
    path = folder / "review.db"
    connections["default"].settings_dict["NAME"] = str(path)
    blank = Path(folder).parent / "blank.db"
    if blank.exists():
        shutil.copy(blank, path)
        return path
    make_ready()
    connections.close_all()
    return path


def fill(run=None, numbers=()):
    from worldcafe.serve.imports import enter_run
    from worldcafe.serve.log import Actor

    return enter_run(run or told(), list(numbers), Path("run-1"), Actor("Ana"))


@contextmanager
def running():
    """A real server on this machine; gives its port."""
    import waitress
    from django.core.wsgi import get_wsgi_application
    from django.db import connections

    server = waitress.create_server(
        get_wsgi_application(), host="127.0.0.1", port=0, threads=6, max_request_body_size=64 * 1024 * 1024
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server.effective_port
    finally:
        server.task_dispatcher.shutdown(timeout=2)
        server.close()
        thread.join(5)
        connections.close_all()


class Browser:
    """A browser without scripts: keeps cookies, sends forms."""

    def __init__(self, port, name=""):
        self.port, self.cookies = port, {}
        if name:
            from worldcafe.serve.gate import new_link

            assert self.get(new_link()).status == 302
            self.post("/name", name=name)

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
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
        if "csrftoken" not in self.cookies:
            self.get("/name")
        pairs = [("csrfmiddlewaretoken", self.cookies.get("csrftoken", "")), *values.items(), *fields]
        form = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return self.ask("POST", path, urlencode(pairs), form)

    def form(self, path):
        """The key and version of the first form of a page that stores something."""
        page = self.get(path).text
        key = re.search(r'name="key" value="(\w+)"', page)
        base = re.search(r'name="base" value="(\d+)"', page)
        return {"key": key[1], "base": base[1] if base else "0"}
