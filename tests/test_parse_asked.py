"""parse: what a host asks is a prompt, what a participant asks is a note."""

from __future__ import annotations

import pytest

from corpus_lines import read_segments


def roles(tmp_path, *lines):
    """The segments of a table's notes, without its heading: "role|words"."""
    text = "\n".join(("## Table 1: Pond", "", *lines, ""))
    (tmp_path / "pond.md").write_text(text, encoding="utf-8")
    rows = read_segments(tmp_path / "pond.md")
    return [f"{row.role}|{row.text}" for row in rows.itertuples() if row.role != "heading"]


@pytest.mark.parametrize(
    ("lines", "role"),
    [
        # asked at the head of a place
        (("The first week - what was it like?", "", "- cold", "- we met Lou"), "prompt"),
        (("Are the beds dry?", "", "### Round 1", "", "- no"), "prompt"),
        (("no flip chart, on paper", "", "- When do you come here?", "- never"), "prompt"),
        (("- Does it flood?", "  - once a year", "- a fence"), "prompt"),
        # by others
        (("We want a fence.", "", "And the pond - what was it like?", "", "- cold"), "note"),
        (("Are the beds dry?", "", "## Table 2: Tap"), "note"),
        (("**What is missing?**", "", "- a hose", "- Does it flood?", "  - once a year"), "note"),
        (("What is missing?", "", "- who dug it stands on the sign", "  - and paid for it"), "note"),
        (("- a fence", "- When do we come here?", "- never"), "note"),
    ],
)
def test_who_asks_is_told_by_where_a_question_stands(tmp_path, lines, role):
    asked = {
        "prompt": ("like?", "dry?", "here?", "flood?"),
        "note": ("like?", "dry?", "here?", "flood?", "on the sign"),
    }
    found = [line for line in roles(tmp_path, *lines) if line.endswith(asked[role])]
    assert [line.split("|")[0] for line in found] == [role], found


def test_a_question_that_all_answered_below_stays_a_prompt_at_the_next_place(tmp_path):
    lines = ("What is missing?", "", "- a hose", "", "## Table 2: Tap", "", "- Does it leak?", "  - always")
    assert "prompt|Does it leak?" in roles(tmp_path, *lines)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("The question for the day: how do we stay open?", "prompt"),
        ("**Question on the flip chart: why does nobody come again?**", "prompt"),
        ("Frage an alle: was fehlt im Verein?", "prompt"),
        # no such label, nothing asked, a sentence before the colon
        ("My worry for the pond: how do we stay open?", "note"),
        ("The question for the day: we were not told.", "note"),
        ("There was one question that nobody at all could answer here: who pays?", "note"),
    ],
)
def test_a_line_that_says_that_it_is_the_question_asks(tmp_path, line, role):
    found = roles(tmp_path, "more reed at the edge", "", line, "", "nobody knows it")
    assert f"{role}|{line.strip('*')}" in found


@pytest.mark.parametrize(("label", "role"), [("Question 1: ", "prompt"), ("", "narrative")])
def test_a_question_above_the_tables_is_one_where_it_says_so(tmp_path, label, role):
    text = f"# Our day\n\nWe met by the pond. All sat down.\n{label}What is missing?\n\nThen tea.\n\n"
    text += "## Table 1\n\n- reed\n"
    (tmp_path / "pond.md").write_text(text, encoding="utf-8")
    rows = read_segments(tmp_path / "pond.md")
    assert list(rows.loc[rows["text"].str.endswith("missing?"), "role"]) == [role]
