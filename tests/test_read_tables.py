"""Answers of large consultations: Parquet files, and what a query finds in a database."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from serve_app import postgresql
from worldcafe.cli import main
from worldcafe.errors import InputError
from worldcafe.read import read_sources, read_stretches
from worldcafe.settings import DatabaseSettings, ReadSettings, read_settings, without_paths
from worldcafe.source import Source

ROWS = [
    ("Table 1", "1", "More benches by the lake"),
    ("Table 1", "2", "Who pays for the =SUM(lights)?"),
    ("Table 2", "1", None),
    ("Table 2", "1", "Länger öffnen, “bitte”"),
]
FRAME = pd.DataFrame(ROWS, columns=["table", "round", "note"])
SAID = [note for _, _, note in ROWS if note]
QUERY = 'SELECT "table", round, note FROM answers ORDER BY rowid'


def answers_in(address: str, query: str) -> tuple[Source, ...]:
    return read_sources([], ReadSettings(), DatabaseSettings(address, query))


def notes_of(text: str) -> list[str]:
    return [line.removeprefix("- ") for line in text.splitlines() if any(note in line for note in SAID)]


@pytest.fixture(name="answers", params=["sqlite", "duckdb"])
def _answers(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"answers.{request.param}"
    connect = sqlite3.connect if request.param == "sqlite" else duckdb.connect
    connection = connect(str(path))
    connection.execute('CREATE TABLE answers ("table" TEXT, round TEXT, note TEXT)')
    connection.executemany("INSERT INTO answers VALUES (?, ?, ?)", ROWS)
    connection.commit()
    connection.close()
    return path


def test_what_a_query_finds_is_read_as_the_same_rows_of_a_csv_are(answers: Path, tmp_path: Path) -> None:
    (found,) = answers_in(str(answers), QUERY)
    FRAME.to_csv(tmp_path / "answers.csv", index=False)
    (told,) = read_sources([tmp_path / "answers.csv"], ReadSettings())
    assert found.text == told.text
    assert found.marks == told.marks
    assert notes_of(found.text) == SAID


def test_a_database_is_only_read(answers: Path) -> None:
    before = answers.read_bytes()
    for query in ("DELETE FROM answers", "INSERT INTO answers VALUES ('Table 3', '1', 'more')"):
        with pytest.raises(InputError, match=r"answers\.\w+: the query failed \("):
            answers_in(str(answers), query)
    assert answers.read_bytes() == before


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", "say which answers to read"),
        ("SELECT nothing FROM nowhere", "the query failed"),
        ("SELECT note FROM answers WHERE round = '9'", "no row below the header"),
    ],
)
def test_a_query_that_gives_no_answers_is_one_sentence(answers: Path, query: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        answers_in(str(answers), query)


def test_damaged_letters_in_a_database_are_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE answers (note TEXT)")
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE", b"CREATE TAB\xccE"))
    with pytest.raises(InputError, match="the query failed"):
        answers_in(str(path), "SELECT note FROM answers")


def test_answers_are_read_from_postgresql() -> None:
    with postgresql() as address:
        import psycopg

        with psycopg.connect(address) as connection:
            connection.execute('CREATE TABLE answers (rowid serial, "table" TEXT, round TEXT, note TEXT)')
            for row in ROWS:
                connection.execute('INSERT INTO answers ("table", round, note) VALUES (%s, %s, %s)', row)
        (found,) = answers_in(address, QUERY)
        with pytest.raises(InputError, match="the query failed"):
            answers_in(address, "DELETE FROM answers")
    assert notes_of(found.text) == SAID


@pytest.mark.parametrize(("package", "extra"), [("duckdb", "duckdb"), ("psycopg", "postgresql")])
def test_a_missing_package_is_named(
    package: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    duckdb.connect(str(tmp_path / "answers.duckdb")).close()
    address = (
        str(tmp_path / "answers.duckdb") if package == "duckdb" else "postgresql://anna:secret@db.example/a"
    )
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(InputError, match=rf"pip install 'worldcafe\[{extra}\]'") as refused:
        answers_in(address, QUERY)
    assert "secret" not in str(refused.value)


def test_a_database_named_as_a_source_is_told_how_to_be_read(answers: Path) -> None:
    with pytest.raises(InputError, match="--database"):
        read_sources([answers], ReadSettings())


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("More benches")
    for path, told in ((tmp_path / "notes.txt", "no database"), (tmp_path / "none.db", "cannot be read")):
        with pytest.raises(InputError, match=told):
            answers_in(str(path), QUERY)


def test_an_address_is_in_no_output_and_leads_from_no_folder(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[database]\naddress = "postgresql://anna:secret@db/answers"\nquery = "SELECT 1"\n')
    settings = read_settings(config)
    assert settings.database.address == "postgresql://anna:secret@db/answers"
    assert without_paths(settings).database.address == "given"
    config.write_text('[database]\naddress = "answers.duckdb"\n')
    assert read_settings(config).database.address == str(tmp_path / "answers.duckdb")


def test_a_run_from_a_database_needs_no_file(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    command = ["run", "--database", str(answers), "--query", "SELECT nothing FROM nowhere"]
    assert main([*command, "--out", str(tmp_path / "out")]) == 2
    assert "the query failed" in capsys.readouterr().err


def test_parquet_is_read_as_the_same_rows_of_a_csv_are(tmp_path: Path) -> None:
    FRAME.to_parquet(tmp_path / "answers.parquet", index=False)
    FRAME.to_csv(tmp_path / "answers.csv", index=False)
    (found,), (told,) = (
        read_sources([tmp_path / name], ReadSettings()) for name in ("answers.parquet", "answers.csv")
    )
    assert found.text == told.text
    assert [anchor for _, anchor in found.anchors] == ["row 2", "row 3", "row 5"]


def test_a_long_parquet_file_is_read_in_stretches(tmp_path: Path) -> None:
    long = pd.concat([FRAME] * 200, ignore_index=True)
    long.to_parquet(tmp_path / "long.parquet", index=False, row_group_size=100)
    stretches = list(read_stretches(tmp_path / "long.parquet", ReadSettings(), 2_000) or ())
    assert len(stretches) > 3
    (whole,) = read_sources([tmp_path / "long.parquet"], ReadSettings())
    assert "".join(stretch.source.text for stretch in stretches) == whole.text


def test_a_damaged_parquet_file_is_one_sentence(tmp_path: Path) -> None:
    FRAME.to_parquet(tmp_path / "answers.parquet", index=False)
    data = (tmp_path / "answers.parquet").read_bytes()
    for name, cut in (("short", data[:40]), ("plain", b"note\nMore benches\n")):
        (tmp_path / f"{name}.parquet").write_bytes(cut)
        with pytest.raises(InputError, match="Parquet file"):
            read_sources([tmp_path / f"{name}.parquet"], ReadSettings())
