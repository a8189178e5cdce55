"""The parts of the paper about what was said: answers, what recurs, what one table said, what changed."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from worldcafe.language.reasons import reword
from worldcafe.language.wording import count, joined, later, pair, say, says
from worldcafe.report.chart_tables import none_but
from worldcafe.report.findings import shifted
from worldcafe.report.findings.sentences import quoted
from worldcafe.report.findings.withheld import say_so
from worldcafe.report.model.said import STATUS_PHRASES
from worldcafe.report.paper.blocks import (
    Block,
    Bullets,
    Grid,
    Heading,
    Paragraph,
    Picture,
    Runs,
    Styled,
    cells,
    change,
    plain,
    said,
    small,
    visible,
    words,
)

if TYPE_CHECKING:
    from worldcafe.report.model import Echo, FamilyView, Part, Quote, ReportView, ThemeView, Voice

CHARTED = 14  # themes in a chart: as many as half a page holds
TOLD = 5  # families told with their themes and quotes
ALONE = 10  # themes of one table that are listed
TAKEN_UP = {
    "confirms": pair("{n} says the same", "{n} say the same"),
    "details": pair("{n} adds to it", "{n} add to it"),
    "contradicts": pair("{n} says the opposite", "{n} say the opposite"),
}
VERBS = {"confirms": later("confirms"), "details": later("details"), "contradicts": later("contradicts")}
ECHOES = 5  # notes of a later café that are set beside an earlier one
STATUS_SENTENCES = {
    "covered": later("The summaries carry it"),
    "partial": later("The summaries carry it in part"),
    "gap": later("The summaries leave it out"),
}


def answers(view: ReportView) -> Iterator[Block]:
    """Give the six questions of a committee, each answered: the first page."""
    yield Heading(1, say("Six answers"))
    yield plain(lede(view))
    for finding in view.findings:
        yield Heading(2, finding.question)
        yield plain(visible(finding.sentence))
        if finding.points:
            yield Bullets(tuple((Styled(visible(spoken(point))),) for point in finding.points))
        if finding.after:
            further = "; ".join(map(spoken, finding.further))
            yield plain(visible(spoken(finding.after)), *filter(None, [visible(further)]))
        if finding.voices:
            yield Paragraph(tuple(itertools.chain.from_iterable(map(_heard, finding.voices))))


def _heard(voice: Voice) -> Runs:
    """Quote somebody below an answer: what it is, the words, and where they stand."""
    lead = say("{lead}:", lead=visible(voice.lead))
    return (Styled(f"{lead} {quoted(visible(voice.text))}"), small(f"{visible(voice.where)}. "))


def spoken(parts: Sequence[Part]) -> str:
    """Give a sentence without its links."""
    return "".join(part.text for part in parts)


def lede(view: ReportView) -> str:
    """Say in one sentence how much was said, and how much of it was checked."""
    notes = count(len(view.notes), "note")
    if view.tables:
        notes += " " + say("from {tables}", tables=count(len(view.tables), "table"))
    if len(view.cafes) > 1:
        notes += " " + say("at {cafes}", cafes=count(len(view.cafes), "café"))
    found = count(len(view.themes), "theme")
    if view.suggestions or not view.made.untold:
        found = joined([found, count(len(view.suggestions), "suggestion")])
    claims = count(len(view.claims), "claim")
    template = later("This paper rests on {notes}: they hold {found}.")
    if view.claims:
        template = later(
            "This paper rests on {notes}: they hold {found}; "
            "{claims} of the report were checked against them."
        )
    rests = say(template, notes=notes, found=found, claims=claims)
    untold = view.made.untold
    return f"{rests} {say_so(later('Findings are not told in every language'), untold)}" if untold else rests


def recurring(view: ReportView) -> Iterator[Block]:
    """Give the themes that came up most, in a chart and then with the words of their notes."""
    if not view.themes:
        return
    yield Heading(1, say("What recurs"))
    again = [theme for theme in view.themes if theme.n_places > 1]
    themes = count(len(view.themes), "theme")
    number = say("{n} of {themes} came up at more than one place.", n=len(again), themes=themes)
    proposed = sum(entry.n_places > 1 for entry in view.suggestions)
    if proposed and not again:
        number = f"{none_but(proposed)}."
    untold = say_so(later("What recurs is not told in every language"), view.made.untold)
    yield plain(
        number if again or not view.made.untold else untold,
        say(
            "A place is one table in one round, and people change tables between rounds, "
            "so a theme that counts many places was not raised by one talkative group alone."
        ),
    )
    shown = {quote for finding in view.findings for quote in finding.quotes}
    yield from chart(view, "themes", say("Families of themes by the number of places where they came up"))
    for family in view.families[:TOLD]:
        yield Heading(2, visible(family.name))
        first = family.themes[0]
        if family.is_alone:
            yield plain(*_told(first, view))
        else:
            yield plain(*_family(family))
            yield Bullets(tuple(_theme(theme) for theme in family.themes))
        yield from map(said, [quote for quote in first.exemplars if quote not in shown][:2])
    if len(view.families) > TOLD:
        yield from _others(view)


def _family(family: FamilyView) -> Iterator[str]:
    """Tell a family in sentences; its themes follow."""
    yield say(
        "{themes}, which came up at {places}: {notes}.",
        themes=count(len(family.themes), "theme"),
        places=count(family.n_places, "place"),
        notes=count(family.n_notes, "note"),
    )
    if family.n_suggestions:
        yield _make(family.n_suggestions)


def _theme(theme: ThemeView) -> Runs:
    """Tell a theme of a family: its name, how much was said, what the summaries make of it, a sentence."""
    status = f", {say(STATUS_PHRASES[theme.status])}" if theme.status else ""
    few = f"{say('few notes')}: " if theme.is_few else ""
    often = f" ({few}{count(theme.n_notes, 'note')}, {count(theme.n_places, 'place')}{status})"
    gist = f" {quoted(visible(theme.sentence))}" if theme.sentence else ""
    return (Styled(visible(theme.name), "strong"), Styled(f"{often}{gist}"))


def _others(view: ReportView) -> Iterator[Grid]:
    """Give the other families, a row each."""
    rows = [
        cells(
            visible(family.name),
            family.n_places,
            family.n_notes,
            joined([visible(theme.name) for theme in family.themes]) if not family.is_alone else "",
        )
        for family in view.families[TOLD:]
    ]
    header = (say("Family"), say("Places"), say("Notes"), say("Its themes"))
    caption, widths = say("The other families of themes"), (0.3, 0.11, 0.1, 0.49)
    yield Grid(caption, header, tuple(rows), widths, numbers=(1, 2))


def _told(theme: ThemeView, view: ReportView) -> Iterator[str]:
    """Tell a theme in sentences."""
    tables = [count(theme.n_tables, "table")]
    tables += [count(theme.n_cafes, "café")] if len(view.cafes) > 1 else []
    yield say(
        "It came up at {places}: {notes}, {tables}.",
        places=count(theme.n_places, "place"),
        notes=count(theme.n_notes, "note"),
        tables=joined(tables),
    )
    if theme.n_suggestions:
        yield _make(theme.n_suggestions)
    if theme.status:
        reason = reword(theme.status_reason).rstrip(".")
        yield f"{say(STATUS_SENTENCES[theme.status])}{': ' + reason if reason else ''}."
    if theme.both_sides:
        yield f"{say('Both sides were heard:')} {visible(reword(theme.both_sides))}"


def _make(number: int) -> str:
    """Say how many notes make suggestions."""
    return says(number, "{n} of the notes makes a suggestion.", "{n} of the notes make suggestions.")


def chart(view: ReportView, name: str, caption: str) -> Iterator[Picture]:
    """Give a chart of the view by its name, shortened to what half a page holds."""
    for entry in view.charts:
        if entry.name != name:
            continue
        key = entry.table.columns[0]
        rows = entry.table[key].drop_duplicates()
        shown = entry.table[entry.table[key].isin(rows.head(CHARTED))]
        part = (
            f", {say('the first {n} of {total}', n=CHARTED, total=len(rows))}" if len(rows) > CHARTED else ""
        )
        alt = f"{caption}{part}. {entry.alt}"
        yield Picture(dataclasses.replace(entry, title="", alt=alt, table=shown), f"{caption}{part}.")


def alone(view: ReportView) -> Iterator[Block]:
    """Give the themes that a single table raised, where there is more than one table."""
    themes = sorted((theme for theme in view.themes if theme.n_tables == 1), key=lambda theme: -theme.n_notes)
    if not themes or len(view.tables) < 2:
        return
    yield Heading(1, say("What only one table said"))
    template = later("{n} of {themes} came from one table only.")
    if len(themes) > ALONE:
        template = later("{n} of {themes} came from one table only; these are the {most} largest.")
    yield plain(
        say(template, n=len(themes), themes=count(len(view.themes), "theme"), most=ALONE),
        say("What one table said is not less true; nobody else had occasion to say it."),
    )
    places = {note.note_id: note.place.table_label for note in view.notes}
    rows = [
        cells(visible(theme.name), places[theme.note_ids[0]], theme.n_notes, _first(theme.exemplars))
        for theme in themes[:ALONE]
        if theme.note_ids
    ]
    header = (say("Theme"), say("Table"), say("Notes"), say("For example"))
    yield Grid(say("Themes of one table"), header, tuple(rows), (0.26, 0.18, 0.09, 0.47), numbers=(2,))


def _first(quotes: Sequence[Quote]) -> str:
    """Give the words of the first quote."""
    return words(quotes[0]) if quotes else ""


def changed(view: ReportView) -> Iterator[Block]:
    """Compare the cafes, or the rounds of a single one."""
    compared = view.comparison
    if not compared.by or not compared.rows:
        return
    is_cafe = compared.by == "cafe"
    title = later("What changed between the cafés") if is_cafe else later("What changed between the rounds")
    yield Heading(1, say(title))
    sizes = joined(
        [
            f"{name} ({count(size, 'note')})"
            for name, size in zip(compared.groups, compared.sizes, strict=True)
        ]
    )
    told = spoken(shifted(compared))
    template = (
        later("The cafés compared are {sizes}.") if is_cafe else later("The rounds compared are {sizes}.")
    )
    yield plain(say(template, sizes=sizes), visible(told))
    caption = later("Share of the notes that each family of themes has, by café")
    if not is_cafe:
        caption = later("Share of the notes that each family of themes has, by round")
    yield from chart(view, "comparison", say(caption))
    if view.echoes:
        yield plain(_counted_echoes(view.echoes))
        yield Bullets(tuple(_echo(echo) for echo in view.echoes[:ECHOES]))


def _counted_echoes(echoes: Sequence[Echo]) -> str:
    """Say how many notes of a later café confirm, detail or contradict one of an earlier café."""
    numbers = {name: sum(echo.verdict == name for echo in echoes) for name in TAKEN_UP}
    parts = joined([says(number, *TAKEN_UP[name]) for name, number in numbers.items() if number])
    first = f" {say('The first {n}:', n=ECHOES)}" if len(echoes) > ECHOES else ""
    template = later("Notes of a later café that take up what an earlier one said: {verdicts}.")
    return say(template, verdicts=parts) + first


def _echo(echo: Echo) -> Runs:
    """Set a later note beside the earlier one."""
    later = (
        Styled(f"{echo.later.place.label} {say(VERBS[echo.verdict])}: ", "strong"),
        Styled(words(echo.later)),
    )
    earlier = change(echo.diff) if echo.diff else (Styled(words(echo.earlier)),)
    return (*later, Styled(f" {say('Earlier:')} "), *earlier, small(echo.earlier.place.label))
