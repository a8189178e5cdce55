"""The rules that compare claims with notes, one by one: values reckoned by hand."""

from __future__ import annotations

import numpy as np
import pytest

from worldcafe.crossref import actors, changes, differences, similarity, turns, words
from worldcafe.crossref.polarity import denied_stems, turned_share
from worldcafe.crossref.quantities import amounts
from worldcafe.language.in_language import in_language

FLAT = words.Lexicon({}, np.ones(1, np.float32))  # every word weighs 1


def alike(note, claim, lexicon=FLAT):
    return differences.verbatim_share(differences.align(note, claim), lexicon)


def test_share_of_a_wording_is_that_of_its_weight_grammar_words_half():
    assert alike("build ramps", "build ramps quickly") == (1.0, pytest.approx(2 / 3))
    assert alike("the ramps", "ramps") == (1.0, pytest.approx(1 / 1.5))
    heavy = words.Lexicon({"ramp": 0}, np.array([3.0], np.float32))  # what it does not know is as rare
    assert alike("build ramps", "build gates", heavy) == (0.5, 0.5)


def test_difference_is_written_word_by_word():
    edits = differences.align("Build two ramps", "Build ramps slowly")
    assert differences.show_difference(edits) == "Build [-two-] ramps {+slowly+}"
    assert differences.shared_words("Ramps and lamps", "A lamp, a ramp") == ["Ramps", "lamps"]
    assert differences.name_shared("Ramps", "Lamps") == "meaning, no word"


@pytest.mark.parametrize(
    ("short", "long", "found"),
    [
        ("info", "information", True),
        ("infor", "information", False),  # five letters are no abbreviation
        ("mgmt", "management", True),
        ("gmt", "management", False),  # another first letter
        ("mtgm", "management", False),  # letters in another order
        ("info", "info", False),
    ],
)
def test_word_that_is_short_for_another(short, long, found):
    assert changes._shortens(short, long) is found


@pytest.mark.parametrize(
    ("one", "other", "n"), [("mentor", "mentorship", 6), ("ab", "ac", 1), ("ab", "ab", 2)]
)
def test_letters_in_common_are_those_at_the_start(one, other, n):
    assert changes._common_start(one, other) == n


MARKET = "The market opens beside the old mill"


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("The fair opens beside the old mill", 'another term: "market" became "fair"'),
        ("The fair opens beside the old mill quietly", 'another term: "market" became "fair"'),
        ("The fair opens beside the old mill quietly upstairs", ""),  # two words more are another statement
        ("The markets opened beside the old mill", ""),
        ("The marketing opens beside the old mill", ""),  # another form
        ("The thing opens beside the old mill", ""),  # a vague word
        ("The market never opens beside the old mill", "a negation is only in the claim"),
        ("The market closes beside the old mill", '"opens" became "closes"'),
        ("The fair closes near some new mill", ""),
    ],
)
def test_change_of_a_near_verbatim_wording_is_told(claim, told):
    assert changes.changed_meaning(MARKET, claim, FLAT) == told


def test_negation_in_the_note_is_told_of_the_note():
    never = "The market never opens beside the old mill"
    assert changes.changed_meaning(never, MARKET, FLAT) == "a negation is only in the note"


@pytest.mark.parametrize(
    ("note", "claim", "told"),
    [
        ("Plant twelve trees", "Plant thirty trees", 'another quantity: "twelve" became "thirty"'),
        ("Plant trees", "Plant thirty trees", ""),
        ("Plant twelve trees", "Plant trees", ""),
        ("Plant 12 trees", "Plant twelve trees", ""),
        ("Open the gate", "Close the gate", '"Open" became "Close"'),
        ("Do not open the gate", "Close the gate", ""),
    ],
)
def test_opposite_or_other_number_is_told(note, claim, told):
    assert changes.opposite_meaning(note, claim) == told


def edits_of(note, claim):
    return differences.align(note, claim)


