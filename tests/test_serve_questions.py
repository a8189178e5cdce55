"""Small questions: dealt out without overlap, settled when people agree, by the chair where they do not."""

from __future__ import annotations

import re

import pytest

from serve_app import Browser, fill, fresh_database, running, use_database
from worldcafe.correct.file import read_corrections

UNSURE = ("plant trees along the river walk", "more trees beside the river")  # the least sure first


@pytest.fixture(name="home")
def _home(tmp_path):
    fresh_database(tmp_path)
    fill()
    yield tmp_path
    use_database(str(tmp_path / "after.db"))


@pytest.fixture(name="people")
def _people(home):
    with running() as port:
        yield [Browser(port, name) for name in ("Ana", "Ben", "Cy")]


def asked(browser, what="note"):
    """The question that somebody is asked: its words and where it is answered."""
    page = browser.get(f"/questions/{what}").text
    place = re.search(rf'action="(/questions/{what}/\w+)"', page)
    words = re.search(r'<blockquote><p(?: class="said")?>([^<]*)<', page)
    return (words[1], place[1]) if place else ("", "")


def reply(browser, what, answer, **more):
    words, place = asked(browser, what)
    key = re.search(r'name="key" value="(\w+)"', browser.get(f"/questions/{what}").text)[1]
    assert browser.post(place, key=key, **{"is": answer}, **more).status == 302
    return words


def corrections(browser, home):
    (home / "c.toml").write_text(browser.get("/files/corrections.toml").text, encoding="utf-8")
    return [(found.verb, found.notes, found.themes) for found in read_corrections(home / "c.toml")]


def theme_of(text):
    from worldcafe.serve.themes import standing

    now = standing()
    (note,) = [note.local for note in now.notes.values() if note.text == text]
    return now.names.get(now.theme_of[note], "")


def want_two(browser, chair=""):
    browser.post("/settings", **browser.form("/settings"), opinions="2", chair=chair)


def test_the_least_sure_is_asked_first_and_each_answer_counts_at_once(people, home):
    ana = people[0]
    assert reply(ana, "note", "T02") == UNSURE[0]
    assert theme_of(UNSURE[0]) == "Streets"
    assert reply(ana, "note", "stays") == UNSURE[1]
    assert theme_of(UNSURE[1]) == "Gardens"
    new = reply(ana, "note", "new", name="Shade")
    assert theme_of(new) == "Shade"
    gone = reply(ana, "note", "set aside")
    assert theme_of(gone) == ""
    verbs = [verb for verb, _, _ in corrections(ana, home)]
    assert verbs == ["move", "split", "move"]
    page = ana.get("/questions/note").text
    assert "3 of 4 moved a note" in page


def test_nobody_is_asked_twice_and_no_two_are_asked_the_same(people):
    ana, ben, cy = people
    seen = [asked(browser)[0] for browser in (ana, ben, cy)]
    assert len(set(seen)) == 3
    assert [asked(browser)[0] for browser in (ana, ben, cy)] == seen  # the page opened anew
    answered = [reply(browser, "note", "stays") for browser in people for _ in range(2)]
    assert len(set(answered)) == 6


def test_a_question_that_somebody_left_is_asked_again(people):
    from worldcafe.serve.models import Asked

    ana, ben, _ = people
    first = asked(ana)[0]
    assert asked(ben)[0] != first
    Asked.objects.update(at=0.0)
    assert asked(ben)[0] == first


def test_what_somebody_does_not_know_is_asked_of_others(people):
    ana, ben, _ = people
    first = reply(ana, "note", "unknown")
    assert asked(ana)[0] != first
    assert asked(ben)[0] == first


def test_two_who_agree_settle_a_question_and_a_third_is_not_asked(people, home):
    ana, ben, cy = people
    want_two(ana)
    first = reply(ana, "note", "T02")
    assert theme_of(first) == "Gardens"  # one of two
    assert reply(ben, "note", "T02") == first
    assert theme_of(first) == "Streets"
    assert asked(cy)[0] != first
    assert len(corrections(ana, home)) == 1


def test_where_two_differ_the_chair_settles(people, home):
    ana, ben, cy = people
    want_two(ana, chair="Cy")
    first = reply(ana, "note", "T02")
    assert reply(ben, "note", "T03") == first
    assert asked(cy)[0] != first
    assert corrections(ana, home) == []
    page = cy.get("/questions/disputes").text
    assert "Streets" in page
    assert "Tools" in page
    form = re.search(r'action="(/questions/disputes/note/\w+)".*?name="seq" value="(\d+)"', page, re.DOTALL)
    assert ana.post(form[1], key="d1", seq=form[2]).status == 422
    assert cy.post(form[1], key="d2", seq=form[2]).status == 302
    assert theme_of(first) == "Streets"
    assert cy.post(form[1], key="d3", seq=form[2]).status == 422
    assert "Nothing: where two answered" in cy.get("/questions/disputes").text


def test_pairs_are_asked_by_what_an_answer_is_worth_and_become_corrections(people, home):
    ana, ben, _ = people
    assert reply(ana, "pair", "same") == "plant trees along the river walk"
    assert reply(ben, "pair", "different") == "lend tools to neighbours"
    assert asked(ana, "pair") == ("", "")
    assert corrections(ana, home) == [
        ("same", ("plant trees along the river walk", "more trees beside the river"), ()),
        ("different", ("lend tools to neighbours", "a shed with tools to lend"), ()),
    ]


