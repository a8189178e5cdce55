"""The page in a browser: what need not be seen first is closed, and nothing of it is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

import worldcafe
from sample_analysis import grouped_analysis
from test_page_in_browser import CHROMIUM, _browser, grown  # noqa: F401 - fixtures
from worldcafe.report.html import render_html
from worldcafe.report.view import build_view

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]
WIDE, PHONE = (1400, 900), (375, 780)
PARTS = ["heat", "map", "claims", "comparison", "made"]


@pytest.fixture(scope="module", name="long")
def _long(tmp_path_factory):
    """A page of 30 suggestions from one place each, 9 claims without a note, and 8 notes of a later café."""
    view = build_view(grouped_analysis())
    claim = replace(view.claims[0], verdict="unsupported", evidence=(), n_notes=0)
    entry = replace(view.suggestions[0], n_places=1)
    long = replace(
        view,
        claims=tuple(replace(claim, claim_id=f"c{number}") for number in range(9)),
        suggestions=tuple(replace(entry, suggestion_id=f"e{number}", number=number) for number in range(30)),
        gaps=(),
        echoes=(view.echoes * 8)[:8],
    )
    path = tmp_path_factory.mktemp("long") / "report.html"
    path.write_text(render_html(long), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(name="opened")
def _opened(browser, long):
    pages = []

    def at(size, hash_=""):
        page = browser.new_page(viewport=dict(zip(("width", "height"), size, strict=True)))
        page.goto(long + hash_)
        grown(page)
        pages.append(page)
        return page

    yield at
    for page in pages:
        page.close()


def open_parts(page):
    return page.evaluate(
        "[...document.querySelectorAll('details.part[open]')].map((box) => box.parentElement.id)"
    )


def test_wide_screen_begins_with_every_section_open(opened):
    assert open_parts(opened(WIDE)) == PARTS


def test_phone_begins_with_maps_and_comparisons_closed_and_one_tap_opens_them(opened):
    page = opened(PHONE)
    assert open_parts(page) == []
    assert not page.locator(".map.tall").is_visible()
    page.locator("#map summary h2").click()
    assert page.locator(".map.tall").is_visible()
    assert page.locator("#themes tbody tr:visible").count() == 2


def test_address_of_a_closed_section_opens_it(opened):
    page = opened(PHONE, "#comparison?show=all")
    assert open_parts(page) == ["comparison"]
    page.evaluate("location.hash = '#made'")
    page.locator("#made .columns").wait_for()


def test_paper_from_a_phone_has_every_section(opened):
    page = opened(PHONE)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert open_parts(page) == PARTS
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert open_parts(page) == []


def test_long_register_begins_with_its_first_entries_and_all_are_one_choice_away(opened):
    page = opened(WIDE)
    rows = page.locator("#suggestions tbody tr:visible")
    assert rows.count() == 12
    page.locator("#suggestions").get_by_role("button", name="All 30").click()
    assert rows.count() == 30
    page.locator("#suggestions").get_by_role("button", name="The first").click()
    page.evaluate("location.hash = '#suggestion-e29'")
    page.locator("#suggestion-e29 .inside").wait_for()


def test_doubtful_claims_after_the_sixth_wait_until_they_are_asked_for(opened):
    page = opened(WIDE)
    assert page.locator(".claim:visible").count() == 6
    page.get_by_text("More: 3 claims").click()
    assert page.locator(".claim:visible").count() == 9
    page = opened(WIDE, "#claim-c8")
    assert page.locator("#claim-c8").is_visible()
    page = opened(WIDE, "#claims?show=unsupported")
    assert page.locator(".claim:visible").count() == 9


def test_search_finds_what_is_closed(opened):
    page = opened(PHONE)
    page.locator("input[type=search]").press_sequentially("sunday")
    page.locator("#hits h2", has_text="Suggestions 30").wait_for()


def test_answers_of_a_later_cafe_after_the_fourth_wait_until_they_are_asked_for(opened):
    page = opened(WIDE)
    assert page.locator(".echoes > li:visible").count() == 4
    page.locator("#comparison .more summary").click()
    assert page.locator(".echoes > li:visible").count() == 8


def test_page_of_the_shipped_corpus_with_22_decisions_is_short_on_a_phone(browser, corpus_run, tmp_path):
    analysis = worldcafe.load(corpus_run).analysis
    stands = (["taken up", "asked", "not taken up", "done"] * 6)[:22]
    states = stands + [""] * (len(analysis.suggestions) - len(stands))
    path = tmp_path / "report.html"
    decided = replace(analysis, suggestions=analysis.suggestions.assign(status=states))
    path.write_text(render_html(build_view(decided)), encoding="utf-8")
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(path.as_uri())
    grown(page)
    assert page.locator("#suggestions tbody tr:visible").count() == 12
    assert page.evaluate("document.documentElement.scrollHeight") <= 12_000
    page.locator("#heard").click()
    assert page.locator("table.heard tbody tr:visible").count() == 10
    page.close()
