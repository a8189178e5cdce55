"""The register as a committee writes it down: the workbook, `suggestions.csv`, or TOML, read and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from worldcafe.errors import InputError
from worldcafe.files.cells import rearm
from worldcafe.files.given import parse_given, read_given, require_file
from worldcafe.tables import REMITS, SCOPES, STATES, TRIAGE

if TYPE_CHECKING:
    import pandas as pd

# Words of earlier versions of the workbook, with what they are now.
FORMER = {
    "open": "",
    "planned": "taken up",
    "declined": "not taken up",
    "none": "nobody",
}
ALLOWED = {"remit": REMITS, "scope": SCOPES, "status": STATES}
HEADINGS = {"suggestion": "text", "no": "number", "notes": "note_ids"}
WORKBOOK, TABLE = "register.xlsx", "tables/suggestions.csv"  # in the folder of a run
WEIGHED = tuple(name for name in TRIAGE if name not in ("by", "on"))  # on which members can disagree
TOLD = 12  # cells that are told where members decided differently
MIDNIGHT = " 00:00:00"  # which spreadsheets add to a day
FIRST_ROWS = 20  # of a sheet, among which the row of headings is looked for

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Entry:
    """A suggestion of an earlier register: its number (0: none yet), its words, what was decided.

    `said` are the wordings of its notes, () where the file does not have them. `where` tells a reader the
    row ("register.xlsx, Suggestions, row 12").
    """

    number: int
    text: str
    said: tuple[str, ...] = ()
    triage: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(TRIAGE, ""))
    same_as: int = 0
    where: str = ""


def read_register(path: Path) -> tuple[Entry, ...]:
    """Give the entries of a register in the order of the file, numbers minted for those without.

    Of a run folder it is the register of that run, with what was written into its workbook since; of any
    other folder, the registers in it (see `read_several`).

    What a person wrote under "same as" is obeyed: the decision goes to the entry with that number.

    Raises:
        InputError: the file cannot be read, has no column that tells suggestions apart, or holds a value
            that is none of those allowed; with the row.
    """
    if path.is_dir():
        return _read_run(path) if (path / TABLE).is_file() else read_several(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(
            f"{path}: decisions are read from .csv, .xlsx or .toml files; save it as one of these."
        )
    try:
        require_file(path)
        rows = list(reader(path))
    except OSError as error:
        raise InputError(f"{path}: the decisions file cannot be read ({error.strerror}).") from error
    except (ValueError, KeyError) as error:
        raise InputError(f"{path}: this is not a {path.suffix[1:]} file with decisions ({error}).") from error
    return entries_of(rows, path.name)


def _read_run(run: Path) -> tuple[Entry, ...]:
    """Give the register of a run: the words of its table, the decisions of its workbook where it has one."""
    listed = read_register(run / TABLE)
    if not (run / WORKBOOK).is_file():
        return listed
    decided = {entry.number: entry.triage for entry in read_register(run / WORKBOOK)}
    return tuple(replace(entry, triage=decided.get(entry.number, entry.triage)) for entry in listed)


def read_several(folder: Path) -> tuple[Entry, ...]:
    """Give one register of the files of several members: what one of them wrote stands beside the others'.

    Raises:
        InputError: the folder holds no register, or two members wrote different values into one cell; all
            such cells are listed.
    """
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in READERS)
    files = [path for path in files if not path.name.startswith(("~$", "."))]
    if not files:
        raise InputError(f"{folder}: neither a run nor a folder of registers (.xlsx, .csv, .toml).")
    merged: dict[int, Entry] = {}
    conflicts = []
    for entry in (entry for path in files for entry in read_register(path)):
        known = merged.setdefault(entry.number, entry)
        apart = [name for name in WEIGHED if _differ(known.triage[name], entry.triage[name])]
        conflicts += [
            f'{entry.where}, {name}: "{entry.triage[name]}" here and "{known.triage[name]}" in {known.where}'
            for name in apart
        ]
        triage = {name: known.triage[name] or entry.triage[name] for name in TRIAGE}
        merged[entry.number] = replace(known, triage=triage)
    if conflicts:
        more = f"\nand {len(conflicts) - TOLD} more" if len(conflicts) > TOLD else ""
        listed = "\n".join(conflicts[:TOLD])
        raise InputError(
            f"{folder}: members decided differently; let one stand in each cell.\n{listed}{more}"
        )
    return tuple(merged.values())


def _differ(one: str, other: str) -> bool:
    """Tell whether two members wrote different values; an empty cell says nothing."""
    return bool(one and other) and one != other


def entries_of(rows: Sequence[tuple[str, Cells]], name: str) -> tuple[Entry, ...]:
    """Give the entries of rows, each with where it stands; columns by their names, however written.

    Raises:
        InputError: as `read_register`.
    """
    tidy = [(f"{name}, {where}" if where else name, _tidy(cells)) for where, cells in rows]
    entries = [_entry(cells, where) for where, cells in tidy if cells.get("text") or cells.get("said")]
    if not entries:
        raise InputError(f"{name}: no column text or said; start from suggestions.csv of a run.")
    return _joined(_numbered(entries))


def _tidy(cells: Mapping[str, Any]) -> dict[str, str]:
    """Give the cells under the names of columns, as text."""
    named = {
        _key(key): "\n".join(value) if isinstance(value, list) else str(value) for key, value in cells.items()
    }
    return {key: value.strip() for key, value in named.items()}


def _key(heading: object) -> str:
    """Give the name of a column, however it was written ("Report back" -> "report_back")."""
    key = re.sub(r"\W+", "_", str(heading).strip().lower()).strip("_")
    return HEADINGS.get(key, key)


def _entry(cells: Mapping[str, str], where: str) -> Entry:
    """Read and check one row."""
    said = tuple(line.strip() for line in cells.get("said", "").split("\n") if line.strip())
    return Entry(
        number=_number(cells.get("number", ""), "No", where),
        text=cells.get("text", "") or said[0],
        said=said,
        triage={
            column: _checked(column, cells.get(column, ""), _cell(cells, column, where)) for column in TRIAGE
        },
        same_as=_number(cells.get("same_as", ""), "same as", where),
        where=where,
    )


def _cell(cells: Mapping[str, str], column: str, where: str) -> str:
    """Tell a reader a cell: the row, the column and, in a workbook, its address."""
    row = where.rpartition(" ")[2]
    if ".xlsx" not in where or column not in cells:
        return f"{where}, {column}"
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - slow to import

    return f"{where}, {column} (cell {get_column_letter(list(cells).index(column) + 1)}{row})"


def _number(text: str, column: str, where: str) -> int:
    """Read the public number of a suggestion; 0 for none."""
    digits = text.lower().removeprefix("no").strip(" .").removesuffix(".0")
    if not digits:
        return 0
    if not digits.isdecimal():
        raise InputError(f'{where}, {column}: "{text}" is no number of a suggestion; write it as in "12".')
    return int(digits)


def _checked(column: str, value: str, where: str) -> str:
    """Give a value of a triage column as it is written everywhere."""
    allowed = ALLOWED.get(column)
    if allowed is None or not value:
        return value.removesuffix(MIDNIGHT)
    wanted = FORMER.get(value.casefold(), value)
    found = next((known for known in allowed if known.casefold() == wanted.casefold()), None)
    if found is None and wanted:
        raise InputError(
            f'{where}: "{value}" is none of {", ".join(allowed)}; choose one, or leave it empty.'
        )
    return found or ""


def _numbered(entries: Sequence[Entry]) -> list[Entry]:
    """Give every entry a number of its own; those that have none get the next ones."""
    seen: dict[int, Entry] = {}
    for entry in entries:
        if entry.number and (other := seen.setdefault(entry.number, entry)) is not entry:
            raise InputError(f"{entry.where}: No {entry.number} stands at {other.where} as well; remove one.")
    newest = max(seen, default=0)
    numbered = []
    for entry in entries:
        newest += not entry.number
        numbered.append(entry if entry.number else replace(entry, number=newest))
    return numbered


def _joined(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Obey "same as": the other entry takes over what was decided."""
    by_number = {entry.number: entry for entry in entries}
    for entry in entries:
        if not entry.same_as or entry.same_as == entry.number:
            continue
        other = by_number.get(entry.same_as)
        if other is None:
            raise InputError(f"{entry.where}, same as: there is no No {entry.same_as} in this file.")
        by_number[other.number] = _taking_over(other, by_number[entry.number])
        by_number[entry.number] = replace(entry, said=(), triage=dict.fromkeys(TRIAGE, ""), same_as=0)
    return tuple(by_number[entry.number] for entry in entries)


