"""What the finders hand on: a stretch of a text that identifies somebody."""

from __future__ import annotations

from dataclasses import dataclass

PERSON, ORGANISATION, COUNTRY = "person", "organisation", "country"
NOTE_TAKER, CONTACT, ROLE, CONTEXT = "note-taker", "contact", "role", "context"


@dataclass(frozen=True, slots=True)
class Finding:
    """Characters `start` to `end` of the text of row `row`, what they are, and why they were taken for it.

    `removed` is False for what is only reported, for the analyst to decide on.
    """

    row: int
    start: int
    end: int
    type: str
    reason: str
    removed: bool = True
