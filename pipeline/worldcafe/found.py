"""What one analysis found and may be shown: all that a writer is given, whether fresh or read from a folder.

This module needs nothing but the standard library, so that a run on disk opens quickly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, TypeVar

from worldcafe.rulings import TRIAGE

if TYPE_CHECKING:
    import pandas as pd
    from pandera.typing import DataFrame

    from worldcafe.settings import Settings
    from worldcafe.source import Source
    from worldcafe.tables import (
        Assignments,
        Candidates,
        Claims,
        Comparisons,
        Corrections,
        Families,
        Kinds,
        Links,
        Matches,
        Measures,
        Numbers,
        Segments,
        Sides,
        Suggestions,
        Themes,
        Topics,
    )


Frame = TypeVar("Frame", bound="pd.DataFrame")


@dataclass(frozen=True)
class Analysis:
    """Everything that one run found, without a name that was removed.

    In `sources` and `settings` identities are blacked out; `removed` counts them by type. `version` is that
    of the tool that made the analysis. `to_compare` names claims, with notes, that a language
    model asks people to compare; it is no finding, and stands in no table.
    """

    version: str
    title: str
    sources: tuple[Source, ...]
    settings: Settings
    removed: Mapping[str, int]
    segments: DataFrame[Segments]
    kinds: DataFrame[Kinds]
    assignments: DataFrame[Assignments]
    claims: DataFrame[Claims]
    links: DataFrame[Links]
    candidates: DataFrame[Candidates]
    topics: DataFrame[Topics]
    families: DataFrame[Families]
    themes: DataFrame[Themes]
    comparisons: DataFrame[Comparisons]
    sides: DataFrame[Sides]
    suggestions: DataFrame[Suggestions]
    matches: DataFrame[Matches]
    measures: DataFrame[Measures]
    corrections: DataFrame[Corrections]
    numbers: DataFrame[Numbers]
    to_compare: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


TABLES: Mapping[str, str] = {
    entry.name: str(entry.type).removeprefix("DataFrame[").removesuffix("]")
    for entry in fields(Analysis)
    if str(entry.type).startswith("DataFrame[")
}  # the tables that a run writes, each with the name of its schema


def count_findings(analysis: Analysis) -> dict[str, int]:
    """Count what the summary of a run tells: the numbers that a reader checks first."""
    segments, claims, themes = analysis.segments, analysis.claims, analysis.themes
    return {
        "segments": len(segments),
        "notes": int((segments["role"] == "note").sum()),
        "claims": len(claims),
        "themes": len(themes),
        "gaps": int((themes["status"] == "gap").sum()),
        "unsupported claims": int((claims["verdict"] == "unsupported").sum()),
        "altered claims": int((claims["verdict"] == "altered").sum()),
        "suggestions": len(listed(analysis.suggestions)),
        "set aside": int(((segments["set_aside"] != "") & (segments["role"] == "note")).sum()),
        "identities removed": sum(analysis.removed.values()),
    }


def split_ids(joined: str) -> tuple[str, ...]:
    """Read a ";"-separated column."""
    return tuple(part.strip() for part in joined.split(";") if part.strip())


def listed(suggestions: Frame) -> Frame:
    """Give the suggestions that readers are shown: those that a note says, and those of which was decided."""
    decided = suggestions[[*TRIAGE]].agg("".join, axis=1) if len(suggestions) else suggestions["note_ids"]
    said = (suggestions["note_ids"] != "") & (suggestions["set_aside"] == "")
    return suggestions[said | (decided != "")]


def saying(links: Frame) -> Frame:
    """Give the links of notes that say their claims, without those that are only near."""
    return links[links["strength"] != "near"]
