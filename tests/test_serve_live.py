"""A café as it goes on: every note is stored once, at its table, and a code opens one table's page alone."""

from __future__ import annotations

import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from serve_app import HOSTILE, Browser, fresh_database, running, use_database

NAME = "Maria Lindqvist"


HEARD = {
    "rows": [{"text": HOSTILE, "others": [HOSTILE * 2], "tables": ["Table 1", "Table 2"]}],
    "words": [{"word": HOSTILE, "tables": 3}],
    "notes": 2,
    "tables": 2,
    "withheld": 0,
}


@pytest.fixture(name="home")
def _home(tmp_path):
    fresh_database(tmp_path)
    from worldcafe.serve import jobs
    from worldcafe.serve.live import notes

    jobs.set_home(tmp_path)
    notes.begin(tmp_path)
    yield tmp_path
    notes.end()
    use_database(str(tmp_path / "after.db"))


@pytest.fixture(name="port")
def _port(home):
    with running() as port:
        yield port


@pytest.fixture(name="cafe")
def _cafe(home):
    """Three tables, two rounds."""
    from worldcafe.serve.live import notes

    notes.set_up("Oldtown café", ["Parks", "Roads", ""], ["What is missing?", "Who begins?"])
    return notes.cafe()


@pytest.fixture(name="listener", autouse=True)
def _listener(monkeypatch):
    """Who reads rounds: here the answers of a test, one after the other."""
    from worldcafe.serve.live import hearing

    answers = []
    monkeypatch.setattr(hearing.LISTENER, "ask", lambda told: answers.pop(0) if answers else HEARD)
    return answers


def stored(**where):
    from worldcafe.serve.live.notes import notes_of

    return [(note.table, note.round, note.text) for note in notes_of(**where)]


def seat(port, cafe, table=1):
    """A scribe's browser, and the address of its table."""
    scribe, at = Browser(port), f"/t/{cafe.tables[table - 1].code}"
    assert scribe.get(at).status == 200
    return scribe, at


def say(scribe, at, text, key="k1", round_="1"):
    return scribe.post(f"{at}/notes", text=text, key=key, round=round_)


def test_a_host_sets_up_a_cafe_and_a_code_opens_the_page_of_its_table(port, home):
    host = Browser(port, "Ana")
    answer = host.post(
        "/live/setup",
        title="Oldtown café",
        tables="3",
        topics="Parks\nRoads",
        questions="What is missing?\nWho begins?",
    )
    assert answer.status == 302
    page = host.get("/live").text
    codes = re.findall(r'href="/t/(\w{8})"', page)
    assert len(set(codes)) == 3
    scribe = Browser(port)
    scribe.get("/t/")
    assert (
        scribe.post("/t/", code=f"{codes[1][:4].lower()} {codes[1][4:]}").headers["Location"]
        == f"/t/{codes[1]}"
    )
    page = scribe.get(f"/t/{codes[1]}").text
    assert "Table 2: Roads" in page
    assert "What is missing?" in page


def test_a_note_is_stored_at_its_table_and_round_as_it_was_typed(port, cafe):
    scribe, at = seat(port, cafe, 2)
    text = f"Table 9: {NAME} wants\r\n# a heading {HOSTILE}"
    answer = say(scribe, at, text)
    assert answer.status == 302
    assert stored() == [(2, 1, line) for line in text.split("\r\n")]
    page = scribe.get(answer.headers["Location"]).text
    assert "Stored." in page
    assert HOSTILE not in page


def test_the_same_form_again_stores_nothing_and_other_words_under_its_key_are_not_lost(port, cafe):
    scribe, at = seat(port, cafe)
    with ThreadPoolExecutor(6) as several:
        statuses = [one.status for one in several.map(lambda _: say(scribe, at, "more trees"), range(12))]
    assert set(statuses) == {302}
    say(scribe, at, "more benches")
    assert stored() == [(1, 1, "more trees"), (1, 1, "more benches")]


def test_each_line_is_a_note_of_its_own_and_is_stored_once_however_often_it_is_sent(port, cafe):
    scribe, at = seat(port, cafe)
    text = "more trees\r\n\r\n  more benches \r\nmore trees\r\n"
    lines = [(1, 1, "more trees"), (1, 1, "more benches"), (1, 1, "more trees")]
    with ThreadPoolExecutor(6) as several:
        assert {one.status for one in several.map(lambda _: say(scribe, at, text), range(6))} == {302}
    assert stored() == lines
    say(scribe, at, f"{text}a pond")
    assert stored() == [*lines, (1, 1, "a pond")]


