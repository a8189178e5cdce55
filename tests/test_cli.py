"""The command, as a user types it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from argparse import Namespace
from importlib.metadata import PackagePath
from pathlib import Path

import pytest

import worldcafe
from worldcafe import __version__
from worldcafe.cli import main
from worldcafe.cli.analysing import shipped_corpus
from worldcafe.cli.told import tell_files
from worldcafe.engine.progress import counted
from worldcafe.report.write import Failure
from worldcafe.tasks.publish import Published

NOTES = "# Table 1 - Benches\n\n## Round 1\n\n" + "\n".join(
    f"- {note}" for note in ("More benches by the lake.", "Benches rot in winter.", "Who pays for benches?")
)

# A test run in the background hands on to its children that SIGINT is ignored; a terminal does not.
HEEDING = """
import signal, sys
from worldcafe.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(main())
"""


def refuse(capsys, *arguments: str) -> str:
    assert main(["run", *arguments]) == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith("worldcafe: ")
    assert said.endswith(".")
    return said


def test_version_is_said(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"worldcafe {__version__}\n"


def test_no_command_is_refused_with_the_usage(capsys):
    with pytest.raises(SystemExit) as stop:
        main([])
    assert stop.value.code == 2
    assert "usage: worldcafe" in capsys.readouterr().err


def test_unknown_format_is_refused_with_the_known_ones(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["run", "--format", "html,odt"])
    assert stop.value.code == 2
    assert "no format odt; known: html, docx, pdf, xlsx, qdpx, charts" in capsys.readouterr().err


def test_help_names_the_formats_and_leaves_pdf_out_of_the_default(capsys):
    with pytest.raises(SystemExit):
        main(["run", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "of html,docx,pdf,xlsx,qdpx,charts (default: html,docx,xlsx,qdpx,charts)" in told


def test_format_without_its_package_is_refused_before_any_work(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert main(["run", str(tmp_path / "nothing.md"), "--format", "pdf"]) == 2
    assert "pip install typst, or leave it out" in capsys.readouterr().err


def test_only_the_formats_asked_for_are_written(tiny_report, tmp_path, capsys):
    assert main(["run", str(tiny_report), "--out", str(tmp_path / "out"), "--format", "qdpx"]) == 0
    found = {path.name for path in (tmp_path / "out").iterdir()}
    assert found == {"project.qdpx", "run.json", "sources.json", "tables", "model"}
    assert "Open " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(None, "no such file", id="missing"),
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"GIF89a\x01\x00\x01\x00" * 20, "picture", id="picture"),
        pytest.param(b"\x7fELF\x01\x00\x01\x00" * 20, "binary", id="binary"),
        pytest.param("Tisch 1\n- größer".encode("latin-1"), "UTF-8", id="not UTF-8"),
        pytest.param(b"# Agenda\n\n## Table 1\n\n### Round 1\n", "no notes found", id="no notes"),
    ],
)
def test_bad_source_is_refused_in_one_sentence_and_nothing_is_written(capsys, tmp_path, content, sentence):
    source = tmp_path / "notes.txt"
    if content is not None:
        source.write_bytes(content)
    out = tmp_path / "made" / "out"
    assert sentence in refuse(capsys, str(source), "--out", str(out))
    assert not out.exists()


def test_source_without_summaries_gives_themes_and_says_so(capsys, tmp_path):
    source = tmp_path / "notes.md"
    source.write_text(NOTES, encoding="utf-8")
    assert main(["run", str(source), "--out", str(tmp_path / "out"), "--format", "html"]) == 0
    said = capsys.readouterr().out
    assert "nothing to cross-reference" in said
    assert "3 notes" in said
    assert str(tmp_path / "out" / "report.html") in said


def test_folder_of_the_users_own_is_never_replaced(capsys, tiny_report):
    out = tiny_report.parent
    assert "choose another" in refuse(capsys, str(tiny_report), "--out", str(out))
    assert tiny_report.exists()


def test_folder_of_the_users_own_is_refused_before_any_work(capsys, tmp_path):
    assert "choose another" in refuse(
        capsys, str(tmp_path / "missing.md"), "--out", str(Path(__file__).parent)
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_run_that_is_stopped_while_it_writes_leaves_nothing(tmp_path, name):
    source = tmp_path / "notes.md"
    source.write_text(NOTES, encoding="utf-8")
    for turn in range(3):  # on a busy machine a run may be whole before it hears of it
        work = tmp_path / f"work{turn}"
        work.mkdir()
        code, said = stopped_as_it_writes(source, work, getattr(signal, name))
        if code != 0:
            break
    assert (code, said) == (130, "worldcafe: stopped; nothing was written.")
    assert list(work.iterdir()) == []


def stopped_as_it_writes(source: Path, work: Path, sign: signal.Signals) -> tuple[int, str]:
    command = [sys.executable, "-c", HEEDING, "run", str(source), "--out", str(work / "out")]
    paths = {**os.environ, "PYTHONPATH": str(Path(worldcafe.__file__).parents[1])}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=paths)
    while not any(work.iterdir()) and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(sign)
    _, said = process.communicate(timeout=120)
    return process.returncode, said.splitlines()[-1]


@pytest.mark.parametrize(("found", "told"), [(True, ""), (False, "No browser found")])
def test_open_shows_the_page_of_a_run(capsys, tmp_path, monkeypatch, found, told):
    asked = []
    monkeypatch.setattr("webbrowser.open", lambda address: asked.append(address) or found)
    (tmp_path / "report.html").write_text("<!doctype html>", encoding="utf-8")
    assert main(["open", str(tmp_path)]) == 0
    assert asked == [(tmp_path / "report.html").as_uri()]
    assert capsys.readouterr().out.startswith(told)


def test_open_without_a_run_says_what_to_do(capsys, tmp_path):
    assert main(["open", str(tmp_path)]) == 2
    assert "run `worldcafe run` first" in capsys.readouterr().err


DRAFT = """\
# Summary