def test_core_reaches_three_words_beyond_what_both_hold():
    (lead, middle, tail) = changes._core(
        edits_of("a b c d ramp river", "one two six ten ramp river e f g h i")
    )[:3]
    assert [token.text for token in lead.claim] == ["two", "six", "ten"]
    assert [token.text for token in middle.claim] == ["ramp", "river"]
    assert [token.text for token in tail.claim] == ["e", "f", "g"]
    assert changes._core(edits_of("ramp", "lamp")) == []


def test_classes_of_words_are_looked_for_on_the_side_that_is_asked():
    (edit,) = edits_of("never", "seven")
    assert changes._found(edit, "note", "negation") == {"not"}
    assert changes._found(edit, "claim", "negation") == set()
    assert changes._found(edit, "claim", "quantity") == {"7"}


def test_term_is_swapped_only_within_a_frame_of_two_equal_words():
    (equal, swap) = edits_of("old mill opens", "old mill closes")
    assert changes._is_framed([equal, swap], swap)
    (equal, swap) = edits_of("mill opens", "mill closes")
    assert not changes._is_framed([equal, swap], swap)
    (equal, swap) = edits_of("the of opens", "the of closes")  # two, but grammar alone
    assert not changes._is_framed([equal, swap], swap)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Tools - a shed", "a shed"),
        ("One two three four: a shed", "One two three four: a shed"),
        ("Tools: ", "Tools: "),
    ],
)
def test_label_of_up_to_three_words_is_taken_off(text, rest):
    assert changes.without_label(text) == rest


# turned meanings


def turn(note, claim):
    return turns.turned_meaning(note, claim, FLAT).reason


@pytest.mark.parametrize(
    ("note", "claim", "told"),
    [
        ("People use the wiki often", "People do not use the wiki often", "a negation is only in the claim"),
        ("People do not use the wiki often", "People use the wiki often", "a negation is only in the note"),
        ("People do not use the wiki", "People do not use the wiki now", ""),
        (
            "Plant ten lamps along rivers",
            "Plant twelve lamps along rivers",
            'another quantity: "ten lamps" became "twelve lamps"',
        ),
        ("Plant ten lamps", "Read twelve lamps", ""),  # nothing else in common
        (
            "Repair lamps within two weeks",
            "Repair lamps within three weeks",
            'another quantity: "two weeks" became "three weeks"',
        ),
        ("Repair lamps within ten days", "Repair lamps within twelve days", ""),  # a fifth more is as long
        (
            "Repair lamps in 10 days",
            "Repair lamps in 13 days",
            'another quantity: "10 days" became "13 days"',
        ),
        (
            "The board could invite experts",
            "The city could invite experts",
            'another actor: "board" became "city"',
        ),
        ("There isn't much to gain from lamps", "There isn’t much to gain from lamps", ""),
        ("Some tables want lamps", "All tables want lamps", 'another scope: "some" became "all"'),
        ("All or some tables want lamps", "All tables want lamps", ""),
        (
            "A shuttle with lamps on Friday evenings",
            "Many asked for lamps on Saturday evenings",
            '"Friday" became "Saturday"',
        ),
        ("Lamps on Fridays and Saturdays", "Many asked for lamps on Saturdays", ""),
        ("Hang lamps", "Lamps might be thought of", 'less binding: "might" is only in the claim'),
        ("Hang lamps", "Lamps might be hung", ""),
        ("Lamps might help", "Lamps might be thought of", ""),
        ("Do tables want lamps?", "Lamps might be thought of", ""),
        ("Build lamps, not benches", "Build lamps and benches", '"benches" is what one of the two excludes'),
        ("Build lamps, not benches", "Build more lamps, not benches", ""),
        ("Build lamps, not just benches", "Build lamps and benches", ""),
        (
            "Lamps in place of benches",
            "Build lamps and benches",
            '"benches" is what one of the two excludes',
        ),
        ("Build lamps rather than benches", "Lamps rather than four benches", ""),
    ],
)
def test_turned_meaning_is_told(note, claim, told):
    assert turn(note, claim) == told


def test_actor_stands_in_three_words_at_most_before_the_first_modal():
    assert actors._acting(actors.said("old town board could invite experts")) == {
        "invit": {"old", "town", "board"}
    }
    assert actors._acting(actors.said("wise old town board could invite experts")) == {}
    assert actors._acting(actors.said("could invite experts")) == {}


