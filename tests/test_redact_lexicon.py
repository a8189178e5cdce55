"""redact: what the lists know of a word: whether it is a word, a name, a place or an abbreviation."""

from __future__ import annotations

import re

import pytest

from tables_of import table_of
from worldcafe.redact import lexicon
from worldcafe.redact.announced_names import _labels, find_listed, is_listed_name
from worldcafe.redact.batch import Batch
from worldcafe.redact.finding import CONTEXT
from worldcafe.redact.traceable_statements import ALONE, WAYS, find_context, rounds_alone
from worldcafe.redact.vocabulary import PROPER, Vocabulary
from worldcafe.tables import Segments


@pytest.mark.parametrize(
    ("words", "is_so"),
    [
        (("Buddies", "trees", "boxes", "planned", "hoped", "baking", "using", "beds", "walked"), True),
        (("Souleymane", "bes", "bing", "ies", "zorvexes", "zorvexing", ""), False),
    ],
)
def test_word_is_one_whatever_its_ending(words, is_so):
    assert {word: lexicon.is_word(word) for word in words} == dict.fromkeys(words, is_so)


@pytest.mark.parametrize(
    ("words", "is_so"),
    [
        (
            ("ICANN", "auDA", "AB", "aB", "iPad", "A-B", "JEAN-PIERRE", "Jean-PIERRE", "Karst-IX", "vanDyk"),
            True,
        ),
        (
            ("McKay", "MacDonald", "DeVito", "LaTour", "O'Brien", "D’Angelo", "Jean-Pierre", "Ab", "A", ""),
            False,
        ),
    ],
)
def test_abbreviation_has_a_capital_that_is_not_the_first_of_a_part_of_a_name(words, is_so):
    assert {word: lexicon.is_acronym(word) for word in words} == dict.fromkeys(words, is_so)


def test_lists_know_a_double_name_by_its_first_half_in_any_case():
    assert lexicon.spread("Anna") == lexicon.spread("anna") == lexicon.spread("ANNA") > 20
    assert lexicon.spread("Pierre-Zorvex") == lexicon.spread("Pierre’s") == lexicon.spread("Pierre") > 5
    assert lexicon.spread("Zorvex-Pierre") == lexicon.spread("Zorvex") == 0
    assert lexicon.spread("Seán") == lexicon.spread("Sean") > 0


@pytest.mark.parametrize(
    ("name", "folded"),
    [("Seán", "sean"), ("O’Brien", "o'brien"), ("ÉLODIE", "elodie"), ("Anna", "anna"), ("Łukasz", "łukasz")],
)
def test_name_is_looked_up_without_case_and_accents(name, folded):
    assert lexicon.fold(name) == folded


def test_trades_are_the_last_words_before_a_comma():
    assert {"engineer", "nurse", "dentist"} <= lexicon.occupations()
    assert not {"civil", "adult", "", "engineer,"} & lexicon.occupations()


def test_places_are_known_by_their_names_in_other_languages_unless_they_are_names_of_people():
    assert all(map(lexicon.is_place, ("Deutschland", "Frankreich", "Londres", "españa", "Portugal")))
    assert not any(map(lexicon.is_place, ("Maurice", "Juan", "Zorvex", "Bench")))


def test_everyday_words_of_other_languages_are_known_and_those_of_english_are_not_among_them():
    assert {"maison", "casa", "haus", "huis", "feest", "risposta", "nicht"} <= lexicon.foreign_words()
    assert not {"lorem", "garden", "children"} & lexicon.foreign_words()


def test_any_of_prefers_the_longest_and_takes_any_white_space():
    pattern = re.compile(lexicon.any_of(["as", "as well as", "a.b"]))
    assert pattern.match("as  well\nas it")[0] == "as  well\nas"
    assert pattern.match("as it")[0] == "as"
    assert pattern.match("acb") is None


