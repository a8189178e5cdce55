"""The register as a workbook."""

from __future__ import annotations

import openpyxl
import pytest

from worldcafe.register import read_decisions
from worldcafe.report.excel import _safe
from worldcafe.store import read_table


@pytest.fixture(name="sheet", scope="module")
def _sheet(corpus_run):
    return openpyxl.load_workbook(corpus_run / "register.xlsx").active


def test_register_has_one_row_per_suggestion_with_the_numbers_of_the_table(corpus_run, sheet):
    rows = list(sheet.iter_rows(values_only=True))
    table = read_table(corpus_run, "suggestions")
    heading = {name: place for place, name in enumerate(rows[0])}
    assert [row[heading["Suggestion id"]] for row in rows[1:]] == table["suggestion_id"].tolist()
    assert [row[heading["Places"]] for row in rows[1:]] == table["n_places"].tolist()
    assert [row[heading["Notes"]] for row in rows[1:]] == table["note_ids"].tolist()


def test_register_can_be_filtered_and_has_choices_to_triage(sheet):
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert len(sheet.data_validations.dataValidation) == 3


def test_decisions_written_into_the_register_are_read_by_the_next_run(corpus_run, tmp_path):
    book = openpyxl.load_workbook(corpus_run / "register.xlsx")
    headings = [cell.value for cell in book.active[1]]
    book.active.cell(2, headings.index("Who") + 1).value = "Council"
    book.save(tmp_path / "decided.xlsx")
    assert [decision["who"] for decision in read_decisions(tmp_path / "decided.xlsx")] == ["Council"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("@now", "'@now"),
        ("-1+1", "'-1+1"),
        ("bell\x07", "bell"),
        ("a = b", "a = b"),
        ("two-letter codes", "two-letter codes"),
        (3, 3),
    ],
)
def test_cell_is_never_a_formula_and_otherwise_unchanged(value, cell):
    assert _safe(value) == cell
