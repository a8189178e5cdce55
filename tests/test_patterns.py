"""Many patterns searched at once find what each of them finds alone."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worldcafe.patterns import Patterns, needed


def listed(file, *keys):
    """The regular expressions of a data file under any of the keys."""
    data = tomllib.loads((files("worldcafe") / "data" / file).read_text(encoding="utf-8"))
    return [source for lists in data.values() for key in keys for source in lists.get(key, [])]


SOURCES = [
    *listed("structure.toml", "remark"),
    *listed("identities.toml", "single attendee", "role", "self-description"),
]


@pytest.mark.parametrize("source", SOURCES)
@settings(max_examples=12)
@given(data=st.data())
def test_what_one_pattern_matches_is_found_among_all(source, data):
    text = data.draw(st.from_regex(source))
    assert Patterns(SOURCES).search(text)
    words = needed(source)
    assert not words or any(word in text.lower() for word in words)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("(?:no|few) people", {" people"}),
        ("notes? (?:lost|missing)", {"note"}),
        ("a?b?c?", set()),
        (r"\\d+ (?:persons|person)", {" person"}),
        ("(?:lost|x)", set()),
    ],
)
def test_words_that_no_match_can_do_without(source, words):
    assert needed(source) <= words
    assert bool(needed(source)) == bool(words)


def test_a_text_that_matches_nothing_is_not_found():
    patterns = Patterns(["^scribe:", "notes? lost", r"\bno one came\b"])
    assert patterns.search("The scribe: lost a note, no one cares") is None
    assert patterns.spans("Notes lost, no one came") == [(0, 10), (12, 23)]
    assert patterns.search("SCRIBE: me") is not None
