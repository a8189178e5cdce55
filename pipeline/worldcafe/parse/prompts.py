"""Whose question is it: the facilitator's, which the notes answer, or a participant's among the notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worldcafe.parse.laid_out import LaidOut
    from worldcafe.parse.words import Words

LONGEST = 600  # characters of a prompt
SHORTEST_STATEMENT = 4  # words: "Plenaries?" asks, though not in the form of a question
RE_QUESTION_END = re.compile(r"\?[\s)\]\"'”’»*_]*$")
RE_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s+(?=\S)")
RE_STATEMENT = re.compile(r"[.!]\s+\S")
RE_SENTENCE_GAP = re.compile(r"(?<=[.?!])[\"”’)\]]*\s+")


def find_prompts(document: LaidOut, words: Words) -> list[bool]:
    """Tell for each piece whether it reads as a prompt, from its words and from what comes after it."""
    prompts = [False] * len(document.pieces)
    for index in range(len(document.pieces) - 1, -1, -1):
        text = document.texts[index]
        if len(text) <= LONGEST:
            item = document.pieces[index].is_item
            prompts[index] = (_item_prompts if item else _line_prompts)(document, index, prompts, words)
    return prompts


def question_text(text: str, words: Words) -> str:
    """Give a prompt without its label, number and bold marks."""
    text = text.strip("*_ ")
    label = words.question.match(text) or RE_NUMBERED.match(text)
    return text[label.end() :] if label else text


def is_question(text: str) -> bool:
    """Tell whether a text ends with a question mark."""
    return bool(RE_QUESTION_END.search(text[-12:]))


def _all_questions(text: str) -> bool:
    return is_question(text) and not RE_STATEMENT.search(text)


def _line_prompts(document: LaidOut, index: int, prompts: list[bool], words: Words) -> bool:
    """Tell of a paragraph: labelled, or asking and then answered."""
    text = document.texts[index]
    if words.question.match(text.lstrip("*_ ")):
        return True
    after = document.following(index)
    if after is None or after.level:
        return bool(document.pieces[index].level) and is_question(text)
    if text.rstrip("*_ ").endswith(":"):
        return bool(words.opens.match(text)) or bool(words.elicits.search(text))
    if not _all_questions(text):
        return False
    spoken = document.given[index].get("role") == "note"  # a message: who wrote it may only wonder
    first = words.opens if spoken else words.asks
    asks = bool(first.match(text) or words.elicits.search(text))
    short = len(text.split()) < SHORTEST_STATEMENT and not spoken
    answered = after.is_item and not after.blank
    return asks or short or answered or bool(document.pieces[index].level)


def _item_prompts(document: LaidOut, index: int, prompts: list[bool], words: Words) -> bool:
    """Tell of a bullet: answered below it, or in words that only who leads the conversation uses."""
    text = document.texts[index]
    label = words.question.match(text)
    if label and label["numbered"]:
        return True
    if is_question(text) and words.elicits.search(text) and len(text.split()) <= 25:
        return True
    if not document.has_children(index):
        return False
    if label:
        return True
    asks = is_question(text) or (
        not RE_STATEMENT.search(text)
        and not text.endswith(".")
        and ":" not in text
        and not words.cleft.match(text)
        and bool(words.opens.match(text) or words.inverted.match(text))
    )
    return asks and _answered(document, index)


def _answered(document: LaidOut, index: int) -> bool:
    """Tell whether something nested below is more than another question."""
    for below in range(index + 1, min(index + 40, len(document.pieces))):
        if document.depths[below] <= document.depths[index]:
            return False
        if document.parents[below] == index and not is_question(document.texts[below]):
            return True
    return False
