"""What no command can do with a number, a path or a name is said in one sentence, and the exit code is 2."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import worldcafe
from conftest import TINY
from worldcafe.cli import main
from worldcafe.cli.arguments import make_parser

LONG = "x" * 300 + ".md"  # no file system takes it
ONE = "# Table 1\n\n## Round 1\n\nQuestion: What do we need?\n\n- Somebody should repair the wheelbarrow.\n"
NOTES = ("folder", "loop", "empty.md", "binary.md", "missing.md", "garden.md/x.md", LONG, "")
RUNS = ("garden.md", "folder", "loop", "empty.md", "missing", "garden.md/x", "run/tables", LONG, "")
SETTINGS = ("folder", "loop", "binary.md", "missing.toml", "garden.md", LONG, "")
FILES = ("folder", "garden.md/x.md", LONG)  # to be written
FOLDERS = ("garden.md", "loop", "garden.md/x", LONG)  # to be written

# Each command with each path that it takes; {} is the one that is odd.
PATHS = {
    "run {} --out out": NOTES,
    "run garden.md --report {} --out out": NOTES,
    "run garden.md --config {} --out out": SETTINGS,
    "run garden.md --out {}": (*FOLDERS, "folder"),
    "run garden.md --llm-model m --llm-judge {} --out out": NOTES,
    "run --query x --database {} --out out": ("folder", "loop", "binary.md", "missing.db", LONG, ""),
    "demo {}": (*FOLDERS, "folder"),
    "templates {}": FOLDERS,
    "read {}": NOTES,
    "read garden.md --report {}": NOTES,
    "read garden.md --config {}": SETTINGS,
    "init {}": NOTES,
    "init garden.md --config {}": SETTINGS,
    "check {} --notes garden.md": NOTES,
    "check garden.md --notes {}": NOTES,
    "check garden.md --notes garden.md --config {}": SETTINGS,
    "explain x {}": RUNS,
    "next-topics {}": RUNS,
    "themes {}": RUNS,
    "themes run --write {}": (*FILES, "garden.md"),
    "assign {} --model run --out out.csv": NOTES,
    "assign garden.md --model {} --out out.csv": RUNS,
    "assign garden.md --model run --out {}": (*FILES, "garden.md"),
    "assign garden.md --model run --config {} --out out.csv": SETTINGS,
    "clean {} --out out.csv": NOTES,
    "clean garden.md --out {}": (*FILES, "garden.md"),
    "clean garden.md --config {} --out out.csv": SETTINGS,
    "open {}": RUNS,
    "render {}": RUNS,
    "render run --format html --out {}": FOLDERS,
    "compare {} run": RUNS,
    "compare run {}": RUNS,
    "serve {} --link": ("garden.md", "folder", "garden.md/x", "empty.md", LONG),
    "reply {}": RUNS,
    "reply run --out {}": FOLDERS,
    "draft {}": RUNS,
    "draft run --out {}": (*FILES, "garden.md"),
    "draft run --llm --config {} --out out.md": SETTINGS,
    "identities {}": RUNS,
    "annotate {}": RUNS,
    "annotate run --out {}": (*FILES, "garden.md"),
    "evaluate {} garden.md": RUNS,
    "evaluate run {}": RUNS,
    "propose {} --llm-model m": RUNS,
    "propose run --config {}": SETTINGS,
    "propose run --llm-model m --out {}": (*FILES, "garden.md"),
    "model-check --config {}": SETTINGS,
    "model-check --llm-model m --llm-judge {}": NOTES,
}

NUMBERS = {
    "next-topics run --limit {}": ("0", "-1", "x", "1.5", "9" * 40, ""),
    "annotate run --notes {}": ("0", "-5", "x", "1e3", "9" * 40, ""),
    "annotate run --seed {}": ("x", "0.5", ""),
    "templates new --tables {}": ("0", "-1", "201", "x", "9" * 40, ""),
    "templates new --rounds {}": ("0", "-3", "21", "x", "9" * 40, ""),
    "serve run --port {} --link": ("-1", "65536", "http", "9" * 40, ""),
}

OTHERS = (
    ("run garden.md garden.md --out out", "garden.md: this file would be read twice"),
    ("run garden.md ./garden.md --out out", "garden.md: this file would be read twice"),
    ("read linked.md garden.md", "this file would be read twice"),
    ("read notes notes/garden.md", "this file would be read twice"),
    ("assign garden.md garden.md --model run --out out.csv", "this file would be read twice"),
    ("check draft.md --notes garden.md garden.md", "garden.md: this file would be read twice"),
    ("run garden.md --report garden.md --out out", "garden.md: this is named as the report"),
    ("run --report garden.md --out out", "garden.md: this is named as the report"),
    ("run garden.md --query SELECT --out out", "name it with --database"),
    ("run garden.md --llm --out out", "name the model"),
    ("run garden.md --llm --llm-model m --llm-address http://192.0.2.7/v1 --out out", "--allow-remote"),
    ("run garden.md --scheduler nowhere --out out", "no scheduler answers there"),
    ("explain nothing run", 'no note or claim is called "nothing"'),
    ("identities run --remove .", "a name has letters"),
    ("templates new --topic A --topic B --tables 1", "name one topic a table"),
    ("serve run --bind nowhere --live", "name the address of this machine"),
    ("run garden.md --language xx --out out", "invalid choice: 'xx'"),
    ("run garden.md --format , --out out", "no format named"),
    ("completion fish", "invalid choice: 'fish'"),
)


@pytest.fixture(name="here", scope="module")
def _here(tmp_path_factory):
    """A folder with a run of the notes in it, and with what may be named by mistake."""
    folder = tmp_path_factory.mktemp("here")
    for name in ("garden.md", "notes/garden.md", "draft.md"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TINY, encoding="utf-8")
    worldcafe.analyse(folder / "garden.md").save(folder / "run")
    (folder / "folder").mkdir()
    (folder / "folder" / "mine.bin").write_bytes(b"\x00\x01")
    (folder / "loop").symlink_to("loop")
    (folder / "linked.md").symlink_to("garden.md")
    (folder / "empty.md").touch()
    (folder / "binary.md").write_bytes(bytes(range(256)) * 20)
    return folder


@pytest.fixture(name="copied")
def _copied(here, tmp_path, monkeypatch):
    """A copy of that folder, to work in."""
    home = shutil.copytree(here, tmp_path / "here", symlinks=True)
    monkeypatch.chdir(home)
    return home


def ended(command: list[str]) -> int:
    try:
        return main(command)
    except SystemExit as end:  # the parser's own
        return int(end.code or 0)


def cases(table):
    return [
        pytest.param(command, odd, id=f"{command} {odd[:12]}") for command in table for odd in table[command]
    ]


@pytest.mark.parametrize(("command", "odd"), cases(PATHS | NUMBERS))
def test_what_cannot_be_is_refused_in_one_sentence_and_writes_nothing(
    here, monkeypatch, capsys, command, odd
):
    monkeypatch.chdir(here)
    before = sorted(here.rglob("*"))
    assert ended([word.replace("{}", odd) for word in command.split()]) == 2
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if re.match(r"worldcafe[a-z -]*: ", line)] == said[-1:]
    assert sorted(here.rglob("*")) == before


@pytest.mark.parametrize(("command", "told"), OTHERS)
def test_what_does_not_go_together_is_refused_with_the_reason(here, monkeypatch, capsys, command, told):
    monkeypatch.chdir(here)
    before = sorted(here.rglob("*"))
    assert ended(command.split()) == 2
    assert told in capsys.readouterr().err
    assert sorted(here.rglob("*")) == before


@pytest.mark.parametrize("number", ["1", "3", "+2", "999999999999999999"])
def test_numbers_that_can_be_are_taken(here, monkeypatch, capsys, number):
    monkeypatch.chdir(here)
    assert main(["next-topics", "run", "--limit", number]) == 0
    assert main(["annotate", "run", "--notes", number, "--seed", f"-{number.lstrip('+')}"]) == 0
    assert capsys.readouterr().out


@pytest.mark.parametrize("run", [".", "../run", "../run/", "tables/.."])
def test_run_is_named_from_within_and_what_is_written_lies_beside_it(here, copied, monkeypatch, run):
    monkeypatch.chdir(copied / "run")
    assert main(["draft", run]) == main(["reply", run]) == 0
    made = {path.name for path in copied.iterdir()} - {path.name for path in here.iterdir()}
    assert made == {"run-draft.md", "run-draft.docx", "run-reply"}
    assert {path.name for path in (copied / "run").iterdir()} == {
        path.name for path in (here / "run").iterdir()
    }


def test_new_notes_are_assigned_again_into_the_same_table(here, tmp_path, monkeypatch):
    monkeypatch.chdir(here)
    command = ["assign", "garden.md", "--model", "run", "--out", str(tmp_path / "new.csv")]
    assert main(command) == main(command) == 0


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("read one.md", "1 note, 1 prompt; the report makes 0 claims"),
        ("read garden.md", "8 notes, 2 prompts; the report makes 3 claims"),
        ("clean one.md --out one.csv", "1 note in 4 segments, 0 identities removed"),
        ("assign one.md --model run --out one.csv", "1 note: "),
        ("check one.md --notes garden.md", "2 claims: "),
        ("run one.md --out one --format html", "4 segments, 1 note, 0 claims"),
        ("next-topics run", "1 suggestion neither in the report nor decided"),
        ("templates new --tables 1", "1 file to fill in"),
        ("templates new --tables 2", "2 files to fill in"),
    ],
)
@pytest.mark.usefixtures("copied")
def test_what_is_one_is_told_as_one(capsys, command, told):
    Path("one.md").write_text(ONE, encoding="utf-8")
    assert main(command.split()) == 0
    said = "".join(capsys.readouterr())
    assert told in said
    assert not re.findall(r"\b(?<![.,:])1 (?:more )?(?:[a-z]+ed )?[a-z]+s\b(?! \d)", said)


def test_run_without_themes_has_no_topics_and_says_so(here, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("one.md").write_text(ONE, encoding="utf-8")
    worldcafe.analyse("one.md").save("one")
    assert main(["next-topics", "one"]) == 0
    assert capsys.readouterr().out == "one: it has no themes, so none deserves a table.\n"


def test_every_command_and_every_path_and_number_of_it_is_in_the_tables():
    (commands,) = (
        action for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction)
    )
    for name, parser in commands.choices.items():
        named = [command for command in PATHS | NUMBERS if command.split()[0] == name]
        for action in parser._actions:
            if action.type is None or action.dest == "format":
                continue
            odd = [
                command
                for command in named
                if not action.option_strings or f"{action.option_strings[-1]} {{}}" in command
            ]
            assert odd or f"{name} {action.dest}" in LEFT_OUT, f"{name} {action.dest}"


LEFT_OUT = {"serve backup", "serve restore"}  # a database is opened once a process, see the test below


@pytest.mark.parametrize(
    "odd",
    [
        *(
            ["--database", name, "--link"]
            for name in ("folder", "binary.md", "garden.md/x", "no://where", LONG)
        ),
        *(["--backup", name] for name in ("folder", "garden.md", "missing/x", LONG)),
        *(["--restore", name] for name in ("folder", "empty.md", "binary.md", "missing", LONG)),
        ["--take-out", ""],
        ["--account", ""],
    ],
)
def test_database_that_cannot_be_is_refused_in_one_sentence(copied, odd):
    command = [sys.executable, "-m", "worldcafe", "serve", "run", "--no-browser", *odd]
    paths = {**os.environ, "PYTHONPATH": str(Path(worldcafe.__file__).parents[1])}
    ran = subprocess.run(command, cwd=copied, env=paths, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert len(ran.stderr.splitlines()) == 1
    assert (copied / "garden.md").read_text("utf-8") == TINY
