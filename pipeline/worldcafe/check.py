"""A draft summary against the notes, before it is published."""

from __future__ import annotations

from dataclasses import dataclass

from pandera.typing import DataFrame

from worldcafe.tables import Claims, Suggestions


@dataclass(frozen=True)
class DraftCheck:
    """What a committee should look at: claims that no note carries, and suggestions that no claim carries."""

    doubtful: DataFrame[Claims]
    missing: DataFrame[Suggestions]

    @property
    def has_unsupported(self) -> bool:
        """Tell whether a claim has no note behind it."""
        return bool((self.doubtful["verdict"] == "unsupported").any())


def check_draft(
    claims: DataFrame[Claims], suggestions: DataFrame[Suggestions], least_places: int = 2
) -> DraftCheck:
    """Pick the claims to look at, and the suggestions of several places that the draft leaves out.

    Args:
        claims: the claims of the draft, judged.
        suggestions: the suggestions of the notes, grouped.
        least_places: at how many places a suggestion was made, for it to be missed.
    """
    doubtful = claims[claims["verdict"].isin(["unsupported", "altered"])]
    missing = suggestions[(suggestions["in_report"] == "no") & (suggestions["n_places"] >= least_places)]
    return DraftCheck(
        Claims.validate(doubtful.reset_index(drop=True)), Suggestions.validate(missing.reset_index(drop=True))
    )
