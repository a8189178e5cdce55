"""Annotating by a sheet, and how far two people agree."""

from __future__ import annotations

import csv
import io
import math

import pandas as pd
import pytest

import worldcafe
from sample_analysis import sample_analysis
from test_annotation import UNITS, figures
from worldcafe.annotation.asked import read_annotation
from worldcafe.annotation.figures import f1, pairs_within
from worldcafe.annotation.people import nominal_alpha
from worldcafe.annotation.sheet import draw_sheet
from worldcafe.cli import main
from worldcafe.errors import InputError


def rows_of(sheet):
    return list(csv.DictReader(io.StringIO(sheet)))


def fill(sheet, path, fills, delimiter=",", encoding="utf-8"):
    rows = rows_of(sheet)
    for row in rows:
        row.update(fills.get(row["note_id"], {}))
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


FILLS = {
    "s04": {"kind": "suggestion", "theme": "Sundays", "suggestion": "open on Sundays"},
    "s05": {"kind": "Problem ", "theme": "sundays"},
    "s06": {"kind": "suggestion", "theme": "loans"},
    "s07": {"kind": "suggestion", "theme": "Sundays", "suggestion": "Open on  sundays"},
    "s08": {"kind": "value", "theme": "misc"},
}


def test_sheet_gives_every_place_its_share_and_hides_what_the_run_found():
    segments = sample_analysis().segments
    places = {(row["cafe"], row["table"]) for row in rows_of(draw_sheet(segments, 4))}
    assert places == {("North", "Table 1"), ("North", "Table 2"), ("South", "Table 1")}
    rows = rows_of(draw_sheet(segments, 50))
    assert [row["note_id"] for row in rows] == UNITS[3:]
    assert {row["kind"] + row["theme"] + row["suggestion"] for row in rows} == {""}
    assert rows[1]["note before"] == rows[0]["note"]
    assert rows[2]["note before"] == "", "it opens another round"


def test_sheet_of_one_seed_is_always_the_same():
    segments = pd.concat([sample_analysis().segments] * 3, ignore_index=True)
    assert draw_sheet(segments, 5, 1) == draw_sheet(segments, 5, 1) != draw_sheet(segments, 5, 2)


@pytest.mark.parametrize("number", [1, 3, 7, 8])
def test_sheet_has_as_many_notes_as_asked_for(number):
    rows = rows_of(draw_sheet(sample_analysis().segments, number))
    assert len({row["note_id"] for row in rows}) == number


@pytest.mark.parametrize("number", [0, -3])
def test_sheet_of_no_note_is_refused(number):
    with pytest.raises(InputError, match="no note to annotate"):
        draw_sheet(sample_analysis().segments, number)


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-8")])
def test_filled_sheet_is_held_against_the_run(tmp_path, delimiter, encoding):
    sheet = draw_sheet(sample_analysis().segments, 50)
    path = fill(sheet, tmp_path / "sheet.csv", FILLS, delimiter, encoding)
    found = figures(path)
    assert (found["spans"].n, found["spans"].value) == (5, 1.0)
    assert found["suggestions"][1:3] == (1.0, 3)
    assert found["kinds"].n == 5
    assert found["themes"].n == 4, "misc is no theme"
    assert found["recurrence found"].n == 1


def test_hostile_cell_is_no_formula_in_a_spreadsheet_and_reads_back(tmp_path):
    segments = sample_analysis().segments
    segments.loc[segments["segment_id"] == "s04", "clean_text"] = '=HYPERLINK("x")'
    sheet = draw_sheet(segments, 50)
    assert "\"'=HYPERLINK" in sheet
    assert read_annotation(fill(sheet, tmp_path / "sheet.csv", FILLS)).kinds["s04"] == "suggestion"


def test_kind_that_is_none_is_named_with_its_line(tmp_path):
    sheet = draw_sheet(sample_analysis().segments, 50)
    path = fill(sheet, tmp_path / "sheet.csv", {"s04": {"kind": "wish"}})
    with pytest.raises(InputError, match=r'sheet\.csv, line 2: no kind "wish"; write one of suggestion'):
        read_annotation(path)


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "no column note_id"), (b"note_id,note\n", "no column kind"), (b"\xff\xfe\x00", "in UTF-8")],
)
def test_file_that_is_no_sheet_is_refused(tmp_path, content, told):
    (tmp_path / "sheet.csv").write_bytes(content)
    with pytest.raises(InputError, match=told):
        read_annotation(tmp_path / "sheet.csv")


def test_sheet_that_nobody_filled_in_is_told_so_and_not_that_it_is_of_another_run(tmp_path):
    (tmp_path / "sheet.csv").write_text(draw_sheet(sample_analysis().segments, 50), encoding="utf-8")
    with pytest.raises(InputError, match="nothing is filled in yet; write kind, theme or suggestion"):
        read_annotation(tmp_path / "sheet.csv")


