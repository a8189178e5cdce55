"""Names of themes and what recurs in the languages whose grammar is not read."""

from __future__ import annotations

import math

import numpy as np
import pytest

from worldcafe.language.in_language import in_language, language_of
from worldcafe.name.by_words import phrases_by_words
from worldcafe.recur.likeness import LOWER, by_letters, likeness

NOWHERE = np.zeros((2, 2), dtype=bool)


@pytest.mark.parametrize(
    ("text", "language", "phrases"),
    [
        ("La place de l'église est vide", "fr", {"place", "place de l'église", "église", "vide"}),
        ("Der neue Brunnen am Marktplatz fehlt", "de", {"Brunnen", "Brunnen am Marktplatz", "Marktplatz"}),
        ("Hay que limpiar la fuente", "es", {"limpiar", "fuente"}),
        ("Ławki w parku dla ludzi", "pl", {"ławki", "parku"}),
        ("Fler bänkar vid ån", "sv", {"bänkar"}),
        ("Il faut que ce soit pour nous", "fr", set()),
    ],
)
def test_phrases_are_words_of_substance_that_stand_together(text, language, phrases):
    found = phrases_by_words(text, language)
    assert phrases <= {phrase.text for phrase in found.phrases}
    assert bool(phrases) or not found.phrases


def test_no_phrase_has_grammar_at_its_ends():
    found = phrases_by_words("Des bancs pour les enfants dans le parc", "fr")
    ends = {word for phrase in found.phrases for word in (phrase.text.split()[0], phrase.text.split()[-1])}
    assert ends <= {"bancs", "enfants", "parc"}


def test_what_stands_for_a_removed_name_is_in_no_phrase():
    found = phrases_by_words("Le banc de [person 2]", "fr")
    assert {kin for kin, _ in found.words} == {"banc"}


def test_a_text_knows_its_language_where_that_has_lists():
    assert language_of(in_language("Mehr Bänke", "de")) == "de"
    assert language_of(in_language("Więcej ławek", "pl")) == "en"
    assert language_of("More benches") == "en"


def test_forms_and_compounds_of_one_word_are_alike_and_other_words_are_not():
    texts = [
        in_language(text, "de")
        for text in (
            "Mehr Sitzbänke am Flussweg",
            "Am Flussweg eine Sitzbank aufstellen",
            "Ein Chor für Kinder",
        )
    ]
    alike = by_letters(texts)
    assert alike[0, 1] > 0.5 > alike[0, 2]
    assert (alike == alike.T).all()


RARE = 1 + math.log(3 / 2)  # a piece that one text of two has; one that both have weighs 1
TWICE, FOUR = 1 + math.log(2), 1 + math.log(4)  # " ko ", which is looked at as four letters and as five


@pytest.mark.parametrize(
    ("one", "other", "cosine"),
    [
        ("ko", "ko", 1),
        ("ko", "ko mo", 1 / math.hypot(1, RARE)),
        ("ko ra", "ko mo", 1 / (1 + RARE**2)),
        ("ko ko mo", "mo mo ko", (4 + 2 * FOUR) * TWICE / (2 + 3 * TWICE**2 + FOUR**2)),
        ("ko", "mo", 0),
        ("ko", "", 0),
    ],
)
def test_pieces_that_few_texts_have_and_that_are_said_again_weigh_more(one, other, cosine):
    alike = by_letters([in_language(text, "de") for text in (one, other)])
    assert alike[0, 1] == pytest.approx(cosine + LOWER, abs=1e-5)


def test_opposites_in_a_language_never_join():
    texts = [in_language(text, "fr") for text in ("Ouvrir la salle le soir", "Fermer la salle le soir")]
    places = np.array([0, 1])
    assert likeness(texts, np.ones((2, 3), np.float32), places, NOWHERE)[0, 1] == -1


def test_vectors_decide_between_languages_and_in_english():
    vectors = np.array([[1, 0, 0], [1, 0, 0]], np.float32)
    texts = ["More benches", in_language("Plus de bancs", "fr")]
    both = frozenset({"en", "fr"})
    assert likeness(texts, vectors, np.array([0, 1]), NOWHERE, both)[0, 1] > 0.9
    assert likeness(texts, vectors, np.array([0, 1]), NOWHERE)[0, 1] == -1
