"""Everything that any format shows, computed once from the tables of a run."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from worldcafe.found import split_ids
from worldcafe.report.chart_tables import compare, map_charts, number_charts, tidy_charts
from worldcafe.report.findings import five_findings
from worldcafe.report.layout import lay_out
from worldcafe.report.model import (
    ClaimView,
    Dispute,
    Echo,
    Evidence,
    Gap,
    Note,
    Place,
    Quote,
    ReportView,
    SuggestionView,
    ThemeView,
    TopicView,
)
from worldcafe.report.provenance import how_made
from worldcafe.report.quote import quote, readable
from worldcafe.tables import TRIAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from worldcafe.found import Analysis
    from worldcafe.source import Source

NOT_QUOTED = "[left out: these words do not stand in the source]"
_DIFF = re.compile(r"\[-(?P<out>.*?)-\]|\{\+(?P<in>.*?)\+\}", re.DOTALL)


@dataclass(frozen=True)
class _Index:
    """Look-ups that several parts of the report need, built once."""

    quotes: dict[str, Quote]  # of notes and claims, by segment
    notes_of_claim: dict[str, list[tuple[str, str, str]]]  # note, strength, shared words
    claims_of_note: dict[str, tuple[str, ...]]
    suggestion_of_note: dict[str, str]
    theme_names: dict[str, str]
    theme_status: dict[str, str]

    def quotes_of(self, ids: tuple[str, ...]) -> tuple[Quote, ...]:
        """Give the quotes of these segments, leaving out ids that are no note and no claim."""
        return tuple(self.quotes[name] for name in ids if name in self.quotes)


def build_view(analysis: Analysis) -> ReportView:
    """Give all that the report shows; a quote that does not stand in its source is left out and counted."""
    index = _index(analysis)
    notes = _notes(analysis, index)
    themes = _themes(analysis, index, notes)
    claims = _claims(analysis, index)
    topics = _topics(analysis, claims)
    suggestions = _suggestions(analysis, index)
    gaps = _gaps(themes, suggestions) if claims else ()
    echoes = _echoes(analysis, index)
    idea_map = lay_out(themes, notes)
    against = len({echo.later.segment_id for echo in echoes if echo.verdict == "contradicts"})
    comparison = dataclasses.replace(compare(themes, notes, suggestions), contradictions=against)
    return ReportView(
        title=analysis.title,
        findings=five_findings(notes, themes, claims, gaps, comparison),
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
            *tidy_charts(themes, notes, topics, suggestions, comparison),
            *map_charts(themes, idea_map),
            *number_charts(analysis.numbers),
        ),
        made=how_made(analysis, sum(said.text == NOT_QUOTED for said in index.quotes.values())),
    )


def read_diff(diff: str) -> tuple[tuple[str, str], ...]:
    """Read "a [-b-] {+c+}" as (("same", "a"), ("out", "b"), ("in", "c"))."""
    pieces: list[tuple[str, str]] = []
    at = 0
    for match in _DIFF.finditer(diff):
        pieces.append(("same", diff[at : match.start()].strip()))
        pieces.append((str(match.lastgroup), match.group(str(match.lastgroup)).strip()))
        at = match.end()
    pieces.append(("same", diff[at:].strip()))
    return tuple((change, words) for change, words in pieces if words)


def _index(analysis: Analysis) -> _Index:
    """Build the look-ups."""
    texts = {source.name: source for source in analysis.sources}
    spoken = analysis.segments[analysis.segments["role"].isin(("note", "summary"))]
    notes_of_claim = defaultdict(list)
    claims_of_note = defaultdict(list)
    for link in _rows(analysis.links):
        notes_of_claim[link.claim_id].append((link.note_id, link.strength, link.shared))
        claims_of_note[link.note_id].append(link.claim_id)
    return _Index(
        quotes={row.segment_id: _quote(row, texts[row.source]) for row in _rows(spoken)},
        notes_of_claim=dict(notes_of_claim),
        claims_of_note={note: tuple(dict.fromkeys(ids)) for note, ids in claims_of_note.items()},
        suggestion_of_note={
            note: row.suggestion_id for row in _rows(analysis.suggestions) for note in split_ids(row.note_ids)
        },
        theme_names={row.theme_id: row.name for row in _rows(analysis.themes)},
        theme_status={row.theme_id: row.status for row in _rows(analysis.themes)},
    )


def _rows(table: pd.DataFrame) -> Iterator[Any]:
    """Give the rows as records with attributes."""
    yield from table.itertuples(index=False)


def _quote(row: Any, source: Source) -> Quote:
    """Quote a row of the segments, unless its words do not stand in the source: that would be a forgery."""
    starts = [start for start, _ in source.anchors]
    page = bisect.bisect_right(starts, row.start) - 1
    try:
        text = quote(readable(row.text), source.text, row.start, row.end)
    except ValueError:
        text = NOT_QUOTED
    return Quote(
        segment_id=row.segment_id,
        text=text,
        place=Place(row.cafe, row.table, row.round),
        source=row.source,
        start=row.start,
        end=row.end,
        anchor=source.anchors[page][1] if page >= 0 else "",
    )


def _notes(analysis: Analysis, index: _Index) -> tuple[Note, ...]:
    """Give every note in the order of the sources."""
    rows = analysis.segments[analysis.segments["role"] == "note"]
    return tuple(
        Note(
            note_id=row.segment_id,
            quote=index.quotes[row.segment_id],
            clean_text=row.clean_text,
            question=readable(row.question),
            kind=row.kind,
            theme_ids=tuple(name for name in (row.theme_id, row.second_theme_id) if name),
            status=index.theme_status.get(row.theme_id, ""),
            claim_ids=index.claims_of_note.get(row.segment_id, ()),
            suggestion_id=index.suggestion_of_note.get(row.segment_id, ""),
            set_aside=row.set_aside,
        )
        for row in _rows(rows)
    )


def _themes(analysis: Analysis, index: _Index, notes: tuple[Note, ...]) -> tuple[ThemeView, ...]:
    """Give the themes, the most recurrent first; the counts are those of the table."""
    members: dict[str, list[str]] = defaultdict(list)
    for note in notes:
        if note.theme_ids:
            members[note.theme_ids[0]].append(note.note_id)
    lists = {"keywords", "claim_ids", "exemplar_ids", "disputes", "family"}
    family = analysis.families.set_index("family_id")["name"].to_dict()
    copied = {field.name for field in dataclasses.fields(ThemeView)} - lists - {"note_ids", "exemplars"}
    return tuple(
        ThemeView(
            **{name: getattr(row, name) for name in copied},
            family=family[row.family_id],
            keywords=split_ids(row.keywords),
            claim_ids=split_ids(row.claim_ids),
            note_ids=tuple(members[row.theme_id]),
            exemplars=index.quotes_of(split_ids(row.exemplar_ids)),
            disputes=_disputes(analysis.sides[analysis.sides["theme_id"] == row.theme_id], index),
        )
        for row in _rows(analysis.themes)
    )


def _disputes(sides: pd.DataFrame, index: _Index) -> tuple[Dispute, ...]:
    """Give the points of one theme that have notes on both sides."""
    return tuple(
        Dispute(
            str(point),
            index.quotes_of(tuple(part.loc[part["side"] == "for", "note_id"])),
            index.quotes_of(tuple(part.loc[part["side"] == "against", "note_id"])),
        )
        for point, part in sides.groupby("point", sort=False)
    )


def _claims(analysis: Analysis, index: _Index) -> tuple[ClaimView, ...]:
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
                Evidence(index.quotes[note], strength, shared)
                for note, strength, shared in index.notes_of_claim.get(row.claim_id, ())
            ),
            closest=index.quotes.get(row.closest_id),
            diff=read_diff(row.diff),
        )
        for row in _rows(analysis.claims)
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


def _suggestions(analysis: Analysis, index: _Index) -> tuple[SuggestionView, ...]:
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
        for row in analysis.suggestions.to_dict("records")
        if (row["note_ids"] and not row["set_aside"]) or any(row[column] for column in TRIAGE)
    )


def _echoes(analysis: Analysis, index: _Index) -> tuple[Echo, ...]:
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
        for row in _rows(analysis.comparisons)
    ]
    return tuple(sorted(found, key=lambda echo: (echo.verdict != "contradicts", echo.theme, -echo.score)))


def _gaps(themes: tuple[ThemeView, ...], suggestions: tuple[SuggestionView, ...]) -> tuple[Gap, ...]:
    """Give what the summaries leave out: gap themes, then suggestions outside them.

    First come those with most suggestions that recur and that no claim carries, and such a one is quoted.
    """
    missed = [theme for theme in themes if theme.status == "gap"]
    lost: dict[str, list[SuggestionView]] = {}
    for entry in suggestions:
        if entry.in_report == "no" and entry.n_places > 1:
            lost.setdefault(entry.theme_id, []).append(entry)
    told = {theme.theme_id for theme in missed}
    alone = [entry for entry in suggestions if entry.in_report == "no" and entry.theme_id not in told]
    named = [
        Gap(
            *("theme", item.theme_id, item.name, item.status_reason, item.n_notes, item.n_places),
            (*(entry.quotes[0] for entry in lost.get(item.theme_id, ())), *item.exemplars),
        )
        for item in missed
    ]
    named += [
        Gap("suggestion", item.suggestion_id, item.text, "", item.n_notes, item.n_places, item.quotes)
        for item in alone
    ]
    recurring = {theme: len(entries) for theme, entries in lost.items()}
    return tuple(
        sorted(
            named,
            key=lambda gap: (gap.what != "theme", -recurring.get(gap.ref, 0), -gap.n_places, -gap.n_notes),
        )
    )
