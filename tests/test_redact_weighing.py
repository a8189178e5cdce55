"""redact: what the language model and the weights say of words, and how words become whole names."""

from __future__ import annotations

import math

import numpy as np
import pytest

from test_redact_often import notes_of
from worldcafe.redact import people
from worldcafe.redact.finding import PERSON
from worldcafe.redact.name_features import FEATURES, Notes, Word
from worldcafe.redact.name_usage import Usage
from worldcafe.redact.people import ODDS, _joined, describe_words, find_people, weigh_words
from worldcafe.redact.prose import Language
from worldcafe.redact.recogniser import LEAST, TokenOdds, _tokens_of_words

# As the model gives them: the first and the last token stand for the ends of a text.
OFFSETS = [(0, 0), (0, 4), (4, 6), (7, 12), (0, 0)]
STATE = np.array([[0.99, 0.99], [0.9, 0.0], [0.5, 0.2], [1.0, 0.25], [0.99, 0.99]])


@pytest.mark.parametrize(
    ("words", "tokens"),
    [
        ([(0, 6), (7, 12)], [(0, [1, 2]), (1, [3])]),
        ([(0, 2), (2, 6)], [(0, [1]), (1, [1, 2])]),  # a token of two words is one of both
        ([(0, 4), (4, 6)], [(0, [1]), (1, [2])]),
        ([(6, 7), (8, 9)], [(1, [3])]),
        ([(12, 15)], []),
    ],
)
def test_tokens_of_a_word_are_those_that_share_a_letter_with_it(words, tokens):
    assert [*_tokens_of_words(OFFSETS, words)] == tokens


def test_odds_of_a_word_are_those_of_its_likeliest_token_and_never_without_end():
    least = math.log(LEAST / (1 - LEAST))
    found = TokenOdds(OFFSETS, STATE).odds([(0, 6), (7, 12), (13, 15)])
    expected = [[math.log(9), math.log(1 / 4)], [-least, math.log(1 / 3)], [least, least]]
    assert found == pytest.approx(np.array(expected))


def weighed(monkeypatch, texts, rows):
    """The log odds of words of which some features are given, by weights that are easily reckoned with."""
    names = (*ODDS, *FEATURES)
    features = np.array([[float(row.get(name, 0)) for name in names] for row in rows])
    words = [Word(row, 0, len(text.split()[0]), text.split()[0], True, ("", "")) for row, text in texts]
    weights = {
        "english": {"listed": 2.0, "constant": -1.0, "border": 0.5},
        "other": {
            "listed": 1.0,
            "place to the model": -3.0,
            "foreign": 4.0,
            "constant": -2.0,
            "border": -1.0,
        },
    }
    monkeypatch.setattr(people, "describe_words", lambda _: (words, features))
    monkeypatch.setattr(people, "load_weights", lambda: weights)
    said = [text for _, text in texts]
    return weigh_words(Notes(said, Usage(), Language(said, said), frozenset()))[1].tolist()


def test_words_are_weighed_by_the_language_of_their_text_against_its_border(monkeypatch):
    texts = [(0, "Zarvo digs"), (1, "Zarvo digs"), (2, "Zarvo digs")]
    rows = [{}, {"listed": 3, "place to the model": 1}, {"listed": 3, "place to the model": 1, "foreign": 1}]
    assert weighed(monkeypatch, texts, rows) == [-1.5, 4.5, 3 - 3 + 4 - 2 + 1]


def test_given_name_that_speaks_is_one_at_least_by_a_little(monkeypatch):
    texts = [(0, "rob said so"), (1, "rob dug so"), (2, "rob said so")]
    assert weighed(monkeypatch, texts, [{}, {}, {"listed": 5}]) == [1.0, -1.5, 8.5]


class Reader:
    """Says of every text how often it was asked, in place of the model."""

    def __init__(self):
        self.asked = []

    def read(self, texts):
        self.asked.append(list(texts))
        return [TokenOdds([(0, len(text))], np.full((1, 2), 1 / len(text))) for text in texts]


@pytest.mark.parametrize(("block", "calls"), [(1, 2), (100, 1)])
def test_text_that_stands_twice_is_read_once_and_told_in_each_place(monkeypatch, block, calls):
    reader, texts = Reader(), ["ask Anna and Svetlana", "rain", "ask Zarvonik", "ask Anna and Svetlana"]
    monkeypatch.setattr(people, "BLOCK", block)
    monkeypatch.setattr(people, "load_recogniser", lambda: reader)
    words, told = describe_words(Notes(texts, Usage(), Language(texts, texts), frozenset()))
    assert [(word.row, word.text) for word in words] == [
        *((0, "Anna"), (0, "Svetlana"), (2, "Zarvonik"), (3, "Anna"), (3, "Svetlana"))
    ]
    assert [text for asked in reader.asked for text in asked] == [texts[0], texts[2]]
    assert len(reader.asked) == calls
    by_length = [math.log(1 / (len(texts[word.row]) - 1)) for word in words]
    assert told[:, 0].tolist() == pytest.approx(by_length)
    assert (told[0] == told[3]).all()
    assert told.shape == (5, len(ODDS) + len(FEATURES))


