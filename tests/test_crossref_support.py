"""crossref: whether any note says a claim, by its best note and by what the nearest hold of its words."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from test_crossref import NOTES, build, run, verdict
from worldcafe.crossref import crossref_claims
from worldcafe.crossref import links as linking
from worldcafe.crossref.links import link_pairs
from worldcafe.crossref.pointers import find_pointer, only_leads
from worldcafe.crossref.scores import Scored, score_pairs, support_weights
from worldcafe.crossref.similarity import ENOUGH_SAID, Side
from worldcafe.crossref.support import look_at_support, weigh_support
from worldcafe.crossref.words import learn_lexicon
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Embeddings, Segments


@pytest.mark.parametrize(
    ("support", "scores", "linked"),
    [
        (0.9, [0.5, 0.4, 0.1], [0, 1]),  # as many as the root of one claim times three notes
        (0.9, [0.2, 0.2, 0.2], [0, 1]),  # of notes as likely the first
        (0.9, [0.04, 0.03, 0.02], [0]),  # the best note alone needs less
        (0.3, [0.5, 0.4, 0.1], [0, 1]),  # only near
        (0.2, [0.5, 0.4, 0.1], []),  # not even that
    ],
)
def test_best_note_of_a_claim_is_linked_when_any_note_says_it(support, scores, linked):
    pairs = pd.DataFrame({"claim": 0, "note": [0, 1, 2], "score": scores, "at_home": True, "in_theme": False})
    notes = ["Otters swim", "Herons wait", "Frogs sing"]
    scored = Scored(pairs, pd.DataFrame(), learn_lexicon(notes), np.array([support]))
    found = link_pairs(scored, ["Lend ladders"], notes, CrossrefSettings())
    assert found["note"].to_list() == linked


@pytest.mark.parametrize(
    ("nearest", "held"),
    [
        ([0, 1, 2, 3], ["otter", "heron"]),  # the first three together
        ([0, 3, 4, 1], ["otter"]),  # the fourth does not count
        ([4, 3, 5, 0], []),
    ],
)
def test_words_of_a_claim_are_looked_for_in_its_three_nearest_notes(nearest, held):
    notes = ["Otters swim", "Herons wait", "Otters wait", "Frogs sing", "Newts sleep", "Toads croak"]
    lexicon = learn_lexicon(notes, ["Otters and herons"])
    pairs = pd.DataFrame({"claim": 0, "note": nearest, "score": [0.5, 0.4, 0.3, 0.2]})
    claims = Side(["Otters and herons of the pond"], ["Pond"], *[None] * 5)
    found = look_at_support(pairs, claims, notes, lexicon)
    assert found["best"][0] == pytest.approx(0.0)
    said = lexicon.weight("otter") + lexicon.weight("heron") + ENOUGH_SAID**0.5 * lexicon.weights.max()
    assert found["held"][0] == pytest.approx(sum(map(lexicon.weight, held)) / said)


def test_claim_whose_words_are_nowhere_is_less_likely_said_than_one_with_as_good_a_note():
    notes = ["Otters swim", "Herons wait", "Frogs sing"]
    claims = Side(["Otters swim", "Otters parachute from a balloon"], ["", ""], *[None] * 5)
    lexicon = learn_lexicon(notes, claims.texts)
    pairs = pd.DataFrame({"claim": [0, 1], "note": [0, 0], "score": [0.4, 0.4]})
    said, invented = weigh_support(pairs, claims, notes, lexicon, support_weights())
    assert invented < CrossrefSettings().supported_from < said


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("With six months until a ferry comes, boats of other towns deserve a jetty.", "altered"),
        ("With six planks for the ferry, boats of other towns deserve a jetty.", "unsupported"),
        ("With months until autumn, boats of other towns deserve a jetty.", "unsupported"),
    ],
)
def test_claim_that_no_note_says_is_altered_where_its_closest_note_has_another_number(claim, expected):
    notes = [("Table 1", "Compost", "1", "T1", "on the list for the ferry, that is six years now"), *NOTES]
    found = verdict(claim, notes)
    assert (found["verdict"], found["n_notes"]) == (expected, 0)


def test_blocks_of_claims_and_notes_give_the_pairs_of_one_pass(monkeypatch):
    from worldcafe.crossref import similarity

    claims = [("Compost", text) for *_, text in NOTES]
    whole = run(claims)
    monkeypatch.setattr(similarity, "NOTES_PER_BLOCK", 2)
    monkeypatch.setattr(similarity, "CLAIMS_PER_BLOCK", 2)
    pd.testing.assert_frame_equal(run(claims).links, whole.links)
    pd.testing.assert_frame_equal(run(claims).claims, whole.claims)


def test_note_of_the_kind_of_the_claim_scores_higher():
    segments = build([("Compost", "A compost bin for the street")])
    other = segments.assign(kind=segments["kind"].where(segments["segment_id"] != "s1", "problem"))
    vectors = Embeddings(tuple(segments["segment_id"]), np.zeros((len(segments), 4), np.float32), "none")
    one, two = (
        crossref_claims(table, vectors, CrossrefSettings()).candidates
        for table in (segments, Segments.validate(other))
    )
    loss = one.set_index("note_id")["score"] - two.set_index("note_id")["score"]
    assert loss["s1"] > 0
    assert loss["s3"] == 0


def test_claim_of_one_common_word_is_not_said_by_every_note_with_that_word():
    verbs = [
        one + other for one in ("bur", "dri", "fer", "ros", "wig") for other in ("gle", "tle", "sten", "lop")
    ]
    notes = [("Table 1", "Compost", "1", "T1", f"The compost should {verb}") for verb in verbs]
    found = run([("Compost", "That is what the compost is.")], [*notes, *NOTES[3:]]).claims.iloc[0]
    assert (found["verdict"], found["n_notes"]) == ("unsupported", 0)


def test_answer_is_read_with_its_question():
    segments = build([("Tools", "Ladders wanted")], [("Table 2", "Tools", "1", "", text) for text in "ab"])
    zero = np.zeros((3, 2), np.float32)
    asked = zero.copy()
    asked[1, 0] = 1.0  # the first note answers a question that means what the claim means
    meant = np.array([[1, 0], [0, 1], [0, 1]], np.float32)
    vectors = Embeddings(("s0", "s1", "s2"), meant, "test", meant, asked, zero)
    pairs = score_pairs(segments.iloc[:1], segments.iloc[1:], vectors, CrossrefSettings(), least=0.0).pairs
    scores = pairs.set_index("note")["score"]
    assert scores[0] > scores[1]


@pytest.mark.parametrize(
    ("pointer", "language", "leads"),
    [
        ("refer to Rotas", "en", True),
        ("see Table 2", "en", True),
        ("siehe auch", "de", True),
        ("similar to", "en", False),
        ("seems new", "en", False),
        ("nichts neues", "de", False),
    ],
)
def test_what_only_leads_to_a_place_does_not_say_that_it_is_the_same_there(pointer, language, leads):
    assert only_leads(pointer, language) is leads


@pytest.mark.parametrize(
    ("claim", "pointer"),
    [
        ("Same as Orchard", "same as"),
        ("Lamps: same as Orchard", "same as"),
        ("See Orchard", "See Orchard"),
        ("Same as Orchard, lamps and boats", ""),  # which says something
        ("Same lamps", ""),
        ("We see Orchards", ""),
    ],
)
def test_claim_that_says_one_word_of_its_own_at_most_is_a_pointer(claim, pointer):
    assert find_pointer(claim, ["Orchard"]) == pointer


@pytest.mark.parametrize("block", [1, 2, 100])
def test_shares_of_words_are_the_same_in_blocks_of_any_size(monkeypatch, block):
    monkeypatch.setattr(linking, "PAIRS_PER_BLOCK", block)
    claims, notes = ["lamps by the mill", "boats", "the"], ["lamps", "boats and oars by the mill"]
    pairs = pd.DataFrame({"claim": [0, 0, 1, 1, 2], "note": [0, 1, 0, 1, 1]})
    found = linking.shared_shares(pairs, claims, notes, learn_lexicon([*claims, *notes]))
    assert found[[0, 2, 4]].tolist() == [1, 0, 1]  # a text of grammar words is worth a closer look
    assert 0 < found[1] < found[3] == 1
