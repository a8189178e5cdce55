"""The language of notes, and findings that are withheld where it is not one that they are made for."""

import pandas as pd
import pytest

from kinds_notes import notes
from tables_of import table_of
from worldcafe.crossref.withheld import keep_told, withhold_verdicts
from worldcafe.language.spoken import (
    is_left_open,
    languages_of,
    say_apart,
    say_untold,
    with_languages,
    withhold_kinds,
)
from worldcafe.report.findings.withheld import answer
from worldcafe.report.model import Part
from worldcafe.tables import Claims, Kinds

SAID = {
    "fr": ["Il faut plus de bancs dans le parc", "Les enfants ne savent pas où jouer avec nous"],
    "de": ["Wir brauchen einen neuen Raum für die Kinder", "Die Straße ist nachts nicht sicher"],
    "es": ["Los niños no tienen dónde jugar cuando llueve", "Falta luz en las calles del barrio"],
    "it": ["Più panchine nel parco della scuola", "Manca la luce nelle strade che vanno al mare"],
    "nl": ["Er is te weinig licht op straat", "De bibliotheek moet ook op zondag open zijn"],
    "pt": ["Mais bancos no parque, não só para os velhos", "Falta luz nas ruas e nós não vemos nada"],
    "pl": ["Na ulicy jest za mało światła i nie widać nic", "Chcemy więcej ławek dla starszych w parku"],
    "en": ["There is too little light in the streets", "The library should be open on Sundays"],
}


def languages(*rows):
    return with_languages(notes(*rows))["language"].tolist()


@pytest.mark.parametrize("language", SAID)
def test_notes_are_in_their_language_and_short_ones_in_that_of_their_table(language):
    assert languages(*SAID[language], "Budget") == [language] * 3


def test_what_shows_no_language_has_none():
    assert languages("Budget", "12 x 4") == ["", ""]


@pytest.mark.parametrize(
    "text",
    [
        "Stop. Tea.",
        "Different countries",
        "The chef said c'est la vie, and we agreed",
        "Tue Jul 04 16:26",
        "UNE, DES",
    ],
)
def test_english_notes_with_words_of_others_stay_english(text):
    assert languages(*SAID["en"], text)[-1] == "en"


def test_a_cafe_in_two_languages_has_each_note_in_its_own():
    assert languages(*SAID["en"], *SAID["de"], *SAID["fr"]) == ["en"] * 2 + ["de"] * 2 + ["fr"] * 2


def test_kinds_are_withheld_but_for_questions_and_those_of_english_stay():
    table = with_languages(notes(*SAID["en"], *SAID["pl"], "Dlaczego na ulicy jest tak ciemno?"))
    given = [(name, "suggestion", 0.8, "modal", "should") for name in table["segment_id"]]
    kinds = table_of(Kinds, given)
    found = withhold_kinds(kinds, table)
    assert found["kind"].tolist() == ["suggestion", "suggestion", "", "", "question"]
    assert found["rule"].tolist()[:2] == ["modal", "modal"]


def judged(claims):
    rows = [
        (name, "", text, "unsupported", 0, 0, "", False, "", "", "No note was found that says this.")
        for name, text in zip(claims["segment_id"], claims["clean_text"], strict=True)
    ]
    return table_of(Claims, rows)


@pytest.mark.parametrize(
    ("claim", "said", "linked", "verdict"),
    [
        ("pl", "pl", [], "withheld"),
        ("pl", "pl", ["support"], "withheld"),
        ("pl", "pl", ["same"], "unsupported"),
        ("en", "pl", [], "withheld"),
        ("en", "fr", [], "withheld"),
        ("fr", "en", [], "withheld"),
        ("fr", "fr", [], "unsupported"),
        ("en", "en", [], "unsupported"),
    ],
)
def test_verdicts_are_withheld_where_either_side_cannot_be_read(claim, said, linked, verdict):
    claims, spoken = (with_languages(notes(*SAID[language])) for language in (claim, said))
    links = pd.DataFrame({"claim": [0] * len(linked), "note": 0, "strength": linked})
    found = withhold_verdicts(judged(claims), links, claims, spoken)
    assert found["verdict"].iloc[0] == verdict


