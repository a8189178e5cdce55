"""A live café: what is kept of it and what is forgotten, and which addresses it opens."""

from __future__ import annotations

import json
import stat
import time

import pytest

from serve_app import Browser
from test_serve_live import NAME, _cafe, _home, _listener, _port, say, seat  # noqa: F401 - fixtures
from worldcafe.errors import InputError


def test_without_a_cafe_none_of_its_pages_is_there(port, cafe):
    from worldcafe.serve.live import notes

    host, (scribe, at) = Browser(port, "Ana"), seat(port, cafe)
    notes.end()
    for browser, path in (
        (scribe, at),
        (scribe, "/t/"),
        (host, "/live"),
        (host, "/live/wall"),
        (host, "/live/cards"),
    ):
        assert browser.get(path).status == 404, path
    assert "/live" not in host.get("/").text


def test_what_was_typed_is_for_its_owner_alone_and_in_no_copy(port, cafe, home):
    from worldcafe.serve.database import back_up

    scribe, at = seat(port, cafe)
    say(scribe, at, f"{NAME} wants trees")
    back_up(home / "copy.db")
    with_name = {
        path.name for path in home.rglob("*") if path.is_file() and NAME.encode() in path.read_bytes()
    }
    assert with_name <= {"live.db", "live.db-wal"}
    modes = {stat.S_IMODE(path.stat().st_mode) for path in home.glob("live.db*")}
    assert modes == {0o600}


def test_the_notes_go_into_a_run_as_they_were_typed_without_those_that_were_struck_out(
    port, cafe, home, monkeypatch
):
    from worldcafe.serve import jobs

    began = []
    monkeypatch.setattr(jobs, "analyse", lambda path, actor: began.append((path, actor.name)) or 7)
    host, (scribe, at) = Browser(port, "Ana"), seat(port, cafe)
    assert host.post("/live/run").status == 422
    for number, text in enumerate(("Table 3\nRound 2:", f"{NAME} wants trees", "a mistake")):
        say(scribe, at, text, key=f"k{number}")
    scribe.post(f"{at}/notes/4/strike", struck="1", key="s1")
    assert host.post("/live/run").headers["Location"] == "/intake/7"
    [(folder, who)] = began
    path = folder / "notes.cafe"
    assert who == "Ana"
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(folder.stat().st_mode)) == (0o600, 0o700)
    assert [note["text"] for note in json.loads(path.read_text("utf-8"))["notes"]] == [
        "Table 3",
        "Round 2:",
        f"{NAME} wants trees",
    ]


def test_forgetting_removes_every_note_as_it_was_typed(cafe, home):
    from worldcafe.serve.live import notes, typed, wiping

    typed.write(1, 1, f"{NAME} wants trees", "k")
    folder = home / "notes" / "live-1"
    folder.mkdir(parents=True)
    (folder / "notes.cafe").write_text(NAME, "utf-8")
    (home / "notes" / "live-1.own.toml").write_text("", "utf-8")  # as the corrections of themes leave it
    other = home / "notes" / "2"
    other.mkdir()
    (other / "given.txt").write_text("kept", "utf-8")
    notes.end()
    wiping.forget(home)
    left = [path for path in home.rglob("*") if path.is_file()]
    assert not [path for path in left if path.name.startswith("live")]
    assert not [path for path in left if NAME.encode() in path.read_bytes()]
    assert other / "given.txt" in left
    assert wiping.forget(home) == []


def test_notes_that_were_removed_while_a_cafe_goes_on_take_no_more_and_say_so(port, cafe, home):
    from worldcafe.serve.live import wiping

    scribe, at = seat(port, cafe)
    wiping.forget(home)
    assert say(scribe, at, "more trees").status == 500  # a phone keeps it
    assert not (home / "live.db").exists()


@pytest.mark.parametrize(
    ("topics", "questions"),
    [(["only one"], ["?"]), (["a"] * 100, ["?"]), (["a", "b"], []), (["a", "b"], ["?"] * 31)],
)
def test_what_is_no_cafe_is_told_and_nothing_is_stored(home, topics, questions):
    from worldcafe.serve.live import notes

    with pytest.raises(InputError):
        notes.set_up("A café", topics, questions)
    assert notes.cafe() is None


