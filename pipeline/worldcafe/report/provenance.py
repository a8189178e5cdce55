"""How a report was made: sources, counts, settings, measures and what was kept out of sight."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from worldcafe.conserve import Aside, list_aside
from worldcafe.language import reasons
from worldcafe.language.spoken import count_languages, main_language, told_of
from worldcafe.language.wording import spoken_now
from worldcafe.report.model import Made

if TYPE_CHECKING:
    from worldcafe.found import Analysis


def how_made(analysis: Analysis, left_out: int) -> Made:
    """Give how the report was made; `left_out` is how many quotes were."""
    segments = analysis.segments
    aside = segments.loc[(segments["role"] == "note") & (segments["set_aside"] != ""), "set_aside"]
    notes = segments.loc[segments["role"] == "note", "language"]
    measures: Iterator[Any] = analysis.measures.itertuples(index=False)
    return Made(
        sources=tuple((source.name, len(source.text), source.digest) for source in analysis.sources),
        roles=tuple(Counter(map(str, segments["role"])).items()),
        set_aside=tuple(Counter(map(str, aside)).most_common()),
        apart=(*list_aside(analysis.sources, segments), *_undecidable(analysis)),
        removed=tuple(sorted(analysis.removed.items())),
        settings=tuple(_settings_rows(analysis.settings)),
        measures=tuple((str(row.name), float(row.value), str(row.meaning)) for row in measures),
        version=analysis.version,
        languages=count_languages(notes),
        untold=told_of(segments),
        language=spoken_now(),
        left_out=left_out,
        doubted=tuple(segments.loc[segments["set_aside"] == reasons.NO_NOTE, "clean_text"]),
    )


def language_of_report(analysis: Analysis) -> str:
    """Give the language that the report is written in: as set, that of its claims, or that of the notes."""
    segments = analysis.segments
    spoken = segments.loc[segments["role"] == ("summary" if len(analysis.claims) else "note"), "language"]
    return analysis.settings.report.language or main_language(spoken)


def _undecidable(analysis: Analysis) -> list[Aside]:
    """List why suggestions are not in the register, each reason with how many."""
    told = Counter(reason for reason in analysis.suggestions["set_aside"] if reason).items()
    return [Aside("", reasons.KEPT_OUT.format(why=why), number) for why, number in told]


def _settings_rows(settings: Any) -> list[tuple[str, str, str]]:
    """List every setting as (stage, key, value)."""
    rows = []
    for stage in dataclasses.fields(settings):
        value = getattr(settings, stage.name)
        if dataclasses.is_dataclass(value):
            rows += [
                (stage.name, key.name, str(getattr(value, key.name))) for key in dataclasses.fields(value)
            ]
        else:
            rows.append(("", stage.name, str(value)))
    return rows
