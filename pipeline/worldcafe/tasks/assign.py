"""New notes into the themes of a saved model: a run up to the vectors, then the nearest theme."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from worldcafe.analysis import require_notes
from worldcafe.clean import clean_segments
from worldcafe.cluster import assign_notes
from worldcafe.embed import embed_segments
from worldcafe.parse import parse_sources
from worldcafe.redact import redact_identities
from worldcafe.roles import tell_roles
from worldcafe.segment import segment_blocks
from worldcafe.tables import Assigned

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.cluster import ThemeCentres
    from worldcafe.settings import Settings
    from worldcafe.source import Source


def assign_sources(
    sources: tuple[Source, ...], model: ThemeCentres, settings: Settings
) -> DataFrame[Assigned]:
    """Give one row per note of sources that `read.read_sources` gave, with its theme in the model.

    Identities are removed as in a run. Notes near no theme have no theme and say so in `set_aside`.

    Raises:
        InputError: no notes were found in the sources.
    """
    segments = segment_blocks(sources, parse_sources(sources, settings.parse), settings.segment)
    segments = tell_roles(segments, sources, settings.roles)
    require_notes(segments, sources)
    segments = clean_segments(redact_identities(segments, settings.redact).segments, settings.clean)
    embed = replace(settings.embed, encoder=model.encoder)
    embeddings = embed_segments(segments, embed, everywhere=model.everywhere)
    found = assign_notes(segments, embeddings, model)
    notes = segments.set_index("segment_id").loc[found["segment_id"]].reset_index()
    told = found.rename(columns={"segment_id": "note_id"}).drop(
        columns=["second_theme_id", "next_theme_ids", "margin"]
    )
    told = told.assign(theme=told["theme_id"].map(model.names).fillna(""))
    places = notes[["source", "cafe", "table", "round", "clean_text"]]
    return Assigned.validate(told.join(places)[list(Assigned.to_schema().columns)])
