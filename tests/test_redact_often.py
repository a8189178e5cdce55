"""What all places of a word say together: it is a name, or no name where it stands alone."""

from __future__ import annotations

import numpy as np
import pytest

from worldcafe.redact.name_features import Notes, Word
from worldcafe.redact.name_usage import Usage
from worldcafe.redact.people import _joined
from worldcafe.redact.prose import Language


def notes_of(text):
    """A text as finders of names look at it."""
    return Notes([text], Usage(), Language([text], [text]), frozenset())


def found(text, likely):
    """The names in a text of words of which each has log odds."""
    words, start = [], 0
    for number, said in enumerate(text.split()):
        words.append(Word(0, start, start + len(said), said, number == 0, ("", "")))
        start += len(said) + 1
    return [text[each.start : each.end] for each in _joined(notes_of(text), words, np.array(likely))]


@pytest.mark.parametrize(
    ("text", "likely", "names"),
    [
        ("Zarvo ohne Zarvo und Zarvo", [0.4, -9, -3, -9, -3], []),
        ("Zarvo ohne Zarvo und Zarvo", [0.4, -9, 0.2, -9, -3], ["Zarvo", "Zarvo"]),  # in most places
        ("Zarvo ohne Zarvo und Zarvo", [5.0, -9, -2, -9, -2], ["Zarvo"]),  # likely enough in one place
        ("Zarvo ohne zarvo und zarvo", [0.4, -9, -3, -9, -3], ["Zarvo"]),  # without a capital, another word
        ("Zarvo ohne Zarvo und dort", [0.4, -9, -3, -9, -9], ["Zarvo"]),  # one of two is not most
        ("Zarvo Quell und Zarvo ohne Zarvo", [0.4, 2, -9, -3, -9, -3], ["Zarvo Quell"]),  # not alone
    ],
)
def test_word_that_is_mostly_no_name_is_none_by_itself(text, likely, names):
    assert found(text, likely) == names


@pytest.mark.parametrize(
    ("text", "language", "word", "is_candidate"),
    [
        ("merci d'utiliser le jardin avec nous", "fr", "utiliser", False),
        ("la lettre d'Anna est dans le jardin", "fr", "Anna", True),
        ("l'orto è dell'Anna da molto tempo", "it", "Anna", True),
        ("we ask O'Brien about it and the plan", "en", "O'Brien", True),
        ("merci à Zarvonik pour le jardin avec nous", "fr", "Zarvonik", True),
    ],
)
def test_small_word_that_is_elided_is_no_part_of_a_name(text, language, word, is_candidate):
    notes = notes_of(text)
    assert notes.language.of(0) == language
    assert (word in [each.text for each in notes.candidates(0)]) is is_candidate
