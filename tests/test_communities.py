"""Groups of a large corpus."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import adjusted_mutual_info_score

from worldcafe.cluster import communities
from worldcafe.cluster.communities import _follow, find_communities
from worldcafe.cluster.grouping import MOST_ROWS, NoteGrouper
from worldcafe.language.lots import draw_texts
from worldcafe.tables.vectors import unit_rows

GROUPS, EACH, WIDE = 30, 40, 32


@pytest.fixture(name="planted", scope="module")
def _planted():
    random = np.random.default_rng(3)
    truth = np.repeat(np.arange(GROUPS), EACH)
    centres = random.normal(size=(GROUPS, WIDE))
    return unit_rows(centres[truth] + 0.5 * random.normal(size=(len(truth), WIDE))), truth


@pytest.fixture(name="found", scope="module")
def _found(planted):
    return find_communities(planted[0], [planted[0]], 0)


def same_groups(one, other) -> bool:
    return adjusted_mutual_info_score(one, other) == pytest.approx(1)


def test_groups_that_were_planted_in_a_large_corpus_are_found(planted, found):
    groups, _ = found
    assert adjusted_mutual_info_score(planted[1], groups) > 0.95
    assert GROUPS * 0.8 <= groups.max() + 1 <= GROUPS * 1.3


def test_same_rows_give_the_same_groups_again(planted, found):
    groups, together = find_communities(planted[0], [planted[0]], 0)
    np.testing.assert_array_equal(groups, found[0])
    np.testing.assert_array_equal(together, found[1])


def test_order_of_the_rows_does_not_change_the_groups_of_a_large_corpus(planted, found):
    order = np.random.default_rng(5).permutation(len(planted[0]))
    turned = planted[0][order]
    groups, _ = find_communities(turned, [turned], 0)
    assert same_groups(groups, found[0][order])


def test_the_same_note_said_often_is_one_group_and_parts_no_other(planted, found):
    often = np.repeat(planted[0][:1], 200, axis=0)
    groups, _ = find_communities(np.vstack([planted[0], often]), [np.vstack([planted[0], often])], 0)
    assert set(groups[len(planted[0]) :]) == {groups[0]}
    assert same_groups(groups[: len(planted[0])], found[0])


def test_what_lies_between_groups_is_less_together_than_what_lies_within(planted):
    rows, truth = planted
    between = unit_rows(
        np.stack([rows[truth == i].mean(axis=0) + rows[truth == i + 1].mean(axis=0) for i in range(20)])
    )
    every = np.vstack([rows, between])
    _, together = find_communities(every, [every], 0)
    assert together[len(rows) :].mean() < together[: len(rows)].mean()
    assert ((together >= 0) & (together <= 1)).all()


def test_a_large_corpus_of_the_same_few_notes_has_a_group_for_each():
    rows = np.tile(np.eye(4, dtype=np.float32), (500, 1))
    groups, together = find_communities(rows, [rows], 0)
    assert len(set(groups)) == 4
    assert same_groups(groups, np.tile(np.arange(4), 500))
    assert (together == 1).all()


def test_large_corpus_of_noise_is_grouped_without_a_stable_number():
    rows = unit_rows(np.random.default_rng(0).normal(size=(MOST_ROWS + 50, 200)))
    groups = NoteGrouper(fewest=3, seed=0).fit(rows)
    sizes = np.bincount(groups.labels_[groups.labels_ >= 0])
    assert len(groups.labels_) == len(groups.together_) == len(rows)
    assert sizes.min() >= 3


def test_groups_of_large_and_small_corpora_are_numbered_by_first_appearance(planted):
    for rows in (planted[0], planted[0][: MOST_ROWS // 2]):
        labels = NoteGrouper(fewest=3, seed=0).fit(rows).labels_
        _, first = np.unique(labels[labels >= 0], return_index=True)
        assert (np.diff(first) > 0).all()


@pytest.fixture(name="many", scope="module")
def _many(planted):
    """The planted rows, found among a third of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(communities, "SAMPLE", 400)
        patch.setattr(communities, "BLOCK", 100)
        return find_communities(planted[0], [planted[0]], 0)


def test_of_very_many_rows_a_sample_finds_the_groups_and_the_others_follow(planted, many):
    groups, together = many
    assert adjusted_mutual_info_score(planted[1], groups) > 0.85
    assert len(groups) == len(together) == len(planted[0])
    assert ((together > 0) & (together <= 1)).all()


def test_order_of_very_many_rows_does_not_change_their_groups(planted, many, monkeypatch):
    monkeypatch.setattr(communities, "SAMPLE", 400)
    order = np.random.default_rng(5).permutation(len(planted[0]))
    turned = planted[0][order]
    assert same_groups(find_communities(turned, [turned], 0)[0], many[0][order])


def test_the_sample_is_that_of_the_texts_which_an_encoder_reads(planted, monkeypatch):
    monkeypatch.setattr(communities, "SAMPLE", 400)
    texts = [f"note {row}" for row in range(len(planted[0]))]
    drawn, others = np.zeros(len(texts), bool), planted[0].copy()
    drawn[draw_texts(texts, 400)] = True
    others[~drawn] = others[~drawn][::-1]  # what lies outside founds no group
    one, other = (find_communities(rows, [rows], 0, texts)[0] for rows in (planted[0], others))
    assert same_groups(one[drawn], other[drawn])
    assert not same_groups(one[~drawn], other[~drawn])
    assert adjusted_mutual_info_score(planted[1], one) > 0.85


def test_a_row_follows_most_of_the_rows_nearest_to_it():
    known = unit_rows(np.array([[1, 0], [0.9, 0.1], [0, 1]] * 10, np.float32))
    groups, steady = np.array([4, 4, 7] * 10), np.array([0.5, 0.5, 1.0] * 10)
    chosen, sure = _follow(unit_rows(np.array([[1, 0.05], [0.8, 0.3]], np.float32)), known, groups, steady)
    assert chosen.tolist() == [4, 4]
    assert sure.tolist() == [0.5, 0.5]
