"""The register as a workbook."""

from __future__ import annotations

import dataclasses
import zipfile

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string

from conftest import read_table
from sample_analysis import emptied, grouped_analysis, sample_analysis
from worldcafe.register import read_register
from worldcafe.report.excel import _safe, write_excel
from worldcafe.report.view import build_view
from worldcafe.tables import REMITS, SCOPES, STATES


@pytest.fixture(name="book", scope="module")
def _book(corpus_run):
    return openpyxl.load_workbook(corpus_run / "register.xlsx")


@pytest.fixture(name="sheet", scope="module")
def _sheet(book):
    return book.active


def columns(sheet):
    """The cells of each column by its heading."""
    return {heading: list(values) for heading, *values in sheet.iter_cols(values_only=True)}


def test_register_has_one_row_per_suggestion_with_the_numbers_of_the_table(corpus_run, sheet):
    rows = list(sheet.iter_rows(values_only=True))
    table = read_table(corpus_run, "suggestions")
    table = table[table["set_aside"] == ""]
    heading = {name: place for place, name in enumerate(rows[0])}
    assert [row[heading["Suggestion id"]] for row in rows[1:]] == table["suggestion_id"].tolist()
    assert [row[heading["Places"]] for row in rows[1:]] == table["n_places"].tolist()
    assert [row[heading["No"]] for row in rows[1:]] == table["number"].tolist()
    assert [row[heading["Suggestion"]] for row in rows[1:]] == table["text"].tolist()


def test_register_can_be_filtered_and_has_choices_to_triage(sheet):
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == sheet.dimensions
    offered = {entry.promptTitle: str(entry.sqref) for entry in sheet.data_validations.dataValidation}
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    assert offered == {
        name: f"{letters[name]}2:{letters[name]}{sheet.max_row}" for name in ("Remit", "Scope", "Status")
    }


def test_drop_downs_take_nothing_that_the_next_run_would_refuse(sheet):
    assert {entry.errorStyle for entry in sheet.data_validations.dataValidation} == {"stop"}


def test_triage_stands_right_after_the_suggestion_and_what_only_the_tool_needs_is_hidden(sheet):
    headings = [cell.value for cell in sheet[1]]
    assert headings[:7] == ["No", "Suggestion", "Remit", "Scope", "Who", "Status", "Report back"]
    assert headings[7:11] == ["Reason", "By", "On", "Same as"]
    wide = sum(sheet.column_dimensions[cell.column_letter].width for cell in sheet[1][:11])
    assert wide * 7 + 11 * 5 < 1400 - 40  # pixels of a screen, without the numbers of rows
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    hidden = [name for name, letter in letters.items() if sheet.column_dimensions[letter].hidden]
    assert hidden == ["Said"]


