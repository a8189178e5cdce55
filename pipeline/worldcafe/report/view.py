"""Everything that any format shows, computed once from the tables of a run."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from typing import TYPE_CHECKING

from worldcafe.found import listed, saying, split_ids
from worldcafe.language.spoken import say_apart, told_of
from worldcafe.language.wording import speaking
from worldcafe.report.across import compare
from worldcafe.report.chart_tables import map_charts, tidy_charts, withhold_titles
from worldcafe.report.excerpt import largest_tables, narrow, sample
from worldcafe.report.families import view_families
from worldcafe.report.findings import Material, six_findings
from worldcafe.report.gaps import find_gaps
from worldcafe.report.layout import lay_out
from worldcafe.report.lookups import NOT_QUOTED, build_index, read_diff, rows_of
from worldcafe.report.model import (
    ClaimView,
    Dispute,
    Echo,
    Note,
    NoteBehind,
    ReportView,
    SuggestionView,
    ThemeView,
    TopicView,
)
from worldcafe.report.next_topics import propose_topics
from worldcafe.report.provenance import how_made, language_of_report
from worldcafe.report.quote import barred, readable
from worldcafe.report.steadiness import number_charts

if TYPE_CHECKING:
    import pandas as pd

    from worldcafe.found import Analysis
    from worldcafe.report.lookups import Index

NEXT_TOPICS = 3


def build_view(analysis: Analysis) -> ReportView:
    """Give all that the report shows, in its language; a quote that is not in its source is left out."""
    with speaking(language_of_report(analysis)):
        return _build(analysis)


def _build(analysis: Analysis) -> ReportView:
    """Give all that the report shows in the language that is spoken."""
    index = build_index(analysis)
    notes = _notes(analysis, index)
    themes = _themes(analysis, index, notes)
    claims = _claims(analysis, index)
    topics = _topics(analysis, claims)
    suggestions = _suggestions(analysis, index)
    gaps = find_gaps(themes, suggestions) if claims else ()
    echoes = _echoes(analysis, index)
    families = view_families(analysis.families, themes)
    limits = analysis.settings.report
    idea_map = lay_out(families, sample(notes, limits.notes))
    comparison = compare(families, notes, suggestions)
    tidy = tidy_charts(families, notes, topics, suggestions, comparison)
    return ReportView(
        title=analysis.title,
        findings=six_findings(
            Material(
                notes,
                themes,
                claims,
                topics,
                gaps,
                suggestions,
                comparison,
                echoes,
                _next_topics(analysis),
                told_of(analysis.segments),
                say_apart(
                    analysis.segments.loc[analysis.segments["role"] == "note", "language"],
                    analysis.settings.embed.knows,
                ),
            )
        ),
        families=families,
        themes=themes,
        claims=claims,
        topics=topics,
        gaps=gaps,
        suggestions=suggestions,
        comparison=comparison,
        echoes=echoes,
        notes=notes,
        places=tuple(dict.fromkeys(note.place for note in notes)),
        idea_map=idea_map,
        charts=(
            *withhold_titles(
                [narrow(chart, largest_tables(notes, limits.tables), limits.tables) for chart in tidy],
                told_of(analysis.segments),
            ),
            *map_charts(families, idea_map),
            *number_charts(analysis.numbers),
        ),
        made=how_made(analysis, sum(said.text == NOT_QUOTED for said in index.quotes.values())),
        limits=limits,
    )


def _notes(analysis: Analysis, index: Index) -> tuple[Note, ...]:
    """Give every note in the order of the sources."""
    rows = analysis.segments[analysis.segments["role"] == "note"]
    return tuple(
        Note(
            note_id=row.segment_id,
            quote=index.quotes[row.segment_id],
            clean_text=row.clean_text,
            question=barred(readable(row.question)),
            topic=row.topic,
            kind=row.kind,
            theme_ids=tuple(name for name in (row.theme_id, row.second_theme_id) if name),
            status=index.theme_status.get(row.theme_id, ""),
            claim_ids=index.claims_of_note.get(row.segment_id, ()),
            suggestion_id=index.suggestion_of_note.get(row.segment_id, ""),
            set_aside=row.set_aside,
        )
        for row in rows_of(rows)
    )


def _themes(analysis: Analysis, index: Index, notes: tuple[Note, ...]) -> tuple[ThemeView, ...]:
    """Give the themes, the most recurrent first; the counts are those of the table."""
    members: dict[str, list[str]] = defaultdict(list)
    for note in notes:
        if note.theme_ids:
            members[note.theme_ids[0]].append(note.note_id)
    lists = {"keywords", "claim_ids", "exemplar_ids", "disputes"}
    copied = {field.name for field in dataclasses.fields(ThemeView)} - lists - {"note_ids", "exemplars"}
    return tuple(
        ThemeView(
            **{name: getattr(row, name) for name in copied},
            keywords=split_ids(row.keywords),
            claim_ids=split_ids(row.claim_ids),
            note_ids=tuple(members[row.theme_id]),
            exemplars=index.quotes_of(split_ids(row.exemplar_ids)),
            disputes=_disputes(analysis.sides[analysis.sides["theme_id"] == row.theme_id], index),
        )
        for row in rows_of(analysis.themes)
    )


def _disputes(sides: pd.DataFrame, index: Index) -> tuple[Dispute, ...]:
    """Give the points of one theme that have notes on both sides."""
    return tuple(
        Dispute(
            str(point),
            index.quotes_of(tuple(part.loc[part["side"] == "for", "note_id"])),
            index.quotes_of(tuple(part.loc[part["side"] == "against", "note_id"])),
        )
        for point, part in sides.groupby("point", sort=False)
    )


def _claims(analysis: Analysis, index: Index) -> tuple[ClaimView, ...]:
    """Give the claims in the order of the report, each with the notes behind it."""
    return tuple(
        ClaimView(
            claim_id=row.claim_id,
            topic=row.topic,
            quote=index.quotes[row.claim_id],
            verdict=row.verdict,
            reason=row.reason,
            n_notes=row.n_notes,
            n_places=row.n_places,
            moved_from=row.moved_from,
            merged=row.merged,
            evidence=tuple(
                NoteBehind(index.quotes[note], strength, shared)
                for note, strength, shared in index.notes_of_claim.get(row.claim_id, ())
            ),
            closest=index.quotes.get(row.closest_id),
            diff=read_diff(row.diff),
            near=index.quotes_of(index.near_claim.get(row.claim_id, ())),
            asked_by=analysis.settings.llm.model if row.claim_id in analysis.to_compare else "",
        )
        for row in rows_of(analysis.claims)
    )


def _topics(analysis: Analysis, claims: tuple[ClaimView, ...]) -> tuple[TopicView, ...]:
    """Give the topics of the report in its order."""
    under: dict[tuple[str, str], list[ClaimView]] = defaultdict(list)  # café and topic
    for claim in claims:
        under[claim.quote.place.cafe, claim.topic].append(claim)
    return tuple(
        TopicView(
            **{str(name): value for name, value in row.items()},
            n_supported=sum(claim.verdict == "supported" for claim in own),
            n_pointers=sum(claim.verdict == "pointer" for claim in own),
            claim_ids=tuple(claim.claim_id for claim in own),
        )
        for row in analysis.topics.to_dict("records")
        for own in [under[row["cafe"], row["topic"]]]
    )


def _suggestions(analysis: Analysis, index: Index) -> tuple[SuggestionView, ...]:
    """Give the register, the most recurrent first."""
    computed = ("note_ids", "claim_ids", "in_report", "set_aside")
    return tuple(
        SuggestionView(
            **{str(name): value for name, value in row.items() if name not in computed},
            in_report=row["in_report"] if len(analysis.claims) else "",
            theme=index.theme_names.get(row["theme_id"], ""),
            claim_ids=split_ids(row["claim_ids"]),
            quotes=index.quotes_of(split_ids(row["note_ids"])),
        )
        for row in listed(analysis.suggestions).to_dict("records")
    )


def _echoes(analysis: Analysis, index: Index) -> tuple[Echo, ...]:
    """Give what later cafes said again, contradictions first, then theme by theme, the likeliest first."""
    themes = analysis.segments.set_index("segment_id")["theme_id"]
    found = [
        Echo(
            later=index.quotes[row.later_id],
            earlier=index.quotes[row.earlier_id],
            **{name: getattr(row, name) for name in ("verdict", "score", "reason", "shared")},
            theme=index.theme_names.get(themes[row.earlier_id], ""),
            diff=read_diff(row.diff),
        )
        for row in rows_of(analysis.comparisons)
    ]
    return tuple(sorted(found, key=lambda echo: (echo.verdict != "contradicts", echo.theme, -echo.score)))


def _next_topics(analysis: Analysis) -> pd.DataFrame:
    """Give the themes that most deserve a table at the next café."""
    return propose_topics(
        analysis.themes, analysis.segments, analysis.suggestions, saying(analysis.links), limit=NEXT_TOPICS
    )
