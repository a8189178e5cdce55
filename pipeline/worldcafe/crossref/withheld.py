"""Claims and notes that no verdict is made for: between two languages, only the same words are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from worldcafe.language import reasons
from worldcafe.language.lists import names
from worldcafe.language.spoken import ENOUGH, is_told
from worldcafe.rulings import WITHHELD
from worldcafe.tables import Claims

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd
    from pandera.typing import DataFrame

NO_NOTES = {"n_notes": 0, "n_places": 0, "moved_from": "", "merged": False, "diff": ""}


def keep_told(
    links: pd.DataFrame, claims: pd.DataFrame, notes: pd.DataFrame, known: frozenset[str] = frozenset()
) -> pd.DataFrame:
    """Give the links without those in other words between two languages, or in one that is not told.

    Between two languages that are `known` those that rather say the same than not stay.
    """
    ours = claims["language"].to_numpy(object)[links["claim"].astype(int)]
    theirs = notes["language"].to_numpy(object)[links["note"].astype(int)]
    told = is_told(claims["language"])[links["claim"].astype(int)]
    told &= is_told(notes["language"])[links["note"].astype(int)]
    across = np.isin(ours, list(known)) & np.isin(theirs, list(known)) & (links["score"] >= 0.5).to_numpy()
    told &= (ours == theirs) | (ours == "") | (theirs == "") | across
    return links[told | (links["strength"] == "same").to_numpy()]


def withhold_verdicts(
    judged: DataFrame[Claims],
    links: pd.DataFrame,
    claims: pd.DataFrame,
    notes: pd.DataFrame,
    known: frozenset[str] = frozenset(),
) -> DataFrame[Claims]:
    """Give the claims with no verdict on those that cannot be judged in their language.

    Nor is a claim called unsupported where a tenth of the notes are in other languages than it, which are not
    `known` with its own.

    Args:
        judged: the claims in the order of their row numbers.
        links: row numbers of claims and notes, from 0.
        claims: with their language.
        notes: with their language.
        known: the languages that texts can be compared across.
    """
    same = set(links.loc[links["strength"] == "same", "claim"].astype(int))
    told, spoken = is_told(claims["language"]), notes["language"].to_numpy(object)
    rows = judged.to_dict("records")
    for row, (claim, language) in enumerate(zip(rows, claims["language"], strict=True)):
        if row in same:
            continue
        if not told[row]:
            reason = reasons.ONLY_ITS_WORDS.format(language=names()[language])
        elif claim["verdict"] == "unsupported" and (
            others := _others(spoken, {language, *(known if language in known else ())})
        ):
            reason = reasons.NOT_HELD.format(n=others) if others > 1 else reasons.NOT_HELD_ONE
        else:
            continue
        claim.update(NO_NOTES, verdict=WITHHELD, reason=reason)
    columns = {name: [row[name] for row in rows] for name in judged.columns}
    return Claims.validate(judged.assign(**columns)) if rows else judged


def _others(spoken: npt.NDArray[np.object_], heard: set[str]) -> int:
    """Count the notes in other languages than these, 0 where they are few; "" may be in any."""
    number = 0 if "" in heard else int(np.count_nonzero(~np.isin(spoken, [*heard, ""])))
    return number if number >= ENOUGH * len(spoken) else 0
