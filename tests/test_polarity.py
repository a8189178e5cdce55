"""Which words of a text are denied, and whether two texts turn each other."""

from __future__ import annotations

import pytest

from worldcafe.crossref.changes import changed_meaning
from worldcafe.crossref.polarity import _clauses_of, denied_stems, denies_twice, first_denied, turned_share
from worldcafe.crossref.turns import turned_meaning
from worldcafe.crossref.words import learn_lexicon
from worldcafe.language.in_language import in_language


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Neighbours do not use the shed", {"use", "shed"}),
        ("Nobody waters the beds, children pick beans", {"water", "bed"}),
        ("The shed isn't locked because thieves never come", {"lock", "come"}),
        ("No longer a garden", {"garden"}),
        ("Neighbours use the shed", set()),
        ("It is not only a shed", set()),
        ("Nothing but weeds", set()),
        ("Not without a key", set()),
        ("A key rather than a lock", {"lock"}),
    ],
)
def test_negation_reaches_to_the_end_of_its_clause(text, denied):
    assert {stem for stem, is_denied in denied_stems(text).items() if is_denied} == denied


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("Le chat ne dort pas", {"chat": False, "dorm": True}),
        ("Le chat ne dort que le soir", {"chat": False, "dorm": False, "soir": False}),
        ("Le chat dort", {"chat": False, "dorm": False}),
    ],
)
def test_what_stands_between_both_halves_of_a_negation_is_denied(text, stems):
    assert denied_stems(in_language(text, "fr")) == stems


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Neighbours do not use the shed", {"use"}),
        ("Nobody waters the beds, nor does rain reach them", {"water", "rain"}),
        ("No one waters the beds", {"water"}),
        ("Neighbours use the shed", set()),
        ("It is not only a shed", set()),
    ],
)
def test_what_is_denied_stands_first_behind_its_negation(text, first):
    assert first_denied(text) == first


@pytest.mark.parametrize(
    ("one", "other", "turned"),
    [
        ("A bench should stand beside the mill", "A bench should not stand beside the mill", True),
        ("Everybody locks the shed", "Nobody locks the shed", True),
        ("Lock the shed", "Lock the shed, not the gate", False),
        ("Never lock the shed", "The shed should not be locked", False),
        ("Lock the shed", "Paint the gate", False),
    ],
)
def test_texts_turn_each_other_when_one_denies_what_both_speak_of(one, other, turned):
    assert (turned_share(one, other, learn_lexicon([one, other])) >= 0.35) == turned


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Ask the mayor rather than the press.", "Ask the mayor rather than the press", ""),
        ("Ask the mayor rather than the press", "Ask the press about the mayor", '"the press"'),
    ],
)
def test_what_both_exclude_divides_nobody(one, other, told):
    assert told in turned_meaning(one, other, learn_lexicon([one, other])).reason
    assert bool(told) == bool(turned_meaning(one, other, learn_lexicon([one, other])).reason)


@pytest.mark.parametrize(
    ("note", "claim", "is_twice"),
    [
        ("A mentor for whoever opens a shop", "No shop should open without a mentor", True),
        ("The ferry takes our dogs", "The ferry takes no dogs except ours", True),
        ("Dogs may not run", "No dog may run where nobody looks after it, not even ours", True),
        ("Shops open with a mentor", "Shops should open without a mentor", False),
        ("No shop without a mentor", "No shop should open without a mentor", False),
        ("Shops open before nine", "Shops do not open before nine", False),  # the note says how far, too
        ("Shops open before nine", "Shops open except at nine", False),
    ],
)
def test_claim_may_deny_twice_what_its_note_says(note, claim, is_twice):
    assert denies_twice(note, claim) is is_twice


def test_where_two_negations_deny_once_a_clause_counts_once():
    spanish = (in_language("El puente abre siempre", "es"), in_language("No abre nunca nadie", "es"))
    assert not denies_twice(*spanish)
    assert denies_twice(spanish[0], in_language("No abre el puente, nadie lo cierra", "es"))


@pytest.mark.parametrize(
    ("note", "claim"),
    [
        ("a mentor for each new shop at the bridge", "No new shop at the bridge without a mentor."),
        (
            "each new shop at the bridge gets a mentor",
            "No new shop at the bridge may lack a mentor.",
        ),
    ],
)
def test_what_is_denied_twice_is_not_turned(note, claim):
    lexicon = learn_lexicon([note, claim])
    assert turned_meaning(note, claim, lexicon).reason == ""
    assert changed_meaning(note, claim, lexicon) == ""


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("use lamps but not boats", ["use lamps", "not boats"]),
        ("use lamps rather than boats", ["use lamps rather than boats"]),  # one phrase
        ("no lamps because boats leak", ["no lamps", "boats leak"]),
        ("more than boats, lamps", ["more", "boats", "lamps"]),
    ],
)
def test_negation_ends_where_another_clause_begins_but_not_within_a_phrase(text, clauses):
    assert [" ".join(token.text for token in clause) for clause in _clauses_of(text)] == clauses
