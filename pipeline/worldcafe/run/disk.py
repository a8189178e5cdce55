"""A run as a folder: `tables/` as CSV and Parquet, `sources.json`, `model/`, and `run.json`, written last.

What is read back is what was written, byte for byte: the hashes in `tables/datapackage.json` and `run.json`
say so. Identities that were removed are in none of it.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from worldcafe.conserve import list_aside
from worldcafe.engine.progress import StageRecord
from worldcafe.errors import InputError
from worldcafe.files.store import RECORD, TOOL, write_package, write_record, write_tables
from worldcafe.found import TABLES, Analysis, count_findings
from worldcafe.run.record import Record
from worldcafe.settings import Settings, make_settings
from worldcafe.source import Source

if TYPE_CHECKING:
    import pandas as pd

LAYOUT = 5  # 1 had no `sources.json`, 2 no languages, 3 no reasons of decisions, 4 no agendas
SOURCES = "sources.json"
PACKAGE = "datapackage.json"
LATER = "install a newer version"
EARLIER = "run it again on the same notes into the same folder, where decisions are kept"


def write_found(analysis: Analysis, folder: Path) -> None:
    """Write tables and masked sources into a folder that is there."""
    from worldcafe.run.describe import WRITTEN, describe_tables, explain_columns  # noqa: PLC0415 - slow

    write_tables({name: getattr(analysis, name) for name in WRITTEN}, folder / "tables")
    descriptor = describe_tables(WRITTEN, analysis.title)
    write_package(descriptor, explain_columns(descriptor), folder / "tables")
    (folder / SOURCES).write_bytes(_packed(analysis.sources))


def finish_run(analysis: Analysis, record: Record, folder: Path) -> None:
    """Write `run.json`, which says what ran and makes the folder a run."""
    told = {
        "layout": LAYOUT,
        "version": analysis.version,
        "title": analysis.title,
        "python": record.python,
        "packages": dict(record.packages),
        "sources": [{"name": source.name, "sha256": source.digest} for source in analysis.sources],
        "texts": hashlib.sha256(_packed(analysis.sources)).hexdigest(),
        "settings": asdict(analysis.settings),
        "removed": dict(analysis.removed),
        "counts": count_findings(analysis),
        "set aside": [entry._asdict() for entry in list_aside(analysis.sources, analysis.segments)],
        "measures": dict(zip(analysis.measures["name"], analysis.measures["value"], strict=True)),
        "stages": [asdict(stage) for stage in record.stages],
        "not written": list(record.not_written),
        "of an older run": list(record.older),
        "quotes left out": record.left_out,
    }
    if analysis.to_compare:  # only where a language model was asked
        told["to compare"] = {claim: list(notes) for claim, notes in analysis.to_compare.items()}
    write_record(told, folder)


def read_run(folder: Path) -> tuple[Analysis, Record]:
    """Give what a run found and how it was made.

    Raises:
        InputError: there is no run here, one of another layout, or one that was changed since it was written.
    """
    told = _read_record(folder)
    tables = dict(_read_tables(folder))
    try:
        analysis = Analysis(
            version=str(told["version"]),
            title=str(told["title"]),
            sources=_read_sources(folder / SOURCES, str(told["texts"])),
            settings=make_settings(_known(told["settings"], Settings()), str(folder / RECORD)),
            removed={str(kind): int(number) for kind, number in told["removed"].items()},
            to_compare={claim: tuple(notes) for claim, notes in told.get("to compare", {}).items()},
            **tables,
        )
        stages = tuple(StageRecord(**stage) for stage in told["stages"])
        failed = tuple(map(str, told["not written"]))
        left_out = int(told["quotes left out"])
        record = Record(str(told["python"]), dict(told["packages"]), stages, failed, left_out)
    except InputError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        _refuse(folder / RECORD, f"it lacks what a run says of itself: {error}")
    return analysis, record


def _known(given: dict[str, Any], settings: Any) -> dict[str, Any]:
    """Give what this version knows of the settings that another one wrote beside its run.

    What no setting of this version stands for cannot change how the run is shown.
    """
    names = {entry.name for entry in fields(settings)}
    return {
        key: _known(value, getattr(settings, key)) if is_dataclass(getattr(settings, key)) else value
        for key, value in given.items()
        if key in names
    }


def _read_record(folder: Path) -> dict[str, Any]:
    """Give what `run.json` says, if it is of a run that can be opened."""
    path = folder / RECORD
    if not path.is_file():
        raise InputError(f"{folder}: no run here; name the folder that `worldcafe run` wrote.")
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        _refuse(path, "it cannot be read")
    if not isinstance(told, dict) or told.get("tool") != TOOL:
        raise InputError(f"{folder}: no run of {TOOL}; name the folder that `worldcafe run` wrote.")
    if told.get("layout") != LAYOUT:
        newer = isinstance(told.get("layout"), int) and told["layout"] > LAYOUT
        made, remedy = ("a later", LATER) if newer else ("an earlier", EARLIER)
        raise InputError(
            f"{folder}: {made} build of {TOOL} made this run, and this one cannot open it; {remedy}."
        )
    return told


def _read_tables(folder: Path) -> list[tuple[str, Any]]:
    """Give each table with its name."""
    path = folder / "tables" / PACKAGE
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))["resources"]
        hashes = {entry["path"]: entry["hash"].removeprefix("sha256:") for entry in listed}
    except (OSError, AttributeError, KeyError, TypeError, ValueError):
        _refuse(path, "it is missing or cannot be read")
    files = {name: folder / "tables" / f"{name}.parquet" for name in TABLES}
    return [(name, _read_table(file, str(hashes.get(file.name)))) for name, file in files.items()]


def _read_table(path: Path, digest: str) -> pd.DataFrame:
    """Give a table as it was written."""
    import pandas as pd  # noqa: PLC0415 - half a second that --help must not pay

    return pd.read_parquet(io.BytesIO(_unchanged(path, digest)))


def _read_sources(path: Path, digest: str) -> tuple[Source, ...]:
    """Give the masked sources as they were written."""
    return tuple(
        Source(
            name=entry["name"],
            text=entry["text"],
            digest=entry["sha256"],
            anchors=tuple((start, anchor) for start, anchor in entry["anchors"]),
            set_aside=tuple(entry["set_aside"]),
        )
        for entry in json.loads(_unchanged(path, digest))
    )


def _packed(sources: tuple[Source, ...]) -> bytes:
    """Give sources as JSON; what is known of their stretches has gone into the tables."""
    told = [
        {
            "name": source.name,
            "sha256": source.digest,
            "anchors": source.anchors,
            "set_aside": source.set_aside,
            "text": source.text,
        }
        for source in sources
    ]
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")


def _unchanged(path: Path, digest: str) -> bytes:
    """Give the bytes of a file, if they are those that were written."""
    try:
        data = path.read_bytes()
    except OSError as error:
        _refuse(path, error.strerror or "it cannot be read")
    if hashlib.sha256(data).hexdigest() != digest:
        _refuse(path, "it was changed since the run was made")
    return data


def _refuse(path: Path, why: str) -> NoReturn:
    """Say what is wrong with a file of a run."""
    raise InputError(f"{path}: this run is damaged ({why}); make it again with `worldcafe run`.")
