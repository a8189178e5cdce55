"""Agendas: what is new between cafés, and what tables brought up that nobody had asked them for."""

from __future__ import annotations

import pandas as pd
import pytest

from worldcafe.recur.agenda import read_agenda

FIRST, SECOND, THIRD = ("May", "Table 1"), ("June", "Table 1"), ("July", "Table 1")


def agenda(*rows, everywhere=()):
    """An agenda of tables, each with its topic and its question."""
    columns = ["cafe", "table", "topic", "question"]
    made = [dict(zip(columns, (*table, *asked, ""), strict=False)) for table, *asked in rows]
    return read_agenda(pd.DataFrame(made), frozenset(everywhere))


@pytest.mark.parametrize(
    ("said", "first", "second", "trend"),
    [
        ([SECOND], "Gardens", "Our garden", "new"),
        ([SECOND], "Gardens", "Boats", "first-asked"),
        ([SECOND], "", "Boats", "first-asked"),
        ([SECOND], "The", "The", "first-asked"),
        ([FIRST], "Gardens", "Our garden", "dropped"),
        ([FIRST], "Gardens", "Boats", "not-asked"),
        ([FIRST], "Gardens", "", "not-asked"),
        ([FIRST, SECOND], "Gardens", "Our garden", "persisting"),
        ([FIRST, SECOND], "Gardens", "Boats", "persisting"),
        ([("", "Table 1"), SECOND], "Gardens", "Our garden", "new"),
        ([("", "Table 1")], "Gardens", "Our garden", ""),
    ],
)
def test_new_and_dropped_is_only_what_both_cafes_had_on_their_agenda(said, first, second, trend):
    assert agenda((FIRST, first), (SECOND, second)).trend(said) == trend


@pytest.mark.parametrize(
    ("said", "topics", "trend"),
    [
        ([THIRD], ("Gardens", "Boats", "Gardens"), "new"),
        ([THIRD], ("Boats", "Gardens", "Gardens"), "new"),
        ([THIRD], ("Boats", "Boats", "Gardens"), "first-asked"),
        ([FIRST], ("Gardens", "Boats", "Gardens"), "dropped"),
        ([FIRST], ("Gardens", "Gardens", "Boats"), "not-asked"),
        ([FIRST, SECOND], ("Gardens", "Gardens", "Boats"), "not-asked"),
        ([FIRST, THIRD], ("Gardens", "Gardens", "Boats"), "persisting"),
    ],
)
def test_the_last_of_three_cafes_is_held_against_all_before(said, topics, trend):
    asked = agenda(*zip((FIRST, SECOND, THIRD), topics, strict=True))
    assert asked.trend(said) == trend


def test_a_single_cafe_has_no_trend():
    assert agenda((FIRST, "Gardens"), (("May", "Table 2"), "Gardens")).trend([FIRST]) == ""


def test_a_question_is_the_topic_where_there_is_no_other():
    assert agenda((FIRST, "", "Which garden?"), (SECOND, "Gardens", "")).trend([SECOND]) == "new"
    assert agenda((FIRST, "Boats", "Which garden?"), (SECOND, "Gardens", "")).trend([SECOND]) == "first-asked"


def test_words_that_are_said_everywhere_are_no_topic_that_is_shared():
    rows = (FIRST, "Garden boats"), (SECOND, "Garden walls")
    assert agenda(*rows).trend([SECOND]) == "new"
    assert agenda(*rows, everywhere=["garden"]).trend([SECOND]) == "first-asked"


def test_spread_counts_only_tables_that_were_not_asked_for_it_each_once():
    asked = agenda((FIRST, "Our windows"), (SECOND, "Money", "What else?"), (THIRD, "Money", "Which window?"))
    assert asked.count_unasked("A larger window", [FIRST, SECOND, SECOND, THIRD]) == 1
    assert asked.count_unasked("A larger hall", [FIRST, SECOND, THIRD]) == 3
