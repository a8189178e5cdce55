"""Of a large run the page and the workbook hold samples, and say of how much."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from sample_analysis import sample_analysis
from worldcafe.report.chart_tables import map_charts
from worldcafe.report.excel import write_excel
from worldcafe.report.excerpt import excerpt, largest_tables, narrow, ranked, sample
from worldcafe.report.html import render_html
from worldcafe.report.model import ReportView
from worldcafe.report.view import build_view
from worldcafe.settings import ReportSettings, Settings
from worldcafe.tables import TRIAGE

FEW = ReportSettings(notes=5, suggestions=1, quotes=1, tables=2, rows=1)


@pytest.fixture(name="view", scope="module")
def _view() -> ReportView:
    return build_view(sample_analysis())  # type: ignore[arg-type]


@pytest.fixture(name="cut", scope="module")
def _cut() -> ReportView:
    """The same café, with thirty notes and nine suggestions more than anything else on the page quotes."""
    few = build_view(sample_analysis(settings=Settings(report=FEW)))  # type: ignore[arg-type]
    more = [replace(few.notes[0], note_id=f"more-{number}") for number in range(30)]
    undecided = replace(few.suggestions[-1], **dict.fromkeys((*TRIAGE, "same_as"), ""))
    rare = [replace(undecided, suggestion_id=f"S-more-{number}") for number in range(9)]
    return replace(few, notes=(*few.notes, *more), suggestions=(*few.suggestions, *rare))


def test_a_run_within_its_limits_is_shown_whole(view: ReportView) -> None:
    """Nothing of a small café is left out, and nothing is said of samples."""
    assert excerpt(view, view.limits) == view
    page = render_html(view)
    assert page.count('class="note"') == len(view.notes)
    assert "shown here" not in page
    assert "those that recur most" not in page


def test_counts_are_of_the_whole_run(view: ReportView, cut: ReportView) -> None:
    """A sample changes no number that is told."""
    page = render_html(cut)
    assert f'<a href="#notes">{len(cut.notes)} notes</a>' in page
    assert f'<a href="#suggestions">{len(cut.suggestions)} suggestions</a>' in page
    number = page.count('class="note"')
    assert number < len(cut.notes)
    assert f"{number} notes shown here, of {len(cut.notes)}" in page
    assert f"the first {len(view.suggestions)} of {len(cut.suggestions)}" in page
    assert f"the 2 tables with most notes, of {len(cut.tables)}" in page
    assert [finding.sentence for finding in cut.findings] == [finding.sentence for finding in view.findings]


def test_every_link_of_a_sample_leads_somewhere(cut: ReportView) -> None:
    """What is left out is not linked to; what is quoted is kept."""
    page = render_html(cut)
    there = set(re.findall(r'\bid="([^"]+)"', page))
    assert {link for link in re.findall(r'href="#([^"?]+)"', page) if link not in there} == set()


def test_a_sample_of_notes_keeps_their_order_and_all_themes(view: ReportView) -> None:
    """Every theme is heard by its share, and what must be kept is kept."""
    notes = tuple(
        replace(note, note_id=f"{turn}-{note.note_id}") for turn in range(50) for note in view.notes
    )
    kept = {notes[7].note_id, notes[-1].note_id}
    found = sample(notes, 50, kept)
    assert 40 <= len(found) <= 50
    assert kept <= {note.note_id for note in found}
    assert list(found) == [note for note in notes if note in found]
    assert {note.theme_ids for note in found} == {note.theme_ids for note in notes}
    assert sample(view.notes, len(view.notes)) == view.notes


def test_what_was_decided_is_never_left_out(view: ReportView) -> None:
    """A decision stays in the register, however far down its suggestion is."""
    last = replace(view.suggestions[-1], status="taken up")
    decided = replace(view, suggestions=(*view.suggestions[:-1], last))
    assert ranked(decided, 1)[-1] == last
    assert last.suggestion_id not in {entry.suggestion_id for entry in ranked(replace(view, findings=()), 1)}


def test_the_largest_tables_are_beside_each_other(view: ReportView) -> None:
    """The tables with most notes come first."""
    assert largest_tables(view.notes, 1) == {"North, Table 1"}


def test_a_workbook_says_what_it_cannot_hold(view: ReportView, cut: ReportView, tmp_path: Path) -> None:
    """A sheet that is cut names the table that has all rows."""
    write_excel(cut, tmp_path / "register.xlsx")
    book = openpyxl.load_workbook(tmp_path / "register.xlsx")
    assert book["Suggestions"].max_row == 1 + len(view.suggestions)
    told = list(book["Not here"].iter_rows(min_row=2, values_only=True))
    assert told[0] == ("Suggestions", len(view.suggestions), len(cut.suggestions), "tables/suggestions.csv")


def test_a_workbook_that_holds_all_says_nothing(view: ReportView, tmp_path: Path) -> None:
    """There is no sheet about what is left out where nothing is."""
    write_excel(view, tmp_path / "register.xlsx")
    assert "Not here" not in openpyxl.load_workbook(tmp_path / "register.xlsx").sheetnames


def test_a_chart_of_many_tables_has_the_largest(view: ReportView, cut: ReportView) -> None:
    """The heat map of tables is as wide as the page's; the other charts stay."""
    whole, narrowed = ({chart.name: chart for chart in part.charts} for part in (view, cut))
    assert set(narrowed["tables"].table["table"]) == largest_tables(view.notes, 2)
    assert narrowed["tables"].alt.endswith("Shown are the 2 tables with most notes.")
    assert "Shown are" not in whole["tables"].alt
    assert narrowed["themes"].table.equals(whole["themes"].table)


def test_a_chart_of_suggestions_is_no_longer_than_a_page(view: ReportView) -> None:
    """Of thousands that recur the first are drawn, which its words say; a shorter list stays."""
    (chart,) = (chart for chart in view.charts if chart.name == "suggestions")
    few = narrow(chart, frozenset(), len(chart.table) - 1)
    assert few.table.equals(chart.table.head(len(chart.table) - 1))
    assert few.alt.endswith(f"Shown are the first {len(chart.table) - 1}.")
    assert narrow(chart, frozenset(), len(chart.table)) == chart


def test_a_map_of_a_sample_says_of_how_many(view: ReportView) -> None:
    """The map of ideas tells how many of the notes it shows."""
    (whole,) = map_charts(view.families, view.idea_map)
    (part,) = map_charts(view.families, replace(view.idea_map, dots=view.idea_map.dots[:3]))
    total = sum(theme.n_notes for theme in view.themes)
    assert part.title.startswith(f"3 of {total} ideas in ")
    assert whole.title.startswith(f"{len(view.idea_map.dots)} ")
