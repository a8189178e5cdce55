"""Which lines are headings, and what a heading changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.parse.headings import RE_TOKEN
from worldcafe.parse.prompts import is_question
from worldcafe.parse.remarks import is_labelled_remark
from worldcafe.parse.topics import find_topic, normal

if TYPE_CHECKING:
    from worldcafe.parse.document import Document
    from worldcafe.parse.frame import Context, Frame
    from worldcafe.parse.headings import Heading

LABEL_WORDS = 4  # of a line that heads the bullets below it ("Flipchart notes:")
BARE_WORDS = 3  # the same without a colon
STRONG_WORDS = 10
PROSE_WORDS = 10  # of a paragraph that a few words above it may head
TITLE_WORDS = 4  # short enough to be a title whatever its capitals


def is_heading(document: Document, index: int, frame: Frame, context: Context) -> bool:
    """Tell whether a piece is a heading where the walk stands."""
    heading = document.headings[index]
    if heading is None:
        return False
    piece = document.pieces[index]
    if piece.level or (heading.is_place and not piece.is_item):
        return True
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


def _heads_bullets(document: Document, index: int, heading: Heading, context: Context) -> bool:
    """Tell whether a bold bullet only names what hangs below it."""
    if bool(heading.table or heading.round) and (not heading.topic or not document.pieces[index].strong):
        return True
    if not document.pieces[index].strong:
        return False
    return document.has_children(index) and normal(heading.text) in context.labels


def _heads_notes(document: Document, index: int, frame: Frame, context: Context) -> bool:
    text, after = document.texts[index], document.following(index)
    opens = index == 0 and not context.begun and after is not None and _opens(document, frame, context)
    if opens or after is None or _named(document, index, frame, context):
        return opens or _named(document, index, frame, context)
    count = len(text.split())
    if document.prompts[index] or text[0].islower() or is_question(text) or text[-1] in "!…":
        return False
    if document.pieces[index].strong:
        return count <= STRONG_WORDS
    if not after.is_item and not document.prompts[index + 1]:
        return count <= BARE_WORDS and _heads_prose(document, index) and _untold(text, context)
    return count <= (LABEL_WORDS if text.endswith(":") else BARE_WORDS) and _untold(text, context)


def _heads_prose(document: Document, index: int) -> bool:
    """Tell whether a few words stand alone above a paragraph of sentences, as titles do in minutes."""
    text, below = document.texts[index], document.texts[index + 1]
    stated = below[-1] in '.!?”"' and len(below.split()) >= PROSE_WORDS
    return text[-1].isalnum() and stated and _stands(document, index)


def _named(document: Document, index: int, frame: Frame, context: Context) -> bool:
    """Tell whether a line in notes is a heading by its words: a topic, a title, a known part of a report."""
    text, words = document.texts[index], context.words
    if words.topic.match(text) or (normal(text) == normal(frame.topic) and not is_question(text)):
        return True
    bare = text.rstrip(":").strip()
    titled = normal(text) in context.titles and _stands(document, index)
    return titled or any(
        pattern.fullmatch(bare) for pattern in (words.narrative, words.summary, words.people)
    )


def _titles(document: Document, context: Context) -> bool:
    """Tell whether the first line of a source is its title: it stands alone and states nothing."""
    text = document.texts[0]
    return (
        _stands(document, 0) and not text[0].islower() and text[-1] not in "!…:?" and _untold(text, context)
    )


def _opens(document: Document, frame: Frame, context: Context) -> bool:
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
    return other and not is_question(text) and _untold(text, context)


def _heads_report(heading: Heading, frame: Frame, context: Context) -> bool:
    text = heading.text
    known = normal(text) in context.titles or find_topic(text, context.topics, frame.cafe, context.words)
    if known or text[0].islower() or text.endswith((":", "!")):
        return bool(known)
    if heading.cafe or heading.part == "narrative":
        return True
    if frame.zone == "narrative" and len(text.split()) <= TITLE_WORDS:
        return _untold(text, context)
    return _is_title(text, context)


def _stands(document: Document, index: int) -> bool:
    """Tell whether a piece stands alone: a paragraph of its own, or right above bullets."""
    piece, after = document.pieces[index], document.following(index)
    return (piece.apart or piece.strong) and (after is None or after.apart or after.is_item or piece.strong)


def _untold(text: str, context: Context) -> bool:
    """Tell whether a text has no verb that would make it a statement."""
    return not any(token.lower() in context.words.verbs for token in RE_TOKEN.findall(text))


def _is_title(text: str, context: Context) -> bool:
    """Tell whether the words that count begin with capitals, and none is a verb."""
    return _has_capitals(text, context) and _untold(text, context)


def _has_capitals(text: str, context: Context) -> bool:
    """Tell whether the words that count begin with capitals, or hold them as in "eGov"."""
    tokens = [token for token in RE_TOKEN.findall(text) if token.lower() not in context.words.leads]
    return bool(tokens) and all(not token.islower() for token in tokens)


def enter(heading: Heading, level: int, frame: Frame, context: Context) -> Frame:
    """Give the frame below a heading."""
    frame = frame._replace(question="", fresh=False, people=False)
    if heading.annex or (heading.notes and frame.zone != "note" and not heading.table and not heading.round):
        return _enter_notes_part(heading, level, frame, context)
    if heading.table or heading.round:
        return _enter_place(heading, level, frame, context)
    if frame.zone == "note":
        return _enter_in_notes(heading, level, frame, context)
    return _enter_in_report(heading, level, frame, context)


def _enter_notes_part(heading: Heading, level: int, frame: Frame, context: Context) -> Frame:
    return frame._replace(
        zone="narrative" if context.tabled else "note",
        cafe=heading.cafe or frame.cafe,
        table="",
        topic="",
        round="",
        section=heading.text,
        subsection="",
        level=level,
        notes_part=True,
        open_summary=False,
    )


def _enter_place(heading: Heading, level: int, frame: Frame, context: Context) -> Frame:
    table, topic, number = frame.table, frame.topic, heading.round or frame.round
    if heading.table:
        table, topic = heading.table, heading.topic
        number = heading.round or (frame.round if context.rounds_hold_tables else "")
        known = (entry for entry in context.topics if entry.table == table and entry.cafe == frame.cafe)
        topic = topic or next((entry.name for entry in known), "")
    elif context.rounds_hold_tables:
        table = topic = ""
    claims = context.report or (heading.table in context.repeated and not frame.notes_part)
    return frame._replace(
        zone="summary" if claims else "note",
        cafe=heading.cafe or frame.cafe,
        table="" if claims else table,
        topic=topic,
        round="" if claims else number,
        subsection="",
        section=frame.section if frame.notes_part else heading.text,
        level=level if heading.table or not frame.table else frame.level,
        outer=frame.outer if frame.zone == "note" else frame.level,
    )


def _enter_in_notes(heading: Heading, level: int, frame: Frame, context: Context) -> Frame:
    words = context.words
    label = words.topic.match(heading.text)
    topic = heading.text[label.end() :] if label else heading.text
    first = not frame.section and not (heading.part or heading.notes or heading.cafe)
    named = (label or first) and not frame.topic and not context.report
    if frame.table and (normal(topic) == normal(frame.topic) or named):
        return frame._replace(topic=frame.topic or topic, section=frame.section or heading.text)
    leaves = context.tabled and 0 < level <= (frame.level or frame.outer)
    if leaves or (normal(heading.text) in context.titles and normal(heading.text) != normal(frame.topic)):
        zone = "note" if leaves and frame.notes_part and heading.part == "" else "narrative"
        keyed = context.keyed and heading.part == "summary" and 0 < frame.outer <= level
        outside = frame._replace(
            zone=zone, table="", topic="", round="", subsection="", notes_part=zone == "note"
        )
        if keyed:  # the claims of a topic stand behind its notes
            outside = outside._replace(topic=frame.topic, level=frame.outer - 1 or -1)
        return outside if zone == "note" else _enter_in_report(heading, level, outside, context)
    if words.summary.fullmatch(heading.text.rstrip(":")) and not context.matched:
        return frame._replace(zone="summary", subsection=heading.text, level=level)
    if normal(topic) == normal(frame.topic) or (label and not frame.topic):
        return frame._replace(topic=frame.topic or topic)
    people = heading.part == "people"
    name = topic if label else heading.text.rstrip(":")
    return frame._replace(subsection=name, question="", fresh=not label, people=people)


def _enter_in_report(heading: Heading, level: int, frame: Frame, context: Context) -> Frame:
    deeper = bool(level) and bool(frame.level) and level > frame.level
    topic = find_topic(heading.text, context.topics, frame.cafe, context.words)
    if topic and not heading.cafe:
        cafe = frame.cafe or topic.cafe
        return frame._replace(
            zone="narrative" if context.keyed else "summary",
            cafe=cafe,
            topic=topic.name,
            section=heading.text,
            subsection="",
            level=level,
        )
    below = deeper or not level
    if context.keyed and frame.topic and below and not heading.cafe:
        zone = "summary" if heading.part == "summary" else "narrative"
        return frame._replace(zone=zone, subsection=heading.text)
    if frame.zone == "summary" and not heading.part and not heading.cafe:
        if frame.open_summary and below:
            return frame._replace(topic=heading.text, section=heading.text, subsection="")
        if deeper or (not level and normal(heading.text) in context.labels):
            return frame._replace(subsection=heading.text)
    all_of_it = context.report and bool(context.words.summary.fullmatch(heading.text))
    titled = bool(frame.section) or all_of_it  # the first heading of a source is else its title
    claims = heading.part == "summary" and not context.matched and titled
    closes = bool(frame.cafe) and heading.part == "narrative" and (not level or level <= frame.cafe_level)
    return frame._replace(
        zone="summary" if claims else "narrative",
        cafe=heading.cafe or ("" if closes else frame.cafe),
        cafe_level=level if heading.cafe else frame.cafe_level,
        topic="",
        section=heading.text,
        subsection="",
        level=level,
        open_summary=claims,
        people=heading.part == "people",
    )