def test_a_note_that_is_corrected_stays_one_whatever_its_lines(port, cafe):
    scribe, at = seat(port, cafe)
    say(scribe, at, "more trees")
    scribe.post(f"{at}/notes/1", text="more trees\nand benches", base="1", key="c1")
    assert stored() == [(1, 1, "more trees\nand benches")]


@pytest.mark.parametrize(
    ("text", "round_", "key"),
    [
        ("  \n ", "1", "k"),
        ("too early", "2", "k"),
        ("no round", "x", "k"),
        ("x" * 10_001, "1", "k"),
        ("no key", "1", ""),
    ],
)
def test_what_cannot_be_stored_stays_in_the_field_with_the_reason(port, cafe, text, round_, key):
    scribe, at = seat(port, cafe)
    answer = say(scribe, at, text, key=key, round_=round_)
    assert answer.status == 422
    assert 'class="wrong"' in answer.text
    assert text.strip() in answer.text
    assert stored() == []


def test_a_table_corrects_and_strikes_out_its_own_notes_alone(port, cafe):
    scribe, at = seat(port, cafe)
    other, elsewhere = seat(port, cafe, 2)
    say(scribe, at, "more tress")
    assert scribe.post(f"{at}/notes/1", text="more trees", base="1", key="c1").status == 302
    assert scribe.post(f"{at}/notes/1", text="more trees", base="1", key="c1").status == 302
    assert other.post(f"{elsewhere}/notes/1", text="mine", base="2", key="c2").status == 422
    assert other.post(f"{elsewhere}/notes/1/strike", struck="1", key="c3").status == 422
    assert stored() == [(1, 1, "more trees")]
    scribe.post(f"{at}/notes/1/strike", struck="1", key="s1")
    assert stored(struck=False) == []
    assert "<del>more trees</del>" in scribe.get(at).text
    scribe.post(f"{at}/notes/1/strike", struck="0", key="s2")
    assert stored(struck=False) == [(1, 1, "more trees")]


def test_two_who_correct_one_note_both_see_their_words(port, cafe):
    scribe, at = seat(port, cafe)
    say(scribe, at, "more tress")
    scribe.post(f"{at}/notes/1", text="more trees", base="1", key="c1")
    answer = scribe.post(f"{at}/notes/1", text="many trees", base="1", key="c2")
    assert answer.status == 409
    assert "more trees" in answer.text
    assert ">many trees</textarea>" in answer.text
    assert stored() == [(1, 1, "more trees")]


def test_a_round_begins_once_and_late_notes_go_into_the_round_they_were_begun_in(port, cafe):
    host, (scribe, at) = Browser(port, "Ana"), seat(port, cafe)
    host.post("/live/round", round="2", what="begin")
    host.post("/live/round", round="1", what="end")  # sent again: that round is over
    host.post("/live/round", round="3", what="begin")  # there is none
    from worldcafe.serve.live.notes import cafe as cafe_now

    assert (cafe_now().round, cafe_now().ended) == (2, False)
    say(scribe, at, "written late", round_="1")
    say(scribe, at, "written now", key="k2", round_="2")
    assert stored() == [(1, 1, "written late"), (1, 2, "written now")]
    assert "written late" not in scribe.get(at).text
    assert "written late" in scribe.get(f"{at}?round=1").text


def test_a_code_opens_nothing_but_its_table(port, cafe):
    scribe, at = seat(port, cafe)
    assert scribe.get(at).status == 200
    for path in ("/", "/live", "/live/wall", "/live/cards", "/register", "/settings", "/live/state"):
        assert scribe.get(path).status == 403, path
    assert scribe.post("/live/run").status == 403
    assert cafe.tables[1].code not in scribe.get(at).text
    assert scribe.get("/t/WRONGCODE").status == 404


def test_cards_that_lead_to_this_machine_alone_say_that_no_phone_reaches_it(port, cafe):
    assert "No phone reaches this address" in Browser(port, "Ana").get("/live/cards").text


