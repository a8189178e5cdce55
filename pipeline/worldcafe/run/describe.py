"""What the written tables hold, told to people and to programs: a Frictionless data package.

Names, types, allowed values and keys are those of `tables/`; what each column means stands in
`data/dictionary.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from worldcafe import tables
from worldcafe.files.given import read_shipped
from worldcafe.found import TABLES
from worldcafe.tables.schema import Table
from worldcafe.version import VERSION

Descriptor = dict[str, Any]

WRITTEN: dict[str, type[Table]] = {name: getattr(tables, schema) for name, schema in TABLES.items()}
TYPES = {"int64": "integer", "float64": "number", "bool": "boolean"}
LIMITS = {
    "greater_than_or_equal_to": ("minimum", "min_value"),
    "less_than_or_equal_to": ("maximum", "max_value"),
}


def describe_tables(schemas: Mapping[str, type[Table]], title: str) -> Descriptor:
    """Give the data package descriptor of tables that lie beside it as `NAME.csv` and `NAME.parquet`.

    Raises:
        KeyError: a column has no meaning in the dictionary.
    """
    described = {name: _schema(name, schema) for name, schema in schemas.items()}
    listed = []
    for name, schema in schemas.items():
        told = " ".join((schema.__doc__ or "").split())
        rows = {"name": name, "description": told, "schema": described[name]}
        listed.append({**rows, "path": f"{name}.csv", "profile": "tabular-data-resource", **_csv()})
        listed.append({**rows, "name": f"{name}-parquet", "path": f"{name}.parquet", **_parquet()})
    return {
        "profile": "data-package",
        "name": "worldcafe-tables",
        "title": title,
        "description": f"The tables of one run of worldcafe {VERSION}, each as CSV and as Parquet.",
        "resources": listed,
    }


def explain_columns(descriptor: Descriptor) -> str:
    """Give the same as Markdown: a section for each table, a row for each column."""
    lines = ["# What the tables hold", "", descriptor["description"]]
    lines += [
        "In the CSV files a cell that begins like a formula (`=`, `+`, `-`, `@`, a tab or a line end) has an "
        "apostrophe before it, so that no spreadsheet runs it; take that off, and the cell is what it was. "
        "The Parquet files hold the cells as they are.",
        "",
        "A `|` between words means one or the other; `→` leads to the table that has a row of this name.",
        "",
    ]
    for resource in descriptor["resources"]:
        if resource["format"] != "csv":
            continue
        schema = resource["schema"]
        targets = {
            key["fields"]: key["reference"]["resource"] or resource["name"] for key in schema["foreignKeys"]
        }
        lines += [f"## {resource['name']}", "", resource["description"], ""]
        lines += ["| column | type | meaning |", "|---|---|---|"]
        for field in schema["fields"]:
            meaning = field["description"].replace("|", "\\|")
            lines.append(f"| `{field['name']}` | {_type_words(field, targets)} | {meaning} |")
        lines.append("")
    return "\n".join(lines)


def _csv() -> Descriptor:
    """Say how the CSV files are written."""
    dialect = {"delimiter": ",", "lineTerminator": "\n", "header": True}
    return {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "dialect": dialect}


def _parquet() -> Descriptor:
    """Say what the Parquet files are."""
    return {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}


def _schema(table: str, schema: type[Table]) -> Descriptor:
    """Give the Table Schema of one table: columns, keys, and where names of other rows lead."""
    columns = list(schema.to_schema().columns.values())
    unique = [str(column.name) for column in columns if column.unique]
    keys: Sequence[str] = unique[:1] or read_shipped("dictionary.toml")["keys"].get(table, [])
    return {
        "fields": [_field(table, column, keys) for column in columns],
        "missingValues": [""],
        "primaryKey": list(keys),
        "foreignKeys": [key for column in columns for key in _reference(table, str(column.name))],
    }


def _field(table: str, column: Any, keys: Sequence[str]) -> Descriptor:
    """Describe a column."""
    words = read_shipped("dictionary.toml")
    meaning = words.get(table, {}).get(column.name) or words["columns"][column.name]
    rules: Descriptor = {"unique": True} if column.unique else {}
    kind = TYPES.get(str(column.dtype), "string")
    if column.name in keys or (kind != "string" and not column.nullable):
        rules["required"] = True
    for check in column.checks:
        if check.name in LIMITS:
            limit, key = LIMITS[check.name]
            rules[limit] = check.statistics[key]
        elif check.name == "isin":
            rules["enum"] = [value for value in check.statistics["allowed_values"] if value != ""]
    return {"name": column.name, "type": kind, "description": meaning, "constraints": rules}


def _reference(table: str, column: str) -> list[Descriptor]:
    """Say which table has the rows that a column names; none for a table's own key."""
    known = read_shipped("dictionary.toml")["references"]
    target = known.get(f"{table}.{column}") or known.get(column, "")
    other, _, field = target.partition(".")
    if not target or (other, field) == (table, column):
        return []
    return [{"fields": column, "reference": {"resource": "" if other == table else other, "fields": field}}]


def _type_words(field: Descriptor, targets: Mapping[str, str]) -> str:
    """Say the type of a column in a word or its choices."""
    if field["name"] in targets:
        return f"→ {targets[field['name']]}"
    choices = field["constraints"].get("enum")
    return " \\| ".join(map(str, choices)) if choices else str(field["type"])
