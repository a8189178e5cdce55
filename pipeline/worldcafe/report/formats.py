"""The formats of a report by the names that `--format` knows, and the file or folder that each becomes."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable

from worldcafe.errors import InputError

FORMATS = {
    "html": "report.html",
    "docx": "report.docx",
    "pdf": "report.pdf",
    "xlsx": "register.xlsx",
    "qdpx": "project.qdpx",
    "charts": "charts",
}
DEFAULT_FORMATS = tuple(name for name in FORMATS if name != "pdf")
NEEDS = {"pdf": "typst"}  # packages that only one format needs and that the default install leaves out


def read_formats(named: str | Iterable[str]) -> tuple[str, ...]:
    """Give the names of formats, each once; "html,pdf" is two.

    Raises:
        InputError: none is named, or one that is not known.
    """
    parts = named.split(",") if isinstance(named, str) else named
    names = tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        wrong = f"no format {', '.join(unknown)}" if unknown else "no format named"
        raise InputError(f"{wrong}; known: {', '.join(FORMATS)}")
    return names


def require_formats(names: Iterable[str]) -> None:
    """Make sure, before any work is done, that these formats can be written.

    Raises:
        InputError: a package that one of them needs is not installed.
    """
    for name in names:
        package = NEEDS.get(name)
        if package and importlib.util.find_spec(package) is None:
            raise InputError(
                f"the format {name} needs one more package: pip install {package}, or leave it out."
            )
