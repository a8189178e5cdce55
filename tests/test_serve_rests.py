"""The app says when a suggestion rests for now, and lets what may stay empty stay so."""

from __future__ import annotations

import pytest

from serve_app import Browser, fill, fresh_database, running, write_run


@pytest.fixture(scope="module", name="port")
def _port(tmp_path_factory):
    folder = tmp_path_factory.mktemp("serve")
    fresh_database(folder)
    write_run(folder / "run-1")
    fill(folder=folder / "run-1")
    with running() as port:
        yield port


@pytest.fixture(name="ana")
def _ana(port):
    return Browser(port, "Ana")


@pytest.mark.parametrize(
    ("facts", "rests"),
    [
        ({}, ""),
        ({"remit": "yes"}, ""),
        ({"remit": "yes", "scope": "council"}, ""),
        ({"remit": "no", "remit_why": "Not ours."}, "Nothing more is asked of it."),
        ({"remit": "yes", "scope": "working group", "body": "Quay group"}, "leave it for now"),
        (
            {"remit": "yes", "scope": "working group", "body": "Quay group", "informed": "2026-05-01"},
            "waits for what the group answers",
        ),
        ({"remit": "yes", "scope": "nobody", "considered": "explore further"}, "It is being explored."),
        ({"remit": "yes", "scope": "council", "considered": "include"}, ""),
        ({"remit": "yes", "scope": "council", "considered": "include", "progress": "done"}, ""),
        (
            {
                "remit": "yes",
                "scope": "council",
                "considered": "include",
                "progress": "done",
                "public_text": "x",
            },
            "Nothing more is asked of it.",
        ),
    ],
)
def test_it_says_why_a_suggestion_rests_and_nothing_where_something_is_to_be_answered(ana, facts, rests):
    from worldcafe.serve.suggestion import _why_it_rests

    found = _why_it_rests(facts)
    assert rests in found
    assert bool(found) == bool(rests)


def test_what_may_be_left_empty_leads_on_without_an_error_and_a_question_that_may_not_does_not(ana):
    from worldcafe.serve.models import Event

    ana.post("/s/1/decide", **ana.form("/s/1"), remit="no", remit_why="The road is not ours.")
    assert "Nothing more is asked of it." in ana.get("/s/1").text
    before = Event.objects.count()
    answer = ana.post("/s/1/decide", **ana.form("/s/1"), public_text="", onward="1")
    assert (answer.status, answer.headers["Location"], Event.objects.count()) == (302, "/s/2", before)
    assert ana.post("/s/2/decide", **ana.form("/s/2"), remit_why="", onward="1").status == 422
    told = ana.post("/s/1/decide", **ana.form("/s/1"), public_text="Ask the county.", onward="1")
    assert told.headers["Location"].startswith("/s/2?stored=")
    assert Event.objects.count() > before
