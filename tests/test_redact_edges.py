"""redact: where rules about names end, each asked by itself: initials, particles, labels, brackets."""

from __future__ import annotations

import re

import pytest

from tables_of import table_of
from worldcafe.redact import Batch, affiliations, announced_names, contacts, dictionaries, mask, people, roles
from worldcafe.redact.finding import ORGANISATION, PERSON, Finding
from worldcafe.redact.name_features import Notes, _is_given_name, _is_listed, _near
from worldcafe.redact.name_usage import Usage, _tokens_by_place
from worldcafe.redact.prose import Language
from worldcafe.redact.removals import list_removals
from worldcafe.tables import Segments


def batch(*texts):
    rows = [
        {"segment_id": f"s{row}", "text": text, "start": row, "end": row + 1}
        for row, text in enumerate(texts)
    ]
    return Batch.of(table_of(Segments, rows, source="a.md", role="note", table="1"))


@pytest.mark.parametrize(
    ("word", "is_so"),
    [("J.", True), ("A.W.", True), ("J", False), ("JW.", False), ("j.", False), ("J.W", False), (".", False)],
)
def test_initials_are_single_capitals_each_with_a_stop(word, is_so):
    assert people.is_initials(word) is is_so


@pytest.mark.parametrize(
    ("before", "start"), [("ask Mr van der ", 7), ("ask van der ", 12), ("ask J. ", 4), ("ask ", 4)]
)
def test_name_begins_with_its_initials_and_behind_a_title_with_its_particles(before, start):
    assert people._with_small_parts(f"{before}Poel", len(before), is_english=True) == start


@pytest.mark.parametrize(("before", "start"), [("M. ", 3), ("J. M. ", 0), ("M. J. ", 3)])
def test_what_is_a_title_in_another_language_is_no_initial_unless_another_stands_before_it(before, start):
    assert people._with_small_parts(f"{before}Poel", len(before), is_english=False) == start


@pytest.mark.parametrize(
    ("text", "number", "near"),
    [
        ("Ana sees", 0, ("", "sees")),
        ("Ana Cruz sees", 1, ("Ana", "sees")),
        ("Ana de la Cruz, sees", 3, ("Ana", "")),
        ("Ana, Cruz", 1, ("", "")),
    ],
)
def test_words_beside_a_word_have_a_space_alone_between(text, number, near):
    assert _near(text, [*re.finditer(r"\w+", text)], number) == near


@pytest.mark.parametrize(
    ("name", "kind", "begins"),
    [
        ("Zorvex Lumo", PERSON, {"zorvex", "lumo", "zorvexlumo"}),
        ("Zorvex Lumo", ORGANISATION, {"zorvex"}),
        ("Q", PERSON, set()),
    ],
)
def test_parts_of_a_person_are_names_and_one_letter_is_none(name, kind, begins):
    assert set(mask.collect_names([(name, kind)]).by_first) == begins


@pytest.mark.parametrize(("count", "is_common"), [(4, False), (5, True), (6, True), (0, False)])
def test_word_is_common_that_is_said_more_than_twice_in_a_million(monkeypatch, count, is_common):
    monkeypatch.setattr(dictionaries, "_counts", lambda _: ({"zorvex": count}, 2_000_000))
    assert dictionaries.is_common("Zorvex", "de") is is_common


def test_roles_are_looked_for_in_the_languages_that_are_spoken():
    found = roles._beside(frozenset({"de", "nl"})).groupindex
    assert {group.rpartition("_")[2] for group in found} == {"de", "nl"}


def test_removals_are_listed_by_source_and_place():
    places = (("b.md", 0), ("a.md", 60), ("a.md", 50))
    rows = [
        {"segment_id": f"s{row}", "source": source, "text": "Ana", "start": start, "end": start + 3}
        for row, (source, start) in enumerate(places)
    ]
    part = Batch.of(table_of(Segments, rows, role="note", table="1"))
    told = list_removals(part, [(Finding(row, 0, 3, PERSON, "said"), "[person 1]") for row in range(3)], {})
    assert told[["source", "start"]].to_numpy().tolist() == [["a.md", 50], ["a.md", 60], ["b.md", 0]]


@pytest.mark.parametrize(
    ("word", "before", "is_common"),
    [
        ("zorvex", "el ", True),
        ("zorvex", "the el ", True),
        ("zorvex", "el the ", False),
        ("zorvex", "the ", False),
        ("zorvex", "", False),
    ],
)
def test_name_behind_a_small_word_of_another_language_is_a_word_there(word, before, is_common):
    here = re.compile(word).search(before + word)
    assert mask._is_common(word, here, before + word) is is_common


@pytest.mark.parametrize(
    ("word", "is_name"),
    [("svetlana", True), ("grace", False), ("rose", False), ("zorvex", False)],
)
def test_given_name_is_one_in_many_countries_and_no_word(word, is_name):
    assert _is_given_name(word) is is_name


@pytest.mark.parametrize(
    ("word", "is_listed"),
    [("Anna", True), ("anna", False), ("Zorvex", False), ("Rose", False), ("Paris", False)],
)
def test_listed_name_has_a_capital_and_is_neither_word_nor_place(word, is_listed):
    assert _is_listed(word) is is_listed