def test_a_cafe_grows_while_it_goes_on_and_what_has_notes_is_not_taken_away(cafe):
    from worldcafe.serve.live import notes, typed

    typed.write(3, 1, "more trees", "k")
    notes.set_up("Oldtown", ["Parks", "Streets", "", "Water"], ["What is missing?", "Who?", "When?"])
    grown = notes.cafe()
    assert [table.code for table in grown.tables[:3]] == [table.code for table in cafe.tables]
    assert (grown.mark, grown.tables[1].topic, len(grown.questions)) == (cafe.mark, "Streets", 3)
    with pytest.raises(InputError, match="has notes"):
        notes.set_up("Oldtown", ["Parks", "Streets"], ["What is missing?"])
    assert notes.cafe() == grown


def test_a_database_of_another_program_is_left_alone(tmp_path):
    import sqlite3

    from worldcafe.serve.live import notes

    with sqlite3.connect(tmp_path / "live.db") as file:
        file.execute("CREATE TABLE mine (a)")
    before = (tmp_path / "live.db").read_bytes()
    with pytest.raises(InputError, match="not one of worldcafe"):
        notes.begin(tmp_path)
    assert (tmp_path / "live.db").read_bytes() == before
    assert not notes.is_on()


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "everywhere", "192.168.1"])
def test_no_address_but_one_of_this_machine_is_opened(address):
    from worldcafe.serve.server import address_to_bind

    with pytest.raises(InputError, match="name the address"):
        address_to_bind(address)
    assert address_to_bind("192.168.1.20") == "192.168.1.20"
    assert address_to_bind("") == ""


@pytest.mark.parametrize(
    ("asked", "opened"),
    [
        ({}, "127.0.0.1:0"),
        ({"port": 8123}, "127.0.0.1:8123"),
        ({"live": True}, "127.0.0.1:8000"),
        ({"live": True, "port": 8123}, "127.0.0.1:8123"),
        ({"live": True, "bind": "192.168.1.20"}, "127.0.0.1:8000 192.168.1.20:8000"),
        ({"live": True, "bind": "fd00::20", "port": 8123}, "127.0.0.1:8123 [fd00::20]:8123"),
    ],
)
def test_this_machine_alone_is_opened_unless_an_address_is_named(tmp_path, asked, opened):
    from worldcafe.serve.options import ServeOptions
    from worldcafe.serve.server import listening

    assert listening(ServeOptions(tmp_path, **asked)) == opened


@pytest.mark.parametrize("command", [["--bind", "192.168.1.20"], ["--live", "--bind", "0.0.0.0"]])
def test_no_network_is_opened_by_half_a_wish(tmp_path, command, capsys):
    from worldcafe.cli import main

    assert main(["serve", str(tmp_path / "cafe"), "--no-browser", *command]) == 2
    assert "network" in capsys.readouterr().err


SAID = (
    f"{NAME} wants trees along the river walk, as last year",
    "We should plant trees along the river walk.",
    "The council should lend tools to neighbours in the autumn.",
    "Table 3: the bench at the lake needs a roof",
    "Buses should go later in the evening.",
    "The last bus should leave later in the evening.",
)


@pytest.mark.slow
def test_one_click_makes_the_register_and_the_names_stay_where_they_were(port, cafe, home):
    from worldcafe.serve.models import Item, Job

    host = Browser(port, "Ana")
    for number, text in enumerate(SAID):
        say(*seat(port, cafe, number % 3 + 1), text)
    leads = host.post("/live/run").headers["Location"]
    job = Job.objects.get(no=int(leads.removeprefix("/intake/")))
    for _ in range(1200):
        job.refresh_from_db()
        if job.done:
            break
        time.sleep(0.1)
    assert (job.done, job.wrong) == (True, "")
    assert host.get(leads).headers["Location"] == "/"
    assert {note["place"] for item in Item.objects.all() for note in item.found["notes"]} <= {
        f"Oldtown café, Table {table}, round 1" for table in (1, 2, 3)
    }
    assert "lend tools to neighbours" in host.get("/register").text
    named = {path for path in home.rglob("*") if path.is_file() and NAME.encode() in path.read_bytes()}
    private = {"live.db", "live.db-wal", "notes.cafe", "run-1.removed.csv"}
    assert {path.name for path in named} <= private
    assert {stat.S_IMODE(path.stat().st_mode) for path in named} == {0o600}
