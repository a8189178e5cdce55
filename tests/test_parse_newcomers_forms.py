"""parse: more of what people bring: reports with youth, forms of teams and tables, coded places."""

import pytest

from test_parse_newcomers import read, said

REPORT = """# Youth forum: outcome report

## 1. Getting a first job

- They asked for paid placements.

## 2. Moods

The tables spoke of long waits.

# Appendix: table notes

## Getting a first job

### Round 1

- pay the placements

### Round 2

- help with letters at the library

## Moods

### Round 1

- nine months of waiting

### Round 2

- somebody to talk to
"""


def test_headings_with_rounds_of_their_own_below_are_tables_and_their_like_before_them_are_claims():
    assert said(REPORT, "note", "table", "round") == [
        ("Getting a first job", "1", "pay the placements"),
        ("Getting a first job", "2", "help with letters at the library"),
        ("Moods", "1", "nine months of waiting"),
        ("Moods", "2", "somebody to talk to"),
    ]
    assert said(REPORT, "summary", "topic") == [
        ("Getting a first job", "They asked for paid placements."),
        ("Moods", "The tables spoke of long waits."),
    ]


def test_one_heading_above_rounds_is_no_table():
    text = "# Notes of the evening\n\n## Round 1\n\n- pay more\n\n## Round 2\n\n- wait less\n"
    assert said(text, "note", "table") == [("", "pay more"), ("", "wait less")]


ROWS = """## Team Kestrel

| | What we heard | What we propose |
|---|---|---|
| Round 1 | Letters in jargon | Plain words |
| Round 2 | Nobody answers | A shared inbox |

## Team Osprey

| | What we heard | What we propose |
|---|---|---|
| Round 1 | Queues too long | Call back |
"""


def test_rows_that_name_rounds_keep_their_columns_where_the_first_has_no_header():
    assert said(ROWS, "note", "table", "round", "subsection") == [
        ("Kestrel", "1", "What we heard", "Letters in jargon"),
        ("Kestrel", "1", "What we propose", "Plain words"),
        ("Kestrel", "2", "What we heard", "Nobody answers"),
        ("Kestrel", "2", "What we propose", "A shared inbox"),
        ("Osprey", "1", "What we heard", "Queues too long"),
        ("Osprey", "1", "What we propose", "Call back"),
    ]


FORM = """Table no: 4      Facilitator: P. Tarrow     Date: 7/11/23

1. What matters to you about this place?

The view from the hill. Quiet at night.

2. One thing you would do tomorrow?

Get the bakery back.
"""


def test_a_form_asks_by_numbered_questions_that_paragraphs_answer():
    assert said(FORM, "prompt", "table") == [
        ("Table 4", "1. What matters to you about this place?"),
        ("Table 4", "2. One thing you would do tomorrow?"),
    ]
    assert said(FORM, "note", "question") == [
        ("What matters to you about this place?", "The view from the hill."),
        ("What matters to you about this place?", "Quiet at night."),
        ("One thing you would do tomorrow?", "Get the bakery back."),
    ]


def test_numbered_questions_that_nobody_answers_are_notes():
    text = "# Table 1\n\n1. Who owns the pier?\n2. Could it be let?\n3. We should ask.\n"
    assert not said(text, "prompt")


@pytest.mark.parametrize(("below", "topic"), [("Theme: Trust", "Trust"), ("Nobody trusts it.", "Maria")])
def test_a_label_below_a_table_names_its_topic_before_what_stands_in_brackets(below, topic):
    text = f"Table 1 (Maria)\n\n{below}\n\nWe heard nothing back.\n\nTable 2 (Joao)\n\nToo much of it.\n"
    assert ("Table 1", topic, "We heard nothing back.") in said(text, "note", "table", "topic")


CODED = """=== T1 PRICE ===
R1
- too dear
R2
- family tickets

=== T2 STAFF ===
R1
- friendly

Summary
Staff are liked.
"""


def test_letters_and_numbers_name_tables_and_rounds_and_one_summary_is_of_all_tables():
    assert said(CODED, "note", "table", "topic", "round") == [
        ("T1", "PRICE", "1", "too dear"),
        ("T1", "PRICE", "2", "family tickets"),
        ("T2", "STAFF", "1", "friendly"),
    ]
    assert said(CODED, "summary", "table", "topic", "round") == [("", "", "", "Staff are liked.")]


@pytest.mark.parametrize(
    "text",
    [
        "# Table 1\n\nM1\n- trees\n\n# Table 2\n\nT2\n- lamps\n",  # tables have names
        "# Table 1\n\nT4 lymphocytes\n\n- trees\n\n# Table 2\n\n- lamps\n",
        "R1\n- trees\n- lamps\n",  # one code is nobody's place
    ],
)
def test_codes_beside_names_of_places_or_alone_are_none(text):
    assert not {row["table"] for row in read(text)} & {"T1", "T2", "M1", "T4"}
    assert {row["round"] for row in read(text)} == {""}


TABS = """Round 1\tWhat helps?

T1\tmore reed, nobody cuts it
\ta bench
T2\tthe lift
\twhat happens to the pond if it dries?
\ta door

Round 2\tWhat hinders?

T1\tthe mud
T2\topening hours
"""


def test_a_code_before_a_tab_is_the_table_of_what_stands_behind_and_below_it():
    assert said(TABS, "note", "table", "round") == [
        ("T1", "1", "more reed, nobody cuts it"),
        ("T1", "1", "a bench"),
        ("T2", "1", "the lift"),
        ("T2", "1", "what happens to the pond if it dries?"),
        ("T2", "1", "a door"),
        ("T1", "2", "the mud"),
        ("T2", "2", "opening hours"),
    ]
    assert [row["text"] for row in read(TABS) if row["text"].startswith("T")] == ["T1", "T2", "T1", "T2"]


@pytest.mark.parametrize(
    "text", ["T1 cells grow\nT2 cells die\n", "On the pond\n\nT1\tmore reed\n", "M4\t\nM5\t\n"]
)
def test_codes_without_a_tab_and_a_lone_one_are_what_somebody_said(text):
    assert not {row["table"] for row in read(text)} & {"T1", "T2"}


@pytest.mark.parametrize(
    ("head", "cell", "table"),
    [
        ("Group", "Blue", "Blue"),
        ("Table", "2", "Table 2"),
        ("Colour", "Blue", ""),
        ("Group work", "Blue", ""),
    ],
)
def test_a_cell_names_a_table_where_its_header_is_the_word_for_one(head, cell, table):
    text = f"# Retreat\n\n| {head} | Answers |\n|---|---|\n| {cell} | pair more |\n"
    assert ("pair more" in [row["text"] for row in read(text) if row["table"] == table]) is True


@pytest.mark.parametrize(
    ("line", "notes"),
    [
        ("Host: Dr. Lena Vogt", ["more buses"]),
        ("Host: Ann Quill, Prof. Bo Marsh", ["more buses"]),
        ("Notes by Ann. The hall was cold.", ["The hall was cold.", "more buses"]),
    ],
)
def test_a_title_before_a_name_ends_no_sentence(line, notes):
    assert [text for (text,) in said(f"# Table 1\n\n{line}\n\n- more buses\n")] == notes
