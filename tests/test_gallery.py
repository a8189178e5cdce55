"""The gallery of the documentation: its pictures are taken here, of the example and a café that is typed."""

from __future__ import annotations

import io
import re
import shutil
import signal
import subprocess
import sys

import pypdfium2
import pytest
from PIL import Image

import worldcafe
from conftest import REPO
from test_page_in_browser import CHROMIUM, grown
from test_serve_live_in_browser import (  # noqa: F401 - fixtures
    PHONE,
    _cafe,
    _chromium,
    _host,
    _opened,
    _port,
    all_stored,
    sit,
    store,
)

GALLERY = REPO / "docs" / "gallery.md"
PICTURES = REPO / "docs" / "pictures"
EXAMPLE = REPO / "reports" / "ccnso-2023"
COLOURS = 64  # of a picture that is kept
SHOWN = {
    name: label
    for label, name in re.findall(r"!\[(.+?)\]\(pictures/(\S+?)\.png\)", GALLERY.read_text("utf-8"))
}
TAKEN = {
    *("page", "page-on-a-phone", "claim", "missed", "paper"),
    *("register", "suggestion", "question", "table", "wall"),
}

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
pytestmark = [pytest.mark.browser]


@pytest.fixture(name="keep")
def _keep(request):
    """Look at a picture that was taken, and keep it where that was asked for."""

    def look(name: str, png: bytes) -> None:
        picture = Image.open(io.BytesIO(png)).convert("RGB")
        assert len(picture.getcolors(1 << 24)) > 8, f"{name} is blank"
        if request.config.getoption("--pictures"):
            PICTURES.mkdir(exist_ok=True)
            picture.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)
        kept = Image.open(PICTURES / f"{name}.png")
        assert kept.width == picture.width, f"{name} is of an older screen: make pictures"

    return look


@pytest.fixture(name="app", scope="module")
def _app(tmp_path_factory):
    """The address by which a browser is let into the app on a copy of the example."""
    folder = tmp_path_factory.mktemp("example") / "run"
    shutil.copytree(EXAMPLE, folder)
    command = [sys.executable, "-u", "-m", "worldcafe", "serve", str(folder), "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    lines = iter(process.stdout.readline, "")
    yield next(link[0] for line in lines if (link := re.search(r"http://\S+/enter/\S+", line)))
    process.send_signal(signal.SIGINT)
    process.communicate()


def test_every_picture_of_the_gallery_is_there_told_in_words_and_taken_here():
    assert set(SHOWN) == TAKEN == {path.stem for path in PICTURES.iterdir()}
    assert all(len(label) > 30 for label in SHOWN.values())
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < 1_500_000


@needs_browser
def test_pictures_of_the_page(chromium, keep):
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto((EXAMPLE / "report.html").as_uri())
    grown(page)
    keep("page", page.screenshot())
    keep("claim", page.locator("article.claim[data-show^=altered]").first.screenshot())
    page.locator("#gaps").scroll_into_view_if_needed()
    keep("missed", page.locator("#gaps").screenshot())
    phone = chromium.new_page(viewport={"width": 390, "height": 844}, is_mobile=True)
    phone.goto((EXAMPLE / "report.html").as_uri())
    keep("page-on-a-phone", phone.screenshot())


@needs_browser
def test_pictures_of_the_app(chromium, app, keep):
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(app)
    page.fill("#name", "Ana")
    page.click("button.main")
    home = re.sub(r"/enter/.*", "", app)
    while not page.goto(f"{home}/s/1").ok:  # the run is still being taken in
        page.wait_for_timeout(500)
    keep("suggestion", page.screenshot())
    for name, address in (("register", "/register"), ("question", "/questions/pair")):
        page.goto(f"{home}{address}")
        page.wait_for_selector("h1")
        keep(name, page.screenshot())


@needs_browser
def test_pictures_of_a_cafe_that_goes_on(opened, host, cafe, keep):
    page = sit(opened, cafe, **PHONE)
    for text in ("A tap beside the benches", "Open the toilets in winter"):
        store(page, text)
        all_stored(page)
    keep("table", page.screenshot())
    page = host()
    page.goto("/live")
    page.click("text=End round 1")
    page.goto("/live/wall")
    page.wait_for_selector("text=open the toilets in winter")
    keep("wall", page.screenshot())


def test_picture_of_the_paper(tmp_path, keep):
    (path,) = worldcafe.load(EXAMPLE).render(tmp_path, ["pdf"])
    with pypdfium2.PdfDocument(path) as paper:
        first = paper[0].render(scale=1.2).to_pil()
    png = io.BytesIO()
    first.save(png, "png")
    keep("paper", png.getvalue())
