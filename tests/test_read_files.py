"""read: what files of a folder are called as places; nobody's name is shown by it."""

from __future__ import annotations

import pytest

from corpus_lines import read_segments


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
