"""Wishes of notes that a claim tells as facts."""

from __future__ import annotations

import pandas as pd
import pytest

from worldcafe.crossref import verdicts
from worldcafe.crossref.facts import told_as_fact, told_as_guess
from worldcafe.language.in_language import in_language


@pytest.mark.parametrize(
    ("claim", "fact"),
    [
        ("Soup is now available at night.", "is now available"),
        ("Lamps have been installed.", "have been installed"),
        ("The mill already lends boats.", "already lends"),
        ("Anglers already share a boat.", "already share"),
        ("The bridge is already lit.", "is already"),
        ("The ferry now calls at the mill.", "now calls"),
        ("Soup should be available at night.", ""),
        ("Install lamps.", ""),
        ("Boats should be lent to those who already fish.", ""),
        ("Boats could already be lent.", ""),
        ("Build on what is already there.", ""),
        ("A lamp for the anglers who already fish at night.", ""),
        ("A lamp already at the first bend.", ""),
        ("Now this bridge.", ""),
        ("Now and then a boat.", ""),
    ],
)
def test_claim_that_something_is_there_already_is_told_from_a_wish(claim, fact):
    assert told_as_fact(claim) == fact


@pytest.mark.parametrize(
    ("language", "fact", "wish"),
    [
        ("de", "Die Mühle verleiht bereits Boote.", "Die Mühle sollte bereits Boote verleihen."),
        ("fr", "Le moulin prête déjà des barques.", "Le moulin devrait déjà prêter des barques."),
        ("es", "El molino ya presta barcas.", "El molino debería prestar barcas a los que ya pescan."),
        ("it", "Il mulino presta già barche.", "Il mulino dovrebbe prestare barche."),
        ("nl", "De molen heeft inmiddels boten.", "De molen moet boten hebben."),
        ("pt", "O moinho já empresta barcos.", "O moinho deveria emprestar barcos."),
    ],
)
def test_fact_is_told_from_a_wish_in_each_language(language, fact, wish):
    assert told_as_fact(in_language(fact, language))
    assert told_as_fact(in_language(wish, language)) == ""


@pytest.mark.parametrize(
    ("kinds", "is_told"),
    [
        (["suggestion", "suggestion"], True),
        (["suggestion", "question"], True),
        (["suggestion", "value"], False),
        (["question"], False),
        ([], False),
    ],
)
def test_wish_of_all_notes_is_no_fact(kinds, is_told):
    behind = pd.DataFrame({"kind": pd.Series(kinds, dtype=object)})
    told = 'a wish is told as a fact ("is available")'
    assert verdicts._wish_as_fact("A ramp is available", behind) == (told if is_told else "")
    assert verdicts._wish_as_fact("A ramp is wanted", behind) == ""


@pytest.mark.parametrize(
    ("claim", "notes", "word"),
    [
        ("Wolves might come to the pasture.", ["the wolf came twice"], "might"),
        ("Perhaps wolves come.", ["the wolf came twice", "sheep died"], "perhaps"),
        ("Wolves come to the pasture.", ["the wolf came twice"], ""),
        ("Wolves might come.", ["the wolf came twice", "it may come again"], ""),
    ],
)
def test_claim_that_only_thinks_of_what_its_notes_tell_is_seen(claim, notes, word):
    assert told_as_guess(claim, notes) == word


@pytest.mark.parametrize(("kind", "is_told"), [("problem", True), ("suggestion", False), ("question", False)])
def test_what_notes_propose_or_ask_may_be_told_as_a_guess(kind, is_told):
    behind = pd.DataFrame({"kind": [kind], "clean_text": ["the wolf came twice"], "language": ["en"]})
    told = 'less binding: "might" is only in the claim' if is_told else ""
    assert verdicts._wish_as_fact("A wolf might come", behind) == told
