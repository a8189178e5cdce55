"""Vectors of very many texts: the encoder reads a sample, and what it would say of the others is foretold.

Static word vectors take a hundredth of the time of a sentence encoder. A linear map from the ones to the
others (ridge regression: Hoerl and Kennard, 1970), learned on the texts that both have read, gives the
vectors of all further texts. `docs/scale.md` has what is lost by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from worldcafe.embed.reading import read_texts
from worldcafe.language.common_words import Spans
from worldcafe.language.lots import ENOUGH, MANY, draw_texts
from worldcafe.tables import FloatMatrix
from worldcafe.tables.vectors import unit_rows

STIFF = 1.0  # weight of a small map against a true one


@dataclass(frozen=True)
class Foretold:
    """An encoder that gives what another would say, and beside it the static vectors that it goes by.

    `middle` are the means of static vectors and of those of the other encoder; `rows` leads from the ones to
    the others.
    """

    name: str
    static: Any
    middle: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]
    rows: npt.NDArray[np.float64]

    def encode(self, texts: list[str], /) -> FloatMatrix:
        """Give one row of unit length per text."""
        return self.encode_apart(texts, [()] * len(texts))[:, 0]

    def encode_apart(self, texts: Sequence[str], left_out: Sequence[Spans]) -> FloatMatrix:
        """Give the two vectors of each text in one row each, as the two encoders side by side do."""
        known = read_texts(texts, left_out, self.static)
        told = (known.astype(np.float64) - self.middle[0]) @ self.rows + self.middle[1]
        return unit_rows(np.concatenate([unit_rows(told.astype(np.float32)), known], axis=2))


def is_foretellable(encoder: Any) -> bool:
    """Tell whether an encoder is two side by side, of which the second is quick."""
    return getattr(encoder, "static", None) is not None


def learn_from(read: FloatMatrix, encoder: Any) -> Foretold:
    """Learn what an encoder says of texts from what it has said.

    Args:
        read: (texts, 2, numbers), what two encoders side by side gave, the static one last.
        encoder: these two encoders.
    """
    static = encoder.static
    rows = unit_rows(read.reshape(-1, read.shape[2]).astype(np.float64))
    width = read.shape[2] - static.width
    known, told = unit_rows(rows[:, width:]), unit_rows(rows[:, :width])
    middle = known.mean(axis=0), told.mean(axis=0)
    near, far = known - middle[0], told - middle[1]
    inner = near.T @ near + STIFF * np.eye(near.shape[1])
    return Foretold(encoder.name, static, middle, np.linalg.solve(inner, near.T @ far))


def sample_texts(texts: Sequence[str], many: int = MANY, enough: int = ENOUGH) -> list[int]:
    """Give the places of so many different texts, chosen by the texts alone; of all, up to `many`."""
    return draw_texts(texts, enough if len(texts) > many else many)
