"""Quantities, whatever the way in which they are written, and what is none."""

from __future__ import annotations

import pytest

from worldcafe.crossref.changes import changed_meaning
from worldcafe.crossref.quantities import (
    BARE,
    MONEY,
    RATE,
    SHARE,
    TIME,
    amounts,
    new_figures,
    other_amount,
    says_amount,
)
from worldcafe.crossref.words import learn_lexicon, tokenise
from worldcafe.language.in_language import in_language


def read(text, language="en"):
    return [
        (amount.unit, round(amount.value, 1), amount.per) for amount in amounts(in_language(text, language))
    ]


@pytest.mark.parametrize(
    ("text", "unit", "value", "per"),
    [
        ("the toll rose by 11%", SHARE, 11, 0),
        ("the toll rose by eleven per cent", SHARE, 11, 0),
        ("1 in 4 boats leaks", SHARE, 25, 0),
        ("the sail lasts two and a half years", TIME, 912.5, 0),
        ("the mill is 40 km from here", "km", 40, 0),
        ("the mill is four kilometres from here", "km", 4, 0),
        ("a keg of fifty kilos", "kg", 50, 0),
        ("two out of every three boats leak", SHARE, 66.7, 0),
        ("a third of the boats leak", SHARE, 33.3, 0),
        ("two thirds of the boats leak", SHARE, 66.7, 0),
        ("half of the boats leak", SHARE, 50, 0),
        ("a sail for 2k", BARE, 2000, 0),
        ("a sail for two grand", MONEY, 2000, 0),
        ("a sail for GBP 2,000", MONEY, 2000, 0),
        ("a sail for £2,000", MONEY, 2000, 0),
        ("a sail for twenty-four quid", MONEY, 24, 0),
        ("£4,100 a year for sails", MONEY, 4100, 365),
        ("sails eat 4,100 a year", BARE, 4100, 365),
        ("moored for half a year", TIME, 182.5, 0),
        ("moored for six months", TIME, 180, 0),
        ("a 10-day trip", TIME, 10, 0),
        ("two hundred boats", "boat", 200, 0),
        ("the boat leaves every week", RATE, 7, 0),
        ("a sail for 2000 £", MONEY, 2000, 0),
        ("a sail for 13 €, not for all", MONEY, 13, 0),
        ("US$ 5 for all", MONEY, 5, 0),
        ("EUR 5 for all", MONEY, 5, 0),
        ("eur 5 for all", BARE, 5, 0),  # no sign of it
        ("1999 euros", MONEY, 1999, 0),
        ("2100 boats", "boat", 2100, 0),
        ("one week at sea", TIME, 7, 0),
        ("one euro each", MONEY, 1, 0),
        ("three Corrimoor boats", "boat", 3, 0),
        ("12 working days", TIME, 12, 0),
        ("5 in 100 boats", SHARE, 5, 0),
        ("five and a half days", TIME, 5.5, 0),
        ("twenty five boats", "boat", 25, 0),
        ("12 boats an hour", "boat", 12, 0.042),
        ("ten boats every two weeks", "boat", 10, 14),
        ("2 km a day", "km", 2, 1),
        ("half a year at sea", TIME, 182.5, 0),
        ("half boats leak", SHARE, 50, 0),
    ],
)
def test_quantity_is_read_with_its_unit(text, unit, value, per):
    assert read(text) == [(unit, value, per)]


@pytest.mark.parametrize(
    "text",
    [
        "1. the boats",
        "2) the boats",
        "the boats of 2019",
        "boats leave at 18:00",
        "boats leave at ten at night",
        "boats leave at 9.30",
        "boats leave at 3 am",
        "one day boats will leave",
        "one boat should leave",
        "this one boats like",
        "the third boat",
        "no boats",
        "third of the boats",  # which of them
        "third of the boats, not one",
        "a third boat",  # one more
        "one third boats leak",
        "4 in 3 boats",
        "1999 boats",
        "every other week",
        "every boat",
        "one hundred",  # of what?
        "",
    ],
)
def test_time_of_day_year_and_the_article_are_no_quantities(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "elf Prozent der Boote", "11 % der Boote"),
        ("de", "ein Drittel der Boote", "eines von 3 der Boote, 1 von 3"),
        ("fr", "sept pour cent", "7 %"),
        ("es", "siete por ciento", "7 %"),
        ("it", "tredici euro", "€ 13"),
        ("nl", "veertien procent", "14%"),
        ("pt", "sete por cento", "7%"),
    ],
)
def test_quantity_is_read_in_the_words_of_a_language(language, one, other):
    assert read(one, language)[0] == read(other, language)[-1]


