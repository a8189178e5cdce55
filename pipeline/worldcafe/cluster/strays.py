"""Notes that speak of what another table spoke of.

A table keeps to its subject, so its notes are grouped together even where one of them is about what is a
theme elsewhere. Such a note stands out: it is far more like that theme than other notes are, by its own words
and by the claims of the report that it is like, and not like the notes around it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from worldcafe.cluster.evidence import KINDS, Known, from_other_tables

Labels = npt.NDArray[np.int64]
Square = npt.NDArray[np.float64]

CLAIMS = 0.7  # weight of the claims that notes are like, against their own words
HIGH, FAR = 2.5, 3.0  # deviations that a note stands out by, and is more like the other theme than its own


def move_strays(known: Known, groups: Labels) -> Labels:
    """Give the groups with each stray in the group, mostly of other tables, that it is far more like.

    Args:
        known: what is known of the notes.
        groups: the number of each note's group, -1 for none.
    """
    names = np.unique(groups[groups >= 0])
    across = from_other_tables(known.tables)
    if len(names) < 2 or not across.any():
        return groups
    member = (groups[:, None] == names).astype(np.float64)
    likeness = (1 - CLAIMS) * KINDS["meaning"](known) + CLAIMS * KINDS["claims"](known)
    standing = _standing(likeness.astype(np.float64), member)
    own = np.where(member.any(axis=1), np.where(member > 0, standing, -np.inf).max(axis=1), -np.inf)
    elsewhere = across @ member / member.sum(axis=0) > 0.5
    other = np.where(elsewhere & (member == 0), standing, -np.inf)
    best = other.argmax(axis=1)
    height = other[np.arange(len(groups)), best]
    goes = (height > HIGH) & (height - own > FAR)
    return np.where(goes, names[best], groups)


def _standing(likeness: Square, member: Square) -> Square:
    """Give how many deviations each note is more like each group than notes are, itself left out."""
    np.fill_diagonal(likeness, 0)
    means = likeness @ member / np.maximum(member.sum(axis=0) - member, 1)
    standing: Square = ((means - means.mean(axis=0)) / (means.std(axis=0) + 1e-9)).round(6)
    return standing