def test_texts_without_words_that_may_be_names_have_none():
    words, told = describe_words(notes_of("so it rains"))
    assert (words, told.shape) == ([], (0, len(ODDS) + len(FEATURES)))
    assert [*find_people(["so it rains"], Usage())] == []


def names(text, odds):
    """The names in a text of which some words have log odds, in their order."""
    words, start = [], 0
    for word in odds:
        start = text.index(word, start)
        words.append(Word(0, start, start + len(word), word, False, ("", "")))
    found = _joined(notes_of(text), words, np.array([*odds.values()]))
    return [text[each.start : each.end] for each in found]


@pytest.mark.parametrize(
    ("value", "whole"), [(0.1, ["Zarvo Quell"]), (-0.9, ["Zarvo Quell"]), (-1.0, ["Zarvo"]), (-5, ["Zarvo"])]
)
def test_less_is_needed_of_a_word_beside_a_name(value, whole):
    assert names("ask Zarvo Quell about it", {"Zarvo": 2, "Quell": value}) == whole


@pytest.mark.parametrize(("value", "found"), [(0.1, ["Zarvo"]), (0.0, []), (-0.5, [])])
def test_word_is_a_name_above_the_border(value, found):
    assert names("ask Zarvo about it", {"Zarvo": value}) == found


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ask Zarvo Quell there", ["Zarvo Quell"]),
        ("ask Zarvo B. Quell there", ["Zarvo B. Quell"]),
        ("ask Zarvo B Quell there", ["Zarvo B Quell"]),
        ("ask Zarvo de la Quell there", ["Zarvo de la Quell"]),
        ("ask Zarvo De La Quell there", ["Zarvo De La Quell"]),
        ("ask Zarvo J. R. B. Quell there", ["Zarvo J. R. B. Quell"]),
        ("ask Zarvo J. R. B. D. Quell there", ["Zarvo J.", "J. R. B. D. Quell"]),  # one too many
        ("ask Zarvo, Quell there", ["Zarvo", "Quell"]),
        ("ask Zarvo and Quell there", ["Zarvo", "Quell"]),
        ("ask Zarvo y Quell there", ["Zarvo", "Quell"]),
        ("ask Zarvo b Quell there", ["Zarvo", "Quell"]),
        ("ask Zarvo  Quell there", ["Zarvo", "Quell"]),
    ],
)
def test_initials_and_particles_join_the_words_of_one_name_and_nothing_else_does(text, whole):
    assert names(text, {"Zarvo": 2, "Quell": 2}) == whole


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("thanks to Zarvo P. for it", ["Zarvo P."]),
        ("thanks to Zarvo P.S. for it", ["Zarvo"]),
        ("thanks to Zarvo P for it", ["Zarvo"]),
        ("thanks to (J. Zarvo) for it", ["J. Zarvo"]),
        ("thanks to „J. Zarvo“ for it", ["J. Zarvo"]),
        ("plan J Zarvo", ["Zarvo"]),
        ("thanks to Mr van der Zarvo", ["van der Zarvo"]),
        ("thanks to (Mr. van der Zarvo)", ["van der Zarvo"]),
        ("the shed of van der Zarvo", ["Zarvo"]),
    ],
)
def test_name_has_the_initials_that_stand_beside_it(text, whole):
    assert names(text, {"Zarvo": 2}) == whole


def test_names_of_two_rows_are_never_one():
    words = [Word(row, 0, 5, "Zarvo", True, ("", "")) for row in (0, 1)]
    notes = Notes(["Zarvo", "Zarvo"], Usage(), Language(["Zarvo"] * 2, []), frozenset())
    found = [*_joined(notes, words, np.array([1.0, 1.0]))]
    assert [(each.row, each.start, each.end, each.type) for each in found] == [
        (0, 0, 5, PERSON),
        (1, 0, 5, PERSON),
    ]


def test_lenience_lowers_the_border(monkeypatch):
    word = Word(0, 4, 9, "Zarvo", False, ("", ""))
    monkeypatch.setattr(people, "weigh_words", lambda _: ([word], np.array([-1.0])))
    assert [*find_people(["ask Zarvo"], Usage(), lenience=1.0)] == []
    assert len([*find_people(["ask Zarvo"], Usage(), lenience=1.1)]) == 1
