"""serve: what attacks is refused, and nothing is stored."""

from __future__ import annotations

import pytest

from serve_app import Browser
from test_serve_web import _ana, _port, entries, upload  # noqa: F401 - fixtures

ATTACKS = {
    "page without a link": ("stranger", "GET", "/", {}, None, 403),
    "register without a link": ("stranger", "GET", "/register", {}, None, 403),
    "log without a link": ("stranger", "GET", "/history.jsonl", {}, None, 403),
    "guessed link of a group": ("stranger", "GET", "/g/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", {}, None, 404),
    "publications without a link": ("stranger", "GET", "/publications/0/reply.html", {}, None, 403),
    "identities without a link": ("stranger", "GET", "/identities", {}, None, 403),
    "identities under another name": ("ana", "GET", "/identities", {"Host": "evil.example"}, None, 400),
    "file of no publication": ("ana", "GET", "/publications/1/..%2freview.db", {}, None, 404),
    "guessed link": ("stranger", "GET", "/enter/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", {}, None, 403),
    "forged cookie": (
        "stranger",
        "GET",
        "/",
        {"Cookie": "worldcafe=eyJuYW1lIjoiQW5hIn0:1abc:AAAA"},
        None,
        403,
    ),
    "foreign host": ("ana", "GET", "/", {"Host": "evil.example"}, None, 400),
    "host that leads here": ("ana", "GET", "/", {"Host": "127.0.0.1.evil.example"}, None, 400),
    "forwarded host": ("stranger", "GET", "/", {"X-Forwarded-Host": "localhost"}, None, 403),
    "spoofed sign-on": ("stranger", "GET", "/", {"X-Remote-User": "Ana", "Remote-User": "Ana"}, None, 403),
    "no token": ("ana", "POST", "/s/1/decide", {}, "remit=no&remit_why=x&key=a1&base=0", 403),
    "foreign origin": (
        "ana",
        "POST",
        "/s/1/decide",
        {"Origin": "https://evil.example"},
        "TOKEN&remit=no",
        403,
    ),
    "origin of no page": ("ana", "POST", "/s/1/decide", {"Origin": "null"}, "TOKEN&remit=no", 403),
    "sent across sites": (
        "ana",
        "POST",
        "/s/1/decide",
        {"Sec-Fetch-Site": "cross-site"},
        "TOKEN&remit=no",
        403,
    ),
    "sent from a sister site": (
        "ana",
        "POST",
        "/undo/1",
        {"Sec-Fetch-Site": "same-site"},
        "TOKEN&key=z",
        403,
    ),
    "other verb": ("ana", "DELETE", "/s/1", {}, None, 405),
    "writing by GET": ("ana", "GET", "/s/1/decide?remit=no", {}, None, 405),
    "undo by GET": ("ana", "GET", "/undo/2", {}, None, 405),
    "undo of an import": ("ana", "POST", "/undo/1", {}, "TOKEN&key=z1", 422),
    "path upwards": ("ana", "GET", "/static/x/../../review.db", {}, None, 404),
    "path upwards, hidden": ("ana", "GET", "/static/x/%2e%2e%2freview.db", {}, None, 404),
    "the database": ("ana", "GET", "/review.db", {}, None, 404),
    "the private list": ("ana", "GET", "/run-0.removed.csv", {}, None, 404),
    "the private list, as a file of ours": ("ana", "GET", "/static/x/run-0.removed.csv", {}, None, 404),
    "no such suggestion": ("ana", "GET", "/s/99", {}, None, 404),
    "a number that is none": ("ana", "GET", "/s/1%27--", {}, None, 404),
    "a value that is not offered": (
        "ana",
        "POST",
        "/s/1/decide",
        {},
        "TOKEN&key=z2&base=99&remit=maybe",
        422,
    ),
    "a form without a key": ("ana", "POST", "/s/1/decide", {}, "TOKEN&base=0&remit=yes", 422),
    "another run than those beside": ("ana", "POST", "/intake/take", {}, "TOKEN&run=../../etc", 422),
    "the private list as a run": ("ana", "POST", "/intake/take", {}, "TOKEN&run=run-0.removed.csv", 422),
    "settling what is not asked": ("ana", "POST", "/s/1/settle", {}, "TOKEN&key=z3&is=gone", 422),
    "a letter that no database stores": ("ana", "POST", "/s/1/comment", {}, "TOKEN&key=z5&text=a%00b", 400),
    "the same in a search": ("ana", "GET", "/register?q=%00", {}, None, 400),
    "a form of a million letters": (
        "ana",
        "POST",
        "/s/1/comment",
        {},
        "TOKEN&key=z4&text=" + "x" * 1_200_000,
        413,
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_is_refused_and_nothing_is_stored(port, ana, name):
    who, method, path, headers, body, status = ATTACKS[name]
    browser = ana if who == "ana" else Browser(port)
    before = entries()
    ana.get("/name")
    if body is not None:
        headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        body = body.replace("TOKEN", f"csrfmiddlewaretoken={ana.cookies['csrftoken']}")
    answer = browser.ask(method, path, body, headers)
    assert answer.status == status, answer.text[:300]
    assert entries() == before
    assert "Maria Holm" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "name",
    ["x.removed.csv", "X.REMOVED.CSV", "../../evil.md", "/etc/passwd", "a/../b.md", "C:\\evil.md", ".hidden"],
)
def test_a_file_that_must_not_come_in_does_not(ana, tmp_path, name):
    from worldcafe.serve import jobs

    answer = upload(ana, "/intake", name, b"- a note\n", "files")
    assert answer.status == 422
    assert not (jobs.home() / "notes").exists()