@pytest.mark.parametrize(
    ("items", "is_so"),
    [
        (
            (
                "李伟",
                "Анна",
                "김 민수",
                "UN Anna",
                "de la Cruz",
                "Ana-Lucía",
                "ANNA KOWALSKA",
                "Green Anna",
                "Anna K.",
            ),
            True,
        ),
        (("anna kowalska", "anna rain", "anna zarvonik", "Anna zarvonik", "NASA", "Board"), False),
        (("svetlana", "svetlana svensson"), True),  # small letters, but the lists have all of it
        (("svetlana maria svensson", "svetlana zarvonik", "J. R.", "A", "Rain Cloud", "Easter"), False),
        (("Anna Council", "Anna 2", "London", "the"), False),
    ],
)
def test_item_of_a_list_is_somebody_by_its_words(items, is_so):
    assert {item: is_listed_name(item) for item in items} == dict.fromkeys(items, is_so)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Host: Slack: zarvo", ["zarvo:contact"]),
        ("Host: Zarvonik Quell <zq@b.example>", ["Zarvonik Quell:person"]),
        ("Host: Zarvonik Quell and Ada Tarrow", ["Zarvonik Quell:person", "Ada Tarrow:person"]),
        ("Host: Zarvonik Quell | Ada Tarrow", ["Zarvonik Quell:person"]),  # another cell
        ("Host: Zarvonik Quell   Ada Tarrow came", ["Zarvonik Quell:person"]),
        ("Host: Zarvonik Quell. Ada Tarrow came", ["Zarvonik Quell:person"]),  # another sentence
        ("Host: Ada K. Tarrow", ["Ada K. Tarrow:person"]),
        ("Host (of the day): Ada Tarrow", ["Ada Tarrow:person"]),
        ("Host = Ada Tarrow", ["Ada Tarrow:person"]),
        ("ghost: Ada Tarrow", []),
        ("Host Ada Tarrow", []),
        ("Host: " + "x " * 200 + ", Ada Tarrow", []),  # too far behind it
        ("Host: " + "x " * 180 + ", Ada Tarrow", ["Ada Tarrow:person"]),
    ],
)
def test_names_behind_a_label_end_where_something_else_begins(text, found):
    findings = find_listed([text], ["note"], ["a.md"])
    assert [f"{text[each.start : each.end]}:{each.type}" for each in findings] == found


@pytest.mark.parametrize(
    ("text", "is_so"),
    [("Scribes", True), ("Hosts:", True), ("Host of all", False), ("ghost", False), ("", False)],
)
def test_heading_that_announces_names_is_a_label_and_nothing_else(text, is_so):
    assert bool(_labels()[1].fullmatch(text)) is is_so


def part_of(*rows):
    given = {"source": "a.md", "table": "1", "round": "1"}
    return Batch.of(
        table_of(
            Segments,
            [
                {**given, "segment_id": f"s{at}", "end": len(row["text"]), **row}
                for at, row in enumerate(rows)
            ],
        )
    )


@pytest.mark.parametrize(
    ("role", "text", "is_alone"),
    [
        ("meta", "Attendance: 1", True),
        ("heading", "Round 1 (1 person)", True),
        ("note", "Only one participant joined", True),
        ("prompt", "Only one participant joined", False),
        ("note", "Only one participant joined" + " and so on" * 18, False),  # longer than such a line is
        ("note", "Only one participant joined" + " and so on" * 17, True),
        ("note", "Two participants joined", False),
    ],
)
def test_round_has_one_attendee_where_a_short_line_says_so(role, text, is_alone):
    assert rounds_alone(part_of({"role": role, "text": text})) == (
        {("a.md", "", "1", "1")} if is_alone else set()
    )


def test_every_note_of_a_round_with_one_attendee_is_told_and_no_other():
    part = part_of(
        {"role": "note", "text": "More shade"},
        {"role": "heading", "text": "Round 1"},
        {"role": "note", "text": "More trees", "round": "2"},
        {"role": "note", "text": "More trees", "source": "b.md"},
    )
    alone = {("a.md", "", "1", "1")}
    (found,) = find_context(part, WAYS, alone)
    assert (found.row, found.start, found.end, found.type, found.removed) == (0, 0, 10, CONTEXT, False)
    assert [*find_context(part, [way for way in WAYS if way != ALONE], alone)] == []


@pytest.mark.parametrize(("role", "count"), [("note", 1), ("summary", 1), ("narrative", 0), ("heading", 0)])
def test_self_description_is_told_of_those_who_speak(role, count):
    part = part_of({"role": role, "text": "In my village nobody has a plot"})
    assert len([*find_context(part, WAYS, set())]) == count
    assert [*find_context(part, (ALONE,), set())] == []


@pytest.mark.parametrize(
    ("text", "proper"),
    [
        ("auDA and LacTLD", ["auDA", "LacTLD"]),
        ("At-Large digs", ["At-Large"]),
        ("R&D pays", ["R&D"]),
        ("so it rains", []),
        ("a.Zarvo, @Zarvo, /Zarvo", []),
        ("3Zarvo", []),
    ],
)
def test_name_has_a_capital_somewhere_and_is_no_part_of_an_address(text, proper):
    assert PROPER.findall(text) == proper


def test_rows_with_a_token_are_given_in_order_and_none_for_no_token():
    vocabulary = Vocabulary(["a Bench", "b", "Bench, b"])
    assert vocabulary.rows_with(["b", "Bench"]) == [0, 1, 2]
    assert vocabulary.rows_with(["Bench,"]) == [2]
    assert vocabulary.rows_with([]) == []
    assert vocabulary.proper == {"Bench": ["Bench"], "Bench,": ["Bench"]}
