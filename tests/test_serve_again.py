"""The notes analysed again after a committee worked for weeks: nothing decided or corrected is lost."""

from __future__ import annotations

import re
from html import unescape

import pandas as pd
import pytest

from serve_app import Browser, claim, fill, fresh_database, running, told, use_database
from test_serve_runs import upload, wait_for
from test_serve_themes import change, look

SUBJECTS = {
    "bins": ("compost bins", "the compost heap", "kitchen peelings", "the smell of compost"),
    "tools": ("tools for the garden", "the lending shed", "wheelbarrows and spades", "a list of tools"),
    "music": ("concerts in the park", "the brass band", "evenings of songs", "a stage for music"),
    "lamps": ("lamps along the path", "dark corners of the street", "street lights", "light at the chapel"),
    "books": ("books for children", "the library hours", "a shelf of free books", "reading afternoons"),
    "trees": ("trees along the river", "young oaks", "shade of trees", "watering of young trees"),
}
SAID = (
    "We should {verb} {what} near the school.",
    "The council should {verb} {what} next year.",
    "People asked who could {verb} {what} on weekends.",
    "Neighbours would gladly {verb} {what} together.",
)
VERBS = ("pay for", "look after", "plan", "share")


def make_notes():
    """96 notes at six tables, and a report with two claims on each subject."""
    summary, tables = ["# Outcome of the town café", ""], ["# Annex: notes", ""]
    for number, (subject, things) in enumerate(SUBJECTS.items(), start=1):
        summary += [f"## {subject.title()}", "", f"- The council should pay for {things[0]} next year."]
        summary += [f"- Neighbours would gladly share {things[1]} together.", ""]
        notes = [
            f"- {said.format(verb=verb, what=thing)}"
            for thing, said in zip(things, SAID, strict=True)
            for verb in VERBS
        ]
        tables += [f"## Table {number} - {subject.title()}", "", "### Round 1", "", *notes, ""]
    return "\n".join([*summary, *tables])


@pytest.fixture(name="home")
def _home(tmp_path):
    fresh_database(tmp_path)
    from worldcafe.serve import jobs

    jobs.set_home(tmp_path)
    yield tmp_path
    use_database(str(tmp_path / "after.db"))


def facts():
    """What is decided, by the words of the suggestion."""
    from worldcafe.serve.models import Item
    from worldcafe.serve.texts import facts_of

    return {item.text: facts_of(item) for item in Item.objects.all() if item.facts}


def decide_twenty(ana):
    from worldcafe.serve.models import Item

    items = list(Item.objects.order_by("number")[:20])
    assert len(items) == 20
    for place, item in enumerate(items):
        form = {"remit": ("yes", "no", "unclear")[place % 3], "remit_why": f"Reason {place}"}
        assert ana.post(f"/s/{item.number}/decide", key=f"d{place}", base="0", **form).status == 302


def answer_small_questions(ana, what, answers):
    """Answer as many questions as there are answers; where one is not offered, the note stays."""
    for wished in answers:
        page = ana.get(f"/questions/{what}").text
        place = re.search(rf'action="(/questions/{what}/\w+)"', page)[1]
        offered = re.findall(r'name="is" value="([^"]+)"', page)
        said = wished if wished in offered else "stays"
        key = re.search(r'name="key" value="(\w+)"', page[page.index(place) :])[1]
        assert ana.post(place, key=key, **{"is": said}).status == 302


def edit_themes(ana):
    """Ten edits of themes: two splits, three moves, two pins, three names."""
    from worldcafe.serve.themes import standing

    for place in range(10):
        now = standing()
        local = max(now.names, key=lambda theme: (len(now.members(theme)), theme))
        notes = [note.local for note in now.members(local)]
        other = next(theme for theme in now.names if theme != local)
        kind = ("split", "move", "pin", "rename", "move")[place % 5]
        asked = {
            "split": {"notes": notes[:4], "name": f"Split off {place}"},
            "move": {"notes": notes[-2:], "to": other},
            "pin": {"notes": notes[2:6]},
            "rename": {"name": f"Renamed {place}"},
        }[kind]
        assert look(ana, local, kind, **asked).status == 200, (kind, asked)
        assert change(ana, local, kind, **asked).status == 302