## Benches

- More benches by the lake.
- The mayor promised a new bridge over the harbour.
"""


@pytest.fixture(name="apart")
def _apart(tmp_path):
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def test_report_apart_from_its_notes_gives_claims(capsys, apart):
    arguments = [
        "run",
        str(apart / "notes.md"),
        "--report",
        str(apart / "draft.md"),
        "--out",
        str(apart / "out"),
    ]
    assert main(arguments) == 0
    assert "3 notes, 2 claims" in capsys.readouterr().out


@pytest.mark.parametrize(("strict", "code"), [([], 0), (["--strict"], 1)])
def test_check_names_the_claim_without_a_note_and_not_the_other(capsys, apart, strict, code):
    arguments = ["check", str(apart / "draft.md"), "--notes", str(apart / "notes.md"), *strict]
    assert main(arguments) == code
    said = capsys.readouterr().out
    assert said.startswith("2 claims: 1 supported, 0 altered, 1 unsupported, 0 pointer")
    assert "new bridge over the harbour" in said
    assert "- Benches: More benches by the lake" not in said


def test_kind_of_a_note_is_explained(capsys, apart):
    assert main(["run", str(apart / "notes.md"), "--out", str(apart / "out")]) == 0
    capsys.readouterr()
    ids = (apart / "out" / "tables" / "kinds.csv").read_text().splitlines()[1].split(",")[0]
    assert main(["explain", ids, str(apart / "out")]) == 0
    text, kind, *why = capsys.readouterr().out.splitlines()
    assert text == "More benches by the lake. (Table 1, round 1)"
    assert re.fullmatch(r"It counts as suggestion, \d\d% surely, for:", kind)
    assert '- it asks for more or less of something: "More benches by"' in why


def test_unknown_id_is_refused(capsys, apart):
    assert main(["run", str(apart / "notes.md"), "--out", str(apart / "out")]) == 0
    assert main(["explain", "n9999", str(apart / "out")]) == 2
    assert 'no note or claim is called "n9999"' in capsys.readouterr().err


def test_wrong_argument_is_told_in_lines_that_fit_the_terminal(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with pytest.raises(SystemExit) as stop:
        main(["run", "--format", "html,odt"])
    assert stop.value.code == 2
    assert all(len(line) <= 60 for line in capsys.readouterr().err.splitlines())


@pytest.mark.parametrize(
    ("number", "name", "told"),
    [
        (1, "altered claims", "1 altered claim"),
        (1, "identities removed", "1 identity removed"),
        (1, "notes", "1 note"),
        (2, "notes", "2 notes"),
        (0, "gaps", "0 gaps"),
        (1, "set aside", "1 set aside"),
    ],
)
def test_summary_counts_one_as_one(number, name, told):
    assert counted(number, name) == told


def test_default_source_is_the_shipped_corpus_also_where_pip_has_put_it(monkeypatch, tmp_path):
    installed = tmp_path / "share" / "worldcafe" / "ccnso-2023" / "report.md"
    installed.parent.mkdir(parents=True)
    installed.write_text("# Table 1", encoding="utf-8")
    file = PackagePath("../share/worldcafe/ccnso-2023/report.md")
    file.dist = type("Dist", (), {"locate_file": lambda self, path: installed})()
    monkeypatch.setattr("importlib.metadata.files", lambda name: [PackagePath("worldcafe/cli.py"), file])
    assert shipped_corpus().name == "report.md"
    monkeypatch.setattr("worldcafe.cli.analysing.CORPUS", tmp_path / "none" / "ccnso-2023" / "report.md")
    assert shipped_corpus() == installed.resolve()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["notes.csv"], '"notes.csv" is no command; did you mean "worldcafe run notes.csv"?'),
        (["rnu", "notes/"], '"rnu" is no command; did you mean "worldcafe run"?'),
        (["next-topic", "out"], '"next-topic" is no command; did you mean "worldcafe next-topics"?'),
        (["xyzzy"], '"xyzzy" is no command; "worldcafe --help" lists them.'),
        (["it's"], '"it\'s" is no command; "worldcafe --help" lists them.'),
    ],
)
def test_word_that_is_no_command_is_answered_with_what_was_meant_in_one_sentence(capsys, command, told):
    with pytest.raises(SystemExit) as stop:
        main(command)
    assert stop.value.code == 2
    assert capsys.readouterr().err == f"worldcafe: {told}\n"


@pytest.mark.parametrize("command", [["--nothing.csv"], ["completion", "fish"], []])
def test_what_is_wrong_beside_the_command_is_told_with_the_usage(capsys, command):
    with pytest.raises(SystemExit) as stop:
        main(command)
    assert stop.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("usage: ")
    assert "did you mean" not in said


def test_address_is_answered_with_how_to_download_it(capsys):
    said = refuse(capsys, "https://docs.example.org/document/d/1")
    assert "https://docs.example.org/document/d/1: nothing is fetched" in said
    assert "download it" in said


def test_what_is_read_is_told_by_place_before_any_analysis(tmp_path, capsys):
    path = tmp_path / "notes.md"
    path.write_text(NOTES, encoding="utf-8")
    assert main(["read", str(path)]) == 0
    short = capsys.readouterr().out
    head, row = short.splitlines()[:2]
    assert head.split() == ["File", "Table", "Round", "Topic", "Prompts", "Notes"]
    assert row.split() == ["notes.md", "Table", "1", "1", "Benches", "0", "3"]
    assert "Benches rot" not in short
    assert main(["read", str(path), "--full"]) == 0
    assert "  - Benches rot in winter." in capsys.readouterr().out.splitlines()
    assert sorted(tmp_path.iterdir()) == [path]


def test_names_are_not_told_by_what_is_read(tmp_path, capsys):
    path = tmp_path / "notes.md"
    path.write_text(NOTES + "\n- Jonathan Smith wants more benches.\n", encoding="utf-8")
    assert main(["read", str(path), "--full"]) == 0
    out = capsys.readouterr().out
    assert "wants more benches" in out
    assert "Smith" not in out


def test_files_written_are_listed_and_those_that_failed_are_not(tmp_path, capsys):
    arguments = Namespace(out=tmp_path, format=("html", "docx", "pdf"))
    published = Published(tmp_path / "report.html", (Failure("docx", "no room"),), 0)
    tell_files(published, arguments)
    listed = f"Written to {tmp_path}: report.html, report.pdf, tables, model, sources.json, run.json"
    assert capsys.readouterr().out.splitlines() == [listed, f"Open {tmp_path / 'report.html'}"]


def test_few_notes_are_told_how_many_are_needed(tmp_path, capsys):
    rows = ["mesa,nota", "1,Más bancos en el parque", "1,El río huele mal", "2,Pintar la escuela"]
    (tmp_path / "respuestas.csv").write_text(
        "\n".join([*rows, "2,Un autobús por la noche"]), encoding="utf-8"
    )
    out = tmp_path / "out"
    assert main(["run", str(tmp_path / "respuestas.csv"), "--out", str(out), "--format", "html"]) == 0
    assert "No themes: they need 6 notes or more that say something." in capsys.readouterr().out
