"""read: what files of a folder are called as places; nobody's name is shown by it."""

from __future__ import annotations

import pytest
from docx import Document
from openpyxl import Workbook

from corpus_lines import read_segments
from test_read_hostile import packed
from worldcafe.cli import main
from worldcafe.errors import InputError
from worldcafe.read import read_sources
from worldcafe.settings import ReadSettings


def tables(tmp_path, files):
    """The tables of the notes in a folder of these files."""
    folder = tmp_path / "pond"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    rows = read_segments(folder)
    return list(dict.fromkeys(rows.loc[rows["role"] == "note", "table"]))


@pytest.mark.parametrize(
    ("files", "called"),
    [
        ({"a.md": "# Reed\n- cut it\n", "b.md": "# Frogs\n- count them\n"}, ["1 Reed", "2 Frogs"]),
        ({"q1-reed.md": "- cut the reed\n", "q2-frogs.md": "- count frogs\n"}, ["1 Reed", "2 Frogs"]),
        (
            {"reed.md": "# Pond day\n- cut the reed\n", "mud.md": "# Pond day\n- dig out the mud\n"},
            ["1 Mud", "2 Reed"],
        ),
        # a name is never shown, and what the notes say of their place goes before
        ({"jane.md": "- cut it\n", "joe.md": "- count\n"}, ["1 source", "2 source 2"]),
        ({"a.md": "# Table 4\n- cut it\n", "b.md": "# Table 7\n- count\n"}, ["Table 4", "Table 7"]),
        ({"table 1.md": "# Reed\n- cut it\n", "table 2.md": "# Frogs\n- count\n"}, ["Table 1", "Table 2"]),
    ],
)
def test_files_are_called_by_what_they_say(tmp_path, files, called):
    assert tables(tmp_path, files) == called


WRITTEN = {  # by a run into a folder among the notes
    "out/run.json": '{"tool": "worldcafe"}',
    "out/tables/segments.csv": "segment_id,text\n",
    "out/model/config.json": "{}",
    "out.removed.csv": "source,start,end,text,placeholder\ntable.md,0,3,Ana,[person 1]\n",
    "out.answers.jsonl": "{}\n",
    "out-draft.md": "- what a draft says\n",
    "older.removed.csv": "source,start,end,text,placeholder\ntable.md,0,3,Bo,[person 1]\n",
}


