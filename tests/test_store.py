"""Runs on disk."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import worldcafe
from worldcafe.errors import InputError
from worldcafe.files import store
from worldcafe.files.store import (
    fresh_folder,
    growing_csv,
    is_run,
    require_free,
    write_csv,
    write_new,
    write_record,
    write_tables,
)

TABLE = pd.DataFrame({"note_id": ["a", "b"], "text": ["one, two", 'say "three"\nand four']})


def write_run(out: Path, text: str) -> None:
    with fresh_folder(out) as folder:
        (folder / "page.txt").write_text(text)
        write_record({"version": "1"}, folder)


def test_folder_appears_with_all_that_was_written(tmp_path):
    write_run(tmp_path / "a" / "out", "first")
    assert (tmp_path / "a" / "out" / "page.txt").read_text() == "first"
    assert is_run(tmp_path / "a" / "out")


def test_failed_run_leaves_nothing_behind(tmp_path):
    with pytest.raises(RuntimeError), fresh_folder(tmp_path / "out") as folder:
        (folder / "half.txt").write_text("half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_failed_run_keeps_the_older_one(tmp_path):
    write_run(tmp_path / "out", "older")
    with pytest.raises(RuntimeError), fresh_folder(tmp_path / "out"):
        raise RuntimeError
    assert (tmp_path / "out" / "page.txt").read_text() == "older"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


KILLED = """
import os, sys
from pathlib import Path
from worldcafe.files.store import fresh_folder
with fresh_folder(Path(sys.argv[1])) as folder:
    (folder / "page.txt").write_text("half")
    os.kill(os.getpid(), 9)
"""


def test_older_run_survives_when_the_process_is_killed_in_the_middle(tmp_path):
    write_run(tmp_path / "out", "older")
    paths = {**os.environ, "PYTHONPATH": str(Path(worldcafe.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "out")], env=paths, check=False)
    assert done.returncode == -9
    assert (tmp_path / "out" / "page.txt").read_text() == "older"
    assert is_run(tmp_path / "out")


def test_older_run_is_replaced(tmp_path):
    write_run(tmp_path / "out", "older")
    write_run(tmp_path / "out", "newer")
    assert (tmp_path / "out" / "page.txt").read_text() == "newer"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_empty_folder_is_used(tmp_path):
    (tmp_path / "out").mkdir()
    write_run(tmp_path / "out", "first")
    assert is_run(tmp_path / "out")


@pytest.mark.parametrize("record", [None, "{}", "no json", '{"tool": "other"}', "[]"])
def test_folder_of_somebody_else_is_refused_and_untouched(tmp_path, record):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("mine")
    if record is not None:
        (out / "run.json").write_text(record)
    with pytest.raises(InputError, match="choose another"):
        write_run(out, "new")
    assert (out / "thesis.txt").read_text() == "mine"


def test_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(InputError, match="this is a file"):
        write_run(tmp_path / "out", "new")
    assert (tmp_path / "out").read_text() == "mine"


def test_folder_that_cannot_be_written_is_refused_before_any_work(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(InputError, match="nothing can be written"):
        require_free(tmp_path / "file" / "deep" / "out")
    require_free(tmp_path / "not yet" / "there" / "out")
    monkeypatch.setattr("os.access", lambda path, mode: path != tmp_path)
    with pytest.raises(InputError, match="nothing can be written"):
        require_free(tmp_path / "not yet" / "there" / "out")


def test_tables_read_back_as_they_were_written(tmp_path):
    write_tables({"notes": TABLE}, tmp_path / "tables")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "tables" / "notes.parquet"), TABLE)
    pd.testing.assert_frame_equal(pd.read_csv(tmp_path / "tables" / "notes.csv"), TABLE)


def test_private_table_is_for_its_owner_only_even_over_an_open_file(tmp_path):
    path = tmp_path / "removed.csv"
    path.write_text("open to all")
    path.chmod(0o644)
    write_csv(TABLE, path, private=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    pd.testing.assert_frame_equal(pd.read_csv(path), TABLE)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_full_or_read_only_disc_is_told_and_the_older_run_stays(tmp_path, number):
    out = tmp_path / "out"
    with fresh_folder(out) as folder:
        write_record({"run": 1}, folder)
    with pytest.raises(InputError, match="cannot be written"), fresh_folder(out) as folder:
        (folder / "half").write_text("half", encoding="utf-8")
        raise OSError(number, os.strerror(number))
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["run"] == 1


def test_mistake_of_ours_is_not_called_a_full_disc(tmp_path):
    with pytest.raises(FileNotFoundError), fresh_folder(tmp_path / "out"):
        (tmp_path / "never made").read_text(encoding="utf-8")
    assert not list(tmp_path.iterdir())


def test_private_list_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(InputError, match=r"removed\.csv: the table cannot be written"):
        write_csv(pd.DataFrame({"text": ["x"]}), tmp_path / "nowhere" / "removed.csv", private=True)


def no_room(*_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_where_there_is_no_room_for_a_list_what_goes_beside_it_is_not_even_begun(tmp_path, monkeypatch):
    write_run(tmp_path / "out", "older")
    monkeypatch.setattr(store, "write_cells", no_room)
    with (
        pytest.raises(InputError, match="the table cannot be written"),
        growing_csv(TABLE, tmp_path / "list.csv", private=True),
    ):
        pytest.fail("begun")
    assert (tmp_path / "out" / "page.txt").read_text() == "older"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_list_is_there_once_what_goes_beside_it_is_and_not_when_that_fails(tmp_path):
    listed = tmp_path / "list.csv"
    with pytest.raises(RuntimeError), growing_csv(TABLE, listed), fresh_folder(tmp_path / "out"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
    with growing_csv(TABLE, listed), fresh_folder(tmp_path / "out"):
        assert not listed.exists()
    assert (tmp_path / "out").is_dir()
    pd.testing.assert_frame_equal(pd.read_csv(listed), TABLE)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("there.md", "there.md: this file is there already; choose another name"),
        ("folder", "folder: this is a folder; name a file for it."),
        ("none/new.md", r"new\.md: the file cannot be written \(there is no folder .*none\)"),
        ("there.md/new.md", r"new\.md: the file cannot be written \(.*there\.md is a file, no folder\)"),
    ],
)
def test_file_that_cannot_be_begun_is_told_what_stands_in_its_way(tmp_path, name, told):
    (tmp_path / "folder").mkdir()
    (tmp_path / "there.md").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=told):
        write_new("new", tmp_path / name)
    assert (tmp_path / "there.md").read_text(encoding="utf-8") == "mine"
