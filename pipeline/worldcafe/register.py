"""The committee's decisions on suggestions, kept from run to run.

A committee fills in the triage columns of `suggestions.csv` or of the workbook, or writes them in TOML.
The file is given back to the next run, and each decision finds its suggestion again by the notes behind
it. A decision whose suggestion is gone is not lost: it stays at the end of the list, marked "gone".
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from worldcafe.errors import InputError
from worldcafe.tables import Suggestions

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.settings import RegisterSettings

TRIAGE = ("remit", "scope", "who", "status", "report_back")
GONE = "gone"
SAME_NOTES = 0.5  # share of notes in common from which on two suggestions are the same one
SAME_WORDS = 0.2  # and of words: note ids are given anew when a source changes, so ids alone can mislead
Decision = dict[str, str]


def apply_decisions(
    suggestions: DataFrame[Suggestions], settings: RegisterSettings
) -> DataFrame[Suggestions]:
    """Give the suggestions with the triage columns of the decisions file filled in.

    Where groups were merged since, their decisions stand side by side ("council / committee"). Decisions
    that fit no suggestion any more come last, with the trend "gone" and no notes.

    Raises:
        InputError: the decisions file cannot be read, or lacks the columns that say what was decided.
    """
    rows: list[dict[str, Any]] = suggestions.to_dict("records")  # type: ignore[assignment]
    gone: list[dict[str, Any]] = []
    for decision in read_decisions(Path(settings.decisions)) if settings.decisions else []:
        row = _find(decision, rows)
        if row is None:
            gone.append(_without_notes(decision, f"{GONE}-{len(gone) + 1}"))
        else:
            row |= {column: _join(row[column], decision[column]) for column in TRIAGE}
    columns = list(Suggestions.to_schema().columns)
    return Suggestions.validate(pd.DataFrame([*rows, *gone], columns=columns))


def read_decisions(path: Path) -> list[Decision]:
    """Give the rows of a decisions file in which something was decided, as text, columns by their names.

    Raises:
        InputError: see `apply_decisions`.
    """
    readers = {".csv": _read_csv, ".xlsx": _read_xlsx, ".toml": _read_toml}
    if path.suffix.lower() not in readers:
        raise InputError(
            f"{path}: decisions are read from .csv, .xlsx or .toml files; save it as one of these."
        )
    try:
        rows = [_tidy(row) for row in readers[path.suffix.lower()](path)]
    except OSError as error:
        raise InputError(f"{path}: the decisions file cannot be read ({error.strerror}).") from error
    except (ValueError, KeyError) as error:
        raise InputError(f"{path}: this is not a {path.suffix[1:]} file with decisions ({error}).") from error
    if not any(row["note_ids"] or row["text"] for row in rows):
        raise InputError(f"{path}: no column note_ids or text; start from suggestions.csv of a run.")
    return [row for row in rows if any(row[column] for column in TRIAGE)]


def _read_csv(path: Path) -> list[dict[str, Any]]:
    """Read a table saved by a spreadsheet: comma or semicolon, with or without a byte order mark."""
    frame = pd.read_csv(
        path, dtype=str, keep_default_na=False, encoding="utf-8-sig", sep=None, engine="python"
    )
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _read_xlsx(path: Path) -> list[dict[str, Any]]:
    """Read the first sheet that has a row of headings with the triage columns in it."""
    for sheet in pd.read_excel(path, sheet_name=None, header=None, dtype=str, keep_default_na=False).values():
        for i, cells in enumerate(sheet.head(20).itertuples(index=False, name=None)):
            headings = [_key(cell) for cell in cells]
            if {"note_ids", "text"} & set(headings) and set(TRIAGE) & set(headings):
                below = sheet.iloc[i + 1 :].itertuples(index=False, name=None)
                return [dict(zip(headings, row, strict=True)) for row in below]
    return []


def _read_toml(path: Path) -> list[dict[str, Any]]:
    """Read `[[decision]]` tables."""
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["decision"]
    return rows


def _tidy(row: dict[str, Any]) -> Decision:
    """Give the columns that matter, under their own names, as text."""
    named = {
        _key(key): ";".join(value) if isinstance(value, list) else str(value) for key, value in row.items()
    }
    return {column: named.get(column, "").strip() for column in ("note_ids", "text", *TRIAGE)}


def _key(heading: object) -> str:
    """Give the name of a column, however it was written ("Report back" -> "report_back")."""
    key = re.sub(r"\W+", "_", str(heading).strip().lower()).strip("_")
    return {"suggestion": "text", "notes": "note_ids"}.get(key, key)


def _find(decision: Decision, rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Give the suggestion that a decision is about, None when there is none any more."""
    ranked = sorted(rows, key=lambda row: -_fit(decision, row))
    return ranked[0] if ranked and _fit(decision, ranked[0]) > 0 else None


def _fit(decision: Decision, row: dict[str, Any]) -> float:
    """Say how well a decision fits a suggestion; 0 for not at all."""
    if decision["text"] and decision["text"] == row["text"]:
        return 2.0
    words = _share(_words(decision["text"]), _words(row["text"])) if decision["text"] else 1.0
    notes = _share(_ids(decision["note_ids"]), _ids(row["note_ids"]))
    return notes + words if notes >= SAME_NOTES and words >= SAME_WORDS else 0.0


def _share(one: set[str], other: set[str]) -> float:
    """Give how much of the smaller set is in the larger."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _ids(text: str) -> set[str]:
    return {part.strip() for part in text.split(";") if part.strip()}


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", text.lower()))


def _join(first: str, second: str) -> str:
    """Put two decisions side by side, the same one once."""
    return " / ".join(dict.fromkeys(part for part in (first, second) if part))


def _without_notes(decision: Decision, suggestion_id: str) -> dict[str, Any]:
    """Give the row of a decision whose suggestion is gone."""
    empty = dict.fromkeys(("note_ids", "theme_id", "places", "shared", "in_report", "claim_ids"), "")
    triage = {column: decision[column] for column in TRIAGE}
    counts = {"n_notes": 0, "n_places": 0}
    return {
        "suggestion_id": suggestion_id,
        "text": decision["text"],
        "trend": GONE,
        **empty,
        **counts,
        **triage,
    }
