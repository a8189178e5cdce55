"""The app through a real server: what is refused, what a form does, what no page shows."""

from __future__ import annotations

import json
import re
import time

import pytest

from serve_app import HOSTILE, Browser, fill, fresh_database, running, use_database, write_run


@pytest.fixture(scope="module", name="port")
def _port(tmp_path_factory):
    folder = tmp_path_factory.mktemp("serve")
    fresh_database(folder)
    from worldcafe.serve import jobs

    jobs.set_home(folder)
    (folder / "run-0.removed.csv").write_text(
        "source,start,end,text,placeholder\nx,0,1,Maria Holm,[person 1]\n"
    )
    write_run(folder / "run-1")
    fill(folder=folder / "run-1")
    with pytest.MonkeyPatch.context() as patch, running() as port:
        patch.setattr("worldcafe.serve.identities._is_open", True)
        yield port


@pytest.fixture(name="ana")
def _ana(port):
    return Browser(port, "Ana")


def entries():
    from worldcafe.serve.models import Event

    return Event.objects.count()


SCREENS = (
    "/",
    "/register",
    "/s/1",
    "/history",
    "/matches",
    "/settings",
    "/intake",
    "/keys",
    "/name",
    "/claims",
    "/meeting",
    "/groups",
    "/publish",
    "/identities",
    "/questions",
    "/questions/note",
    "/questions/pair",
    "/questions/disputes",
    "/themes",
    "/themes/T01",
    "/themes/T01/triage",
)


@pytest.mark.parametrize("path", SCREENS)
def test_every_screen_is_shown_with_its_headers(ana, path):
    answer = ana.get(path)
    assert answer.status == 200
    assert "default-src 'none'; script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert HOSTILE not in answer.text
    assert not re.search(r"<script(?![^>]*\bsrc=)|<[^>]*\s(on\w+|style)=", answer.text)


@pytest.mark.parametrize("path", SCREENS)
def test_looking_never_writes(ana, path):
    before = entries()
    ana.get(path)
    assert entries() == before


def test_a_decision_by_form_leads_back_and_is_shown(ana):
    answer = ana.post("/s/1/decide", **ana.form("/s/1"), remit="yes", remit_why="It is our river.")
    assert answer.status == 302
    page = ana.get(answer.headers["Location"]).text
    assert "It is our river." in page
    assert "In whose scope is it?" in page


def test_an_end_needs_a_sentence_for_those_who_said_it(ana):
    answer = ana.post("/s/2/decide", **ana.form("/s/2"), remit="no", remit_why="")
    assert answer.status == 422
    assert "write a sentence" in answer.text


def test_two_answers_show_what_was_what_is_and_what_is_wanted(ana, port):
    ben = Browser(port, "Ben")
    ours, theirs = ana.form("/s/4"), ben.form("/s/4")
    assert ana.post("/s/4/decide", **ours, remit="yes", remit_why="A shed is ours").status == 302
    answer = ben.post("/s/4/decide", **theirs, remit="no", remit_why="A shed is not ours", body="Parks")
    assert answer.status == 409
    for words in ("A shed is ours", "A shed is not ours", "Ana", 'name="body" value="Parks"'):
        assert words in answer.text
    kept = {
        "key": re.search(r'name="key" value="(\w+)"', answer.text)[1],
        "base": re.search(r'name="base" value="(\d+)"', answer.text)[1],
    }
    answer = ben.post("/s/4/decide", **kept, remit="no", remit_why="A shed is not ours", body="Parks")
    assert answer.status == 302
    assert "Parks" in ben.get("/s/4").text


def test_not_theirs_leads_back_to_the_question_of_scope(ana):
    ana.post(
        "/s/3/decide", **ana.form("/s/3"), remit="yes", scope="committee", body="Parks", informed="2026-01-01"
    )
    assert "What does the group answer?" in ana.get("/s/3").text
    ana.post("/s/3/decide", **ana.form("/s/3"), answer="not ours")
    page = ana.get("/s/3").text
    assert "In whose scope is it?" in page


def test_a_form_without_an_answer_stores_nothing_and_says_so_and_any_other_says_what_was_stored(ana):
    before = entries()
    answer = ana.post("/s/2/decide", **ana.form("/s/2"), remit_why="")
    assert (answer.status, entries()) == (422, before)
    assert "so nothing is stored" in answer.text
    onward = ana.post("/s/2/decide", **ana.form("/s/2"), remit="yes").headers["Location"]
    assert "Stored: No 2." in ana.get(onward).text


