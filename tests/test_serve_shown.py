"""What screens say: one count of suggestions everywhere, nothing of a report where there is none."""

from __future__ import annotations

import re
import time

import pytest

from serve_app import SUGGESTIONS, Browser, fill, fresh_database, running, suggestion, told

LEANS = "It leans on something that is not said with it."
SET_ASIDE = suggestion("They might wish for more of it", ["they might wish for more of it"], set_aside=LEANS)


def begin(folder, run):
    fresh_database(folder)
    from worldcafe.serve import jobs

    jobs.set_home(folder)
    fill(run)


@pytest.fixture(name="ana")
def _ana(tmp_path):
    begin(tmp_path, told([*SUGGESTIONS, SET_ASIDE]))
    with running() as port:
        yield Browser(port, "Ana")


@pytest.fixture(name="without_report")
def _without_report(tmp_path):
    rows = [{**row, "in_report": "", "claims": []} for row in SUGGESTIONS]
    begin(tmp_path, {**told(rows), "claims": []})
    with running() as port:
        yield Browser(port, "Ana")


def counted(ana):
    """How many suggestions today, the register and the page for publishing count."""
    return [
        re.search(pattern, ana.get(path).text)[1]
        for path, pattern in (
            ("/", r"<b>(\d+)</b> suggestions"),
            ("/register", r"<caption>(\d+) suggestions"),
            ("/publish", r"<p>(\d+) suggestions"),
        )
    ]


def test_what_is_set_aside_is_told_apart_and_counted_once_something_is_decided_on_it(ana):
    assert counted(ana) == ["4"] * 3
    for path in ("/", "/publish"):
        assert '1 more is <a href="/register?aside=1">set aside</a>' in ana.get(path).text
    assert "They might wish" not in ana.get("/register").text
    assert "They might wish" in ana.get("/register?aside=1").text
    assert "Set aside: it leans on something" in ana.get("/s/5").text
    ana.post("/s/5/decide", key="k1", base="0", remit="yes")
    assert counted(ana) == ["5"] * 3
    assert "set aside</a>" not in ana.get("/").text


def test_the_next_suggestion_is_none_that_is_set_aside(ana):
    assert "then No 1" in ana.get("/s/4").text
    assert "then No 5" not in ana.get("/s/4").text


@pytest.mark.parametrize("path", ["/", "/register", "/s/1", "/publish"])
def test_nothing_is_said_of_a_report_where_there_is_none(without_report, path):
    shown = without_report.get(path).text.casefold().replace("report back", "")
    assert "report" not in shown.replace("reported", "")


@pytest.mark.parametrize("path", ["/register", "/s/1"])
def test_where_there_is_a_report_it_is_said_whether_it_has_a_suggestion(ana, path):
    assert "In report" in ana.get(path).text or "In the report: not found" in ana.get(path).text


def test_no_draft_is_begun_while_one_is_made(ana):
    from worldcafe.serve.models import Job

    assert "Make a draft</button>" in ana.get("/publish").text
    job = Job.objects.create(what="Writing the letters", beat=time.time())
    page = ana.get("/publish").text
    assert "Make a draft</button>" not in page
    assert "A draft is being made" in page
    assert ana.post("/publish/draft").headers["Location"] == f"/intake/{job.no}"
    assert Job.objects.count() == 1
    Job.objects.update(done=True)
    assert "Make a draft</button>" in ana.get("/publish").text


def test_a_claim_says_which_notes_are_proposed_and_what_storing_them_says(ana):
    path = re.search(r'href="(/claims/\w+)"', ana.get("/claims").text)[1]
    page = ana.get(path).text
    assert "1 is ticked because the analysis proposes it; nobody has looked yet." in page
    assert "By storing you say: those that are ticked say it, all others here do not." in page
    assert page.count("· proposed") == 1
    mark = re.search(r'name="note" value="(\w+)"', page)[1]
    ana.post(f"{path}/rule", **ana.form(path), note=mark)
    assert "proposed" not in ana.get(path).text


def test_what_was_given_to_the_council_before_waits_for_it_after_an_upgrade(tmp_path):
    begin(tmp_path, told())
    from django.core.management import call_command

    from worldcafe.serve.database import make_ready
    from worldcafe.serve.log import Actor, Wish, decide
    from worldcafe.serve.models import Item
    from worldcafe.serve.replay import find_differences

    decide(Actor("Ana"), Wish(1, {"remit": "yes", "scope": "council"}, 0, "k1"))
    decide(Actor("Ana"), Wish(2, {"remit": "yes", "scope": "committee", "body": "Parks"}, 0, "k2"))
    Item.objects.filter(number=1).update(state="to inform")
    call_command("migrate", "serve", "0005", verbosity=0)
    make_ready()
    assert [item.state for item in Item.objects.order_by("number")[:2]] == ["council considers", "to inform"]
    assert find_differences() == []


def test_a_letter_of_what_was_asked_already_names_no_other_day(ana):
    for number, more in ((1, {}), (2, {"informed": "2026-05-01", "due": "2026-06-01"})):
        for at, values in enumerate(({"scope": "committee", "body": f"Group {number}"}, more)):
            ana.post(f"/s/{number}/decide", key=f"k{number}{at}", base="99", **values)
    first, second = ana.get("/groups").text.split('id="g2"')
    assert "We hope for your answer by" in first
    assert "Group 2" in second
    assert "We hope for your answer by" not in second


def test_no_date_breaks_in_a_sentence(ana):
    ana.post("/s/1/decide", key="k1", base="99", remit="unclear", due="2026-06-01")
    assert "due 1\N{NO-BREAK SPACE}June\N{NO-BREAK SPACE}2026" in ana.get("/s/1").text


@pytest.mark.parametrize(
    ("made", "said"), [((), ""), (("run-1",), "take run-1 in"), (("a", "b"), "take one of")]
)
def test_where_nothing_was_taken_in_yet_today_names_the_runs_that_lie_there(tmp_path, made, said):
    from worldcafe.serve import jobs

    fresh_database(tmp_path)
    jobs.set_home(tmp_path)
    for name in made:
        (tmp_path / name).mkdir()
        (tmp_path / name / "run.json").write_text("{}")
    with running() as port:
        shown = Browser(port, "Ana").get("/").text
    assert "Nothing is here yet." in shown
    assert ("Beside the database" in shown) is bool(made)
    assert said in shown
