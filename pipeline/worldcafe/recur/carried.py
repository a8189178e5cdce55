"""What the report has of each suggestion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.tables import Links, Suggestions

if TYPE_CHECKING:
    from pandera.typing import DataFrame

MISSING_FIRST = {"no": 0, "partly": 1, "yes": 2}


def find_in_report(suggestions: DataFrame[Suggestions], links: DataFrame[Links]) -> DataFrame[Suggestions]:
    """Give the suggestions with how much of each is in the report, and the claims that carry it.

    Returns:
        Suggestions sorted by the number of places, then by how little of them is in the report, then by
        the number of notes.
    """
    carrying = {str(note): group["claim_id"].tolist() for note, group in links.groupby("note_id")}
    members = [note_ids.split(";") for note_ids in suggestions["note_ids"]]
    carried = [[note for note in notes if note in carrying] for notes in members]
    found = suggestions.assign(
        in_report=[_in_report(len(some), len(notes)) for some, notes in zip(carried, members, strict=True)],
        claim_ids=[
            ";".join(dict.fromkeys(claim for note in some for claim in carrying[note])) for some in carried
        ],
    )
    ranks = found[["n_places", "n_notes"]].assign(missing=found["in_report"].map(MISSING_FIRST))
    ranks = ranks.sort_values(["n_places", "missing", "n_notes"], ascending=[False, True, False])
    return Suggestions.validate(found.loc[ranks.index].reset_index(drop=True))


def _in_report(n_carried: int, n_notes: int) -> str:
    """Say how much of a suggestion some claim carries: "yes" from half of its notes on."""
    if n_carried == 0:
        return "no"
    return "yes" if 2 * n_carried >= n_notes else "partly"
