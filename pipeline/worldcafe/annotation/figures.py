"""Figures with what they rest on."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from itertools import combinations
from typing import NamedTuple


class Figure(NamedTuple):
    """One figure: 1 is full agreement.

    Attributes:
        figure: its name.
        value: the figure itself.
        n: how many units, pairs or groups it rests on.
        meaning: what it says, in a sentence.
    """

    figure: str
    value: float
    n: int
    meaning: str


def f1(right: float, found: float, wanted: float) -> float:
    """Give the harmonic mean of precision and recall; 0 where nothing is right.

    Args:
        right: how many of the found are wanted.
        found: how many were found.
        wanted: how many were to be found.
    """
    return 2 * right / (found + wanted) if right else 0.0


def f1_of_sets(found: Collection[Hashable], wanted: Collection[Hashable]) -> float:
    """Give the same of two sets."""
    return f1(len(set(found) & set(wanted)), len(set(found)), len(set(wanted)))


def pairs_within(groups: Iterable[Collection[str]]) -> set[tuple[str, str]]:
    """Give the pairs of members of one group, each pair in order."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def macro_f1(found: Collection[str], wanted: Collection[str], labels: Collection[str]) -> float:
    """Give the mean over labels of their F1; a label that neither has counts 0."""
    from sklearn.metrics import f1_score  # noqa: PLC0415 - slow to import

    return float(f1_score(list(wanted), list(found), labels=list(labels), average="macro", zero_division=0))


def mutual_information(found: Collection[str], wanted: Collection[str]) -> float:
    """Give the adjusted mutual information of two groupings of the same things (Vinh et al. 2010)."""
    from sklearn.metrics import adjusted_mutual_info_score  # noqa: PLC0415 - slow to import

    return float(adjusted_mutual_info_score(list(wanted), list(found)))
