import html
import re
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import read_table
from sample_analysis import sample_analysis
from test_report_page import tags_removed
from worldcafe.language.reasons import NO_NOTE
from worldcafe.language.wording import speaking
from worldcafe.report.findings import traced
from worldcafe.report.findings.checked import unfounded
from worldcafe.report.html import render_html
from worldcafe.report.lookups import read_diff
from worldcafe.report.marks import percent, shade
from worldcafe.report.paper import compose_paper
from worldcafe.report.paper.blocks import Grid
from worldcafe.report.quote import quote, readable
from worldcafe.report.view import build_view


@pytest.mark.parametrize(
    ("shown", "source"),
    [
        ("open on Sundays", "- open on\n   Sundays"),
        ("a warm room", "a **warm** room"),
        ("warm & quiet", "<p>warm &amp; <b>quiet</b></p>"),
        ("said by ███ twice", "★ said by ████████ twice"),
        ("one word of many", "this is one word of many words"),
    ],
)
def test_quote_that_stands_in_its_source_is_given_back(shown, source):
    assert quote(shown, source, 0, len(source)) == shown


@pytest.mark.parametrize(
    ("shown", "source"),
    [
        ("open on Sunday", "open on Saturday"),
        ("Open on Sundays", "open on Sundays"),
        ("not able", "notable"),
        ("supported", "unsupported"),
        ("open Sundays", "open on Sundays"),
        ("open, on Sundays", "open on Sundays"),
        ("", "open on Sundays"),
    ],
)
def test_quote_that_differs_from_its_source_is_refused(shown, source):
    with pytest.raises(ValueError, match="does not stand between"):
        quote(shown, source, 0, len(source))


def test_quote_outside_its_offsets_is_refused():
    with pytest.raises(ValueError, match="does not stand"):
        quote("second", "first second", 0, 5)


@given(st.text(max_size=80).filter(str.strip))
def test_readable_words_are_always_a_quote_of_their_text(text):
    assert not text.split() or quote_or_nothing(text)


def quote_or_nothing(text):
    shown = readable(text)
    try:
        return quote(shown, text, 0, len(text)) == shown
    except ValueError:
        return not re.sub(r"[*_`\s]|<[^>]*>", "", shown)


@pytest.mark.parametrize(
    ("diff", "pieces"),
    [
        ("a [-b-] {+c+} d", (("same", "a"), ("out", "b"), ("in", "c"), ("same", "d"))),
        ("{+must+} loans", (("in", "must"), ("same", "loans"))),
        ("nothing changed", (("same", "nothing changed"),)),
        ("a - b [c] {d}", (("same", "a - b [c] {d}"),)),
        ("", ()),
    ],
)
def test_diff_is_read_in_order(diff, pieces):
    assert read_diff(diff) == pieces


def test_findings_answer_the_six_questions_from_the_tables():
    answers = {finding.key: finding.sentence for finding in build_view(sample_analysis()).findings}
    assert list(answers) == ["recurs", "missed", "unfounded", "dismissed", "changed", "next"]
    assert answers["recurs"].startswith(
        "1 of 2 suggestions came back at a second place; a place is one table in one round. "
    )
    assert answers["missed"].startswith(
        "In the report, next to nothing was found of South, Table 1 (0 of 3 notes)"
    )
    assert "1 theme is missing from the summaries" in answers["missed"]
    assert answers["missed"].endswith(
        "In all, 4 of 8 notes were found in no claim: that is what “missing” means."
    )
    assert answers["unfounded"].startswith(
        "No note was found for 1 of 3 claims; look before you believe it. 1 other says something else"
    )
    assert answers["unfounded"].endswith("1 other says something else than the closest notes.")
    assert answers["dismissed"] == "It dismisses nothing."
    assert "1 suggestion of an earlier café was made again in South: “Open on Sundays”." in answers["changed"]
    assert answers["next"].startswith("2 suggestions wait for the committee to say of each whether it is in ")


def test_what_is_decided_next_is_first_what_recurs_and_no_claim_carries():
    sample = sample_analysis()
    told = {"in_report": ["yes", "no"], "n_places": [3, 2]}
    finding = build_view(sample_analysis(suggestions=sample.suggestions.assign(**told))).findings[-1]
    assert ["".join(part.text for part in point) for point in finding.points] == [
        "No 2 “Longer loans” (2 places, missing)",
        "No 1 “Open on Sundays” (3 places, in the report)",
    ]
    assert "".join(part.text for part in finding.further[0]).startswith("“Sunday opening” (")


