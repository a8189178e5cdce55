"""Settings with what lies beside a source or a run, or was named with a command."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from worldcafe.errors import InputError
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
    """Give the settings with the database and the query that were named beside them.

    Raises:
        InputError: there is a query, and no database.
    """
    before = settings.database
    named = DatabaseSettings(address or before.address, query or before.query)
    if named.query and not named.address:
        raise InputError("--query says which rows of a database are read; name it with --database.")
    return dataclasses.replace(settings, database=named)


def with_corrections(settings: Settings, sources: Sequence[Path]) -> Settings:
    """Give the settings with the file of corrections of the first source, unless they name one.

    It lies in the folder of notes or next to it; next to a file or an archive.
    """
    if settings.correct.file != "auto" or not sources:
        return settings
    file = next((str(path) for path in _corrections_of(sources[0])), "")
    return dataclasses.replace(settings, correct=CorrectSettings(file))


def tell_unread(settings: Settings, given: Settings, sources: Sequence[Path]) -> list[str]:
    """Give a sentence for each file of corrections that somebody may think is read, and is not.

    Args:
        settings: as they were before `with_corrections`, which gave `given`.
        given: with the file that is read, if there is one.
        sources: what is analysed.
    """
    if settings.correct.file != "auto" or not sources:
        return []
    read = Path(given.correct.file) if given.correct.file else None
    found = [*_corrections_of(sources[0]), *_corrections_in(Path())]
    unread = {path.resolve(): path for path in found if not (read and path.samefile(read))}
    folder = sources[0] if sources[0].is_dir() else sources[0].parent
    why = f"{read} is" if read else f"put it beside the notes, as {folder / CORRECTIONS[0]}"
    return [f"{path} is not read; {why}." for path in unread.values()]


def _corrections_of(source: Path) -> list[Path]:
    """Give the files of corrections in a folder of notes, then those next to a source."""
    return [*_corrections_in(source), *_corrections_in(source.parent)]


def _corrections_in(folder: Path) -> list[Path]:
    return [folder / name for name in CORRECTIONS if (folder / name).is_file()]


def with_model(settings: Settings, address: str, model: str) -> Settings:
    """Give the settings with the language model that was named beside them."""
    named = dataclasses.replace(
        settings.llm, address=address or settings.llm.address, model=model or settings.llm.model
    )
    return dataclasses.replace(settings, llm=named)
