"""What of a note speaks for its kind, and which kind comes of it: lengths, labels, questions, odds."""

from __future__ import annotations

import numpy as np
import pytest

from tagged import tokens_of
from worldcafe.classify.clues import find_clues, wordings
from worldcafe.classify.context import Surroundings, read_surroundings
from worldcafe.classify.lexicon import Firing, Rules, load_lexicon
from worldcafe.classify.model import Model, load_model
from worldcafe.classify.stage import _decide, _Scales


class Doc:
    """A text that is one sentence, cut by hand."""

    def __init__(self, written):
        self.sents = [tokens_of(written)]


def around(body, **given):
    return Surroundings(
        **{"asked": "", "label": "", "label_words": "", "question": "", "body": body, **given}
    )


LEXICON = Rules({}, (), (), load_lexicon().words)


def clues(written, body, *, is_claim=False, **given):
    found = find_clues(Doc(written), around(body, **given), is_claim, LEXICON)
    return {clue.rule: clue.words for clue in found if not clue.rule.startswith("wording: ")}


@pytest.mark.parametrize(
    ("n_words", "shapes"),
    [
        (2, ["up_to_2_words", "up_to_4_words", "up_to_8_words", "up_to_20_words"]),
        (3, ["up_to_4_words", "up_to_8_words", "up_to_20_words"]),
        (8, ["up_to_8_words", "up_to_20_words"]),
        (20, ["up_to_20_words"]),
        (21, []),
    ],
)
def test_length_is_told_in_steps(n_words, shapes):
    body = " ".join(["pear"] * n_words)
    assert list(clues("pears/NNS are/VBP ripe/JJ", body)) == shapes


def test_bare_note_is_read_with_its_question_and_its_label():
    asked = {"asked": "suggestion", "question": "What could we do?", "label": "value", "label_words": "PRO"}
    found = clues("Buddy/NN system/NN", "Buddy system", **asked)
    assert (found["bare_answer_suggestion"], found["label_value"]) == ("What could we do?", "PRO")
    assert "no_finite_verb" in found
    found = clues("buddies/NNS are/VBP:AUX nice/JJ", "buddies are nice", **asked)
    assert "bare_answer_suggestion" not in found
    assert "label_value" in found
    assert "no_finite_verb" not in found
    assert "bare_answer_suggestion" not in clues("Buddies/NNS ?/.", "Buddies?", **asked)


def test_question_mark_and_claim_are_clues():
    assert "question_mark" in clues("late/JJ ?/.", "late? ")
    assert "question_mark" not in clues("late/JJ", "late? no")
    assert "claim" in clues("pears/NNS", "pears", is_claim=True)
    assert "claim" not in clues("pears/NNS", "pears")


def test_each_clue_is_told_once_with_the_first_words_that_show_it():
    found = find_clues(Doc("we/PRP should/MD go/VB"), around("go go"), is_claim=False, lexicon=LEXICON)
    assert [clue for clue in found if clue.rule == "obligation"] == [Firing("obligation", "should go")]
    assert [clue.rule for clue in found if clue.rule.startswith("wording: ")] == [
        *("wording: go", "wording: < go", "wording: go go", "wording: go >")
    ]


def test_wordings_are_words_and_pairs_with_both_ends():
    assert wordings("Mend’s 3 roofs!") == [
        *("mend", "'s", "3", "roofs", "!", "< mend", "mend 's", "'s 3", "3 roofs", "roofs !", "! >")
    ]
    assert wordings(" ".join(f"w{'x' * n}" for n in range(70)))[59:61] == [f"w{'x' * 59}", "< w"]


def record(**given):
    return {
        "segment_id": "n1",
        "role": "note",
        "parent_id": "",
        "question": "",
        "text": "",
        "clean_text": "",
        **given,
    }


def surrounded(*records):
    import pandas as pd

    return read_surroundings(pd.DataFrame(list(records)), load_lexicon())


@pytest.mark.parametrize(
    ("text", "label", "words", "body"),
    [
        ("PROBLEM: the roof leaks", "problem", "PROBLEM", "the roof leaks"),
        ("Idea – the roof", "suggestion", "Idea", "the roof"),
        ("the roof leaks (problem)", "problem", "problem", "the roof leaks (problem)"),
        ("the roof leaks = problem", "problem", "problem", "the roof leaks = problem"),
        ("Roof: it leaks", "", "", "Roof: it leaks"),
        ("a problem of roofs", "", "", "a problem of roofs"),
    ],
)
def test_label_at_either_end_names_the_kind(text, label, words, body):
    found = surrounded(record(clean_text=text))["n1"]
    assert (found.label, found.label_words, found.body) == (label, words, body)


