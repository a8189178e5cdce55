"""The app as a committee uses it: by keyboard alone, on a phone, two at once, with a network that drops."""

from __future__ import annotations

import time

import pytest

from serve_app import SUGGESTIONS, fill, fresh_database, running, suggestion, told, write_run
from test_page_in_browser import CHROMIUM, QUIET
from worldcafe.serve.rulings import claim_key

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]


CLAIM = f"/claims/{claim_key('The lake needs a shaded bench')}"


SCREENS = (
    "/",
    "/register",
    "/s/1",
    "/s/3",
    "/history",
    "/matches",
    "/settings",
    "/intake",
    "/keys",
    "/name",
    "/people",
    "/claims",
    CLAIM,
    "/meeting",
    "/groups",
    "/publish",
    "/identities",
    "/questions",
    "/questions/note",
    "/questions/pair",
    "/questions/disputes",
    "/themes",
    "/themes/T01",
    "/themes/T01/triage",
)


@pytest.fixture(scope="module", autouse=True)
def _beside_a_loop():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright has a loop of its own in this thread
        yield


@pytest.fixture(scope="module", name="port")
def _port(tmp_path_factory, _beside_a_loop, chromium):
    """The app over a database that is made beside the loop: there Django keeps a connection apart."""
    folder = tmp_path_factory.mktemp("serve")
    fresh_database(folder)
    from worldcafe.serve import jobs

    jobs.set_home(folder)
    more = (suggestion(text, [text]) for text in ("Mend the well", "Paint the crossing"))
    write_run(folder / "run-1")
    fill(told([*SUGGESTIONS, *more]), folder=folder / "run-1")
    ask_the_parks()
    with pytest.MonkeyPatch.context() as patch, running() as port:
        patch.setattr("worldcafe.serve.identities._is_open", True)
        yield port


def ask_the_parks():
    """A group that is to be asked about No 5, and a draft of what is told."""
    from worldcafe.serve.log import Actor, Wish, decide
    from worldcafe.serve.models import Publication, PublishedFile

    asked = {"remit": "yes", "scope": "committee", "body": "Parks"}
    decide(Actor("Ana"), Wish(5, asked, 0, "parks5"))
    Publication.objects.create(no=0, at="2026-05-03T10:00:00Z", by="Ana", seq=9, head="ab" * 32)
    PublishedFile.objects.create(publication=0, name="reply.html", data=b"<p>x</p>", sha256="cd" * 32)


def page_of_a_group(sit_down, **options):
    """What a group sees that was asked about No 6."""
    from worldcafe.serve.groups import open_link
    from worldcafe.serve.log import Actor, Wish, decide

    asked = {"body": "Trees", "scope": "committee", "informed": "2026-05-01", "due": "2026-06-01"}
    decide(Actor("Ana"), Wish(6, asked, 99, f"trees{time.time()}"))
    page = sit_down("Ana", **options)
    page.goto(open_link("Trees"))
    return page


