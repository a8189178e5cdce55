"""The tables explain themselves: every column, in a form that other tools check."""

from __future__ import annotations

import json
import tomllib
from importlib import resources

import frictionless
import pandas as pd
import pytest

from worldcafe.run.describe import WRITTEN, describe_tables, explain_columns

WORDS = tomllib.loads(
    resources.files("worldcafe").joinpath("data", "dictionary.toml").read_text(encoding="utf-8")
)
COLUMNS = {name: list(schema.to_schema().columns) for name, schema in WRITTEN.items()}


@pytest.fixture(name="package", scope="module")
def _package(corpus_run):
    return json.loads((corpus_run / "tables" / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture(name="tables", scope="module")
def _tables(package):
    return {entry["name"]: entry for entry in package["resources"] if entry["format"] == "csv"}


def test_dictionary_describes_every_column_and_no_column_that_there_is_not():
    for table, columns in COLUMNS.items():
        assert [name for name in columns if name not in {*WORDS["columns"], *WORDS.get(table, {})}] == []
        assert set(WORDS.get(table, {})) <= set(columns), table
    known = {name for columns in COLUMNS.values() for name in columns}
    assert set(WORDS["columns"]) - known == set()


def test_column_without_a_meaning_is_an_error():
    class Odd(WRITTEN["measures"]):
        nowhere_described: object

    with pytest.raises(KeyError, match="nowhere_described"):
        describe_tables({"odd": Odd}, "")


def test_package_validates_against_the_tables_themselves(corpus_run):
    package = frictionless.Package(str(corpus_run / "tables" / "datapackage.json"))
    for name in package.resource_names:
        if name.endswith("-parquet"):
            package.remove_resource(name)
    report = package.validate()
    assert report.flatten(["fieldName", "rowNumber", "note"]) == []
    assert len(report.tasks) == len(WRITTEN)


def test_package_would_not_validate_tables_that_break_its_rules(corpus_run, tmp_path, package, tables):
    for name in tables:
        table = pd.read_csv(corpus_run / "tables" / f"{name}.csv", keep_default_na=False)
        if name == "links":
            table.loc[0, ["note_id", "score"]] = ["n999999", 7.0]
        table.to_csv(tmp_path / f"{name}.csv", index=False)
    broken = {**package, "resources": [{**entry} for entry in tables.values()]}
    for entry in broken["resources"]:
        del entry["hash"], entry["bytes"]
    (tmp_path / "datapackage.json").write_text(json.dumps(broken), encoding="utf-8")
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert {report.flatten(["type"])[n][0] for n in range(2)} == {"constraint-error", "foreign-key"}


def test_package_names_columns_types_and_keys_of_the_schemas(tables):
    for name, columns in COLUMNS.items():
        fields = tables[name]["schema"]["fields"]
        assert [field["name"] for field in fields] == columns
    by_name = {field["name"]: field for field in tables["segments"]["schema"]["fields"]}
    assert by_name["kind_score"]["type"] == "number"
    assert by_name["kind_score"]["constraints"] == {"required": True, "minimum": 0, "maximum": 1}
    assert by_name["start"]["type"] == "integer"
    assert tables["segments"]["schema"]["primaryKey"] == ["segment_id"]
    assert tables["links"]["schema"]["primaryKey"] == ["claim_id", "note_id"]
    assert {
        "fields": "theme_id",
        "reference": {"resource": "themes", "fields": "theme_id"},
    } in tables["suggestions"]["schema"]["foreignKeys"]


def test_package_lists_every_table_file_with_its_size(corpus_run, package):
    folder = corpus_run / "tables"
    listed = {entry["path"]: entry["bytes"] for entry in package["resources"]}
    found = {
        path.name: path.stat().st_size for path in folder.iterdir() if path.suffix in (".csv", ".parquet")
    }
    assert listed == found


def test_readme_of_the_tables_has_a_row_for_every_column(corpus_run):
    text = (corpus_run / "tables" / "README.md").read_text(encoding="utf-8")
    assert text == explain_columns(describe_tables(WRITTEN, ""))
    assert sum(line.startswith("| `") for line in text.splitlines()) == sum(map(len, COLUMNS.values()))
