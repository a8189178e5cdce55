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
