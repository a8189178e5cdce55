"""One idea a segment: sentences end at stops that are none of an abbreviation, a number or an initial."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldcafe.segment.fragments import join_fragments
from worldcafe.segment.sentences import cut_sentences


def ideas(text):
    """The ideas of a note."""
    return [text[start:end] for start, end in join_fragments(text, cut_sentences(text, 0, len(text)), 2)]


@pytest.mark.parametrize(
    "parts",
    [
        ("The shed leaks.", "We need a roof!"),
        ("Who has the key?", "Nobody knows."),
        ('He said "no."', "Then it rained."),
        ("We grow beans (and peas).", "They are dry."),
        ("Seeds, tools etc.", "We lack both."),
        ("It is the law in the U.S.", "The garden follows it."),
        ("He said no.", "That was all."),
        ("Wir brauchen Wasser usw.", "Der Brunnen bleibt trocken."),
        ("¿Quién riega?", "Nadie lo sabe."),
        ("Il faut de l'eau.", "On attend la pluie."),
        # careless capitals, smileys, addresses
        ("the tap drips.", "nobody mends it."),
        ("Nice beds :-)", "More of them please"),
        ("The plan is on our page.", "www.garden.example"),
        ("washed by eleven people.", "diff. each day"),
        ("All of it is diff.", "We like that."),
        ("We lack a hose.", "(We had one in May.)"),
        ("We lack a hose.", "(the old one) has holes"),
        # enumerations inside a line
        ("1) buy seeds", "2) dig beds", "3) water them"),
        ("Ideas: 1. a pond", "2. a hedge"),
        # whole short sentences and answers stand alone
        ("We can share the hose.", "Please ask."),
        ("What is missing?", "Shade."),
        ("Be kinder to beginners.", "More side-by-side."),
        ("The meeting went well.", "Thanks."),
        # items between slashes say something each
        ("alcohol only with food", "no alcohol at all, please"),
        # a cry that much is said to
        ("More trees on the square!", "It is forty degrees there in July."),
        # rules between
        ("The tap is off.", "*** The well is dry."),
    ],
)
def test_ideas_are_told_apart(parts):
    between = " / " if parts[0].startswith("alcohol") else " "
    assert ideas(between.join(parts)) == [part.removeprefix("*** ") for part in parts]


@pytest.mark.parametrize(
    "text",
    [
        "Ask Dr. Okoye or Mr. Lee about bees",
        "We meet at approx. 5 p.m. near the shed",
        "See no. 5 and fig. 2 of the plan",
        "The mtg. about hoses was long",
        "W.H. Auden has a bench",
        "Tools, e.g. rakes, i.e. what we lack",
        "Wir brauchen z.B. mehr Wasser bzw. einen Brunnen",
        "Nous voulons p.ex. un puits",
        "It opens on Dec. 9 at the gate",
        "Soil Ltd. (2 people) sells compost etc. to us",
        "Water at 6.30 with 2.5 litres",
        "Take part in bed 2) or in bed 7) today",
        "mum was washed by eleven diff. people in Feb",
        "the max. amt. is five, the avg. three",
        "wir brauchen versch. Bänke und evtl. Schatten",
        "hay que contar un máx. de cinco plantas",
        "trees! shade! (my aunt, underlined)",
        "Is it the money? (nobody had asked)",
        # a fragment that only goes on
        "The beds need more light. Stronger lamps.",
        "We lack tools. No rakes.",
        "No rain -> no beans; less work",
        "Well ... maybe a pond",
        "NOTE. The tap is off",
        # one word is no idea, nor is a cry without what is said to it
        "Cold. Boots were not paid for.",
        "not plane trees! hayfever",
        # words of one thing between slashes
        "call the bank / council / school by phone",
        "who / what / until when",
        "the bus / the train home are late / both of them",
    ],
)
def test_one_idea_stays_whole(text):
    assert ideas(text) == [text]


@given(st.text(alphabet="ab AB.!?()[]\"'1290*_-\n:;é。", max_size=60))
def test_no_letter_is_lost_or_said_twice(text):
    spans = join_fragments(text, cut_sentences(text, 0, len(text)), 2)
    covered = [position for start, end in spans for position in range(start, end)]
    assert covered == sorted(set(covered))
    lost = {text[position] for position in set(range(len(text))) - set(covered)}
    assert not any(character.isalnum() for character in lost)
