"""The five questions that a committee asks first, each answered in a sentence or two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from worldcafe.report.model import (
    ClaimView,
    Comparison,
    Filter,
    Finding,
    Gap,
    Note,
    Part,
    Quote,
    ThemeView,
    TopicView,
)

Parts = list[Part]


def five_findings(
    notes: Sequence[Note],
    themes: Sequence[ThemeView],
    claims: Sequence[ClaimView],
    gaps: Sequence[Gap],
    comparison: Comparison,
) -> tuple[Finding, ...]:
    """Give the answers in the order in which a committee asks; a question without data says so."""
    across = "cafés" if comparison.by != "round" else "rounds"
    return (
        _finding("recurs", "What recurs most?", _recurs(themes), _examples(themes[:1])),
        _finding("missed", "What did the report miss?", _missed(claims, gaps, notes), _gap_quotes(gaps)),
        _finding("unfounded", "What did it claim without notes?", *_unfounded(claims)),
        _finding("single", "What came only from one table?", *_single(themes, notes)),
        _finding("changed", f"What changed between the {across}?", _changed(comparison), ()),
    )


def _finding(key: str, question: str, parts: Parts, quotes: Iterable[Quote]) -> Finding:
    """Make a finding."""
    return Finding(key, question, tuple(parts), tuple(quotes)[:2])


def count(number: int, word: str) -> str:
    """Give "1 note", "2 notes", "no notes"."""
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"


def traced(topic: TopicView) -> str:
    """Say what stands behind the claims of a topic: "5 with notes behind them, 1 points elsewhere"."""
    doubtful = topic.n_claims - topic.n_supported - topic.n_pointers
    verb = "points" if topic.n_pointers == 1 else "point"
    if topic.n_pointers == topic.n_claims:
        return f"only {verb} elsewhere"
    if topic.n_supported == topic.n_claims:
        return "with notes behind it" if topic.n_claims == 1 else "all with notes behind them"
    supported = (
        f"{topic.n_supported or 'none'} with notes behind {'it' if topic.n_supported == 1 else 'them'}"
    )
    pointing = f"{topic.n_pointers} {verb} elsewhere" if topic.n_pointers else ""
    return ", ".join(filter(None, (supported, pointing, f"{doubtful} in doubt" if doubtful else "")))


def of_theme(*themes: str) -> Filter:
    """Give the filter for the notes of these themes."""
    return (("theme", themes),)


def _name(theme: ThemeView) -> Part:
    """Name a theme, leading to its entry."""
    return Part(f"“{theme.name}”", ref=f"theme-{theme.theme_id}")


def _listed(items: Sequence[Parts]) -> Parts:
    """Join pieces as "a, b and c"."""
    parts: Parts = []
    for place, item in enumerate(items):
        if place:
            parts.append(Part(" and " if place == len(items) - 1 else ", "))
        parts += item
    return parts


def _recurs(themes: Sequence[ThemeView]) -> Parts:
    """Say which theme was raised at the most places, and which follow it."""
    if not themes:
        return [Part("The notes are too few or too different to form themes, so each stands for itself.")]
    first, *rest = sorted(themes, key=lambda theme: (-theme.n_places, -theme.n_notes))
    notes = Part(count(first.n_notes, "note"), of_theme(first.theme_id))
    if first.n_places == 1:
        head = "No theme came up at more than one place. The largest is "
        return [Part(head), _name(first), Part(" ("), notes, Part(").")]
    places = Part(count(first.n_places, "place"), of_theme(first.theme_id))
    where = count(first.n_tables, "table")
    where += f" of {count(first.n_cafes, 'café')}" if first.n_cafes > 1 else ""
    parts = [_name(first), Part(" came up at "), places, Part(f" ({where}, "), notes, Part(").")]
    followers = [theme for theme in rest if theme.n_places > 1][:2]
    if followers:
        named = [[_name(theme), Part(f" ({theme.n_places})")] for theme in followers]
        parts += [Part(" Then " if len(followers) == 1 else " Then come "), *_listed(named), Part(".")]
    return parts


def _missed(claims: Sequence[ClaimView], gaps: Sequence[Gap], notes: Sequence[Note]) -> Parts:
    """Say what was left out of the summaries, the most recurrent first, and how much in all."""
    if not claims:
        return [Part("The sources hold no topic summaries, so there is no report to compare the notes with.")]
    silent = sum(not note.claim_ids for note in notes)
    share = Part(f"{silent} of {count(len(notes), 'note')}", (("claim", ("none",)),))
    tail = [Part(" In all, "), share, Part(" left no trace in them.")]
    themes = [gap for gap in gaps if gap.what == "theme"]
    alone = Part(count(len(gaps) - len(themes), "suggestion"), ref="gaps")
    if not themes:
        return [Part("Every theme left a trace in the summaries; "), alone, Part(" did not."), *tail]
    named = [[Part(f"“{gap.name}”", ref=f"gap-{gap.ref}")] for gap in themes[:2]]
    head = Part(count(len(themes), "theme"), ref="gaps")
    verb = "is" if len(themes) == 1 else "are"
    which = ": " if len(themes) <= len(named) else ", first of all "
    more = [Part("; so are "), alone, Part(" outside these themes")] if len(gaps) > len(themes) else []
    return [
        head,
        Part(f" {verb} missing from the summaries{which}"),
        *_listed(named),
        *more,
        Part("."),
        *tail,
    ]


def _gap_quotes(gaps: Sequence[Gap]) -> tuple[Quote, ...]:
    """Quote the first gap."""
    return gaps[0].quotes[:1] if gaps else ()


def _unfounded(claims: Sequence[ClaimView]) -> tuple[Parts, tuple[Quote, ...]]:
    """Say how many claims have no note behind them or changed its meaning."""
    if not claims:
        return [Part("There are no claims to check.")], ()
    without = [claim for claim in claims if claim.verdict == "unsupported"]
    altered = [claim for claim in claims if claim.verdict == "altered"]
    first = Part(f"{len(without) or 'None'} of {count(len(claims), 'claim')}", ref="claims=unsupported")
    parts = [first, Part(f" {'has' if len(without) == 1 else 'have'} no note behind {_them(len(without))}.")]
    if altered:
        verb = "says" if len(altered) == 1 else "say"
        number = Part(f"{len(altered)} {'other' if len(altered) == 1 else 'others'}", ref="claims=altered")
        parts += [Part(" "), number, Part(f" {verb} something else than the closest notes.")]
    else:
        parts += [Part(" None changes what its notes say.")]
    return parts, tuple(claim.quote for claim in (without or altered)[:1])


def _them(number: int) -> str:
    """Give the pronoun for so many claims."""
    return "it" if number == 1 else "them"


def _single(themes: Sequence[ThemeView], notes: Sequence[Note]) -> tuple[Parts, tuple[Quote, ...]]:
    """Say which themes only one table raised, the largest first, and which table that was."""
    if not themes:
        return [Part("There are no themes to place.")], ()
    if max(theme.n_tables for theme in themes) <= 1:
        return [Part("All themes: none was raised at a second table.")], ()
    alone = sorted((theme for theme in themes if theme.n_tables == 1), key=lambda theme: -theme.n_notes)
    if not alone:
        return [Part("Nothing: every theme was raised at two tables or more.")], ()
    total = sum(theme.n_notes for theme in alone)
    ids = tuple(theme.theme_id for theme in alone)
    tables = {name: note.place.table_label for note in notes for name in note.theme_ids[:1]}
    named = _listed([[_name(theme), Part(f" ({tables[theme.theme_id]})")] for theme in alone[:2]])
    parts = [
        Part(f"{len(alone)} of {count(len(themes), 'theme')}", ref="themes=single"),
        Part(", with "),
        Part(count(total, "note"), of_theme(*ids)),
        Part(": " if len(alone) <= 2 else "; the largest are "),
        *named,
        Part("."),
    ]
    return parts, _examples(alone[:1])


def _examples(themes: Sequence[ThemeView]) -> tuple[Quote, ...]:
    """Quote the exemplars of the first theme."""
    return themes[0].exemplars[:1] if themes else ()


def _changed(comparison: Comparison) -> Parts:
    """Say which theme grew or shrank most, how many only one group raised, which suggestions came back."""
    if comparison.by and not comparison.rows:
        return [Part("There are no themes to compare.")]
    if not comparison.by:
        return [Part("There is one café with one round, so there is nothing to compare.")]
    parts: Parts = []
    if any(sum(map(bool, row.counts)) > 1 for row in comparison.rows):
        parts += _largest_shift(comparison)
    everywhere = [row.theme_id for row in comparison.rows if all(row.counts)]
    which = "both" if len(comparison.groups) == 2 else "every one"
    which = f"{which} of the {_word(comparison)}s"
    groups = [(f"in {which}", everywhere)]
    for place, group in enumerate(comparison.groups[:4]):
        own = [row for row in comparison.rows if row.counts[place] and sum(row.counts) == row.counts[place]]
        groups.append((f"only in {_group(comparison, group)}", [row.theme_id for row in own]))
    counted = [
        [
            Part(
                count(len(ids), "theme") if not at else f"{len(ids) or 'none'}", of_theme(*ids) if ids else ()
            ),
            Part(f"{' came up' if not at else ''} {where}"),
        ]
        for at, (where, ids) in enumerate(groups)
    ]
    return [*parts, *_capital(_listed(counted)), Part("."), *_returned(comparison)]


def _capital(parts: Parts) -> Parts:
    """Begin a sentence."""
    first = parts[0]
    return [replace(first, text=first.text[:1].upper() + first.text[1:]), *parts[1:]]


def _returned(comparison: Comparison) -> Parts:
    """Say how many suggestions were raised again, how many are new, and what was contradicted."""
    trends = dict(comparison.trends)
    if not trends:
        return []
    again, new = trends.get("persisting", 0), trends.get("new", 0)
    against = comparison.contradictions
    parts = [
        Part(f" In {comparison.groups[-1]}, "),
        Part(count(again, "suggestion"), ref="suggestions=persisting" if again else ""),
        Part(" came back and "),
        Part(f"{new or 'none'}", ref="suggestions=new" if new else ""),
        Part(" was new" if new == 1 else " were new"),
    ]
    if against:
        verb = "contradicts" if against == 1 else "contradict"
        parts += [
            Part("; "),
            Part(count(against, "note"), ref="echoes"),
            Part(f" {verb} what was said before"),
        ]
    return [*parts, Part(".")]


def _largest_shift(comparison: Comparison) -> Parts:
    """Say whose share of the notes differs most between the first and the last group."""
    first, last = comparison.groups[0], comparison.groups[-1]
    row = max(comparison.rows, key=lambda row: abs(row.shares[-1] - row.shares[0]))
    name = Part(f"“{row.name}”", ref=f"theme-{row.theme_id}")
    before = Part(f"{row.shares[0]:.0%}", (*of_theme(row.theme_id), (comparison.by, (first,))))
    after = Part(f"{row.shares[-1]:.0%}", (*of_theme(row.theme_id), (comparison.by, (last,))))
    head = Part(" differs most: ")
    middle = Part(f" of the notes in {_group(comparison, first)}, ")
    return [name, head, before, middle, after, Part(f" in {_group(comparison, last)}. ")]


def _word(comparison: Comparison) -> str:
    """Give the word for one group."""
    return "café" if comparison.by == "cafe" else "round"


def _group(comparison: Comparison, group: str) -> str:
    """Name a group in a sentence."""
    return group if comparison.by == "cafe" or not group[:1].isdigit() else f"round {group}"
