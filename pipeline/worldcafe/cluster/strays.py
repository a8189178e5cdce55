"""Notes that speak of what another table spoke of.

A table keeps to its subject, so its notes are grouped together even where one of them is about what is a
theme elsewhere. Such a note stands out: it is far more like that theme than other notes are, by its own words
and by the claims of the report that it is like, and not like the notes around it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from worldcafe.cluster.evidence import KINDS, Known, from_other_tables
from worldcafe.tables import FloatMatrix

Labels = npt.NDArray[np.int64]
Square = npt.NDArray[np.float64]

CLAIMS = 0.7  # weight of the claims that notes are like, against their own words
HIGH, FAR = 2.5, 3.0  # deviations that a note stands out by, and is more like the other theme than its own


def move_strays(known: Known, groups: Labels, together: FloatMatrix) -> Labels:
    """Give the groups with each stray in the group, mostly of other tables, that it is far more like.

    Args:
        known: what is known of the notes.
        groups: the number of each note's group, -1 for none.
        together: how often each two notes were grouped together.
    """
    names = np.unique(groups[groups >= 0])
    across = from_other_tables(known.tables)
    if len(names) < 2 or not across.any():
        return groups
    member = (groups[:, None] == names).astype(np.float64)
    likeness = (1 - CLAIMS) * KINDS["meaning"](known) + CLAIMS * KINDS["claims"](known)
    standing = _standing(likeness.astype(np.float64), _shares(member, together))
    own = np.where(member.any(axis=1), np.where(member > 0, standing, -np.inf).max(axis=1), -np.inf)
    elsewhere = across @ member / member.sum(axis=0) > 0.5
    other = np.where(elsewhere & (member == 0), standing, -np.inf)
    best = other.argmax(axis=1)
    height = other[np.arange(len(groups)), best]
    goes = (height > HIGH) & (height - own > FAR)
    return np.where(goes, names[best], groups)


def _shares(member: Square, together: FloatMatrix) -> Square:
    """Give how far each note belongs to each group, 1 in all: few notes belong to one for certain."""
    ties = together.astype(np.float64) @ member / member.sum(axis=0)
    shares: Square = ties / np.maximum(ties.sum(axis=1, keepdims=True), 1e-9)
    return shares


def _standing(likeness: Square, shares: Square) -> Square:
    """Give how many deviations each note is more like each group than notes are, itself left out."""
    np.fill_diagonal(likeness, 0)
    means = likeness @ shares / np.maximum(shares.sum(axis=0) - shares, 1)
    standing: Square = ((means - means.mean(axis=0)) / (means.std(axis=0) + 1e-9)).round(6)
    return standing
