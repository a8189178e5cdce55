"""The stage itself: themes in a table, the most recurrent first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from worldcafe.name.choose import Settled
from worldcafe.name.exemplars import choose_exemplars
from worldcafe.name.keywords import list_keywords
from worldcafe.name.told import count_places, tell_groups
from worldcafe.tables import Themes

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.name.hear import Heard
    from worldcafe.settings import NameSettings
    from worldcafe.tables import Assignments, Segments


FEW = 5  # notes; a theme of fewer says little
LATER = ("status", "status_reason", "claim_ids", "both_sides")  # columns that other stages fill in


NOTHING_SETTLED = Settled()


class Grouping(Protocol):
    """What is known of themes before they have names."""

    @property
    def assignments(self) -> DataFrame[Assignments]:
        """The theme of each note."""

    @property
    def families(self) -> Mapping[str, str]:
        """For each theme the largest theme of its family."""

    @property
    def stability(self) -> Mapping[str, float]:
        """For each theme how often its notes stay together, 0 to 1."""

    @property
    def keywords(self) -> Mapping[str, Sequence[str]]:
        """For each theme its words, the strongest first."""


def name_themes(
    segments: DataFrame[Segments],
    grouping: Grouping,
    settings: NameSettings,
    heard: Heard,
    settled: Settled = NOTHING_SETTLED,
) -> DataFrame[Themes]:
    """Give one row per theme, the most recurrent first.

    Args:
        segments: with `kind` and `theme_id` filled in.
        grouping: the themes, with their keywords, stability and families.
        settings: how many keywords and exemplars.
        heard: the notes of the themes.
        settled: names that people gave, which stay.
    """
    notes = segments[(segments["role"] == "note") & (segments["theme_id"] != "")]
    if notes.empty:
        return Themes.of()
    told = tell_groups(heard, settled)
    samples = dict(iter(heard.notes.groupby("theme_id")))
    fit = grouping.assignments.set_index("segment_id")["fit"]
    rows = []
    for key, part in notes.groupby("theme_id", sort=True):
        theme = str(key)
        found = grouping.keywords.get(theme, ())
        sample = samples[key]
        spoken = {name: told.phrases[name] for name in sample["segment_id"]}
        words = list_keywords(found, list(spoken.values()), told.weights[theme], settings.keywords)
        fitted = sample.assign(fit=sample["segment_id"].map(fit))
        row = {
            "theme_id": theme,
            "name": told.names[theme],
            "keywords": ";".join(words),
            **told.sentence(sample),
            "exemplar_ids": ";".join(
                choose_exemplars(fitted, spoken, told.weights[theme], settings.exemplars)
            ),
            "family_id": grouping.families.get(theme, theme),
            "is_few": len(part) < FEW,
        }
        rows.append(row | count_places(part) | {"stability": grouping.stability.get(theme, 0.0)})
    table = pd.DataFrame(rows).assign(**dict.fromkeys(LATER, ""))
    table = table.sort_values(["n_places", "n_notes"], ascending=False, kind="stable")
    table = table.assign(family_id=_number(table))
    return Themes.validate(table[list(Themes.to_schema().columns)].reset_index(drop=True))


def _number(table: pd.DataFrame) -> list[str]:
    """Number the families, the one of most notes first."""
    sizes = table.groupby("family_id")["n_notes"].sum().to_dict()
    ranked = sorted(sizes, key=lambda family: (-sizes[family], family))
    number = {family: f"F{place:02d}" for place, family in enumerate(ranked, start=1)}
    return [number[family] for family in table["family_id"]]
