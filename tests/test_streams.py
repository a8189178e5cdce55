"""Nothing that stands in the place of a file or of a terminal makes a command hang or end in a traceback."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest

import worldcafe
from worldcafe.cli import main
from worldcafe.files.given import read_given

SAYS = """
import sys
from worldcafe.cli import main
def command(arguments):
    print("told")
    print("beside", file=sys.stderr)
    open(sys.argv[1], "w").write("done")
    return 0
class Parser:
    def parse_args(self, argv):
        import argparse
        return argparse.Namespace(command=command)
sys.modules["worldcafe.cli.main"].make_parser = Parser
sys.exit(main())
"""
PATHS = {**os.environ, "PYTHONPATH": str(Path(worldcafe.__file__).parents[1])}


def ended(shell: str, work: Path) -> tuple[int, str, str]:
    """Give the exit code of a command with its streams led elsewhere, what was told, and what it wrote."""
    command = ["sh", "-c", f'"$0" -c "$1" "$2" {shell}', sys.executable, SAYS, str(work)]
    done = subprocess.run(command, env=PATHS, capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stderr, work.read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    ("shell", "code", "said"),
    [
        ("> /dev/full", 1, "beside\nworldcafe: the answer could not be printed (No space left on device).\n"),
        (">&-", 0, "beside\n"),
        ("2> /dev/full", 0, ""),
        ("2>&-", 0, ""),
        ("<&- >&- 2>&-", 0, ""),
        ("2>&1 | true", 0, ""),
        ("", 0, "beside\n"),
    ],
)
def test_stream_that_is_full_or_closed_ends_no_work(tmp_path, shell, code, said):
    assert ended(shell, tmp_path / "work") == (code, said, "done")


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("cp1252", b"- trees ? \xe9toile"),
        ("utf-8", "- trees \u2192 étoile".encode()),
        ("ascii", b"- trees ? ?toile"),
    ],
)
def test_what_a_pipe_has_no_letter_for_is_a_question_mark(tmp_path, encoding, told):
    (tmp_path / "notes.txt").write_text("Table 1\n- trees \u2192 étoile\n- shade\n", encoding="utf-8")
    command = [sys.executable, "-m", "worldcafe", "read", "--full", str(tmp_path / "notes.txt")]
    env = {**PATHS, "PYTHONIOENCODING": encoding}
    done = subprocess.run(command, env=env, capture_output=True, check=False)
    assert (done.returncode, told in done.stdout) == (0, True)


@pytest.mark.parametrize(
    ("section", "key", "name"),
    [
        ("clean", "shorthand_file", "pipe"),
        ("classify", "rules", "pipe"),
        ("correct", "file", "pipe"),
        ("register", "decisions", "pipe.csv"),
        ("register", "decisions", "pipe.toml"),
        ("read", "report", "pipe"),
    ],
)
def test_pipe_that_settings_name_is_told_and_not_waited_for(tmp_path, section, key, name, capsys):
    os.mkfifo(tmp_path / name)
    notes, config = tmp_path / "notes.md", tmp_path / "own.toml"
    notes.write_text("# Table 1\n\n- More trees\n- Mend the gate\n", encoding="utf-8")
    config.write_text(
        f'[redact]\nfind_names = false\n[embed]\nencoder = "wordllama"\n[{section}]\n{key} = "{name}"\n',
        encoding="utf-8",
    )
    assert main(["run", str(notes), "--config", str(config), "--out", str(tmp_path / "out")]) == 2
    last = capsys.readouterr().err.strip().splitlines()[-1]
    assert last.startswith("worldcafe: ")
    assert name in last


@pytest.mark.parametrize("command", ["run", "clean"])
def test_pipe_as_settings_or_as_source_is_told_and_not_waited_for(tmp_path, tiny_report, command, capsys):
    os.mkfifo(tmp_path / "pipe")
    out = str(tmp_path / "out")
    assert main([command, str(tiny_report), "--config", str(tmp_path / "pipe"), "--out", out]) == 2
    assert "it is a pipe or a device, no file" in capsys.readouterr().err
    assert main([command, str(tmp_path / "pipe"), "--out", out]) == 2
    assert "this is neither a file nor a folder" in capsys.readouterr().err


def test_given_file_is_read_and_one_that_is_far_too_large_is_not(tmp_path, monkeypatch):
    (tmp_path / "own.toml").write_bytes("é\r\n".encode())
    assert read_given(tmp_path / "own.toml") == "é\n"
    with pytest.raises(IsADirectoryError):
        read_given(tmp_path)
    monkeypatch.setattr("worldcafe.files.given.MOST_BYTES", 3)
    with pytest.raises(OSError, match="more than"):
        read_given(tmp_path / "own.toml")


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RuntimeError("can't start new thread"),
        RuntimeError("[ONNXRuntimeError] : std::bad_alloc"),
        ImportError("a.so: failed to map segment from shared object"),
        OSError(12, "Cannot allocate memory"),
    ],
)
def test_too_little_memory_is_told_in_a_sentence_whoever_says_so(error, monkeypatch, capsys):
    def command(_):
        raise error

    monkeypatch.setattr(sys.modules["worldcafe.cli.main"], "make_parser", lambda: Parser(command))
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("worldcafe: this machine has too little memory for it")


@pytest.mark.parametrize("kind", [RuntimeError, ImportError, OSError])
def test_mistake_of_ours_is_not_called_too_little_memory(kind, monkeypatch):
    def command(_):
        raise kind("no thread of thought")

    monkeypatch.setattr(sys.modules["worldcafe.cli.main"], "make_parser", lambda: Parser(command))
    with pytest.raises(kind, match="thought"):
        main([])


class Parser:
    """Reads any arguments as one command."""

    def __init__(self, command):
        self.command = command

    def parse_args(self, _):
        return argparse.Namespace(command=self.command)
