"""Links and verdicts as people ruled them: what they linked is linked, what they judged is judged."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

import pandas as pd

from worldcafe.crossref.differences import name_shared
from worldcafe.crossref.verdicts import WITHOUT_NOTES
from worldcafe.language import reasons
from worldcafe.language.in_language import texts_of
from worldcafe.tables import Claims

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandera.typing import DataFrame

    from worldcafe.rulings import Rulings


def obey_links(
    links: pd.DataFrame, claims: pd.DataFrame, notes: pd.DataFrame, rulings: Rulings
) -> pd.DataFrame:
    """Give the links with those that people made, which are sure, and without those that they took away.

    Args:
        links: `claim`, `note` (row numbers), `strength`, `score`, `shared`.
        claims: the claims, row numbers from 0.
        notes: the notes, likewise.
        rulings: by id; what is not there any more is passed over.
    """
    if not rulings.links:
        return links
    ruled = _numbered(claims["segment_id"].tolist(), notes["segment_id"].tolist(), rulings)
    pairs = list(zip(links["claim"].astype(int), links["note"].astype(int), strict=True))
    sure = [pair in ruled and ruled[pair] for pair in pairs]
    strength = links["strength"].mask(pd.Series(sure, links.index) & (links["strength"] == "near"), "support")
    kept = links.assign(strength=strength)[[ruled.get(pair, True) for pair in pairs]]
    there = set(pairs)
    said, wordings = texts_of(claims), texts_of(notes)
    made = [
        (claim, note, "support", 1.0, name_shared(wordings[note], said[claim]))
        for (claim, note), is_linked in ruled.items()
        if is_linked and (claim, note) not in there
    ]
    added = pd.DataFrame(made, columns=list(links.columns)).astype(links.dtypes.to_dict())
    joined = pd.concat([kept, added]) if made else kept
    return joined.sort_values(["claim", "score"], ascending=[True, False], kind="stable", ignore_index=True)


def _numbered(
    claim_ids: Sequence[str], note_ids: Sequence[str], rulings: Rulings
) -> dict[tuple[int, int], bool]:
    """Give the rulings on links by row numbers."""
    claims, notes = ({name: row for row, name in enumerate(ids)} for ids in (claim_ids, note_ids))
    return {
        (claims[claim], notes[note]): is_linked
        for (claim, note), is_linked in rulings.links.items()
        if claim in claims and note in notes
    }


def obey_verdicts(
    judged: DataFrame[Claims], links: pd.DataFrame, notes: pd.DataFrame, rulings: Rulings
) -> DataFrame[Claims]:
    """Give the claims with the verdicts of people; a claim to which somebody linked a note is supported.

    Args:
        judged: the claims in the order of their row numbers.
        links: as `obey_links` gives them.
        notes: the notes, row numbers from 0.
        rulings: by id.
    """
    by_hand = {claim for (claim, _), is_linked in rulings.links.items() if is_linked}
    rows = [
        {**row, **_ruled(row, _behind(number, links, notes), by_hand, rulings)}
        for number, row in enumerate(judged.to_dict("records"))
    ]
    return Claims.validate(pd.DataFrame(rows, columns=list(judged.columns)))


def _ruled(
    row: dict[Hashable, Any], behind: pd.DataFrame, by_hand: set[str], rulings: Rulings
) -> dict[Hashable, Any]:
    """Give what rulings change of a claim."""
    verdict = rulings.verdicts.get(row["claim_id"])
    if verdict:
        counts = _counts(behind.iloc[:0] if verdict in WITHOUT_NOTES else behind)
        diff = row["diff"] if verdict == "altered" else ""
        return {"verdict": verdict, "reason": reasons.BY_HAND, "diff": diff, **counts}
    if row["claim_id"] in by_hand and row["verdict"] in WITHOUT_NOTES and len(behind):
        told = reasons.LINKED_ONE if len(behind) == 1 else reasons.LINKED
        return {"verdict": "supported", "reason": told.format(n=len(behind)), **_counts(behind)}
    return {}


def _behind(claim: int, links: pd.DataFrame, notes: pd.DataFrame) -> pd.DataFrame:
    """Give the notes that are linked with a claim."""
    return notes.iloc[links.loc[links["claim"] == claim, "note"].astype(int)]


def _counts(behind: pd.DataFrame) -> dict[Hashable, Any]:
    """Count the notes behind a claim and their places."""
    return {"n_notes": len(behind), "n_places": len(behind[["cafe", "table", "round"]].drop_duplicates())}
