"""Vectors of unit length, so that a product of two is their cosine."""

from __future__ import annotations

import numpy as np

from worldcafe.tables import FloatMatrix


def unit_rows(matrix: FloatMatrix) -> FloatMatrix:
    """Give the rows (of the last axis) scaled to unit length, as float32; a zero row stays zero."""
    norms = np.linalg.norm(matrix, axis=-1, keepdims=True)
    scaled: FloatMatrix = (matrix / np.where(norms > 1e-9, norms, 1)).astype(np.float32, copy=False)
    return scaled
