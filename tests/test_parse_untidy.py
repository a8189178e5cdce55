"""parse: untidy documents: agendas, exercises, places that have names, what stands at the end."""

import pytest

from test_parse_newcomers import said

AGENDA = """# Protokoll

## TOP 1 Begrüßung

Frau A. begrüßt alle.

## TOP 2 Runde 1

Leitfrage: Was hält uns hier?

### Tisch 1

- der Chor

### Tisch 2

- die Ruhe

## TOP 3 Runde 2

Leitfrage: Was fehlt uns?

### Tisch 1

- Bänke

### Tisch 2

- ein Bus
"""


def test_a_round_that_an_agenda_counts_is_a_round_and_what_it_asks_a_prompt():
    assert said(AGENDA, "note", "table", "round") == [
        ("Tisch 1", "1", "der Chor"),
        ("Tisch 2", "1", "die Ruhe"),
        ("Tisch 1", "2", "Bänke"),
        ("Tisch 2", "2", "ein Bus"),
    ]
    assert said(AGENDA, "prompt") == [
        ("Leitfrage: Was hält uns hier?",),
        ("Leitfrage: Was fehlt uns?",),
    ]


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("Exercise 2", "2"),
        ("Slot 2", "2"),
        ("Ex 2", "2"),
        ("Premier temps – La place", "1"),
        ("Temps 2", "2"),
        ("Segunda sesión", "2"),
        # no rounds
        ("Exercise does us good", ""),
        ("Exercises", ""),
        ("Le temps presse", ""),
        ("Rounds", ""),
        ("Item 2", ""),
    ],
)
def test_exercises_and_slots_are_rounds(heading, found):
    text = f"## {heading}\n\n- a bench\n- a lamp\n"
    assert {row[0] for row in said(text, "note", "round")} == {found}


HEAD = "## Table 1: Heights\n\n{line}\n\n{below}\n\n## Table 2: Heat\n\nWhere is it cool?\n\n- in the hall\n"


@pytest.mark.parametrize(
    ("line", "below", "asked"),
    [
        ("How tall? Place a dot and tell us why.", "- people come for the sky", True),
        ("It is 2032. What do you see?", "### Now\n\n- a market", True),
        # nobody asks, or nobody answers
        ("Place a dot on the line.", "- people come for the sky", False),
        ("It is pleasing. We like it.", "- people come for the sky", False),
        ("Who would pay? The council would not.", "It is hot.", False),
    ],
)
def test_what_asks_right_below_a_place_is_a_prompt(line, below, asked):
    prompts = " ".join(text for (text,) in said(HEAD.format(line=line, below=below), "prompt"))
    assert (line in prompts) is asked


@pytest.mark.parametrize(
    ("names", "tables"),
    [
        (("Îlot rouge", "Îlot vert", "Îlot bleu"), {"rouge", "vert", "bleu"}),
        (("Green table", "Purple table", "Orange table"), {"Green", "Purple", "Orange"}),
        (("Tavolo Salice", "Tavolo Ontano", "Tavolo Pioppo"), {"Salice", "Ontano", "Pioppo"}),
        (("Table « Platane »", "Table « Tilleul »", "Table « Orme »"), {"Platane", "Tilleul", "Orme"}),
        # no places
        (("Group work", "Group work", "Group work"), {""}),
        (("A better support team", "A much better support team", "One good team"), {""}),
    ],
)
def test_tables_have_names_of_any_case(names, tables):
    text = "".join(f"{name}\n- a bench\n- a lamp\n\n" for name in names)
    assert {row[0] for row in said(text, "note", "table")} == tables


def test_tables_with_names_count_where_groups_with_letters_come_later():
    text = (
        "## Critique\n\n### Tisch Handball\n\n- cold showers\n\n### Tisch Jugend\n\n- no lamp\n\n"
        "## Plans\n\n### Gruppe A\n\n- a form\n"
    )
    assert [row[0] for row in said(text, "note", "table")] == ["Handball", "Jugend", "Gruppe A"]


def test_the_number_of_a_title_is_no_table_above_tables_with_names():
    text = "# Workshop 2 of the square\n\n### Table Elm\n\n- a bench\n\n### Table Lime\n\n- a lamp\n"
    assert [row[0] for row in said(text.replace("Workshop", "Group"), "note", "table")] == ["Elm", "Lime"]


def test_letters_before_items_are_no_words_of_theirs():
    text = "## Tafel Zwaan\n\na)\tde pont\nb)\tde kroeg\n\n## Tafel Molen\n\n2a\tstarters\n2b\tverkeer\n"
    assert [row[0] for row in said(text, "note")] == ["de pont", "de kroeg", "starters", "verkeer"]
    lone = "## Tafel Zwaan\n\n- de pont\n- 4b kan weg\n\n## Tafel Molen\n\n- verkeer\n"
    assert ("4b kan weg",) in said(lone, "note")


