"""The whole pipeline, in order: this is the file to read first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pandera.typing import DataFrame

from worldcafe.classify import classify_segments
from worldcafe.clean import clean_segments
from worldcafe.cluster import cluster_notes, weigh_numbers
from worldcafe.conserve import with_gaps_told
from worldcafe.correct import correct_themes, join_corrections, read_rulings, set_kinds, set_roles
from worldcafe.crossref import Readers, check_dismissals, cover_themes, crossref_claims, load_judge
from worldcafe.embed import embed_segments, quick_vectors, read_in_english, word_vectors
from worldcafe.engine.progress import Stages
from worldcafe.errors import InputError
from worldcafe.found import Analysis, saying
from worldcafe.language.spoken import is_english, with_languages, withhold_kinds
from worldcafe.name import Settled, hear_themes, name_families, name_themes
from worldcafe.oppose import oppose_notes
from worldcafe.parse import parse_sources
from worldcafe.recur import group_suggestions
from worldcafe.redact import even_out, mask_settings, mask_sources, redact_identities
from worldcafe.register import apply_decisions
from worldcafe.report.title import UNTITLED, find_title
from worldcafe.roles import tell_roles
from worldcafe.segment import name_segments, segment_blocks
from worldcafe.settings import without_paths
from worldcafe.source import Source
from worldcafe.tables import Assignments, Embeddings, Kinds, Removals, Segments
from worldcafe.version import VERSION

if TYPE_CHECKING:
    from worldcafe.cluster import Clustering
    from worldcafe.crossref import Judge
    from worldcafe.embed import Encoder
    from worldcafe.settings import Settings


@dataclass(frozen=True)
class Outcome:
    """What an analysis gives: all that may be shown, and apart from it what may not.

    `removals` lists the identities that were removed, for the analyst's eyes only; `clustering` is what the
    model of the themes is made of.
    """

    analysis: Analysis
    removals: DataFrame[Removals]
    clustering: Clustering


def analyse(
    sources: tuple[Source, ...],
    settings: Settings,
    stages: Stages | None = None,
    encoder: Encoder | None = None,
    judge: Judge | None = None,
) -> Outcome:
    """Run every stage in order on sources that `read.read_sources` gave.

    `stages` shows and records them; `encoder` and `judge` stand in for those that the settings name.

    Raises:
        InputError: no notes were found in the sources.
    """
    load_judge(settings.crossref.judge)  # one that is not there is told before any work
    run = stages or Stages()
    blocks = run(parse_sources, sources, settings.parse)
    segments = run(segment_blocks, sources, blocks, settings.segment)
    segments = run(tell_roles, segments, sources, settings.roles)
    require_notes(segments, sources)
    sources = with_gaps_told(sources, segments)
    redaction = run(redact_identities, segments, settings.redact)
    segments, told = set_roles(redaction.segments, settings.correct)
    segments = run(clean_segments, name_segments(segments), settings.clean)
    segments = with_languages(segments)
    vectors = run.ahead(embed_segments, segments, settings.embed, encoder, parts=run.parts.elsewhere)
    grouped = run.ahead(cluster_notes, segments, vectors, settings.cluster, seed=settings.seed)
    hidden = redaction.removals.loc[redaction.removals["removed"], "text"].tolist()
    rulings, ruled = read_rulings(segments, settings.correct, hidden)
    embedded = run.result(vectors)
    senses = read_in_english(segments, embedded, settings.embed)
    kinds = run(classify_segments, segments, settings.classify, senses, parts=run.parts)
    kinds = set_kinds(withhold_kinds(kinds, segments), rulings)
    segments = _with_kinds(segments, kinds)
    clustering = run.result(grouped)
    corrected = run(correct_themes, segments, clustering.assignments, settings.correct, hidden)
    clustering = clustering.regrouped(corrected.assignments)
    segments = _with_themes(segments, clustering.assignments)
    # neither the links of claims and notes nor the names of themes need the other
    given = settings.crossref, rulings, Readers(word_vectors, judge)
    compared = None if judge else run.ahead(crossref_claims, segments, vectors, *given)
    heard = run(hear_themes, segments, quick_vectors, hidden, clustering.everywhere)
    themes = run(name_themes, segments, clustering, settings.name, heard, Settled(corrected.names))
    families = run(name_families, segments, themes, heard, rulings.families)
    numbers = run.ahead(weigh_numbers, clustering.space, len(themes), settings.seed)
    # whoever asks a model remembers its answers, and can do so in this process alone
    crossref = run.result(compared) if compared else run(crossref_claims, segments, embedded, *given)
    themes = run(cover_themes, themes, segments, crossref, settings.crossref)
    opposition = run(oppose_notes, segments[is_english(segments["language"])], themes)
    suggestions = run(group_suggestions, segments, embedded, saying(crossref.links), settings.recur, rulings)
    claims = run(check_dismissals, crossref.claims, segments, suggestions, embedded, settings.crossref)
    registered = run(apply_decisions, suggestions, segments, settings.register)
    masked = mask_sources(sources, segments, redaction.removals, settings.redact.remove)
    masked, segments = even_out(masked, segments, settings.redact.bars)
    kept = without_paths(with_encoder(settings, embedded) if encoder is None else settings)
    shown = mask_settings(kept, redaction.removals)
    analysis = Analysis(
        version=VERSION,
        title=_title(segments, shown),
        sources=masked,
        settings=shown,
        removed=_count_types(redaction.removals),
        segments=segments,
        kinds=kinds,
        claims=claims,
        links=crossref.links,
        candidates=crossref.candidates,
        topics=crossref.topics,
        assignments=clustering.assignments,
        families=families,
        themes=opposition.themes,
        sides=opposition.sides,
        comparisons=crossref.comparisons,
        suggestions=registered.suggestions,
        matches=registered.matches,
        measures=clustering.measures,
        numbers=numbers(),
        corrections=join_corrections(corrected.corrections, ruled, told),
    )
    return Outcome(analysis, redaction.removals, clustering)


def with_encoder(settings: Settings, embedded: Embeddings) -> Settings:
    """Give the settings with the encoder that was used, and the languages that texts were compared across."""
    used = settings.embed if settings.embed.model else replace(settings.embed, encoder=embedded.encoder)
    return replace(settings, embed=replace(used, knows=tuple(sorted(embedded.knows))))


def require_notes(segments: DataFrame[Segments], sources: tuple[Source, ...]) -> None:
    """Stop where there is nothing to analyse.

    Raises:
        InputError: there is no note among the segments.
    """
    if not (segments["role"] == "note").any():
        names = ", ".join(source.own or source.name for source in sources)
        raise InputError(
            f"{names}: no notes found; notes are expected under headings such as Table 1 or Round 1, "
            "or in one file per table."
        )


def _with_kinds(segments: DataFrame[Segments], kinds: DataFrame[Kinds]) -> DataFrame[Segments]:
    """Write the kinds into the segments."""
    by_id = kinds.set_index("segment_id")
    return Segments.validate(
        segments.assign(
            kind=segments["segment_id"].map(by_id["kind"]).fillna(""),
            kind_score=segments["segment_id"].map(by_id["kind_score"]).fillna(0.0),
        )
    )


def _with_themes(segments: DataFrame[Segments], assignments: DataFrame[Assignments]) -> DataFrame[Segments]:
    """Write the themes, and the reasons for having none, into the segments; other reasons stay."""
    by_id = assignments.set_index("segment_id")
    columns = ("theme_id", "second_theme_id", "set_aside")
    found = {name: segments["segment_id"].map(by_id[name]) for name in columns}
    aside = found.pop("set_aside").fillna(segments["set_aside"])
    return Segments.validate(
        segments.assign(set_aside=aside, **{name: column.fillna("") for name, column in found.items()})
    )


def _title(segments: DataFrame[Segments], settings: Settings) -> str:
    """Give the title set by the user, or what the sources are headed by."""
    return settings.report.title or find_title(segments) or UNTITLED


def _count_types(removals: DataFrame[Removals]) -> dict[str, int]:
    """Count by type the identities that were blacked out."""
    return dict(sorted(Counter(map(str, removals.loc[removals["removed"], "type"])).items()))
