"""A café as people at the tables see it: on a phone, without a script, while the network drops."""

from __future__ import annotations

import pytest

from live_cafe import NOTES, QUESTION
from serve_app import fresh_database, running
from test_page_in_browser import CHROMIUM, QUIET
from test_serve_in_browser import MEANT, REACHED

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
HEARD = {
    "rows": [
        {
            "text": "open the toilets in winter",
            "others": ["toilets: all year"],
            "tables": ["Table 1", "Table 2"],
        }
    ],
    "words": [{"word": "bus", "tables": 3}],
    "notes": 60,
    "tables": 3,
    "withheld": 1,
}


@pytest.fixture(scope="module", name="chromium")
def _chromium():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as play, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright has a loop of its own in this thread
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module", name="port")
def _port(tmp_path_factory, chromium):
    folder = tmp_path_factory.mktemp("live")
    fresh_database(folder)
    from worldcafe.serve import jobs
    from worldcafe.serve.live import hearing, notes

    jobs.set_home(folder)
    notes.begin(folder)
    with running() as port, pytest.MonkeyPatch.context() as patch:
        patch.setattr(hearing.LISTENER, "ask", lambda told: HEARD)
        yield port
    notes.end()


@pytest.fixture(name="cafe")
def _cafe(port):
    """Four tables, two rounds, nothing written yet."""
    from worldcafe.serve.live import notes

    with notes.storing() as file:
        for table in ("cafe", "tables", "rounds", "notes", "asked", "heard", "sqlite_sequence"):
            file.execute(f"DELETE FROM {table}")
    notes.set_up("Oldtown café", ["Parks", "", "", ""], [QUESTION, "Who could begin?"])
    return notes.cafe()


@pytest.fixture(name="opened")
def _opened(chromium, port):
    """Give browsers of their own; at the end no console may have complained but of what is cut."""
    contexts, complaints = [], []

    def fresh(**options):
        context = chromium.new_context(base_url=f"http://127.0.0.1:{port}", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield fresh
    for context in contexts:
        context.close()
    expected = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "403", "404", "409", "422")
    assert [text for text in complaints if not any(part in text for part in expected)] == []


@pytest.fixture(name="host")
def _host(opened):
    def enter(**options):
        from worldcafe.serve.gate import new_link

        page = opened(**options)
        page.goto(new_link())
        page.fill("#name", "Ana")
        page.click("button.main")
        page.wait_for_selector("h1")
        return page

    return enter


def stored():
    from worldcafe.serve.live.notes import notes_of

    return [(note.table, note.round, note.text) for note in notes_of(struck=False)]


def sit(opened, cafe, table=1, **options):
    page = opened(**options)
    page.goto(f"/t/{cafe.tables[table - 1].code}")
    return page


def store(page, text):
    page.fill("#text", text)
    page.click("#write button.main")


def all_stored(page):
    page.wait_for_selector('#sent:text-is("All is stored.")')
    page.wait_for_selector("#unsent", state="hidden")


def test_a_host_sets_up_a_cafe_by_hand(host, port):
    from worldcafe.serve.live import notes

    with notes.storing() as file:
        file.execute("DELETE FROM cafe")
    page = host()
    page.click("nav >> text=Café")
    page.fill("#title", "Oldtown café")
    page.fill("#tables", "4")
    page.fill("#questions", f"{QUESTION}\nWho could begin?")
    page.fill("#topics", "Parks")
    page.click("button.main")
    page.wait_for_selector("text=End round 1")
    assert [table.topic for table in notes.cafe().tables] == ["Parks", "", "", ""]


