"""parse: places that come again before their topics, what is announced, heads of pages, remarks in lists."""

import pytest

from test_parse_newcomers import said


def opened(heads):
    """A text with two notes below each heading."""
    parts = (f"## {head}\n\n- note {n}\n- more {n}\n\n" for n, head in enumerate(heads))
    return "# Open space\n\n" + "".join(parts)


@pytest.mark.parametrize(
    "heads",
    [
        ("Slot 1 / Greenhouse: Water", "Slot 1 / Shed: Tools",
         "Slot 2 / Greenhouse: Bees", "Slot 2 / Shed: Money"),
        ("Greenhouse — Water", "Shed — Tools", "Greenhouse — Bees", "Shed — Money"),
    ],
)  # fmt: skip
def test_a_name_that_comes_again_before_other_topics_is_a_table(heads):
    text = opened(heads)
    found = said(text, "note", "table", "topic")
    assert found[::2] == [
        ("Greenhouse", "Water", "note 0"),
        ("Shed", "Tools", "note 1"),
        ("Greenhouse", "Bees", "note 2"),
        ("Shed", "Money", "note 3"),
    ]


@pytest.mark.parametrize(
    "heads",
    [
        ("Table 1: Water", "Table 2: Tools", "Table 1: Bees"),  # a word for it says so
        ("Water: a wish", "Tools: a list", "Bees: a plan"),  # nothing comes again
        ("Water", "Tools", "Bees"),
    ],
)
def test_headings_whose_beginnings_do_not_come_again_are_no_places_by_that(heads):
    text = opened(heads)
    tables = {table for table, _ in said(text, "note", "table")}
    assert tables in ({"Table 1", "Table 2"}, set(heads))


@pytest.mark.parametrize(
    ("heads", "tables"),
    [
        (("Mesa de talleres", "Mesa de oficinas", "Mesa de turnos"), ["talleres", "oficinas", "turnos"]),
        (("Table des jeunes", "Table des vieux", "Table des gares"), ["jeunes", "vieux", "gares"]),
        (("3.1 TAVOLO SCALA B  (verb. Bo Rossi)", "3.2 TAVOLO SCALA C"), ["SCALA B", "SCALA C"]),
        (("Tafel Molen (Bo)", "Tafel Gemaal (An)"), ["Molen", "Gemaal"]),
        (("Tafel / Table 1 : oever", "Tafel / Table 2 : water"), ["Table 1", "Table 2"]),
        # one alone may be anything, and so may a sentence
        (("Mesa de talleres", "Lo demás"), []),
        (("Mesa y sillas para todos", "Mesa sin sillas aquí", "Mesa nueva o vieja"), []),
    ],
)
def test_a_table_is_named_behind_a_number_an_article_or_in_two_languages(heads, tables):
    text = "".join(f"**{head}**\n\n- una idea {n}\n- otra {n}\n\n" for n, head in enumerate(heads))
    found = dict.fromkeys(table for table, _ in said(text, "note", "table") if table)
    assert list(found) == tables


def test_cells_that_say_what_is_headed_further_down_are_a_timetable():
    text = "# Day\n\n| slot | Hall | Yard |\n|---|---|---|\n| 1 | Water | Tools |\n| 2 | Bees | – |\n\n"
    text += "".join(
        f"## {topic}\n\n- a note on {topic}\n- another\n\n" for topic in ("Water", "Tools", "Bees")
    )
    assert {note for _, note in said(text, "note", "table")} == {
        "a note on Water", "a note on Tools", "a note on Bees", "another"
    }  # fmt: skip


def test_a_note_that_is_called_as_one_other_heading_stays_a_note():
    text = "# Table 1\n\n- Water\n- a bench\n- shade\n\n# Table 2\n\n## Water\n\n- a tap\n- a pond\n"
    assert ("Water",) in said(text, "note")


def test_heads_of_pages_are_no_notes():
    page = "Studio Ferrando – page {}\n\n"
    text = "Table 1\n\n- a bench\n\n" + page.format(1) + "- a lamp\n\n" + page.format(2)
    text += "Table 2\n\n- a gate\n\n" + page.format(3) + "- 3 chairs\n- 4 chairs\n- 5 chairs\n"
    notes = [note for (note,) in said(text, "note")]
    assert notes == ["a bench", "a lamp", "a gate", "3 chairs", "4 chairs", "5 chairs"]


def test_questions_that_every_table_is_asked_are_no_heads_of_pages():
    text = "".join(f"Group {n}\n\nQuestion 1: What is missing?\n\n- a bench\n- a lamp\n\n" for n in (1, 2, 3))
    assert len(said(text, "prompt")) == 3


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("(ran out of time here)", "meta"),
        ("(Rest nicht notiert)", "meta"),
        ("Laughter.", "meta"),
        ("(risas)", "meta"),
        ("Applaus", "meta"),
        ("same as table 2", "meta"),
        ("idem", "meta"),
        ("wie oben", "meta"),
        ("Next meeting: 9 May in the hall", "meta"),
        # about the subject, in like words
        ("a bench (by the gate)", "note"),
        ("(who locks up?)", "note"),
        ("Laughter keeps us going", "note"),
        ("same price as in town", "note"),
        ("next meetings outside please", "note"),
        ("identity cards for volunteers", "note"),
    ],
)
def test_remarks_on_the_notes_are_none_and_notes_in_like_words_are(line, role):
    text = f"# Table 1\n\n- a lamp\n- {line}\n- a gate\n"
    assert (line,) in said(text, role)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Who does what", "meta"),
        ("Wer macht was", "meta"),
        ("Quién hace qué", "meta"),
        ("What we do", "note"),
    ],
)
def test_a_list_of_who_does_what_holds_no_notes(heading, role):
    text = f"# Table 1\n\n- a lamp\n- a gate\n\n# {heading}\n\n- Ana: the water bill\n- Ben: the key\n"
    found = {text for (text,) in said(text, "note")}
    assert ("Ana: the water bill" in found) == (role == "note")


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("a) the lift stood still, we have\n   counted the days\nb) a lamp\n", 2),
        ("1.  the lift stood still, we have\n    counted the days\n2.  a lamp\n", 2),
        # what is set in less or more goes on with nothing
        ("a) the lift stood still\n  Rats in the yard\nb) a lamp\n", 3),
    ],
)
def test_what_hangs_below_the_words_of_a_numbered_item_goes_on_with_it(text, notes):
    assert len(said(f"Table 1\n\n{text}", "note")) == notes


def test_a_long_list_of_sentences_before_the_sheets_of_the_tables_is_the_report():
    points = "\n\n".join(f"{n}. People said {word} matters to them." for n, word in enumerate(
        ("water", "light", "rest", "music", "bread"), start=1))  # fmt: skip
    text = f"# Evening in the parish\n\n## A. What we bring\n\n{points}\n\n## B. The sheets\n\n"
    text += "### Table 1\n\n- a ramp\n- a lamp\n\n### Table 2\n\n- a bell\n- a bench\n"
    assert len(said(text, "summary")) == 5
    short = text.replace("1. People said water matters to them.\n\n", "").replace(" matters to them.", "")
    assert said(short, "summary") == []
