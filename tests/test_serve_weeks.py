"""The committee's weeks in a browser: four people, from a file dropped to a page published."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from conftest import CORPUS
from serve_app import fresh_database, running, use_database
from test_page_in_browser import CHROMIUM, QUIET

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]
NOTES = """# Oldtown café

## Table 1: Gardens

- We should plant trees along the river walk.
- The council should lend tools to neighbours in the autumn.
- We should put a shaded bench at the lake.

## Table 2: Streets

- The city should light the path behind the chapel.
- We should paint the crossing at the school.
"""


@pytest.fixture(name="sit_down")
def _sit_down(tmp_path, monkeypatch):
    """Let people in, each in a browser of their own."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright has a loop of its own in this thread
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as play:
        fresh_database(tmp_path)  # beside the loop: there Django keeps a connection apart
        yield from _entering(play, tmp_path)
    use_database(str(tmp_path / "after.db"))


def _entering(play, home):
    from worldcafe.serve import jobs
    from worldcafe.serve.gate import new_link

    jobs.set_home(home)
    with running() as port:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)

        def enter(name):
            page = browser.new_context(base_url=f"http://127.0.0.1:{port}").new_page()
            if name:
                page.goto(new_link())
                page.fill("#name", name)
                page.click("button.main")
            return page

        yield enter
        browser.close()


def numbers():
    """The public numbers of the suggestions, by a word of each."""
    from worldcafe.serve.models import Item

    words = ("trees", "tools", "bench", "path", "crossing")
    return {word: Item.objects.get(text__icontains=word).number for word in words}


def states():
    from worldcafe.serve.models import Item

    return {item.number: item.state for item in Item.objects.all()}


def answer(page, number, why="", **chosen):
    """Answer the next question of a suggestion."""
    page.goto(f"/s/{number}")
    for field, value in chosen.items():
        if page.locator(f"input[type=radio][name={field}]").count():
            page.check(f"input[name={field}][value='{value}']")
        else:
            page.fill(f"[name={field}]", value)
    if why:
        page.fill("textarea[name$=_why]", why)
    page.click("section[aria-labelledby=next] button.main")
    page.wait_for_url("**stored=*")


def begin_with_notes(ana, notes):
    """Drop a file, wait for the review, name the chair and a group."""
    ana.goto("/intake")
    ana.set_input_files("#files", {"name": "notes.md", "mimeType": "text/plain", "buffer": notes})
    ana.click("text=Analyse")
    ana.wait_for_url(lambda url: not re.search(r"/intake", url), timeout=600_000)
    ana.goto("/settings")
    ana.fill("input[name=chair]", "Ana")
    ana.fill("textarea[name=groups]", "Parks: trees and benches")
    ana.click("form[action='/settings'] button.main")


def propose_object_confirm(ana, ben, cy, no):
    """Members propose, one objects, the chair confirms many at once and the disputed one by itself."""
    for word in ("trees", "bench", "path", "tools"):
        answer(ben, no[word], remit="yes")
    answer(cy, no["crossing"], "Crossings are the county's.", remit="no")
    cy.goto(f"/s/{no['tools']}")
    cy.click("summary:has-text('Object')")
    cy.fill("#objection", "Who pays for them?")
    cy.click("form[action$='/object'] button")
    assert set(states().values()) == {"new"}
    ana.goto("/meeting")
    assert "Who pays for them?" in ana.inner_text("main")
    ana.click("text=Confirm all that are ticked")
    ana.click(f"text=Confirm No {no['tools']} all the same")


def ask_the_group(ana, contact, answers):
    """The group is informed, and answers by its link alone, of some numbers what and why."""
    ana.goto("/groups")
    ana.click("summary")
    ana.click("form[action='/groups/sent'] button.main")
    ana.click("text=Make a link")
    contact.goto(ana.inner_text("code"))
    for number, (said, why) in answers.items():
        form = contact.locator(f"#no-{number} form")
        form.locator(f"input[value='{said}']").check()
        form.locator("textarea").fill(why)
        form.locator("button").click()
        contact.wait_for_url(f"**kept={number}**")


