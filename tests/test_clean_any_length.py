"""A table of text, read in stretches, gives what it gives as a whole."""

from __future__ import annotations

import csv

import pandas as pd
import pytest

from conftest import CORPUS
from worldcafe.clean import clean_segments
from worldcafe.cli import main
from worldcafe.errors import InputError
from worldcafe.parse import parse_sources
from worldcafe.read import read_sources
from worldcafe.redact import Evener, redact_identities
from worldcafe.segment import name_segments, segment_blocks
from worldcafe.settings import Settings
from worldcafe.tables import Removals, Segments
from worldcafe.tasks.clean import clean_source

SETTINGS = Settings()


def write_rows(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def segments_of(path):
    sources = read_sources([path], SETTINGS.read)
    return segment_blocks(sources, parse_sources(sources, SETTINGS.parse), SETTINGS.segment)


def whole(path):
    """Segments and removals of a run that has all in memory."""
    redaction = redact_identities(segments_of(path), SETTINGS.redact)
    named = name_segments(redaction.segments)
    return Evener()(clean_segments(named, SETTINGS.clean)), redaction.removals


def streamed(path, size):
    """The same by stretches of some characters, as they stand on disc."""
    out, private = path.with_name("out.parquet"), path.with_name("out.removed.csv")
    clean_source(path, out, private, SETTINGS, size)
    removals = pd.read_csv(private, keep_default_na=False)
    return Segments.validate(pd.read_parquet(out)), Removals.validate(removals)


def assert_same(path, size):
    for ours, theirs in zip(streamed(path, size), whole(path), strict=True):
        pd.testing.assert_frame_equal(ours, theirs)


@pytest.fixture(name="notes", scope="module")
def _notes():
    segments = segments_of(CORPUS)
    return segments[segments["role"] == "note"]


@pytest.mark.parametrize("size", [1, 5_000, 1_000_000])
def test_notes_of_the_corpus_are_the_same_in_stretches_of_any_length(tmp_path, notes, size):
    rows = notes[["cafe", "table", "round", "text"]].to_numpy()[:: 4 if size == 1 else 1]
    assert_same(write_rows(tmp_path / "notes.csv", ("Cafe", "Table", "Round", "Note"), rows), size)


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (("Note",), [["We need a pond"], ["and benches. Ask Kevin Miller for them."], ["Kevin knows"]] * 9),
        (  # questions between blocks of rows, which govern what follows
            ("Table", "Note"),
            [["", "What do we need?"], ["1", "A pond"], ["1", "a bench"], ["2", "a lamp"]] * 5,
        ),
        (  # a loose line, under which the rows hang
            ("Table", "Who", "Note"),
            [
                ["Said in the morning:", "", ""],
                *([["1", "Ann Lee", "a pond"], ["2", "Bo Li", "a bench"]] * 5),
            ],
        ),
        (  # lines between blocks of rows, each of which could be a title
            ("Table", "Note", "Aside"),
            [
                ["", "", "Ideas For The Garden Gate"],
                ["2", "a pond", ""],
                ["2", "a bench", ""],
                ["3", "a lamp", ""],
            ]
            * 4,
        ),
        (  # nested notes: never cut from what they hang under
            ("Table", "Role", "Level", "Text"),
            [["1", "question", "", "Where?"], ["1", "note", "0", "By the"], ["1", "note", "1", "gate"]] * 5,
        ),
        (
            ("Table", "Note"),
            [["", "a pond, said\non two lines"], ["3", "- a bench\n- a lamp"], ["", "x"]] * 5,
        ),
        (("Table", "Round", "Note"), [["1", "2", "a pond"], ["2", "", "a bench"], ["", "", "a lamp"]] * 5),
        (("Table 1", "Table 2"), [["a pond by the gate", "a bench"], ["", "lamps for the path"]] * 5),
    ],
    ids=[
        "one column",
        "questions",
        "loose line",
        "between",
        "nested",
        "lines in cells",
        "empty cells",
        "column a table",
    ],
)
@pytest.mark.parametrize("size", [1, 60])
def test_what_stands_above_governs_the_next_stretch_too(tmp_path, header, rows, size):
    assert_same(write_rows(tmp_path / "notes.csv", header, rows), size)


def test_a_name_known_from_the_last_row_is_gone_from_the_first_under_one_placeholder(tmp_path):
    rows = [["wambui will bring the seeds"], *([["a bench by the pond"]] * 20), ["Ask Wambui Otieno, please"]]
    segments, removals = streamed(write_rows(tmp_path / "notes.csv", ["Note"], rows), 50)
    assert segments["clean_text"].iloc[0] == "[person 1] will bring the seeds"
    assert segments["clean_text"].iloc[-1] == "Ask [person 1], please"
    assert removals["text"].tolist() == ["wambui", "Wambui Otieno"]


