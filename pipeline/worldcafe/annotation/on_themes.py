"""Figures of themes: whether notes that people put together stand together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from worldcafe.annotation.figures import Figure, f1_of_sets, mutual_information, pairs_within
from worldcafe.annotation.overlay import Overlay


def figures_of_themes(overlay: Overlay) -> Iterator[Figure]:
    """Give the figures of themes; none where nobody made any."""
    wanted = overlay.annotation.theme_of
    notes = [unit for unit in overlay.annotation.notes if unit.id in wanted]
    if not notes:
        return
    found = {}
    for unit in notes:
        segment = overlay.best(unit.id)
        found[unit.id] = (segment.theme_id if segment else "") or f"alone {unit.id}"
    tables = {unit.id: unit.cafe + unit.table for unit in notes}
    names = [unit.id for unit in notes]
    yield from compare_groupings(found, {name: wanted[name] for name in names}, tables)
    alone = sum(theme.startswith("alone ") for theme in found.values())
    yield Figure(
        "without a theme", alone / len(names), len(names), "share of notes that the run gives no theme"
    )
    by_table = mutual_information([tables[name] for name in names], [wanted[name] for name in names])
    yield Figure(
        "themes by table", by_table, len(names), "what one theme for each table would have (to be beaten)"
    )


def compare_groupings(
    found: Mapping[str, str], wanted: Mapping[str, str], tables: Mapping[str, str]
) -> Iterator[Figure]:
    """Hold two groupings of the same notes against each other."""
    names = list(wanted)
    value = mutual_information([found[name] for name in names], [wanted[name] for name in names])
    yield Figure("themes", value, len(names), "adjusted mutual information of themes; chance has 0")
    told, right = (pairs_within(_groups(grouping).values()) for grouping in (found, wanted))
    yield Figure("theme pairs", f1_of_sets(told, right), len(right), "pairs of notes in one theme")
    told, right = ({(a, b) for a, b in pairs if tables[a] != tables[b]} for pairs in (told, right))
    if right:
        yield Figure("theme pairs across tables", f1_of_sets(told, right), len(right), "those of two tables")


def _groups(grouping: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, group in grouping.items():
        found[group].append(name)
    return found
