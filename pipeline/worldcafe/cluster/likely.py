"""How likely two notes are of one theme, by all that speaks for it: weights learned from people's themes.

The weights in data/pairs.toml are those of logistic regressions on pairs of notes in corpora whose themes
were made by hand; tests/benchmarks/learn_pairs.py learns them, and measures each corpus by weights of others.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from worldcafe.cluster.evidence import Known, from_other_tables, gather
from worldcafe.files.given import read_shipped
from worldcafe.tables import FloatMatrix

Model = Mapping[str, float]
Square = npt.NDArray[np.float64]
START = "start"  # where a model begins, before any evidence


def weigh_pairs(known: Known, models: Mapping[str, Model] | None = None) -> tuple[Square, Square]:
    """Give two opinions on how likely each two notes are of one theme, 0 to 1.

    The first weighs all pairs alike; the second weighs notes of different tables by weights of their own, for
    what ties them is not what ties notes of one conversation.
    """
    models = models or load_models()
    found = gather(known)
    across = from_other_tables(known.tables)
    apart = np.where(across, _odds(models["across"], found), _odds(models["within"], found))
    return _likelihood(_odds(models["all"], found)), _likelihood(apart)


def _odds(model: Model, found: Mapping[str, FloatMatrix]) -> Square:
    """Give the logarithm of the odds that two notes are of one theme."""
    size = next(iter(found.values())).shape
    total = np.full(size, model[START], np.float64)
    for name, weight in model.items():
        if name != START:
            total += weight * found[name]
    return total


def _likelihood(odds: Square) -> Square:
    likely: Square = 1 / (1 + np.exp(-odds))
    return likely


def load_models() -> Mapping[str, Model]:
    """Give the weights of each kind of evidence in each model, by their names."""
    return read_shipped("pairs.toml")
