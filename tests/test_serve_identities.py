"""Identities before publishing: the queue, the lock, words that are held back, a name that is found late."""

from __future__ import annotations

import stat
from html import unescape

import pytest

from serve_app import (
    SUGGESTIONS,
    Browser,
    claim,
    fill,
    fresh_database,
    running,
    suggestion,
    told,
    use_database,
    write_run,
)

NAMES = (b"Okoye", b"okoye", b"brindlewick", b"Brindlewick")


@pytest.fixture(name="home")
def _home(tmp_path, monkeypatch):
    fresh_database(tmp_path)
    from worldcafe.serve import identities, jobs

    jobs.set_home(tmp_path)
    monkeypatch.setattr(identities, "_is_open", True)
    write_run(tmp_path / "run-1")
    key = suggestion("Hang the key elsewhere", ["the key hangs at brindlewick"], theme="Brindlewick")
    run = {**told([*SUGGESTIONS, key]), "claims": [claim("Keys hang at Brindlewick")]}
    fill(run, folder=tmp_path / "run-1")
    yield tmp_path
    use_database(str(tmp_path / "after.db"))


@pytest.fixture(name="ana")
def _ana(home):
    with running() as port:
        yield Browser(port, "Ana")


def marks(page):
    """What the form calls each identity by, by its words."""
    parts = page.split('<fieldset class="identity"><legend><strong>')[1:]
    return {part.partition("<")[0]: part.partition('name="shown" value="')[2][:24] for part in parts}


def answer(browser, **answers):
    known = marks(browser.get("/identities").text)
    fields = [(f"a-{known[name.replace('_', ' ')]}", value) for name, value in answers.items()]
    return browser.post("/identities", fields=fields)


def locked():
    from worldcafe.serve.identities import why_locked

    return why_locked()


def files_with_names(home):
    from django.db import connections

    from worldcafe.serve.database import back_up

    back_up(home / "copy.db")
    connections.close_all()
    stored = [path for path in home.iterdir() if path.name.startswith(("review.db", "copy.db"))]
    found = sorted({path.name for path in stored for name in NAMES if name in path.read_bytes()})
    (home / "copy.db").unlink()
    return found


def draft():
    """A draft that can be published, unless the identities lock it."""
    from worldcafe.serve.models import Cafe, Publication, PublishedFile

    cafe = Cafe.objects.get(pk=1)
    Publication.objects.create(no=0, at="2026-05-03T10:00:00Z", by="Ana", seq=cafe.seq, head=cafe.head)
    PublishedFile.objects.create(publication=0, name="reply.html", data=b"<p>At <b>Brindle</b>wick</p>")
    return str(cafe.seq)


def test_the_queue_shows_each_identity_in_its_sentence_and_is_kept_by_nobody(ana):
    page = ana.get("/identities")
    assert page.headers["Cache-Control"] == "no-store"
    assert "Ines Okoye" in page.text
    assert "[person 1] said the gate should stay open" in page.text
    assert "2 of 2 to be looked through" in page.text
    assert "data-draft" not in page.text


def test_answers_are_those_of_the_command(ana, home):
    from worldcafe.tasks.identities import Answers, answers_path, read_answers

    assert answer(ana, Ines_Okoye="remove", treasurer="keep").status == 302
    assert read_answers(home / "run-1") == Answers(("Ines Okoye",), ("treasurer",))
    assert stat.S_IMODE(answers_path(home / "run-1").stat().st_mode) == 0o600
    assert "0 of 2 to be looked through" in ana.get("/identities").text
    assert answer(ana, treasurer="remove").status == 302
    assert read_answers(home / "run-1").remove == ("Ines Okoye", "treasurer")


def test_one_button_answers_all_that_was_taken_out_and_nothing_else(ana, home):
    from worldcafe.tasks.identities import read_answers

    shown = [("shown", mark) for mark in marks(ana.get("/identities").text).values()]
    ana.post("/identities", rest="1", fields=shown)
    assert read_answers(home / "run-1").remove == ("Ines Okoye",)
    assert "1 identity is not looked through yet" in locked()


def test_nothing_is_published_before_the_queue_is_empty(ana):
    from worldcafe.serve.models import Event, Publication

    seen = draft()
    assert "2 identities are not looked through yet." in ana.get("/publish").text
    refused = ana.post("/publish/now", key="p1", seen=seen)
    assert refused.status == 422
    assert "not looked through" in refused.text
    answer(ana, Ines_Okoye="remove", treasurer="keep")
    assert locked() == ""
    assert ana.post("/publish/now", key="p2", seen=seen).status == 302
    assert Publication.objects.filter(no=1).exists()
    assert Event.objects.get(verb="publish").changes["identities"] == ["", "answered"]


