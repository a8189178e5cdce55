"""Names in notes of several languages: what stands beside a name stays, as do towns and everyday words."""

from __future__ import annotations

import pytest

from test_redact_whole import masked

FRENCH = ("Les bancs du parc sont trop vieux", "Il faut planter des arbres dans la cour")
SPANISH = ("Los bancos del parque son viejos", "Hay que plantar árboles en el patio")
ITALIAN = ("Le panchine del parco sono vecchie", "Bisogna piantare alberi nel cortile")
ENGLISH = ("The benches in the park are too old", "We should plant trees in the yard")


def shown(text, others):
    """Give how a note is shown that stands among others of its language."""
    return masked(text, *others)[0]


@pytest.mark.parametrize(
    ("text", "others", "expected"),
    [
        ("don Rigoberto conoció aquí los caballos", SPANISH, "don [person 1] conoció aquí los caballos"),
        ("el señor Altamirano vende pescado", SPANISH, "el señor [person 1] vende pescado"),
        ("preguntar a lorenzo altamirano por la llave", SPANISH, "preguntar a [person 1] por la llave"),
        ("Margaret Thornbury mends nets", ENGLISH, "[person 1] mends nets"),
        ("Teresa de la Quintanilla vende pescado", SPANISH, "[person 1] vende pescado"),
        ("Teresa de la panadería vende pescado", SPANISH, "[person 1] de la panadería vende pescado"),
        ("Bilbao y Valencia tienen tranvía", SPANISH, "Bilbao y Valencia tienen tranvía"),
    ],
)
def test_what_follows_a_name_goes_only_as_part_of_it(text, others, expected):
    assert shown(text, others) == expected


@pytest.mark.parametrize(
    ("text", "others", "expected"),
    [
        ("Les Nguyen partagent une parcelle", FRENCH, "Les [person 1] partagent une parcelle"),
        ("Le Goff connaît le maire", FRENCH, "[person 1] connaît le maire"),  # a particle
        ("Les vélos restent dehors", FRENCH, "Les vélos restent dehors"),
    ],
)
def test_small_word_of_the_language_begins_no_name(text, others, expected):
    assert shown(text, others) == expected


@pytest.mark.parametrize(
    ("text", "others", "expected"),
    [
        ("Bolzano paga chi pianta siepi", ITALIAN, "Bolzano paga chi pianta siepi"),
        ("Copiare Copenaghen costa", ITALIAN, "Copiare Copenaghen costa"),
        ("Ayer vino Perugia", SPANISH, "Ayer vino Perugia"),
        (
            "Secondo Fulvio, l'Adige sale ogni autunno",
            ITALIAN,
            "Secondo [person 1], l'Adige sale ogni autunno",
        ),
        ("La signora Bolzano paga chi pianta", ITALIAN, "La signora [person 1] paga chi pianta"),
        ("Rossana ha detto che manca ombra", ITALIAN, "[person 1] ha detto che manca ombra"),
        ("Domingo sin autobús a la playa", SPANISH, "Domingo sin autobús a la playa"),
        ("Domingo dice que el río huele", SPANISH, "[person 1] dice que el río huele"),
        ("La Fondation Rivage demande sept membres", FRENCH, "La Fondation Rivage demande sept membres"),
    ],
)
def test_town_day_or_body_is_nobody_unless_what_stands_around_it_tells_of_people(text, others, expected):
    assert shown(text, others) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ("Serena Bianchi dice che piove", "una notte serena, prezzi bassi", *ITALIAN),
            "una notte serena, prezzi bassi",
        ),
        (
            ("Amado Quiroga dijo que sí", "un lugar amado se cuida solo", *SPANISH),
            "un lugar amado se cuida solo",
        ),
        (("Yolanda Quiroga dijo que sí", "hoy yolanda no viene", *SPANISH), "hoy [person 1] no viene"),
        (
            ("Serena Bianchi dice che piove", "ieri Serena non è venuta", *ITALIAN),
            "ieri [person 1] non è venuta",
        ),
    ],
)
def test_name_that_is_a_word_of_the_language_goes_with_its_capital_alone(texts, expected):
    assert masked(*texts)[1] == expected


@pytest.mark.parametrize(
    ("text", "others", "expected"),
    [
        ("J. M. Prendergast offre un piano", FRENCH, "[person 1] offre un piano"),
        ("M. Kouassi offre un piano", FRENCH, "M. [person 1] offre un piano"),
        (
            "Give it to the kids, says Margaret T. today",
            ENGLISH,
            "Give it to the kids, says [person 1] today",
        ),
        ("Ask Margaret. Today it rains", ENGLISH, "Ask [person 1]. Today it rains"),
    ],
)
def test_initials_go_with_the_name_they_are_of(text, others, expected):
    assert shown(text, others) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("JK - no cars in the yard", *ENGLISH), "[note-taker 1] - no cars in the yard"),
        (("HR - no cars in the yard", *ENGLISH), "HR - no cars in the yard"),
        (("JK - no cars in the yard", "the JK form is long", *ENGLISH), "JK - no cars in the yard"),
        (("no cars JK-wise", *ENGLISH), "no cars JK-wise"),
    ],
)
def test_initials_before_a_dash_are_who_speaks(texts, expected):
    assert masked(*texts)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dougal mcreadie mends engines at cost", "[person 1] mends engines at cost"),
        ("rob said the steps are slippery", "[person 1] said the steps are slippery"),
        ("people said the steps are slippery", "people said the steps are slippery"),
        ("the mooring chain is rusty", "the mooring chain is rusty"),
        ("rob a bank, said nobody", "rob a bank, said nobody"),
    ],
)
def test_name_in_small_letters_is_told_by_its_surname_or_by_speech(text, expected):
    assert shown(text, ENGLISH) == expected


def test_small_word_that_asks_elsewhere_says_nothing_of_who_bears_it():
    asked = ("Will the council mow?", "We will see")
    assert masked("Will mows on Fridays already", *asked, *ENGLISH)[:3] == [
        "[person 1] mows on Fridays already",
        *asked,
    ]


@pytest.mark.parametrize(
    ("text", "others", "gone"),
    [
        ("Nuestra única socia ciega pide un bordillo", SPANISH, True),
        ("Le seul électricien de la table refuse", FRENCH, True),
        ("Il nostro unico commercialista non firma", ITALIAN, True),
        ("Nuestra única esperanza es el bordillo", SPANISH, False),
        ("Le seul banc de la table est cassé", FRENCH, False),
        ("As Margaret van Tholen put it, we wait", ENGLISH, False),  # "van" is no "from" here
    ],
)
def test_role_of_the_only_one_goes_in_each_language(text, others, gone):
    assert ("[role 1]" in shown(text, others)) is gone


@pytest.mark.parametrize(
    ("text", "others", "expected"),
    [
        ("Presenti: Fiore Bianchi, Letizia", ITALIAN, "Presenti: [person 1], [person 2]"),
        ("Verbale: Letizia Sartori", ITALIAN, "Verbale: [person 1]"),
        (
            "Anime : Solenn Kergoat, secrétaire : Yves Le Goff",
            FRENCH,
            "Anime : [person 1], secrétaire : [person 2]",
        ),
        ("Presenti: molti vicini", ITALIAN, "Presenti: molti vicini"),
        ("Verbale: da scrivere", ITALIAN, "Verbale: da scrivere"),
    ],
)
def test_label_of_each_language_announces_names(text, others, expected):
    assert shown(text, others) == expected
