"""Which difference between two near-verbatim wordings changes what is said, and which does not."""

from __future__ import annotations

import pytest

from worldcafe.crossref.changes import changed_meaning, is_comparable, without_label
from worldcafe.crossref.words import learn_lexicon

NOTES = [
    "The library should lend tools to every street",
    "Lend tools to the street for two weeks",
    "Pressure on beekeeping",
    "Swimmers pay a fee in winter",
    "The old mill is open on Sundays",
]
LEXICON = learn_lexicon(NOTES)


@pytest.mark.parametrize(
    ("note", "claim", "kind"),
    [
        (NOTES[0], "The library should not lend tools to every street", "negation"),
        ("Do not feed the swans near the bridge", "Feed the swans near the bridge", "negation"),
        ("The library doesn't lend tools to the street", "The library lends tools to the street", "negation"),
        (NOTES[1], "Lend tools to the street for five weeks", "quantity"),
        (NOTES[0], "The library should lend tools to few streets", "quantity"),
        (NOTES[0], "The library may lend tools to every street", "binding"),
        (
            "The library has to lend tools to the street",
            "The library could lend tools to the street",
            "binding",
        ),
        (NOTES[0], "The bakery should lend tools to every street", "another term"),
        (NOTES[2], "Land use – Pressure on bookkeeping", "another term"),
        (NOTES[4], "The old mill is closed on Sundays", "became"),
    ],
)
def test_change_of_meaning_is_named(note, claim, kind):
    assert kind in changed_meaning(note, claim, LEXICON)


@pytest.mark.parametrize(
    ("note", "claim"),
    [
        (NOTES[0], NOTES[0]),
        (NOTES[0], "The library should lend its tools to each street"),
        (NOTES[1], "Lend tools to the street for 2 weeks"),
        ("The library needs to lend tools to the street", "The library must lend tools to the street"),
        ("Some streets lend tools to swimmers", "A few streets lend tools to swimmers"),
        ("Show these things to swimmers in winter", "Show these ladders to swimmers in winter"),
        ("Mentors help swimmers in winter", "Mentorship helps swimmers in winter"),
        ("The ladderrs lead swimmers to the mill", "The ladders lead swimmers to the mill"),
        ("Ask swimmers for a fee in winter", "Request swimmers for a fee in winter"),
        ("It is not hard to find the old mill on Sundays", "It is easy to find the old mill on Sundays"),
        ("The mill is open, which nobody would not welcome so far from the town and its noise", "Open mill"),
        ("Not only swimmers pay the fee in winter", "Swimmers pay the fee in winter"),
        ("Bees", "Beer"),
        ("", "The mill"),
    ],
)
def test_other_words_for_the_same_change_nothing(note, claim):
    assert changed_meaning(note, claim, LEXICON) == ""


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Land use – Pressure on bees", "Pressure on bees"),
        ("TOOLS: lend them", "lend them"),
        ("Lend tools", "Lend tools"),
        ("A well-known mill", "A well-known mill"),
        ("Open at 9:30 on Sundays", "Open at 9:30 on Sundays"),
        ("Mill -", "Mill -"),
    ],
)
def test_label_of_a_claim_is_no_part_of_what_it_says(text, bare):
    assert without_label(text) == bare


def test_wordings_far_apart_are_not_compared():
    assert is_comparable(NOTES[0], "The library should lend tools to each street", LEXICON)
    assert not is_comparable(NOTES[0], "Swimmers should pay", LEXICON)