def test_support_is_told_in_three_strengths_and_few_notes_are_called_few():
    view = build_view(sample_analysis())
    assert [(claim.verdict, claim.support) for claim in view.claims] == [
        ("supported", "same"),
        ("unsupported", "near"),
        ("altered", ""),
    ]
    page = render_html(view)
    assert re.findall(r'class="strength (\w+)" [^>]*show=(\w+)">([^<]*)</a>', page) == [
        ("same", "same", "1 in the same words"),
        ("near", "unsupported", "1 no note found"),
        ("altered", "altered", "1 says something else"),
    ]
    assert '<span class="strength same">in the same words</span>' in page
    assert page.count('<span class="source">few notes</span>') == 3


def test_register_counts_what_is_decided_once_something_is():
    sample = sample_analysis()
    assert " decided</span>" not in render_html(build_view(sample))
    decided = sample_analysis(suggestions=sample.suggestions.assign(status=["done", ""]))
    page = render_html(build_view(decided))
    assert "1 of 2 decided" in page
    assert '<span class="chip done">done</span>' in page
    assert '<span class="chip undecided">undecided</span>' in page


def test_paper_has_the_decisions_as_the_page_has_them_and_undecided_is_not_empty():
    sample = sample_analysis()
    decided = sample.suggestions.assign(remit=["no", "yes"], status=["", "asked"])
    (rows,) = [
        block.rows
        for block in compose_paper(build_view(sample_analysis(suggestions=decided))).blocks
        if isinstance(block, Grid) and "Decision" in block.header
    ]
    assert ["".join(run.text for run in row[-1]) for row in rows] == ["declined", "with a group: asked"]
    headers = [block.header for block in compose_paper(build_view(sample)).blocks if isinstance(block, Grid)]
    assert not any("Decision" in header for header in headers)


def test_suggestion_that_is_decided_waits_no_longer():
    sample = sample_analysis()
    decided = sample_analysis(suggestions=sample.suggestions.assign(status=["done", ""], same_as=["", "1"]))
    assert build_view(decided).findings[-1].sentence == "Nothing waits for a decision."


def test_nothing_is_called_new_of_what_only_one_cafe_had_on_its_agenda():
    made = sample_analysis().suggestions.assign(trend=["first-asked", "not-asked"])
    view = build_view(sample_analysis(suggestions=made))
    told = {finding.key: finding.sentence for finding in view.findings}["changed"]
    assert told.startswith(
        "Whether 1 suggestion that only South made is new cannot be told: "
        "no earlier café was asked about its topic. "
        "No suggestion of an earlier café was made again in South."
    )
    assert "trend" not in {chart.name for chart in view.charts}
    page = render_html(view)
    assert "0 first came up there" not in page
    assert "first made in South" not in page
    assert "<dd>on a topic that only South had</dd>" in page
    assert "<dd>on a topic that South did not have</dd>" in page
    assert "on topics that South did not have cannot be called dropped." in page


@pytest.mark.parametrize(
    ("trends", "sentence", "title"),
    [
        (
            ["new", "not-asked"],
            "On topics that were on the agenda before, 1 suggestion is new: “Open on Sundays”. "
            "No suggestion of an earlier café was made again in South.",
            "Where the cafés shared a topic, 0 of 1 suggestions came back at the last (South), "
            "1 first came up there; on other topics: 1",
        ),
        (
            ["persisting", "dropped"],
            "On the topics that both had, nothing is new. "
            "1 suggestion of an earlier café was made again in South: “Open on Sundays”.",
            "1 of 2 suggestions came back at the last café (South), 0 first came up there",
        ),
    ],
)
def test_what_is_new_is_told_of_topics_that_both_cafes_had(trends, sentence, title):
    made = sample_analysis().suggestions.assign(trend=trends)
    view = build_view(sample_analysis(suggestions=made))
    told = {finding.key: finding.sentence for finding in view.findings}["changed"]
    assert told.startswith(sentence)
    assert {chart.name: chart.title for chart in view.charts}["trend"] == title


def test_contradictions_between_cafes_come_first_with_both_quotes():
    first, second = build_view(sample_analysis()).echoes
    assert (first.verdict, first.earlier.place.cafe, first.later.place.cafe) == (
        "contradicts",
        "North",
        "South",
    )
    assert first.diff == (("out", "closed"), ("in", "open"), ("same", "room"))
    assert second.later.text == "open on Sundays as well"


