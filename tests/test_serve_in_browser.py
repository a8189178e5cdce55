"""The app as a committee uses it: by keyboard alone, on a phone, two at once, with a network that drops."""

from __future__ import annotations

import pytest

from serve_app import fill, fresh_database, running
from test_page_in_browser import CHROMIUM, QUIET
from worldcafe.serve.rulings import claim_key

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]
CLAIM = f"/claims/{claim_key('The lake needs a shaded bench')}"
SCREENS = (
    "/",
    "/register",
    "/s/1",
    "/s/3",
    "/history",
    "/matches",
    "/settings",
    "/intake",
    "/keys",
    "/name",
    "/claims",
    CLAIM,
    "/meeting",
)


@pytest.fixture(scope="module", autouse=True)
def _beside_a_loop():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright has a loop of its own in this thread
        yield


@pytest.fixture(scope="module", name="port")
def _port(tmp_path_factory, _beside_a_loop):
    folder = tmp_path_factory.mktemp("serve")
    fresh_database(folder)
    from worldcafe.serve import jobs

    jobs.set_home(folder)
    fill()
    with running() as port:
        yield port


@pytest.fixture(scope="module", name="chromium")
def _chromium():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(name="sit_down")
def _sit_down(chromium, port):
    """Let people in, each in a browser of their own; at the end no console may have complained."""
    contexts, complaints = [], []

    def enter(name, **options):
        from worldcafe.serve.gate import new_link

        context = chromium.new_context(base_url=f"http://127.0.0.1:{port}", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(new_link())
        page.fill("#name", name)
        page.click("button.main")
        return page

    yield enter
    for context in contexts:
        context.close()
    assert [text for text in complaints if "409" not in text and "422" not in text] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_screen(sit_down, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = sit_down("Ana", color_scheme=scheme, bypass_csp=True)
    for path in SCREENS:
        page.goto(path)
        found = axe.Axe().run(page).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == [], path


@pytest.mark.parametrize("width", [320, 1280])
def test_no_screen_is_wider_than_its_window(sit_down, width):
    page = sit_down("Ana", viewport={"width": width, "height": 700})
    for path in SCREENS:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_decision_by_keyboard_alone(sit_down):
    page = sit_down("Ana")
    page.goto("/register")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/s/2")
    page.keyboard.press("a")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/s/2?stored=*")
    assert "In whose scope is it?" in page.inner_text("main")


def test_letters_in_a_field_are_letters(sit_down):
    page = sit_down("Ana")
    page.goto("/s/1")
    page.fill("#text", "")
    page.type("#text", "gr?jab")
    assert page.input_value("#text") == "gr?jab"
    assert page.url.endswith("/s/1")


def test_what_was_typed_is_there_after_a_reload_and_gone_once_it_is_stored(sit_down):
    page = sit_down("Ana")
    page.goto("/s/1")
    page.type("#text", "Ask the school")
    page.reload()
    assert page.input_value("#text") == "Ask the school"
    assert page.is_visible("#unsaved")
    page.click("#comments button")
    page.wait_for_url("**stored=*")
    assert "Ask the school" in page.inner_text("#comments")
    assert page.input_value("#text") == ""
    assert not page.is_visible("#unsaved")


def test_what_was_typed_survives_a_network_that_drops_and_is_stored_once(sit_down):
    from worldcafe.serve.models import Comment

    page = sit_down("Ana")
    page.goto("/s/4")
    page.type("#text", "Lend ladders too")
    before = Comment.objects.count()
    page.context.set_offline(True)
    page.click("#comments button")
    page.context.set_offline(False)
    page.goto("/s/4")
    assert page.input_value("#text") == "Lend ladders too"
    page.click("#comments button")
    page.wait_for_url("**stored=*")
    assert Comment.objects.count() == before + 1


def test_two_browsers_on_one_field_see_both_texts(sit_down):
    ana, ben = sit_down("Ana"), sit_down("Ben")
    for page in (ana, ben):
        page.goto("/s/3")
    for page, why in ((ana, "A bench is ours"), (ben, "A bench is the parish's")):
        page.check("input[name=remit][value=no]" if page is ben else "input[name=remit][value=yes]")
        page.fill("#f-remit_why", why)
        page.click("button.main")
    told = ben.inner_text("main")
    assert "Somebody was faster" in told
    assert "A bench is ours" in told
    assert "A bench is the parish's" in ben.input_value("textarea")
    ben.click("button.main")
    ben.wait_for_url("**/s/3?stored=*")
    assert "A bench is the parish's" in ben.inner_text("main")


def test_words_typed_into_the_search_narrow_the_list_and_the_address(sit_down):
    page = sit_down("Ana")
    page.goto("/register")
    page.type("#q", "library")
    page.wait_for_url("**q=library**")
    assert page.locator("[data-row]").count() == 1


def test_without_scripts_everything_can_be_decided(sit_down):
    page = sit_down("Ana", java_script_enabled=False)
    page.goto("/register?q=tools")
    page.click("table a")
    page.check("input[name=remit][value=yes]")
    page.click("button.main")
    assert "In whose scope is it?" in page.inner_text("main")
    page.click("button.link >> nth=0")
    assert "Is it within the remit?" in page.inner_text("main")


def test_a_tick_and_a_button_decide_many(sit_down):
    page = sit_down("Ana")
    page.goto("/register")
    page.check("input[name=row] >> nth=0")
    page.check("input[name=row] >> nth=1")
    page.click("button[name=remit][value=unclear]")
    assert "2 stored" in page.inner_text("main")
