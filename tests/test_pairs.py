"""What speaks for two notes being of one theme."""

from __future__ import annotations

import numpy as np
import pytest

from worldcafe.cluster.evidence import KINDS, Known, from_other_tables, gather
from worldcafe.cluster.grouping import _fold_by_ties, _unlike
from worldcafe.cluster.likely import START, load_models, weigh_pairs
from worldcafe.cluster.space import NoteVectors
from worldcafe.cluster.strays import move_strays
from worldcafe.tables.vectors import unit_rows

TEXTS = ["The bus stops at nine", "A bus on Sundays", "A cheaper fare", "Hedges and ponds", "Ponds for frogs"]
TABLES = ["1", "1", "1", "2", "2"]
VECTORS = unit_rows(np.array([[3, 1, 0], [3, 0, 0], [2, 1, 0], [0, 1, 3], [0, 0, 3]], np.float32))


def known(**changes) -> Known:
    """Give five notes of two tables, one conversation each."""
    frames = (np.zeros((5, 3), np.float32), VECTORS[[0, 0, 0, 3, 3]])
    given = {
        "notes": NoteVectors(VECTORS, frames, (3,) * 5, (range(3), range(3, 5))),
        "placed": VECTORS,
        "texts": TEXTS,
        "tables": TABLES,
        "parents": ["h1", "h1", "h2", "", ""],
        "claims": np.zeros((0, 3), np.float32),
    }
    return Known(**{**given, **changes})


@pytest.mark.parametrize(
    ("kind", "one", "other", "least", "most"),
    [
        ("words", 0, 1, 0.2, 1.0),  # "bus"
        ("words", 1, 2, 0.0, 0.0),  # "a" is no word that tells
        ("words", 3, 4, 0.2, 1.0),
        ("same_table", 0, 2, 1.0, 1.0),
        ("same_table", 2, 3, 0.0, 0.0),
        ("near", 0, 1, 0.85, 1.0),
        ("near", 0, 2, 0.7, 0.85),
        ("near", 2, 3, 0.0, 0.0),  # next to each other in the source, and of two conversations
        ("bullet", 0, 1, 1.0, 1.0),
        ("bullet", 1, 2, 0.0, 0.0),
        ("bullet", 3, 4, 0.0, 0.0),  # both under nothing
        ("meaning", 3, 4, 0.9, 1.0),
        ("meaning", 0, 4, -1.0, 0.0),
        ("question", 0, 1, 0.0, 0.0),  # there are no questions
        ("claims", 0, 1, 0.0, 0.0),  # nor claims
    ],
)
def test_evidence_of_two_notes(kind, one, other, least, most):
    found = gather(known())[kind]
    assert least <= found[one, other] <= most
    np.testing.assert_allclose(found, found.T, atol=1e-6)


def test_claims_speak_for_notes_that_are_like_the_same_claim():
    claims = np.tile(VECTORS[[0, 4]], (3, 1))
    found = gather(known(claims=claims))["claims"]
    assert found[0, 1] > 0.9
    assert found[0, 4] < 0.1


@pytest.mark.parametrize(
    ("tables", "apart"),
    [(["1", "1", "2"], 2), (["1", "2", "3"], 3), (["", "", ""], 0), (["1", "", "2"], 1)],
)
def test_notes_of_no_table_are_of_no_other_table(tables, apart):
    assert from_other_tables(tables).sum() == 2 * apart


def test_weights_that_ship_are_of_evidence_that_there_is():
    models = load_models()
    assert set(models) == {"all", "within", "across"}
    for model in models.values():
        assert set(model) - {START} <= set(KINDS)
        assert START in model


def test_likelihood_follows_the_weights_and_pairs_of_two_tables_have_their_own():
    only = {"all": {START: 0.0}, "within": {START: 0.0, "bullet": 2.0}, "across": {START: -4.0}}
    alike, apart = weigh_pairs(known(), only)
    assert (alike == 0.5).all()
    assert apart[0, 1] == pytest.approx(1 / (1 + np.exp(-2)))
    assert apart[1, 2] == pytest.approx(0.5)
    assert apart[2, 3] == pytest.approx(1 / (1 + np.exp(4)))


def test_notes_of_the_same_text_are_as_near_to_all_others():
    likely = np.array([[1, 0.9, 0.2], [0.9, 1, 0.6], [0.2, 0.6, 1]])
    apart = _unlike(likely, ["Ponds", "Buses", "Ponds"])
    assert apart[0, 2] == 0
    assert apart[0, 1] == apart[2, 1] == pytest.approx(1 - 0.75)


def test_small_group_joins_the_one_that_it_was_most_together_with():
    together = np.array(
        [[1, 0.9, 0.1, 0.2], [0.9, 1, 0.1, 0.2], [0.1, 0.1, 1, 0.6], [0.2, 0.2, 0.6, 1]], np.float32
    )
    assert _fold_by_ties(together, np.array([0, 0, 1, 2]), 2).tolist() in ([0, 0, 2, 2], [0, 0, 1, 1])
    assert _fold_by_ties(together, np.array([0, 0, 1, 2]), 1).tolist() == [0, 0, 1, 2]
    assert len(set(_fold_by_ties(together, np.array([0, 0, 1, 2]), 4))) == 1


@pytest.mark.parametrize(
    ("tables", "lies_in"),
    [
        ([str(group // 2) for group in range(16)], 5),  # of another table
        (["0", *"1122", "0", *"3344556677"], 0),  # of its own table: there they were told apart
        (["0"] * 16, 0),
        ([""] * 16, 0),
    ],
)
def test_note_that_speaks_of_a_theme_of_another_table_goes_there_and_no_other(tables, lies_in):
    random = np.random.default_rng(0)
    groups = np.repeat(np.arange(16), 5)
    middles = np.eye(16)[groups] + random.normal(0, 0.15, (80, 16))
    middles[0] = np.eye(16)[5]
    vectors = unit_rows(middles.astype(np.float32))
    what = known(
        notes=NoteVectors(vectors, (), (3,) * 80, ()), placed=vectors, texts=["x"] * 80,
        tables=[tables[group] for group in groups], parents=[""] * 80, claims=np.zeros((0, 16), np.float32),
    )  # fmt: skip
    together = (groups[:, None] == groups).astype(np.float32)
    assert move_strays(what, groups, together).tolist() == [lies_in, *groups[1:].tolist()]
