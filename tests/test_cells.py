"""No cell of a table is a formula to a spreadsheet, and every cell reads back as it was."""

from __future__ import annotations

import csv

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldcafe.files.cells import disarm, read_cells, rearm, write_cells

STARTS = st.sampled_from(["", "'", "''", "=", "+", "-", "@", "\t", "\n", " ", "＝", "a", '"', ","])
CELL = st.builds("".join, st.tuples(STARTS, STARTS, st.text("=1+a'\n\"", max_size=5)))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-1+1|cmd", "'-1+1|cmd"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("'=1", "''=1"),
        ("a = b", "a = b"),
        ("it's", "it's"),
        ("'quoted'", "'quoted'"),
        ("", ""),
        ("3 - 4", "3 - 4"),
    ],
)
def test_only_what_begins_like_a_formula_gets_an_apostrophe(cell, written):
    assert disarm(cell) == written
    assert rearm(written) == cell


@given(CELL)
def test_every_cell_is_what_it_was(cell):
    assert rearm(disarm(cell)) == cell
    assert disarm(cell).lstrip()[:1] not in ("=", "+", "-", "@", "＝")


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5))
def test_table_reads_back_the_same(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("cells") / "table.csv"
    table = pd.DataFrame([*rows, ("end", "end")], columns=["text", "name"])
    write_cells(table, path)
    assert read_cells(path).to_numpy().tolist() == table.to_numpy().tolist()


def test_numbers_stay_numbers(tmp_path):
    write_cells(pd.DataFrame({"share": [-0.5, 2.0], "text": ["-", "x"]}), tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["share", "text"], ["-0.5", "'-"], ["2.0", "x"]]