def test_two_people_who_agree_on_all_but_one(tmp_path):
    sheet = draw_sheet(sample_analysis().segments, 50)
    mine = fill(sheet, tmp_path / "mine.csv", FILLS)
    yours = fill(sheet, tmp_path / "yours.csv", FILLS | {"s08": {"kind": "question", "theme": "money"}})
    found = worldcafe.agreement(mine, yours).set_index("figure")
    assert found.loc["kinds alike", "value"] == 0.8
    # observed .8; expected 3/5*3/5 + 1/5*1/5 = .4
    assert found.loc["kinds kappa", "value"] == pytest.approx((0.8 - 0.4) / 0.6)
    assert found.loc["themes", "value"] == pytest.approx(1)
    assert found.loc["same suggestion", "value"] == 1
    assert found["n"].min() >= 1


def test_people_who_share_no_note_are_told_so(tmp_path):
    sheet = draw_sheet(sample_analysis().segments, 50)
    mine = fill(sheet, tmp_path / "mine.csv", {"s04": FILLS["s04"]})
    yours = fill(sheet, tmp_path / "yours.csv", {"s05": FILLS["s05"]})
    with pytest.raises(InputError, match="shares no annotated note"):
        worldcafe.agreement(mine, yours)


# Krippendorff 2004, 11.3: four people, twelve things, names 1 to 5; his alpha is .743.
FOUR = [
    [name.strip("-") for name in line.split()]
    for line in (
        "1 2 3 3 2 1 4 1 2 - - -",
        "1 2 3 3 2 2 4 1 2 5 - 3",
        "- 3 3 3 2 3 4 2 2 5 1 -",
        "1 2 3 3 2 4 4 1 2 5 1 -",
    )
]


@pytest.mark.parametrize(
    ("labels", "alpha"),
    [
        (list(zip(*FOUR, strict=True)), 0.743),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -0.5),
        ([("a", "a"), ("b", "b"), ("a", "")], 1.0),  # one name is no pair
    ],
)
def test_alpha_is_that_of_its_author(labels, alpha):
    assert nominal_alpha(labels) == pytest.approx(alpha, abs=0.0005)


@pytest.mark.parametrize("labels", [[], [("a", "a")], [("a", "")]])
def test_alpha_of_one_name_is_none(labels):
    assert math.isnan(nominal_alpha(labels))


@pytest.mark.parametrize(
    ("given", "value"), [((0, 0, 0), 0), ((0, 3, 2), 0), ((2, 2, 2), 1), ((1, 2, 4), 1 / 3)]
)
def test_f1_of_counts(given, value):
    assert f1(*given) == pytest.approx(value)


def test_pairs_are_in_order_and_once():
    assert pairs_within([["b", "a"], ["a", "b", "c"], ["d"]]) == {("a", "b"), ("a", "c"), ("b", "c")}


def test_sheet_of_a_run_is_filled_and_measured(corpus_run, tmp_path):
    sheet, run = tmp_path / "sheet.csv", worldcafe.load(corpus_run)
    worldcafe.annotate(run, sheet, notes=20)
    kinds = run.notes.set_index("note_id")["kind"]
    filled = fill(
        sheet.read_text("utf-8"),
        tmp_path / "filled.csv",
        {name: {"kind": kind} for name, kind in kinds.items()},
    )
    found = worldcafe.evaluate(corpus_run, filled).set_index("figure")
    assert found.loc["suggestions", "value"] == 1
    assert found.loc["spans", "n"] == 20
    with pytest.raises(InputError, match="there already"):
        worldcafe.annotate(run, sheet)


def test_annotation_of_other_notes_is_refused(corpus_run, tmp_path):
    other = fill(draw_sheet(sample_analysis().segments, 50), tmp_path / "sheet.csv", FILLS)
    with pytest.raises(InputError, match="none of it lies in this run"):
        worldcafe.evaluate(corpus_run, other)


def test_commands_print_a_sheet_and_figures(corpus_run, tmp_path, capsys):
    assert main(["annotate", str(corpus_run), "--notes", "3"]) == 0
    sheet = capsys.readouterr().out
    name = rows_of(sheet)[0]["note_id"]
    path = fill(sheet, tmp_path / "sheet.csv", {name: {"kind": "value"}})
    assert main(["annotate", str(corpus_run), "--notes", "3", "--out", str(tmp_path / "new.csv")]) == 0
    assert (tmp_path / "new.csv").read_text("utf-8") == sheet
    capsys.readouterr()
    assert main(["evaluate", str(corpus_run), str(path)]) == 0
    assert capsys.readouterr().out.startswith("1.000  spans (of 1): ")
    assert main(["evaluate", str(path), str(path)]) == 0
    assert capsys.readouterr().out.startswith("1.000  kinds alike (of 1): ")
