"""Whose question is it: the facilitator's, which the notes answer, or a participant's among the notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from worldcafe.language.words import LETTERS

if TYPE_CHECKING:
    from worldcafe.parse.laid_out import LaidOut
    from worldcafe.parse.words import Words

LONGEST = 600  # characters of a prompt
SHORTEST_STATEMENT = 4  # words: "Plenaries?" asks, though not in the form of a question
FEWEST_QUESTIONS = 2
MOST_LABEL = 6  # words before the colon of a question
NEAR = 40  # pieces that are looked at around one
RE_QUESTION_END = re.compile(r"\?(?:\s*\([^()?]{0,40}\))?[\s)\]\"'”’»*_]*$")
RE_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z])[.)]\s+(?=\S)")
RE_STATEMENT = re.compile(r"[.!]\s+\S")
RE_SENTENCE_GAP = re.compile(r"(?<=[.?!…])[\"”’)\]]*\s+")


def find_prompts(document: LaidOut, words: Words) -> list[bool]:
    """Tell for each piece whether it reads as a prompt, from its words and from what comes after it."""
    prompts = [False] * len(document.pieces)
    form, asked = _form(document), _asked_apart(document, words)
    for index in range(len(document.pieces) - 1, -1, -1):
        text = document.texts[index]
        if len(text) <= LONGEST:
            item = document.pieces[index].is_item
            told = (_item_prompts if item else _line_prompts)(document, index, prompts, words)
            told = told or (item and not asked[index] and _answered_item(document, index, words))
            prompts[index] = told or index in form
    return prompts


def _asked_apart(document: LaidOut, words: Words) -> list[bool]:
    """Tell of each piece whether whoever leads asked above it in a line of its own, since the place began.

    Then a question among the bullets is a participant's, and what hangs below it others' remarks.
    """
    asked, found = False, []
    for piece, text, heading in zip(document.pieces, document.texts, document.headings, strict=True):
        if heading and (heading.is_place or piece.level) and not piece.is_item:
            asked = False
        elif not piece.is_item and piece.apart:
            asked = asked or _all_questions(text) or bool(words.question.match(text.lstrip("*_ ")))
        found.append(asked)
    return found


def _form(document: LaidOut) -> frozenset[int]:
    """Give the questions of a form: numbered, and each answered by a paragraph."""
    found = [
        index
        for index, piece in enumerate(document.pieces)
        if piece.glyph == "1"
        and is_question(document.texts[index])
        and (after := document.following(index)) is not None
        and not (after.is_item or after.level)
    ]
    return frozenset(found if len(found) >= FEWEST_QUESTIONS else ())


def question_text(text: str, words: Words) -> str:
    """Give a prompt without its label, number and bold marks."""
    text = text.strip("*_ ")
    label = words.question.match(text) or RE_NUMBERED.match(text)
    return text[label.end() :] if label else text


def closing_question(text: str, host: str, words: Words) -> int:
    """Give where a message ends by asking all others ("... What are your ideas?"), 0 if it does not.

    Of who leads a conversation, a clause may ask: "The question is, what should we start?".
    """
    if not host or not is_question(text):
        return 0
    begins = max((gap.end() for gap in RE_SENTENCE_GAP.finditer(text)), default=0)
    said = LETTERS.findall(text[begins:].lower())
    asks = bool(words.opens.match(text, begins)) and not words.you.isdisjoint(said)
    if host == "leads" and len(said) >= SHORTEST_STATEMENT:
        asks = asks or any(map(words.opens.match, re.split(r"[,:] ", text[begins:])))
    return begins if asks or words.question.match(text, begins) else 0


def asks_all(text: str, words: Words) -> bool:
    """Tell whether a line says that it is a question and asks it: "The question for the day: who comes?"."""
    label, _, asked = text.strip("*_ ").partition(":")
    tokens = label.lower().split() if not RE_STATEMENT.search(label) else []
    return len(tokens) <= MOST_LABEL and not words.questions.isdisjoint(tokens) and is_question(asked)


def is_bare_label(text: str, words: Words) -> bool:
    """Tell whether a text is a label behind which nothing is asked: "Question:", of a sheet not filled in."""
    label = words.question.match(f"{text} ?")
    return label is not None and label.end() == len(text) + 1


def is_question(text: str) -> bool:
    """Tell whether a text ends with a question mark."""
    return bool(RE_QUESTION_END.search(text[-60:]))


def _asks_somewhere(text: str) -> bool:
    return any(map(is_question, RE_SENTENCE_GAP.split(text)))


def _all_questions(text: str) -> bool:
    number = RE_NUMBERED.match(text)
    return is_question(text) and not RE_STATEMENT.search(text, number.end() if number else 0)


def _line_prompts(document: LaidOut, index: int, prompts: list[bool], words: Words) -> bool:
    """Tell of a paragraph: labelled, or asking and then answered."""
    text = document.texts[index]
    if words.question.match(text.lstrip("*_ ")) or _asks_at_head(document, index) or asks_all(text, words):
        return True
    after = document.following(index)
    if after is None or after.level:
        return bool(document.pieces[index].level) and is_question(text)
    if text.rstrip("*_ ").endswith(":"):
        return bool(words.opens.match(text)) or bool(words.elicits.search(text))
    if not _all_questions(text):
        return False
    given = document.given[index]
    if "host" in given:
        return given["host"] != "no"
    spoken = given.get("role") == "note"  # a message: who wrote it may only wonder
    first = words.opens if spoken else words.asks
    bare = question_text(text, words)
    asks = bool(first.match(bare) or words.elicits.search(text))
    short = len(text.split()) < SHORTEST_STATEMENT and not spoken
    answered = after.is_item and not after.blank
    if _goes_on(document, index) and not spoken:  # a participant's, unless it ends what the host says
        asks = (after.apart and bool(words.opens.match(bare))) or bool(words.elicits.search(text))
        short = False
    return asks or short or answered or bool(document.pieces[index].level)


def _asks_at_head(document: LaidOut, index: int) -> bool:
    """Tell whether a line asks right below the heading of a place, above what was said there.

    That are bullets, a table, headings below that of the place, or rounds.
    """
    piece, head = document.pieces[index], index - 1
    if head > 0 and document.headings[head] is None and _asks_somewhere(document.texts[head]):
        head -= 1  # what was asked goes on
    above = document.headings[head] if head >= 0 else None
    if (
        piece.level
        or not piece.apart
        or above is None
        or not above.is_place
        or document.given[index].get("role")
        or document.pieces[index - 1].is_item
    ):
        return False
    after, text = document.following(index), document.texts[index]
    below = document.headings[index + 1] if after else None
    deeper = bool(after and after.level > document.pieces[head].level > 0)
    headed = bool(after) and document.given[index + 1].get("role") == "heading"  # of a column
    places = below is not None and bool(below.round) != bool(below.table) and (below.round or not above.table)
    opens = bool(after and (after.is_item or after.header)) or bool(places)
    return (opens or deeper or headed) and _asks_somewhere(text)


def _goes_on(document: LaidOut, index: int) -> bool:
    """Tell whether a line stands right below another line of prose, which is no heading."""
    piece, above = document.pieces[index], index - 1
    heading = document.headings[above] if above >= 0 else None
    return (
        above >= 0
        and not piece.apart
        and not piece.level
        and not document.pieces[above].is_item
        and not document.pieces[above].level
        and not (heading and heading.is_place and not heading.said)
    )


def _item_prompts(document: LaidOut, index: int, prompts: list[bool], words: Words) -> bool:
    """Tell of a bullet: answered below it, or in words that only who leads the conversation uses."""
    text = document.texts[index]
    label = words.question.match(text)
    if label and label["numbered"]:
        return True
    if is_question(text) and words.elicits.search(text) and len(text.split()) <= 25:
        return True
    opens = is_question(text) and _opens_place(document, index)
    if opens and (label or not words.you.isdisjoint(LETTERS.findall(text.lower()))):
        return True
    return bool(label) and document.has_children(index) and not _among_questions(document, index, words)


def _answered_item(document: LaidOut, index: int, words: Words) -> bool:
    """Tell of a bullet whether it asks and is answered below it."""
    text = document.texts[index]
    if not document.has_children(index) or _among_questions(document, index, words):
        return False
    asks = is_question(text) or (
        not RE_STATEMENT.search(text)
        and not text.endswith(".")
        and ":" not in text
        and not words.cleft.match(text)
        and bool(words.opens.match(text) or words.inverted.match(text))
    )
    return asks and _answered(document, index)


def _opens_place(document: LaidOut, index: int) -> bool:
    """Tell whether a bullet is the first below the heading of a place, and others beside it do not ask."""
    above = index - 1
    if above > 0 and not (_is_place(document, above) or document.pieces[above].is_item):
        above -= 1  # a line about the notes stands between
    if above < 0 or not _is_place(document, above):
        return False
    return any(not is_question(document.texts[below]) for below in _siblings(document, index))


def _is_place(document: LaidOut, index: int) -> bool:
    heading = document.headings[index]
    return heading is not None and heading.is_place and not document.pieces[index].is_item


def _among_questions(document: LaidOut, index: int, words: Words) -> bool:
    """Tell whether a bullet without a question mark is one of a list of questions, which nobody answers."""
    if is_question(document.texts[index]):
        return False
    asking = [
        below
        for below in _siblings(document, index)
        if not document.has_children(below)
        and (words.opens.match(document.texts[below]) or words.inverted.match(document.texts[below]))
    ]
    return len(asking) >= FEWEST_QUESTIONS


def _siblings(document: LaidOut, index: int) -> list[int]:
    """Give the other bullets of the list that a bullet is in, those near by."""
    found: list[int] = []
    below = range(index + 1, min(index + NEAR, len(document.pieces)))
    for way in (range(index - 1, max(index - NEAR, -1), -1), below):
        for at in way:
            if not document.pieces[at].is_item or document.depths[at] < document.depths[index]:
                break
            if document.depths[at] == document.depths[index]:
                found.append(at)
    return found


def _answered(document: LaidOut, index: int) -> bool:
    """Tell whether something nested below is more than another question."""
    for below in range(index + 1, min(index + NEAR, len(document.pieces))):
        if document.depths[below] <= document.depths[index]:
            return False
        if document.parents[below] == index and not is_question(document.texts[below]):
            return True
    return False