def test_what_is_typed_while_the_network_is_gone_is_sent_later_once(opened, cafe):
    page = sit(opened, cafe, **PHONE)
    store(page, NOTES[0][1])
    all_stored(page)
    page.context.set_offline(True)
    for _, text in NOTES[1:4]:
        store(page, text)
    page.fill("#text", "half a thou")
    page.wait_for_selector("#outbox li >> nth=2")
    assert stored() == [(1, 1, NOTES[0][1])]
    page.context.set_offline(False)
    all_stored(page)
    assert stored() == [(1, 1, text) for _, text in NOTES[:4]]
    assert page.input_value("#text") == "half a thou"


def test_a_page_that_was_closed_finds_what_it_had_not_sent(opened, cafe):
    page = sit(opened, cafe, **PHONE)
    page.context.route("**/notes", lambda route: route.abort())
    store(page, NOTES[0][1])
    page.fill("#text", "half a thou")
    page.wait_for_selector("#outbox li")
    page.close()
    assert stored() == []
    page.context.unroute("**/notes")
    again = page.context.new_page()
    again.goto(f"/t/{cafe.tables[0].code}")
    all_stored(again)
    assert stored() == [(1, 1, NOTES[0][1])]
    assert again.input_value("#text") == "half a thou"
    assert again.evaluate("Object.keys(localStorage).filter((name) => name.includes('form:')).length") == 0


def test_an_answer_that_is_lost_on_its_way_stores_nothing_twice(opened, cafe):
    page, lost = sit(opened, cafe, **PHONE), []

    def lose(route):
        if len(lost) < 2:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.context.route("**/notes", lose)
    store(page, NOTES[0][1])
    all_stored(page)
    assert lost == [200, 200]
    assert stored() == [(1, 1, NOTES[0][1])]


def test_a_cookie_that_is_gone_costs_nothing(opened, cafe):
    page = sit(opened, cafe, **PHONE)
    page.context.clear_cookies()
    store(page, NOTES[0][1])
    all_stored(page)
    assert stored() == [(1, 1, NOTES[0][1])]


def test_what_cannot_be_stored_is_shown_with_the_reason_and_goes_back_into_the_field(opened, cafe):
    from worldcafe.serve.live import notes

    page = sit(opened, cafe, **PHONE)
    page.eval_on_selector("#write [name=round]", "(field) => { field.value = '2'; }")
    store(page, NOTES[0][1])
    page.wait_for_selector("#outbox .wrong:has-text('has not begun')")
    page.click("#outbox button")
    assert page.input_value("#text") == NOTES[0][1]
    notes.change_code(1)
    store(page, NOTES[0][1])
    page.wait_for_selector("#outbox .wrong, #sent:has-text('ask the host')")
    assert NOTES[0][1] in page.inner_text("#outbox")


@pytest.mark.parametrize("script", [True, False])
def test_a_scribe_corrects_and_strikes_out_a_note(opened, cafe, script):
    page = sit(opened, cafe, **PHONE, java_script_enabled=script)
    store(page, "more tress")
    page.wait_for_selector(".noted >> text=more tress")
    page.click(".noted summary")
    page.fill(".noted textarea", "more trees")
    page.click(".noted >> text=Store these words")
    page.wait_for_selector(".noted p:text-is('more trees')")
    assert stored() == [(1, 1, "more trees")]
    page.click(".noted summary")
    page.click(".noted button:text-is('Strike out')")
    page.wait_for_selector(".noted del")
    assert stored() == []


def test_a_table_finishes_its_round_before_it_goes_on_with_the_next(opened, cafe):
    from worldcafe.serve.live import notes

    busy, idle = sit(opened, cafe, **PHONE), sit(opened, cafe, 2, **PHONE)
    busy.fill("#text", "half a thou")
    notes.go_on(2, ended=False)
    idle.wait_for_selector("#seat >> text=Who could begin?")
    busy.wait_for_selector("#next button")
    store(busy, "half a thought")
    all_stored(busy)
    busy.click("#next button")
    busy.wait_for_selector("#seat >> text=Who could begin?")
    for page in (busy, idle):
        store(page, "we")
        all_stored(page)
    assert stored() == [(1, 1, "half a thought"), (1, 2, "we"), (2, 2, "we")]


