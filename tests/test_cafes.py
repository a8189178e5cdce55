"""A later café against an earlier one: confirmed, detailed, contradicted, or nothing to say."""

from __future__ import annotations

import numpy as np
import pytest

from tables_of import table_of
from worldcafe.crossref.cafes import compare_cafes
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Embeddings, Segments

# Vectors of these tests: texts of one subject point the same way, so that words decide.
SUBJECTS = ("bench", "choir", "ferry")
# What else was said, of a subject each: how far a note stands out is not told by one alone.
ELSE = (
    ("anchor", "beaver", "candle", "drum", "eagle", "fiddle", "garlic", "hammer", "icicle", "jigsaw"),
    ("kettle", "lantern", "marble", "nettle", "onion", "parrot", "quilt", "ribbon", "saddle", "teapot"),
)


def compare(earlier, later, cafes=("North", "South")):
    sides = (
        [*earlier, *(f"{each} alone" for each in ELSE[0])],
        [*later, *(f"{each} alone" for each in ELSE[1])],
    )
    texts = [*sides[0], *sides[1]]
    said = zip(texts, [cafe for cafe, side in zip(cafes, sides, strict=True) for _ in side], strict=True)
    rows = [
        {"segment_id": f"n{row}", "clean_text": text, "cafe": cafe} for row, (text, cafe) in enumerate(said)
    ]
    frame = table_of(Segments, rows, role="note", table="Table 1")
    matrix = np.array(
        [[float(word in text.lower()) for word in (*SUBJECTS, *ELSE[0], *ELSE[1])] for text in texts],
        np.float32,
    )
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    return compare_cafes(frame, Embeddings(tuple(frame["segment_id"]), matrix, "test"), CrossrefSettings())


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("Put a bench beside the old mill", "A bench is wanted beside the mill", ["confirms"]),
        ("A bench beside the mill", "Oak bench beside the mill, paid by the baker, with a roof", ["details"]),
        ("A bench should stand beside the mill", "A bench should not stand beside the mill", ["contradicts"]),
        ("Start the choir at seven in spring", "Start the choir at nine in spring", ["contradicts"]),
        ("The ferry should sail before lunch", "The ferry should sail after lunch", ["contradicts"]),
        ("A bench beside the mill", "Who pays the bench beside the mill?", []),
        ("A bench beside the mill", "It is hard to place a bench beside the mill", []),
        ("A bench beside the mill", "A bench on every hill, never in the valley", []),
        ("Bench", "Bench", []),
        ("A bench beside the mill", "The ferry whistles loudly at dawn", []),
    ],
)
def test_later_note_stands_to_the_earlier_one_as_a_reader_would_say(earlier, later, expected):
    assert compare([earlier], [later])["verdict"].to_list() == expected


def test_contradiction_shows_what_turned():
    found = compare(["The ferry should sail before lunch"], ["The ferry should sail after lunch"]).iloc[0]
    assert "[-before-] {+after+}" in found["diff"]
    assert found["reason"] == 'It turns what was said: "before" became "after".'


def test_notes_of_one_cafe_or_of_none_are_not_compared():
    notes = ["A bench beside the mill"], ["A bench beside the mill"]
    assert compare(*notes, cafes=("North", "North")).empty
    assert compare(*notes, cafes=("", "")).empty
    assert len(compare(*notes)) == 1


def test_notes_that_deny_other_things_do_not_contradict():
    earlier = "The ferry is not cheap because fuel costs more every year"
    later = "The ferry is dear, fuel costs more every year"
    assert "contradicts" not in compare([earlier], [later])["verdict"].to_list()


def test_later_note_names_its_most_likely_earlier_note_first():
    found = compare(
        ["A bench beside the mill", "An old bench beside the tall mill"], ["A bench beside the mill"]
    )
    assert found["earlier_id"].to_list()[0] == "n0"
    assert found["score"].is_monotonic_decreasing


def test_words_that_both_notes_hold_are_told_and_no_others():
    found = compare(["A bench beside the mill"], ["Oak bench beside the mill, paid by the baker"])
    assert found["shared"].to_list() == ["bench, mill"]


def test_words_that_both_notes_share_are_told_without_the_others():
    found = compare(["Put an oak bench beside the mill"], ["A bench is wanted beside the mill"])
    assert found["shared"].tolist() == ["bench, mill"]