def publish(ana):
    """What is told is looked at, and published as it is; give its text."""
    ana.goto("/publish")
    ana.click("text=Make a draft")
    ana.wait_for_url("**/publish", timeout=600_000)
    ana.click("text=Publish it as it is")
    assert "Publication 1" in ana.inner_text("main")
    ana.click("text=Read reply.html")
    return ana.inner_text("body")


def test_four_people_decide_and_tell_from_the_notes_to_the_published_page(sit_down):
    from worldcafe.serve.models import PublishedFile
    from worldcafe.serve.replay import find_differences

    ana, ben, cy, contact = (sit_down(name) for name in ("Ana", "Ben", "Cy", ""))
    begin_with_notes(ana, NOTES.encode())
    no = numbers()
    propose_object_confirm(ana, ben, cy, no)
    assert (states()[no["crossing"]], states()[no["tools"]]) == ("out of remit", "whose scope")
    for word in ("trees", "bench"):
        answer(ana, no[word], scope="committee", body="Parks")
    for word in ("path", "tools"):
        answer(ana, no[word], scope="nobody")
    answer(ana, no["path"], "In the budget of next year.", considered="include")
    answer(ana, no["tools"], "Nobody can keep them.", considered="do not include")
    said = {"trees": ("yes", "Forty trees in May."), "bench": ("no", "The bank is too steep.")}
    ask_the_group(ana, contact, {no[word]: answer for word, answer in said.items()})
    assert "crossing" not in contact.inner_text("main")
    assert states() == {
        no["crossing"]: "out of remit",
        no["trees"]: "taken up",
        no["path"]: "taken up",
        no["bench"]: "not taken up",
        no["tools"]: "not taken up",
    }
    answer(ana, no["crossing"], public_text="We passed it on to the county.")
    page = publish(ana)
    assert all(f"No {number}" in page for number in no.values())
    assert "We passed it on to the county." in page
    assert "not decided yet" not in page.lower()
    assert PublishedFile.objects.filter(publication=1, name="for-parks.docx").exists()
    assert find_differences() == []


def test_every_suggestion_of_the_report_is_accounted_for_on_the_published_page(sit_down):
    from worldcafe.serve.models import Item, listed, set_aside

    ana, ben, cy, contact = (sit_down(name) for name in ("Ana", "Ben", "Cy", ""))
    begin_with_notes(ana, CORPUS.read_bytes())
    said, aside = (list(rows.values_list("number", "text")) for rows in (listed(), set_aside()))
    assert len(said) > 100
    ben.goto("/register?all=1")
    for box in ben.locator("input[name=row]").all()[:60]:
        box.check()
    ben.click("button[name=remit][value=yes]")
    ben.wait_for_selector("text=60 stored.")
    cy.goto("/s/7")
    cy.click("summary:has-text('Object')")
    cy.fill("#objection", "It was done last year.")
    cy.click("form[action$='/object'] button")
    ana.goto("/meeting")
    ana.click("text=Confirm all that are ticked")
    answer(ana, 7, "It was done last year.", remit="no")
    ana.goto("/meeting")
    minutes = ana.input_value("#text")
    assert "objected by Cy: It was done last year." in minutes
    assert len(re.findall(r"^No \d+: ", minutes, re.MULTILINE)) == 60
    theme = Item.objects.get(number=2).theme
    ana.goto("/themes")
    ana.click(f"li a:text-is({theme!r})")
    ana.click("text=One answer for its suggestions")
    for box in ana.locator("input[name=row]").all():
        box.check()
    for field, value in (("remit", "yes"), ("scope", "working group")):
        ana.select_option(f"#f-{field}", value)
    ana.fill("#f-body", "Parks")
    ana.click("main button.main")
    ana.wait_for_url("**told=Stored**")
    ask_the_group(ana, contact, {2: ("yes", "A session in March.")})
    ana.goto("/publish")
    ana.click("summary:has-text('Waive')")
    ana.fill("#why", "Nobody is named in this report.")
    ana.click("form[action='/publish/waive'] button")
    page = publish(ana)
    assert [number for number, _ in said if not re.search(rf"\bNo {number}\b", page)] == []
    assert [text for _, text in aside if text.rstrip(" .")[:40] not in page] == []
    today = f"{dt.datetime.now(dt.UTC):%-d %B %Y}"
    assert f"Taken up, with Parks, since {today}. A session in March." in page
    assert "Outside the committee's remit. It was done last year." in page
