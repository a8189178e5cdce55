"""The committee's decisions on suggestions, kept from run to run.

A committee fills in the triage columns of `suggestions.csv` (or of the Excel workbook). The file it
saved is given back to the next run, and each decision finds its suggestion again by the notes behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.tables import Suggestions

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.settings import RegisterSettings


def apply_decisions(
    suggestions: DataFrame[Suggestions], settings: RegisterSettings
) -> DataFrame[Suggestions]:
    """Give the suggestions with the triage columns of the decisions file filled in."""
    return Suggestions.validate(suggestions.copy())
