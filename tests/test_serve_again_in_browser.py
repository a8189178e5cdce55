"""The weeks by clicks: what was corrected and decided outlives an analysis that a click begins."""

from __future__ import annotations

import re

import pytest

from test_page_in_browser import CHROMIUM
from test_serve_again import everything, make_notes, require_fifty, require_nothing_lost
from test_serve_weeks import _sit_down  # noqa: F401 - fixture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]
NEXT = "section[aria-labelledby=next]"


def analysed(page):
    """Wait until the analysis that was begun is there."""
    page.wait_for_url(lambda url: not re.search(r"/(intake|themes)", url), timeout=600_000)


def drop(page, name, text):
    page.goto("/intake")
    page.set_input_files("#files", {"name": name, "mimeType": "text/plain", "buffer": text.encode()})
    page.click("text=Analyse")
    analysed(page)


def decide_twenty(page):
    """Say of twenty suggestions one after the other whether they are within the remit."""
    page.goto("/s/1")
    for place in range(20):
        page.check(f"{NEXT} input[value={('yes', 'no', 'unclear')[place % 3]}]")
        page.fill("#f-remit_why", f"Reason {place}")
        page.click(f"{NEXT} button[name=onward]")
        page.wait_for_url("**stored=*")
        page.wait_for_selector(f"{NEXT} input[value=yes]:not(:checked)")


def rule_ten_claims(page):
    """Tick the last note of ten claims and none of the others; give the marks of their notes."""
    ruled = {}
    page.goto("/claims")
    page.click("text=Check the next one")
    for _ in range(10):
        page.wait_for_url("**/claims/*")
        key = page.url.rpartition("/")[2]
        boxes = page.locator("input[name=note]").all()
        for box in boxes[:-1]:
            box.uncheck()
        boxes[-1].check()
        ruled[key] = [box.get_attribute("value") for box in boxes]
        page.click("text=I have looked")
        page.wait_for_url(lambda url, key=key: not url.endswith(key))
    return ruled


def largest_theme(page):
    """Open the theme with most notes."""
    page.goto("/themes")
    rows = page.locator("li[data-row]:not(:has-text('in no theme'))").all()
    sizes = [int(re.search(r"(\d+) notes?$", row.inner_text())[1]) for row in rows]
    rows[sizes.index(max(sizes))].locator("a").click()
    page.wait_for_url("**/themes/T*")


def edit_themes(page):
    """Ten edits by boxes and buttons, each looked at before it is stored."""
    for place in range(10):
        largest_theme(page)
        verb = ("split", "move", "pin", "rename", "move")[place % 5]
        boxes = page.locator("input[name=note]").all()
        ticked = {"split": boxes[:4], "move": boxes[-2:], "pin": boxes[2:6], "rename": []}[verb]
        for box in ticked:
            box.check()
        if verb == "move":
            page.select_option("#to", index=1)
        if verb in ("split", "rename"):
            page.fill("#name", f"{verb} {place}".title())
        page.click(f"button[value={verb}]")
        page.wait_for_selector("h1:has-text('What will change')")
        page.click("text=Change it")
        page.wait_for_url("**/themes")


def answer_small_questions(page, queue, keys):
    """Answer by single keys; what is asked next is waited for."""
    page.goto(f"/questions/{queue}")
    for key in keys:
        asked = page.get_attribute("form.ask", "action")
        offered = page.locator(f"button[data-key='{key}']").count()
        page.keyboard.press(key if offered else "0")
        page.wait_for_function(
            "(asked) => document.querySelector('form.ask')?.getAttribute('action') !== asked", arg=asked
        )


def test_fifty_corrections_and_twenty_decisions_by_clicks_outlive_an_analysis(sit_down):
    ana = sit_down("Ana")
    drop(ana, "report.md", make_notes())
    decide_twenty(ana)
    ruled = rule_ten_claims(ana)
    edit_themes(ana)
    answer_small_questions(ana, "note", "1230n" * 4)
    answer_small_questions(ana, "pair", "d" * 10)
    require_fifty(ruled)
    before = everything()
    ana.goto("/themes")
    ana.click("text=Analyse the notes again")
    analysed(ana)
    require_nothing_lost(before, ruled)
    ana.goto("/register?state=out+of+remit")
    assert "7 suggestions" in ana.inner_text("caption")