@pytest.mark.parametrize(
    ("spoken", "known", "verdict", "said"),
    [
        (["en"] * 10 + ["fr"], (), "unsupported", "No note"),
        (["en"] * 9 + ["fr"], (), "withheld", "one note"),
        (["en"] * 18 + ["fr", "de"], (), "withheld", "2 notes"),
        (["en"] * 18 + ["fr", "fr"], ("en", "fr"), "unsupported", "No note"),  # they were compared
        (["en"] * 18 + ["fr", "fr"], ("de", "fr"), "withheld", "2 notes"),  # not with it
        (["en"] * 9 + [""], (), "unsupported", "No note"),  # it may be in any language
    ],
)
def test_claim_is_unsupported_only_where_hardly_a_note_could_not_be_held_against_it(
    spoken, known, verdict, said
):
    claims = with_languages(notes(*SAID["en"]))
    links = pd.DataFrame({"claim": [], "note": [], "strength": []})
    others = pd.DataFrame({"language": spoken})
    found = withhold_verdicts(judged(claims), links, claims, others, frozenset(known)).iloc[0]
    assert found["verdict"] == verdict
    assert said.casefold() in found["reason"].casefold()


def test_one_note_in_ten_leaves_findings_open_and_one_in_eleven_does_not():
    assert is_left_open(pd.Series(["en"] * 9 + ["pl"]))
    assert not is_left_open(pd.Series(["en"] * 10 + ["pl"]))
    assert say_untold(pd.Series(["en"] * 6 + ["pl"] * 84)) == "84 of 90 notes are in Polish"
    assert say_untold(pd.Series(["en", ""] * 6)) == ""


def test_none_is_never_stated_where_it_cannot_be_told():
    none = [Part("The notes make no suggestion.")]
    told = answer(
        none, "Suggestions are not told in every language", "84 of 90 notes are in Polish", found=False
    )
    assert [part.text for part in told] == [
        "Suggestions are not told in every language; 84 of 90 notes are in Polish."
    ]
    assert answer(none, "Suggestions are not told in every language", "", found=False) == none


@pytest.mark.parametrize(
    ("claim", "note", "strength", "kept"),
    [
        ("fr", "fr", "support", True),
        ("fr", "", "support", True),
        ("fr", "en", "support", False),
        ("fr", "en", "same", True),
        ("pl", "pl", "support", False),
        ("en", "en", "support", True),
    ],
)
def test_links_in_other_words_are_within_a_language_that_is_told(claim, note, strength, kept):
    links = pd.DataFrame({"claim": [0], "note": [0], "strength": [strength], "score": [1.0]})
    claims, spoken = (pd.DataFrame({"language": [language]}) for language in (claim, note))
    assert len(keep_told(links, claims, spoken)) == kept


@pytest.mark.parametrize(
    ("languages", "named"),
    [
        (["fr"] * 5 + ["de"] * 5, "German and French"),
        (["en"] * 8 + ["es", "pt"], "English, Spanish and Portuguese"),
        (["en"] * 19 + ["fr"], ""),  # one note in twenty
        (["en"] * 5 + [""] * 5, ""),
        ([], ""),
    ],
)
def test_notes_in_several_languages_are_told_not_to_be_joined(languages, named):
    told = say_apart(pd.Series(languages, dtype=str))
    assert told.startswith(f"The notes are in {named}; ") if named else told == ""
    assert not named or told.endswith("is not joined with what is said in another.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# Table 1\n\nPanel:\n- Ada Lind\n- Bo Marsh\n", ()),  # "bo" is a word of Polish
        ("The bins smell when it is hot, and nobody can say who has the key", ("en",)),
    ],
)
def test_few_words_show_no_language(text, told):
    assert languages_of([text]) == told
