"""Topics are found among thousands as they are found among few."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldcafe.parse.topics import TopicFinder, find_topic, read_topic
from worldcafe.parse.words import load_words

WORDS = load_words(("en",))
NAMES = ("Showcasing", "Trust and credibility", "Night buses", "The river path", "Buses", "Trusted data")


def found(heading, names=NAMES):
    topics = TopicFinder(read_topic(name, "", f"Table {number}", WORDS) for number, name in enumerate(names))
    topic = find_topic(heading, topics, "", WORDS)
    return topic.name if topic else None


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("How to showcase?", "Showcasing"),
        ("NIGHT BUSES", "Night buses"),
        ("Trust & credibility", "Trust and credibility"),
        ("Path along the river", "The river path"),
        ("Bins", None),
        ("", None),
    ],
)
def test_heading_finds_the_topic_that_it_repeats_and_no_other(heading, topic):
    assert found(heading) == topic


@given(st.lists(st.sampled_from(NAMES), unique=True), st.sampled_from([*NAMES, "Busy streets", "Trusting"]))
def test_topics_passed_over_are_none_that_a_look_at_each_would_find(names, heading):
    topics = TopicFinder(read_topic(name, "", name, WORDS) for name in names)
    apart = [topic for topic in topics if find_topic(heading, TopicFinder([topic]), "", WORDS) is not None]
    together = find_topic(heading, topics, "", WORDS)
    assert together is None or together in apart
    assert together is not None or len(apart) != 1
