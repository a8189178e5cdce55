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
    assert "Nothing: no two people" in cy.get("/questions/disputes").text


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


def company(browser):
    """The notes that a question is asked with, by what the form calls them."""
    page = browser.get("/questions/note").text
    return {
        text.strip(): local for local, text in re.findall(r'name="with" value="(\w+)"> <span>([^<]*)<', page)
    }


BENCH = "a bench in the shade of the trees"


def test_a_note_is_asked_with_those_of_its_theme_that_are_likest_and_ticked_ones_go_with_it(people, home):
    ana = people[0]
    together = company(ana)
    assert set(together) == {UNSURE[1], BENCH}
    reply(ana, "note", "T02", **{"with": together[UNSURE[1]]})
    assert [theme_of(text) for text in (*UNSURE, BENCH)] == ["Streets", "Streets", "Gardens"]
    assert asked(ana)[0] == BENCH


def test_nobody_is_asked_about_a_note_that_another_is_asked_with(people):
    ana, ben, cy = people
    assert asked(ana)[0] == UNSURE[0]
    others = [asked(browser)[0] for browser in (ben, cy)]
    assert not {UNSURE[1], BENCH} & {*others, *company(ben), *company(cy)}


def test_notes_that_stay_are_kept_together_and_asked_about_no_more(people, home):
    ana = people[0]
    together = company(ana)
    reply(ana, "note", "stays", **{"with": together[UNSURE[1]]})
    assert corrections(ana, home) == [("pin", UNSURE, ())]
    assert asked(ana)[0] == BENCH
    assert company(ana) == {}


def test_a_theme_that_people_made_is_offered_for_the_next_notes(people):
    ana = people[0]
    first = reply(ana, "note", "new", name="Shade")
    made = re.search(r'name="is" value="(T\d+)" data-key="\d">Shade', ana.get("/questions/note").text)[1]
    second = reply(ana, "note", made)
    assert second != first
    assert theme_of(second) == theme_of(first) == "Shade"


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
    assert re.findall(r"<b>(\d+)</b>", page) == ["1", "2", "2", "0"]
    reply(ana, "note", "stays")
    reply(ana, "pair", "same")
    assert re.findall(r"<b>(\d+)</b>", ana.get("/questions").text) == ["1", "1", "1", "0"]
