"""Settings with what lies beside a source or a run, or was named with a command."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from worldcafe.settings import CorrectSettings, DatabaseSettings, RegisterSettings, Settings

CORRECTIONS = ("corrections.toml", "themes.toml")  # the second is what earlier versions called it
DECISIONS = ("decisions.xlsx", "decisions.csv", "decisions.toml", "decisions")  # the last is a folder


def with_decisions(settings: Settings, out: Path, sources: Sequence[Path] = ()) -> Settings:
    """Give the settings with the register of before, unless they name one.

    That is the run at `out`, which the new one replaces; of a first run, what lies beside the first source:
    decisions.xlsx, .csv, .toml, or a folder `decisions` with the files of several members.
    """
    if settings.register.decisions != "auto":
        return settings
    before = [out] if (out / "tables" / "suggestions.csv").is_file() else []
    for first in sources[:1]:
        beside = (first.absolute().parent / name for name in DECISIONS)
        before += [path for path in beside if path.exists()]
    return dataclasses.replace(settings, register=RegisterSettings(str(before[0]) if before else ""))


def with_report(settings: Settings, report: Sequence[Path]) -> Settings:
    """Give the settings with the files that are the report, when they are named apart from the notes."""
    named = tuple(map(str, report)) or settings.read.report
    return dataclasses.replace(settings, read=dataclasses.replace(settings.read, report=named))


def with_database(settings: Settings, address: str, query: str) -> Settings:
    """Give the settings with the database and the query that were named beside them."""
    before = settings.database
    named = DatabaseSettings(address or before.address, query or before.query)
    return dataclasses.replace(settings, database=named)


def with_corrections(settings: Settings, sources: Sequence[Path]) -> Settings:
    """Give the settings with the file of corrections beside the first source, unless they name one."""
    if settings.correct.file != "auto" or not sources:
        return settings
    first = sources[0]
    folder = first if first.is_dir() else first.parent
    file = next((str(folder / name) for name in CORRECTIONS if (folder / name).is_file()), "")
    return dataclasses.replace(settings, correct=CorrectSettings(file))


def with_model(settings: Settings, address: str, model: str) -> Settings:
    """Give the settings with the language model that was named beside them."""
    named = dataclasses.replace(
        settings.llm, address=address or settings.llm.address, model=model or settings.llm.model
    )
    return dataclasses.replace(settings, llm=named)
