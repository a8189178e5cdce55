"""Kinds: what the wording says, what the surroundings say, and that every label can be explained."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinds_notes import bags, notes
from worldcafe.classify import classify_segments
from worldcafe.classify.model import load_model
from worldcafe.embed import embed_segments
from worldcafe.errors import InputError
from worldcafe.settings import ClassifySettings, EmbedSettings

SUGGESTIONS = [
    "Create a shared calendar for the allotments",
    "Exchange seeds among the gardens",
    "The library should stay open on Sundays",
    "We need a ramp at the back door.",
    "A printed map would be useful.",
    "Why not ask the school to join?",
    "Could the council lend us a van?",
    "Let's meet every month",
    "There should be a quiet room.",
    "Caretaker to publish the opening hours",
    "More benches along the river",
    "I would like to see a second bus in the evening.",
    "Perhaps invite the neighbours to the tasting",
    "Don't lock the gate before nine.",
    "SOLUTION: a rota for the kitchen",
]
PROBLEMS = [
    "The pool lacks changing rooms for families.",
    "It is difficult to reach the clinic without a car.",
    "Nobody knows who holds the keys.",
    "We cannot book the hall in winter.",
    "Not enough volunteers for the night shift",
    "PROBLEM: the bins smell in summer",
]
QUESTIONS = [
    "Who decides about the budget of the park?",
    "How to reach people who work nights",
    "Somebody wondered whether the mill is still for sale.",
    "What are the rules for stalls.",
]
VALUES = [
    "The choir gives us a reason to meet.",
    "The repair evenings were a great success.",
    "Sharing a workshop helps small bakeries.",
    "If you know your neighbours, you can solve a quarrel early.",
]
OBSERVATIONS = [
    "The orchard has forty trees.",
    "Most members live on the north side.",
    "The market takes place on Saturdays.",
    "The needle of the scale points north.",
    "Shoulder season begins in May.",
]
WORDINGS = [
    *((text, "suggestion") for text in SUGGESTIONS),
    *((text, "problem") for text in PROBLEMS),
    *((text, "question") for text in QUESTIONS),
    *((text, "value") for text in VALUES),
    *((text, "observation") for text in OBSERVATIONS),
]


def kinds_of(*rows, **given):
    segments = notes(*rows)
    return classify_segments(
        segments, ClassifySettings(**given), embed_segments(segments, EmbedSettings(cache="off"))
    )


@pytest.mark.parametrize(("text", "kind"), WORDINGS)
def test_wording_alone_gives_the_kind(text, kind):
    assert kinds_of(text)["kind"].tolist() == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Support staff are tired.",
        "Change is in the air.",
        "Exchange of letters was common then.",
        "They must have closed at noon.",
        "You do not have to register.",
        "The plan of the building is on the wall.",
    ],
)
def test_words_that_look_like_a_proposal_are_not_one(text):
    assert kinds_of(text)["kind"].tolist() != ["suggestion"]


@pytest.mark.parametrize(
    ("question", "text", "kind"),
    [
        ("What can we do to welcome newcomers?", "Tandem partners", "suggestion"),
        ("What is the value of the garden?", "Tandem partners", "value"),
        ("What are the barriers?", "The fences", "problem"),
        ("", "Tandem partners", "observation"),
        ("What is the value of the garden?", "Meeting neighbours", "value"),
        ("What is the value of the garden?", "The gate should be wider.", "suggestion"),
        ("What can we do to welcome newcomers?", "The pool lacks changing rooms.", "problem"),
        ("What are the barriers?", "Create a shared calendar for all", "suggestion"),
        ("How did the garden begin?", "Tandem partners", "suggestion"),
    ][:-1],
)
def test_bare_answer_means_what_its_question_makes_of_it(question, text, kind):
    assert kinds_of({"text": text, "question": question})["kind"].tolist() == [kind]


@pytest.mark.parametrize(
    ("question", "text", "kind"),
    [
        ("What is the value of the mill?", "I moved here in spring", "observation"),
        ("What is the value of the mill?", "Grind smaller sacks instead of the large ones", "suggestion"),
        ("What is the value of the mill?", "Hardly anybody visits it in winter", "problem"),
        ("What are the challenges in keeping bees?", "The extractor stands behind the mill", "observation"),
        ("What can we do for the mill?", "Introduction", "observation"),
        ("What can we do for the mill?", "Who owns the mill?", "question"),
    ],
)
def test_what_is_said_keeps_its_kind_whatever_the_question(question, text, kind):
    assert kinds_of({"text": text, "question": question})["kind"].tolist() == [kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Joint evenings with the fire brigade", "suggestion"),
        ("A leaflet on the birds of the lake", "suggestion"),
        ("hoist broken since jan, reported 3 times", "problem"),
        ("Parking!!", "problem"),
        ("You can get to the mill on foot", "observation"),
    ],
)
def test_terse_notes_and_modals_are_read_for_their_sense(text, kind):
    assert kinds_of(text)["kind"].tolist() == [kind]


def test_a_note_never_takes_its_kind_from_those_around_it():
    around = ["Create a shared calendar", "Invite the school", "Open the mill at nine", "Lend out the tools"]
    alone, among = kinds_of("The orchard has forty trees."), kinds_of(*around, "The orchard has forty trees.")
    assert among.iloc[-1][["kind", "kind_score"]].tolist() == alone.iloc[0][["kind", "kind_score"]].tolist()


def test_question_above_a_nested_note_governs_it():
    parent = {"text": "What should we do about the bins?", "segment_id": "q"}
    assert kinds_of(parent, {"text": "Wooden lids", "parent_id": "q"})["kind"].iloc[1] == "suggestion"


def test_vectors_of_an_encoder_that_was_not_learned_from_say_nothing():
    segments = notes("Create a shared calendar for the gardens.")
    table = classify_segments(segments, ClassifySettings(), bags(segments))
    assert table["kind"].tolist() == ["suggestion"]
    assert "sense" not in table["rule"].iloc[0]


def test_without_vectors_words_and_grammar_decide_as_with_vectors_that_say_nothing():
    segments = notes("Create a shared calendar for the gardens.", "Why is the mill shut?", "It rained.")
    alone = classify_segments(segments, ClassifySettings())
    assert alone.equals(classify_segments(segments, ClassifySettings(), bags(segments)))


def test_one_of_two_encoders_is_read_by_its_own_half():
    model = load_model()
    both = np.zeros((1, 640), np.float32)
    both[0, 0], both[0, 384] = 0.6, 0.8
    left, right = both[:, :384] * np.sqrt(2), both[:, 384:] * np.sqrt(2)
    apart = model.read_sense(left, "minilm") + model.read_sense(right, "wordllama")
    assert np.allclose(model.read_sense(both, "minilm+wordllama"), apart)


@pytest.mark.parametrize(("text", "kind"), WORDINGS[:30:3])
def test_every_label_names_its_rules_and_their_words(text, kind):
    row = kinds_of(text).iloc[0]
    rules, words = row["rule"].split("; "), row["evidence"].split("; ")
    assert len(rules) == len(words)
    assert all(rules)
    assert words[0].lower() in text.lower()


def test_score_falls_with_temperature_and_the_kind_stays():
    sure, unsure = kinds_of("We need a ramp."), kinds_of("We need a ramp.", temperature=3.0)
    assert sure["kind"].tolist() == unsure["kind"].tolist()
    assert sure["kind_score"].iloc[0] > unsure["kind_score"].iloc[0]


def test_only_notes_and_claims_get_a_kind():
    table = kinds_of(
        {"text": "Round 1", "role": "heading"}, "We need a ramp.", {"text": "x y", "role": "meta"}
    )
    assert table["segment_id"].tolist() == ["n001"]


def test_rules_of_the_user_add_to_those_that_ship(tmp_path):
    extra = tmp_path / "mine.toml"
    extra.write_text("[[cue]]\nname = 'wish_list'\nweights = { suggestion = 5.0 }\npattern = 'moonshot'\n")
    row = kinds_of("The orchard is a moonshot.", rules=str(extra)).iloc[0]
    assert (row["kind"], row["rule"].split("; ")[0]) == ("suggestion", "wish_list")


@pytest.mark.parametrize(
    "text",
    [
        "[[cue]]\nname = 'a'\nweights = { hope = 1.0 }\npattern = 'b'\n",
        "[[cue]]\nname = 'a'\n",
        "[[cue",
        "[[cue]]\nname='a'\nweights={}\npattern='('\n",
    ],
)
def test_rules_that_cannot_be_used_are_refused_by_name(tmp_path, text):
    extra = tmp_path / "mine.toml"
    extra.write_text(text)
    with pytest.raises(InputError):
        kinds_of("We need a ramp.", rules=str(extra))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gets_a_kind_and_a_probability(text):
    row = kinds_of({"text": text, "question": text}).iloc[0]
    assert 0.2 <= row["kind_score"] <= 1
