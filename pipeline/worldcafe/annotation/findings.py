"""Figures of findings: links, verdicts, gaps and what recurs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import TYPE_CHECKING

from worldcafe.annotation.figures import Figure, f1_of_sets, pairs_within
from worldcafe.annotation.overlay import Overlay
from worldcafe.annotation.units import Ids
from worldcafe.found import split_ids

if TYPE_CHECKING:
    from worldcafe.found import Analysis

UNBACKED = ("unsupported", "pointer")


@dataclass(frozen=True)
class Grouped:
    """A suggestion of a run: whether it is in the report, at how many places, and its notes by unit."""

    in_report: str
    n_places: int
    notes: Ids


def figures_of_findings(overlay: Overlay, analysis: Analysis) -> Iterator[Figure]:
    """Give the figures of what a run found out about notes and claims."""
    told = _suggestions(overlay, analysis)
    if overlay.annotation.claims:
        yield from _links(overlay, analysis)
        yield from _verdicts(overlay, analysis)
    yield from _gaps(overlay, told)
    yield from _recurrence(overlay, told)


def _links(overlay: Overlay, analysis: Analysis) -> Iterator[Figure]:
    wanted = overlay.annotation.links
    notes, claims = overlay.notes_of(), overlay.claims_of()
    pairs = list(zip(analysis.links["claim_id"], analysis.links["note_id"], strict=True))
    found = {
        (claim, note)
        for one, other in pairs
        for claim in claims.get(one, ())
        for note in notes.get(other, ())
    }
    if not wanted:
        return
    yield Figure("links", f1_of_sets(found, wanted), len(wanted), "pairs of a claim and a note behind it")
    right = len(found & set(wanted))
    yield Figure(
        "links right", right / len(found) if found else 0.0, len(found), "found links that are right"
    )
    yield Figure("links found", right / len(wanted), len(wanted), "links that are found")
    same = {pair for pair, strength in wanted.items() if strength == "same"}
    if same:
        value = len(found & same) / len(same)
        yield Figure("same found", value, len(same), "links that share their wording and are found")
    yield from _missing_notes(overlay, {note for _, other in pairs for note in notes.get(other, ())})


def _missing_notes(overlay: Overlay, linked: set[str]) -> Iterator[Figure]:
    """Hold the suggestions that no claim gives against those that the run links to none."""
    annotation = overlay.annotation
    asked = [unit.id for unit in annotation.notes if annotation.kinds.get(unit.id) == "suggestion"]
    given = {note for _, note in annotation.links} | annotation.covered
    wanted, found = ({name for name in asked if name not in some} for some in (given, linked))
    if asked:
        yield Figure(
            "notes in no claim", f1_of_sets(found, wanted), len(wanted), "suggestions that no claim gives"
        )


def _verdicts(overlay: Overlay, analysis: Analysis) -> Iterator[Figure]:
    claims = overlay.claims_of()
    annotated = {unit.id for unit in overlay.annotation.units if unit.role == "summary"}
    behind = {name: of for name, of in overlay.annotation.claims.items() if name in annotated}
    verdicts = list(zip(analysis.claims["claim_id"], analysis.claims["verdict"], strict=True))
    aside = {name for name, of in overlay.annotation.claims.items() if of.elsewhere}
    found = {
        unit for name, verdict in verdicts if verdict in UNBACKED for unit in claims.get(name, ())
    } - aside
    wanted = {name for name, of in behind.items() if not of.strengths and not of.elsewhere}
    value = f1_of_sets(found, wanted) if found or wanted else 1.0
    yield Figure("unsupported", value, len(wanted), "claims that no note is behind")
    found = {unit for name, verdict in verdicts if verdict == "altered" for unit in claims.get(name, ())}
    wanted = {name for name, of in behind.items() if of.altered}
    if wanted:
        yield Figure("altered", f1_of_sets(found, wanted), len(wanted), "claims that change what notes say")


def _suggestions(overlay: Overlay, analysis: Analysis) -> list[Grouped]:
    """Give the suggestions of a run by units, those of most places first."""
    notes, table = overlay.notes_of(), analysis.suggestions
    rows = zip(table["in_report"], table["n_places"], table["note_ids"], strict=True)
    found = [
        Grouped(told, int(places), frozenset(unit for name in split_ids(ids) for unit in notes.get(name, ())))
        for told, places, ids in rows
    ]
    return sorted(found, key=lambda suggestion: -suggestion.n_places)


def _gaps(overlay: Overlay, told: Sequence[Grouped]) -> Iterator[Figure]:
    """A gap is found when a quarter of its notes stand in one suggestion that is told as missing."""
    wanted = _annotated(overlay, overlay.annotation.gaps or ())
    missing = [suggestion.notes for suggestion in told if suggestion.in_report == "no"]
    if wanted:
        found = [any(len(gap & notes) >= max(1, len(gap) / 4) for notes in missing) for gap in wanted]
        yield Figure(
            "gaps found", mean(found), len(wanted), "important suggestions in no claim that are told"
        )


def _recurrence(overlay: Overlay, told: Sequence[Grouped]) -> Iterator[Figure]:
    groups = [group for group in _annotated(overlay, overlay.annotation.recurrent) if len(group) > 1]
    if not groups:
        return
    first = [suggestion.notes for suggestion in told[: 2 * len(groups)]]
    value = mean(max((_alike(group, notes) for notes in first), default=0.0) for group in groups)
    yield Figure(
        "recurrence found", value, len(groups), "how far the groups that recur are among the first told"
    )
    listed = pairs_within([*groups, *_annotated(overlay, overlay.annotation.gaps or ())])
    shown = [pair for suggestion in told for pair in pairs_within([suggestion.notes])]
    if shown:
        right = sum(pair in listed for pair in shown)
        yield Figure("recurrence right", right / len(shown), len(shown), "pairs told as the same that are")


def _alike(one: Ids, other: Ids) -> float:
    """Give the share of two groups that is in both (Jaccard)."""
    return len(one & other) / len(one | other)


def _annotated(overlay: Overlay, groups: Sequence[Ids]) -> list[Ids]:
    """Give groups as far as their members are annotated notes."""
    notes = {unit.id for unit in overlay.annotation.notes}
    return [kept for group in groups if (kept := group & notes)]