def test_quantities_belong_to_the_unit_that_follows():
    found = amounts("ten lamps in two weeks, every month, at ten at night")
    assert [(amount.unit, amount.value) for amount in found] == [("lamp", 10), ("days", 14), ("per", 30)]


def test_claim_whose_doer_no_note_names():
    assert actors.unnamed_actor("Deliver bread daily", "Robots deliver bread") == "Robots"
    assert actors.unnamed_actor("Robots deliver bread", "Robots deliver bread") == ""
    assert actors.unnamed_actor("Deliver bread", "People deliver bread") == ""  # vague


def test_note_agrees_that_holds_what_is_contested_and_much_else():
    contested = turns.Turn("", frozenset({"wiki"}))
    assert turns.agrees("People read the wiki", "People use the wiki", contested, FLAT)
    assert not turns.agrees("People read the paper", "People use the wiki", contested, FLAT)
    assert not turns.agrees("Wiki lamps benches kiosks", "Some people use that wiki daily", contested, FLAT)


def test_denials_reach_to_the_end_of_their_clause():
    assert denied_stems("People do not use the wiki, but cats use lamps") == {
        **{"peopl": False, "use": None, "wiki": True, "cat": False, "lamp": False}
    }
    assert denied_stems("nobody never sleeps") == {"sleep": False}
    assert denied_stems("not only lamps") == {"lamp": False}
    assert denied_stems("no longer lamps") == {"lamp": True}
    assert denied_stems("lamps aren't bright") == {"lamp": False, "bright": True}


def test_turned_share_is_that_of_what_both_say():
    assert turned_share("use the wiki", "do not use lamps", FLAT) == 1.0
    assert turned_share("wiki lamps, use benches", "wiki lamps, not use benches", FLAT) == 0.5
    assert turned_share("not lamps", "not lamps", FLAT) == 0.0


# words and weights


def test_weight_of_a_stem_is_the_logarithm_of_how_rare_it_is():
    lexicon = words.learn_lexicon(["lamps", "lamps benches", "Lamps"], ["kiosks"])
    assert lexicon.weight("lamp") == pytest.approx(np.log(2))
    assert lexicon.weight("bench") == pytest.approx(np.log(4))
    assert lexicon.weight("kiosk") == pytest.approx(np.log(4))
    assert lexicon.weight("elsewher") == pytest.approx(np.log(4))  # as the rarest
    rows = lexicon.vectors(["lamps benches", "nothing"]).toarray()
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1.0, 0.0])
    assert lexicon.weighted(["lamps benches"], ["lamps"]).sum() == pytest.approx(np.log(4))
    assert lexicon.weighted(["lamps"], ["lamps"]).sum() == pytest.approx(np.log(2))  # it has no others


def test_words_that_tell_that_somebody_said_something_are_no_part_of_a_claim():
    claim, told, *notes = (
        in_language(text, "fr")
        for text in ("Les usagers demandent des lampes", "Les usagers demandent", "des lampes", "des bancs")
    )
    lexicon = words.learn_lexicon(notes, [claim])
    assert lexicon.weighted([claim], [""]).sum() == lexicon.weighted(notes[:1]).sum()
    assert lexicon.weighted([claim]).sum() > lexicon.weighted(notes[:1]).sum()  # of a note they are
    assert lexicon.weighted([told], [""]).sum() > 0  # a claim that has no others


def test_plural_of_an_abbreviation_and_bars_are_told_apart():
    assert [token.stem for token in words.tokenise("NGOs' NGO")] == ["ngo", "ngo"]
    assert [token.is_content for token in words.tokenise("the seven ███ lamps")] == [False, True, False, True]


# pairs


def side(texts, vectors, kinds=None, homes=None, headings=None):
    n = len(texts)
    spoken = table_of_embeddings(vectors)
    kinds = np.array(kinds or [""] * n, object)
    homes = np.array(homes or [-1] * n)
    return similarity.Side(
        texts, headings or [""] * n, kinds, spoken, np.arange(n), np.zeros(2, np.float32), homes
    )


