"""The formats of a report by the names that `--format` knows, and the file that each becomes."""

from __future__ import annotations

FORMATS = {
    "html": "report.html",
    "xlsx": "register.xlsx",
    "qdpx": "project.qdpx",
}
DEFAULT_FORMATS = tuple(name for name in FORMATS if name != "pdf")
