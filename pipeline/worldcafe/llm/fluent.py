"""The draft summary in flowing sentences: each is held against the sentences that it was made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from worldcafe.llm.grounded import ungrounded

if TYPE_CHECKING:
    from worldcafe.llm.ask import Asker
    from worldcafe.report.first_draft import Bullet, DraftTopic


def make_fluent(topics: Sequence[DraftTopic], asker: Asker) -> tuple[DraftTopic, ...]:
    """Give the topics of a draft with their bullets as the model joins them, where what it wrote holds."""
    return tuple(
        replace(topic, bullets=tuple(_joined(bullet, asker) for bullet in topic.bullets)) for topic in topics
    )


def _joined(bullet: Bullet, asker: Asker) -> Bullet:
    """Give a bullet in one flowing sentence or two, or as it was."""
    if len(bullet.sentences) == 1:
        return bullet
    answer = asker.say("fluent", {"sentences": list(bullet.sentences)})
    if answer is None:
        return bullet
    text = " ".join(answer.split())
    wrong = ungrounded(text, bullet.sentences)
    if wrong:
        asker.drop(wrong)
        return bullet
    return replace(bullet, sentences=(text,), worded_by=asker.model)