@pytest.fixture(scope="module", name="chromium")
def _chromium():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(name="sit_down")
def _sit_down(chromium, port):
    """Let people in, each in a browser of their own; at the end no console may have complained."""
    contexts, complaints = [], []

    def enter(name, **options):
        from worldcafe.serve.gate import new_link

        context = chromium.new_context(base_url=f"http://127.0.0.1:{port}", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{message.text} {message.location}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(new_link())
        page.fill("#name", name)
        page.click("button.main")
        return page

    yield enter
    for context in contexts:
        context.close()
    refused = ("409", "422", "/nowhere")
    assert [text for text in complaints if not any(part in text for part in refused)] == []


TYPED = "typed by Ben"


def two_answers(sit_down, **options):
    """A page on which two people answered the same field."""
    ana, ben = sit_down("Ana", **options), sit_down("Ben", **options)
    for page in (ana, ben):
        page.goto("/s/3?ask=remit")
    for page, why in ((ana, f"typed by Ana at {time.time()}"), (ben, TYPED)):
        page.check("input[name=remit][value=unclear]")
        page.fill("#f-remit_why", why)
        page.click("button.main")
        page.wait_for_selector("text=Somebody was faster" if page == ben else "text=typed by Ana")
    return ben


def decisions_from_a_file(page, tmp_path):
    """The page that shows what a file changes."""
    path = tmp_path / "decisions.csv"
    path.write_text(f"number,text,remit,scope,who,status,report_back\n4,tools,no,,,,{tmp_path.name}\n")
    page.goto("/settings")
    page.set_input_files("input[type=file]", path)
    page.click("text=Show what it changes")
    page.wait_for_selector("h1:has-text('Decisions from a file')")
    return page


def more_screens(sit_down, tmp_path, **options):
    """Screens that have no address of their own, one after the other."""
    page = sit_down("Ana", **options)
    page.goto("/nowhere")
    yield page
    page.goto("/settings")
    page.click("text=Make a link")
    page.wait_for_selector("code, .whole")
    yield page
    page.goto("/themes/T01")
    page.check("input[name=note] >> nth=0")
    page.select_option("#to", "T02")
    page.click("text=Move the ticked notes")
    page.wait_for_selector("h1:has-text('What will change')")
    yield page
    yield decisions_from_a_file(page, tmp_path)
    from worldcafe.serve.models import Job

    job = Job.objects.create(what="Analysing the notes", lines=["reading ..."], beat=time.time())
    page.goto(f"/intake/{job.no}")
    yield page
    Job.objects.filter(no=job.no).update(done=True)
    yield two_answers(sit_down, **options)
    yield page_of_a_group(sit_down, **options)
    yield from screens_of_accounts(sit_down, **options)


def screens_of_accounts(sit_down, **options):
    """What those see who sign in; afterwards nobody has an account again."""
    from worldcafe.serve.models import Account, Fact
    from worldcafe.serve.people import begin_account

    page, password = sit_down("Ana", **options), "a bench in the shade of trees"
    try:
        page.goto(begin_account("Ana"))
        yield page
        for field in ("#password", "#again"):
            page.fill(field, password)
        page.click("button.main")
        page.wait_for_selector("h1:has-text('Sign in')")
        yield page
        page.fill("#name", "Ana")
        page.fill("#password", password)
        page.click("button.main")
        page.wait_for_selector("h1:has-text('Today')")
        page.goto("/password")
        yield page
        page.goto("/people")
        page.fill("#name", "Rea")
        page.select_option("#role", "reader")
        page.click("button.main")
        page.wait_for_selector(".whole")
        yield page
        page.goto(page.locator(".whole").input_value())
        for field in ("#password", "#again"):
            page.fill(field, password)
        page.click("button.main")
        page.fill("#name", "Rea")
        page.fill("#password", password)
        page.click("button.main")
        page.wait_for_selector("h1:has-text('Today')")
        assert not page.locator("form[method=post]").first.is_visible()
        page.goto("/password")
        assert page.locator("#old").is_visible()
        yield page
    finally:
        Fact.objects.filter(key__startswith="person/").delete()
        Account.objects.all().delete()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_of_an_answer(sit_down, tmp_path, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    for page in more_screens(sit_down, tmp_path, color_scheme=scheme, bypass_csp=True):
        found = axe.Axe().run(page).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == [], page.title()


def test_no_page_of_an_answer_is_wider_than_a_phone(sit_down, tmp_path):
    for page in more_screens(sit_down, tmp_path, viewport={"width": 320, "height": 700}):
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.title()


# What can be done on a page: each link, button and field, of a group of radio buttons one.
MEANT = """() => { let groups = new Set(); return [...document.querySelectorAll(
  "a[href], button, input:not([type=hidden]), select, textarea, summary")].filter((one) => {
  if (one.disabled || !one.checkVisibility()) return false;
  if (one.closest("details:not([open]) > :not(summary)")) return false;
  if (one.type === "radio") { if (groups.has(one.name)) return false; groups.add(one.name); }
  return true; }).length; }"""


REACHED = """() => { const one = document.activeElement; if (!one || one === document.body) return "";
  window.reached ??= new Map();
  const key = one.type === "radio" ? one.name : one;
  const seen = window.reached.has(key); window.reached.set(key, 1);
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const shown = style.outlineStyle !== "none" || style.boxShadow !== "none";
  return seen ? "again" : shown && box.width > 0 ? "shown" : "hidden " + one.outerHTML.slice(0, 80); }"""


@pytest.mark.parametrize("path", SCREENS)
def test_everything_on_a_screen_is_reached_by_tab_and_seen_to_be(sit_down, path):
    page = sit_down("Ana")
    page.goto(path)
    meant, reached = page.evaluate(MEANT), []
    for _ in range(3 * meant + 5):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(REACHED))
    assert [told for told in reached if told.startswith("hidden")] == []
    assert reached.count("shown") >= meant


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_screen(sit_down, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = sit_down("Ana", color_scheme=scheme, bypass_csp=True)
    for path in SCREENS:
        page.goto(path)
        found = axe.Axe().run(page).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == [], path


@pytest.mark.parametrize("width", [320, 1280])
def test_no_screen_is_wider_than_its_window(sit_down, width):
    page = sit_down("Ana", viewport={"width": width, "height": 700})
    for path in SCREENS:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        top = page.locator("main h1").bounding_box()["y"]
        assert top < 185, f"{path}: the content begins {top} points down"