def bullets(count):
    return "".join(f"- wish number {'abcdefghijklmnop'[row]}\n" for row in range(count))


def test_what_stands_behind_the_last_bullet_of_notes_that_are_bullets_is_none():
    text = f"## Round 1\n\nWhat else?\n\n{bullets(12)}\nThank you to everyone who stayed to stack chairs.\n"
    assert ("Thank you to everyone who stayed to stack chairs.",) in said(text, "narrative")
    short = text.replace(bullets(12), bullets(3))
    assert ("Thank you to everyone who stayed to stack chairs.",) in said(short, "note")
    place = text.replace("Thank you", "## Round 2\n\nThank you")
    assert ("Thank you to everyone who stayed to stack chairs.",) in said(place, "note")


def test_a_page_torn_is_a_remark_also_in_a_table_of_notes_and_so_is_a_comment_of_a_shared_document():
    text = "## Table 1\n\n- a bench[a]\n- [drawing of a ship]\n- a lamp\n\n[a]Who ran this?\n"
    assert said(text, "meta") == [("[drawing of a ship]",), ("[a]Who ran this?",)]
    assert said(text, "note") == [("a bench[a]",), ("a lamp",)]


def test_rounds_named_once_above_all_tables_do_not_hold_the_tables():
    text = (
        "## Exercise 1: Where do you wait?\n\n## Exercise 2: What could change?\n\n## Group A\n\n"
        "### Exercise 1\n\n- for a bed\n\n### Exercise 2\n\n- one board\n\n"
        "## Group B\n\n### Exercise 1\n\n- for a key\n"
    )
    assert said(text, "note", "table", "round") == [
        ("Group A", "1", "for a bed"),
        ("Group A", "2", "one board"),
        ("Group B", "1", "for a key"),
    ]


ASKED = (
    "# Report\n\nWe met in May.\n\n# Annex 1\n\n{line}\n\n## Group 1\n\n- a bench\n\n## Group 2\n\n- a lamp\n"
)


@pytest.mark.parametrize(
    ("line", "asked"),
    [("What do you miss here?", True), ("Everybody said what they miss.", False), ("- Where is it?", False)],
)
def test_what_is_asked_right_above_the_tables_of_an_annex_is_a_prompt(line, asked):
    assert bool(said(ASKED.format(line=line), "prompt")) is asked


SLIPS = """# Pond day

## Round 1

### Table 1

- more reed

### Table 2

- a bench

## {heading}

{below}
"""


@pytest.mark.parametrize(
    ("heading", "below", "role"),
    [
        ("On the free wall", "- no dogs\n- a lamp", "note"),
        # no list, parts of a report that are known
        ("On the free wall", "No dogs came to the pond this year.", "narrative"),
        ("Next steps", "- no dogs\n- a lamp", "narrative"),
        ("What came out", "- no dogs\n- a lamp", "summary"),
    ],
)
def test_a_list_under_a_heading_of_its_own_behind_the_tables_was_said_at_none(heading, below, role):
    told = {
        text: (table, number)
        for table, number, text in said(SLIPS.format(heading=heading, below=below), role, "table", "round")
    }
    texts = [line.removeprefix("- ") for line in below.split("\n")]
    assert [told[text] for text in texts] == [("", "")] * len(texts)


COLOURS = """TALK 1

Green table
- carry the songs
- fewer tests

Purple table
- no car line
- one text a week

TALK 2

Green table
How might we start?
- swap rooms

Purple table
{line}
- a vote
"""


@pytest.mark.parametrize("line", ["HMW make October survivable", "How might we end?"])
def test_a_table_that_has_a_name_has_it_wherever_it_comes_again(line):
    tables = dict(reversed(row) for row in said(COLOURS.format(line=line), "note", "table"))
    assert tables["carry the songs"] == tables["swap rooms"] == "Green"
    assert tables["no car line"] == tables["a vote"] == "Purple"


def test_lines_of_one_form_of_which_most_head_nothing_name_no_tables():
    text = (
        "Green table\n- carry the songs\n\nSupport table.\n\nSome table\nis missing.\n\nOne table\nis full.\n"
    )
    assert {table for table, _ in said(text, "note", "table")} == {""}


SET_IN = """Question 1: What keeps you here?
  Corner red
    the people who come on a Tuesday evening and stay
    ruptures, no more eggs by Friday
  Corner green
    bread
  Corner blue
    nothing else in this part of town
  Notes: photo to come
Question 2: What is hard?
  Corner red
    the till
"""


def test_lines_that_are_set_in_below_a_name_are_its_notes_and_a_line_about_notes_is_no_annex():
    assert said(SET_IN, "note", "table") == [
        ("red", "the people who come on a Tuesday evening and stay"),
        ("red", "ruptures, no more eggs by Friday"),
        ("green", "bread"),
        ("blue", "nothing else in this part of town"),
        ("blue", "Notes: photo to come"),
        ("red", "the till"),
    ]
