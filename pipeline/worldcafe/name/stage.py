"""The stage itself: themes in a table, the most recurrent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from worldcafe.name.choose import Encode, choose_names, weigh_families
from worldcafe.name.exemplars import choose_exemplars
from worldcafe.name.keywords import list_keywords
from worldcafe.name.phrases import NotePhrases, find_phrases
from worldcafe.tables import Themes

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.settings import NameSettings
    from worldcafe.tables import Assignments, Segments


LATER = ("status", "status_reason", "claim_ids", "both_sides")  # columns that other stages fill in


class Grouping(Protocol):
    """What is known of themes before they have names."""

    @property
    def assignments(self) -> DataFrame[Assignments]:
        """The theme of each note."""

    @property
    def broad(self) -> Mapping[str, str]:
        """For each theme the largest theme of its broad theme."""

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
    encode: Encode,
    given: Mapping[str, str] | None = None,
) -> DataFrame[Themes]:
    """Give one row per theme, the most recurrent first.

    Args:
        segments: with `kind` and `theme_id` filled in.
        grouping: the themes, with their keywords, stability and broad themes.
        settings: how many keywords and exemplars.
        encode: gives a vector per text, quickly: thousands of phrases are compared.
        given: names that people gave; they stay, and no other theme takes one like them.
    """
    notes = segments[(segments["role"] == "note") & (segments["theme_id"] != "")]
    if notes.empty:
        return Themes.validate(pd.DataFrame(columns=list(Themes.to_schema().columns)))
    phrases = dict(zip(notes["segment_id"], find_phrases(notes["clean_text"].tolist()), strict=True))
    weights = weigh_families(notes, phrases)
    names = choose_names(notes, phrases, weights, encode, given or {})
    broad = _name_families(notes, grouping.broad, phrases, encode)
    fit = grouping.assignments.set_index("segment_id")["fit"]
    rows = []
    for key, part in notes.groupby("theme_id", sort=True):
        theme = str(key)
        spoken = {name: phrases[name] for name in part["segment_id"]}
        found = grouping.keywords.get(theme, ())
        words = list_keywords(found, list(spoken.values()), weights[theme], settings.keywords)
        fitted = part.assign(fit=part["segment_id"].map(fit))
        row = {
            "theme_id": theme,
            "name": names[theme],
            "keywords": ";".join(words),
            "exemplar_ids": ";".join(choose_exemplars(fitted, spoken, weights[theme], settings.exemplars)),
            "broad_theme": broad.get(grouping.broad.get(theme, theme), names[theme]),
            "stability": grouping.stability.get(theme, 0.0),
        }
        rows.append(row | _counts(part) | dict.fromkeys(LATER, ""))
    table = pd.DataFrame(rows).sort_values(["n_places", "n_notes"], ascending=False, kind="stable")
    return Themes.validate(table[list(Themes.to_schema().columns)].reset_index(drop=True))


def _name_families(
    notes: pd.DataFrame, broad: Mapping[str, str], phrases: Mapping[str, NotePhrases], encode: Encode
) -> dict[str, str]:
    """Name the broad themes that hold several themes, as if each were one theme."""
    family_of = {theme: broad.get(theme, theme) for theme in map(str, notes["theme_id"].unique())}
    together = notes.assign(theme_id=notes["theme_id"].map(family_of))
    names = choose_names(together, phrases, weigh_families(together, phrases), encode, {})
    sizes = Counter(family_of.values())
    return {name: text for name, text in names.items() if sizes[name] > 1}


def _counts(part: pd.DataFrame) -> dict[str, int]:
    """Count the notes of a theme and the places where they were said."""
    places = part[["cafe", "table", "round"]].drop_duplicates()
    return {
        "n_notes": len(part),
        "n_suggestions": int((part["kind"] == "suggestion").sum()),
        "n_tables": len(places[["cafe", "table"]].drop_duplicates()),
        "n_rounds": int(places["round"].nunique()),
        "n_cafes": int(places["cafe"].nunique()),
        "n_places": len(places),
    }