def table_of_embeddings(vectors):
    from worldcafe.tables import Embeddings

    return Embeddings(tuple(f"s{row}" for row in range(len(vectors))), np.array(vectors, np.float32), "hand")


def test_features_of_words_kinds_and_tables():
    lexicon = words.Lexicon({"lamp": 0, "bench": 1}, np.array([1.0, 2.0], np.float32))
    claims = side(["lamps benches"], [[1, 0]], ["suggestion"], [0])
    notes = side(["benches", "lamps"], [[1, 0], [0, 1]], ["suggestion", "value"], [0, 1])
    found = {name: values[0].tolist() for name, values in similarity.features(claims, notes, lexicon)}
    enough = 0.3 * 2**2
    assert found["claim_held"] == pytest.approx([4 / (5 + enough), 1 / (5 + enough)])
    assert found["rarest_word"] == pytest.approx([1.0, 0.5])
    assert found["shared_words"] == pytest.approx([np.log(2)] * 2)
    assert found["stands_out"] == pytest.approx([1.0, 0.0])  # of one claim nobody knows what is usual
    assert (found["same_table"], found["other_table"], found["same_kind"]) == ([1, 0], [0, 1], [1, 0])
    placeless = side(["lamps"], [[1, 0]])
    found = {name: values[0].tolist() for name, values in similarity.features(placeless, notes, lexicon)}
    assert (found["same_table"], found["other_table"], found["same_kind"]) == ([0, 0], [0, 0], [0, 0])


def test_note_that_is_near_every_claim_stands_out_from_none():
    claims = side(["a", "b", "c"], [[1, 0], [1, 0], [0, 1]])
    spread = similarity.spread_of(claims)
    notes = np.array([[1, 0], [0, 1], [0, 0]], np.float32)
    found = spread.stands_out(claims.vectors @ notes.T, notes)
    usual = 10 * 0.1**2
    mean, square = 2 / 13, (2 + usual) / 13  # as if ten more claims lay about at random
    assert found[:, 0] == pytest.approx(np.array([1 - mean, 1 - mean, -mean]) / np.sqrt(square - mean**2))
    assert found[2, 1] > found[0, 0]  # the one claim that this note is near
    assert found[:, 2].tolist() == [0, 0, 0]  # of what has no vector nothing is said


def test_best_dozen_is_kept_however_little_alike():
    scores = np.array([np.linspace(0.9, 0.1, 20), np.full(20, 0.8)], np.float32)
    kept = similarity._worth_keeping(scores, 0.5)
    assert kept.sum(axis=1).tolist() == [12, 20]
    assert kept[0, :12].all()
    assert similarity._worth_keeping(np.zeros((1, 12), np.float32), 0.5).all()


def test_pairs_are_sorted_by_claim_score_and_note_and_bounded():
    pairs = np.array([1, 0, 0, 0]), np.array([7, 5, 3, 4]), np.array([0.9, 0.5, 0.5, 0.7], np.float32)
    claims, notes, _ = similarity._keep_best(pairs, 0.6, 2)
    assert (claims.tolist(), notes.tolist()) == ([0, 0, 1], [4, 3, 7])
    many = np.zeros(14, int), np.arange(14), np.linspace(0.4, 0.1, 14).astype(np.float32)
    assert similarity._keep_best(many, 0.6, 200)[1].tolist() == list(range(12))


def test_common_mean_is_drawn_to_zero_as_if_there_were_ten_more():
    thirty = table_of_embeddings([[2.0, 4.0]] * 30)
    assert similarity.common_mean(thirty.ids, thirty).tolist() == [1.5, 3.0]
    assert similarity.common_mean([*thirty.ids, "elsewhere"], thirty).tolist() == [1.5, 3.0]
    assert similarity.common_mean(thirty.ids[:10], thirty).tolist() == [1.0, 2.0]
    assert similarity.common_mean([], thirty).tolist() == [0.0, 0.0]


def test_odds_become_likelihoods():
    assert similarity._likelihood(np.array([[0.0, np.log(3)]], np.float32))[0] == pytest.approx([0.5, 0.75])