@pytest.mark.parametrize(
    ("note", "claim", "words"),
    [
        ("toll up 11%", "The toll rose by seven per cent.", ("11%", "seven per cent")),
        ("1 in 3 boats leaks", "Two out of three boats leak.", ("1 in 3", "Two out of three")),
        ("a sail is 2,100 a year", "A sail costs £4,100 a year.", ("2,100 a year", "£4,100 a year")),
        ("moor for 6 yrs", "Moor for eight years.", ("6 yrs", "eight years")),
        ("a boat a week", "A boat every month.", ("a week", "every month")),
        (
            "one free day a week",
            "One free weekend a month.",
            ("one free day a week", "One free weekend a month"),
        ),
        ("fourteen boats", "Forty boats.", ("fourteen boats", "Forty boats")),
        ("the ferry earns 500 a day", "The ferry earns 900 a day.", ("500 a day", "900 a day")),
    ],
)
def test_other_amount_of_one_unit_is_shown_as_both_write_it(note, claim, words):
    its, mine = other_amount(note, claim)
    assert (its.words, mine.words) == words
    assert not says_amount(note, mine)


@pytest.mark.parametrize(
    ("note", "claim"),
    [
        ("moor for 8 weeks", "Moor for two months."),
        ("a third of the boats", "33 % of the boats"),
        ("moor for 2–3 weeks", "Moor for two weeks."),
        ("moor for two to three weeks", "Moor for two weeks."),
        ("8 hours a day at sea", "Forty hours a week at sea."),
        ("14 boats, 3 masts each", "Three masts on a boat."),
        ("1,240 a week for a boat", "A boat earns 12.75 an hour."),
        ("boats of two hours", "Somebody who can give just one day."),
        ("14 boats", "Forty masts."),
        ("fourteen boats or forty boats", "Forty boats."),
        ("11 % of boats", "Eleven boats."),
    ],
)
def test_amount_that_agrees_or_is_of_another_unit_is_no_other(note, claim):
    assert other_amount(note, claim) is None


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        ("de", "drei Boote", ("boot", 3, 0)),  # nouns have a capital
        ("fr", "quatre-vingt-dix bateaux", ("bateau", 90, 0)),
        ("fr", "soixante-douze bateaux", ("bateau", 72, 0)),
        ("es", "dos veces a la semana", (BARE, 2, 7)),
        ("it", "due volte al mese", (BARE, 2, 30)),
        ("nl", "twee keer in de week", ("keer", 2, 7)),
        ("pt", "duas vezes por mês", (BARE, 2, 30)),
        ("de", "alle zwei Wochen", (RATE, 14, 0)),
        ("en", "every two weeks", (RATE, 14, 0)),
    ],
)
def test_number_and_how_often_are_read_in_the_words_of_a_language(language, text, amount):
    assert read(text, language) == [amount]


def test_unit_of_what_is_counted_is_its_stem():
    assert read("three boats")[0][0] == tokenise("boats")[0].stem
    assert read("three small boats")[0][0] == tokenise("boats")[0].stem  # "small" may be anything


@pytest.mark.parametrize(
    ("note", "claim", "new"),
    [
        ("forty-two boats of 4,300", "4300 boats, of which 42 leak", set()),
        ("one in three boats leaks", "a third of the boats leak", set()),
        ("the toll was 7, now it is 3", "the toll was cut to 3 from 7", set()),
        ("three boats", "four boats", {4}),
        ("leave at 4.50", "leave at 3.50", {350}),
        ("ten times a year", "twice a year", {2}),
    ],
)
def test_number_is_new_where_the_note_has_it_nowhere(note, claim, new):
    assert new_figures(note, claim) == new


def test_number_in_another_place_is_no_other_quantity():
    note, claim = (
        "forty-two boats leak at the old bridge, 4 do not",
        "The 42 boats leak at the old bridge, four do not",
    )
    assert changed_meaning(note, claim, learn_lexicon([note, claim])) == ""