def test_a_code_that_was_changed_shuts_out_who_has_the_old_one(port, cafe):
    host, (scribe, at) = Browser(port, "Ana"), seat(port, cafe)
    host.post("/live/code", table="1")
    assert scribe.get(at).status == 404
    assert say(scribe, at, "more trees").status == 404
    assert stored() == []


def test_codes_cannot_be_tried_one_after_another(port, cafe):
    from worldcafe.serve.live import scribe as page

    page._wrong.clear()
    guesser = Browser(port)
    guesser.get("/t/")
    statuses = [guesser.post("/t/", code=f"WRONG{number:03}").status for number in range(13)]
    assert statuses == [422] * 12 + [429]
    assert guesser.post("/t/", code=cafe.tables[0].code).status == 429
    page._wrong.clear()


def test_forms_of_other_sites_and_without_a_token_store_nothing(port, cafe):
    scribe, at = seat(port, cafe)
    scribe.get(at)
    foreign = {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert scribe.post(f"{at}/notes", headers=foreign, text="x", key="k", round="1").status == 403
    scribe.cookies.clear()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert scribe.ask("POST", f"{at}/notes", "text=x&key=k&round=1", form).status == 403
    assert stored() == []


@pytest.fixture(name="from_elsewhere")
def _from_elsewhere(cafe):
    """Ask as a phone does: from another machine, at the address that the host chose."""
    from django.test import Client, override_settings

    with override_settings(ALLOWED_HOSTS=["127.0.0.1", "192.168.1.20"]):
        yield Client(REMOTE_ADDR="192.168.1.77", headers={"host": "192.168.1.20"})


def test_other_machines_reach_the_pages_of_tables_and_nothing_else(from_elsewhere, cafe):
    from worldcafe.serve.gate import new_link

    assert from_elsewhere.get("/")["Location"] == "/t/"
    assert from_elsewhere.get("/t/").status_code == 200
    assert from_elsewhere.get(f"/t/{cafe.tables[0].code}").status_code == 200
    link = new_link()
    for path in (link, "/live", "/register", "/g/x", "/name", "/history.jsonl"):
        assert from_elsewhere.get(path).status_code == 403, path
    # an address of this machine that they only claim opens nothing either
    assert from_elsewhere.get(link, headers={"host": "127.0.0.1"}).status_code == 403


def wall_when(host, told):
    """The wall, once it says something."""
    for _ in range(200):
        page = host.get("/live/wall").text
        if told in page:
            return page
        time.sleep(0.05)
    raise AssertionError(page)


def test_what_is_hostile_is_shown_as_it_was_typed(port, home):
    from worldcafe.serve.live import notes

    host = Browser(port, "Ana")
    host.post("/live/setup", title=HOSTILE, tables="2", topics=HOSTILE, questions=HOSTILE)
    scribe, at = seat(port, notes.cafe())
    say(scribe, at, HOSTILE)
    host.post("/live/round", round="1", what="end")
    pages = [wall_when(host, "at 2 tables"), scribe.get(at).text]
    pages += [host.get(path).text for path in ("/live", "/live/setup", "/live/cards")]
    assert not [page for page in pages if HOSTILE in page]
    assert all("&lt;img src=x" in page for page in pages)


def test_a_round_is_read_again_when_a_late_note_comes_or_when_it_could_not_be(port, cafe, listener):
    host, (scribe, at) = Browser(port, "Ana"), seat(port, cafe)
    listener += [{"failed": True}, HEARD, {**HEARD, "rows": []}]
    host.post("/live/round", round="1", what="end")
    wall_when(host, "could not be read")
    assert "once more" in host.get("/live").text
    host.post("/live/round", round="1", what="end")
    wall_when(host, "at 2 tables")
    say(scribe, at, "written late")
    wall_when(host, "No two tables")
    scribe.post(f"{at}/notes/1/strike", struck="1", key="s1")
    wall_when(host, "at 2 tables")


def test_a_reader_that_dies_is_begun_anew_and_who_cannot_read_says_so(monkeypatch):
    from worldcafe.serve.live import hearing

    def answer(line):
        monkeypatch.setattr(hearing, "READER", [sys.executable, "-c", line])
        listener = hearing.Listener()
        try:
            return listener.ask({"cafe": "x"})
        finally:
            listener.end()

    echo = "import sys; print(sys.stdin.readline(), flush=True)"
    assert answer(echo) == {"cafe": "x"}
    assert answer("raise SystemExit(3)") == {"failed": True}