def test_an_answer_is_undone_and_asked_again(people, home):
    from worldcafe.serve.models import Event
    from worldcafe.serve.replay import find_differences

    ana = people[0]
    first = reply(ana, "note", "T02")
    seq = Event.objects.get(verb="answer").seq
    assert ana.post(f"/undo/{seq}", key="u1").status == 302
    assert theme_of(first) == "Gardens"
    assert asked(ana)[0] == first
    assert reply(ana, "note", "T03") == first
    assert theme_of(first) == "Tools"
    assert find_differences() == []


def test_notes_that_are_like_it_go_with_it_where_they_were_ticked(people, home):
    ana = people[0]
    page = ana.get("/questions/note").text
    (other,) = re.findall(r'name="with" value="(\w+)"', page)
    reply(ana, "note", "T02", **{"with": other})
    assert [theme_of(text) for text in UNSURE] == ["Streets", "Streets"]


def test_answers_that_no_form_offers_are_refused(people):
    ana, ben, _ = people
    _, place = asked(ana)
    for form in ({"is": "T99"}, {"is": "T01"}, {}, {"is": "new", "name": "x" * 121}):
        assert ana.post(place, key="k1", **form).status == 422
    assert ana.post(place, **{"is": "T02"}).status == 422
    assert ana.post("/questions/note/nokey", key="k1", **{"is": "T02"}).status == 404
    assert ana.post("/questions/pair/nokey", key="k1", **{"is": "same"}).status == 404
    assert ana.post(place, key="k2", **{"is": "T02"}).status == 302
    late = ben.post(place, key="k3", **{"is": "T03"})
    assert late.status == 422
    assert "Ana answered this meanwhile" in late.text


def test_the_overview_tells_what_is_left(people):
    ana = people[0]
    page = ana.get("/questions").text
    assert re.findall(r"<b>(\d+)</b>", page) == ["1", "1", "2", "2", "0"]
    reply(ana, "note", "stays")
    reply(ana, "pair", "same")
    assert re.findall(r"<b>(\d+)</b>", ana.get("/questions").text) == ["1", "0", "1", "1", "0"]


def group_asked(browser):
    """The small group that somebody is asked about: what the form calls its notes, and where to answer."""
    page = browser.get("/questions/group").text
    place = re.search(r'action="(/questions/group/\w+)"', page)
    notes = re.findall(r'name="with" value="(\w+)" checked> <span><span class="said">([^<]*)<', page)
    return ({text: local for local, text in notes}, place[1]) if place else ({}, "")


def answer_group(browser, choice, ticked, key="g1", **more):
    _, place = group_asked(browser)
    form = [("with", local) for local in ticked]
    return browser.post(place, fields=form, key=key, **{"is": choice}, **more)


def test_a_small_group_moves_as_one_and_what_is_unticked_is_asked_singly(people, home):
    ana, ben, _ = people
    assert re.findall(r"<b>(\d+)</b>", ana.get("/questions").text)[1] == "1"
    notes, _ = group_asked(ana)
    assert set(notes) == set(UNSURE)
    assert group_asked(ben)[0] == {}  # nobody gets another's
    assert answer_group(ana, "T02", [notes[UNSURE[0]]]).status == 302
    assert [theme_of(text) for text in UNSURE] == ["Streets", "Gardens"]
    assert asked(ana)[0] == UNSURE[1]
    assert corrections(ana, home)[0][:2] == ("move", (UNSURE[0],))
    assert "1 of 1 moved notes" in ana.get("/questions/group").text


def test_a_group_that_stays_is_asked_about_no_more_and_kept_together(people, home):
    ana = people[0]
    notes, _ = group_asked(ana)
    assert answer_group(ana, "stays", notes.values()).status == 302
    assert corrections(ana, home) == [("pin", UNSURE, ())]
    assert group_asked(ana)[0] == {}
    assert asked(ana)[0] not in UNSURE


def test_a_theme_that_people_made_is_offered_for_the_next_notes(people):
    ana = people[0]
    notes, _ = group_asked(ana)
    answer_group(ana, "new", [notes[UNSURE[0]]], name="Shade")
    page = ana.get("/questions/note").text
    made = re.search(r'name="is" value="(T\d+)" data-key="\d">Shade', page)[1]
    second = reply(ana, "note", made)
    assert theme_of(second) == theme_of(UNSURE[0]) == "Shade"


def test_two_who_see_a_group_differently_leave_it_to_the_chair(people):
    ana, ben, cy = people
    want_two(ana, chair="Cy")
    notes, _ = group_asked(ana)
    answer_group(ana, "T02", notes.values(), "g1")
    answer_group(ben, "T03", notes.values(), "g2")
    page = cy.get("/questions/disputes").text
    assert all(text in page for text in UNSURE)
    form = re.search(r'action="(/questions/disputes/group/\w+)".*?name="seq" value="(\d+)"', page, re.DOTALL)
    assert cy.post(form[1], key="d2", seq=form[2]).status == 302
    assert [theme_of(text) for text in UNSURE] == ["Streets", "Streets"]


def test_answers_on_a_group_that_no_form_offers_are_refused(people):
    ana, ben, _ = people
    notes, place = group_asked(ana)
    assert answer_group(ana, "T02", []).status == 422
    assert answer_group(ana, "T99", notes.values()).status == 422
    assert answer_group(ana, "T02", notes.values(), key="").status == 422
    assert ana.post("/questions/group/nokey", key="k", **{"is": "T02"}).status == 404
    assert answer_group(ana, "T02", notes.values()).status == 302
    assert ben.post(place, key="k", **{"is": "T03"}).status == 404
