"""serve in a browser: what was typed is never lost, whatever happens to the page or the network."""

from __future__ import annotations

import pytest

from test_serve_in_browser import (  # noqa: F401 - fixtures
    CHROMIUM,
    TYPED,
    _beside_a_loop,
    _chromium,
    _port,
    _sit_down,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]


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
