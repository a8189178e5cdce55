"""Families of themes: what every format shows first, a dozen at most; their themes open below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from worldcafe.found import split_ids
from worldcafe.report.model import FamilyView
from worldcafe.report.palette import colour_number

if TYPE_CHECKING:
    import pandas as pd

    from worldcafe.report.model import ThemeView


COUNTED = ("n_notes", "n_suggestions", "n_tables", "n_cafes", "n_places")


def view_families(table: pd.DataFrame, themes: Sequence[ThemeView]) -> tuple[FamilyView, ...]:
    """Give the families, those of most places first; each keeps the colour of its place in the table."""
    known = {theme.theme_id: theme for theme in themes}
    order = {theme.theme_id: place for place, theme in enumerate(themes)}
    found = []
    for place, row in enumerate(table.to_dict("records")):
        own = sorted((name for name in split_ids(row["theme_ids"]) if name in known), key=order.__getitem__)
        if own:
            counts = {name: row[name] for name in COUNTED}
            members = tuple(known[name] for name in own)
            named = (str(row["family_id"]), str(row["name"]), str(row["sentence"]))
            found.append(FamilyView(*named, colour_number(place), members, **counts))
    return tuple(sorted(found, key=lambda family: (-family.n_places, -family.n_notes)))
