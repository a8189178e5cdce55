"""A run beside notes read by hand, and two people beside each other."""

from __future__ import annotations

import csv
import io
import json
import math

import pandas as pd
import pytest

import worldcafe
from sample_analysis import sample_analysis
from worldcafe.annotation.asked import read_annotation
from worldcafe.annotation.figures import Figure, f1, pairs_within
from worldcafe.annotation.findings import figures_of_findings
from worldcafe.annotation.on_texts import figures_of_texts
from worldcafe.annotation.on_themes import figures_of_themes
from worldcafe.annotation.overlay import lay_over
from worldcafe.annotation.people import nominal_alpha
from worldcafe.annotation.sheet import draw_sheet
from worldcafe.cli import main
from worldcafe.errors import InputError

# The segments of the sample: s01 to s03 are claims, s04 to s11 notes.
UNITS = [f"s{number:02}" for number in range(1, 12)]
KINDS = [
    *("suggestion", "value", "suggestion"),
    *("suggestion", "problem", "suggestion", "suggestion", "question", "suggestion", "value", "observation"),
]


def unit(segments, name, **changes):
    row = segments.set_index("segment_id").loc[name]
    told = {key: row[key] for key in ("source", "start", "end", "role", "text", "cafe", "table", "round")}
    return {"id": f"u-{name}", **told, **changes}


def packed(content):
    return json.dumps(content, default=int)  # offsets come from a frame


def write_folder(folder, **files):
    folder.mkdir()
    for name, content in files.items():
        stem, ending = name.rsplit("_", 1)
        lines = "\n".join(map(packed, content)) if ending == "jsonl" else packed(content)
        (folder / f"{stem}.{ending}").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture(name="folder")
def _folder(tmp_path):
    """An annotation that agrees with the sample, but for what the tests say."""
    segments = sample_analysis().segments
    labels = [
        {"id": f"u-{name}", "kind": kind, "person": []} for name, kind in zip(UNITS, KINDS, strict=True)
    ]
    labels[3]["person"] = [
        {"text": "reading room", "type": "organisation"},
        {"text": "Open", "type": "country"},
    ]
    return write_folder(
        tmp_path / "annotated",
        units_jsonl=[unit(segments, name) for name in UNITS],
        labels_jsonl=labels,
        themes_jsonl=[
            {"name": "Sundays", "units": ["u-s04", "u-s05", "u-s07", "u-s09"]},
            {"name": "Money", "units": ["u-s06", "u-s08"]},
            {"name": "Misc.", "units": ["u-s10"]},
        ],
        recurrent_json=[{"name": "Sundays", "units": ["u-s04", "u-s07", "u-s09"]}],
        gaps_json=[{"name": "Longer loans", "units": ["u-s06"]}],
        alignment_jsonl=[
            {
                "id": "u-s01",
                "supports": [{"id": "u-s04", "strength": "same"}, {"id": "u-s05", "strength": "support"}],
            },
            {"id": "u-s02", "supports": []},
            {
                "id": "u-s03",
                "supports": [{"id": "u-s06", "strength": "support"}],
                "altered": "longer, not free",
            },
        ],
    )


def figures(folder, analysis=None):
    analysis = analysis or sample_analysis()
    overlay = lay_over(read_annotation(folder), analysis.segments)
    found = [*figures_of_texts(overlay), *figures_of_themes(overlay), *figures_of_findings(overlay, analysis)]
    return {figure.figure: figure for figure in found}


def test_what_agrees_has_one(folder):
    found = figures(folder)
    for name in ("spans", "role note", "role summary", "table", "round", "same found"):
        assert found[name].value == 1, name
    assert found["spans"].n == 11


def test_kinds_are_counted_each_the_same(folder):
    kinds = dict(zip(UNITS, KINDS, strict=True))
    wrong = [
        {"id": f"u-{name}", "kind": kind, "person": []} for name, kind in (kinds | {"s08": "value"}).items()
    ]
    (folder / "labels.jsonl").write_text("\n".join(map(packed, wrong)), encoding="utf-8")
    found = figures(folder)
    # question is never right, value is right twice of three, the other three are right: (0 + .8 + 3) / 5
    assert found["kinds"].value == pytest.approx(0.76)
    assert found["suggestions"] == Figure("suggestions", 1.0, 6, "what is a suggestion")


def test_identity_that_stays_is_counted_and_a_country_is_none(folder):
    assert figures(folder)["identities removed"][1:3] == (0.0, 1)


def test_links_are_pairs_of_claims_and_notes(folder):
    # told: s01-s04, s01-s07, s01-s09, s03-s06; wanted: s01-s04, s01-s05, s03-s06
    found = figures(folder)
    assert found["links"].value == pytest.approx(2 * 2 / (4 + 3))
    assert (found["links right"].value, found["links found"].value) == (0.5, pytest.approx(2 / 3))


def test_themes_are_compared_where_somebody_made_one(folder):
    # the sample: t1 = 04 05 07 09, t2 = 06, t3 = 08; the hand: the first four, and 06 with 08
    found = figures(folder)
    assert found["theme pairs"].value == pytest.approx(2 * 6 / (6 + 7))
    assert found["themes"].n == 6
    assert 0 < found["themes"].value < 1


def test_figure_that_was_not_annotated_is_not_told(folder):
    for name in ("alignment.jsonl", "gaps.json", "themes.jsonl", "recurrent.json"):
        (folder / name).unlink()
    assert not {"links", "unsupported", "gaps found", "themes", "recurrence found"} & set(figures(folder))


def test_units_are_found_where_a_reader_moved_them(folder):
    segments = sample_analysis().segments
    moved = [
        unit(segments, name, source="as-i-saved-it.docx", start=9_000 - 40 * n, end=0)
        for n, name in enumerate(UNITS)
    ]
    moved = [{**row, "start": 100 * n, "end": 100 * n + len(row["text"])} for n, row in enumerate(moved)]
    (folder / "units.jsonl").write_text("\n".join(map(packed, moved)), encoding="utf-8")
    assert figures(folder)["spans"].value == 1


def test_unit_that_the_run_has_not_lies_nowhere(folder):
    segments = sample_analysis().segments
    rows = [
        *(unit(segments, name) for name in UNITS),
        unit(segments, "s11", id="new", text="marzipan for everyone"),
    ]
    (folder / "units.jsonl").write_text("\n".join(map(packed, rows)), encoding="utf-8")
    assert figures(folder)["spans"].value == pytest.approx(2 * 11 / (11 + 12))


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("units.jsonl", '{"id": "a"}', "units.jsonl, line 1: this line cannot be used (it lacks 'role')"),
        (
            "labels.jsonl",
            '\n{"id": "a", "kind": "wish"}',
            "labels.jsonl, line 2: .*no kind wish; known: suggestion",
        ),
        ("themes.jsonl", "[]", "themes.jsonl, line 1"),
        ("recurrent.json", "{", "recurrent.json: this is no list of groups"),
        ("gaps.json", '[{"name": "x"}]', "gaps.json: this is no list of groups"),
    ],
)
def test_line_that_cannot_be_used_is_named(folder, file, content, told):
    (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=told.replace("(", r"\(").replace(")", r"\)")):
        read_annotation(folder)


def test_folder_without_units_is_no_annotation(tmp_path):
    with pytest.raises(InputError, match=r"needs at least units\.jsonl"):
        read_annotation(tmp_path)


# Sheets


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


# Two people


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


# Whole


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
