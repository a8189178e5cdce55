"""Whole runs in the app: taken in, again after edits, dropped on the page; and the server ended hard."""

from __future__ import annotations

import re
import signal
import threading
import time
from pathlib import Path

import pytest

from serve_app import Browser, begin, fresh_database, postgresql, running, use_database

NOTES = """# Oldtown café

## Table 1: Gardens

- We should plant {trees} trees along the river walk.
- Ingrid Halvorsen from the parish said that the library should open on Sundays.
- The council should lend tools to neighbours in the autumn.
- We should put a shaded bench at the lake.

## Table 2: Streets

- We should paint the crossing at the school.
- The city should light the path behind the chapel.
- Call Ingrid Halvorsen at ingrid.halvorsen@example.org about the well.
"""
NAMES = (b"Halvorsen", b"halvorsen", b"Ingrid")


@pytest.fixture(name="home")
def _home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    fresh_database(home)
    from worldcafe.serve import identities, jobs

    jobs.set_home(home)
    monkeypatch.setattr(identities, "_is_open", True)
    yield home
    use_database(str(tmp_path / "after.db"))


def upload(browser, files):
    browser.get("/name")
    parts = [("csrfmiddlewaretoken", None, browser.cookies["csrftoken"])]
    parts += [("paths", None, name) for name in files]
    parts += [("files", name, text) for name, text in files.items()]
    body = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{field}"'
        + (f'; filename="{name}"\r\nContent-Type: text/plain' if name else "")
        + f"\r\n\r\n{text}\r\n"
        for field, name, text in parts
    )
    return browser.ask(
        "POST", "/intake", f"{body}--x--\r\n".encode(), {"Content-Type": "multipart/form-data; boundary=x"}
    )


def wait_for(browser, path):
    """Follow the page of a job to its end; give where it leads."""
    end = time.monotonic() + 600
    while time.monotonic() < end:
        answer = browser.get(path)
        if answer.status == 302:
            return answer.headers["Location"]
        assert "It ended unexpectedly" not in answer.text
        time.sleep(0.5)
    raise AssertionError(answer.text)


def answer_all(ana, number):
    """Look through the identities; what names one of them is not stored, and nothing locks then."""
    from worldcafe.serve.identities import why_locked

    page = ana.get("/identities").text
    assert "Ingrid Halvorsen" in page
    assert ana.post(f"/s/{number}/comment", key="n1", text="Ask Ingrid Halvorsen").status == 422
    assert ana.post("/publish/waive", key="n2", base="9", why="Halvorsen agrees").status == 422
    fields = [("shown", mark) for mark in re.findall(r'name="shown" value="(\w+)"', page)]
    assert why_locked()
    ana.post("/identities", rest="1", fields=fields)
    assert why_locked() == ""


@pytest.mark.slow
def test_dropped_notes_become_a_review_whose_decisions_stay_and_which_knows_no_name(home, capsys):
    from django.db import connections

    from worldcafe.serve.database import back_up
    from worldcafe.serve.models import Claim, Item
    from worldcafe.serve.replay import find_differences

    with running() as port:
        ana = Browser(port, "Ana")
        answer = upload(ana, {"café/notes.md": NOTES.format(trees="many")})
        assert wait_for(ana, answer.headers["Location"]) == "/"
        trees = Item.objects.get(text__contains="river walk")
        library = Item.objects.get(text__contains="Sundays")
        ana.post(
            f"/s/{trees.number}/decide", **ana.form(f"/s/{trees.number}"), remit="yes", remit_why="Our river"
        )
        ana.post(
            f"/s/{library.number}/decide", **ana.form(f"/s/{library.number}"), remit="no", remit_why="Not us"
        )
        longer = NOTES.format(trees="sixty young").replace(
            "- We should paint", "- We should mend the well.\n- We should paint"
        )
        answer = upload(ana, {"notes.md": longer})
        assert wait_for(ana, answer.headers["Location"]) in ("/", "/matches")
        again = Item.objects.get(text__contains="sixty young")
        assert (again.number, again.remit) == (trees.number, "yes")
        assert Item.objects.get(text__contains="Sundays").remit == "no"
        screens = (
            "/",
            "/register",
            "/claims",
            "/matches",
            "/history",
            "/history.jsonl",
            "/intake",
            "/settings",
        )
        more = ("/groups", "/publish", "/meeting", "/files/register.toml", f"/s/{library.number}")
        pages = [ana.get(path).text for path in (*screens, *more)]
        pages += [ana.get(f"/claims/{claim.key}").text for claim in Claim.objects.all()]
        answer_all(ana, trees.number)
    back_up(home / "copy.db")
    assert find_differences() == []
    stored = [path for path in home.iterdir() if path.name.startswith(("review.db", "copy.db"))]
    assert len(stored) >= 2
    connections.close_all()
    for name in NAMES:
        assert not [path.name for path in stored if name in path.read_bytes()]
        assert not [page for page in pages if name.decode() in page]


@pytest.mark.slow
def test_no_file_of_postgresql_knows_a_name_either(home):
    with postgresql() as address:
        use_database(address)
        with running() as port:
            ana = Browser(port, "Ana")
            answer = upload(ana, {"notes.md": NOTES.format(trees="many")})
            assert wait_for(ana, answer.headers["Location"]) == "/"
        from django.db import connection, connections

        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
        data = Path(address.partition("host=")[2]) / "data"
        stored = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
        connections.close_all()
    assert any(b"river walk" in content for content in stored)  # what is looked for would be found
    assert not [name for name in NAMES for content in stored if name in content]


def comment_until_the_end(port, cookies, name, sent, acknowledged):
    """Send comments until the server is gone."""
    browser = Browser(port)
    browser.cookies = dict(cookies)
    for turn in range(10_000):
        item, key = 1 + turn % 4, f"{name}{turn}"
        sent.append((item, key))
        try:
            if browser.post(f"/s/{item}/comment", key=key, text=key).status == 302:
                acknowledged.add(key)
        except OSError:
            return


def end_hard(process):
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.mark.slow
def test_what_was_acknowledged_before_a_kill_is_there_and_a_retry_is_stored_once(home, monkeypatch):
    from serve_app import fill
    from worldcafe.serve.models import Event
    from worldcafe.serve.replay import find_differences

    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1] / "pipeline"))
    fill()
    acknowledged, sent = set(), []
    process, port, link = begin(home)
    browser = Browser(port)
    browser.get(link)
    browser.post("/name", name="Ana")
    for turn in range(3):
        threads = [
            threading.Thread(
                target=comment_until_the_end,
                args=(port, browser.cookies, f"t{turn}p{place}n", sent, acknowledged),
            )
            for place in range(4)
        ]
        for thread in threads:
            thread.start()
        time.sleep(1)
        end_hard(process)
        for thread in threads:
            thread.join()
        process, port, _ = begin(home)  # and the cookie of before still opens it
    stored = set(Event.objects.values_list("request", flat=True))
    assert len(acknowledged) > 10
    assert acknowledged <= stored
    assert find_differences() == []
    before = Event.objects.count()
    browser.port = port
    assert {browser.post(f"/s/{item}/comment", key=key, text=key).status for item, key in sent[-8:]} == {302}
    end_hard(process)
    assert Event.objects.count() == before + len({key for _, key in sent[-8:]} - stored)