def test_a_comment_is_shown_and_taken_back_by_its_author_alone(ana, port):
    key = ana.form("/s/2")["key"]
    ana.post("/s/2/comment", key=key, text="Ask the school first <b>")
    assert "Ask the school first &lt;b&gt;" in ana.get("/s/2").text
    seq = re.search(r'action="/undo/(\d+)"', ana.get("/s/2").text)[1]
    assert Browser(port, "Ben").post(f"/undo/{seq}", key="u1").status == 422
    assert ana.post(f"/undo/{seq}", key="u2").status == 302
    assert "Ask the school first" not in ana.get("/s/2").text


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", {"1", "2", "3", "4"}),
        ("?q=river", {"1"}),
        ("?q=SUNDAYS+library", {"2"}),
        ("?q=3", {"3"}),
        ("?q=helicopter", set()),
        ("?several=1", {"1", "4"}),
        ("?in_report=yes", set()),
        ("?state=done", set()),
        ("?page=99", {"1", "2", "3", "4"}),
        ("?sort=nonsense", {"1", "2", "3", "4"}),
    ],
)
def test_the_address_says_which_rows_are_shown(ana, query, numbers):
    found = set(re.findall(r'aria-label="No (\d+)"', ana.get(f"/register{query}").text))
    assert found == numbers


def test_many_rows_are_decided_at_once_and_what_changed_meanwhile_is_told(tmp_path_factory, ana):
    from worldcafe.serve.models import Item

    versions = {item.number: item.version for item in Item.objects.all()}
    rows = [("row", f"{number}:{versions[number]}") for number in (1, 2)]
    answer = ana.post("/register/propose", key="many", remit="unclear", back="/register?q=x", fields=rows)
    assert answer.status == 302
    assert answer.headers["Location"].startswith("/register?q=x&told=2+stored")
    answer = ana.post("/register/propose", key="more", remit="yes", fields=[("row", "2:0")])
    assert "Not+stored" in answer.headers["Location"]


def test_files_of_the_register_read_back_change_nothing(ana, tmp_path):
    from worldcafe.register import read_register
    from worldcafe.serve.files_out import make_toml, make_workbook
    from worldcafe.serve.models import Item
    from worldcafe.serve.process import triage_of
    from worldcafe.serve.texts import facts_of

    ana.post("/s/2/decide", **ana.form("/s/2"), body='=cmd|"x"', public_text='Two\nlines "quoted" \\ =1+1')
    wanted = {item.number: triage_of(facts_of(item)) for item in Item.objects.all()}
    for name, data in (("r.xlsx", make_workbook()), ("r.toml", make_toml().encode())):
        (tmp_path / name).write_bytes(data)
        assert {entry.number: dict(entry.triage) for entry in read_register(tmp_path / name)} == wanted


