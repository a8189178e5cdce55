"""What stands at the head of a report: what the sources are headed by, and never one topic of several."""

from __future__ import annotations

import pytest

from tables_of import table_of
from worldcafe.report.title import _is_written_as_title, find_title
from worldcafe.tables import Segments


def title_of(*rows):
    """Rows of role, text, topic, and perhaps source."""
    made = [
        {
            "segment_id": f"s{number}",
            "role": role,
            "text": text,
            "topic": topic,
            "table": f"Table {topic}" if topic else "",
            "source": source[0] if source else "a.txt",
        }
        for number, (role, text, topic, *source) in enumerate(rows)
    ]
    return find_title(table_of(Segments, made))


NOTE = ("note", "more benches", "Park")
TOPICS = [("heading", "1. Park", "Park"), NOTE, ("heading", "2. Trees", "Trees"), NOTE]


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([("heading", "# Our town", ""), *TOPICS], "Our town"),
        ([("narrative", "RESULTS OF THE TOWN CAFE", ""), *TOPICS], "RESULTS OF THE TOWN CAFE"),
        ([("narrative", "Minutes of five groups, taken by hand.", ""), *TOPICS], ""),
        (
            [("narrative", "We met in the hall.", ""), ("heading", "What was said", ""), *TOPICS],
            "What was said",
        ),
        ([("meta", "Notes By Town Scribe", ""), *TOPICS], ""),
        (TOPICS, ""),  # neither of two topics
        ([*TOPICS, ("heading", "Annex of names", "")], ""),  # not what stands at the end
        (TOPICS[:2], "1. Park"),  # there is no other
        ([*TOPICS, ("heading", "Report of the town", "", "b.txt")], "Report of the town"),
        ([NOTE], ""),
    ],
)
def test_report_is_titled_by_what_heads_its_sources_and_by_no_topic_among_others(rows, title):
    assert title_of(*rows) == title


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("RESULTS OF THE COMMUNITY CAFE", True),
        ("Small Archives in the Region", True),
        ("Café der Gemeinde Neustadt 2024", True),
        ("Hello everybody in town", False),
        ("Please find below what Tom noted", False),
        ("Report of the Town Council.", False),
        ("Dear All,", False),
        ("Town", False),
        ("The Town of Many Bridges " * 5, False),
        ("Town Council\nMinutes Taken", False),
    ],
)
def test_line_is_a_title_when_it_is_written_as_one(text, is_one):
    assert _is_written_as_title(text) is is_one
