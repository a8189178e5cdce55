"""A run becomes a first draft of the summary, as Markdown and Word, for a committee to edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.errors import InputError
from worldcafe.report.first_draft import as_markdown, as_paper, draft_topics
from worldcafe.report.view import build_view
from worldcafe.report.word import write_word
from worldcafe.store import write_new

if TYPE_CHECKING:
    from worldcafe.found import Analysis


def write_draft(analysis: Analysis, path: Path) -> list[Path]:
    """Write the draft to `path` (Markdown) and beside it as .docx; give both paths.

    Raises:
        InputError: one of them exists (somebody may have edited it) or cannot be written, or no note says
            anything that a summary could give.
    """
    paper = path.with_suffix(".docx")
    if paper.exists():
        raise InputError(f"{paper}: this file exists; move it, or name another draft (--out).")
    view = build_view(analysis)
    topics = draft_topics(view)
    if not topics:
        raise InputError("no note suggests, values or deplores anything, so there is nothing to draft.")
    write_new(as_markdown(view.title, topics), path)
    write_word(as_paper(view.title, topics), paper)
    return [path, paper]
