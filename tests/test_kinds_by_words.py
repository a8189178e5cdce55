"""Kinds of notes in the languages whose grammar is not read: by their own words and forms."""

from __future__ import annotations

import pytest

from kinds_notes import bags, notes
from worldcafe.classify import classify_segments
from worldcafe.classify.by_words import kind_by_words
from worldcafe.language.lists import languages_with
from worldcafe.settings import ClassifySettings

SAID = {
    "de": {
        "suggestion": ("Tempo 30 vor der Schule einführen", "Mehr Licht", "Man sollte das Dach reparieren"),
        "problem": ("Der Saal ist zu klein", "Niemand kennt die Regeln"),
        "question": ("Wer hat den Schlüssel?",),
        "value": ("Die Nachbarn sind sehr freundlich",),
        "observation": ("Der Markt ist am Donnerstag", "Damals wohnten wir in der Stadt"),
    },
    "fr": {
        "suggestion": (
            "Ouvrir la salle le soir",
            "Plus de lumière",
            "Il faudrait un toit",
            "Pourquoi ne pas planter ?",
        ),
        "problem": ("La salle est trop petite", "Personne ne connaît les règles"),
        "question": ("Qui a la clé ?", "Pourquoi est-ce fermé ?"),
        "value": ("Les voisins sont très accueillants",),
        "observation": ("Le marché a lieu le jeudi", "Hier nous étions douze"),
    },
    "es": {
        "suggestion": ("Abrir la sala por la noche", "Más luz", "Habría que arreglar el techo"),
        "problem": ("La sala es demasiado pequeña", "Nadie conoce las reglas"),
        "question": ("¿Quién tiene la llave?", "¿Por qué no hay luz?"),
        "value": ("Los vecinos son muy amables",),
        "observation": ("El mercado es los jueves",),
    },
    "pt": {
        "suggestion": ("Abrir a sala à noite", "Mais luz", "Era bom arranjar o telhado"),
        "problem": ("A sala é demasiado pequena", "Ninguém conhece as regras"),
        "question": ("Quem tem a chave?",),
        "value": ("Os vizinhos são muito simpáticos",),
        "observation": ("O mercado é à quinta-feira",),
    },
    "nl": {
        "suggestion": ("De zaal ook 's avonds openen", "Meer licht", "Het dak zou gerepareerd moeten worden"),
        "problem": ("De zaal is te klein", "Niemand kent de regels"),
        "question": ("Wie heeft de sleutel?",),
        "value": ("De buren zijn erg behulpzaam",),
        "observation": ("De markt is op donderdag",),
    },
    "it": {
        "suggestion": ("Aprire la sala la sera", "Più luce", "La sala va aperta anche la sera"),
        "problem": ("La sala è troppo piccola", "Nessuno conosce le regole"),
        "question": ("Chi ha la chiave?",),
        "value": ("I vicini sono molto gentili",),
        "observation": ("Il mercato è il giovedì",),
    },
}
ROWS = [(code, kind, text) for code, kinds in SAID.items() for kind, texts in kinds.items() for text in texts]


@pytest.mark.parametrize(("language", "kind", "text"), ROWS)
def test_kind_is_what_the_words_say(language, kind, text):
    assert kind_by_words(text, "", language).kind == kind