def test_words_around_a_name_are_known_two_to_each_side():
    text = "they say it now Anna and Zarvonik and Grace saw trees"
    notes = Notes([text], Usage(), Language([text], [text]), frozenset({"anna", "grace"}))
    found = {word.text: (word.near, word.linked) for word in notes.candidates(0)}
    assert found["Anna"] == (("now", "and"), ("", "Zarvonik"))
    assert found["Zarvonik"] == (("and", "and"), ("Anna", "Grace"))
    assert found["Grace"] == (("and", "saw"), ("Zarvonik", ""))


def test_one_name_is_part_of_no_other_and_no_word():
    (found,) = mask.collect_names([("Walt", PERSON)]).by_first["walt"]
    assert (found.is_part, found.is_word) == (False, False)


@pytest.mark.parametrize(
    ("item", "is_name"),
    [
        ("Ana Maria Rosa Elena Braun", True),
        ("Ana Maria Rosa Elena Laura Braun", False),  # six words
        ("Ana Braun", True),
        ("Ana Braun 2", False),
        ("—", False),
    ],
)
def test_listed_name_has_up_to_five_words_and_no_figure(item, is_name):
    assert announced_names.is_listed_name(item) is is_name


@pytest.mark.parametrize(
    ("text", "left"),
    [("Dr Ana Braun. ", "Ana Braun"), ("Ana K.", "Ana K."), ("Ana K. ", "Ana K."), ("Ana", "Ana")],
)
def test_item_loses_its_title_and_its_stop_but_not_that_of_an_initial(text, left):
    start, end = announced_names._without_title(text, 0, len(text))
    assert text[start:end] == left


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("(scribe: Ana) Bob", ["Ana"]),
        ("[scribe: Ana] Bob", ["Ana"]),
        ("scribe: Ana, Bob", ["Ana, Bob"]),
        ("scribe: Ana; host: Bo Dorn; notes: Cy", ["Ana", "Bo Dorn", "Cy"]),
    ],
)
def test_label_reaches_to_the_end_of_its_bracket_or_to_the_next(text, stretch):
    assert [text[start:end] for start, end in announced_names._labelled(text)] == stretch


def test_parts_of_announced_names_are_known_with_their_initials():
    known = announced_names.announced_parts(batch("scribe: Ana van Zorvik", "notes: KR", "host: Elena"))
    assert {"ana", "zorvik", "AZ", "KR", "elena"} <= known
    assert not {"van", "kr", "E"} & known


@pytest.mark.parametrize(
    ("roles", "sources", "rows"),
    [
        (("heading", "note", "note"), "aaa", [1, 2]),
        (("heading", "note", "note"), "aab", [1]),  # another file
        (("heading", "note", "heading"), "aaa", [1]),
        (("note", "note", "note"), "aaa", []),
        (("note", "note", "note"), ("", "", ""), []),
    ],
)
def test_names_stand_below_a_heading_for_them_to_its_end(roles, sources, rows):
    found = announced_names.find_listed(["Scribes", "Ana Braun", "Cay Dorn"], roles, sources)
    assert [each.row for each in found] == rows


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("dial 0161 4960 1234 now", ["0161 4960 1234"]),
        ("dial 0161 4960 12345 now", []),  # thirteen digits
        ("dial 0161 496 01 now", ["0161 496 01"]),
        ("dial 0161 4960 now", []),  # eight
    ],
)
def test_number_as_it_is_dialled_has_nine_to_twelve_digits(text, phones):
    assert [text[start:end] for start, end in contacts._phones(text)] == phones


def test_name_of_a_place_is_listed_without_a_stretch_of_text():
    told = list_removals(batch("nothing"), [], {"Ana Braun": "a.md"})
    assert told[["source", "start", "end", "text"]].to_numpy().tolist() == [["a.md", 0, 0, "Ana Braun"]]


def test_what_was_said_is_in_notes_and_what_was_announced_is_not():
    rows = [
        {"segment_id": role, "role": role, "text": role.title(), "start": row, "end": row + 1}
        for row, role in enumerate(("heading", "meta", "note", "summary"))
    ]
    announced, said = _tokens_by_place(Batch.of(table_of(Segments, rows, source="a.md", table="1")))
    assert "Heading" in announced
    assert list(said.values()) == [{"Note"}]


@pytest.mark.parametrize(
    ("before", "is_so"),
    [
        ("energy bridge plan one two three four ", True),
        ("energy bridge plan one two three four five ", False),  # too far back
        ("bridge energy plan ", False),  # in another order
    ],
)
def test_abbreviation_is_spelled_out_by_the_words_right_before_it(before, is_so):
    assert affiliations._is_spelled_out("EBP", before) is is_so


@pytest.mark.parametrize(("text", "fits"), [("l'", True), ("the ", True), ("the", False), ("l' ", False)])
def test_article_that_is_elided_stands_without_a_space(text, fits):
    assert bool(re.fullmatch(roles._joined(["the", "l'"]), text)) is fits


def test_words_without_a_capital_are_noted():
    usage = Usage()
    usage.count(batch("Zorvex and zorvex", "Lumo sees Lumo"))
    assert "zorvex" in usage.lowered
    assert "lumo" not in usage.lowered
