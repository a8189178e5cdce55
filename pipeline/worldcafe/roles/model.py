"""How much clues and words speak for what a segment is: learned numbers.

Multinomial logistic regression. `data/roles.npz` holds its weights, made by
`tests/benchmarks/train_roles.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from worldcafe.roles.clues import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

Odds = npt.NDArray[np.float64]
TOLD = ("note", "prompt", "summary", "meta")  # what a segment can be


@dataclass(frozen=True)
class RoleModel:
    """Log-odds of the roles, in the order of `TOLD`.

    `bias` (roles), `clues` by name (roles each), `words` by word (roles each).
    """

    bias: Odds
    clues: dict[str, Odds]
    words: dict[str, Odds]

    def read(self, clues: pd.DataFrame, texts: Sequence[str]) -> Odds:
        """Give how likely each segment is each of the roles: (segments, roles), rows sum to 1."""
        odds: Odds = self.bias + clues[list(self.clues)].to_numpy(np.float64) @ np.stack(
            list(self.clues.values())
        )
        odds += np.stack([self._said(text) for text in texts])
        odds = np.exp(odds - odds.max(axis=1, keepdims=True))
        chances: Odds = odds / odds.sum(axis=1, keepdims=True)
        return chances

    def _said(self, text: str) -> Odds:
        """Give what the words of a text speak for; many words have no more weight together than few."""
        known = [self.words[word] for word in words_of(text) if word in self.words]
        return np.sum(known, axis=0) / np.sqrt(len(known)) if known else np.zeros(len(TOLD))


@lru_cache(maxsize=1)
def load_model() -> RoleModel:
    """Give the model that ships with the package."""
    with resources.files("worldcafe").joinpath("data/roles.npz").open("rb") as file:
        held: Any = np.load(file, allow_pickle=False)
        return RoleModel(
            bias=held["bias"].astype(np.float64),
            clues=_named(held["clues"], held["of_clues"]),
            words=_named(held["words"], held["of_words"]),
        )


def _named(names: Any, weights: Any) -> dict[str, Odds]:
    return dict(zip(names.tolist(), weights.astype(np.float64), strict=True))
