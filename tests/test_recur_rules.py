"""The rules by which suggestions are one, stand alone, and are told: values reckoned by hand."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from worldcafe.language.in_language import in_language
from worldcafe.language.reasons import LEANS, ONE_WORD, UNSURE
from worldcafe.recur.agenda import Agenda
from worldcafe.recur.alone import complete, why_not_alone
from worldcafe.recur.described import Gathered, _clearest, _commonest, _name_place, _shared, describe
from worldcafe.recur.likeness import bridge, likeness, middle_of, opposed
from worldcafe.recur.ruled import obey
from worldcafe.recur.stage import _group, _nearly
from worldcafe.recur.wording import clarity, content_words, name_shared
from worldcafe.rulings import Rulings
from worldcafe.settings import RecurSettings

TEN = "Plant twelve pear trees behind the chapel in late autumn"


@pytest.mark.parametrize(
    ("text", "score", "reason"),
    [
        (TEN, 0.1, ""),
        ("It should be open", 0.9, LEANS),
        ("Plant it", 0.9, LEANS),
        ("Prune the pear trees before the frost bites them", 0.9, ""),  # what it points at is said
        ("There needs to be a second gate", 0.9, ""),
        ("There it could stand", 0.9, LEANS),
        ("It is important to prune pear trees", 0.9, ""),
        ("Same trees for the other side", 0.9, ""),
        ("Same as above, with pears", 0.9, LEANS),
        ("Those who prune get a ladder", 0.9, ""),
        ("Those could be pruned by pupils", 0.9, LEANS),
        ("Mentors", 0.9, ONE_WORD),
        ("Mentors, mentors", 0.9, ONE_WORD),
        ("Mentors and lamps", 0.9, ""),
        ("Plant pear trees there", 0.5, ""),
        ("Plant pear trees there", 0.49, UNSURE),
        ("Plant pear trees over there", 0.49, ""),  # five words are enough
    ],
)
def test_wording_stands_alone_where_it_says_enough_and_leans_on_nothing(text, score, reason):
    assert why_not_alone(text, score) == reason


@pytest.mark.parametrize(
    ("language", "alone", "leaning"),
    [
        ("de", "Es braucht mehr Bänke am Fluss", "Es ist am Abend zu"),
        ("de", "Es sollte einen zweiten Eingang geben", "Es sollte hell sein"),
        ("de", "Das Schwimmbad länger öffnen", "Das sollte länger öffnen"),
        ("fr", "Il faut des bancs près de la rivière", "Il ferme trop tôt le soir"),
        ("fr", "En hiver, ouvrir la piscine le soir", "Et ouvrir la piscine le soir"),
        ("nl", "Het is belangrijk dat de brug opengaat", "Het is gesloten na vijf uur"),
    ],
)
def test_wording_that_only_begins_like_a_reference_stands_alone(language, alone, leaning):
    assert why_not_alone(in_language(alone, language), 0.9) == ""
    assert why_not_alone(in_language(leaning, language), 0.9) == LEANS


def asked(question):
    return complete("Mentors.", question, 0.9)


def test_question_completes_what_does_not_stand_alone_and_long_ones_are_cut_after_a_word():
    assert asked("# **How** do we\n keep newcomers?") == ('Mentors (asked: "How do we keep newcomers?")', "")
    exact = f"How {'x' * 116}"
    assert asked(exact)[0] == f'Mentors (asked: "{exact}")'
    assert asked(f"{exact}x")[0] == 'Mentors (asked: "How …")'
    assert asked(" ** ") == ("Mentors.", ONE_WORD)
    assert complete(TEN, "Why?", 0.9) == (TEN, "")
    assert complete("It is this", "Why?", 0.9) == ("It is this", LEANS)  # no word of its own


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Plant twelve pear trees behind chapels", 3.0),  # six words
        ("Plant twelve pear trees there", 2.5),
        ("Plant trees", 2.0),
        ("Plant pear trees", 2.5),
        (" ".join(["pear"] * 25), 3.0),
        (" ".join(["pear"] * 26), 2.5),
        (" ".join(["pear"] * 40), 2.5),
        (" ".join(["pear"] * 41), 2.0),
        ("This plants twelve pear trees behind chapels", 2.0),
        ("Should we plant twelve pear trees there?", 2.5),
        ("Plant twelve pear trees (old ones) there", 2.5),
    ],
)
def test_clear_wording_is_a_statement_of_medium_length_that_stands_alone(text, value):
    assert clarity(text) == value


def test_content_words_are_families_without_those_that_carry_the_form():
    assert content_words("Start mentoring for [person 1] and the gardeners") == ["mentor", "garden"]
    assert content_words("Open the gate", keep_empty=True) == ["open", "the", "gate"]


def test_shared_words_are_those_of_two_texts_the_commonest_first_and_four_at_most():
    texts = [
        "Lamps benches kiosks swings ponds",
        "ponds lamps",
        "lamps ponds benches kiosks swings",
        "a lamp",
    ]
    assert name_shared(texts) == "lamps, ponds, benches, kiosks"
    assert name_shared(["lamps", "benches"]) == ""


VECTORS = np.array([[1.0, 0.0], [2.0, 0.0], [0.6, 0.8]], np.float32)
APART = np.array([0, 1, 2])


def alike(texts=("lamp", "bench", "kiosk"), places=APART, bridged=()):
    pairs = np.zeros((3, 3), bool)
    for one, other in bridged:
        pairs[one, other] = pairs[other, one] = True
    return likeness(texts, VECTORS, places, pairs)


def test_likeness_is_the_cosine_and_what_suggestions_have_in_common_is_drawn_to_zero():
    found = alike()
    assert found[0].tolist() == pytest.approx([1.0, 1.0, 0.6])
    assert (found == found.T).all()
    assert middle_of(np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])).tolist() == pytest.approx(
        [2 / 13, 1 / 13]
    )


def test_suggestion_that_is_nothing_but_what_all_have_in_common_is_like_none():
    found = likeness(["lamp", "bench"], np.array([[0, 0], [0, 1]], np.float32), APART[:2], np.eye(2) > 1)
    assert found.tolist() == [[1, 0], [0, 1]]


def test_the_same_words_in_another_language_are_as_alike_as_can_be_and_no_more():
    french = tuple(in_language(text, "fr") for text in ("un bus le soir", "bus du soir", "un jardin"))
    found = alike(french)
    assert found[0, 1] == 1.0  # more would be less than no distance
    assert found[0, 2] < 0.5


def test_notes_of_one_place_are_less_alike_and_those_of_no_place_are_not():
    assert alike(places=np.array([0, 0, 1]))[0, 1] == pytest.approx(0.6)
    assert alike(places=np.full(3, -1))[0, 1] == pytest.approx(1.0)


def test_one_claim_makes_two_places_alike_but_not_one_and_opposites_never():
    assert alike(bridged=[(0, 2)])[0, 2] == 1.0
    assert alike(bridged=[(0, 1)], places=np.array([0, 0, 1]))[0, 1] == pytest.approx(0.6)
    assert alike(("open it", "bench", "close it"), bridged=[(0, 2)])[0, 2] == -1.0


def test_two_likeliest_notes_behind_one_claim_are_bridged_and_no_others():
    rows = [("c1", "a", 0.5), ("c1", "b", 0.3), ("c1", "c", 0.9), ("c2", "b", 0.5), ("c2", "elsewhere", 0.9)]
    links = pd.DataFrame([*rows, ("c2", "a", 0.4)], columns=["claim_id", "note_id", "score"])
    assert np.argwhere(bridge(["a", "b", "c"], links)).tolist() == [[0, 0], [0, 2], [1, 1], [2, 0], [2, 2]]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Open the gate", "Close the gate", True),
        ("Open the gate", "Paint the gate", False),
        ("Open the gate, then close it", "Close the gate", False),
        ("Stop the market", "Move the market", True),
        ("Stop the market", "Stop the fair", False),
    ],
)
def test_opposites_are_told_by_words_and_by_direction(one, other, found):
    assert opposed([one, other])[0, 1] == opposed([other, one])[0, 1] == found


@pytest.mark.parametrize(("least", "groups"), [(0.5, 2), (0.49, 2), (0.51, 3), (0.9, 3), (-0.6, 1)])
def test_groups_are_those_alike_on_average(least, groups):
    square = np.array([[1.0, 0.5, -0.5], [0.5, 1.0, -0.5], [-0.5, -0.5, 1.0]])
    assert len(set(_group(square, least, 1.0))) == groups
    assert _group(np.ones((1, 1)), least, 1.0).tolist() == [0]


@pytest.mark.parametrize(
    ("alike", "least", "nearly", "groups"),
    [
        ((0.4, 0.39, 0.38), 0.46, 0.35, 4),  # six suggestions: the two likest pairs
        ((0.4, 0.39, 0.38), 0.46, 0.395, 5),
        ((0.4, 0.39, 0.38), 0.46, 1.0, 6),
        ((0.5, 0.49, 0.48), 0.46, 0.35, 3),  # surely alike are all
        ((0.34, 0.33, 0.32), 0.46, 0.35, 6),  # nearly alike is none
        ((0.4, 0.39, 0.38), 0.3, 0.35, 3),  # the lower border is that of all
    ],
)
def test_the_few_likest_join_from_a_lower_border_on(alike, least, nearly, groups):
    square = np.eye(6)
    for pair, likeness_of_pair in enumerate(alike):
        square[2 * pair, 2 * pair + 1] = square[2 * pair + 1, 2 * pair] = likeness_of_pair
    assert len(set(_group(square, least, nearly))) == groups


def test_other_languages_have_one_border():
    assert _nearly(["More benches", "Benches by the river"], RecurSettings(0.46, 0.35)) == 0.35
    assert _nearly(["More benches", in_language("Mehr Bänke", "de")], RecurSettings(0.46, 0.35)) == 0.46


def obeyed(labels, same=(), different=(), square=None):
    rulings = Rulings(same=same, different=different)
    square = np.eye(len(labels)) if square is None else square
    return obey(np.array(labels), square, ["a", "b", "c", "d"][: len(labels)], rulings).tolist()


def test_what_people_call_the_same_is_one_group_and_different_ones_part():
    assert obeyed([0, 1, 2], same=[("a", "c", "elsewhere")]) == [0, 1, 0]
    assert obeyed([0, 1, 1], same=[("a", "b")]) == [0, 0, 0]
    assert obeyed([0, 1], same=[("elsewhere",)]) == [0, 1]
    assert obeyed([0, 0], different=[("a", "b")]) == [0, 1]
    assert obeyed([0, 1], different=[("a", "b")]) == [0, 1]
    assert obeyed([0, 0], different=[("a", "elsewhere")]) == [0, 0]
    assert obeyed([0, 0], same=[("a", "b")], different=[("a", "b")]) == [0, 1]


def test_others_go_with_the_one_that_they_are_more_like():
    square = np.array([[1, 0, 0.2, 0.6], [0, 1, 0.6, 0.2], [0.2, 0.6, 1, 0], [0.6, 0.2, 0, 1]])
    assert obeyed([0, 0, 0, 0], different=[("a", "b")], square=square) == [0, 1, 1, 0]
    assert obeyed([0, 1, 0, 0], different=[("a", "b")], square=square) == [0, 1, 0, 0]  # apart already
    square[2, :2] = square[:2, 2] = 0.4  # like both: it stays
    assert obeyed([0, 0, 0, 0], different=[("a", "b")], square=square) == [0, 1, 0, 0]


TOPIC = frozenset({"trees"})
AGENDA = Agenda(("North", "South"), frozenset(), {}, {("North", "Table 1"): TOPIC, ("South", "Hall"): TOPIC})


def note(name, text=TEN, **given):
    base = {"segment_id": name, "clean_text": text, "question": "", "kind_score": 0.6, "theme_id": "T1"}
    return {**base, "cafe": "North", "table": "Table 1", "round": "1", **given}


def described(*notes, carrying=None, claims=None, central=None):
    central = np.zeros(len(notes)) if central is None else np.array(central)
    return describe(Gathered(list(notes), central, carrying or {}), AGENDA, claims or {})


def test_row_of_a_group_counts_its_notes_and_places_once():
    row = described(note("a"), note("b", kind_score=0.8, round="2"), note("c"))
    told = (
        "suggestion_id",
        "note_ids",
        "n_notes",
        "n_places",
        "places",
        "sure",
        "trend",
        "number",
        "in_report",
    )
    assert [row[key] for key in told] == [
        *("S-a", "a;b;c", 3, 2, "North, Table 1, round 1; North, Table 1, round 2", 0.8, "dropped", 0, "no")
    ]
    assert row["said"] == "\n".join([TEN] * 3)


@pytest.mark.parametrize(("carried", "said"), [(0, "no"), (1, "partly"), (2, "yes"), (3, "yes")])
def test_half_of_the_notes_behind_claims_is_in_the_report(carried, said):
    names = ["a", "b", "c", "d"]
    row = described(*map(note, names), carrying={name: ["c1"] for name in names[:carried]})
    assert row["in_report"] == said
    assert row["claim_ids"] == ("c1" if carried else "")


def test_claim_that_sums_up_two_notes_is_shared_and_cut_after_a_word():
    claims = {"c1": f"Lamps {'x' * 74}", "c2": f"Lamps {'x' * 75}"}
    row = described(note("a"), note("b"), carrying={"a": ["c1"], "b": ["c1"]}, claims=claims)
    assert row["shared"].endswith(f'; the claim "{claims["c1"]}"')
    row = described(
        note("a", "Lamps"), note("b", "Boats"), carrying={"a": ["c2"], "b": ["c2"]}, claims=claims
    )
    assert row["shared"] == 'the claim "Lamps …"'
    row = described(
        note("a", "Lamps"), note("b", "Boats"), carrying={"a": ["c1"], "b": ["c2"]}, claims=claims
    )
    assert row["shared"] == ""


def test_clearest_wording_is_clear_sure_and_like_the_others():
    short, long = note("a", "Plant trees"), note("b", TEN)  # 2 and 3 of clarity
    assert _clearest([short, long], np.zeros(2)) is long
    assert _clearest([short, long], np.array([0.55, 0.0])) is short
    assert _clearest([short, long], np.array([0.45, 0.0])) is long
    assert _clearest([{**short, "kind_score": 1.7}, long], np.zeros(2))["segment_id"] == "a"


def test_theme_of_most_notes_and_names_of_places():
    assert _commonest(["T2", "T1", "T1", ""]) == "T1"
    assert _commonest(["T2", "T1"]) == "T2"
    assert _commonest(["", ""]) == ""
    assert _name_place("Hamburg", "Table 1", "2") == "Hamburg, Table 1, round 2"
    assert _name_place("", "Table 1", "") == "Table 1"
    assert _shared(["a", "b"], Counter(), {}) == ""
