"""Agreement that a claim tells of, and what speaks against it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tables_of import table_of
from worldcafe.crossref.agreement import few_places, is_against, names_places, told_agreement
from worldcafe.crossref.scores import Scored
from worldcafe.crossref.verdicts import Evidence, _is_same_words, judge_claims
from worldcafe.crossref.words import learn_lexicon
from worldcafe.language.in_language import in_language
from worldcafe.tables import Segments


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("All were agreed that the ferry is late.", "All were agreed"),
        ("Every table asked for a ferry.", "Every table asked"),
        ("All of the groups present supported a ferry.", "All of the groups present supported"),
        ("There was broad support for a ferry.", "broad support"),
        ("There was agreement on a ferry.", "There was agreement"),
        ("Nobody objected to a ferry.", "Nobody objected"),
        ("A ferry was undisputed.", "undisputed"),
        ("A majority was in favour of a ferry.", "majority was in favour"),
        ("The position of every boat was asked for.", ""),
        ("Every table should have a lamp.", ""),
        ("An agreement with the ferryman is needed.", ""),
        ("Support the ferry.", ""),
        ("All boats are wet.", ""),
        ("Most boats were wet.", ""),
        ("The majority of boats leak.", ""),
    ],
)
def test_agreement_is_told_from_what_is_said_of_all(claim, told):
    assert told_agreement(claim) == told


@pytest.mark.parametrize(
    ("language", "claim", "other"),
    [
        ("de", "Es bestand Einigkeit, dass die Fähre fehlt.", "Alle Boote sind nass."),
        ("fr", "Toutes les tables ont demandé un bac.", "Toutes les barques sont là."),
        ("es", "Hubo acuerdo sobre el puente.", "Todos los barcos son viejos."),
        ("it", "Tutti i tavoli hanno chiesto un ponte.", "Tutte le barche sono vecchie."),
        ("nl", "Er was brede steun voor de brug.", "Alle boten zijn nat."),
        ("pt", "Houve consenso sobre a ponte.", "Todos os barcos são velhos."),
    ],
)
def test_agreement_is_told_in_each_language(language, claim, other):
    assert told_agreement(in_language(claim, language))
    assert told_agreement(in_language(other, language)) == ""


@pytest.mark.parametrize(
    ("note", "claim", "is_so"),
    [
        ("no more fences please", "There was broad support for higher fences.", True),
        ("disagree, the ferry is cheap", "All agreed that the ferry is dear.", True),
        ("we object to the ferry", "All agreed on a ferry.", True),
        ("fences please", "There was broad support for higher fences.", False),
        ("no fences, it is a meadow", "All agreed that fences have no place there.", False),  # of one mind
        ("no public inn in the meadow", "All agreed on a meadow.", False),  # the inn is denied
        ("the group rejects lamps", "All groups demanded a ferry.", False),  # another matter
        ("the ferry is late", "All agreed that the ferry is dear.", False),
        ("", "All agreed.", False),
    ],
)
def test_note_is_against_what_all_are_said_to_want(note, claim, is_so):
    assert is_against(note, claim) is is_so
    assert not is_against(in_language(note, "de"), claim)


@pytest.mark.parametrize(
    ("said", "places", "reason"),
    [
        (1, 5, 'agreement is told of ("all"), but it was said at 1 of 5 places'),
        (2, 6, 'agreement is told of ("all"), but it was said at 2 of 6 places'),
        (2, 5, ""),
        (1, 2, ""),
        (0, 5, ""),
    ],
)
def test_agreement_that_few_places_said_is_counted(said, places, reason):
    notes = pd.DataFrame({"cafe": "", "table": [f"Table {n}" for n in range(places)]})
    assert few_places("all", notes.head(said), notes) == reason


def test_notes_without_a_table_are_no_place():
    notes = pd.DataFrame({"cafe": "", "table": ["Table 1", "", "Table 2"]})
    assert few_places("all", notes.head(1), notes) == ""


@pytest.mark.parametrize(
    ("told", "are"), [("every table asked", True), ("all were agreed", False), ("", False)]
)
def test_tables_are_named_where_all_of_them_are_meant(told, are):
    assert names_places(told) is are


@pytest.mark.parametrize(
    ("claim", "home", "verdict", "note"),
    [
        ("All agreed on more boats.", "", "altered", "n0"),  # one of three tables
        ("All agreed on more boats.", "Table 1", "supported", "n0"),  # the others had no say
        ("All tables wanted more boats.", "Table 1", "altered", "n0"),
        ("All agreed on fences.", "Table 1", "altered", "n1"),  # one is against them
        ("More boats.", "", "supported", "n0"),
    ],
)
def test_claim_of_agreement_is_held_against_places_and_notes_near_it(claim, home, verdict, note):
    texts = ["more boats for all of us", "no fences", "a lamp"]
    rows = [
        {"segment_id": f"n{n}", "clean_text": text, "table": f"Table {n + 1}", "language": "en"}
        for n, text in enumerate(texts)
    ]
    claims = table_of(
        Segments,
        [{"segment_id": "c", "clean_text": claim, "topic": "River", "language": "en"}],
        role="summary",
    )
    links = pd.DataFrame({"claim": [0], "note": [0], "strength": ["support"], "score": [0.5], "shared": [""]})
    pairs = pd.DataFrame({"claim": [0, 0], "note": [0, 1], "score": [0.5, 0.2]})
    homes = pd.DataFrame({"topic": ["River"], "cafe": [""], "home_cafe": [""], "table": [home]})
    scored = Scored(pairs, homes, learn_lexicon(texts), np.ones(1))
    (judged,) = judge_claims(Evidence(claims, table_of(Segments, rows, role="note"), links, scored)).to_dict(
        "records"
    )
    assert (judged["verdict"], judged["closest_id"]) == (verdict, note)


@pytest.mark.parametrize(
    ("note", "claim", "is_same"),
    [
        ("GAC advises, full consensus or nothing.", "GAC advises full consensus or nothing", True),
        ("all agreed on boats", "All agreed on boats!", True),
        ("not all agreed on boats", "all agreed on boats", False),
        ("all agreed on boats", "all agreed on boats and lamps", False),
        ("some agreed on boats", "all agreed on boats", False),
    ],
)
def test_only_a_note_word_for_word_cannot_be_told_otherwise(note, claim, is_same):
    assert _is_same_words(note, claim) is is_same
