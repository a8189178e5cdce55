"""Ids of segments hold from run to run: they are made of what was said and where."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables_of import table_of
from worldcafe.segment import Namer, name_segments
from worldcafe.tables import Segments


def segments(*rows):
    """Notes of the given texts at one table; a dict changes more of a row."""
    given_rows = [row if isinstance(row, dict) else {"clean_text": row} for row in rows]
    records = [{"segment_id": f"n{number:04d}", **row} for number, row in enumerate(given_rows, 1)]
    return table_of(Segments, records, source="a.md", role="note", table="Table 1", round="1")


def ids(*rows):
    return name_segments(segments(*rows))["segment_id"].tolist()


RAMP = {"clean_text": "Build a ramp at the back door"}


def test_note_keeps_its_id_when_another_comes_before_it():
    assert ids("More lamps", RAMP)[1] == ids(RAMP)[0]


@pytest.mark.parametrize(
    "other",
    [
        {"clean_text": "build a ramp - at the back door!"},
        {"clean_text": "Build a ramp at the back door", "source": "renamed.md"},
        {"clean_text": "Build a ramp at the back door", "start": 700, "end": 729},
        {"clean_text": "Build a ramp at the back door", "section": "Annex", "question": "What else?"},
    ],
)
def test_id_does_not_hang_on_marks_file_or_position(other):
    assert ids(other) == ids(RAMP)


@pytest.mark.parametrize(
    "other",
    [
        {"clean_text": "Build a ramp at the front door"},
        {**RAMP, "table": "Table 2"},
        {**RAMP, "round": "2"},
        {**RAMP, "cafe": "Hamburg"},
        {**RAMP, "role": "summary"},
    ],
)
def test_other_words_place_or_role_are_another_id(other):
    assert ids(other) != ids(RAMP)


def test_number_of_a_placeholder_does_not_count():
    assert ids("[person 1] opens the shed") == ids("[person 7] opens the shed")
    assert ids("[person 1] opens the shed") != ids("[organisation 1] opens the shed")


def test_twins_are_told_apart_in_their_order():
    first, second = ids(RAMP, RAMP)
    assert first == ids(RAMP)[0] != second


def test_parents_are_renamed_with_their_segments():
    named = name_segments(segments("Tools", {"clean_text": "A drill", "parent_id": "n0001", "depth": 1}))
    assert named["parent_id"].tolist() == ["", named["segment_id"].iloc[0]]


TEXTS = st.lists(st.sampled_from(["a shed", "a pond", "a hedge", "?"]), min_size=1, max_size=12)


@given(TEXTS, st.integers(1, 11))
def test_parts_are_named_as_the_whole_is(texts, cut):
    hanging = [{"clean_text": text} for text in texts]
    for row in hanging[1:]:
        row |= {"parent_id": "n0001", "depth": 1}
    whole = segments(*hanging)
    namer = Namer()
    parts = [part for part in (whole.iloc[:cut], whole.iloc[cut:]) if len(part)]
    named = pd.concat([namer.name(part) for part in parts], ignore_index=True)
    expected = name_segments(whole)
    assert named["segment_id"].tolist() == expected["segment_id"].tolist()
    assert named["segment_id"].is_unique
    assert named["parent_id"].tolist() == ["", *[named["segment_id"].iloc[0]] * (len(texts) - 1)]