def _taking_over(one: Entry, other: Entry) -> Entry:
    """Give an entry with what was decided on the same suggestion under another number."""
    for column in TRIAGE:
        first, second = one.triage[column], other.triage[column]
        if first and second and first != second:
            raise InputError(
                f'{other.where}, {column}: "{second}" here and "{first}" at No {one.number}, which is said '
                "to be the same; let one of the two stand."
            )
    triage = {column: one.triage[column] or other.triage[column] for column in TRIAGE}
    return replace(one, triage=triage)


def _read_csv(path: Path) -> Iterator[tuple[str, Cells]]:
    """Read a table saved by a spreadsheet: comma or semicolon, with or without a byte order mark."""
    import pandas as pd  # noqa: PLC0415 - half a second that --help must not pay

    frame = pd.read_csv(
        path, dtype=str, keep_default_na=False, encoding="utf-8-sig", sep=None, engine="python"
    )
    for number, row in enumerate(frame.to_dict("records"), start=1):
        yield f"row {number}", {str(key): rearm(value) for key, value in row.items()}


def _read_xlsx(path: Path) -> Iterator[tuple[str, Cells]]:
    """Read the first sheet that has a row of headings with the triage columns in it."""
    import pandas as pd  # noqa: PLC0415 - as above

    sheets = pd.read_excel(path, sheet_name=None, header=None, dtype=str, keep_default_na=False)
    for title, sheet in sheets.items():
        at, headings = _headings(sheet)
        if headings:
            below = sheet.iloc[at + 1 :].itertuples(index=False, name=None)
            for number, cells in enumerate(below, start=at + 2):
                yield (
                    f"{title}, row {number}",
                    dict(zip(headings, (rearm(str(cell)) for cell in cells), strict=True)),
                )
            return


def _headings(sheet: pd.DataFrame) -> tuple[int, list[str]]:
    """Give the row of headings of a register and its number; no headings where the sheet is none."""
    for at, cells in enumerate(sheet.head(FIRST_ROWS).itertuples(index=False, name=None)):
        headings = [_key(cell) for cell in cells]
        if {"text", "said"} & set(headings) and set(TRIAGE) & set(headings):
            return at, headings
    return 0, []


def _read_toml(path: Path) -> Iterator[tuple[str, Cells]]:
    """Read `[[decision]]` tables."""
    for number, row in enumerate(parse_given(tomllib.loads, read_given(path))["decision"], start=1):
        if not isinstance(row, dict):
            raise ValueError("write [[decision]] on a line of its own for each")
        yield f"decision {number}", row


READERS: dict[str, Callable[[Path], Iterator[tuple[str, Cells]]]] = {
    ".csv": _read_csv,
    ".xlsx": _read_xlsx,
    ".toml": _read_toml,
}