def test_publishing_is_waived_with_a_reason_by_the_chair_for_these_notes_alone(ana, home):
    from worldcafe.serve.models import Event, Run
    from worldcafe.serve.replay import find_differences

    form = {"key": "w1", "base": "0"}
    assert ana.post("/publish/waive", **form, why=" ").status == 422
    ana.post("/settings", key="s1", base="0", chair="Ana")
    assert Browser(ana.port, "Ben").post("/publish/waive", **form, why="no time").status == 422
    assert locked()
    assert ana.post("/publish/waive", key="w2", base="1", why="All of us were there").status == 302
    assert locked() == ""
    assert "All of us were there" in ana.get("/history").text
    seen = draft()
    assert ana.post("/publish/now", key="p2", seen=seen).status == 302
    assert Event.objects.get(verb="publish").changes["identities"] == ["", "waived"]
    Run.objects.create(no=2, title="", folder=str(home / "run-1"), digest="2", at="", by="")
    assert "not looked through" in locked()
    Run.objects.filter(no=2).delete()
    waived = Event.objects.get(verb="waive").seq
    assert ana.post(f"/undo/{waived}", key="u1").status == 302
    assert locked()
    assert find_differences() == []


def test_where_the_list_is_elsewhere_nothing_is_shown_and_nothing_published(ana, home):
    (home / "run-1.removed.csv").rename(home / "elsewhere.csv")
    assert ana.get("/identities").status == 404
    assert "is elsewhere" in locked()
    assert ana.post("/publish/now", key="p1", seen=draft()).status == 422
    assert ana.post("/publish/waive", key="w1", base="0", why="Answered where the list is").status == 302
    assert locked() == ""


BROWSERS = (  # address, host, whether the queue is open, whether names are shown
    ("127.0.0.1", "127.0.0.1:80", True, True),
    ("::1", "localhost", True, True),
    ("::1", "[::1]:80", True, True),
    ("127.0.0.1", "127.0.0.1", False, False),  # a proxy stands before it
    ("192.0.2.7", "127.0.0.1", True, False),
    ("", "localhost", True, False),
    ("127.0.0.1", "review.example.org", True, False),
)


@pytest.mark.parametrize("browser", BROWSERS)
def test_only_a_browser_of_this_machine_sees_names(home, monkeypatch, browser):
    from django.conf import settings
    from django.test import Client

    from worldcafe.serve import identities
    from worldcafe.serve.gate import new_link

    address, host, is_open, is_shown = browser
    monkeypatch.setattr(identities, "_is_open", is_open)
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["*"])
    client = Client(headers={"host": host}, REMOTE_ADDR=address)
    client.get(new_link())
    client.post("/name", {"name": "Ana"})
    answer = client.get("/identities")
    assert answer.status_code == (200 if is_shown else 404)
    assert (b"Okoye" in answer.content) == is_shown


def test_a_server_behind_a_proxy_never_opens_the_queue(home, monkeypatch):
    from worldcafe.serve import identities
    from worldcafe.serve.options import ServeOptions
    from worldcafe.serve.server import make_server

    for address, is_open in (("https://review.example.org", False), ("", True)):
        monkeypatch.setattr(identities, "_is_open", False)
        make_server(ServeOptions(home, str(home / "review.db"), address=address)).close()
        assert identities._is_open == is_open


HELD = "Held back and not stored"


NAMING = (
    ("/s/1/comment", {"text": "That was Ines Okoye's point"}),
    ("/s/1/comment", {"text": "okoye said so"}),
    ("/s/1/decide", {"remit": "no", "remit_why": "Okoye knows why"}),
    ("/s/1/decide", {"body": "The friends of Ines Okoye"}),
    ("/publish/waive", {"why": "Okoye agrees"}),
    ("/settings", {"groups": "Keys: ask Okoye"}),
)


def test_words_that_name_who_was_taken_out_are_held_back(ana, home):
    from worldcafe.serve.models import Event

    before = Event.objects.count()
    for place, (path, form) in enumerate(NAMING):
        answer = ana.post(path, key=f"k{place}", base="0", **form)
        assert answer.status == 422, form
        assert HELD in answer.text
        if "text" in form:
            assert form["text"] in unescape(answer.text)  # to be said in other words
    assert Event.objects.count() == before
    assert b"Okoye" not in (home / "review.db").read_bytes()


def test_words_that_name_nobody_of_them_are_stored(ana):
    for text in ("The gate should stay open", "Ask the treasurer", "In essence", "Ana agrees", "Okay"):
        assert ana.post("/s/1/comment", key=f"k {text}", text=text).status == 302


def test_what_tells_names_is_loaded_once_while_a_suggestion_is_read(ana, monkeypatch):
    from worldcafe.serve import names

    loaded, loading = [], []
    monkeypatch.setattr(names, "_load", loaded.append)
    monkeypatch.setattr(names, "_loading", loading)
    ana.get("/register")
    assert not loading
    for number in (1, 2):
        ana.get(f"/s/{number}")
    loading[0].join()
    assert [run.name for run in loaded] == ["run-1"]


def test_a_member_whose_name_was_taken_out_of_the_notes_still_objects(ana, home):
    from worldcafe.serve.models import Item

    ana.post("/settings", key="s1", base="0", chair="Ana")
    okoye = Browser(ana.port, "Okoye")
    okoye.post("/s/1/decide", key="k1", base="0", remit="yes")
    assert okoye.post("/s/1/object", key="k2", base="1", objection="Too early").status == 302
    assert Item.objects.get(number=1).facts["objection"]