def test_the_wall_says_that_it_cannot_tell_until_it_can(host, cafe, monkeypatch):
    from threading import Event

    from worldcafe.serve.live import hearing, typed

    ready = Event()
    monkeypatch.setattr(hearing.LISTENER, "ask", lambda told: ready.wait(30) and HEARD)
    page = host()
    page.goto("/live/wall")
    assert "Round 1 goes on" in page.inner_text("main")
    typed.write(1, 1, "toilets: all year", "k")
    page.goto("/live")
    page.click("text=End round 1")
    page.wait_for_selector("text=The round is being read")
    page.goto("/live/wall")
    assert "Nothing can be told yet" in page.inner_text("main")
    ready.set()
    page.wait_for_selector("h2 >> text=open the toilets in winter")
    told = page.inner_text("main")
    assert "at 2 tables" in told
    assert "Table 1" not in told
    assert "1 more is not shown" in told


def screens(host, opened, cafe, **options):
    """Every page of a café, one after the other."""
    from worldcafe.serve.live import hearing, notes, typed

    page = host(**options)
    for path in ("/live", "/live/setup", "/live/cards", "/live/wall"):
        page.goto(path)
        yield page
    table = opened(**options)
    table.goto("/t/")
    yield table
    table.goto(f"/t/{cafe.tables[0].code}")
    yield table
    for number, text in enumerate(("more trees", "a very long word: " + "ab" * 60)):
        typed.write(1, 1, text, str(number))
    typed.strike(1, 1, "s", struck=True)
    table.goto(f"/t/{cafe.tables[0].code}")
    table.click(".noted summary")
    yield table
    table.context.set_offline(True)
    store(table, "x" * 90)
    table.wait_for_selector("#outbox li")
    yield table
    notes.go_on(1, ended=True)
    hearing.hear_again()
    page.goto("/live/wall")
    page.wait_for_selector(".shared")
    yield page
    notes.go_on(2, ended=False)
    for path in ("/live/wall", "/live"):
        page.goto(path)
        yield page
    table.context.set_offline(False)
    table.goto(f"/t/{cafe.tables[0].code}?round=1")
    yield table


def test_everything_on_the_pages_of_host_and_scribe_is_reached_by_tab(host, opened, cafe):
    from worldcafe.serve.live import typed

    typed.write(1, 1, "more trees", "k")
    page, table = host(), sit(opened, cafe)
    for one, path in ((page, "/live/setup"), (page, "/live"), (table, table.url)):
        one.goto(path)
        meant, reached = one.evaluate(MEANT), []
        for _ in range(meant + 5):
            one.keyboard.press("Tab")
            reached.append(one.evaluate(REACHED))
        assert [told for told in reached if told.startswith("hidden")] == [], path
        assert reached.count("shown") >= meant, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_of_a_cafe(host, opened, cafe, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    for page in screens(host, opened, cafe, color_scheme=scheme, bypass_csp=True):
        found = axe.Axe().run(page).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == [], page.url


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_of_a_cafe_is_wider_than_its_window(host, opened, cafe, width):
    for page in screens(host, opened, cafe, viewport={"width": width, "height": 700}):
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def test_the_wall_is_read_from_six_metres_whatever_the_projector(host, cafe):
    from worldcafe.serve.live import hearing, notes, typed

    typed.write(1, 1, "more trees", "k")
    notes.go_on(1, ended=True)
    hearing.hear_again()
    (page := host()).goto("/live/wall")
    size = "(one) => parseFloat(getComputedStyle(one).fontSize) / innerWidth"
    for width in (1024, 1920, 3840):
        page.set_viewport_size({"width": width, "height": width * 9 // 16})
        found = [page.locator(f".shared {one}").first.evaluate(size) for one in ("h2", "blockquote p")]
        assert min(found) >= 0.022
