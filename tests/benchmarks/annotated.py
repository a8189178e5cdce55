"""Annotated corpora beside the repository: their sources, their links, and where their units lie in a run.

Not a benchmark: what several of them read. Units are laid over the run's own text by the program that scores
runs, `score/score.py` beside the corpora.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

SHARED = Path(__file__).parents[3] / "shared"
REPORT = SHARED / "report" / "outcome-report.txt"
LEARNED_FROM = [SHARED / "gold", Path(__file__).with_name("invented")]  # folders of annotated corpora
APART = 100_000_000  # characters between two sources, once they are laid behind each other
Pairs = set[tuple[str, str]]


@dataclass(frozen=True)
class Annotated:
    """An annotated corpus: its files, its units, and links (claim, note) with their strength, none without a report."""

    name: str
    folder: Path
    paths: list[Path]
    units: pd.DataFrame
    links: dict[tuple[str, str], str]


def corpora_with_reports(*folders: Path) -> Iterator[Annotated]:
    """Give the annotated corpora of folders that have a report, by name; none where a folder is not."""
    return (corpus for folder in folders for corpus in annotated_corpora(folder) if corpus.links)


def by_folder(table: pd.DataFrame, folders: Mapping[str, str]) -> pd.DataFrame:
    """Put behind the columns of a table, corpora, the mean and the lowest of each folder that corpora are in."""
    means = {}
    for folder in dict.fromkeys(folders.values()):
        rows = table[[name for name in table.columns if folders[name] == folder]]
        means |= {f"mean, {folder}": rows.mean(axis=1), f"lowest, {folder}": rows.min(axis=1)}
    return table.assign(**means)


def annotated_corpora(gold: Path) -> Iterator[Annotated]:
    """Give all annotated corpora in the order of their names."""
    for folder in sorted(path.parent for path in gold.glob("*/units.jsonl")):
        source = folder / "source"
        files = [file for file in source.glob("*") if not file.name.startswith(".")]
        paths = (
            files
            if len(files) == 1
            else [source if source.is_dir() else gold.parent / "report" / REPORT.name]
        )
        units = pd.DataFrame(_lines(folder / "units.jsonl"))
        notes = set(units.loc[units["role"] == "note", "id"])
        claims = set(units.loc[units["role"] == "summary", "id"])
        alignment = folder / "alignment.jsonl"
        links = {
            (claim["id"], note["id"]): note["strength"]
            for claim in (_lines(alignment) if alignment.exists() else [])
            for note in claim["supports"]
            if note["id"] in notes and claim["id"] in claims
        }
        yield Annotated(folder.name, folder, paths, units, links)


def _lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def stand_for(corpus: Annotated, segments: pd.DataFrame) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Give for each claim, and for each note, the units that it stands for: a note when half of the shorter is shared."""
    units = corpus.units
    if "source" in units:
        sys.path.insert(0, str(SHARED / "score"))
        from score import realign, sources_of

        units = units.assign(source=units["source"].map(sources_of(units, segments)))
        places = {name: row * APART for row, name in enumerate(dict.fromkeys(units["source"]))}
        segments = segments[segments["source"].isin(places)]
        units = realign(units, segments)
        units, segments = (_behind_each_other(table, places) for table in (units, segments))
    roles = (("summary", 0.0), ("note", 0.5))
    found = [
        _match(segments[segments["role"] == role], units[units["role"] == role], least)
        for role, least in roles
    ]
    return found[0], found[1]


def _behind_each_other(table: pd.DataFrame, places: dict[str, int]) -> pd.DataFrame:
    """Lay sources behind each other; what lies nowhere stays there."""
    moved = table["source"].map(places).where(table["start"] >= 0, 0)
    return table.assign(start=table["start"] + moved, end=table["end"] + moved)


def _match(segments: pd.DataFrame, units: pd.DataFrame, least: float) -> dict[str, list[str]]:
    """Give for each segment the units that it shares text with, at least that share of the shorter."""
    found: dict[str, list[str]] = defaultdict(list)
    for unit in units.itertuples():
        shared = np.minimum(segments["end"], unit.end) - np.maximum(segments["start"], unit.start)
        shorter = np.minimum(segments["end"] - segments["start"], unit.end - unit.start)
        for name in segments.loc[(shared > 0) & (shared >= least * shorter), "segment_id"]:
            found[name].append(unit.id)
    return found
