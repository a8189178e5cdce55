"""The parts of the paper about what was said: answers, what recurs, what one table said, what changed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from worldcafe.report.findings import count, shifted
from worldcafe.report.findings.withheld import say_so
from worldcafe.report.paper.blocks import (
    Block,
    Bullets,
    Grid,
    Heading,
    Picture,
    Runs,
    Styled,
    cells,
    change,
    listed,
    plain,
    said,
    small,
    visible,
    words,
)

if TYPE_CHECKING:
    from worldcafe.report.model import Echo, FamilyView, Part, Quote, ReportView, ThemeView

CHARTED = 14  # themes in a chart: as many as half a page holds
TOLD = 5  # families told with their themes and quotes
ALONE = 10  # themes of one table that are listed
ECHOES = 5  # notes of a later café that are set beside an earlier one
SHORT = {"covered": "in the summaries", "partial": "partly in the summaries", "gap": "missing"}
STATUSES = {
    "covered": "The summaries carry it",
    "partial": "The summaries carry it in part",
    "gap": "The summaries leave it out",
}


def answers(view: ReportView) -> Iterator[Block]:
    """Give the six questions of a committee, each answered: the first page."""
    yield Heading(1, "Six answers")
    yield plain(lede(view))
    for finding in view.findings:
        yield Heading(2, finding.question)
        yield plain(visible(finding.sentence))
        if finding.points:
            yield Bullets(tuple((Styled(visible(spoken(point))),) for point in finding.points))
        if finding.after:
            yield plain(visible(spoken(finding.after)))


def spoken(parts: Sequence[Part]) -> str:
    """Give a sentence without its links."""
    return "".join(part.text for part in parts)


def lede(view: ReportView) -> str:
    """Say in one sentence how much was said, and how much of it was checked."""
    where = f" from {count(len(view.tables), 'table')}" if view.tables else ""
    where += f" at {count(len(view.cafes), 'café')}" if len(view.cafes) > 1 else ""
    found = count(len(view.themes), "theme")
    if view.suggestions or not view.made.untold:
        found += f" and {count(len(view.suggestions), 'suggestion')}"
    checked = (
        f"; {count(len(view.claims), 'claim')} of the report were checked against them" if view.claims else ""
    )
    rests = f"This paper rests on {count(len(view.notes), 'note')}{where}: they hold {found}{checked}."
    return f"{rests} {say_so('Findings are', view.made.untold)}" if view.made.untold else rests


def recurring(view: ReportView) -> Iterator[Block]:
    """Give the themes that came up most, in a chart and then with the words of their notes."""
    if not view.themes:
        return
    yield Heading(1, "What recurs")
    again = [theme for theme in view.themes if theme.n_places > 1]
    number = f"{len(again)} of {count(len(view.themes), 'theme')} came up at more than one place."
    yield plain(
        number if again or not view.made.untold else say_so("What recurs is", view.made.untold),
        "A place is one "
        "table in one round, and people change tables between rounds, so a theme that counts many places was "
        "not raised by one talkative group alone.",
    )
    shown = {quote for finding in view.findings for quote in finding.quotes}
    yield from chart(view, "themes", "Families of themes by the number of places where they came up")
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
    spread = f"{count(family.n_places, 'place')}: {count(family.n_notes, 'note')}"
    yield f"{count(len(family.themes), 'theme')}, which came up at {spread}."
    if family.n_suggestions:
        yield f"{family.n_suggestions} of the notes {_make(family.n_suggestions)}."


def _theme(theme: ThemeView) -> Runs:
    """Tell a theme of a family: its name, how much was said, what the summaries make of it, a sentence."""
    status = f", {SHORT[theme.status]}" if theme.status else ""
    few = "few notes: " if theme.is_few else ""
    often = f" ({few}{count(theme.n_notes, 'note')}, {count(theme.n_places, 'place')}{status})"
    gist = f" “{visible(theme.sentence)}”" if theme.sentence else ""
    return (Styled(visible(theme.name), "strong"), Styled(f"{often}{gist}"))


def _others(view: ReportView) -> Iterator[Grid]:
    """Give the other families, a row each."""
    rows = [
        cells(
            visible(family.name),
            family.n_places,
            family.n_notes,
            listed([visible(theme.name) for theme in family.themes]) if not family.is_alone else "",
        )
        for family in view.families[TOLD:]
    ]
    header = ("Family", "Places", "Notes", "Its themes")
    yield Grid("The other families of themes", header, tuple(rows), (0.3, 0.11, 0.1, 0.49), numbers=(1, 2))


def _told(theme: ThemeView, view: ReportView) -> Iterator[str]:
    """Tell a theme in sentences."""
    cafes = f" and {count(theme.n_cafes, 'café')}" if len(view.cafes) > 1 else ""
    tables = count(theme.n_tables, "table")
    yield f"It came up at {count(theme.n_places, 'place')}: {count(theme.n_notes, 'note')}, {tables}{cafes}."
    if theme.n_suggestions:
        yield f"{theme.n_suggestions} of the notes {_make(theme.n_suggestions)}."
    if theme.status:
        reason = theme.status_reason.rstrip(".")
        yield f"{STATUSES[theme.status]}{': ' + reason if reason else ''}."
    if theme.both_sides:
        yield f"Both sides were heard: {visible(theme.both_sides)}"


def _make(number: int) -> str:
    """Give the verb for so many notes."""
    return "makes a suggestion" if number == 1 else "make suggestions"


def chart(view: ReportView, name: str, caption: str) -> Iterator[Picture]:
    """Give a chart of the view by its name, shortened to what half a page holds."""
    for entry in view.charts:
        if entry.name != name:
            continue
        key = entry.table.columns[0]
        rows = entry.table[key].drop_duplicates()
        shown = entry.table[entry.table[key].isin(rows.head(CHARTED))]
        part = f", the first {CHARTED} of {len(rows)}" if len(rows) > CHARTED else ""
        alt = f"{caption}{part}. {entry.alt}"
        yield Picture(dataclasses.replace(entry, title="", alt=alt, table=shown), f"{caption}{part}.")


def alone(view: ReportView) -> Iterator[Block]:
    """Give the themes that a single table raised, where there is more than one table."""
    themes = sorted((theme for theme in view.themes if theme.n_tables == 1), key=lambda theme: -theme.n_notes)
    if not themes or len(view.tables) < 2:
        return
    yield Heading(1, "What only one table said")
    which = f"; these are the {ALONE} largest" if len(themes) > ALONE else ""
    yield plain(
        f"{len(themes)} of {count(len(view.themes), 'theme')} came from one table only{which}. What one "
        "table said is not less true; nobody else had occasion to say it."
    )
    places = {note.note_id: note.place.table_label for note in view.notes}
    rows = [
        cells(visible(theme.name), places[theme.note_ids[0]], theme.n_notes, _first(theme.exemplars))
        for theme in themes[:ALONE]
        if theme.note_ids
    ]
    header = ("Theme", "Table", "Notes", "For example")
    yield Grid("Themes of one table", header, tuple(rows), (0.26, 0.18, 0.09, 0.47), numbers=(2,))


def _first(quotes: Sequence[Quote]) -> str:
    """Give the words of the first quote."""
    return words(quotes[0]) if quotes else ""


def changed(view: ReportView) -> Iterator[Block]:
    """Compare the cafes, or the rounds of a single one."""
    compared = view.comparison
    if not compared.by or not compared.rows:
        return
    word = "cafés" if compared.by == "cafe" else "rounds"
    yield Heading(1, f"What changed between the {word}")
    sizes = listed(
        [
            f"{name} ({count(size, 'note')})"
            for name, size in zip(compared.groups, compared.sizes, strict=True)
        ]
    )
    told = spoken(shifted(compared))
    yield plain(f"The {word} compared are {sizes}.", visible(told))
    yield from chart(
        view, "comparison", f"Share of the notes that each family of themes has, by {word.rstrip('s')}"
    )
    if view.echoes:
        yield plain(_counted_echoes(view.echoes))
        yield Bullets(tuple(_echo(echo) for echo in view.echoes[:ECHOES]))


def _counted_echoes(echoes: Sequence[Echo]) -> str:
    """Say how many notes of a later café confirm, detail or contradict one of an earlier café."""
    told = {"confirms": "say the same", "details": "add to it", "contradicts": "say the opposite"}
    numbers = {name: sum(echo.verdict == name for echo in echoes) for name in told}
    parts = [f"{number} {told[name]}" for name, number in numbers.items() if number]
    first = f" The first {ECHOES}:" if len(echoes) > ECHOES else ""
    return f"Notes of a later café that take up what an earlier one said: {listed(parts)}.{first}"


def _echo(echo: Echo) -> Runs:
    """Set a later note beside the earlier one."""
    later = (
        Styled(f"{echo.later.place.label} {echo.verdict}: ", "strong"),
        Styled(words(echo.later)),
    )
    earlier = change(echo.diff) if echo.diff else (Styled(words(echo.earlier)),)
    return (*later, Styled(" Earlier: "), *earlier, small(echo.earlier.place.label))
