"""People with accounts: how they get in, what each may do, and what attacks on it come to."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from serve_app import Browser, fill, fresh_database, running, use_database

GOOD = "a bench in the shade of trees"


@pytest.fixture(name="home")
def _home(tmp_path):
    fresh_database(tmp_path)
    fill()
    yield tmp_path
    use_database(str(tmp_path / "after.db"))


@pytest.fixture(name="port")
def _port(home, monkeypatch):
    from django.contrib.auth.hashers import ScryptPasswordHasher

    monkeypatch.setattr(ScryptPasswordHasher, "work_factor", 2)
    with running() as port:
        yield port


def begin(name, role=""):
    """The path by which somebody sets a password; the first is the chair."""
    import secrets

    from worldcafe.serve.log import Actor
    from worldcafe.serve.people import begin_account, set_role

    link = begin_account(name)
    if role:
        set_role(Actor("Ana"), name, role, secrets.token_hex(8))
    return link


def account(port, name, role="", password=GOOD):
    """A browser in which somebody with an account signed in."""
    browser = Browser(port)
    assert browser.post(begin(name, role), password=password, again=password).status == 302
    assert sign_in(browser, name, password).status == 302
    return browser


def sign_in(browser, name, password):
    browser.get("/login")
    return browser.post("/login", name=name, password=password)


def test_without_accounts_a_link_lets_in_as_before_and_there_is_no_way_to_sign_in(port):
    assert Browser(port, "Ana").get("/register").status == 200
    assert Browser(port).get("/login").status == 404
    assert Browser(port).get("/welcome/AAAA").status == 404


def test_the_first_account_is_the_chair_and_closes_the_door_for_links(port):
    before = Browser(port, "Ana")
    assert before.get("/").status == 200
    ana = account(port, "Ana")
    assert ana.get("/").status == 200
    assert "confirm, publish" in ana.get("/people").text
    assert before.get("/").headers["Location"] == "/login"
    assert before.post("/s/1/comment", key="k1", text="still me").status == 403
    from worldcafe.serve.gate import new_link

    late = Browser(port)
    late.get(new_link())
    assert late.get("/").headers["Location"] == "/login"


def test_a_link_sets_a_password_once_and_the_password_is_stored_nowhere(port, home):
    link = begin("Ana")
    browser = Browser(port)
    assert "Set a password, Ana" in browser.get(link).text
    assert browser.post(link, password=GOOD, again=GOOD).status == 302
    assert Browser(port).get(link).status == 403
    assert Browser(port).post(link, password=GOOD + "!", again=GOOD + "!").status == 403
    assert sign_in(browser, "ana", GOOD).status == 302
    from django.db import connections

    connections.close_all()
    for path in home.glob("review.db*"):
        assert GOOD.encode() not in path.read_bytes()
        assert link.removeprefix("/welcome/").encode() not in path.read_bytes()


def test_a_link_is_worth_nothing_after_its_week(port):
    from worldcafe.serve.models import Link

    link = begin("Ana")
    Link.objects.update(expires="2026-01-01T00:00:00+00:00")
    assert Browser(port).get(link).status == 403


WEAK = ("short", "x" * 201, "Ana ANA ana 2026", "1q2w3e4r5t6y")


@pytest.mark.parametrize("password", WEAK)
def test_a_password_that_is_guessed_soon_is_refused(port, password):
    link = begin("Ana")
    assert Browser(port).post(link, password=password, again=password).status == 422
    assert Browser(port).post(link, password=GOOD, again=GOOD + " ").status == 422
    assert Browser(port).post(link, password=GOOD, again=GOOD).status == 302


def test_what_is_stored_of_a_password_is_salted_and_slow(home):
    from django.contrib.auth.hashers import check_password

    from worldcafe.serve.models import Account
    from worldcafe.serve.people import set_password

    stored = []
    for name in ("Ana", "Ben"):
        set_password(name, GOOD)
        stored.append(Account.objects.get(name=name).password)
    assert stored[0] != stored[1]
    assert all(one.startswith("scrypt$16384$") for one in stored)
    assert check_password(GOOD, stored[0])


def test_who_guesses_passwords_waits_though_the_next_one_is_right(port):
    account(port, "Ana")
    account(port, "Ben")
    browser = Browser(port)
    tried = [sign_in(browser, "Ana", f"wrong password {turn}").status for turn in range(6)]
    assert tried == [422] * 5 + [429]
    assert sign_in(browser, "ANA", GOOD).status == 429
    assert sign_in(browser, "Ben", GOOD).status == 302  # somebody else is not kept out by it
    from worldcafe.serve.models import Attempt

    Attempt.objects.update(at=0.0)
    assert sign_in(Browser(port), "Ana", GOOD).status == 302


def test_who_tries_many_names_from_one_address_waits(port):
    account(port, "Ana")
    browser = Browser(port)
    tried = [sign_in(browser, f"Nobody {turn}", GOOD).status for turn in range(32)]
    assert tried == [422] * 30 + [429] * 2


def test_whether_there_is_such_a_name_is_not_to_be_seen(port, monkeypatch):
    account(port, "Ana")
    from worldcafe.serve import people

    hashed = []
    make, check = people.make_password, people.check_password
    monkeypatch.setattr(people, "make_password", lambda word: hashed.append(1) or make(word))
    monkeypatch.setattr(people, "check_password", lambda *words: hashed.append(1) or check(*words))
    browser = Browser(port)
    answers = [sign_in(browser, name, "a wrong password") for name in ("Ana", "Zoe")]
    pages = [
        re.sub(r'(value|action)="[^"]*"', "", answer.text).replace("Ana", "").replace("Zoe", "")
        for answer in answers
    ]
    assert [answer.status for answer in answers] == [422, 422]
    assert pages[0] == pages[1]
    assert len(hashed) == 2  # each took a hash


def test_a_session_is_new_with_each_sign_in_and_ends_when_told(port):
    account(port, "Ana")
    browser = Browser(port)
    browser.cookies["worldcafe"] = "fixed-by-somebody-else"
    sign_in(browser, "Ana", GOOD)
    first = browser.cookies["worldcafe"]
    assert first != "fixed-by-somebody-else"
    stolen = Browser(port)
    stolen.cookies = dict(browser.cookies)
    assert stolen.get("/").status == 200
    assert browser.post("/logout").status == 302
    assert stolen.get("/").headers["Location"] == "/login"
    sign_in(browser, "Ana", GOOD)
    assert browser.cookies["worldcafe"] != first


def test_the_cookie_is_seen_by_no_script_and_no_other_site(port):
    account(port, "Ana")
    browser = Browser(port)
    browser.get("/login")
    cookies = sign_in(browser, "Ana", GOOD).headers.get_all("Set-Cookie")
    (kept,) = [cookie for cookie in cookies if cookie.startswith("worldcafe=")]
    assert "HttpOnly" in kept
    assert "SameSite=Lax" in kept


def test_another_password_ends_every_session_and_needs_the_one_of_before(port):
    ana, other = account(port, "Ana"), Browser(port)
    sign_in(other, "Ana", GOOD)
    new = "another bench in the sun"
    assert ana.post("/password", old="not it, not it", password=new, again=new).status == 422
    assert other.get("/").status == 200
    assert ana.post("/password", old=GOOD, password=new, again=new).status == 302
    assert other.get("/").headers["Location"] == "/login"
    assert sign_in(Browser(port), "Ana", GOOD).status == 422
    assert sign_in(Browser(port), "Ana", new).status == 302


def test_who_leaves_is_out_at_once_and_so_is_what_was_sent_to_them(port):
    ana, ben = account(port, "Ana"), account(port, "Ben")
    link = begin("Ben")
    assert ana.post("/people/change", key="k1", name="Ben", role="").status == 302
    assert ben.get("/").headers["Location"] == "/login"
    assert sign_in(Browser(port), "Ben", GOOD).status == 422
    assert Browser(port).get(link).status == 403


def test_a_session_lasts_no_longer_than_it_may(port):
    from worldcafe.serve.models import Link

    ana = account(port, "Ana")
    past = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)
    Link.objects.filter(kind="session").update(expires=past.isoformat(timespec="seconds"))
    assert ana.get("/").headers["Location"] == "/login"


def test_members_propose_and_say_nothing_of_who_belongs_to_it(port):
    from worldcafe.serve.models import Event, Item

    ana, ben = account(port, "Ana"), account(port, "Ben")
    for form in ({"name": "Ben", "role": "chair"}, {"name": "Eve", "role": "member"}):
        assert ben.post("/people/change", key="k1", **form).status == 422
    assert ben.post("/people/invite", name="Ana").status == 422
    assert ben.post("/settings", key="k2", base="0", groups="Parks", chair="Ben").status == 422
    assert ben.post("/s/1/decide", key="k3", base="0", remit="yes").status == 302
    assert Item.objects.get(number=1).remit == ""  # proposed
    assert ana.post("/s/1/decide", key="k4", base="1", remit="yes").status == 302
    assert Item.objects.get(number=1).remit == "yes"
    assert "Ben" in ana.get("/history").text
    assert {event.actor for event in Event.objects.filter(verb="propose")} == {"Ben"}


def test_nobody_takes_another_name_where_there_are_accounts(port):
    account(port, "Ana")
    ben = account(port, "Ben")
    assert ben.post("/name", name="Ana").headers["Location"] == "/password"
    assert "Ben" in ben.get("/").text
    assert ben.post("/settings/link").status == 422


def test_who_was_the_chair_does_not_undo_that_it_is_another(port):
    from worldcafe.serve.models import Event
    from worldcafe.serve.replay import find_differences

    ana, ben = account(port, "Ana"), account(port, "Ben")
    assert ana.post("/people/change", key="k1", name="Ana", role="member").status == 422  # nobody would be
    assert ana.post("/people/change", key="k2", name="Ben", role="chair").status == 302
    assert ana.post("/people/change", key="k3", name="Ana", role="member").status == 302
    demoted = Event.objects.filter(verb="people").order_by("-seq").first()
    assert ana.post(f"/undo/{demoted.seq}", key="u1").status == 422
    assert ben.post(f"/undo/{demoted.seq}", key="u2").status == 422
    assert find_differences() == []


READS = ("/", "/register", "/s/1", "/meeting", "/publish", "/claims", "/themes", "/history", "/password")


CLOSED = ("/identities", "/settings", "/people", "/groups", "/questions/note", "/intake", "/live", "/matches")


def test_a_reader_reads_and_changes_nothing(port):
    from worldcafe.serve.models import Event

    account(port, "Ana")
    reader = account(port, "Rea", "reader")
    before = Event.objects.count()
    assert {path: reader.get(path).status for path in READS} == dict.fromkeys(READS, 200)
    assert {path: reader.get(path).status for path in CLOSED} == dict.fromkeys(CLOSED, 403)
    for path, form in (
        ("/s/1/decide", {"remit": "yes", "base": "0"}),
        ("/s/1/comment", {"text": "x"}),
        ("/register/propose", {"remit": "no", "row": "1:0"}),
        ("/publish/now", {"seen": "1"}),
        ("/people/change", {"name": "Rea", "role": "chair"}),
        (f"/undo/{before}", {}),
    ):
        assert reader.post(path, key="k1", **form).status == 403, path
    assert Event.objects.count() == before


def test_somebody_who_only_reads_is_let_in_by_a_link_where_there_are_no_accounts(port):
    ana = Browser(port, "Ana")
    page = ana.post("/settings/link", role="reader").text
    reader = Browser(port)
    assert reader.get(re.search(r"/enter/[\w-]+", page)[0]).status == 302
    assert reader.post("/name", name="Rea").status == 302
    assert reader.get("/register").status == 200
    assert reader.post("/s/1/comment", key="k1", text="x").status == 403
    assert reader.get("/settings").status == 403


def test_people_are_let_in_on_a_page_and_the_link_is_shown_once(port):
    ana = Browser(port, "Ana")
    assert ana.post("/people/change", key="k1", name="Ana", role="member").status == 422  # who is the chair?
    page = ana.post("/people/change", key="k2", name="Ana", role="chair").text
    link = re.search(r"/welcome/[\w-]+", page)[0]
    assert ana.get("/").headers["Location"] == "/login"
    assert Browser(port).post(link, password=GOOD, again=GOOD).status == 302
    sign_in(ana, "Ana", GOOD)
    page = ana.post("/people/change", key="k3", name="Ben", role="member").text
    assert "/welcome/" in page
    assert "/welcome/" not in ana.get("/people").text
    again = ana.post("/people/invite", name="Ben").text
    first, second = (re.search(r"/welcome/[\w-]+", one)[0] for one in (page, again))
    assert Browser(port).get(first).status == 403
    assert Browser(port).get(second).status == 200


def test_the_command_prints_a_link_for_an_account_and_no_link_for_a_browser_afterwards(home, capsys):
    from worldcafe.cli import main

    place = ["serve", str(home), "--database", str(home / "review.db")]
    capsys.readouterr()
    assert main([*place, "--account", "Ana"]) == 0
    assert "/welcome/" in capsys.readouterr().out
    assert main([*place, "--link"]) == 2
    assert "people have accounts here" in capsys.readouterr().err
    assert main([*place, "--account", " "]) == 2
