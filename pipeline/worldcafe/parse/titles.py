"""Which lines are headings, by their layout, their words and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.language.words import JOINED_SIGNS
from worldcafe.parse.prompts import is_question
from worldcafe.parse.remarks import is_labelled_remark
from worldcafe.parse.topics import find_topic, normal

if TYPE_CHECKING:
    from worldcafe.parse.frame import Context, Frame
    from worldcafe.parse.headings import HeadingWords
    from worldcafe.parse.laid_out import LaidOut

LABEL_WORDS = 4  # of a line that heads the bullets below it ("Flipchart notes:")
BARE_WORDS = 3  # the same without a colon
STRONG_WORDS = 10
PROSE_WORDS = 10  # of a paragraph that a few words above it may head
LOUDEST = 5  # characters of an abbreviation ("WIFI")
TITLE_WORDS = 4  # short enough to be a title whatever its capitals


def is_heading(document: LaidOut, index: int, frame: Frame, context: Context) -> bool:
    """Tell whether a piece is a heading where the walk stands."""
    heading = document.headings[index]
    if heading is None:
        return False
    piece = document.pieces[index]
    bylined = index in document.remarked and bool(context.words.bylines.match(heading.text))
    if bylined or piece.level or (heading.is_place and not piece.is_item):
        return not bylined
    if piece.is_item:
        return _heads_bullets(document, index, heading, context)
    labelled = index in document.remarked and is_labelled_remark(heading.text, context.words)
    if labelled or document.texts[index].startswith("["):
        return False
    told = context.report and bool(heading.part or heading.cafe)
    titles = (
        index == 0
        and not context.begun
        and (told or frame.zone == "narrative")
        and _titles(document, context)
    )
    if frame.zone == "note":
        return titles or _heads_notes(document, index, frame, context)
    return titles or (_stands(document, index) and _heads_report(heading, frame, context))


def _heads_bullets(document: LaidOut, index: int, heading: HeadingWords, context: Context) -> bool:
    """Tell whether a bold bullet only names what hangs below it."""
    if bool(heading.table or heading.round) and (not heading.topic or not document.pieces[index].strong):
        return True
    if not document.pieces[index].strong:
        return False
    return document.has_children(index) and normal(heading.text) in context.labels


def _heads_notes(document: LaidOut, index: int, frame: Frame, context: Context) -> bool:
    text, after = document.texts[index], document.following(index)
    opens = index == 0 and not context.begun and after is not None and _opens(document, frame, context)
    if opens or after is None or _named(document, index, frame, context):
        return opens or _named(document, index, frame, context)
    count = len(text.split())
    if document.prompts[index] or text[0].islower() or is_question(text) or text[-1] in "!…":
        return False
    if document.pieces[index].strong:
        return count <= STRONG_WORDS
    if _is_loud(text) and document.pieces[index].apart and not _is_loud(document.texts[index + 1]):
        return count <= STRONG_WORDS
    if not after.is_item and not document.prompts[index + 1]:
        return count <= BARE_WORDS and _heads_prose(document, index) and _untold(text, context)
    return count <= (LABEL_WORDS if text.endswith(":") else BARE_WORDS) and _untold(text, context)


def _is_loud(text: str) -> bool:
    """Tell whether a line is all in capitals, without being an exclamation or an abbreviation."""
    return (
        text.isupper()
        and text[-1] not in ".!?"
        and len(JOINED_SIGNS.findall(text)[0]) > 1
        and len(text) > LOUDEST
    )


def _heads_prose(document: LaidOut, index: int) -> bool:
    """Tell whether a few words stand alone above a paragraph of sentences, as titles do in minutes."""
    text, below = document.texts[index], document.texts[index + 1]
    stated = below[-1] in '.!?”"' and len(below.split()) >= PROSE_WORDS
    return text[-1].isalnum() and stated and _stands(document, index)


def _named(document: LaidOut, index: int, frame: Frame, context: Context) -> bool:
    """Tell whether a line in notes is a heading by its words: a topic, a title, a known part of a report."""
    text, words = document.texts[index], context.words
    if words.topic.match(text) or (normal(text) == normal(frame.topic) and not is_question(text)):
        return True
    bare = text.rstrip(":").strip()
    titled = normal(text) in context.titles and _stands(document, index)
    return (
        titled
        or normal(text) in words.plenary
        or any(pattern.fullmatch(bare) for pattern in (words.narrative, words.summary, words.people))
    )


def _titles(document: LaidOut, context: Context) -> bool:
    """Tell whether the first line of a source is its title: it stands alone and states nothing."""
    text = document.texts[0]
    return (
        _stands(document, 0) and not text[0].islower() and text[-1] not in "!…:?" and _untold(text, context)
    )


def _opens(document: LaidOut, frame: Frame, context: Context) -> bool:
    """Tell whether the first line of notes is their title: it stands alone, and other than notes follow."""
    text, after = document.texts[0], document.headings[1]
    if not _stands(document, 0) or document.headings[0] is None or text[-1] in "!…:":
        return False
    if frame.table and not frame.topic and _has_capitals(text, context):
        return True
    if text[0].islower() or document.prompts[0]:
        return False
    place = after is not None and (after.is_place or bool(context.words.topic.match(after.text)))
    other = document.pieces[1].is_item or bool(document.pieces[1].level) or place or document.prompts[1]
    return other and not is_question(text) and (bool(document.headings[0].cafe) or _untold(text, context))


def _heads_report(heading: HeadingWords, frame: Frame, context: Context) -> bool:
    text = heading.text
    known = normal(text) in context.titles or find_topic(text, context.topics, frame.cafe, context.words)
    if known or text[0].islower() or text.endswith((":", "!")):
        return bool(known)
    if heading.cafe or heading.part == "narrative":
        return True
    if frame.zone == "narrative" and len(text.split()) <= TITLE_WORDS:
        return _untold(text, context)
    return _is_title(text, context)


def _stands(document: LaidOut, index: int) -> bool:
    """Tell whether a piece stands alone: a paragraph of its own, or right above bullets."""
    piece, after = document.pieces[index], document.following(index)
    return (piece.apart or piece.strong) and (after is None or after.apart or after.is_item or piece.strong)


def _untold(text: str, context: Context) -> bool:
    """Tell whether a text has no verb that would make it a statement."""
    return not any(token.lower() in context.words.verbs for token in JOINED_SIGNS.findall(text))


def _is_title(text: str, context: Context) -> bool:
    """Tell whether the words that count begin with capitals, and none is a verb."""
    return _has_capitals(text, context) and _untold(text, context)


def _has_capitals(text: str, context: Context) -> bool:
    """Tell whether the words that count begin with capitals, or hold them as in "eGov"."""
    tokens = [token for token in JOINED_SIGNS.findall(text) if token.lower() not in context.words.leads]
    return bool(tokens) and all(not token.islower() for token in tokens)
