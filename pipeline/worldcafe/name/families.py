"""Families of themes in a table, the largest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from worldcafe.name.choose import Settled
from worldcafe.name.told import count_places, tell_groups
from worldcafe.tables import Families, Segments, Themes

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.name.hear import Heard


def name_families(
    segments: DataFrame[Segments],
    themes: DataFrame[Themes],
    heard: Heard,
    settled: Sequence[tuple[tuple[str, ...], str]] = (),
) -> DataFrame[Families]:
    """Give one row per family, the largest first, with a name of its own where it has several themes.

    Args:
        segments: with `kind` and `theme_id` filled in.
        themes: with names and `family_id`.
        heard: the notes of the themes.
        settled: notes with the name that a person gave to the family in which most of them lie.
    """
    if themes.empty:
        return Families.of()
    family_of = themes.set_index("theme_id")["family_id"]
    notes = segments[(segments["role"] == "note") & segments["theme_id"].isin(family_of.index)]
    notes = notes.assign(theme_id=notes["theme_id"].map(family_of))
    alone = themes[~themes["family_id"].duplicated(keep=False)].set_index("family_id")
    named = {str(family): str(name) for family, name in alone["name"].items()}
    home = notes.set_index("segment_id")["theme_id"]
    for quoted, name in settled:
        lies = Counter(home[home.index.isin(quoted)].tolist())
        named |= {str(family): name for family, _ in lies.most_common(1)}
    spoken = heard.grouped(dict(zip(themes["theme_id"], themes["family_id"], strict=True)))
    told = tell_groups(spoken, Settled(named, themes["name"].tolist()))
    rows = []
    for family, members in themes.groupby("family_id", sort=True):
        part = notes[notes["theme_id"] == family]
        sample = spoken.notes[spoken.notes["theme_id"] == family]
        row = {"family_id": family, "name": told.names[str(family)], **told.sentence(sample)}
        listed = {"theme_ids": ";".join(members["theme_id"]), "n_themes": len(members)}
        rows.append(row | listed | count_places(part))
    return Families.of(rows)
