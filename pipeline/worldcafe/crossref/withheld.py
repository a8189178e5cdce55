"""Claims and notes in languages that verdicts are not made for: only the same words are judged there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.choices import WITHHELD
from worldcafe.language.lists import names
from worldcafe.language.spoken import is_left_open, is_told, say_untold
from worldcafe.tables import Claims

if TYPE_CHECKING:
    import pandas as pd
    from pandera.typing import DataFrame

NO_NOTES = {"n_notes": 0, "n_places": 0, "moved_from": "", "merged": False, "diff": ""}


def keep_told(links: pd.DataFrame, claims: pd.DataFrame, notes: pd.DataFrame) -> pd.DataFrame:
    """Give the links without those in other words where either side is in a language that is not told."""
    told = is_told(claims["language"])[links["claim"].astype(int)]
    told &= is_told(notes["language"])[links["note"].astype(int)]
    return links[told | (links["strength"] == "same").to_numpy()]


def withhold_verdicts(
    judged: DataFrame[Claims], links: pd.DataFrame, claims: pd.DataFrame, notes: pd.DataFrame
) -> DataFrame[Claims]:
    """Give the claims with no verdict on those that cannot be judged in their language.

    Args:
        judged: the claims in the order of their row numbers.
        links: row numbers of claims and notes, from 0.
        claims: with their language.
        notes: with their language.
    """
    same = set(links.loc[links["strength"] == "same", "claim"].astype(int))
    told, left_open = is_told(claims["language"]), is_left_open(notes["language"])
    rows = judged.to_dict("records")
    for row, (claim, language) in enumerate(zip(rows, claims["language"], strict=True)):
        if row in same:
            continue
        if not told[row]:
            reason = f"Claims in {names()[language]} are judged only where a note has their words."
        elif left_open and claim["verdict"] == "unsupported":
            reason = f"Claims are held against notes in English only; {say_untold(notes['language'])}."
        else:
            continue
        claim.update(NO_NOTES, verdict=WITHHELD, reason=reason)
    columns = {name: [row[name] for row in rows] for name in judged.columns}
    return Claims.validate(judged.assign(**columns)) if rows else judged
