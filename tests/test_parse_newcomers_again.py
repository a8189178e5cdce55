"""parse: minutes, agendas, half-days as rounds, letters for bullets, numbers of pages in headings."""

import pytest

from test_parse_newcomers import said

MINUTES = """\
Minutes of the café on the lido
Present: 38 residents

1. Welcome
Somebody explained the method.

2. First round: what does the lido mean to you?
Table 1 (host Dilip)
- learned to swim there
Table 2 (host Marion)
- it is closed too long

3. Second round: how could it pay?
Table 1 (host Dilip)
- a heated pool
Table 2 (host Marion)
- night swims

4. Any other business
The next meeting is on 20 June.
"""
AGENDA = """\
Café on quiet work

Morning session

ITEM 1. QUIET (Table Anke)
The small rooms are always taken. People phone in the corridor.
ITEM 2. NOISE (Table Bert)
Printers are next to the desks.

Afternoon session

ITEM 1. QUIET (Table Anke)
Rooms should be released after ten minutes.
ITEM 2. NOISE (Table Bert)
Headphones are no answer, say three people. A red light could show that somebody concentrates.
"""


def test_numbered_minutes_have_rounds_with_their_question_and_hosts_are_no_topic():
    assert said(MINUTES, "note", "table", "topic", "round", "question") == [
        ("Table 1", "", "1", "what does the lido mean to you?", "learned to swim there"),
        ("Table 2", "", "1", "what does the lido mean to you?", "it is closed too long"),
        ("Table 1", "", "2", "how could it pay?", "a heated pool"),
        ("Table 2", "", "2", "how could it pay?", "night swims"),
    ]


def test_brackets_behind_a_topic_name_the_table_and_half_days_are_rounds():
    assert said(AGENDA, "note", "table", "topic", "round") == [
        ("Table Anke", "QUIET", "Morning", "The small rooms are always taken."),
        ("Table Anke", "QUIET", "Morning", "People phone in the corridor."),
        ("Table Bert", "NOISE", "Morning", "Printers are next to the desks."),
        ("Table Anke", "QUIET", "Afternoon", "Rooms should be released after ten minutes."),
        ("Table Bert", "NOISE", "Afternoon", "Headphones are no answer, say three people."),
        ("Table Bert", "NOISE", "Afternoon", "A red light could show that somebody concentrates."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Table 1\n\n1. First round of drinks is free\n2. More lamps\n3. A tap\n",
        "# Table 1\n\n- lamps (table salt)\n- a tap (Table Wine)\n",
        "# Table 1\n\n## Morning session\n\n- people were tired\n- more lamps\n",
        "# Table 1\n\n- a longer session\n- Morning session\n",
        "# Table 1\n\n- Host communities should be asked\n- more lamps\n",
    ],
)
def test_lists_and_single_half_days_name_no_place(text):
    assert {(table, number) for table, number, _ in said(text, "note", "table", "round")} == {("Table 1", "")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Table 1 Parks\no benches in the shade\no more bins\n", ["benches in the shade", "more bins"]),
        (
            "Tisch 1 Parks\no Bänke im Schatten für die Alten\no mehr Licht an der Straße\n",
            ["Bänke im Schatten für die Alten", "mehr Licht an der Straße"],
        ),
        # where it is a word, and where it is one line alone, it stays
        (
            "Mesa 1 Parques\no parque não tem luz\no rio está sujo e as ruas também\n",
            ["o parque não tem luz", "o rio está sujo e as ruas também"],
        ),
        ("Table 1 Parks\no benches in the shade\nmore bins\n", ["o benches in the shade", "more bins"]),
        (
            "Tavolo 1 Parchi\no si apre la domenica\no non serve a niente\n",
            ["o si apre la domenica", "o non serve a niente"],
        ),
    ],
)
def test_the_letter_o_is_a_bullet_where_it_is_no_word(text, found):
    assert [one for (one,) in said(text)] == found


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("TABLE 3  - HEALTH                    pg. 1", "HEALTH"),
        ("## **Table 3 – Health** {#table-3}", "Health"),
        ("# Table 3 - Health and  care", "Health and  care"),
        ("# Table 3 - Health {and care}", "Health {and care}"),
    ],
)
def test_what_stands_apart_behind_a_topic_is_none_of_it(heading, topic):
    text = f"{heading}\n\n- more nurses\n- shorter waits\n"
    assert {one[:2] for one in said(text, "note", "table", "topic")} == {("Table 3", topic)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "**Table 1 – Noise.** Lorries come at five.\n\n**Table 2 – Litter.** Bins overflow.\n",
            [("Table 1", "Noise", "Lorries come at five."), ("Table 2", "Litter", "Bins overflow.")],
        ),
        (
            "**Lorries** come at five.\n\n**Bins** overflow on Sundays.\n",
            [("", "", "**Lorries** come at five."), ("", "", "**Bins** overflow on Sundays.")],
        ),
    ],
)
def test_bold_words_before_a_statement_are_its_place_or_nothing(text, found):
    assert said(text, "note", "table", "topic") == found
