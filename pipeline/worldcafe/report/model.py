"""What a report is made of: small frozen records, filled by `view.build_view`, rendered by every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worldcafe.conserve import Aside
    from worldcafe.report.drawn import Chart, IdeaMap
    from worldcafe.settings import ReportSettings

Filter = tuple[tuple[str, tuple[str, ...]], ...]
"""Which notes a number counts: (field of the notes' filters, accepted values) pairs that all must hold."""


@dataclass(frozen=True)
class Place:
    """Where something was said; parts that the notes do not give are ""."""

    cafe: str
    table: str
    round: str

    @property
    def label(self) -> str:
        """The place in words, such as "Hamburg, Table 1, round 2"."""
        turn = f"round {self.round}" if self.round[:1].isdigit() else self.round
        return ", ".join(part for part in (self.cafe, self.table, turn) if part) or "place not given"

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
    family: str
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
class Evidence:
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
    evidence: tuple[Evidence, ...]
    closest: Quote | None
    diff: tuple[tuple[str, str], ...]
    near: tuple[Quote, ...] = ()  # notes that come nearest and yet do not say it

    @property
    def support(self) -> str:
        """How strongly notes carry it: "same" words, "support" in others, only "near"; "" for the rest."""
        if self.verdict in ("pointer", "withheld"):
            return ""
        if self.verdict != "supported":
            return "near"
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
    same_as: str
    said: str
    n_unasked: int  # tables that said it although nothing on their agenda asked for it

    @property
    def decisions(self) -> tuple[str, ...]:
        """What the committee filled in, in the order of the columns."""
        return tuple(filter(None, (self.status, self.remit, self.who, self.scope, self.report_back)))

    @property
    def is_undecided(self) -> bool:
        """Tell whether the committee has said nothing of it yet, nor that it is another suggestion."""
        return not (self.decisions or self.same_as) and self.trend not in ("gone", "merged")


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


@dataclass(frozen=True)
class Part:
    """A piece of a sentence; with `notes` it is a number that leads to the notes it counts.

    With `ref` it leads to a section or an entry of the report instead ("claims", "theme-t01").
    """

    text: str
    notes: Filter = ()
    ref: str = ""


@dataclass(frozen=True)
class Finding:
    """The answer to one of the committee's six questions: a sentence or two, a list, a last line."""

    key: str
    question: str
    parts: tuple[Part, ...]
    quotes: tuple[Quote, ...]
    points: tuple[tuple[Part, ...], ...] = ()
    after: tuple[Part, ...] = ()

    @property
    def sentence(self) -> str:
        """The answer as plain text."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True)
class Contrast:
    """What a theme weighs in each group (cafe or round): notes, and their share of the group's notes."""

    theme_id: str
    name: str
    counts: tuple[int, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True)
class Comparison:
    """The themes across cafes (`by` = "cafe"), or across rounds when there is one cafe; "" for neither."""

    by: str
    groups: tuple[str, ...]
    sizes: tuple[int, ...]
    rows: tuple[Contrast, ...]
    trends: tuple[tuple[str, int], ...] = ()  # "new" | "persisting" | "dropped", how many suggestions
    contradictions: int = 0  # notes of a later cafe that contradict one of an earlier cafe


@dataclass(frozen=True)
class Echo:
    """A note of a later cafe and the note of an earlier one that it confirms, details or contradicts.

    `diff` shows, for `contradicts`, what turned: ("same" | "out" | "in", words) pieces in order.
    """

    later: Quote
    earlier: Quote
    verdict: str
    score: float  # how likely the two speak of the same, 0-1
    theme: str  # name of the earlier note's theme
    reason: str
    shared: str
    diff: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Made:
    """How the report was made, in rows that any format can print as a table."""

    sources: tuple[tuple[str, int, str], ...]  # name, characters, digest
    roles: tuple[tuple[str, int], ...]
    set_aside: tuple[tuple[str, int], ...]  # why notes have no theme, how many
    apart: tuple[Aside, ...]  # what else of the sources no finding rests on
    removed: tuple[tuple[str, int], ...]  # type of identity, how many were blacked out
    settings: tuple[tuple[str, str, str], ...]  # stage, key, value
    measures: tuple[tuple[str, float, str], ...]  # name, value, meaning
    version: str
    languages: tuple[tuple[str, int], ...] = ()  # name, how many notes are in it
    untold: str = ""  # how many notes or claims are in languages that findings are not told in
    language: str = "en"  # of the report
    left_out: int = 0  # quotes whose words do not stand in their source


@dataclass(frozen=True)
class ReportView:
    """All that any format shows, computed once, so that no two formats can disagree."""

    title: str
    findings: tuple[Finding, ...]
    themes: tuple[ThemeView, ...]
    claims: tuple[ClaimView, ...]
    topics: tuple[TopicView, ...]
    gaps: tuple[Gap, ...]
    suggestions: tuple[SuggestionView, ...]
    comparison: Comparison
    echoes: tuple[Echo, ...]
    notes: tuple[Note, ...]
    places: tuple[Place, ...]
    idea_map: IdeaMap
    charts: tuple[Chart, ...]
    made: Made
    limits: ReportSettings

    @property
    def cafes(self) -> tuple[str, ...]:
        """The cafes in the order of the sources."""
        return tuple(dict.fromkeys(place.cafe for place in self.places if place.cafe))

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables with their cafe, in the order of the sources."""
        return tuple(dict.fromkeys(place.table_label for place in self.places if place.table))
