"""How notes are placed does not hang on how many rows are placed at a time."""

from __future__ import annotations

import numpy as np
import pytest

from worldcafe.cluster import space
from worldcafe.cluster.space import NoteVectors, ThemeSpace
from worldcafe.settings import ClusterSettings
from worldcafe.tables.vectors import unit_rows

RANDOM = np.random.default_rng(0)
SIZE = 300
ROWS = unit_rows(RANDOM.standard_normal((SIZE, 16)).astype(np.float32))
FRAME = np.where(np.arange(SIZE)[:, None] % 3 > 0, ROWS[::-1], 0).astype(np.float32)
TALKS = (range(5), range(5, 150), range(150, 151), range(160, 300))


def notes_of(*frames) -> NoteVectors:
    return NoteVectors(ROWS, frames, tuple(RANDOM.integers(1, 9, SIZE).tolist()), TALKS)


@pytest.mark.parametrize("frames", [(), (FRAME,), (FRAME, 0 * FRAME)])
@pytest.mark.parametrize("block", [1, 7, 64, 299])
def test_notes_placed_block_by_block_lie_where_they_lie_placed_at_once(monkeypatch, frames, block):
    notes = notes_of(*frames)
    placing = ThemeSpace.around(notes, ClusterSettings())
    whole = placing.place(notes)
    monkeypatch.setattr(space, "BLOCK", block)
    np.testing.assert_array_equal(placing.place(notes), whole)


def test_of_a_view_only_the_rows_that_are_asked_for_are_made_and_they_are_the_same():
    notes = notes_of(FRAME)
    placing = ThemeSpace.around(notes, ClusterSettings())
    for view in placing.views(notes, placing.place(notes)):
        whole = view[:]
        asked = RANDOM.permutation(SIZE)[:40]
        np.testing.assert_array_equal(view[asked], whole[asked])
        assert whole.shape == ROWS.shape


def test_views_weigh_conversation_otherwise_than_the_place():
    notes = notes_of()
    placing = ThemeSpace.around(notes, ClusterSettings())
    placed = placing.place(notes)
    views = [view[:] for view in placing.views(notes, placed)]
    assert len(views) == len(space.SPREAD[0]) * len(space.SPREAD[1])
    assert not np.allclose(views[0], views[-1])


def test_notes_without_conversation_and_question_are_seen_as_they_are_placed():
    alone = NoteVectors(ROWS, (), (3,) * SIZE, ())
    placing = ThemeSpace.around(alone, ClusterSettings())
    placed = placing.place(alone)
    (view,) = placing.views(alone, placed)
    assert view is placed
