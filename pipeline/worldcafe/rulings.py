"""What people choose from when they decide, and what they ruled on single notes and claims.

By itself, so that a page needs no tables for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

VERDICTS = ("supported", "altered", "unsupported", "pointer")  # that people may give
WITHHELD = "withheld"  # where a claim cannot be judged in its language

# The committee's: is it ours, whose is it, who takes it, how far is it, what is told to those who said it;
# then why, by whom and on which day that was decided.
TRIAGE = ("remit", "scope", "who", "status", "report_back", "reason", "by", "on")
REMITS = ("yes", "no", "unclear")
SCOPES = ("council", "committee", "working group", "nobody")
STATES = (
    "to inform",
    "asked",
    "answered",
    "council considers",
    "taken up",
    "not taken up",
    "in progress",
    "done",
    "not a suggestion",
)


@dataclass(frozen=True)
class Rulings:
    """What a person said of single notes, claims and families; later rulings win over earlier ones.

    `kinds`: note -> kind. `same`: notes that propose one thing. `different`: notes no two of which do.
    `links`: (claim, note) -> whether the note is behind the claim. `verdicts`: claim -> verdict.
    `families`: notes and how the family is to be called in which most of them lie.
    """

    kinds: Mapping[str, str] = field(default_factory=dict)
    same: tuple[tuple[str, ...], ...] = ()
    different: tuple[tuple[str, ...], ...] = ()
    links: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    verdicts: Mapping[str, str] = field(default_factory=dict)
    families: tuple[tuple[tuple[str, ...], str], ...] = ()


NONE = Rulings()