def test_no_file_of_the_database_knows_a_name_after_everything_was_answered(ana, home):
    ana.post("/s/1/comment", key="k1", text="Ines Okoye said so")
    ana.post("/s/5/comment", key="k2", text="They hang at Brindlewick, I know")
    answer(ana, Ines_Okoye="remove", treasurer="keep")
    assert files_with_names(home)  # brindlewick, which nobody found so far
    page = ana.post("/identities", missed="Brindlewick")
    assert page.status == 302
    ana.post("/publish/waive", key="w1", base="0", why="Okoye says so")
    for path in ("/", "/register", "/history", "/history.jsonl", "/publish", "/s/5", "/claims"):
        assert not [name for name in NAMES if name.decode() in ana.get(path).text], path
    assert files_with_names(home) == []


def test_of_a_statement_only_the_whole_goes(ana, home):
    from worldcafe.serve.models import Item

    path = home / "run-1.removed.csv"
    path.write_text(path.read_text() + "n.md,0,20,Put a bench here,context,,one attendee,False\n")
    Item.objects.filter(number=1).update(text="Put a bench here, please", found={"notes": []})
    assert answer(ana, Put_a_bench_here="remove").status == 302
    assert Item.objects.get(number=1).text == "[person], please"
    assert Item.objects.get(number=3).text.startswith("Put a bench <img")
    assert ana.post("/s/1/comment", key="k1", text="Put it here").status == 302


def test_what_is_to_go_and_stands_in_the_notes_still_locks_in_spite_of_a_waiver(ana):
    ana.post("/publish/waive", key="w1", base="0", why="All of us were there")
    assert locked() == ""
    ana.post("/identities", missed="Brindlewick")
    assert "analyse them again" in locked()


def test_a_name_found_later_goes_everywhere_by_one_command(ana, home, capsys):
    from worldcafe.cli import main
    from worldcafe.serve.models import Claim, Item, Publication, PublishedFile
    from worldcafe.serve.replay import find_differences
    from worldcafe.tasks.identities import read_answers

    ana.post("/s/1/comment", key="k1", text="They hang at Brindlewick")
    ana.post("/s/1/decide", key="k2", base="0", remit="no", remit_why="Brindlewick has it")
    ana.post("/s/2/decide", key="k3", base="0", work_item="Brindlewick")
    PublishedFile.objects.create(publication=1, name="reply.html", data=b"<p>At <b>Brindle</b>wick</p>")
    PublishedFile.objects.create(publication=1, name="other.html", data=b"<p>Trees</p>")
    Publication.objects.create(no=1, at="2026-05-03T10:00:00Z", by="Ana", seq=1, head="ab" * 32)
    (home / "review.db.before-0003.bak").write_bytes(b"")
    capsys.readouterr()
    assert main(["serve", str(home), "--database", str(home / "review.db"), "--take-out", "Brindlewick"]) == 0
    out = capsys.readouterr().out
    assert "publication 1, reply.html" in out
    assert "1 entries of its log" in out
    assert "sealed anew" not in out  # every hash that was printed still holds
    assert "review.db.before-0003.bak" in out
    assert "Still as they were, with it: run-1." in out
    assert "The next run follows this; run-1.identities.toml holds the name" in out
    assert "brindlewick" not in out.casefold()
    assert find_differences() == []
    item = Item.objects.get(number=5)
    assert (item.theme, item.found["notes"][0]["text"]) == ("[person]", "the key hangs at [person]")
    assert "brindlewick" not in item.words
    assert Item.objects.get(number=2).facts["work_item"] == "[person]"
    assert Claim.objects.get().found["text"] == "Keys hang at [person]"
    assert Item.objects.get(number=1).remit == "no"
    assert "[person] has it" in ana.get("/s/1").text
    assert ana.get("/publications/1/reply.html").status == 410
    assert "reply.html was emptied: a name was taken out that stood in it" in ana.get("/publish").text
    assert ana.get("/publications/1/other.html").status == 200
    assert read_answers(home / "run-1").remove == ("Brindlewick",)


def test_who_takes_a_name_out_on_the_page_is_told_where_a_word_of_it_stands_by_itself(ana):
    ana.post("/s/1/comment", key="k1", text="A rose at the gate")
    told = ana.post("/identities", missed="Rose Miller").headers["Location"]
    assert "stands by itself in 1 text still" in ana.get(told).text
    assert ana.post("/identities", missed="Brindlewick").headers["Location"] == "/identities"


def test_the_next_run_of_the_app_follows_the_answers(home, monkeypatch):
    from worldcafe.serve import jobs
    from worldcafe.serve.log import Actor
    from worldcafe.tasks.identities import answer_identities, read_answers

    answer_identities(home / "run-1", remove=["Brindlewick"])
    seen = []
    monkeypatch.setattr(jobs, "_analyse", lambda job, notes, folder: seen.append(read_answers(folder).remove))
    monkeypatch.setattr(jobs, "_import", lambda job, folder, actor: "/")
    job = jobs.analyse(home / "notes", Actor("Ana"))
    while not jobs.find(job).done:
        pass
    assert seen == [("Brindlewick",)]
