"""Rows that a pattern may match are found among all texts at once."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from worldcafe.language.prefilter import BLANK, prefilter


@given(
    st.lists(st.text(st.characters(codec="utf-8", max_codepoint=0xFFFF)), max_size=5),
    st.sampled_from(["a", "é|b", r"\A[^a-z]*\z", r"[@/\p{Nd}]"]),
)
def test_rows_are_those_that_a_search_of_each_text_would_find(texts, pattern):
    # beyond this plane, which digits there are hangs on the version of Unicode
    python = pattern.replace(r"\z", r"\Z").replace(r"\p{Nd}", r"\d")
    assert prefilter(texts, pattern) == [row for row, text in enumerate(texts) if re.search(python, text)]


def test_no_text_gives_no_row():
    assert prefilter([], "a") == []


def test_white_space_is_what_python_calls_so():
    characters = [chr(code) for code in range(0x3100)]
    assert prefilter(characters, BLANK) == [row for row, each in enumerate(characters) if each.isspace()]
