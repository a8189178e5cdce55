"""Who sees what in a browser: somebody who only reads, a group by its link, a phone, a projector."""

from __future__ import annotations

import pytest

from test_serve_in_browser import (  # noqa: F401 - fixtures
    CHROMIUM,
    CLAIM,
    SCREENS,
    _beside_a_loop,
    _chromium,
    _port,
    _sit_down,
    page_of_a_group,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]


@pytest.fixture(name="reader")
def _reader(sit_down):
    from worldcafe.serve.gate import new_link

    page = sit_down("Ana")
    page.context.clear_cookies()
    page.goto(new_link("reader"))
    page.fill("#name", "Rita")
    page.click("button.main")
    return page


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("/register", "Lend tools to neighbours"),
        ("/themes/T01", "more trees beside the river"),
        (CLAIM, "a bench in the shade 0"),
        ("/s/4", "lend tools to neighbours"),
        ("/publish", "reply.html"),
        ("/history", "Ana"),
        ("/", "How far it is"),
    ],
)
def test_who_only_reads_sees_all_that_is_there_and_nothing_to_press(reader, path, seen):
    reader.goto(path)
    assert seen in reader.inner_text("main")
    shown = reader.locator("main form[method=post] :is(button, input:enabled, select, textarea):visible")
    assert shown.count() == 0


def test_every_link_that_a_reader_is_offered_opens(reader):
    offered = set()
    for path in (
        "/",
        "/register",
        "/meeting",
        "/publish",
        "/claims",
        CLAIM,
        "/themes",
        "/themes/T01",
        "/s/4",
    ):
        reader.goto(path)
        links = reader.locator("a[href^='/']:visible").evaluate_all(
            "all => all.map((a) => a.getAttribute('href'))"
        )
        offered |= {link.partition("#")[0] for link in links}
    assert len(offered) > 15
    answers = {link: reader.request.get(link).status for link in sorted(offered)}
    assert {link: status for link, status in answers.items() if status != 200} == {}


def test_single_keys_of_a_reader_decide_nothing(reader):
    from worldcafe.serve.models import Cafe

    before = Cafe.objects.get(pk=1).seq
    for path, key in (("/register", "y"), ("/themes/T01", "r"), ("/s/4", "u")):
        reader.goto(path)
        reader.keyboard.press(key)
        reader.wait_for_timeout(200)
        assert reader.url.endswith(path)
    assert Cafe.objects.get(pk=1).seq == before


def test_a_group_is_told_that_its_answer_is_stored_and_of_nothing_that_is_not(sit_down):
    page = page_of_a_group(sit_down)
    form = page.locator("#no-6 form")
    form.locator("input[value='yes']").check()
    form.locator("textarea").fill("Forty of them in May.")
    form.locator("button").click()
    page.wait_for_url("**kept=6**")
    assert "Stored. Thank you." in page.inner_text("#no-6")
    assert not page.is_visible("#unsaved")
    page.locator("#no-6 input[value='not ours']").check()
    page.locator("#no-6 button").click()
    page.wait_for_url("**stored=**")
    page.wait_for_selector("text=No 6 is not for you")
    assert not page.is_visible("#unsaved")


# Whatever is pressed and is smaller than a finger; a box is pressed by its label, too.
SMALL = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary")]
  .filter((one) => one.checkVisibility() && !one.matches(".skip"))
  .filter((one) => !one.closest("details:not([open]) > :not(summary)"))
  .map((one) => [one, one.matches("[type=checkbox], [type=radio]") && one.closest("label") || one])
  .map(([one, pressed]) => [one, pressed.getBoundingClientRect()])
  .filter(([, box]) => box.height < 24 || box.width < 24 || box.right > innerWidth + 1 || box.left < -1)
  .map(([one, box]) => `${one.outerHTML.slice(0, 70)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""
# Whatever is cut, or must be moved sideways to be read.
CUT = """() => [...document.querySelectorAll("main *:not(textarea, input, .unseen)")]
  .filter((one) => one.checkVisibility() && getComputedStyle(one).overflowX !== "visible")
  .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("path", SCREENS)
def test_on_a_phone_nothing_is_cut_and_all_is_as_large_as_a_finger(sit_down, path):
    page = sit_down("Ana", viewport={"width": 390, "height": 844})
    page.goto(path)
    assert (page.evaluate(SMALL), page.evaluate(CUT)) == ([], [])


def test_a_change_of_themes_is_read_on_a_phone_without_moving_it_sideways(sit_down):
    page = sit_down("Ana", viewport={"width": 390, "height": 844})
    page.goto("/themes/T01")
    page.fill("#name", "Everything that grows along the river and beside the lake")
    page.click("button[value=rename]")
    page.wait_for_selector("h1:has-text('What will change')")
    assert (page.evaluate(SMALL), page.evaluate(CUT)) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_meeting_is_read_from_the_other_end_of_a_room(sit_down):
    from worldcafe.serve.log import Actor, Wish
    from worldcafe.serve.proposals import propose

    page = sit_down("Ana", viewport={"width": 1920, "height": 1080})
    propose(Actor("Ben"), Wish(4, {"remit": "unclear"}, 99, "projector4"))
    page.goto("/meeting")
    size = page.locator(".big li").first.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)")
    assert size >= 24
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