def rule_ten_claims(ana):
    from worldcafe.serve.models import Claim

    ruled = {}
    for row in Claim.objects.order_by("place")[:10]:
        page = ana.get(f"/claims/{row.key}").text
        marks = re.findall(r'name="note" value="(\w+)"', page)
        ana.post(f"/claims/{row.key}/rule", **ana.form(f"/claims/{row.key}"), fields=[("note", marks[-1])])
        ruled[row.key] = marks
    assert len(ruled) == 10
    return ruled


def together():
    """Sets of notes that are in one theme, by their words."""
    from worldcafe.serve.themes import standing

    now = standing()
    return {frozenset(note.text for note in now.members(theme)) for theme in now.names}


def everything():
    """What is decided, corrected, and together in a theme."""
    from worldcafe.serve.corrections import make_file

    return facts(), make_file(), together()


def require_fifty(ruled):
    """Claims, edits of themes and answers to small questions are fifty."""
    from worldcafe.serve.questions import last_answers

    assert len(ruled) + 10 + len(last_answers("note", 99)) + len(last_answers("same", 99)) == 50


def require_nothing_lost(before, ruled):
    """A second run is there; what was decided and corrected is as it was, and the run followed it."""
    from worldcafe.serve.corrections import stored_edits
    from worldcafe.serve.models import Claim, Item, Run
    from worldcafe.serve.replay import find_differences
    from worldcafe.serve.rulings import claim_key

    run = Run.objects.order_by("-no").first()
    assert run.no == 2
    assert everything() == before
    assert len(before[0]) == 20
    assert not Item.objects.filter(standing="gone").exclude(facts={}).exists()
    outcomes = pd.read_csv(f"{run.folder}/tables/corrections.csv", keep_default_na=False)
    assert set(outcomes["outcome"]) <= {"applied", "already so"}
    assert set(run.followed.values()) <= {"applied", "already so"}
    assert len(run.followed) == len(stored_edits()) > 10
    for key, marks in ruled.items():
        notes = {
            claim_key(note["text"]): note["linked"] for note in Claim.objects.get(key=key).found["notes"]
        }
        assert notes[marks[-1]]
        assert not any(notes.get(mark) for mark in marks[:-1])
    assert find_differences() == []


@pytest.mark.slow
def test_fifty_corrections_and_twenty_decisions_outlive_an_analysis(home):
    with running() as port:
        ana = Browser(port, "Ana")
        wait_for(ana, upload(ana, {"report.md": make_notes()}).headers["Location"])
        decide_twenty(ana)
        ruled = rule_ten_claims(ana)
        edit_themes(ana)
        answer_small_questions(ana, "note", ["T01", "T02", "T03", "T04", "new"] * 4)
        answer_small_questions(ana, "pair", ["different"] * 10)
        require_fifty(ruled)
        before = everything()
        answer = ana.post("/themes/again")
        assert wait_for(ana, answer.headers["Location"]) in ("/", "/matches")
        require_nothing_lost(before, ruled)
        assert "Nothing is left to be asked" not in ana.get("/questions/note").text


def test_corrections_stay_when_the_words_that_they_quote_are_others_later(home):
    from worldcafe.serve.corrections import make_file

    fill()
    with running() as port:
        ana = Browser(port, "Ana")
        change(ana, "T01", "move", ["m2"], to="T02")
        rule = {"key": "c1", "base": "0", "verdict": "altered"}
        page = ana.get("/claims").text
        path = unescape(re.search(r'href="(/claims/\w+)"', page)[1])
        ana.post(f"{path}/rule", **rule)
        answer_small_questions(ana, "pair", ["same"])
        file = make_file()
    run = told(
        digest="second",
        matches=[{"outcome": "same", "now": at, "offers": [], "score": 1.0} for at in range(4)],
    )
    reworded = [{**note, "text": f"{note['text']}, they said"} for note in run["themed"]]
    fill({**run, "themed": reworded, "claims": [claim("Another claim")], "pairs": []}, [1, 2, 3, 4])
    assert make_file() == file
    assert file.count("[[") == 4
