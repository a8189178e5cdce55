"""redact: what goes once somebody is named, and how a source says what its segments say."""

from __future__ import annotations

import pandas as pd
import pytest

from tables_of import table_of
from worldcafe.redact import Batch, Redactor, mask, mask_sources, unseen
from worldcafe.redact.finding import CONTACT, COUNTRY, ORGANISATION, PERSON, ROLE, Finding
from worldcafe.redact.stage import _settled, _without_overlap
from worldcafe.settings import RedactSettings
from worldcafe.source import Source
from worldcafe.tables import Segments


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("ask Braun for it", ["Braun"]),
        ("ask Mr Braun for it", ["Braun"]),
        ("Ask Mr. Braun for it", ["Braun"]),  # a full stop that ends no sentence
        ("Braun said so", ["Braun"]),
        ("Braun's shed", ["Braun"]),
        ("so it is. Braun digs", []),
        ("Braun digs", []),
        ("we like braun walls", []),
        ("we met in Braun Street", []),
        ("we met at Old Braun", []),
        ("TOM BRAUN digs", ["TOM BRAUN"]),
    ],
)
def test_part_of_a_name_that_is_a_word_goes_where_it_names_somebody(text, gone):
    assert removed(text, ("Tom Braun", PERSON)) == gone


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("a cable bill for the hall", []),
        ("the bill came twice", []),
        ("the bill of Bill", ["Bill"]),
        ("ask Bill", ["Bill"]),
        ("bill bill came", ["bill bill"]),  # what was found itself
    ],
)
def test_of_a_name_in_small_letters_a_part_that_is_a_word_stays_one_where_it_has_no_capital(
    text: str, gone: list[str]
) -> None:
    assert removed(text, ("bill bill", PERSON)) == gone


@pytest.mark.parametrize(
    ("text", "gone"),
    [("Will said so", []), ("ask Will for it", ["Will"]), ("so it is. Will it rain", [])],
)
def test_name_that_is_a_verb_begins_a_sentence_as_one(text, gone):
    assert removed(text, ("Will", PERSON)) == gone


def removed(text, *named):
    names = mask.collect_names(named)
    return [text[start:end] for start, end, _ in names.occurrences(text)]


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("ask Zarvonik Kowalska, ask zarvonik", ["Zarvonik Kowalska", "zarvonik"]),
        ("Kowalska's shed, zarvonikkowalska", ["Kowalska", "zarvonikkowalska"]),
        ("ZARVONIK   KOWALSKA", ["ZARVONIK   KOWALSKA"]),
        ("Zarvonik and then Kowalska", ["Zarvonik", "Kowalska"]),
        ("Zarvonikal went", []),
    ],
)
def test_name_goes_with_its_parts_in_any_case(text, gone):
    assert removed(text, ("Zarvonik Kowalska", PERSON)) == gone


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("clear the quellen, ask Quellen", ["Quellen"]),
        ("quellen said so", []),
        ("so quellen tarrow said, quellen and tarrow", ["quellen tarrow", "tarrow"]),
    ],
)
def test_name_that_the_notes_say_as_a_word_goes_with_its_capital_alone(text, gone):
    named = [("Quellen", PERSON), ("Quellen Tarrow", PERSON)]
    names = mask.collect_names(named, lambda name: name == "Quellen")
    assert [text[start:end] for start, end, _ in names.occurrences(text)] == gone


def test_name_of_one_letter_or_a_role_of_one_word_is_none():
    assert removed("A said so", ("A", PERSON)) == []
    assert removed("the treasurer said", ("treasurer", ROLE)) == []
    assert removed("the deputy treasurer said", ("deputy treasurer", ROLE)) == ["deputy treasurer"]


@pytest.mark.parametrize(
    ("text", "given", "gone"),
    [
        ("The Maple Street Singers came", "maple street singers", ["Maple Street Singers"]),
        ("we asked Rob about it, and rob said so", "rob", ["Rob", "rob"]),
        ("the maple street singers came", "Maple Street Singers", []),
        ("so it is. Will it rain", "will", []),
    ],
)
def test_name_in_small_letters_goes_with_a_capital_and_not_the_other_way_round(text, given, gone):
    assert removed(text, (given, PERSON)) == gone


