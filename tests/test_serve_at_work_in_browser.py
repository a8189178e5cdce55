"""The committee at work in a real browser: by keyboard, with and without scripts, many at once."""

from __future__ import annotations

import pytest

from test_serve_in_browser import CLAIM, SCREENS, _beside_a_loop, _chromium, _port, _sit_down  # noqa: F401 - fixtures


def test_a_decision_by_keyboard_alone(sit_down):
    page = sit_down("Ana")
    page.goto("/register")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/s/2")
    page.keyboard.press("a")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/s/3?stored=*")
    page.goto("/s/2")
    assert "In whose scope is it?" in page.inner_text("main")


def test_single_keys_decide_the_row_undo_it_and_lead_to_the_themes(sit_down):
    from worldcafe.serve.models import Item

    page = sit_down("Keys")
    page.goto("/register")
    page.keyboard.press("j")
    page.keyboard.press("y")
    page.wait_for_selector("text=1 stored")
    assert Item.objects.get(number=1).remit == "yes"
    page.keyboard.press("u")
    page.wait_for_url("**/s/1")
    assert Item.objects.get(number=1).remit == ""
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/themes")


def test_a_claim_is_checked_by_single_keys(sit_down):
    from worldcafe.serve.models import Event

    page = sit_down("Claims")
    page.goto(CLAIM)
    page.keyboard.press("v")
    assert page.evaluate("document.activeElement.id") == "verdict"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("2")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith(CLAIM))
    page.keyboard.press("u")
    page.wait_for_url("**/history")
    assert Event.objects.filter(actor="Claims").count() == 2


def test_a_day_is_asked_for_only_where_something_waits(sit_down):
    page = sit_down("Ana")
    page.goto("/s/3?ask=remit")
    assert not page.is_visible("#f-due")
    page.check("input[name=remit][value=unclear]")
    assert page.is_visible("#f-due")


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


@pytest.mark.parametrize("path", SCREENS)
def test_without_scripts_no_screen_lacks_its_buttons(sit_down, path):
    plain, scripted = sit_down("Ana", java_script_enabled=False), sit_down("Ana")
    pages = []
    for page in (plain, scripted):
        page.goto(path)
        pages.append(
            {
                button.inner_text()
                for button in page.query_selector_all("form[method=post] button")
                if button.is_visible()
            }
        )
    assert pages[0] == pages[1]


def test_without_scripts_a_chair_confirms_and_a_claim_is_checked(sit_down, tmp_path):
    from worldcafe.serve.models import Fact, Item

    chair = sit_down("Chair", java_script_enabled=False)
    chair.goto("/settings")
    chair.fill("input[name=chair]", "Chair")
    chair.click("form[action='/settings'] button")
    member = sit_down("Dora", java_script_enabled=False)
    member.goto("/s/4?ask=remit")
    member.check("input[name=remit][value=yes]")
    member.click("button.main")
    chair.goto("/meeting")
    chair.click("text=Confirm all that are ticked")
    assert Item.objects.get(number=4).remit == "yes"
    chair.goto(CLAIM)
    chair.check("input[name=note] >> nth=1")
    chair.click("button.main")
    assert Fact.objects.filter(key__startswith="claim/").count() == 1
    chair.goto("/settings")
    chair.fill("input[name=chair]", "")
    chair.click("form[action='/settings'] button")


def test_a_tick_and_a_button_decide_many(sit_down):
    page = sit_down("Ana")
    page.goto("/register")
    page.check("input[name=row] >> nth=0")
    page.check("input[name=row] >> nth=1")
    page.click("button[name=remit][value=unclear]")
    assert "2 stored" in page.inner_text("main")


NOTES = """# Oldtown café

## Table 1: Gardens

- We should plant trees along the river walk.
- The council should lend tools to neighbours in the autumn.
"""


