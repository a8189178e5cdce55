"""Quality by number of themes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score, silhouette_score

from worldcafe.cluster import weigh_numbers
from worldcafe.cluster.numbers import _numbers, _separation, adjusted_rand


def blobs(groups: int, each: int) -> np.ndarray:
    random = np.random.default_rng(2)
    middles = np.repeat(np.eye(12, dtype=np.float32)[:groups], each, axis=0)
    notes = middles + 0.05 * random.standard_normal(middles.shape).astype(np.float32)
    return notes / np.linalg.norm(notes, axis=1, keepdims=True)


def test_number_of_groups_that_there_are_is_the_steadiest_and_best_separated():
    table = weigh_numbers(blobs(4, 12), found=4, seed=0).set_index("n_themes")
    assert table["separation"].idxmax() == table["stability"].idxmax() == 4
    assert table.loc[4, "stability"] == 1
    assert table["is_found"].sum() == 1


def test_same_seed_gives_the_same_curve():
    pd.testing.assert_frame_equal(weigh_numbers(blobs(3, 9), 3, 5), weigh_numbers(blobs(3, 9), 3, 5))


@pytest.mark.parametrize("space", [None, blobs(2, 3)], ids=["no themes", "six notes"])
def test_handful_of_notes_has_no_curve(space):
    assert len(weigh_numbers(space, found=0, seed=0)) == 0


def test_measures_are_those_of_the_literature():
    random = np.random.default_rng(4)
    space, one = blobs(5, 8), random.integers(0, 5, 40)
    apart = np.clip(1 - space @ space.T, 0, 2).astype(float)
    np.fill_diagonal(apart, 0)
    assert _separation(apart, one) == pytest.approx(
        silhouette_score(apart, one, metric="precomputed"), abs=1e-4
    )
    for other in (one, one // 2, random.integers(0, 5, 40)):
        assert adjusted_rand(one, other) == pytest.approx(adjusted_rand_score(one, other))


@pytest.mark.parametrize(("found", "beside"), [(40, 41), (9, 8)])
def test_number_found_stands_apart_from_its_neighbours(found, beside):
    numbers = _numbers(516, found)
    assert found in numbers
    assert beside not in numbers
    assert {2, 129} <= set(numbers)


def test_number_that_was_not_probed_changes_no_other():
    assert _numbers(516, 0) == _numbers(516, 400)
