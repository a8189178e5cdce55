"""What the report has of each suggestion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.tables import Links, Suggestions

if TYPE_CHECKING:
    from pandera.typing import DataFrame


def find_in_report(suggestions: DataFrame[Suggestions], links: DataFrame[Links]) -> DataFrame[Suggestions]:
    """Give the suggestions with how much of each is in the report, and the claims that carry it."""
    carrying = {str(note): group["claim_id"].tolist() for note, group in links.groupby("note_id")}
    members = [note_ids.split(";") for note_ids in suggestions["note_ids"]]
    carried = [[note for note in notes if note in carrying] for notes in members]
    found = suggestions.assign(
        in_report=[_in_report(len(some), len(notes)) for some, notes in zip(carried, members, strict=True)],
        claim_ids=[
            ";".join(dict.fromkeys(claim for note in some for claim in carrying[note])) for some in carried
        ],
    )
    return Suggestions.validate(found)


def _in_report(n_carried: int, n_notes: int) -> str:
    """Say how much of a suggestion some claim carries: "yes" from half of its notes on."""
    if n_carried == 0:
        return "no"
    return "yes" if 2 * n_carried >= n_notes else "partly"
