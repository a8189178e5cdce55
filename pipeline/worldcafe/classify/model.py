"""How much each clue, and the sense of a note as a whole, speak for each kind: learned numbers.

Multinomial logistic regression over clues and sentence vectors. `data/kinds.npz` holds its weights, made by
`tests/benchmarks/train_kinds.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from worldcafe.classify.lexicon import Firing
from worldcafe.tables import FloatMatrix

Odds = npt.NDArray[np.float64]
PARTS = {"minilm": slice(0, 384), "wordllama": slice(384, 640)}  # of a vector, by encoder


@dataclass(frozen=True)
class Model:
    """Log-odds of the kinds, in the order of `tables.KINDS`.

    `bias` (kinds), `clues` by name (kinds each), `sense` (numbers of a vector, kinds).
    """

    bias: Odds
    clues: dict[str, Odds]
    sense: Odds

    def read_sense(self, vectors: FloatMatrix, encoder: str) -> Odds:
        """Give what vectors speak for: (notes, kinds); zeros where nothing was learned of their encoder."""
        names = encoder.split("+")
        if any(name not in PARTS for name in names):
            return np.zeros((len(vectors), len(self.bias)))
        rows = np.concatenate([self.sense[PARTS[name]] for name in names])
        share = np.sqrt(len(names) / len(PARTS))  # vectors side by side are shorter each
        spoken: Odds = share * (vectors.astype(np.float64) @ rows)
        return spoken

    def read_clues(self, clues: Sequence[Firing]) -> dict[str, Odds]:
        """Give what each clue speaks for, those that nothing was learned about left out."""
        return {clue.rule: self.clues[clue.rule] for clue in clues if clue.rule in self.clues}


@lru_cache(maxsize=1)
def load_model() -> Model:
    """Give the model that ships with the package."""
    with resources.files("worldcafe").joinpath("data/kinds.npz").open("rb") as file:
        held: Any = np.load(file, allow_pickle=False)
        names, weights = held["names"].tolist(), held["clues"].astype(np.float64)
        return Model(
            bias=held["bias"].astype(np.float64),
            clues=dict(zip(names, weights, strict=True)),
            sense=held["sense"].astype(np.float64),
        )
