"""What the report missed: thin sections first, and gaps by what came back and was not asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sample_analysis import sample_analysis
from worldcafe.report.findings.sections import thin_sections
from worldcafe.report.gaps import find_gaps
from worldcafe.report.view import build_view

VIEW = build_view(sample_analysis())
NOTE, TOPIC, SUGGESTION, THEME = VIEW.notes[0], VIEW.topics[0], VIEW.suggestions[0], VIEW.themes[0]


def notes(table, number, cafe=""):
    place = replace(NOTE.quote.place, cafe=cafe, table=table)
    return [replace(NOTE, quote=replace(NOTE.quote, place=place))] * number


def section(table, n_notes, coverage, cafe=""):
    return replace(TOPIC, topic=f"About {table}", cafe=cafe, table=table, n_notes=n_notes, coverage=coverage)


def told(topics, said):
    return "".join(part.text for part in thin_sections(topics, said))


def test_a_table_without_a_section_and_one_with_a_thin_one_are_named_the_larger_first():
    said = notes("Table 1", 20) + notes("Table 2", 12) + notes("Table 3", 30)
    topics = [section("Table 1", 20, 0.5), section("Table 3", 30, 1 / 30)]
    assert told(topics, said) == (
        "In the report, next to nothing was found of Table 3 (1 of 30 notes)"
        " and Table 2 (12 notes, no section). "
    )


@pytest.mark.parametrize(
    ("topics", "said"),
    [
        ([section("Table 1", 20, 0.5)], notes("Table 1", 20)),
        ([section("", 0, 0.0)], notes("Table 1", 20)),
        ([section("Table 1", 9, 0.5)], [*notes("Table 1", 9), *notes("Table 2", 9), *notes("Table 3", 9)]),
        ([section("Table 1", 20, 0.5)], notes("Table 1", 20) + notes("", 40)),
        ([], notes("Table 1", 20)),
    ],
)
def test_nothing_is_missed_of_a_full_section_nor_in_a_report_that_is_not_by_tables(topics, said):
    assert told(topics, said) == ""


def test_several_cafes_are_named_and_a_section_of_no_cafe_is_of_the_one_with_the_table():
    said = notes("Table 1", 10, "North") + notes("Table 2", 10, "South")
    topics = [section("Table 1", 10, 0.9), section("Table 2", 10, 0.0)]
    assert (
        told(topics, said) == "In the report, next to nothing was found of South, Table 2 (0 of 10 notes). "
    )


def test_more_than_three_tables_are_counted():
    said = [note for number in range(1, 11) for note in notes(f"Table {number}", 5)]
    topics = [section(f"Table {number}", 5, float(number > 5)) for number in range(1, 11)]
    assert told(topics, said).endswith(", nor of 2 more tables. ")


def lost(name, theme="t9", **given):
    return replace(
        SUGGESTION,
        suggestion_id=name,
        theme_id=theme,
        in_report="no",
        **{"n_places": 1, "n_unasked": 0} | given,
    )


def test_suggestions_that_came_back_go_first_then_those_that_nobody_asked_for():
    entries = [
        lost("asked at two", n_places=2),
        lost("once"),
        lost("unasked once", n_unasked=1),
        lost("unasked at two", n_places=2, n_unasked=2),
        replace(lost("carried", n_places=5), in_report="yes"),
    ]
    assert [gap.ref for gap in find_gaps([], entries)] == [
        "unasked at two",
        "asked at two",
        "unasked once",
        "once",
    ]


def test_a_missing_theme_quotes_a_suggestion_of_its_own_that_came_back_and_holds_all_of_them():
    missing = replace(THEME, theme_id="t1", status="gap")
    wide = replace(THEME, theme_id="t2", status="gap", n_places=THEME.n_places + 3)
    entries = [lost("again", "t1", n_places=2), lost("once", "t1"), lost("elsewhere", "t3")]
    first, second, third = find_gaps([wide, missing], entries)
    assert (first.ref, second.ref, third.ref) == ("t1", "t2", "elsewhere")
    assert first.quotes[0] == entries[0].quotes[0]


def test_a_theme_that_the_report_carries_is_no_gap():
    assert find_gaps([replace(THEME, status="partial")], []) == ()
