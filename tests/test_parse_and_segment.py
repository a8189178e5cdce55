from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worldcafe.parse import parse_sources
from worldcafe.segment import segment_blocks
from worldcafe.settings import ParseSettings, SegmentSettings
from worldcafe.source import Mark, Source


def segments_of(text):
    sources = (Source("notes.txt", text, ""),)
    return segment_blocks(sources, parse_sources(sources, ParseSettings()), SegmentSettings())


@pytest.mark.parametrize(
    ("heading", "table", "number"),
    [
        ("Table 3 - Money", "Table 3", ""),
        ("Notes - Table 3 - Money", "Table 3", ""),
        ("Station 3", "Station 3", ""),
        ("Group B: Water", "Group B", ""),
        ("Tisch 2, Runde 1", "Tisch 2", "1"),
        ("Round 2 (20 min)", "", "2"),
    ],
)
def test_a_heading_gives_its_place_to_the_notes_below(heading, table, number):
    note = segments_of(f"{heading}\n\n- plant more trees\n").iloc[-1]
    assert (note["role"], note["table"], note["round"]) == ("note", table, number)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Table 1\n\nWhat helps you?\n\n- more light\n", ["heading", "prompt", "note"]),
        ("Table 1\n\n- what would help?\n  - more light\n", ["heading", "prompt", "note"]),
        ("Table 1\n\n- more light\n- why is it so dark?\n", ["heading", "note", "note"]),
        ("Table 1\n\n- What keeps us here is the garden\n  - and the people\n", ["heading", "note", "note"]),
        ("Table 1\n\n- What keeps us here\n  - the garden\n", ["heading", "prompt", "note"]),
        ("Table 1\n\nNobody joined this round.\n", ["heading", "meta"]),
    ],
)
def test_prompts_and_remarks_are_told_from_notes(text, roles):
    assert list(segments_of(text).role) == roles


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("We need light. The street is dark.", 2),
        ("We need tools, e.g. Spades and rakes.", 1),
        ("Ask Mr. Moon about it.", 1),
        ("It costs 3.5 million a year.", 1),
        ("The number of visitors stayed the same. No larger groups.", 1),
        ("The street is dark. Hence fewer visitors.", 1),
        ("more trees please. the street is too hot", 2),
        ("Is it safe over there? we doubt it", 2),
        ("More trees... less heat", 1),
        ("Ask the two NGO's. But they are far away.", 2),
        ("The street is dark. So we need light.", 2),
        ("The street is dark. New lamps at every corner.", 2),
    ],
)
def test_a_bullet_is_split_into_its_sentences(text, parts):
    assert len(segments_of(f"Table 1\n\n- {text}\n")) == parts + 1


LINES = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<ul>",
            " ★ a bit",
            "- one. Two",
            "\n",
            "\n\n",
            "Table 1",
            "# H",
            "**b**",
            "x?",
            "| a | b |",
        ]
    )
    | st.text(alphabet="ab 1.?!\n\t-*•★()[]é\u200f", max_size=12),
    max_size=25,
)


@settings(deadline=None, max_examples=60)
@given(LINES)
def test_every_letter_outside_markup_lies_in_exactly_one_segment(parts):
    text = "".join(parts)
    covered = [0] * len(text)
    for row in segments_of(text).itertuples():
        assert row.text == text[row.start : row.end]
        for position in range(row.start, row.end):
            covered[position] += 1
    bare = text
    for tag in ("<p>", "</p>", "<ul>"):
        bare = bare.replace(tag, " " * len(tag))
    assert [c for c, letter in zip(covered, bare, strict=True) if letter.isalnum()] == [1] * sum(
        letter.isalnum() for letter in bare
    )


def test_the_shipped_corpus_has_notes_and_claims():
    path = Path(__file__).parent.parent / "corpus" / "ccnso-2023" / "report.md"
    roles = segments_of(path.read_text(encoding="utf-8")).role.value_counts()
    assert roles["note"] > roles["summary"] > 20


def test_marks_override_and_hints_only_fill():
    text = "Anna\nplant trees\n"
    marks = (
        Mark(0, 17, (("table", "Table 9"),), hint=True),
        Mark(0, 4, (("role", "meta"), ("identity", "person"))),
        Mark(5, 16, (("role", "note"), ("round", "2"))),
    )
    sources = (Source("a.csv", text, "", marks=marks),)
    found = segment_blocks(sources, parse_sources(sources, ParseSettings()), SegmentSettings())
    assert list(found["role"]) == ["meta", "note"]
    assert list(found["set_aside"]) == ["identity: person", ""]
    assert list(found["table"]) == ["Table 9", "Table 9"]
    assert list(found["round"]) == ["", "2"]


@pytest.mark.parametrize("end", ["- ", "\n- trees\n  ", "<ul><li> ", "\n\n\t", "| "])
def test_a_text_may_end_in_an_empty_line_or_item(end):
    assert "grow oaks" in list(segments_of(f"Table 1\n\n- grow oaks\n{end}").text)


def test_a_file_called_report_keeps_the_notes_in_its_annex():
    text = "# Report\n\nWe met.\n\n# Annex\n\n## Table 1\n\n- plant more trees\n"
    hint = Mark(0, len(text), (("part", "report"),), hint=True)
    sources = (Source("report.md", text, "", marks=(hint,)),)
    found = segment_blocks(sources, parse_sources(sources, ParseSettings()), SegmentSettings())
    assert found.iloc[-1]["role"] == "note"


@pytest.mark.parametrize("sign", ["■", "#", "~ ~", "_"])
def test_a_place_may_be_followed_by_signs_alone(sign):
    text = f"Table 3 {sign}\n\n- plant more trees\n"
    assert segments_of(text).iloc[-1]["text"] == "plant more trees"
