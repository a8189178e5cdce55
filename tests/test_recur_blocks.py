"""Very many suggestions are weighed part by part."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from worldcafe.recur import blocks
from worldcafe.recur.blocks import part_suggestions
from worldcafe.tables.vectors import unit_rows

RANDOM = np.random.default_rng(0)
THEMES = ["T01"] * 60 + ["T02"] * 30 + [""] * 10
PROPOSED = pd.DataFrame({"segment_id": [f"n{row:03d}" for row in range(100)], "theme_id": THEMES})
VECTORS = unit_rows(RANDOM.standard_normal((100, 6)).astype(np.float32))


def parts_of(most: int, *bound: list[str]) -> list[list[int]]:
    return [rows.tolist() for rows in part_suggestions(PROPOSED, VECTORS, bound, most)]


def test_few_suggestions_are_one_part():
    assert parts_of(100) == [list(range(100))]


@pytest.mark.parametrize("most", [99, 60, 20, 7])
def test_every_suggestion_is_in_one_part_of_its_theme_alone(most):
    parts = parts_of(most)
    assert sorted(row for rows in parts for row in rows) == list(range(100))
    assert all(len({THEMES[row] for row in rows}) == 1 for rows in parts)
    assert max(map(len, parts)) <= most
    assert [rows[0] for rows in parts] == sorted(rows[0] for rows in parts)


def test_what_lies_near_stays_together_where_a_theme_is_cut():
    near = VECTORS.copy()
    near[:30], near[30:60] = [1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0]
    turned = [row for pair in zip(range(30), range(30, 60), strict=True) for row in pair]
    near[:60] = near[turned]
    parts = part_suggestions(PROPOSED, near, [], 30)
    assert [rows.tolist() for rows in parts[:2]] == [list(range(0, 60, 2)), list(range(1, 60, 2))]


def test_what_a_claim_or_a_person_holds_together_is_in_one_part():
    parts = parts_of(20, ["n000", "n095", "no note of these"], ["n061"])
    assert any({0, 95} <= set(rows) for rows in parts)
    assert sorted(row for rows in parts for row in rows) == list(range(100))


def test_the_border_is_that_of_what_can_be_weighed_pair_by_pair():
    assert blocks.MOST**2 * 8 < 200_000_000  # bytes of one matrix
