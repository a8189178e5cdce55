"""Two annotations of the same notes beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from worldcafe.annotation.figures import Figure, f1_of_sets, macro_f1, pairs_within
from worldcafe.annotation.on_themes import compare_groupings
from worldcafe.annotation.units import Annotation
from worldcafe.tables import KINDS


def figures_of_agreement(one: Annotation, other: Annotation) -> Iterator[Figure]:
    """Give how far two people agree on what both annotated."""
    yield from _kinds(one, other)
    yield from _themes(one, other)
    pairs = [pairs_within(annotation.recurrent) for annotation in (one, other)]
    if all(pairs):
        yield Figure(
            "same suggestion", f1_of_sets(*pairs), len(pairs[1]), "pairs of notes that suggest the same"
        )
    if one.links and other.links:
        n = len(other.links)
        yield Figure("links", f1_of_sets(one.links, other.links), n, "pairs of a claim and a note behind it")


def _kinds(one: Annotation, other: Annotation) -> Iterator[Figure]:
    both = [name for name in one.kinds if name in other.kinds]
    if not both:
        return
    mine, theirs = ([annotation.kinds[name] for name in both] for annotation in (one, other))
    same = sum(a == b for a, b in zip(mine, theirs, strict=True)) / len(both)
    yield Figure("kinds alike", same, len(both), "share of notes with the same kind")
    if len({*mine, *theirs}) > 1:
        yield Figure("kinds kappa", _kappa(mine, theirs), len(both), "Cohen's kappa: 0 is what chance gives")
        value = nominal_alpha(list(zip(mine, theirs, strict=True)))
        yield Figure("kinds alpha", value, len(both), "Krippendorff's alpha: 0 is what chance gives")
    used = [kind for kind in KINDS if kind in {*mine, *theirs}]
    yield Figure("kinds", macro_f1(mine, theirs, used), len(both), "kinds, each counting the same")
    asked = [{name for name in both if annotation.kinds[name] == "suggestion"} for annotation in (one, other)]
    if any(asked):
        yield Figure("suggestions", f1_of_sets(*asked), len(asked[1]), "what is a suggestion")


def _kappa(mine: Sequence[str], theirs: Sequence[str]) -> float:
    from sklearn.metrics import cohen_kappa_score  # noqa: PLC0415 - slow to import

    return float(cohen_kappa_score(mine, theirs))


def nominal_alpha(labels: Sequence[Sequence[str]]) -> float:
    """Give Krippendorff's alpha of names that several people gave to the same things.

    Args:
        labels: for each thing the names that it got, one a person; "" where a person gave none.

    Returns:
        1 for full agreement, 0 for what chance gives; nan where all names are one.

    Method: Krippendorff, Content Analysis (2004), 11.3: what is given to a thing in pairs, observed beside
    expected.
    """
    units = [Counter(filter(None, given)) for given in labels]
    units = [unit for unit in units if unit.total() > 1]
    total = sum(units, Counter[str]())
    n = total.total()
    observed = sum(_apart(unit) / (unit.total() - 1) for unit in units)
    expected = _apart(total) / (n - 1) if n > 1 else 0.0
    return 1 - observed / expected if expected else float("nan")


def _apart(counts: Mapping[str, int]) -> int:
    """Count the ordered pairs of two that differ."""
    return sum(counts.values()) ** 2 - sum(count**2 for count in counts.values())


def _themes(one: Annotation, other: Annotation) -> Iterator[Figure]:
    mine, theirs = one.theme_of, other.theme_of
    both = [unit for unit in other.notes if unit.id in mine and unit.id in theirs]
    if both:
        tables = {unit.id: unit.cafe + unit.table for unit in both}
        found, wanted = ({unit.id: of[unit.id] for unit in both} for of in (mine, theirs))
        yield from compare_groupings(found, wanted, tables)
