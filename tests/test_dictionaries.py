"""Words of a language are told from names by how often they are said in it."""

from __future__ import annotations

import pytest

from test_redact import redacted
from worldcafe.redact.dictionaries import frequency, is_compound, is_spelled
from worldcafe.redact.lexicon import is_never
from worldcafe.redact.prose import Language
from worldcafe.redact.surroundings import called_after


@pytest.mark.parametrize(
    ("word", "language", "known"),
    [
        ("Turnhalle", "de", True),
        ("Swantje", "de", False),
        ("Colocar", "pt", True),
        ("Graciete", "pt", False),
        ("Fietsers", "nl", True),
        ("Turnhalle", "xx", False),  # a language without a dictionary
    ],
)
def test_a_dictionary_has_words_but_no_unknown_name(word, language, known):
    assert is_spelled(word, language) is known


@pytest.mark.parametrize(
    ("word", "is_made"),
    [
        ("Leihräder", True),
        ("Jugendwart", True),
        ("Leerstände", True),
        ("Niedermeier", False),  # the second half is a surname
        ("Sieglinde", False),
        ("Johannsen", False),
        ("Swantje", False),
        ("Bank", False),
    ],
)
def test_compound_is_made_of_two_words_of_which_the_second_is_no_name(word, is_made):
    assert is_compound(word, "de") is is_made


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("Leihräder an der Grenze, und die Fähre fährt abends länger", ""),
        ("Müllauto kommt zu früh, das weckt die Kinder in der Straße", ""),
        ("Swantje kommt zu früh, das weckt die Kinder in der Straße", "Swantje"),
        ("Frau Niedermeier kommt zu früh, das weckt die Kinder", "Niedermeier"),
    ],
)
def test_german_noun_made_of_two_is_nobody(text, goes):
    assert redacted(text)["text"] == text.replace(goes or "█", "█" * max(1, len(goes)))


def test_what_is_said_often_counts_more():
    assert frequency("nicht", "de") > frequency("Zettel", "de") > frequency("Swantje", "de") == 0


@pytest.mark.parametrize(
    ("text", "around", "language"),
    [
        ("Die Kinder sind auf dem Platz und im Hof", "en", "de"),
        ("As crianças não têm onde brincar na rua", "en", "pt"),
        ("Anruf", "Wir haben keine Zeit und das Geld ist nicht da", "de"),
        ("Anruf", "", "en"),
    ],
)
def test_a_text_too_short_to_tell_has_the_language_around_it(text, around, language):
    assert Language([text], [around]).of(0) == language


@pytest.mark.parametrize(
    "text",
    [
        "Verkehr und Lärm sind am Abend zu stark",
        "Strom, Wasser, Heizung: wir teilen uns die Kosten",
        "Colocar lombas junto ao mercado, os carros passam depressa",
        "Pintar as paredes velhas com os jovens",
        "Che cosa si fa nei cortili?",
        "El paseo del canal es muy oscuro",
        "Fietsers hebben geen plek op de weg",
        "Dimanche, aucun bus ne passe dans le village",
    ],
)
def test_everyday_words_of_other_languages_stay(text):
    assert redacted(text)["text"] == text


def test_only_the_name_goes_after_as_she_said():
    assert redacted("Como dijo Begoña, hace falta sombra en la plaza")["text"].count("█") == len("Begoña")


@pytest.mark.parametrize(
    ("before", "called"),
    [
        ("dans la rue ", True),
        ("das Café ", True),
        ("der Markt von Sankt ", True),
        ("il mercato di sant'", True),
        ("le bar Chez ", True),
        ("place Jean ", True),  # and the words between
        ("in der Rue", False),  # no word behind it
        ("meint ", False),
        ("Café. Dann kam ", False),
        ("l'avenir de ", False),
    ],
)
def test_a_place_that_is_called_after_somebody_is_no_person(before, called):
    assert bool(called_after().search(before)) is called


@pytest.mark.parametrize("name", ["Lidl", "Renault", "Mercadona", "IKEA"])
def test_a_trade_name_is_never_somebody(name):
    assert is_never(name)


def test_a_street_and_a_shop_stay_where_a_name_goes():
    text = "Solange wartet vor dem Lidl in der Rue Solange Mercier"
    assert not is_never("Solange")
    assert "Lidl" in redacted(text)["text"]
