"""A run in a line, and in a few lines of HTML that a notebook shows."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from worldcafe.found import count_findings

if TYPE_CHECKING:
    from worldcafe.found import Analysis

LISTED = 5  # themes
TOLD = ("notes", "themes", "suggestions", "claims")
COLUMNS = {"name": "Theme", "n_places": "Places", "n_notes": "Notes", "status": "In the report"}
STATUS_WORDS = {"covered": "yes", "partial": "partly", "gap": "no", "": "not known"}


def describe_run(analysis: Analysis) -> str:
    """Give the run in a line: Run('Garden café': 8 notes, 2 themes, 5 suggestions, 3 claims)."""
    counts = count_findings(analysis)
    return f"Run({analysis.title!r}: {', '.join(f'{counts[name]} {name}' for name in TOLD)})"


def run_as_html(analysis: Analysis) -> str:
    """Give title, counts and the themes of most places as HTML, every text of a source escaped."""
    counts = count_findings(analysis)
    told = ", ".join(f"{counts[name]} {name}" for name in TOLD)
    first = analysis.themes.head(LISTED)
    rows = "".join(
        f"<tr><td style='text-align:left'>{escape(row['name'])}</td><td>{row['n_places']}</td>"
        f"<td>{row['n_notes']}</td><td>{STATUS_WORDS[row['status']]}</td></tr>"
        for row in first.to_dict("records")
    )
    head = "".join(f"<th>{word}</th>" for word in COLUMNS.values())
    rest = len(analysis.themes) - len(first)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
    more = f"<p>and {rest} more in <code>run.themes</code></p>" if rest else ""
    return f"<div><p><b>{escape(analysis.title)}</b><br>{told}</p>{table}{more}</div>"
