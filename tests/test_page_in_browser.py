"""The page as a committee member uses it: searching, filtering, by keyboard alone, from a shared address."""

from __future__ import annotations

import shutil

import pytest

from sample_analysis import HOSTILE, emptied, hostile_analysis, sample_analysis
from worldcafe.language.wording import page_languages
from worldcafe.report.html import render_html
from worldcafe.report.view import build_view
from worldcafe.settings import ReportSettings, Settings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

OPEN_ALL = "for (const box of document.querySelectorAll('details')) box.open = true"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]


@pytest.fixture(scope="module", name="browser")
def _browser():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module", name="address")
def _address(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(render_html(build_view(sample_analysis())), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(name="page")
def _page(browser, address):
    page = browser.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    grown(page)
    yield page
    page.close()
    assert complaints == []


def grown(page):
    page.locator("noscript.later").first.wait_for(state="detached")


def shown(page):
    """The notes that are on view, asked for at one moment, when the page has settled."""
    page.wait_for_timeout(250)
    return page.evaluate("[...document.querySelectorAll('.note:not([hidden])')].map((note) => note.id)")


def test_search_as_you_type_keeps_the_notes_with_all_words(page):
    page.locator("input[type=search]").press_sequentially("sunday open")
    assert shown(page) == ["n-s04", "n-s07", "n-s09"]
    assert page.locator("#count").inner_text() == "3 of 8 notes"
    page.get_by_role("button", name="Clear").click()
    assert len(shown(page)) == 8
    assert page.locator("input[type=search]").input_value() == ""


def test_filters_combine_and_a_reload_of_their_address_keeps_them(page):
    page.select_option("select[name=cafe]", "North")
    page.select_option("select[name=kind]", "suggestion")
    expected = ["n-s04", "n-s06", "n-s07"]
    assert shown(page) == expected
    assert page.url.endswith("#notes?cafe=North&kind=suggestion")
    page.reload()
    grown(page)
    assert shown(page) == expected
    assert page.locator("select[name=kind]").input_value() == "suggestion"
    page.go_back()
    assert shown(page) == ["n-s04", "n-s05", "n-s06", "n-s07", "n-s08"]


def test_number_leads_to_the_notes_that_it_counts(page):
    for link in page.locator("#themes td.n a, #claims .meta a, #suggestions td.n a, .heat td a").all():
        number = link.inner_text().split()[0]
        name = link.get_attribute("aria-label") or "note"
        link.dispatch_event("click")
        page.wait_for_function("location.hash.startsWith('#notes')")
        if "place" not in name and "table" not in name:
            assert len(shown(page)) == int(number), name


def test_number_in_a_finding_leads_to_its_notes(page):
    page.locator("#finding-missed").get_by_role("link", name="4 of 8 notes").click()
    assert shown(page) == ["n-s05", "n-s08", "n-s10", "n-s11"]


def test_verdict_chosen_from_a_finding_shows_only_those_claims(page):
    page.locator("#finding-unfounded").get_by_role("link", name="1 of 3 claims").click()
    assert [node.get_attribute("id") for node in page.locator(".claim:visible").all()] == ["claim-s02"]
    assert page.evaluate("document.activeElement.id") == "claims-h"


def test_note_hidden_by_a_filter_is_shown_when_an_address_asks_for_it(page):
    page.select_option("select[name=cafe]", "South")
    page.evaluate("location.hash = '#n-s04'")
    page.wait_for_function("document.activeElement.id === 'n-s04'")
    assert len(shown(page)) == 8


def test_keyboard_alone_searches_sorts_and_walks_the_map(page):
    page.keyboard.press("/")
    page.keyboard.type("heating")
    page.wait_for_function("document.querySelectorAll('.note:not([hidden])').length === 1")
    assert shown(page) == ["n-s08"]
    page.locator("#themes .sortable thead button").first.focus()
    page.keyboard.press("Enter")
    names = [cell.get_attribute("data-v") for cell in page.locator("#themes .sortable tbody th").all()]
    assert names == sorted(names, key=str.lower)
    page.locator(".map.broad .dot[tabindex='0']").focus()
    before = page.locator("#card").inner_text()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    assert page.locator(".map.broad .dot[tabindex='0']").count() == 1
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert "Table" in before
    target = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.classList.contains('note')")
    assert page.url.endswith(target)


def test_keyboard_alone_goes_from_a_theme_to_the_notes_of_its_number(page):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the findings"
    page.locator("#theme-t1 summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#theme-t1 .inside").is_visible()
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.ariaLabel") == "4 notes of Sunday opening":
            break
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#notes?theme=t1'")
    assert len(shown(page)) == 4
    assert page.evaluate("document.activeElement.id") == "notes-h"


def test_pointing_at_a_dot_shows_its_note_and_escape_puts_it_away(page):
    page.locator(".map.broad .dot[href='#n-s06']").hover()
    assert "longer loans" in page.locator("#card").inner_text()
    assert page.locator("#card a").get_attribute("href") == "#n-s06"
    page.keyboard.press("Escape")
    assert not page.locator("#card").is_visible()


def test_choice_of_what_a_section_shows_is_kept_by_a_reload(page):
    page.locator("#suggestions").get_by_role("button", name="Missing from the report").click()
    rows = page.locator("#suggestions tbody tr:visible")
    assert [row.get_attribute("id") for row in rows.all()] == ["suggestion-g2"]
    page.reload()
    grown(page)
    assert [row.get_attribute("id") for row in rows.all()] == ["suggestion-g2"]
    page.evaluate("location.hash = '#suggestion-g1'")
    page.locator("#suggestion-g1 .inside").wait_for()


def test_notes_behind_any_claim_and_behind_none_are_all_notes(page):
    page.select_option("select[name=claim]", "any")
    behind = shown(page)
    page.select_option("select[name=claim]", "none")
    assert sorted(behind + shown(page)) == [f"n-s{number:02d}" for number in range(4, 12)]


def test_paper_has_every_topic_open_and_the_notes_that_a_filter_leaves(page):
    page.emulate_media(media="print")
    assert page.locator(".claim:visible").count() == 3
    assert page.locator(".note:visible").count() == 0
    page.emulate_media(media="screen")
    page.select_option("select[name=cafe]", "South")
    page.emulate_media(media="print")
    assert page.locator(".note:visible").count() == 3


def test_hostile_words_of_a_source_do_nothing_but_stand_there(browser, tmp_path):
    path = tmp_path / "report.html"
    path.write_text(render_html(build_view(hostile_analysis())), encoding="utf-8")
    page = browser.new_page()
    complaints = []
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    grown(page)
    page.select_option("select[name=cafe]", HOSTILE)
    assert HOSTILE[:40] in page.locator("#chips").inner_text()
    page.reload()
    grown(page)
    assert page.locator("select[name=cafe]").input_value() == HOSTILE
    page.locator(".map.broad .dot").first.hover()
    page.locator("#card").wait_for()
    page.close()
    assert complaints == []


def test_page_fits_a_phone(browser, address):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(address)
    grown(page)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for box in page.locator(".wide").all():
        assert box.evaluate("(node) => node.scrollWidth <= node.clientWidth")
    page.close()


def test_without_javascript_every_note_and_claim_is_there(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator(".note").count() == 8
    assert page.locator(".claim:visible").count() == 3
    assert not page.locator("#filters").is_visible()
    assert page.locator("#theme-t1 td.n a").first.get_attribute("href") == "#theme-t1"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 380])
@pytest.mark.parametrize("missing", [(), ("claims", "links", "topics")], ids=["whole", "without claims"])
def test_axe_finds_nothing(browser, tmp_path, scheme, width, missing):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    path = tmp_path / "report.html"
    path.write_text(render_html(build_view(sample_analysis(**emptied(*missing)))), encoding="utf-8")
    # axe adds its script to the page, which the page's own policy rightly forbids
    context = browser.new_context(
        bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto(path.as_uri())
    grown(page)
    page.evaluate(OPEN_ALL)
    found = violations(axe, page)
    context.close()
    assert found == []


@pytest.mark.parametrize("language", page_languages()[1:])
def test_axe_finds_nothing_in_any_language_and_no_word_breaks_a_phone(browser, tmp_path, language):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    settings = Settings(report=ReportSettings(language=language))
    path = tmp_path / "report.html"
    path.write_text(render_html(build_view(sample_analysis(settings=settings))), encoding="utf-8")
    context = browser.new_context(bypass_csp=True, viewport={"width": 360, "height": 900})
    page = context.new_page()
    page.goto(path.as_uri())
    grown(page)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    found = violations(axe, page)
    context.close()
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_on_the_page_of_the_shipped_corpus(browser, corpus_run, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    context = browser.new_context(
        bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto((corpus_run / "report.html").as_uri())
    grown(page)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # the places after the third repeat the same markup with other words
    found = violations(axe, page, {"exclude": [["#notes .place ~ .place ~ .place ~ .place"]]})
    context.close()
    assert found == []


def violations(axe, page, context=None):
    report = axe.Axe().run(page, context)
    return [
        (item["id"], [node["html"][:200] for node in item["nodes"]]) for item in report.response["violations"]
    ]
