"""report: the page is one file in which every link leads somewhere and no text of a source is markup."""

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from sample_analysis import HOSTILE, emptied, hostile_analysis, sample_analysis
from worldcafe.language.reasons import UNSAID
from worldcafe.report.html import render_html
from worldcafe.report.view import build_view


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen, self.ids, self.hrefs = [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        self.hrefs += [value for name, value in attrs if name == "href"]

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)


def parsed(page):
    tags = Tags()
    tags.feed(page)
    return tags


def test_text_of_a_source_never_becomes_markup():
    page = render_html(build_view(sample_analysis()))
    tags = parsed(page)
    assert [name for name, _ in tags.seen].count("script") == 1
    assert not [attrs for _, attrs in tags.seen if any(name.startswith("on") for name in attrs)]
    assert HOSTILE not in page
    assert "&lt;b&gt;cost&lt;/b&gt;" in page


def test_text_of_a_source_never_becomes_markup_wherever_it_stands():
    page = render_html(build_view(hostile_analysis()))
    tags = parsed(page)
    assert [name for name, _ in tags.seen].count("script") == 1
    assert not [attrs for _, attrs in tags.seen if any(name.startswith("on") for name in attrs)]
    assert HOSTILE not in page


def test_below_a_claim_without_a_note_found_stand_the_nearest_and_do_not_count():
    view = build_view(sample_analysis())
    page = render_html(view)
    for claim in view.claims:
        entry = page.split(f'<article class="claim" id="claim-{claim.claim_id}"')[1].split("</article>")[0]
        assert ("not counted as support" in entry) == bool(claim.nearest) == (claim.verdict == "unsupported")
        for quote in claim.nearest:
            assert html.escape(quote.text) in entry
            assert f'href="#n-{quote.segment_id}"' in entry
    near = next(claim for claim in view.claims if claim.nearest)
    assert near.nearest[0] == near.closest
    assert replace(near, near=(near.closest, *near.near)).nearest == near.nearest
    assert replace(near, closest=None).nearest == near.near


def test_what_a_verdict_says_already_is_not_told_as_its_reason():
    claim = build_view(sample_analysis()).claims[1]
    assert (claim.verdict, claim.why) == ("unsupported", "nobody")
    assert [replace(claim, reason=told).why for told in (UNSAID, "No note says this.")] == ["", ""]


def test_every_link_of_the_page_leads_somewhere_in_it():
    tags = parsed(render_html(build_view(sample_analysis())))
    assert len(tags.ids) == len(set(tags.ids))
    assert {href[1:] for href in tags.hrefs} <= set(tags.ids)


def test_page_loads_nothing_and_allows_no_inline_styles():
    page = render_html(build_view(sample_analysis()))
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert " style=" not in page
    assert "unsafe" not in page.split("<title>")[0]


def test_same_tables_give_the_same_bytes():
    assert render_html(build_view(sample_analysis())) == render_html(build_view(sample_analysis()))


@pytest.mark.parametrize(
    "missing",
    [
        ("claims", "links", "topics"),
        ("suggestions",),
        ("topics",),
        ("claims", "links", "topics", "themes", "suggestions"),
    ],
    ids="-".join,
)
def test_run_without_some_tables_still_gives_a_page(missing):
    analysis = sample_analysis(**emptied(*missing))
    if "themes" in missing:
        analysis.segments = analysis.segments.assign(theme_id="")
    tags = parsed(render_html(build_view(analysis)))
    assert {"overview", "notes", "made"} <= set(tags.ids)
    assert ("claims" in tags.ids) == ("claims" not in missing)
    assert {href[1:] for href in tags.hrefs} <= set(tags.ids)


def tags_removed(text):
    return html.unescape(re.sub(r"<[^<>]*>", "", text))