def test_letters_of_a_domain_are_no_name():
    named = (".be", COUNTRY), ("Belgium", COUNTRY)
    assert removed("It should be as in Belgium, be it late", *named) == ["Belgium"]


def test_two_who_share_a_first_name_are_not_joined():
    names = mask.collect_names([("Zarvonik Quell", PERSON), ("Zarvonik Tarrow", PERSON), ("Tarrow", PERSON)])
    identities = {
        text: name.identity for text in ("Tarrow", "Zarvonik") for _, _, name in names.occurrences(text)
    }
    assert identities["Tarrow"] == "zarvonik tarrow"
    assert identities["Zarvonik"] in ("zarvonik quell", "zarvonik tarrow")


def test_short_name_stands_for_the_only_longer_one():
    def identity(*named):
        names = mask.collect_names([(name, PERSON) for name in named])
        return next(name.identity for _, _, name in names.occurrences("ask Mo"))

    assert identity("Mo Kowalska", "Mo") == "mo kowalska"
    assert identity("Mo Kowalska", "Mo Tarrow", "Mo") == "mo"
    assert identity("Ada Mo", "Mo") == "ada mo"


def test_places_that_are_called_after_somebody_are_listed_once_over_all_parts():
    def part(number):
        row = {"segment_id": f"s{number}", "text": "More trees by the river", "end": 23}
        return Batch.of(table_of(Segments, [row], source="a.md", role="note", cafe="Svetlana"))

    redactor, parts = Redactor(RedactSettings()), [part(1), part(2)]
    for one in parts:
        redactor.look(one)
    found = [redactor.find(one) for one in parts]
    masked = [redactor.mask(one, inside) for one, inside in zip(parts, found, strict=True)]
    assert [one.removals["text"].tolist() for one in masked] == [["Svetlana"], []]
    assert [one.segments["cafe"].tolist() for one in masked] == [["[place 1]"], ["[place 1]"]]


def test_place_that_a_heading_names_is_called_after_nobody():
    rows = [
        {"segment_id": "h", "role": "heading", "text": "Svetlana", "end": 8},
        {"segment_id": "n", "role": "note", "text": "More trees by the river", "start": 9, "end": 32},
    ]
    segments = table_of(Segments, rows, source="a.md", cafe="Svetlana")
    redactor = Redactor(RedactSettings())
    redactor.look(Batch.of(segments))
    assert redactor.in_places == {}


def test_source_says_what_its_segments_say_and_between_them_no_name():
    text = 'ask Ines <b title="for Ines"> --- by Ines, <i title="x">and Ines'
    pieces = table_of(
        Segments,
        [
            {"segment_id": "a", "start": 0, "end": 8, "text": "ask ████"},
            {"segment_id": "b", "start": 4, "end": 8, "text": "████"},  # in the one before
            {"segment_id": "c", "start": 56, "end": 64, "text": "and ████"},
        ],
        source="a.md",
        role="note",
    )
    gone = pd.DataFrame([{"text": "Ines", "type": "person", "removed": True}])
    (masked,) = mask_sources((Source("a.md", text, ""),), pieces, gone, ())
    assert masked.text == 'ask ████ <b title="████████"> --- by ████, <i title="█">and ████'


def test_placeholders_are_numbered_by_source_and_type():
    given = mask.Placeholders()
    calls = [
        ("a", PERSON, "x"),
        ("a", PERSON, "y"),
        ("a", CONTACT, "x"),
        ("b", PERSON, "y"),
        ("a", PERSON, "x"),
    ]
    assert [given.placeholder(*call) for call in calls] == [
        *("[person 1]", "[person 2]", "[contact 1]", "[person 1]", "[person 1]")
    ]


