"""redact: where rules about names end, each asked by itself: initials, particles, labels, brackets."""

from __future__ import annotations

import re

import pytest

from tables_of import table_of
from worldcafe.redact import Batch, affiliations, announced_names, mask, people, roles
from worldcafe.redact.finding import PERSON
from worldcafe.redact.name_features import _is_given_name
from worldcafe.redact.name_usage import Usage
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


@pytest.mark.parametrize(
    ("word", "before", "is_common"),
    [("zorvex", "el ", True), ("zorvex", "the ", False), ("zorvex", "", False)],
)
def test_name_behind_a_small_word_of_another_language_is_a_word_there(word, before, is_common):
    here = re.compile(word).search(before + word)
    assert mask._is_common(word, here, before + word) is is_common


def test_word_without_a_list_or_a_count_is_no_given_name():
    assert not _is_given_name("zorvex")
    assert not _is_given_name("grace")  # a word, too


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
    [("(scribe: Ana) Bob", "Ana"), ("[scribe: Ana] Bob", "Ana"), ("scribe: Ana, Bob", "Ana, Bob")],
)
def test_label_in_a_bracket_reaches_to_its_end(text, stretch):
    assert [text[start:end] for start, end in announced_names._labelled(text)] == [stretch]


def test_parts_of_announced_names_are_known_with_their_initials():
    known = announced_names.announced_parts(batch("scribe: Ana van Zorvik", "notes: KR"))
    assert {"ana", "zorvik", "AZ", "KR"} <= known
    assert not {"van", "kr"} & known


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


def test_words_are_counted_by_their_case():
    usage = Usage()
    usage.count(batch("Zorvex and zorvex", "zorvex again", "Lumo sees Lumo"))
    assert usage.is_mostly_small("Zorvex")
    assert not usage.is_mostly_small("Lumo")
    assert (usage.lowered["zorvex"], usage.raised["zorvex"], usage.raised["lumo"]) == (2, 1, 2)