def test_counts_in_the_view_are_those_of_its_notes():
    view = build_view(sample_analysis())
    for theme in view.themes:
        assert theme.n_notes == len(theme.note_ids)
    for claim in view.claims:
        assert claim.n_notes == len(claim.evidence)
    assert [note.note_id for note in view.notes if not note.claim_ids] == ["s05", "s08", "s10", "s11"]


def test_quote_carries_its_place_and_the_page_of_its_file():
    first = build_view(sample_analysis()).notes[0]
    assert first.quote.text == "Open the reading room on Sundays."
    assert (first.place.label, first.quote.anchor) == ("North, Table 1, round 1", "page 1")


@pytest.mark.parametrize(
    ("number", "top", "step"), [(0, 9, 0), (1, 9, 2), (9, 9, 5), (1, 1, 5), (5, 9, 4), (1, 72, 1)]
)
def test_shade_grows_with_the_number(number, top, step):
    assert shade(number, top) == step


@pytest.mark.parametrize(("share", "said"), [(0, "0%"), (0.004, "<1%"), (0.42, "42%"), (1, "100%")])
def test_percent_of_something_is_never_none(share, said):
    assert percent(share) == said


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((4, 4, 0), "all with notes behind them"),
        ((1, 1, 0), "with notes behind it"),
        ((1, 0, 1), "only points elsewhere"),
        ((2, 0, 2), "only point elsewhere"),
        ((7, 5, 1), "5 with notes behind them, 1 points elsewhere, 1 in doubt"),
        ((3, 1, 0), "1 with notes behind it, 2 in doubt"),
        ((2, 0, 0), "none with notes found, 2 in doubt"),
    ],
)
def test_claims_of_a_topic_are_told_without_calling_a_pointer_supported(counts, told):
    topic = build_view(sample_analysis()).topics[0]
    n_claims, n_supported, n_pointers = counts
    assert traced(replace(topic, n_claims=n_claims, n_supported=n_supported, n_pointers=n_pointers)) == told


def test_missing_suggestions_in_the_gaps_add_up_to_those_of_the_register(corpus_run):
    page = " ".join(tags_removed((corpus_run / "report.html").read_text(encoding="utf-8")).split())
    listed = read_table(corpus_run, "suggestions").query("set_aside == ''")
    missing = (listed["in_report"] == "no").sum()
    told = re.search(
        r"In all, (\d+) of \d+ suggestions were found in no claim: (\d+) of the themes above", page
    )
    outside = re.search(r"(\d+) suggestions missing outside these themes", page)
    assert int(told[1]) == missing == int(told[2]) + int(outside[1])


def test_each_missing_theme_says_why_it_counts_as_missing(corpus_run):
    page = (corpus_run / "report.html").read_text(encoding="utf-8")
    themes = read_table(corpus_run, "themes")
    for row in themes[themes["status"] == "gap"].itertuples():
        entry = page.split(f'id="gap-{row.theme_id}"')[1].split("</li>")[0]
        assert html.escape(row.status_reason) in entry


def test_claims_that_all_have_notes_are_told_in_one_plain_sentence_that_leaves_out_pointers():
    sound = [replace(claim, verdict="supported") for claim in build_view(sample_analysis()).claims]
    plain = "".join(part.text for part in unfounded(sound)[0])
    assert plain.startswith("A note was found for every claim. None was found to change what its notes say.")
    pointing = unfounded([*sound, replace(sound[0], verdict="pointer")])[0]
    assert pointing[0].text == "A note was found for every claim, but for those that only point elsewhere."
    changed = unfounded([*sound, replace(sound[0], verdict="altered")])[0]
    assert "".join(part.text for part in changed[1:4]).strip().startswith("1 claim says something else")


@pytest.mark.parametrize("language", ["en", "de", "pt"])
def test_page_quotes_what_reads_like_no_note_and_says_how_to_put_it_back(language):
    segments = sample_analysis().segments
    more = segments.iloc[[-1]].assign(
        segment_id="m99", role="meta", clean_text="Lunch is at noon", set_aside=NO_NOTE
    )
    doubted = sample_analysis(segments=pd.concat([segments, more], ignore_index=True))
    with speaking(language):
        pages = [render_html(build_view(one)) for one in (doubted, sample_analysis())]
    assert [page.count("corrections.toml") > 0 for page in pages] == [True, False]
    assert ["<li>Lunch is at noon</li>" in page for page in pages] == [True, False]