def written(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_what_a_run_wrote_among_the_notes_is_not_read_as_notes(tmp_path):
    notes = {"table 1.md": "- cut the reed\n", "out-of-town.md": "- count frogs\n", "outing.md": "- row\n"}
    sources = read_sources([written(tmp_path, {**notes, **WRITTEN})], ReadSettings())
    assert sorted(source.own for source in sources) == sorted(notes)
    assert "beside it, the folder of a run is not read: it holds no notes" in sources[0].set_aside


def test_run_that_is_named_as_notes_is_refused_by_what_it_is(tmp_path):
    with pytest.raises(InputError, match="out: this is the folder of a run, no notes; name those that it"):
        read_sources([written(tmp_path, WRITTEN) / "out"], ReadSettings())


def test_folder_of_the_users_own_with_a_record_of_runs_is_read(tmp_path):
    folder = written(
        tmp_path, {"walk/run.json": '[{"text": "We ran"}]', "walk/table 1.md": "- cut the reed\n"}
    )
    assert "table 1.md" in [
        source.own.rpartition("/")[2] for source in read_sources([folder], ReadSettings())
    ]


@pytest.mark.parametrize(
    ("name", "member", "told"),
    [
        ("minutes.pages", "Index/Document.iwa", "Pages, Numbers or Keynote; export it"),
        ("minutes.zip", "Index/Tables/List.iwa", "Pages, Numbers or Keynote; export it"),
        ("minutes.zip", "iwa/minutes.wpd", "the archive holds no notes"),
    ],
)
def test_documents_of_apple_s_programs_are_told_from_other_archives(tmp_path, name, member, told):
    packed(tmp_path / name, {member: b"\x00"})
    with pytest.raises(InputError, match=told):
        read_sources([tmp_path / name], ReadSettings())


def word_without_text(path):
    Document().save(path)


def book_without_rows(path):
    Workbook().save(path)


HOLD_NOTHING = [
    ("Table 2.md", lambda path: path.touch(), "the file is empty"),
    ("Table 2.txt", lambda path: path.write_text(" \n\t\n", encoding="utf-8"), "the file is empty"),
    ("Table 2.csv", lambda path: path.touch(), "the file is empty"),
    (
        "Table 2.csv",
        lambda path: path.write_text("Table,Note\n", encoding="utf-8"),
        "there is no row below the header",
    ),
    ("Table 2.xlsx", book_without_rows, "the sheet is empty"),
    ("Table 2.docx", word_without_text, "the file holds no text"),
    ("Table 2.zip", lambda path: path.touch(), "the file is empty"),
]


@pytest.mark.parametrize(("name", "make", "why"), HOLD_NOTHING)
@pytest.mark.parametrize("other", ["Table 1.md", "Table 3.md"])
def test_file_of_a_folder_that_holds_nothing_is_set_aside_and_the_others_are_read(
    tmp_path, other, name, make, why
):
    (tmp_path / other).write_text("- Cut the reed\n", encoding="utf-8")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n")
    make(tmp_path / name)
    (source,) = read_sources([tmp_path], ReadSettings())
    assert source.own == other
    picture, empty = sorted(source.set_aside, key=lambda told: "photo" not in told)
    assert picture.startswith("beside it, photo.png is not read: this is a picture")
    assert empty == f"beside it, {name} is not read: {why}"


@pytest.mark.parametrize(("name", "make", "why"), HOLD_NOTHING)
def test_file_that_holds_nothing_is_refused_where_it_is_named_or_all_are_such(tmp_path, name, make, why):
    (tmp_path / "notes").mkdir()
    make(tmp_path / name)
    make(tmp_path / "notes" / name)
    (tmp_path / "notes" / "z.md").touch()
    (tmp_path / "a.md").write_text("- Cut the reed\n", encoding="utf-8")
    for paths in ([name], ["a.md", name], ["notes"]):
        with pytest.raises(InputError, match=f"{name}: {why}"):
            read_sources([tmp_path / path for path in paths], ReadSettings())


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("Table 2.csv", b"Colour,Price\nred,5\n", "no column of notes is recognised"),
        ("Table 2.md", b"\x00\x01\x02" * 99, "a binary file"),
        ("Table 2.docx", b"- Cut the reed\n", "not a Word document"),
    ],
)
def test_file_of_a_folder_that_holds_what_cannot_be_read_is_refused(tmp_path, name, data, why):
    (tmp_path / "a.md").write_text("- Cut the reed\n", encoding="utf-8")
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=why):
        read_sources([tmp_path], ReadSettings())


def test_report_that_holds_nothing_is_refused(tmp_path):
    (tmp_path / "a.md").write_text("- Cut the reed\n", encoding="utf-8")
    (tmp_path / "report.md").touch()
    with pytest.raises(InputError, match=r"report.md: the file is empty"):
        read_sources([tmp_path], ReadSettings(report=(str(tmp_path / "report.md"),)))


def test_draft_of_a_toml_beside_a_folder_names_what_was_read_of_it(tmp_path, capsys):
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "Table 1.md").touch()
    (notes / "Table 2.md").write_text("# Table 3\n- Cut the reed\n", encoding="utf-8")
    assert main(["init", str(notes)]) == 0
    assert 'name = "Table 2.md"' in (notes / "worldcafe.toml").read_text("utf-8")
    assert main(["read", str(notes)]) == 0
    assert "beside it, Table 1.md is not read: the file is empty" in " ".join(capsys.readouterr().out.split())
