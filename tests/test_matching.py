"""Which suggestion of today is which of before: found, asked or gone, never guessed."""

from __future__ import annotations

import pytest

from worldcafe.register import Item, match_items

REGISTRIES = (
    "We should talk with the registries of other towns on a regular basis, inside the union or elsewhere"
)
MARKET = "If not, all the union would do is regulate the market of tools"
BEDS = "get the beds out of the corridor"
STEPS = "Danuta walks to the garage alone in the dark, let the night crew in at the front"


def item(*said):
    return Item(said[0], said)


def outcomes(before, today, unlisted=()):
    return [(match.outcome, match.now, match.offers) for match in match_items(before, today, unlisted)]


@pytest.mark.parametrize(
    ("before", "today", "outcome"),
    [
        ("plant trees along the river walk", "Plant the trees along the river walk.", ("same", 0, ())),
        ("plant trees along the river walk", "plant tres along the river walk", ("same", 0, ())),
        ("plant trees along the river walk", "lend tools to neighbours in the autumn", ("gone", -1, ())),
        (BEDS, f"{STEPS}; {BEDS}", ("same", 0, ())),  # two were written as one
        ("bring back", "bring back; nobody asks them at the front", ("asked", -1, (0,))),  # too few words
        (
            "have his sort on the panel",
            "He said that nobody ever asked him before. Have his sort on panel.",
            ("asked", -1, (0,)),
        ),
    ],
)
def test_a_note_is_found_again_as_far_as_its_words_show(before, today, outcome):
    assert outcomes([item(before)], [item(today)]) == [outcome]


def test_a_note_that_went_is_not_taken_for_a_like_one_that_was_there_all_the_time():
    gone = "If other towns added nothing, all the union would do is regulate the market of tools"
    found = outcomes([item(REGISTRIES, MARKET), item(gone)], [item(REGISTRIES, MARKET)])
    assert found == [("same", 0, ()), ("asked", -1, (0,))]


def test_a_note_that_went_is_not_found_in_a_longer_one_that_was_there_all_the_time():
    longer = f"{STEPS}; {BEDS}"
    assert outcomes([item(longer), item(BEDS)], [item(longer)]) == [("same", 0, ()), ("asked", -1, (0,))]


def test_one_note_left_of_many_is_asked_about_and_not_gone():
    before = item("a ramp at the door", "lamps by the lake", "hoses for a weekend", "shade for the bench")
    assert outcomes([before], [item("hoses for a weekend")]) == [("asked", -1, (0,))]


def test_two_of_before_in_one_of_today_keep_the_larger_and_are_told_merged():
    before = [
        item("a ramp at the back door"),
        item("a ramp is missing at the back", "steps are hard for many"),
    ]
    today = [item("a ramp at the back door", "a ramp is missing at the back", "steps are hard for many")]
    assert outcomes(before, today) == [("merged", 0, ()), ("same", 0, ())]


def test_what_is_still_said_but_taken_for_no_suggestion_is_asked():
    assert outcomes([item("lamps by the lake")], [], ["Lamps by the lake"]) == [("asked", -1, ())]
