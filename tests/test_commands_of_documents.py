"""Each command that README, manual and tutorials show is run as it stands, beside the files that it names."""

from __future__ import annotations

import csv
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import worldcafe
from conftest import REPO, TINY, read_table
from corpus_lines import Line
from formats import write_docx, write_pdf
from worldcafe.cli import main

DOCUMENTS = (
    "README.md",
    "docs/manual.md",
    *(f"docs/tutorials/{path.name}" for path in REPO.glob("docs/tutorials/*.md")),
)
COMMAND = re.compile(r"^(?:\.venv/bin/)?worldcafe (.+?)(?:\s+#.*)?$", re.MULTILINE)
COMMANDS = sorted(
    {found for name in DOCUMENTS for found in COMMAND.findall((REPO / name).read_text("utf-8"))}
)
SERVED = [command for command in COMMANDS if command.startswith("serve")]
PYTHON = re.compile(r'^\.venv/bin/python -c "(.+?)"', re.MULTILINE)
LINES = sorted(
    {
        line
        for name in ("README.md", "docs/manual.md")
        for line in PYTHON.findall((REPO / name).read_text("utf-8"))
    }
)
CODE = [
    pytest.param(code, id=f"{name} {number}")
    for name in ("models/README.md", *DOCUMENTS)
    for number, code in enumerate(
        re.findall(r"^```python\n(.*?)^```", (REPO / name).read_text("utf-8"), re.DOTALL | re.MULTILINE)
    )
]
ELSEWHERE = {
    "serve review --database postgresql://cafe@127.0.0.1/cafe"
}  # needs a server: test_serve_databases
SUMMARY, _, ANNEX = TINY.partition("# Annex: notes")
MORE = "".join(
    f"- {text}\n" for text in ("A compost bin for the school", "Rakes can be borrowed", "Paint the shed")
)


def lines_of(text: str) -> list[Line]:
    """Markdown as `formats` takes it."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        level, depth = len(line) - len(line.lstrip("#")), 0 if line.startswith("- ") else -1
        found.append(Line(line.lstrip("#- "), level=level, depth=depth))
    return found


@pytest.fixture(name="files", scope="module")
def _files(tmp_path_factory):
    """A folder with every file and run that the commands name."""
    folder = tmp_path_factory.mktemp("files")
    for name in ("notes", "interviews"):
        (folder / name).mkdir()
    (folder / "notes" / "tables.md").write_text(ANNEX, encoding="utf-8")
    (folder / "interviews" / "one.md").write_text(f"# Table 9: More\n\n{MORE}", encoding="utf-8")
    (folder / "more.md").write_text(f"# Table 9: More\n\n{MORE}", encoding="utf-8")
    for name in ("draft.md", "summary.md", "harvest.md"):
        (folder / name).write_text(SUMMARY, encoding="utf-8")
    write_docx(lines_of(TINY), folder / "report.docx")
    write_docx(lines_of(SUMMARY), folder / "harvest.docx")
    write_pdf(lines_of(SUMMARY), folder / "report.pdf")
    rows = [("table", "note"), *(("1", line[2:]) for line in ANNEX.splitlines() if line.startswith("- "))]
    with (folder / "notes.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    (folder / "settings.toml").write_text('[redact]\nalways = ["Maple Street Singers"]\n', encoding="utf-8")
    (folder / "garden.md").write_text(TINY, encoding="utf-8")
    assert main(["run", str(folder / "garden.md"), "--out", str(folder / "review")]) == 0
    for name in ("first", "second", "other", "out"):
        shutil.copytree(folder / "review", folder / name)
    worldcafe.annotate(folder / "review", folder / "sheet.csv", notes=5)
    for name in ("sheet.csv", "mine.csv", "yours.csv"):
        fill(folder / "sheet.csv", folder / name)
    return folder


def fill(sheet: Path, path: Path) -> None:
    """Fill a sheet in."""
    with sheet.open(encoding="utf-8", newline="") as file:
        rows = [row | {"kind": "suggestion", "theme": "All of it"} for row in csv.DictReader(file)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(name="here")
def _here(files, tmp_path, monkeypatch):
    """The files, copied to where the commands are run; what they write is not there yet."""
    shutil.copytree(files, tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("BROWSER", "true")
    monkeypatch.setattr("webbrowser.open", lambda _: True)
    return Path.cwd()


def test_there_are_commands():
    assert len(COMMANDS) > 40
    assert len(SERVED) > 8
    assert LINES
    assert len(CODE) >= 4


@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in SERVED])
def test_command_does_what_the_document_says(command, here, capsys):
    known = read_table(here / "review", "kinds")["segment_id"].iloc[0]
    words = [known if re.fullmatch(r"n[0-9a-z]{8}", word) else word for word in shlex.split(command)]
    written = [Path(words[words.index(option) + 1]) for option in ("--out", "--write") if option in words]
    for path in written:
        if words[0] != "run" and path.is_file():  # of the same name as something that another command reads
            path.unlink()
    assert main(words) == 0, capsys.readouterr().err
    assert all(path.exists() for path in written)


@pytest.mark.parametrize("line", LINES)
def test_line_of_python_prints_the_themes_and_nothing_else_into_a_pipe(line, here):
    made = subprocess.run(
        [sys.executable, "-c", line], cwd=here, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(REPO / "pipeline")},
    )  # fmt: skip
    assert (made.returncode, made.stderr) == (0, "")
    assert re.match(r" +name +n_notes\n0  \w+", made.stdout), made.stdout


@pytest.mark.parametrize("code", CODE)
@pytest.mark.usefixtures("here")
def test_code_runs_as_it_stands(code):
    names = {"worldcafe": worldcafe, "model": None}  # as an earlier piece has it; no encoder of one's own
    exec(compile(code, "document", "exec"), names)


@pytest.mark.parametrize("command", [command for command in SERVED if command not in ELSEWHERE])
def test_the_app_does_what_the_document_says(command, here):
    words = shlex.split(command.replace("--port 8000", "--port 0").replace("192.168.1.20", "127.0.0.2"))
    environment = {**os.environ, "PYTHONPATH": str(REPO / "pipeline")}
    app = subprocess.Popen(
        [sys.executable, "-m", "worldcafe", *words],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    told = []
    for line in app.stdout:
        told.append(line)
        if "Ctrl-C" in line:
            app.send_signal(signal.SIGTERM)  # a run in the background ignores the key
    code = app.wait()
    served = next((number for number, line in enumerate(told) if "Ctrl-C" in line), len(told))
    assert not any("Traceback" in line for line in told[:served]), told
    assert served < len(told) or code == 0, told  # how a key ends it is for test_serve_process
