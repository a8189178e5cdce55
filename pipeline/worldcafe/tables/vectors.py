"""Vectors of unit length, so that a product of two is their cosine."""

from __future__ import annotations

import numpy as np

from worldcafe.tables import FloatMatrix

BLOCK = 8192  # rows at a time, so that what is needed on the way stays small
FEW = 10  # a mean of few vectors is mostly these: it is drawn towards zero as if there were ten more
ACROSS = 0.3  # cosine from which two texts in different languages rather say the same than not
SMALL = 1e-9  # a row no longer than that points nowhere


def unit_rows(matrix: FloatMatrix) -> FloatMatrix:
    """Give the rows (of the last axis) scaled to unit length, as float32; a zero row stays zero."""
    scaled: FloatMatrix = np.empty(matrix.shape, np.float32)
    for start in range(0, len(matrix), BLOCK):
        block = matrix[start : start + BLOCK]
        norms = np.linalg.norm(block, axis=-1, keepdims=True)
        scaled[start : start + BLOCK] = block / np.where(norms > SMALL, norms, 1)
    return scaled
