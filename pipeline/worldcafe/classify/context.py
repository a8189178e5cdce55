"""What the surroundings of a note say about its kind: the question that governs it, its label."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from worldcafe.classify.lexicon import Rules

LABEL = re.compile(r"^\W*(?P<label>[A-Za-z][\w&.]*(?: [\w&]+){0,1})\s*(?::|–|—| -)\s+(?=\S)")
MARK = re.compile(r"(?:=|->|\()\s*(?P<label>[A-Za-z]+)\s*\)?\s*$")


@dataclass(frozen=True)
class Surroundings:
    """What a note stands under; kinds are "" where the surroundings do not say.

    `asked` by its question, `label` by its own label; `body` is its text without that label.
    """

    asked: str
    label: str
    label_words: str
    question: str
    body: str


def read_surroundings(segments: pd.DataFrame, lexicon: Rules) -> dict[str, Surroundings]:
    """Give the surroundings of every note and claim, by segment id."""
    records: list[dict[str, Any]] = segments.to_dict("records")  # type: ignore[assignment]
    known = {record["segment_id"]: record for record in records}
    found = {}
    for record in records:
        if record["role"] in {"note", "summary"}:
            question = _asking(known.get(record["parent_id"])) or record["question"]
            found[record["segment_id"]] = _surround(record, question, lexicon)
    return found


def _asking(parent: dict[str, Any] | None) -> str:
    """Give the text of a parent that asks something, "" where it does not."""
    if parent is None or not (parent["role"] == "prompt" or parent["text"].rstrip().endswith("?")):
        return ""
    return str(parent["text"])


def _surround(record: dict[str, Any], question: str, lexicon: Rules) -> Surroundings:
    """Put together what one note stands under."""
    label, words, body = _label(record["clean_text"] or record["text"], lexicon)
    return Surroundings(
        asked=lexicon.asked(question),
        label=label,
        label_words=words,
        question=question,
        body=body,
    )


def _label(text: str, lexicon: Rules) -> tuple[str, str, str]:
    """Give the kind that a label at either end of a note names, the label, and the text without it."""
    for pattern, cut in ((LABEL, True), (MARK, False)):
        match = pattern.search(text)
        named = lexicon.asked(match["label"]) if match else ""
        if match and named:
            return named, match["label"], text[match.end() :] if cut else text
    return "", "", text
