"""The committee's report on paper, written in sentences from the view: Word and PDF only place it.

blocks        what a paper consists of
part_checked  what the summaries miss, claims in doubt, topic by topic
part_close    suggestions to decide on, how it was made
part_said     six answers, what recurs, what one table said, what changed between cafes
"""

from __future__ import annotations

import dataclasses
from itertools import chain
from typing import TYPE_CHECKING

from worldcafe.language.wording import say, speaking
from worldcafe.report.paper.blocks import Block, Heading, Paper, visible
from worldcafe.report.paper.part_checked import claims, missed, topics
from worldcafe.report.paper.part_close import made, suggestions
from worldcafe.report.paper.part_said import alone, answers, changed, recurring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worldcafe.report.model import ReportView

PARTS = (answers, recurring, missed, claims, topics, suggestions, alone, changed, made)


def compose_paper(view: ReportView) -> Paper:
    """Give the paper; parts that this run has nothing for are left out, the others numbered."""
    with speaking(view.made.language):
        subtitle = say("What was said at the tables, and what became of it")
        blocks = tuple(_numbered(chain.from_iterable(part(view) for part in PARTS)))
        return Paper(visible(view.title), subtitle, blocks, has_contents=True, language=view.made.language)


def _numbered(blocks: Iterator[Block]) -> Iterator[Block]:
    """Number the headings of the first level, so that print can be spoken about."""
    number = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            number += 1
            yield dataclasses.replace(block, text=f"{number}. {block.text}")
        else:
            yield block
