"""What was said, where, and the groups that it makes."""

from __future__ import annotations

from dataclasses import dataclass

from worldcafe.language.wording import later, say

STATUS_PHRASES = {
    "covered": later("in the summaries"),
    "partial": later("partly in the summaries"),
    "gap": later("missing"),
}
STATUS_LABELS = {
    "covered": later("in the summaries"),
    "partial": later("partly"),
    "gap": later("missing"),
    "": "",
}


@dataclass(frozen=True)
class Place:
    """Where something was said; parts that the notes do not give are ""."""

    cafe: str
    table: str
    round: str

    @property
    def label(self) -> str:
        """The place in words, such as "Hamburg, Table 1, round 2"."""
        turn = say("round {n}", n=self.round) if self.round[:1].isdigit() else self.round
        return ", ".join(part for part in (self.cafe, self.table, turn) if part) or say("place not given")

    @property
    def table_label(self) -> str:
        """The table with its cafe, such as "Hamburg, Table 1"."""
        return Place(self.cafe, self.table, "").label


@dataclass(frozen=True)
class Quote:
    """Words of a source, verified to stand there between `start` and `end` (see `quote.quote`)."""

    segment_id: str
    text: str
    place: Place
    source: str
    start: int
    end: int
    anchor: str  # where in a format that is no plain text: "page 3", "Sheet1!B7"


@dataclass(frozen=True)
class Note:
    """One idea that participants said, with everything that was found out about it."""

    note_id: str
    quote: Quote
    clean_text: str
    question: str
    topic: str
    kind: str
    theme_ids: tuple[str, ...]
    status: str
    claim_ids: tuple[str, ...]
    suggestion_id: str
    set_aside: str

    @property
    def place(self) -> Place:
        """Where it was said."""
        return self.quote.place


@dataclass(frozen=True)
class Dispute:
    """A point on which the notes of a theme oppose each other, with the notes of each side."""

    point: str
    in_favour: tuple[Quote, ...]
    against: tuple[Quote, ...]


@dataclass(frozen=True)
class ThemeView:
    """A theme with its counts, its notes in order and the quotes that show it best."""

    theme_id: str
    name: str
    sentence: str
    is_few: bool
    keywords: tuple[str, ...]
    status: str
    status_reason: str
    both_sides: str
    n_notes: int
    n_suggestions: int
    n_tables: int
    n_rounds: int
    n_cafes: int
    n_places: int
    stability: float
    note_ids: tuple[str, ...]
    claim_ids: tuple[str, ...]
    exemplars: tuple[Quote, ...]
    disputes: tuple[Dispute, ...] = ()


@dataclass(frozen=True)
class FamilyView:
    """A family with its counts and its themes, the most recurrent first; `colour` is a number from 1."""

    family_id: str
    name: str
    sentence: str
    colour: int
    themes: tuple[ThemeView, ...]
    n_notes: int
    n_suggestions: int
    n_tables: int
    n_cafes: int
    n_places: int

    @property
    def is_alone(self) -> bool:
        """Tell whether the family is one theme, whose name it has."""
        return len(self.themes) == 1

    @property
    def status(self) -> str:
        """What the summaries make of it: the status of its themes where they have one, else "partial"."""
        statuses = {theme.status for theme in self.themes}
        return statuses.pop() if len(statuses) == 1 else "partial"

    @property
    def told(self) -> str:
        """What the summaries make of its themes, in words; "" where there are no summaries."""
        if not self.status or self.status == "covered" or self.is_alone:
            return say(STATUS_LABELS[self.status])
        if self.status == "gap" or not self.n_missing:
            return say("all missing") if self.n_missing else say("partly")
        return say("{n} of {total} themes missing", n=self.n_missing, total=len(self.themes))

    @property
    def n_missing(self) -> int:
        """How many of its themes the summaries leave out."""
        return sum(theme.status == "gap" for theme in self.themes)