@pytest.mark.slow
def test_a_folder_dropped_on_the_page_is_watched_and_ends_in_the_review(sit_down, tmp_path):
    from worldcafe.serve import jobs
    from worldcafe.serve.models import Run

    folder = tmp_path / "café"
    (folder / "more").mkdir(parents=True)
    (folder / "notes.md").write_text(NOTES, encoding="utf-8")
    (folder / "more" / "streets.md").write_text(NOTES.replace("Gardens", "Streets").replace("trees", "lamps"))
    (folder / ".hidden").write_text("no note")
    page, before = sit_down("Ana"), Run.objects.count()
    page.goto("/intake")
    box = page.locator("#drop").bounding_box()
    protocol = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        protocol.send(
            "Input.dispatchDragEvent",
            {
                "type": kind,
                "x": box["x"] + 20,
                "y": box["y"] + 20,
                "data": {"items": [], "files": [str(folder)], "dragOperationsMask": 1},
            },
        )
    page.locator("#dropped", has_text="2 files").wait_for()
    page.click("text=Analyse")
    page.wait_for_url("**/intake/*")
    assert "Analysing the notes" in page.inner_text("main")
    page.locator(".steps li").first.wait_for(timeout=90_000)
    page.wait_for_url(lambda url: "/intake/" not in url, timeout=120_000)
    assert Run.objects.count() == before + 1
    dropped = sorted(path.relative_to(jobs.home()).parts[2:] for path in jobs.home().glob("notes/*/**/*.md"))
    assert dropped == [("café", "more", "streets.md"), ("café", "notes.md")]


LINES = """(cell) => {
  const text = document.createRange();
  text.selectNodeContents(cell);
  return text.getClientRects().length;
}"""
WHOLE = """() => [...document.querySelectorAll('.bar-top nav a')].every((link) => {
  const box = link.getBoundingClientRect();
  const all = document.documentElement.clientWidth;
  return box.left >= 0 && box.right <= all && link.scrollWidth <= link.clientWidth;
})"""


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_name_of_every_screen_is_whole_at_any_width(sit_down, width):
    page = sit_down("Ana", viewport={"width": width, "height": 700})
    page.goto("/register")
    assert page.evaluate(WHOLE)


@pytest.mark.parametrize("width", [390, 760, 1280])
def test_no_date_of_the_register_is_broken(sit_down, width):
    from worldcafe.serve.log import Actor, Wish, decide

    asked = {"body": "Trees", "scope": "committee", "informed": "2026-05-01", "due": "2026-09-30"}
    decide(Actor("Ana"), Wish(6, asked, 99, f"due{width}"))
    page = sit_down("Ana", viewport={"width": width, "height": 700})
    page.goto("/register")
    assert page.locator("td.day", has_text="30 September 2026").first.evaluate(LINES) == 1


def test_the_name_of_a_group_is_asked_for_only_where_a_group_has_it(sit_down):
    page = sit_down("Ana")
    page.goto("/s/3?ask=scope")
    page.check("input[name=scope][value=council]")
    assert not page.is_visible("#f-body")
    page.check("input[name=scope][value='working group']")
    assert page.is_visible("#f-body")
    page.click("section[aria-labelledby=next] button.main")
    assert "Which group: write its name" in page.inner_text(".wrong")
    assert page.is_checked("input[name=scope][value='working group']")


def test_who_only_reads_sees_what_is_proposed_and_nothing_to_press(sit_down):
    from worldcafe.serve.gate import new_link
    from worldcafe.serve.log import Actor, Wish
    from worldcafe.serve.proposals import propose

    page = sit_down("Ana")
    propose(Actor("Ben"), Wish(4, {"remit": "unclear"}, 99, "reads4"))
    page.context.clear_cookies()
    page.goto(new_link("reader"))
    page.fill("#name", "Rita")
    page.click("button.main")
    page.goto("/meeting")
    assert "No 4: Lend tools" in page.inner_text("main")
    page.goto("/s/4")
    shown = page.locator("h2:visible").all_inner_texts()
    others = [title for title in shown if title != "Decided so far"]  # where an earlier test decided on it
    assert others == ["Said at 2 places", "Proposed", "Comments", "History"]
    assert page.locator("main button:visible").count() == 0