def test_black_out_keeps_lengths_and_takes_overlaps_once():
    assert mask.black_out("abcdef", [(1, 3), (2, 4)]) == "a███ef"
    assert mask.black_out("abcdef", [(1, 4), (2, 3)]) == "a███ef"
    assert mask.substitute("ask Anna or Bo", [(4, 8, "[1]"), (12, 14, "[2]")]) == "ask [1] or [2]"
    assert mask.identity_of(" Anna  KOWALSKA") == "anna kowalska"


def finding(start, end, kind=PERSON):
    return Finding(0, start, end, kind, "")


def test_of_overlapping_findings_contacts_win_then_longer_ones():
    def left(*found):
        return [(one.start, one.end) for one, _ in _without_overlap([(one, "") for one in found])]

    assert left(finding(0, 9), finding(2, 5, CONTACT)) == [(2, 5)]
    assert left(finding(0, 4), finding(2, 9)) == [(2, 9)]
    assert left(finding(0, 4), finding(4, 9)) == [(0, 4), (4, 9)]
    assert left(finding(4, 9), finding(0, 4)) == [(0, 4), (4, 9)]
    assert left(finding(0, 9, COUNTRY), finding(0, 9, ORGANISATION)) == [(0, 9)]


def test_type_that_is_not_to_go_is_reported_and_what_is_never_a_name_is_not():
    texts = ["Rose and Anna"]
    found = _settled([finding(0, 4), finding(9, 13), finding(5, 8, CONTACT)], texts, ("person",), {"rose"})
    assert [(one.start, one.removed) for one in found] == [(9, True), (5, False)]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ('<a href="mailto:kim@garden.example" class="wide">x</a>', ["mailto:kim@garden.example"]),
        ("<a href='https://garden.example/a'>x</a>", []),
        ("<a title='Kim was here'>x</a>", ["Kim was here"]),
        ("<a title=Kim>x</a>", ["Kim"]),
        ("<img alt='' width='20'>", []),
        ("no tag, 3 < 4", []),
    ],
)
def test_what_markup_hides_is_seen(text, hidden):
    assert [text[start:end] for start, end in unseen.hidden_in_markup(text) if end > start] == hidden


@pytest.mark.parametrize(
    ("text", "order", "gone"),
    [
        ("as brindlewick wants it", "Brindlewick", ["brindlewick"]),
        ("de BRINDLEWICK, brindlewick's shed", "Brindlewick", ["BRINDLEWICK", "brindlewick"]),
        ("as okoye and ines okoye want it", "Ines Okoye", ["okoye", "ines okoye"]),
        ("the maple street singers came", "Maple Street Singers", ["maple street singers"]),
        ("so it is. Will said so", "Will", ["Will"]),
        ("will Will come? Will it rain", "will", ["will", "Will", "Will"]),
        ("brindlewicks, brindlewickian, brindle wick", "Brindlewick", []),
        ("it will rain, as will the county", "Will", []),
        ("on maple street", "Maple Street Singers", []),
        ("we like braun walls", "Tom Braun", []),
    ],
)
def test_what_a_person_ordered_goes_in_any_case_and_only_an_english_word_keeps_its_capital(text, order, gone):
    names = mask.collect_names([(order, PERSON)], ordered=[order])
    assert [text[start:end] for start, end, _ in names.occurrences(text)] == gone


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("as brindlewick wants it", []),
        ("as tarrow wants it", ["tarrow"]),
        ("ask brindlewick, ask Brindlewick", ["brindlewick", "Brindlewick"]),
    ],
)
def test_what_was_found_stays_where_it_may_be_a_word_beside_what_was_ordered(text, gone):
    named = [("Brindlewick", PERSON), ("Tarrow", PERSON)]
    names = mask.collect_names(named, ordered=["Tarrow"])
    assert [text[start:end] for start, end, _ in names.occurrences(text)] == gone


@pytest.mark.parametrize("found", ["Quellen", "Anna Quellen"])
def test_an_order_counts_also_on_what_was_found_otherwise(found):
    names = mask.collect_names([(found, PERSON), ("quellen", PERSON)], lambda _: True, ["quellen"])
    text = "die quellen, Quellen"
    assert [text[start:end] for start, end, _ in names.occurrences(text)] == ["quellen", "Quellen"]
