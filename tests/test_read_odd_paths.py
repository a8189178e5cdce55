"""Paths that are no plain files: loops of links, folders called like files, pipes, what nobody may read."""

from __future__ import annotations

import io
import os
from pathlib import Path

from corpus_lines import read_segments
from test_read_hostile import refusal


def test_loops_of_links_end(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "table 1.txt").write_text("- More trees.\n", encoding="utf-8")
    (folder / "again").symlink_to(folder, target_is_directory=True)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (tmp_path / "secret.txt").write_text("- not to be read\n", encoding="utf-8")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    assert list(read_segments(folder)["text"]) == ["More trees."]
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "missing.txt")
    assert "leads nowhere" in refusal(tmp_path / "nowhere.txt")


def test_a_folder_named_like_a_file_is_a_folder(tmp_path):
    folder = tmp_path / "notes.docx"
    folder.mkdir()
    assert "holds no notes" in refusal(folder)
    (folder / "table 1.txt").write_text("- More trees.\n", encoding="utf-8")
    assert list(read_segments(folder)["table"]) == ["Table 1"]


def test_a_pipe_is_neither_file_nor_folder(tmp_path):
    os.mkfifo(tmp_path / "notes.txt")
    assert "neither a file nor a folder" in refusal(tmp_path / "notes.txt")


def test_an_unreadable_file_is_told(tmp_path, monkeypatch):
    path = tmp_path / "notes.txt"
    path.write_text("- More trees.\n", encoding="utf-8")

    def forbidden(*_arguments, **_named):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(io, "open", forbidden)
    monkeypatch.setattr(Path, "open", forbidden)
    assert "cannot be read (Permission denied)" in refusal(path)
