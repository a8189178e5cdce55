"""What a report is made of: small frozen records, filled by `view.build_view`, rendered by every format.

said   what was said, where, and the groups that it makes
held   what the notes are held against: claims, topics, suggestions, gaps
told   what is told of it: answers, comparisons, how the report was made
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from worldcafe.report.model.held import ClaimView, Gap, NoteBehind, SuggestionView, TopicView
from worldcafe.report.model.said import Dispute, FamilyView, Note, Place, Quote, ThemeView
from worldcafe.report.model.told import Answer, Comparison, Contrast, Echo, Filter, Made, Part, Voice

if TYPE_CHECKING:
    from worldcafe.report.drawn import Chart, IdeaMap
    from worldcafe.settings import ReportSettings

__all__ = [
    "Answer",
    "ClaimView",
    "Comparison",
    "Contrast",
    "Dispute",
    "Echo",
    "FamilyView",
    "Filter",
    "Gap",
    "Made",
    "Note",
    "NoteBehind",
    "Part",
    "Place",
    "Quote",
    "ReportView",
    "SuggestionView",
    "ThemeView",
    "TopicView",
    "Voice",
]


@dataclass(frozen=True)
class ReportView:
    """All that any format shows, computed once, so that no two formats can disagree."""

    title: str
    findings: tuple[Answer, ...]
    families: tuple[FamilyView, ...]
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
