"""JSON, as programs export messages and cards: a list of records is a table, a row each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from worldcafe.errors import InputError
from worldcafe.read.by_rows import SheetRow
from worldcafe.read.columns import find_columns
from worldcafe.read.decode import decode_document
from worldcafe.read.sheets import render_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worldcafe.read.document import Document, Reading
    from worldcafe.settings import ColumnSettings, ReadSettings

Record = dict[str, str]


def read_records(document: Document, settings: ReadSettings) -> Reading:
    """Read a .json of records, or one of a record a line; anchors count the records.

    Raises:
        InputError: it is no JSON, holds no list of records, or no field of notes is recognised.
    """
    text = decode_document(document, settings.encoding)
    try:
        lists = list(_lists(_parsed(text)))
    except (ValueError, RecursionError):
        raise InputError(
            f"{document.where}: this is not JSON, though its name ends in {document.suffix}; export it again."
        ) from None
    if not lists:
        raise InputError(f"{document.where}: no list of messages or notes is in it; export them as .csv.")
    return render_sheets(document, [("", _rows(_with_notes(lists, settings.columns)))], settings.columns)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]


def _lists(told: Any) -> Iterator[list[Record]]:
    """Give the lists of records at the top or below a name there, each record flat."""
    for found in [told, *told.values()] if isinstance(told, dict) else [told]:
        if isinstance(found, list) and found and all(isinstance(entry, dict) for entry in found):
            yield [dict(_flat(entry, "")) for entry in found]


def _flat(value: dict[str, Any], above: str) -> Iterator[tuple[str, str]]:
    """Give each field with its text; those inside another field bring its name along."""
    for name, told in value.items():
        label = f"{above}{name}"
        if isinstance(told, dict):
            yield from _flat(told, f"{label} ")
        elif isinstance(told, list) and any(isinstance(part, dict) for part in told):
            continue  # reactions, files: nothing that somebody said
        elif told is not None:
            yield label, "\n".join(map(str, told)) if isinstance(told, list) else str(told)


def _with_notes(lists: list[list[Record]], columns: ColumnSettings) -> list[Record]:
    """Give the longest list that has a field of notes, or else the longest."""
    return max(lists, key=lambda records: (find_columns(_names(records), columns) is not None, len(records)))


def _names(records: list[Record]) -> list[str]:
    """Give the fields in the order in which they come, those aside that say the same in every record."""
    names = dict.fromkeys(name for record in records for name in record)
    alike = {name for name in names if len({record.get(name, "") for record in records}) == 1}
    return [name for name in names if len(records) == 1 or name not in alike]


def _rows(records: list[Record]) -> Iterator[SheetRow]:
    names = _names(records)
    if len(names) > 1:  # one field alone is what was said
        yield SheetRow("names of the fields", tuple(names))
    for number, record in enumerate(records, start=1):
        if any(record.get(name, "").strip() for name in names):
            yield SheetRow(f"record {number}", tuple(record.get(name, "") for name in names))
