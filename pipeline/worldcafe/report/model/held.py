"""What the notes are held against: claims, topics, suggestions, gaps."""

from __future__ import annotations

from dataclasses import dataclass

from worldcafe.language.reasons import FORMERLY, UNSAID
from worldcafe.report.model.said import Quote
from worldcafe.report.quote import barred


@dataclass(frozen=True)
class NoteBehind:
    """A note behind a claim: how strongly it says the same, and what the two have in common."""

    quote: Quote
    strength: str
    shared: str


@dataclass(frozen=True)
class ClaimView:
    """A claim of the report's summaries with its verdict and the notes behind it.

    `diff` compares the closest note with the claim: ("same" | "out" | "in", words) pieces in order.
    """

    claim_id: str
    topic: str
    quote: Quote
    verdict: str
    reason: str
    n_notes: int
    n_places: int
    moved_from: str
    merged: bool
    evidence: tuple[NoteBehind, ...]
    closest: Quote | None
    diff: tuple[tuple[str, str], ...]
    near: tuple[Quote, ...] = ()  # notes that come nearest and yet do not say it
    asked_by: str = ""  # the language model that asks people to compare it with its notes

    @property
    def why(self) -> str:
        """Why it has its verdict, "" where that says no more than the verdict."""
        return "" if self.reason in (UNSAID, *FORMERLY) else self.reason

    @property
    def worth(self) -> str:
        """How many suggestions of a pointer's table were made where it points, and whether it holds."""
        return self.reason.partition('"). ')[2] if self.verdict == "pointer" else ""

    @property
    def nearest(self) -> tuple[Quote, ...]:
        """The notes that come nearest to it, the nearest first, where none was found that says it."""
        if self.verdict != "unsupported":
            return ()
        found = (*((self.closest,) if self.closest else ()), *self.near)
        return tuple(dict.fromkeys(found))

    @property
    def support(self) -> str:
        """How strongly notes carry it: "same" words, "support" in others, only "near"; "" for the rest."""
        if self.verdict != "supported":
            return "near" if self.verdict == "unsupported" else ""
        return "same" if any(found.strength == "same" for found in self.evidence) else "support"


@dataclass(frozen=True)
class TopicView:
    """How much of a table its summary carries; `faithfulness` is (n_supported + n_pointers) / n_claims."""

    topic: str
    cafe: str
    table: str
    n_claims: int
    n_notes: int
    coverage: float
    faithfulness: float
    n_supported: int
    n_pointers: int
    claim_ids: tuple[str, ...]


@dataclass(frozen=True)
class SuggestionView:
    """A suggestion of the register with its quotes; from `remit` to `same_as` the fields are the committee's.

    `number` is what people cite. `said` has the words of its notes, a line each.
    """

    suggestion_id: str
    number: int
    text: str
    theme_id: str
    theme: str
    n_notes: int
    n_places: int
    places: str
    shared: str
    trend: str
    in_report: str
    claim_ids: tuple[str, ...]
    quotes: tuple[Quote, ...]
    remit: str
    scope: str
    who: str
    status: str
    report_back: str
    reason: str
    by: str
    on: str
    same_as: str
    said: str
    n_unasked: int  # tables that said it although nothing on their agenda asked for it

    @property
    def shown(self) -> str:
        """What it says, with the bars that quotes have."""
        return barred(self.text)

    @property
    def decisions(self) -> tuple[str, ...]:
        """What the committee filled in, in the order of the columns."""
        return tuple(filter(None, (self.status, self.remit, self.who, self.scope, self.report_back)))


@dataclass(frozen=True)
class Gap:
    """Something said at the tables that the summaries leave out: a theme or a suggestion."""

    what: str  # "theme" or "suggestion"
    ref: str
    name: str
    reason: str
    n_notes: int
    n_places: int
    quotes: tuple[Quote, ...]
