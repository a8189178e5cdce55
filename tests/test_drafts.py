"""However a run ends, it leaves nothing unmasked behind, and the next one clears up after it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

import worldcafe
from worldcafe.cli import main
from worldcafe.errors import InputError
from worldcafe.files.drafts import growing_file, require_own
from worldcafe.files.store import fresh_folder, write_record

NAME = "Margaret"
PATHS = {**os.environ, "PYTHONPATH": str(Path(worldcafe.__file__).parents[1])}
WRITES = """
import os, sys, time
from pathlib import Path
from worldcafe.files.drafts import growing_file
from worldcafe.engine.parts_on_disk import spool
from worldcafe.files.store import fresh_folder
import pandas as pd
out = Path(sys.argv[1])
with spool(out) as aside, growing_file(out.with_name("list.csv"), private=True) as private:
    aside.put("segments", 0, pd.DataFrame({"text": ["Margaret asks"] * 99}))
    private.write(b"Margaret" * 999)
    private.flush()
    with fresh_folder(out) as folder:
        (folder / "page.txt").write_text("half")
        print("ready", flush=True)
        time.sleep(60)
"""


def killed(out: Path, how: int) -> None:
    """Begin to write everything that a run writes, and end it in the middle."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITES, str(out)], env=PATHS, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(how)


def write(out: Path, page: str) -> None:
    with fresh_folder(out) as folder:
        (folder / "page.txt").write_text(page, encoding="utf-8")
        write_record({}, folder)


def with_name(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and NAME.encode() in path.read_bytes()]


def test_what_a_killed_run_leaves_has_no_name_in_it_and_goes_with_the_next(tmp_path):
    for _ in range(3):
        killed(tmp_path / "out", signal.SIGKILL)
    assert with_name(tmp_path) == []
    assert any(path.name.startswith(".out-") for path in tmp_path.iterdir())
    write(tmp_path / "out", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_draft_of_a_living_run_stays_and_so_does_what_is_not_ours(tmp_path):
    (tmp_path / ".out-0123abcd").mkdir()
    (tmp_path / ".out-0123abcd" / "photo.png").write_bytes(b"mine")
    (tmp_path / ".out-notes").mkdir()
    with fresh_folder(tmp_path / "out") as folder:
        write(tmp_path / "out", "other")
        assert folder.is_dir()
        write_record({}, folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".out-0123abcd", ".out-notes", "out"]
    assert (tmp_path / ".out-0123abcd" / "photo.png").read_bytes() == b"mine"


def test_run_that_was_moved_away_and_not_replaced_is_put_back(tmp_path):
    write(tmp_path / "out", "older")
    (tmp_path / "out").rename(tmp_path / ".out-old-0123abcd")
    with pytest.raises(RuntimeError), fresh_folder(tmp_path / "out"):
        raise RuntimeError
    assert (tmp_path / "out" / "page.txt").read_text(encoding="utf-8") == "older"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_run_that_was_replaced_and_not_removed_goes(tmp_path):
    write(tmp_path / "out", "older")
    (tmp_path / "out").rename(tmp_path / ".out-old-0123abcd")
    (tmp_path / "out").mkdir()
    write(tmp_path / "out", "newer")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_file_has_no_name_before_it_is_whole_and_its_owner_alone_may_read_a_private_one(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("older", encoding="utf-8")
    with growing_file(path, private=True) as file:
        file.write(b"newer")
        assert [entry.name for entry in tmp_path.iterdir()] == ["list.csv"]
        assert path.read_text(encoding="utf-8") == "older"
    assert path.read_text(encoding="utf-8") == "newer"
    assert path.stat().st_mode & 0o777 == 0o600


def test_file_is_written_where_the_system_knows_no_links_to_what_has_no_name(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    with growing_file(tmp_path / "list.csv", private=True) as file:
        file.write(b"whole")
    assert (tmp_path / "list.csv").read_bytes() == b"whole"
    assert (tmp_path / "list.csv").stat().st_mode & 0o777 == 0o600
    assert len(list(tmp_path.iterdir())) == 1


def test_file_that_fails_leaves_the_older_one(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("older", encoding="utf-8")
    with pytest.raises(RuntimeError), growing_file(path) as file:
        file.write(b"half")
        raise RuntimeError
    assert path.read_text(encoding="utf-8") == "older"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("content", ["", "note_id,text,more\n1,2,3\n", "more,text,note_id\n"])
def test_table_of_ours_or_an_empty_file_may_be_replaced(tmp_path, content):
    path = tmp_path / "table.csv"
    path.write_text(content, encoding="utf-8")
    require_own(path, ["note_id", "text"])
    require_own(tmp_path / "not there.csv", ["note_id"])


@pytest.mark.parametrize("name", ["table.csv", "table.parquet"])
@pytest.mark.parametrize("content", ["text,date\n", "Dear all,\n", "\x00\x01"])
def test_file_of_others_is_never_replaced(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="holds something else"):
        require_own(path, ["note_id", "text"])


def test_table_of_ours_in_parquet_may_be_replaced(tmp_path):
    pd.DataFrame({"note_id": ["n1"], "text": ["x"]}).to_parquet(tmp_path / "table.parquet")
    require_own(tmp_path / "table.parquet", ["note_id", "text"])


@pytest.mark.parametrize("command", ["run", "clean", "assign"])
def test_pipe_or_device_given_as_out_stays_what_it_is(tmp_path, tiny_report, command, capsys):
    os.mkfifo(tmp_path / "pipe")
    model = ["--model", str(tmp_path)] if command == "assign" else []
    assert main([command, str(tiny_report), *model, "--out", str(tmp_path / "pipe")]) == 2
    assert (tmp_path / "pipe").is_fifo()
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


@pytest.mark.parametrize("command", ["run", "clean"])
def test_file_of_others_where_the_private_list_goes_is_told_before_any_work(
    tmp_path, tiny_report, command, capsys
):
    (tmp_path / "out.removed.csv").write_text("dear diary", encoding="utf-8")
    out = tmp_path / ("out" if command == "run" else "out.csv")
    assert main([command, str(tiny_report), "--out", str(out)]) == 2
    assert "holds something else" in capsys.readouterr().err
    assert (tmp_path / "out.removed.csv").read_text(encoding="utf-8") == "dear diary"
    assert not out.exists()


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM], ids=["KILL", "HUP", "TERM"])
def test_clean_that_is_ended_in_the_middle_leaves_no_name(tmp_path, how):
    if signal.getsignal(how) is signal.SIG_IGN:
        pytest.skip("these tests run under nohup, so what they start does not heed it")
    table, out = tmp_path / "notes.csv", tmp_path / "given" / "clean.csv"
    out.parent.mkdir()
    rows = "".join(f"Table {row % 9},{NAME} Quilter wants tree {row}.\n" for row in range(40_000))
    table.write_text(f"Table,Note\n{rows}", encoding="utf-8")
    command = [sys.executable, "-P", "-m", "worldcafe", "clean", str(table), "--out", str(out)]
    with subprocess.Popen(command, env=PATHS, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        time.sleep(6)
        process.send_signal(how)
        assert process.stderr is not None
        said = process.stderr.read()
    assert b"Traceback" not in said
    assert process.returncode in (-signal.SIGKILL, 130)
    assert list(out.parent.iterdir()) == []
