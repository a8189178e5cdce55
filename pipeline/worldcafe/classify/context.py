"""What the surroundings of a note say about its kind: the question that governs it, its label."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

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
    columns = ("segment_id", "role", "parent_id", "question", "clean_text", "text")
    rows = list(zip(*(segments[name].tolist() for name in columns), strict=True))
    asking = {name: text for name, role, *_, text in rows if role == "prompt" or text.rstrip().endswith("?")}
    asked_by = lru_cache(maxsize=4096)(lexicon.asked)
    found = {}
    for name, role, parent, question, clean, text in rows:
        if role in {"note", "summary"}:
            governing = asking.get(parent) or question
            label, words, body = _label(clean or text, lexicon)
            found[name] = Surroundings(asked_by(governing), label, words, governing, body)
    return found


def _label(text: str, lexicon: Rules) -> tuple[str, str, str]:
    """Give the kind that a label at either end of a note names, the label, and the text without it."""
    for pattern, cut in ((LABEL, True), (MARK, False)):
        match = pattern.search(text)
        named = lexicon.asked(match["label"]) if match else ""
        if match and named:
            return named, match["label"], text[match.end() :] if cut else text
    return "", "", text
