"""The whole pipeline, in order: this is the file to read first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.settings import Settings
    from worldcafe.tables import (
        Claims,
        Kinds,
        Links,
        Measures,
        Removals,
        Segments,
        Source,
        Suggestions,
        Themes,
        Topics,
    )


@dataclass(frozen=True)
class Analysis:
    """Everything that one run found; `sources` have their identities blacked out, `removals` lists them."""

    sources: tuple[Source, ...]
    settings: Settings
    segments: DataFrame[Segments]
    kinds: DataFrame[Kinds]
    claims: DataFrame[Claims]
    links: DataFrame[Links]
    topics: DataFrame[Topics]
    themes: DataFrame[Themes]
    suggestions: DataFrame[Suggestions]
    measures: DataFrame[Measures]
    removals: DataFrame[Removals]
