"""In a browser: the six answers, strengths of support, decisions, the map, and what a letter tells."""

from __future__ import annotations

import pytest

import worldcafe
from sample_analysis import grouped_analysis
from test_page_in_browser import CHROMIUM, _browser, grown, violations  # noqa: F401 - fixtures
from test_reply import decided_analysis
from worldcafe.language.wording import page_languages
from worldcafe.report.html import render_html
from worldcafe.report.leaf import render_leaf
from worldcafe.report.reply import compose_reply
from worldcafe.report.view import build_view
from worldcafe.settings import ReportSettings, Settings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]


@pytest.fixture(scope="module", name="told")
def _told(browser, tmp_path_factory):
    path = tmp_path_factory.mktemp("told") / "report.html"
    suggestions = decided_analysis().suggestions
    path.write_text(render_html(build_view(grouped_analysis(suggestions=suggestions))), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(path.as_uri())
    grown(page)
    yield page
    page.close()


def test_six_answers_and_what_to_decide_next_are_on_the_first_screen(told):
    assert told.locator(".findings > li").count() == 6
    for answer in told.locator(".findings > li").all():
        box = answer.bounding_box()
        assert box["y"] + box["height"] <= 900
    assert told.locator("#finding-next h3").inner_text() == "What to decide next?"


@pytest.mark.parametrize("language", page_languages())
def test_answers_of_a_whole_report_fit_the_first_screen_of_a_small_laptop(
    browser, corpus_run, tmp_path, language
):
    worldcafe.load(corpus_run).in_language(language).render(tmp_path)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((tmp_path / "report.html").as_uri())
    boxes = [answer.bounding_box() for answer in page.locator(".findings > li").all()]
    page.close()
    assert len(boxes) == 6
    assert max(box["y"] + box["height"] for box in boxes) <= 900
    assert all(box["x"] + box["width"] <= 1280 for box in boxes)


HEADS_THAT_MEET = """() => {
  const told = (cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return [...range.getClientRects()].filter((box) => box.width);
  };
  const meets = (one, other) =>
    one.right > other.left && other.right > one.left && one.bottom > other.top && other.bottom > one.top;
  return [...document.querySelectorAll("thead tr")].flatMap((row) => {
    const cells = [...row.children].filter((cell) => cell.getClientRects().length);
    const next = (at) => (cells[at + 1] ? told(cells[at + 1]) : []);
    return cells
      .filter((cell, at) => told(cell).some((one) => next(at).some((other) => meets(one, other))))
      .map((cell) => cell.textContent.trim());
  });
}"""


@pytest.mark.parametrize("language", page_languages())
def test_no_head_of_a_column_runs_into_the_next(browser, tmp_path, language):
    path = tmp_path / "report.html"
    settings = Settings(report=ReportSettings(language=language))
    path.write_text(render_html(build_view(grouped_analysis(settings=settings))), encoding="utf-8")
    for width in (1280, 390):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(path.as_uri())
        grown(page)
        assert page.locator("table.heard thead th").count() == 3
        assert page.evaluate(HEADS_THAT_MEET) == []
        page.close()


def test_altered_claim_its_note_and_a_claim_without_a_note_stand_on_the_first_screen(told):
    report, note, bare = told.locator("#finding-unfounded .voice").all()
    assert report.inner_text().startswith("The report: “")
    assert note.inner_text().startswith("The closest note: “")
    assert bare.inner_text().startswith("Without a note: “")
    assert bare.bounding_box()["y"] + bare.bounding_box()["height"] <= 900
    note.locator("a").click()
    told.wait_for_function("location.hash.startsWith('#n-')")


def test_each_strength_in_the_headline_leads_to_as_many_claims_as_it_counts(told):
    strengths = told.locator(".strengths a").all()
    assert len(strengths) >= 2
    for strength in strengths:
        strength.click()
        told.wait_for_function("location.hash.startsWith('#claims?show=')")
        assert told.locator(".claim:visible").count() == int(strength.inner_text().split()[0])


def test_strengths_differ_in_sign_and_not_in_colour_alone(told):
    signs = told.evaluate(
        "[...document.querySelectorAll('.strengths a')]"
        ".map((node) => getComputedStyle(node, '::before').content)"
    )
    assert len(set(signs)) == len(signs)


def test_decisions_stand_in_a_column_and_the_undecided_are_not_called_open(told):
    told.locator("#suggestions").get_by_role("button", name="All 2").click()
    chips = told.locator("#suggestions td .chip")
    assert sorted(chips.all_inner_texts()) == ["taken up", "undecided"]
    assert told.locator("#suggestions .gauge").inner_text() == "1 of 2 decided"
    told.locator("#suggestions").get_by_role("button", name="Taken up 1").click()
    assert told.locator("#suggestions tbody tr:visible").count() == 1
    told.locator("#suggestions tbody tr:visible summary").click()
    assert told.locator("#suggestions .steps li").first.is_visible()


CUT = """(all) => all.filter((one) => {
  const box = one.getBoundingClientRect();
  const own = one.closest('td, nav').getBoundingClientRect();
  return box.left < own.left - 1 || box.right > Math.min(own.right, innerWidth) + 1;
}).map((one) => one.innerText)"""


@pytest.mark.parametrize("width", [320, 390, 760, 1400])
def test_no_decision_and_no_name_of_a_section_is_cut(told, width):
    told.set_viewport_size({"width": width, "height": 800})
    told.locator("#suggestions").get_by_role("button", name="All 2").click()
    told.evaluate("document.querySelector('#suggestions td .chip').textContent = 'with a group'")
    assert told.locator("#suggestions td .chip").evaluate_all(CUT) == []
    if width < 700:
        assert told.locator("nav li a").evaluate_all(CUT) == []


def test_family_has_one_colour_in_its_row_and_on_the_map(told):
    told.locator("#map").scroll_into_view_if_needed()
    own = "(node) => getComputedStyle(node).getPropertyValue('--own')"
    colour = told.locator("#family-F1").evaluate(own)
    assert colour
    hull = told.locator(".map.broad g", has=told.locator("a[href='#family-F1']"))
    assert hull.evaluate(own) == colour


def test_names_on_the_map_do_not_lie_over_each_other(told):
    boxes = [name.bounding_box() for name in told.locator(".map.broad .clan text").all()]
    assert len(boxes) == 2
    one, other = boxes
    across = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
    above = one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
    assert across or above


def test_letter_needs_no_script_fits_a_phone_and_axe_finds_nothing(browser, tmp_path):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    path = tmp_path / "reply.html"
    path.write_text(render_leaf(compose_reply(build_view(decided_analysis()))), encoding="utf-8")
    still = browser.new_context(java_script_enabled=False)
    page = still.new_page()
    page.goto(path.as_uri())
    assert "Opening hours group" in page.locator("body").inner_text()
    still.close()
    context = browser.new_context(bypass_csp=True, viewport={"width": 360, "height": 900})
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    found = violations(axe, page)
    context.close()
    assert found == []