@pytest.mark.parametrize(
    ("language", "text", "rule"),
    [
        ("es", "Marcar el camino", "begin"),
        ("pt", "Marcar as reuniões", "begin"),
        ("fr", "Fermer la rue", "begin"),
        ("it", "Mareggiare un poco", "begin"),
        ("es", "Lugar de paso", "thing"),  # such a word is no infinitive, and what begins with it may be
        ("pt", "Mar à vista", "thing"),
        ("fr", "Fer et bois", "thing"),
        ("it", "Mare e monti", "thing"),
    ],
)
def test_infinitive_may_begin_as_a_noun_does_that_ends_like_one(language, text, rule):
    assert kind_by_words(text, "", language).rule == rule


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("de", "Solarzellen aufs Dach", "suggestion"),
        ("nl", "Koppel nieuwelingen aan iemand", "suggestion"),
        ("pt", "Fontes de água no campo", "suggestion"),
        ("de", "Solarzellen sind auf dem Dach", "observation"),  # it has a verb
        ("de", "Auf dem Dach Solarzellen", "observation"),  # it begins with grammar
        ("fr", "L'heure du conte", "observation"),
        ("fr", "J'y viens depuis longtemps", "problem"),
        ("de", "Solarzellen", "observation"),  # one word is too little
        ("de", "Müll auf dem Dach", "problem"),
        ("nl", "Het dak op zondag openstellen", "suggestion"),  # an article is no verb
        (
            "fr",
            "Un toit où l'on marche sans crainte",
            "suggestion",
        ),  # nor is the verb of a part of it the note's
        ("es", "Un tejado que no gotea", "suggestion"),
        ("fr", "Un bruit insupportable sur le toit", "problem"),
        ("fr", "Pourquoi pas un toit plat", "suggestion"),  # its mark is missing
        ("fr", "Pas de toit depuis mai", "problem"),
    ],
)
def test_what_begins_with_its_thing_and_has_no_verb_proposes_it(language, text, kind):
    assert kind_by_words(text, "", language).kind == kind


def test_every_language_with_kinds_has_rows_here():
    assert {*SAID} == languages_with("kinds")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Was würde helfen?", "suggestion"),
        ("Was stört euch?", "problem"),
        ("Was gefällt euch?", "value"),
        ("", "suggestion"),  # for it names a thing
    ],
)
def test_a_bare_answer_is_what_its_question_asks_for(question, kind):
    assert kind_by_words("Bänke am Fluss", question, "de").kind == kind


def test_what_a_note_says_wins_over_its_question():
    assert kind_by_words("Die Bänke sind kaputt", "Was gefällt euch?", "de").kind == "problem"


def test_an_infinitive_that_is_a_subject_proposes_nothing():
    assert kind_by_words("Comer en el comedor es caro", "", "es").kind == "problem"


@pytest.mark.parametrize(
    ("text", "question", "rule", "words", "score"),
    [
        ("Wer hat den Schlüssel?", "", "question mark", "?", 1.0),
        ("Warum nicht Bänke?", "", "proposing", "Warum nicht", 0.9),
        ("Mehr Licht", "", "begin", "Mehr", 0.9),
        ("Man sollte das Dach reparieren", "", "suggestion", "sollte", 0.9),
        ("Bänke am Fluss aufstellen", "", "end", "aufstellen", 0.9),
        ("Bänke am Fluss", "Was würde helfen?", "answer", "Was würde helfen?", 0.7),
        ("Lampen am Weg", "", "thing", "Lampen", 0.7),
        ("Der Saal ist zu klein", "", "problem", "zu klein", 0.8),
        ("Die Nachbarn sind sehr freundlich", "", "value", "freundlich", 0.8),
        ("Der Markt ist am Donnerstag", "Was gefällt euch?", "answer", "Was gefällt euch?", 0.5),
        ("Der Markt ist am Donnerstag", "", "nothing", "", 0.5),
    ],
)
def test_the_rule_is_told_with_the_words_that_it_saw_and_how_sure_it_is(text, question, rule, words, score):
    said = kind_by_words(text, question, "de")
    assert (said.rule, said.words, said.score) == (rule, words, score)


def test_notes_in_such_a_language_have_their_kind_without_grammar():
    german = {"language": "de", "question": "Was tun; und wie?"}
    segments = notes({"text": "Der Saal ist zu klein", **german}, {"text": "Bänke am Fluss", **german})
    kinds = classify_segments(segments, ClassifySettings(), bags(segments))
    assert kinds["kind"].tolist() == ["problem", "suggestion"]
    assert kinds["rule"].tolist() == ["problem", "answer"]
    assert kinds["evidence"].tolist() == ["zu klein", "Was tun, und wie?"]