def test_authors_of_a_long_table_are_removed_from_all_of_it(tmp_path):
    rows = [["Zarvon Quill", "the pond is deep"], ["Ana Diaz", "zarvon quill said it leaks"]] * 12
    segments, _ = streamed(write_rows(tmp_path / "notes.csv", ["Name", "Note"], rows), 60)
    assert not segments["text"].str.casefold().str.contains("zarvon|diaz").any()


def test_an_organisation_that_many_tables_name_is_a_subject_though_each_stretch_has_one(tmp_path):
    rows = [[str(table), "it was done with BENCHORG last year"] for table in range(1, 9)]
    segments, _ = streamed(write_rows(tmp_path / "notes.csv", ["Table", "Note"], rows), 1)
    assert segments["clean_text"].str.contains("BENCHORG").all()


def test_an_organisation_that_one_table_names_is_removed_from_stretches_too(tmp_path):
    rows = [["1", "it was done with BENCHORG last year"], *([["2", "a pond by the gate"]] * 8)]
    segments, _ = streamed(write_rows(tmp_path / "notes.csv", ["Table", "Note"], rows), 1)
    assert segments["clean_text"].iloc[0] == "it was done with [organisation 1] last year"


@pytest.mark.parametrize("rows", [9, 11, 39, 41, 100])
def test_a_column_without_a_header_loses_no_row(tmp_path, rows):
    lines = [f"We should plant tree {number} by the gate" for number in range(rows)]
    (tmp_path / "notes.csv").write_text("\n".join(lines), encoding="utf-8")
    (source,) = read_sources([tmp_path / "notes.csv"], SETTINGS.read)
    assert [line.removeprefix("- ") for line in source.text.splitlines()] == lines


def test_the_table_is_csv_where_its_name_says_so(tmp_path, capsys):
    path = write_rows(tmp_path / "notes.csv", ["Note", "Date"], [["a pond, Kevin Miller said", "3"]] * 3)
    assert main(["clean", str(path), "--out", str(tmp_path / "done.csv")]) == 0
    table = pd.read_csv(tmp_path / "done.csv", keep_default_na=False)
    assert table["clean_text"].tolist() == ["a pond, [person 1] said"] * 3
    told = capsys.readouterr().out
    assert "3 notes" in told
    assert "column 2 is not used" in told


def test_the_list_of_what_was_removed_is_for_its_owner_alone(tmp_path):
    path = write_rows(tmp_path / "notes.csv", ["Note"], [["Kevin Miller wants a pond"]])
    assert main(["clean", str(path), "--out", str(tmp_path / "done.parquet")]) == 0
    assert (tmp_path / "done.removed.csv").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "done.parquet").stat().st_mode == path.stat().st_mode


def test_any_other_format_is_cleaned_as_a_whole(tmp_path):
    (tmp_path / "notes.md").write_text(CORPUS.read_text(encoding="utf-8"), encoding="utf-8")
    assert_same(tmp_path / "notes.md", 1000)


def test_a_toml_that_says_where_parts_begin_holds_for_a_long_table_too(tmp_path):
    path = write_rows(tmp_path / "notes.csv", ["Note"], [["a pond"], ["now benches"], ["a lamp"]] * 4)
    path.with_name("notes.csv.toml").write_text('[[part]]\nfrom = "now benches"\ntable = "Table 9"\n')
    assert_same(path, 1)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["a pond"]] * 30 + [["a \0 bench"]], "control character"),
        ([], "there is no row below the header"),
        ([["12"]] * 30, "no notes found"),
    ],
)
def test_what_is_wrong_anywhere_in_a_table_leaves_no_file_behind(tmp_path, rows, sentence):
    path = write_rows(tmp_path / "notes.csv", ["Note"], rows)
    with pytest.raises(InputError, match=sentence):
        clean_source(path, tmp_path / "out.csv", tmp_path / "private.csv", SETTINGS, 40)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.csv"]


def test_the_source_itself_is_never_overwritten(tmp_path, capsys):
    path = write_rows(tmp_path / "notes.csv", ["Note"], [["a pond"]])
    before = path.read_bytes()
    assert main(["clean", str(path), "--out", str(path)]) == 2
    assert "this is the source" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize("out", ["nowhere/out.csv", "folder"])
def test_where_nothing_can_be_written_a_sentence_says_so(tmp_path, out, capsys):
    (tmp_path / "folder").mkdir()
    path = write_rows(tmp_path / "notes.csv", ["Note"], [["a pond"]])
    assert main(["clean", str(path), "--out", str(tmp_path / out)]) == 2
    assert len(capsys.readouterr().err.split(". ")) == 1
