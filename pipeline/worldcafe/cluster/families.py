"""Families: themes that lie near each other, a dozen at most, so that they can be taken in at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from worldcafe.tables.vectors import unit_rows

if TYPE_CHECKING:
    from worldcafe.cluster.margins import Labels
    from worldcafe.tables import FloatMatrix

FEWEST, MOST = 6, 12  # families of a corpus with enough themes: what can be taken in at a glance
USUAL = 4  # themes in a family


def find_families(space: FloatMatrix, topics: Labels, names: Sequence[str]) -> dict[str, str]:
    """Give, for each theme, the largest theme of its family, which stands for it.

    Families are groups of the themes' middles, of like sizes (Ward, 1963): FEWEST to MOST of them, and as
    many as themes where there are no more themes than FEWEST.

    Args:
        space: unit vectors of notes.
        topics: the number of each note's theme, -1 for none.
        names: of the themes, by number.
    """
    from scipy.cluster.hierarchy import fcluster, linkage  # noqa: PLC0415 - slow to import

    if len(names) < 2:
        return {name: name for name in names}
    number = min(len(names), int(np.clip(round(len(names) / USUAL), FEWEST, MOST)))
    centres = unit_rows(np.stack([space[topics == label].mean(axis=0) for label in range(len(names))]))
    groups = fcluster(
        linkage(centres.astype(np.float64).round(6), method="ward"), number, criterion="maxclust"
    )
    sizes = np.bincount(topics[topics >= 0], minlength=len(names))
    largest = {
        group: max(np.flatnonzero(groups == group), key=lambda theme: (sizes[theme], -theme))
        for group in np.unique(groups)
    }
    return {name: names[int(largest[group])] for name, group in zip(names, groups, strict=True)}
