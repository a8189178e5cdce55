"""Themes, small questions and identities as people use them: by single keys, and without scripts."""

from __future__ import annotations

import pytest

from test_page_in_browser import CHROMIUM
from test_serve_in_browser import (  # noqa: F401 - fixtures
    _beside_a_loop,
    _chromium,
    _port,
    _sit_down,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]


def members():
    from worldcafe.serve.themes import standing

    now = standing()
    return {name: [note.text for note in now.members(theme)] for theme, name in now.names.items()}


def test_small_questions_are_answered_by_single_keys(sit_down):
    page = sit_down("Ana")
    page.goto("/questions/note")
    first = page.inner_text("p.said")
    page.keyboard.press("1")
    page.wait_for_selector("text=1 of 1 moved a note")
    assert page.inner_text("p.said") != first
    assert first in members()["Streets"]
    page.keyboard.press("0")
    page.wait_for_selector("text=1 of 2 moved a note")
    page.goto("/questions/pair")
    page.keyboard.press("d")
    page.wait_for_selector("text=1 of 1 joined or parted two")
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.wait_for_selector("h1:has-text('Questions')")


def test_without_scripts_a_theme_is_changed_and_undone(sit_down):
    page = sit_down("Ben", java_script_enabled=False)
    page.goto("/themes")
    page.click("main li a:has-text('Tools')")
    page.check("input[name=note] >> nth=0")
    page.fill("#name", "Sheds")
    page.click("text=Make them a theme of their own")
    assert "1 note moves" in page.inner_text("main")
    assert "Sheds" not in members()
    page.click("text=Change it")
    assert len(members()["Sheds"]) == 1
    page.click("li:has-text('Sheds') button.link")
    assert "Sheds" not in members()


def test_without_scripts_a_small_question_is_answered(sit_down):
    from worldcafe.serve.models import Event

    page = sit_down("Cy", java_script_enabled=False)
    page.goto("/questions")
    page.click("main a:has-text('nearer to another theme')")
    words = page.inner_text("p.said")
    page.click("button:has-text('I do not know')")
    assert Event.objects.filter(verb="answer", actor="Cy").exists()
    assert page.inner_text("p.said") != words


def test_without_scripts_identities_are_looked_through_and_the_lock_opens(sit_down):
    from worldcafe.serve.identities import why_locked

    page = sit_down("Ana", java_script_enabled=False)
    page.goto("/publish")
    assert "not looked through yet" in page.inner_text("main")
    page.click("text=Look through the identities")
    for option in page.query_selector_all("input[value=keep]"):
        option.check()
    page.click("button.main >> nth=0")
    assert "All were looked through" in page.inner_text("main")
    assert why_locked() == ""
