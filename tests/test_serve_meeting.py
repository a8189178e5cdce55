"""The meeting: what is proposed is settled by what the chair decides, and the minutes tell it."""

from __future__ import annotations

import datetime as dt
import html
import re
import time

import pytest

from serve_app import Browser, fill, fresh_database, running, told, use_database


@pytest.fixture(name="port")
def _port(tmp_path):
    fresh_database(tmp_path)
    fill(told())
    with running() as port:
        yield port
    use_database(str(tmp_path / "after.db"))


@pytest.fixture(name="people")
def _people(port):
    """The chair, and Ben, who proposed that No 1 is within the remit; Cy objected to it."""
    chair, ben, cy = (Browser(port, name) for name in ("Chair", "Ben", "Cy"))
    chair.post("/settings", **chair.form("/settings"), chair="Chair")
    say(ben, 1, remit="yes")
    cy.post("/s/1/object", key="o1", base=version(1), objection="Trees are the county's.")
    return {"chair": chair, "ben": ben, "cy": cy}


def item(number):
    from worldcafe.serve.models import Item

    return Item.objects.get(number=number)


def version(number):
    return str(item(number).version)


def say(person, number, **values):
    answer = person.post(f"/s/{number}/decide", **person.form(f"/s/{number}"), **values)
    assert answer.status == 302, answer.text
    return answer


def minutes(person):
    found = re.search(r'<textarea id="text"[^>]*>(.*?)</textarea>', person.get("/meeting").text, re.DOTALL)
    return html.unescape(found[1]) if found else ""


def test_what_the_chair_decides_otherwise_settles_what_was_proposed(people):
    say(people["chair"], 1, remit="no", remit_why="It is the county's.")
    assert item(1).state == "out of remit"
    assert "proposal" not in item(1).facts
    assert "Nothing is proposed" in people["chair"].get("/meeting").text
    assert minutes(people["chair"]).splitlines() == [
        "No 1: Plant trees along the river walk",
        "    Within the remit: no; Why: It is the county's. – proposed by Ben: Within the remit: yes – "
        "objected by Cy: Trees are the county's.",
    ]


def test_what_is_decided_on_something_else_leaves_the_proposal(people):
    say(people["chair"], 1, public_text="We talk about it in May.")
    assert "Trees are the county" in people["chair"].get("/meeting").text
    assert minutes(people["chair"]) == ""


def test_what_was_proposed_after_the_chair_opened_the_page_stays(people):
    form = people["chair"].form("/s/2")
    say(people["ben"], 2, remit="yes")
    people["chair"].post("/s/2/decide", **form, remit="unclear", remit_why="Who pays?")
    assert item(2).state == "waits"
    assert "proposal" in item(2).facts


def test_a_decision_on_many_at_once_settles_what_was_proposed_of_each(people):
    rows = [("row", f"{number}:{version(number)}") for number in (1, 2)]
    people["chair"].post("/register/propose", key="m1", remit="yes", fields=rows)
    assert [item(number).state for number in (1, 2)] == ["whose scope", "whose scope"]
    assert "proposal" not in item(1).facts


def test_the_minutes_tell_what_was_confirmed_and_not_what_was_undone(people):
    say(people["ben"], 2, remit="no", remit_why="Books are the region's.")
    rows = [("row", f"{number}:{version(number)}") for number in (1, 2)]
    people["chair"].post("/meeting/confirm", key="c1", fields=rows)
    assert minutes(people["chair"]).splitlines() == [
        "No 1: Plant trees along the river walk",
        "    Within the remit: yes – proposed by Ben – objected by Cy: Trees are the county's.",
        "No 2: Open the library on Sundays",
        "    Within the remit: no; Why: Books are the region's. – proposed by Ben",
    ]
    people["chair"].post("/undo/mine", key="u1")
    assert [line for line in minutes(people["chair"]).splitlines() if line.startswith("No")] == [
        "No 1: Plant trees along the river walk"
    ]


def test_nothing_that_was_decided_without_a_proposal_is_in_the_minutes(people):
    say(people["chair"], 3, remit="yes")
    assert minutes(people["chair"]) == ""


@pytest.mark.parametrize(
    ("zone", "decided", "is_told"),
    [
        ("NZST-12", "2026-05-03T11:59:59Z", False),
        ("NZST-12", "2026-05-03T12:00:00Z", True),
        ("NZST-12", "2026-05-04T11:59:59Z", True),
        ("NZST-12", "2026-05-04T12:00:00Z", False),
        ("PET5", "2026-05-04T04:59:59Z", False),
        ("PET5", "2026-05-05T04:59:59Z", True),
        ("UTC0", "2026-05-03T23:59:59Z", False),
        ("UTC0", "2026-05-04T00:00:00Z", True),
    ],
)
def test_minutes_are_of_the_day_that_the_clock_of_the_machine_has(
    people, monkeypatch, zone, decided, is_told
):
    from worldcafe.serve import log
    from worldcafe.serve.meeting import _minutes

    with monkeypatch.context() as then:
        then.setattr(log, "now", lambda: decided)
        say(people["chair"], 1, remit="no", remit_why="It is the county's.")
        then.setenv("TZ", zone)
        time.tzset()
        told_then = _minutes(dt.date(2026, 5, 4))
    time.tzset()
    assert told_then.startswith("No 1:") == is_told
