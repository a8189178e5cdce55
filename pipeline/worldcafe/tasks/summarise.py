"""A run becomes a first draft of the summary, as Markdown and Word, for a committee to edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.errors import InputError
from worldcafe.files.store import write_new
from worldcafe.llm.fluent import make_fluent
from worldcafe.report.first_draft import as_markdown, as_paper, draft_topics
from worldcafe.report.view import build_view
from worldcafe.report.word import write_word

if TYPE_CHECKING:
    from worldcafe.found import Analysis
    from worldcafe.llm import Asker
    from worldcafe.report.first_draft import DraftTopic
    from worldcafe.report.model import ReportView


def write_draft(analysis: Analysis, path: Path, asker: Asker | None = None) -> list[Path]:
    """Write the draft to `path` (Markdown) and beside it as .docx; give both paths.

    `asker` has a language model join the sentences of a bullet; what it says beside its notes is not used.

    Raises:
        InputError: one of them exists (somebody may have edited it) or cannot be written, or no note says
            anything that a summary could give.
    """
    paper = path.with_suffix(".docx")
    if paper.exists():
        raise InputError(f"{paper}: this file exists; move it, or name another draft (--out).")
    view = build_view(analysis)
    topics = compose_draft(view, asker)
    write_new(as_markdown(view.title, topics), path)
    write_word(as_paper(view.title, topics), paper)
    return [path, paper]


def compose_draft(view: ReportView, asker: Asker | None = None) -> tuple[DraftTopic, ...]:
    """Give the topics of a draft, as `write_draft` writes them."""
    topics = draft_topics(view)
    if not topics:
        raise InputError("no note suggests, values or deplores anything, so there is nothing to draft.")
    return topics if asker is None else make_fluent(topics, asker)