@pytest.mark.parametrize(
    ("parent", "question"),
    [
        ({"role": "prompt", "text": "Tell us what to do"}, "Tell us what to do"),
        ({"role": "note", "text": "What is to be done? "}, "What is to be done? "),
        ({"role": "note", "text": "All is done"}, "its own"),
    ],
)
def test_parent_that_asks_is_the_question_of_a_note(parent, question):
    found = surrounded(record(segment_id="p", **parent), record(parent_id="p", question="its own", text="x"))
    assert found["n1"].question == question
    assert found["n1"].body == "x"


def test_claims_have_surroundings_and_headings_have_none():
    found = surrounded(record(role="summary"), record(segment_id="h", role="heading"))
    assert list(found) == ["n1"]


MODEL = Model(
    np.array([0.5, 0.0, 0.0, 0.0, 0.0]), {"rain": np.array([0.0, 2.0, 0.0, 0.0, 0.0])}, np.zeros((640, 5))
)


def decided(*found, sense=(0, 0, 0, 0, 0), temperature=1.0, weights=None):
    lexicon = Rules(weights or {}, (), (), {})
    return _decide(found, np.array(sense, float), _Scales(MODEL, lexicon, temperature))


def test_kind_is_where_most_of_the_odds_are_with_its_probability():
    kind, score, rules, words = decided(Firing("rain", "it; rains"))
    assert (kind, rules, words) == ("problem", "rain", "it, rains")
    assert score == pytest.approx(np.exp(2) / (np.exp(2) + np.exp(0.5) + 3), abs=1e-4)
    assert decided()[:3] == ("suggestion", pytest.approx(np.exp(0.5) / (np.exp(0.5) + 4), abs=1e-4), "sense")


def test_temperature_flattens_and_written_weights_take_the_place_of_learned_ones():
    assert decided(Firing("rain", ""), temperature=2.0)[1] == pytest.approx(
        np.e / (np.e + np.exp(0.25) + 3), abs=1e-4
    )
    assert decided(Firing("rain", ""), weights={"rain": {"value": 3.0}})[0] == "value"


def test_what_spoke_most_is_named_first_and_what_hardly_spoke_not_at_all():
    weights = {
        f"r{n}": {"value": weight} for n, weight in enumerate([1.0, 2.0, 0.3, 1.5, 1.2, 1.1, 1.4, 1.3])
    }
    found = [Firing(rule, rule.upper()) for rule in weights]
    _, _, rules, words = decided(*found, weights=weights)
    assert rules == "r1; r3; r6; r7; r4; r5"
    assert words == "R1; R3; R6; R7; R4; R5"
    # .375 of 5 kinds leaves .3 above the mean, .37 less than that
    assert decided(Firing("r", ""), weights={"r": {"suggestion": 0.375}})[2] == "r"
    assert decided(Firing("r", ""), weights={"r": {"suggestion": 0.37}})[2] == "sense"


def test_vectors_speak_by_the_half_of_their_encoder():
    sense = np.zeros((640, 5))
    sense[:384, 0], sense[384:, 1] = 1.0, 1.0
    model = Model(np.zeros(5), {}, sense)
    assert model.read_sense(np.ones((1, 640)), "minilm+wordllama").tolist() == [[384.0, 256.0, 0, 0, 0]]
    assert model.read_sense(np.ones((1, 256)), "wordllama")[0] == pytest.approx([0, 256 * 0.5**0.5, 0, 0, 0])
    assert model.read_sense(np.ones((2, 9)), "another").tolist() == [[0.0] * 5] * 2


def test_only_clues_that_something_was_learned_of_are_weighed():
    assert list(MODEL.read_clues([Firing("rain", ""), Firing("snow", "")])) == ["rain"]


def test_model_that_ships_has_a_number_for_each_kind():
    model = load_model()
    assert model.bias.shape == (5,)
    assert model.sense.shape == (640, 5)
    assert {odds.shape for odds in model.clues.values()} == {(5,)}


RULES = """
[weights]
lamp = {{ value = 2.0 }}
[[cue]]
name = "dark"
pattern = "dark|gloom"
weights = {{ {kind} = 1.5 }}
[[asks]]
kind = "value"
pattern = "shine"
[words]
opener = "hark"
"""


def test_rules_of_a_user_lie_over_those_that_ship(tmp_path):
    path = tmp_path / "rules.toml"
    path.write_text(RULES.format(kind="problem"), encoding="utf-8")
    lexicon = load_lexicon(str(path))
    assert lexicon.weights["lamp"] == {"value": 2.0}
    assert lexicon.weights["dark"] == {"problem": 1.5}
    assert lexicon.cued("The GLOOM is dark")[-1] == Firing("dark", "GLOOM")
    assert lexicon.asked("rise and shine") == "value"
    assert {"hark", "please"} <= lexicon.words["opener"]
    assert lexicon.asked("nothing of the kind") == ""
