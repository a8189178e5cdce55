"""A name that was found late goes from the notes as they were typed, too, and nothing else of them does."""

from __future__ import annotations

import json
import stat
import time

import pytest

from serve_app import Browser
from test_serve_live import NAME, _cafe, _home, _listener, _port, say, seat  # noqa: F401 - fixtures

OTHERS = ("more trees along the river", "marias of the lake", "Linden trees")
TYPED = (f"{NAME} wants trees", "The Lindqvist garden is dry", *OTHERS)
WIPED = ("[person] wants trees", "The [person] garden is dry", *OTHERS)


@pytest.fixture(name="typed")
def _typed(port, cafe, home):
    """Notes of a table, and the register of them that was begun."""
    scribe, at = seat(port, cafe)
    for number, text in enumerate(TYPED):
        say(scribe, at, text, key=f"k{number}")
    folder = home / "notes" / "live-1"
    folder.mkdir(parents=True)
    notes = [{"table": "Table 1", "round": "1", "text": text} for text in TYPED]
    (folder / "notes.cafe").write_text(json.dumps({"worldcafe": "notes", "cafe": "Oldtown", "notes": notes}))
    (folder / "corrections.toml").write_text(f'[[move]]\nnotes = ["{TYPED[0]}"]\n', "utf-8")
    return scribe, at


def taken_out(home, capsys, *names):
    from worldcafe.cli import main

    capsys.readouterr()
    asked = [part for name in names for part in ("--take-out", name)]
    assert main(["serve", str(home), "--database", str(home / "review.db"), *asked]) == 0
    return capsys.readouterr().out


def texts():
    from worldcafe.serve.live import notes

    return tuple(note.text for note in notes.notes_of())


def holding(home, name):
    return [path.name for path in home.rglob("*") if path.is_file() and name.encode() in path.read_bytes()]


def test_one_command_leaves_it_in_no_byte_of_what_scribes_typed(typed, home, capsys):
    assert set(holding(home, "Lindqvist")) >= {"live.db", "notes.cafe", "corrections.toml"}
    out = taken_out(home, capsys, NAME)
    assert holding(home, "Lindqvist") == []
    assert texts() == WIPED
    told = json.loads((home / "notes" / "live-1" / "notes.cafe").read_text("utf-8"))
    assert tuple(note["text"] for note in told["notes"]) == WIPED
    private = [home / "live.db", home / "notes" / "live-1" / "notes.cafe"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in private} == {0o600}
    assert "Taken out of 4 of the notes that scribes typed" in out
    assert "by itself" not in out
    assert "elsewhere" not in out  # there is no run yet
    assert "lindqvist" not in out.casefold()


def test_what_names_nobody_of_them_stays_to_the_byte(typed, home, capsys):
    before = (home / "notes" / "live-1" / "notes.cafe").read_bytes()
    out = taken_out(home, capsys, "Brindlewick")
    assert texts() == TYPED
    assert (home / "notes" / "live-1" / "notes.cafe").read_bytes() == before
    assert "scribes" not in out


def test_a_word_of_it_that_may_be_another_is_counted_and_goes_by_itself(port, cafe, home, capsys):
    scribe, at = seat(port, cafe)
    say(scribe, at, "maria would like a bench")
    assert "stands by itself in 1 text," in taken_out(home, capsys, NAME)
    assert texts() == ("maria would like a bench",)
    assert "by itself" not in taken_out(home, capsys, "maria")
    assert texts() == ("[person] would like a bench",)


def test_topics_questions_and_notes_that_were_struck_out_are_wiped_too(port, cafe, home, capsys):
    from worldcafe.serve.live import notes

    notes.set_up(f"For {NAME}", [f"The hall of {NAME}", "Streets", ""], [f"What would {NAME} say?", "Who?"])
    scribe, at = seat(port, cafe)
    say(scribe, at, f"{NAME} wants trees")
    scribe.post(f"{at}/notes/1/strike", struck="1", key="s1")
    taken_out(home, capsys, NAME)
    assert holding(home, "Lindqvist") == []
    after = notes.cafe()
    assert (after.title, after.tables[0].topic) == ("For [person]", "The hall of [person]")
    assert after.questions[0] == "What would [person] say?"
    assert [table.code for table in after.tables] == [table.code for table in cafe.tables]


def test_a_page_of_before_does_not_bring_it_back(typed, home, capsys):
    scribe, at = typed
    taken_out(home, capsys, NAME)
    again = scribe.post(f"{at}/notes/1", text=f"{TYPED[0]}, soon", base="1", key="c1")
    assert again.status == 409
    assert texts() == WIPED
    assert say(scribe, at, TYPED[0], key="k0").status == 302  # sent once more, since no answer came
    assert texts() == WIPED


def test_a_wall_that_is_open_is_read_again_by_itself(typed, home, capsys, monkeypatch):
    from worldcafe.serve.live import hearing

    scribe, _ = typed
    host = Browser(scribe.port, "Ana")
    host.post("/live/round", round="1", what="end")
    while not hearing.heard(1)["fresh"]:
        time.sleep(0.01)
    taken_out(home, capsys, NAME)
    asked = []
    monkeypatch.setattr(hearing.LISTENER, "ask", lambda told: asked.append(told) or {"rows": [], "words": []})
    assert "being read" in host.get("/live/wall/said").text
    while not hearing.heard(1)["fresh"]:
        time.sleep(0.01)
    assert tuple(note["text"] for note in asked[0]["notes"]) == WIPED


def test_a_database_of_another_program_is_not_wiped(home, tmp_path):
    import sqlite3

    from worldcafe.serve.live.wiping import wipe

    other = tmp_path / "other"
    other.mkdir()
    with sqlite3.connect(other / "live.db") as file:
        file.execute("CREATE TABLE notes (text)")
        file.execute("INSERT INTO notes VALUES (?)", (NAME,))
    before = (other / "live.db").read_bytes()
    assert wipe(other, lambda text: text.replace(NAME, "")) == 0
    assert (other / "live.db").read_bytes() == before


def test_it_goes_in_small_letters_behind_a_small_word_of_another_language_too(port, cafe, home, capsys):
    scribe, at = seat(port, cafe)
    say(scribe, at, "as brindlewick wants it, brindlewicks do not")
    taken_out(home, capsys, "Brindlewick")
    assert texts() == ("as [person] wants it, brindlewicks do not",)
