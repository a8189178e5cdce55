"""Many patterns searched at once find what each of them finds alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worldcafe.language.lists import gather
from worldcafe.language.patterns import Patterns
from worldcafe.redact.lexicon import phrases

SOURCES = [
    *gather("structure", "remark"),
    *(source for sources in phrases()["context"].values() for source in sources),
]
PATTERNS = Patterns(SOURCES)


@pytest.mark.parametrize("source", SOURCES)
@settings(max_examples=12)
@given(data=st.data())
def test_what_one_pattern_matches_is_found_among_all(source, data):
    text = data.draw(st.from_regex(source))
    assert PATTERNS.search(text)
    assert PATTERNS.rows(["", text]) == [1]


@pytest.mark.parametrize(
    ("source", "matched", "not_matched"),
    [
        (r"\bnotes? (?:lost|gone)\b", "Two NOTES LOST", "lost notes"),
        (r"^host(?:ess)?\s*:", "Hostess\u00a0:", "the host:"),
        (r"(?<!not )again\b(?! and)", "again", "a gain"),
        (r"a[cb]+[^x]\wd{2}é", "ABBy1DDÉ", "aby1de"),
        ("", "anything", None),
    ],
)
def test_only_rows_that_may_match_are_looked_at(source, matched, not_matched):
    texts = [text for text in (not_matched, matched) if text is not None]
    assert Patterns([source]).rows(texts) == [len(texts) - 1]


def test_a_text_that_matches_nothing_is_not_found():
    patterns = Patterns(["^scribe:", "notes? lost", r"\bno one came\b"])
    assert patterns.search("The scribe: lost a note, no one cares") is None
    assert patterns.spans("Notes lost, no one came") == [(0, 10), (12, 23)]
    assert patterns.search("SCRIBE: me") is not None