def test_families_are_closed_over_their_themes_in_their_colour(tmp_path):
    write_excel(build_view(grouped_analysis()), tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["Themes"]
    told = [
        (row[0].value, row[1].value, sheet.row_dimensions[row[0].row].hidden)
        for row in sheet.iter_rows(min_row=2)
    ]
    assert told == [
        ("Rooms and warmth", "2 themes", False),
        ("Rooms and warmth", "Sunday opening", True),
        ("Rooms and warmth", '\'Heating "and" <b>cost</b>'.lstrip("'"), True),
        ("Longer loans", "Longer loans", False),
    ]
    assert sheet["A2"].fill.fgColor.rgb == sheet["A3"].fill.fgColor.rgb != sheet["A5"].fill.fgColor.rgb


def test_legend_explains_every_value_and_values_have_the_same_colour_in_both(book, sheet):
    legend = {row[2].value: row for row in book["Legend"].iter_rows(min_row=2) if row[2].value}
    assert set(legend) == {*REMITS, *SCOPES, *STATES}
    assert all(row[3].value for row in legend.values())
    rules = {
        rule.formula[0].strip('"'): rule.dxf.fill.bgColor.rgb
        for ruled in sheet.conditional_formatting
        for rule in ruled.rules
    }
    assert rules["done"] == legend["done"][2].fill.fgColor.rgb != rules["not taken up"]


def test_every_sheet_prints_with_its_header_on_each_page(book):
    assert book.sheetnames == ["Suggestions", "Legend", "Evidence", "Themes", "Claims", "Topics"]
    for sheet in book:
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.freeze_panes in ("A2", "C2")
        assert sheet.auto_filter.ref == sheet.dimensions


@pytest.mark.parametrize(
    ("sheet", "last"), [("Suggestions", "Where it was said"), ("Claims", "From note to claim")]
)
def test_only_what_is_read_on_paper_is_printed_of_a_wide_sheet(book, sheet, last):
    first, end = book[sheet].print_area.rpartition("!")[2].replace("$", "").split(":")
    assert (first, end) == ("A1", f"{end.rstrip('0123456789')}{book[sheet].max_row}")
    assert book[sheet][f"{end.rstrip('0123456789')}1"].value == last


def test_heads_are_in_the_letters_of_the_cells_and_numbers_stand_apart_from_words(book):
    for sheet in book:
        assert {cell.font.name for row in sheet.iter_rows() for cell in row} == {"Calibri"}
        for row in sheet.iter_rows(min_row=2):
            centred = [cell for cell in row if cell.alignment.horizontal == "center"]
            assert centred == [cell for cell in row if isinstance(cell.value, int | float)]


def test_rows_are_high_enough_for_their_words(book):
    for sheet in book:
        widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            room = sheet.row_dimensions[row[0].row].height / 15
            needed = max(len(str(cell.value or "")) / width for cell, width in zip(row, widths, strict=True))
            assert room >= min(needed, 27), (sheet.title, row[0].row)


def test_evidence_has_a_row_for_each_note_of_each_suggestion(corpus_run, book):
    suggestions = read_table(corpus_run, "suggestions").query("set_aside == ''")
    notes = read_table(corpus_run, "segments").set_index("segment_id")
    wanted = [
        (row.suggestion_id, note, *notes.loc[note, ["cafe", "table", "round"]])
        for row in suggestions.itertuples()
        for note in row.note_ids.split(";")
    ]
    found = columns(book["Evidence"])
    keys = ("Suggestion id", "Note", "Café", "Table", "Round")
    assert [tuple(value or "" for value in row) for row in zip(*map(found.get, keys), strict=True)] == wanted
    assert all(found["Quote"])
    spans = [tuple(notes.loc[note, ["start", "end"]]) for note in found["Note"]]
    assert list(zip(found["From"], found["To"], strict=True)) == spans


def test_sheets_of_themes_and_claims_hold_the_numbers_of_their_tables(corpus_run, book):
    themes, claims = read_table(corpus_run, "themes"), read_table(corpus_run, "claims")
    rows = {row[1]: row for row in book["Themes"].iter_rows(min_row=2, values_only=True)}
    heading = {cell.value: place for place, cell in enumerate(book["Themes"][1])}
    for theme in themes.itertuples():
        told = [rows[theme.name][heading[name]] for name in ("Places", "Notes", "Tables")]
        assert told == [theme.n_places, theme.n_notes, theme.n_tables]
    found = columns(book["Claims"])
    for heading, column in (("Verdict", "verdict"), ("Notes", "n_notes"), ("Places", "n_places")):
        assert found[heading] == claims[column].tolist()


def test_altered_claim_shows_what_changed_in_signs_and_no_other_claim_does(book):
    found = columns(book["Claims"])
    changed = dict(zip(found["From note to claim"], found["Verdict"], strict=True))
    assert {verdict for text, verdict in changed.items() if text} == {"altered"}
    assert any(text and "[-" in text and "{+" in text for text in changed)


def test_claims_of_a_topic_add_up(corpus_run, book):
    found = columns(book["Topics"])
    parts = zip(found["With notes"], found["Point elsewhere"], found["In doubt"], strict=True)
    assert [sum(part) for part in parts] == found["Claims"]
    table = read_table(corpus_run, "topics")
    traced = (found["With notes"][i] + found["Point elsewhere"][i] for i in range(len(table)))
    assert [n / claims for n, claims in zip(traced, found["Claims"], strict=True)] == pytest.approx(
        table["faithfulness"].tolist()
    )
    assert found["In the summary"] == pytest.approx(table["coverage"].tolist())


def test_no_cell_of_any_sheet_is_a_formula(tmp_path):
    evil = "=HYPERLINK(A1)"
    view = build_view(sample_analysis())
    claim = dataclasses.replace(view.claims[0], topic=evil, reason=evil)
    theme = dataclasses.replace(view.themes[0], name=evil, status_reason=evil)
    family = dataclasses.replace(view.families[0], name=evil, themes=(theme,))
    entry = dataclasses.replace(view.suggestions[0], text=evil, who=evil)
    view = dataclasses.replace(view, title=evil, claims=(claim,), families=(family,), suggestions=(entry,))
    write_excel(view, tmp_path / "r.xlsx")
    cells = [cell for sheet in openpyxl.load_workbook(tmp_path / "r.xlsx") for row in sheet for cell in row]
    assert sum(cell.value == f"'{evil}" for cell in cells) == 7
    assert not any(cell.data_type == "f" or str(cell.value).startswith("=") for cell in cells)
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 6
        assert not any(b"<f>" in archive.read(name) for name in sheets)


@pytest.mark.parametrize("without", [("claims", "links", "topics"), ("themes",), ("suggestions",)])
def test_workbook_opens_also_where_there_is_little_to_say(tmp_path, without):
    write_excel(build_view(sample_analysis(**emptied(*without))), tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert ("Claims" in book.sheetnames) == ("claims" not in without)


def test_decisions_written_into_the_register_are_read_by_the_next_run(corpus_run, tmp_path):
    book = openpyxl.load_workbook(corpus_run / "register.xlsx")
    headings = [cell.value for cell in book.active[1]]
    book.active.cell(2, headings.index("Who") + 1).value = "Council"
    book.save(tmp_path / "decided.xlsx")
    decided = read_register(tmp_path / "decided.xlsx")
    assert [entry.triage["who"] for entry in decided if entry.triage["who"]] == ["Council"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("@now", "'@now"),
        ("-1+1", "'-1+1"),
        ("\tcmd", "'\tcmd"),
        ("＝1＋1", "'＝1＋1"),
        ("bell\x07", "bell"),
        ("\x07=1", "'=1"),
        ("a = b", "a = b"),
        ("two-letter codes", "two-letter codes"),
        (3, 3),
    ],
)
def test_cell_is_never_a_formula_and_otherwise_unchanged(value, cell):
    assert _safe(value) == cell


def test_paper_shows_the_columns_that_people_fill_in_and_no_ids(sheet):
    last = sheet.print_area.rsplit("$", 2)[1]
    printed = [cell.value for cell in sheet[1][: column_index_from_string(last)]]
    assert printed[0] == "No"
    assert printed[-1] == "Where it was said"
    assert "Status" in printed
