"""Themes by hand: what will change is shown before, and the file of corrections says the same."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pandas as pd
import pytest

from serve_app import Browser, fill, fresh_database, running, told, use_database
from worldcafe.correct import correct_themes
from worldcafe.correct.file import read_corrections
from worldcafe.settings import CorrectSettings
from worldcafe.tables import Assignments

TREES, MORE, BENCH, PATH, CROSSING, TOOLS, SHED, TIME = (f"m{place}" for place in range(8))


@pytest.fixture(name="home")
def _home(tmp_path):
    fresh_database(tmp_path)
    from worldcafe.serve import jobs

    jobs.set_home(tmp_path)
    fill()
    yield tmp_path
    use_database(str(tmp_path / "after.db"))


@pytest.fixture(name="ana")
def _ana(home):
    with running() as port:
        yield Browser(port, "Ana")


def look(browser, theme, verb, notes=(), **more):
    fields = [("note", note) for note in notes]
    return browser.post(f"/themes/{theme}/look", verb=verb, fields=fields, **more)


def hidden(page, name):
    return unescape(re.search(rf'name="{name}" value="([^"]*)"', page)[1])


def change(browser, theme, verb, notes=(), key="", **more):
    """Look at what will change, and store it as the page offers it."""
    page = look(browser, theme, verb, notes, **more).text
    form = {name: hidden(page, name) for name in ("seen", "edit")}
    return browser.post(f"/themes/{theme}/store", key=key or hidden(page, "key"), **form)


def themes():
    """The themes as the app has them: name -> ids of notes."""
    from worldcafe.serve.themes import standing

    now = standing()
    return {name: sorted(note.local for note in now.members(theme)) for theme, name in now.names.items()}


def by_file(home, text):
    """What a run makes of the same notes with a file of corrections: sets of notes that are together."""
    from worldcafe.serve.models import Note

    notes = list(Note.objects.order_by("local"))
    rows = pd.DataFrame([{"segment_id": note.local, "theme_id": note.theme} for note in notes])
    rows = rows.assign(second_theme_id="", next_theme_ids="", fit=0.5, margin=0.1)
    found = Assignments.validate(
        rows.assign(set_aside=["" if note.theme else "fits no theme" for note in notes])
    )
    segments = pd.DataFrame([{"segment_id": note.local, "clean_text": note.text} for note in notes])
    (home / "corrections.toml").write_text(text, encoding="utf-8")
    result = correct_themes(segments, found, CorrectSettings(str(home / "corrections.toml")))
    assert set(result.corrections["outcome"]) <= {"applied", "already so"}
    groups = result.assignments.groupby("theme_id")["segment_id"].apply(sorted)
    return {theme: notes for theme, notes in groups.items() if theme}, result.names


def test_what_will_change_is_shown_and_nothing_is_stored_by_looking(ana):
    from worldcafe.serve.models import Event, Text

    page = look(ana, "T01", "move", [BENCH], to="T02")
    assert page.status == 200
    assert "1 note moves" in page.text
    assert "from Gardens to Streets" in page.text
    assert (Event.objects.count(), Text.objects.count()) == (1, 0)
    assert themes()["Gardens"] == [TREES, MORE, BENCH]


def test_each_change_counts_at_once_and_the_file_says_the_same(ana, home):
    change(ana, "T01", "move", [BENCH], to="T02")
    assert themes() == {"Gardens": [TREES, MORE], "Streets": [BENCH, PATH, CROSSING], "Tools": [TOOLS, SHED]}
    change(ana, "T02", "split", [PATH, BENCH], name="Light and shade")
    change(ana, "T01", "rename", name="Trees")
    change(ana, "T03", "pin", [TOOLS, SHED], name="A shed of tools")
    change(ana, "T01", "merge", to="T02")
    change(ana, "aside", "move", [TIME], to="T03")
    change(ana, "T01", "move", [MORE], to="set aside")
    now = themes()
    assert now == {
        "Trees": [TREES, CROSSING],
        "Light and shade": [BENCH, PATH],
        "A shed of tools": [TOOLS, SHED, TIME],
    }
    groups, names = by_file(home, ana.get("/files/corrections.toml").text)
    assert sorted(groups.values()) == sorted(now.values())
    assert set(names.values()) == {"Light and shade", "Trees", "A shed of tools"}


def test_an_edit_is_undone_and_the_others_stay(ana, home):
    from worldcafe.serve.replay import find_differences

    change(ana, "T01", "move", [BENCH], to="T02")
    change(ana, "T03", "rename", name="Lending")
    assert ana.post("/undo/2", key="u1").status == 302
    assert themes() == {
        "Gardens": [TREES, MORE, BENCH],
        "Streets": [PATH, CROSSING],
        "Lending": [TOOLS, SHED],
    }
    assert [found.verb for found in corrections(ana, home)] == ["rename"]
    assert find_differences() == []


def corrections(browser, home):
    (home / "c.toml").write_text(browser.get("/files/corrections.toml").text, encoding="utf-8")
    return read_corrections(home / "c.toml")


def test_words_that_break_files_come_through_whole(ana, home):
    from worldcafe.serve.models import Note

    odd = 'a "quoted" \\ note\x7f with \t and ]] [[move]]'
    Note.objects.filter(local=BENCH).update(text=odd)
    change(ana, "T01", "move", [BENCH], to="T02")
    change(ana, "T02", "rename", name='Light "and" shade')
    moved, renamed = corrections(ana, home)
    assert moved.notes == (odd,)
    assert renamed.name == 'Light "and" shade'


def test_who_looked_before_somebody_else_changed_looks_again(ana):
    page = look(ana, "T01", "move", [BENCH], to="T02").text
    form = {name: hidden(page, name) for name in ("seen", "edit", "key")}
    change(Browser(ana.port, "Ben"), "T02", "merge", to="T03", name="Streets and tools")
    refused = ana.post("/themes/T01/store", **form)
    assert refused.status == 409
    assert "Somebody changed the themes meanwhile" in refused.text
    assert "from Gardens to Streets and tools" in refused.text
    form = {name: hidden(refused.text, name) for name in ("seen", "edit", "key")}
    assert ana.post("/themes/T01/store", **form).status == 302
    assert ana.post("/themes/T01/store", **form).status == 302  # sent twice, stored once
    assert themes()["Streets and tools"] == [BENCH, PATH, CROSSING, TOOLS, SHED]


@pytest.mark.parametrize(
    ("theme", "verb", "form", "told_"),
    [
        ("T01", "explode", {}, "none of the changes"),
        ("T01", "move", {"to": "T02"}, "Tick the notes"),
        ("T01", "move", {"to": "T99", "notes": [BENCH]}, "Choose the theme"),
        ("T01", "merge", {"to": "set aside"}, "Choose the theme"),
        ("T01", "rename", {"name": " "}, "Write the new name"),
        ("T01", "rename", {"name": "x" * 121}, "120 letters"),
        ("aside", "rename", {"name": "Time"}, "is no theme"),
        ("T01", "split", {"notes": [PATH]}, "Tick the notes"),  # a note of another theme
        ("T01", "move", {"to": "T01", "notes": [BENCH]}, "changes nothing"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_ticked_stays(ana, theme, verb, form, told_):
    answer = look(ana, theme, verb, **form)
    assert answer.status == 422
    assert told_ in answer.text
    if form.get("notes") == [BENCH]:
        assert f'value="{BENCH}" checked' in answer.text


def test_words_that_are_no_note_are_not_stored(ana):
    from worldcafe.serve.models import Event, Quote

    words = ["Ines said so", "a bench in the shade of the trees"]
    edit = json.dumps({"verb": "move", "notes": words, "themes": [["set aside"]], "name": ""})
    answer = ana.post("/themes/T01/store", key="k1", seen="0", edit=edit)
    assert answer.status == 409
    for broken in ("{}", "[]", "no", '{"verb": 1, "notes": 3, "themes": [], "name": ""}'):
        assert ana.post("/themes/T01/store", key="k2", seen="0", edit=broken).status == 422
    assert (Event.objects.count(), Quote.objects.count()) == (1, 0)


def test_a_theme_that_is_not_there_is_told(ana):
    assert ana.get("/themes/T99").status == 404


def test_the_history_tells_of_edits_and_the_log_holds_no_words_of_them(ana):
    change(ana, "T01", "split", [BENCH], name="Shade")
    assert "1 note became a theme of their own" in ana.get("/history").text
    log = ana.get("/history.jsonl").text
    assert "bench" not in log
    assert "Shade" not in log


def test_what_a_later_run_followed_waits_no_more_and_is_told(ana):
    from worldcafe.serve.imports import Making, enter_run
    from worldcafe.serve.log import Actor

    change(ana, "T01", "move", [BENCH], to="T02")
    change(ana, "T03", "rename", name="Lending")
    matches = [{"outcome": "same", "now": place, "offers": [], "score": 1.0} for place in range(4)]
    run = {**told(matches=matches, digest="second"), "corrected": ["own", "applied", "no longer applies: so"]}
    enter_run(run, [1, 2, 3, 4], Path("run-2"), Actor("Ana"), Making("", (2,)))
    page = ana.get("/themes").text
    assert "no longer applies: so" in page
    assert themes()["Lending"] == [TOOLS, SHED]  # not followed yet
    assert themes()["Gardens"] == [TREES, MORE, BENCH]  # as the run has it


def test_a_file_of_corrections_that_came_with_the_notes_stands_before_ours(ana, home):
    from worldcafe.serve.corrections import write_beside

    notes = home / "notes" / "one"
    notes.mkdir(parents=True)
    own = '[[rename]]\ntheme = ["lend tools to neighbours"]\nname = "Own"\n'
    (notes / "corrections.toml").write_text(own, encoding="utf-8")
    change(ana, "T01", "move", [BENCH], to="T02")
    for _ in range(2):
        assert write_beside(notes) == (2,)
        assert [found.verb for found in read_corrections(notes / "corrections.toml")] == ["rename", "move"]
    ana.post("/undo/2", key="u1")
    write_beside(notes)
    assert [found.verb for found in read_corrections(notes / "corrections.toml")] == ["rename"]