def upload(browser, path, name, data, field="file"):
    page = browser.cookies.get("csrftoken") or (browser.get("/name") and browser.cookies["csrftoken"])
    body = (
        (
            f'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{page}\r\n'
            f'--x\r\nContent-Disposition: form-data; name="paths"\r\n\r\n{name}\r\n'
            f'--x\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode()
        + data
        + b"\r\n--x--\r\n"
    )
    return browser.ask("POST", path, body, {"Content-Type": "multipart/form-data; boundary=x"})


def test_a_file_of_decisions_is_shown_before_anything_is_stored(ana):
    before = entries()
    data = b"number,text,remit,scope,who,status,report_back\n3,a bench,yes,council,,taken up,It comes.\n"
    answer = upload(ana, "/files/decisions", "decisions.csv", data)
    assert answer.status == 200
    assert "It comes." in answer.text
    assert entries() == before


def test_a_claim_is_checked_by_ticks_that_a_run_can_read(ana, tmp_path):
    from worldcafe.correct.file import read_corrections
    from worldcafe.serve.models import Claim
    from worldcafe.serve.rulings import claim_key

    page = ana.get("/claims").text
    assert "0 of 1 are checked" in page
    key = Claim.objects.get().key
    answer = ana.post(
        f"/claims/{key}/rule",
        **ana.form(f"/claims/{key}"),
        verdict="altered",
        fields=[("note", claim_key("a bench in the shade 1"))],
    )
    assert answer.headers["Location"] == "/claims"
    page = ana.get("/claims").text
    assert "1 of 3 notes say it, altered" in page
    assert "answer put 1 note behind a claim and took 1 from one." in page
    path = tmp_path / "corrections.toml"
    path.write_text(ana.get("/files/corrections.toml").text, encoding="utf-8")
    link, unlink, verdict = read_corrections(path)
    assert (link.verb, link.claim, link.notes) == (
        "link",
        "The lake needs a shaded bench",
        ("a bench in the shade 1",),
    )
    assert (unlink.verb, unlink.notes) == ("unlink", ("a bench in the shade 0", "a bench in the shade 2"))
    assert (verdict.verb, verdict.value) == ("verdict", "altered")


def test_two_people_on_one_claim_see_what_the_other_said(ana, port):
    from worldcafe.serve.models import Claim

    key, ben = Claim.objects.get().key, Browser(port, "Ben")
    ours, theirs = ana.form(f"/claims/{key}"), ben.form(f"/claims/{key}")
    ana.post(f"/claims/{key}/rule", **ours, verdict="supported")
    answer = ben.post(f"/claims/{key}/rule", **theirs, verdict="unsupported")
    assert answer.status == 409
    assert "Ana answered this meanwhile: 0 of 3 notes say it, supported" in answer.text


def test_members_propose_and_object_and_the_chair_confirms(port, tmp_path):
    from django.db import connections

    from worldcafe.serve.models import Event, Item
    from worldcafe.serve.replay import find_differences

    before = connections["default"].settings_dict["NAME"]
    fresh_database(tmp_path)
    fill()
    try:
        with running() as here:
            chair, ben, cleo = Browser(here, "Chair"), Browser(here, "Ben"), Browser(here, "Cleo")
            chair.post("/settings", **chair.form("/settings"), chair="Chair")
            for number, why in ((1, "The river is ours"), (2, "Sundays are ours")):
                ben.post(f"/s/{number}/decide", **ben.form(f"/s/{number}"), remit="yes", remit_why=why)
            assert {item.state for item in Item.objects.all()} == {"new"}
            assert "The river is ours" in chair.get("/meeting").text
            shown = {item.number: item.version for item in Item.objects.all()}
            cleo.post("/s/2/object", key="o1", base=str(shown[2]), objection="The library is the region's")
            assert "Cleo: The library is the region&#39;s" in chair.get("/meeting").text
            rows = [("row", f"{number}:{shown[number]}") for number in (1, 2)]
            assert ben.post("/meeting/confirm", key="c0", fields=rows).status == 409
            answer = chair.post("/meeting/confirm", key="c1", fields=rows)
            assert answer.status == 409, "what was objected to since is not confirmed unseen"
            assert [Item.objects.get(number=number).state for number in (1, 2)] == ["whose scope", "new"]
            ben.post("/register/propose", key="m1", remit="no", remit_why="No", fields=[("row", "3:0")])
            assert (Item.objects.get(number=3).state, "proposal" in Item.objects.get(number=3).facts) == (
                "new",
                True,
            )
            confirmed = Event.objects.get(verb="confirm").seq
            assert ben.post(f"/undo/{confirmed}", key="m2").status == 422
            assert ben.post("/settings", **ben.form("/settings"), chair="Ben").status == 422
            assert "river walk\n    Within the remit: yes" in chair.get("/meeting").text
        assert find_differences() == []
    finally:
        use_database(str(before))


def test_work_that_went_wrong_is_told_today(ana):
    from worldcafe.serve import jobs
    from worldcafe.serve.log import Actor

    jobs.take_in(jobs.home() / "nowhere", Actor("Ana"))
    end = time.monotonic() + 30
    while "no run here" not in (page := ana.get("/").text) and time.monotonic() < end:
        time.sleep(0.2)
    assert "no run here" in page
    assert "Traceback" not in page


def test_a_link_lets_one_browser_in_once(port):
    from worldcafe.serve.gate import new_link

    link = new_link()
    assert Browser(port).get(link).status == 302
    assert Browser(port).get(link).status == 403


def test_back_leads_nowhere_else(ana):
    answer = ana.post("/register/propose", key="b1", remit="", back="//evil.example/register?x")
    assert answer.headers["Location"].startswith("/register?")


def test_a_name_cannot_break_a_page(port):
    eve = Browser(port, "<script>alert(1)</script>\u202eeve")
    page = eve.get("/").text
    assert "<script>alert" not in page
    assert "\u202e" not in page


def test_the_log_as_a_file_has_a_line_for_each_entry_and_no_words(ana):
    ana.post("/s/1/comment", key="c9", text="Quietly said")
    lines = ana.get("/history.jsonl").text.splitlines()
    assert [json.loads(line)["seq"] for line in lines] == list(range(1, entries() + 1))
    assert "Quietly said" not in "".join(lines)


def test_what_others_changed_is_told_on_an_open_page(ana, port):
    from worldcafe.serve.models import Cafe

    seq = Cafe.objects.get(pk=1).seq
    ben = Browser(port, "Ben")
    ben.post("/s/1/decide", **ben.form("/s/1"), body=f"Group {time.time()}")
    told = ana.get(f"/changes?since={seq}&item=1").text
    assert "Ben changed this" in told
    assert "Ana is here too" in ben.get(f"/changes?since={seq}&item=1").text


def test_all_of_it_is_as_the_log_says(port):
    from worldcafe.serve.replay import find_differences

    assert find_differences() == []
