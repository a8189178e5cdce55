"""The page in a browser: families of themes, one search over all, the outline."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sample_analysis import grouped_analysis
from test_page_in_browser import CHROMIUM, _address, _browser, _page, grown, shown  # noqa: F401 - fixtures
from worldcafe.report.html import render_html
from worldcafe.report.view import build_view

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]


@pytest.fixture(name="grouped")
def _grouped(browser, tmp_path):
    path = tmp_path / "report.html"
    path.write_text(render_html(build_view(grouped_analysis())), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(path.as_uri())
    grown(page)
    yield page
    page.close()


def listed(page, section):
    return [row.get_attribute("id") for row in page.locator(f"#{section} tbody tr:visible").all()]


def test_families_are_shown_first_and_open_over_their_themes(grouped):
    assert listed(grouped, "themes") == ["family-F1", "theme-t2"]
    grouped.locator("#family-F1 .fold").click()
    assert listed(grouped, "themes") == ["family-F1", "theme-t1", "theme-t3", "theme-t2"]
    assert grouped.locator("#heat tbody tr:visible").count() == 2
    assert grouped.locator("#comparison tbody tr:visible").count() == 2


def test_sorting_leaves_the_themes_below_their_family(grouped):
    grouped.locator("#themes").get_by_role("button", name="All themes").click()
    grouped.locator("#themes thead button").nth(2).click()
    grouped.locator("#themes thead button").nth(2).click()
    assert listed(grouped, "themes") == ["theme-t2", "family-F1", "theme-t3", "theme-t1"]


def test_choice_of_some_themes_shows_these_without_families(grouped):
    grouped.locator("#themes").get_by_role("button", name="Missing from the summaries").click()
    assert listed(grouped, "themes") == ["theme-t3"]


def test_address_of_a_theme_opens_its_family(grouped):
    grouped.evaluate("location.hash = '#theme-t3'")
    grouped.locator("#theme-t3 .inside").wait_for()
    assert listed(grouped, "themes") == ["family-F1", "theme-t1", "theme-t3", "theme-t2"]


def test_number_of_a_family_leads_to_the_notes_of_its_themes(grouped):
    grouped.get_by_role("link", name="6 notes of Rooms and warmth and its kin").click()
    assert len(shown(grouped)) == 6


def test_map_shows_names_of_themes_only_from_near(grouped):
    names = grouped.locator(".map.broad .name")
    assert not names.first.is_visible()
    grouped.locator(".map.broad .clan").first.click()
    assert names.first.is_visible()
    grouped.get_by_role("button", name="Whole map").click()
    assert not names.first.is_visible()


def test_one_search_finds_themes_claims_suggestions_and_notes_and_drops_old_filters(grouped):
    grouped.select_option("select[name=cafe]", "South")
    grouped.keyboard.press("/")
    grouped.keyboard.type("longer")
    expect = pytest.importorskip("playwright.sync_api").expect
    expect(grouped.locator("#hits h2")).to_have_text(["Themes 1", "Claims 1", "Suggestions 1", "Notes 1"])
    assert shown(grouped) == ["n-s06"]
    assert grouped.url.endswith("#notes?q=longer")
    grouped.locator("#hits a[href='#theme-t2']").click()
    assert not grouped.locator("#hits").is_visible()
    assert grouped.locator("#theme-t2 .inside").is_visible()


def test_twelve_families_fit_one_screen_and_the_first_page_of_paper_has_six_answers(browser, tmp_path):
    view = build_view(grouped_analysis())
    few = replace(view.families[0], name="Rooms and warmth in the evening", sentence="open " * 40)
    families = tuple(
        replace(few, family_id=f"F{number}", themes=few.themes if number == 1 else (few.themes[0],) * 2)
        for number in range(1, 13)
    )
    path = tmp_path / "report.html"
    apart = replace(view.comparison, by="")
    path.write_text(render_html(replace(view, families=families, comparison=apart)), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(path.as_uri())
    grown(page)
    assert page.locator("#themes tbody tr:visible").count() == 12
    assert page.locator("#themes").bounding_box()["height"] <= 900
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})  # pixels of A4 between its margins
    box = page.locator("#finding-next").bounding_box()
    assert box["y"] + box["height"] <= 1000
    page.close()


def test_outline_stands_at_the_side_on_a_wide_screen_and_follows_on_a_phone(grouped):
    nav, main = (grouped.locator(name).bounding_box() for name in ("nav", "main"))
    assert nav["x"] + nav["width"] <= main["x"]
    grouped.evaluate("document.querySelector('#notes').scrollIntoView()")
    assert grouped.locator("nav").bounding_box()["y"] == 0
    grouped.set_viewport_size({"width": 390, "height": 844})
    grouped.evaluate("document.querySelector('#notes').scrollIntoView()")
    bar = grouped.locator("nav ul").bounding_box()
    assert 0 <= bar["y"] < 10
    grouped.locator("nav [aria-current][href='#notes']").wait_for()
    link = grouped.locator("nav [aria-current]").bounding_box()
    assert 0 <= link["x"] <= 390 - link["width"]
