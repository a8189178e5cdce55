"""In a browser, on the report of the shipped corpus: what a chair takes in within the first minute."""

from __future__ import annotations

import re

import pytest

import worldcafe
from test_page_in_browser import CHROMIUM, _browser, grown  # noqa: F401 - fixtures
from worldcafe.report.leaf import render_leaf
from worldcafe.report.reply import compose_reply
from worldcafe.report.view import build_view

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]


ENTRIES = {"claims": "#claims .claim", "suggestions": "#suggestions tbody tr"}


@pytest.fixture(scope="module", name="page")
def _page(browser, corpus_run):
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto((corpus_run / "report.html").as_uri())
    grown(page)
    yield page
    page.close()


def test_page_of_five_hundred_notes_is_small_enough_to_mail_and_short_enough_to_scroll(page, corpus_run):
    assert page.locator(".note").count() > 500
    assert (corpus_run / "report.html").stat().st_size <= 1_500_000
    assert page.evaluate("document.documentElement.scrollHeight") <= 12_000


def test_place_and_unasked_are_explained_where_a_chair_reads_them_first(page):
    told = page.locator("#finding-recurs").inner_text()
    assert "a place is one table in one round" in told
    assert told.index("a place is one table") < told.index("Hamburg: Table")
    assert told.index("nothing on the agenda of the table called for them") < told.index("; unasked")


@pytest.mark.parametrize("answer", ["recurs", "missed", "unfounded", "dismissed", "changed", "next"])
def test_each_number_of_an_answer_that_leads_to_a_list_leads_to_as_many_entries(page, answer):
    for link in page.locator(f"#finding-{answer} a[data-f]").all():
        section, _, choice = (link.get_attribute("data-f") or "").partition("?")
        if not choice.startswith("show="):
            continue
        number = int(re.sub(r"\D", "", re.match(r"[\d,]+", link.inner_text())[0]))
        link.click()
        assert page.locator(f"{ENTRIES[section]}:visible").count() == number
    page.evaluate("location.hash = ''")


def test_nothing_is_called_new_where_the_cafes_shared_no_topic(page):
    words = page.locator("body").inner_text()
    assert page.locator("#finding-changed p").inner_text().startswith("Whether the ")
    assert "first came up there" not in words
    assert "First made in" not in words
    chips = page.locator("#suggestions [data-choices] button").all_inner_texts()
    assert any(chip.startswith("On a topic that only Virtual had") for chip in chips)


def test_families_fit_one_screen_with_a_sentence_of_the_notes_each_and_few_notes_are_told(page):
    assert page.evaluate("document.querySelector('#themes').offsetHeight") <= 900
    families = page.locator("#themes tr.kin")
    assert 6 <= families.count() <= 12
    assert page.locator("#themes tr.kin p.short").count() == families.count()
    sizes = page.evaluate(
        "[...document.querySelectorAll('#themes tr.member')].map((row) =>"
        " [row.querySelector('th').textContent.includes('few notes'),"
        " Number(row.querySelectorAll('td.n a')[1].textContent)])"
    )
    assert any(is_told for is_told, _ in sizes)
    assert all(is_told == (number < 5) for is_told, number in sizes)


def test_measures_of_the_tool_stand_in_the_last_section_alone(page):
    assert "how far to trust the themes" in page.locator("#made").inner_text().casefold()
    page.evaluate("document.querySelector('#made').remove()")
    words = page.locator("body").inner_text().casefold()
    assert not [word for word in ("npmi", "coherence", "stability") if word in words]
    page.reload()
    grown(page)


def test_notes_are_closed_by_table_and_one_button_opens_all(page):
    assert page.locator("#notes .note:visible").count() == 0
    page.get_by_role("button", name="Expand all").click()
    assert page.locator("#notes .note:visible").count() == page.locator("#notes .note").count()


def test_strength_of_a_claim_is_told_in_one_word(page):
    page.evaluate("location.hash = '#claims?show=same'")
    page.locator(".claim:visible").first.wait_for()
    for claim in page.locator(".claim:visible .meta").all():
        assert claim.locator(".badge, .strength").count() == 1
        assert "has notes" not in claim.inner_text()


def test_letter_accounts_for_every_suggestion(browser, corpus_run, tmp_path):
    view = build_view(worldcafe.load(corpus_run).analysis)
    path = tmp_path / "reply.html"
    path.write_text(render_leaf(compose_reply(view)), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    told = set(re.findall(r"No (\d+)", page.locator("body").inner_text()))
    page.close()
    assert told == {str(entry.number) for entry in view.suggestions}
    assert len(told) > 150
