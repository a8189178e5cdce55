"""read: what files of a folder are called as places; nobody's name is shown by it."""

from __future__ import annotations

import pytest

from corpus_lines import read_segments
from test_read_hostile import packed
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
