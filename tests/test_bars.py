"""Bars do not tell how long a name is, and offsets lead back to the original all the same."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldcafe.errors import InputError
from worldcafe.redact import Evener, even_out
from worldcafe.redact.bars import Moves
from worldcafe.source import Source

PIECE = st.one_of(
    st.text("ab .\n", min_size=1, max_size=30), st.integers(1, 40).map(lambda length: "█" * length)
)


def segments_of(text: str) -> pd.DataFrame:
    """One segment a line, as the stage gives them: text is source[start:end]."""
    rows = [
        {"source": "notes", "start": found.start(), "end": found.end(), "text": found[0]}
        for found in re.finditer(r"[^\n]+", text)
    ]
    return pd.DataFrame(rows, columns=["source", "start", "end", "text"])


def evened(text: str) -> tuple[str, pd.DataFrame]:
    (source,), segments = even_out([Source("notes", text, "")], segments_of(text))
    return source.text, segments


@pytest.mark.parametrize(
    ("masked", "shown"),
    [
        ("no name", "no name"),
        ("███ asks", "█████ asks"),
        ("███████ asks", "█████ asks"),
        ("████████ asks", "██████████ asks"),
        ("████████████ asks", "██████████ asks"),
        ("█ asks", "█ asks"),
        ("██ asks ██", "█ asks █████"),  # one short by one: the next makes up for it
    ],
)
def test_bars_come_in_steps(masked, shown):
    assert evened(masked)[0] == shown


@pytest.mark.parametrize(
    "names", [("Ada", "Hartmut"), ("Margaret", "Wilhelmina"), ("Theodora", "Bartholomeus")]
)
def test_names_of_one_step_leave_the_same_text_and_the_same_offsets(names):
    one, other = (evened(f"{'█' * len(name)} asks\nfor a bench\n") for name in names)
    assert one[0] == other[0]
    assert one[1]["start"].tolist() == other[1]["start"].tolist()


def test_fixed_bars_tell_nothing_however_often_a_name_stands():
    texts = [f"{'█' * length} asks\nfor {'█' * length}\nand {'█' * length} pays" for length in (2, 7, 31)]
    found = [even_out([Source("notes", text, "")], segments_of(text), "fixed") for text in texts]
    for sources, segments in found[1:]:
        assert sources == found[0][0]
        pd.testing.assert_frame_equal(segments, found[0][1])


def test_no_other_bars_are_known():
    with pytest.raises(InputError, match="steps, fixed"):
        Evener("none")


@given(st.lists(PIECE, max_size=12).map("".join))
def test_every_offset_leads_back_to_the_original_by_two_characters_and_to_its_text_exactly(text):
    shown, segments = evened(text)
    before = segments_of(text)
    for row, old in zip(segments.itertuples(), before.itertuples(), strict=True):
        assert shown[row.start : row.end] == row.text
        assert abs(row.start - old.start) <= 2
        assert abs(row.end - old.end) <= 2
    assert shown.replace("█", "") == text.replace("█", "")
    assert all(len(bar) == 1 or len(bar) % 5 == 0 for bar in re.findall("█+", shown))


@given(st.lists(PIECE, max_size=12).map("".join), st.integers(1, 4))
def test_segments_that_come_in_parts_are_moved_as_in_one(text, size):
    segments, even = segments_of(text), Evener()
    parts = [even(segments[start : start + size]) for start in range(0, len(segments), size)]
    if parts:
        pd.testing.assert_frame_equal(pd.concat(parts), evened(text)[1])


def test_a_place_inside_a_bar_stays_in_it():
    moves = Moves()
    moves.add(10, 22)
    assert [moves.position(place) for place in (9, 10, 15, 21, 22, 30)] == [9, 10, 15, 20, 20, 28]
