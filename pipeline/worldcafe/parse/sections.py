"""What a heading changes: where what comes below it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.parse.topics import find_topic, normal

if TYPE_CHECKING:
    from worldcafe.parse.frame import Context, Frame
    from worldcafe.parse.headings import HeadingWords


def enter(heading: HeadingWords, level: int, frame: Frame, context: Context) -> Frame:
    """Give the frame below a heading."""
    frame = frame._replace(question="", fresh=False, people=False)
    if heading.annex or (heading.notes and frame.zone != "note" and not heading.table and not heading.round):
        return _enter_notes_part(heading, level, frame, context)
    if heading.table or heading.round:
        return _enter_place(heading, level, frame, context)
    if frame.zone == "note":
        return _enter_in_notes(heading, level, frame, context)
    return _enter_in_report(heading, level, frame, context)


def _enter_notes_part(heading: HeadingWords, level: int, frame: Frame, context: Context) -> Frame:
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


def _enter_place(heading: HeadingWords, level: int, frame: Frame, context: Context) -> Frame:
    table, topic, number = frame.table, frame.topic, heading.round or frame.round
    if heading.table:
        table, topic = heading.table, heading.topic
        number = heading.round or (frame.round if context.rounds_hold_tables else "")
        known = (entry for entry in context.topics if entry.table == table and entry.cafe == frame.cafe)
        names = [entry.name for entry in known]
        topic = topic.partition(" (")[0] if topic.partition(" (")[0] in names else topic  # "(continued)"
        topic = topic or next(iter(names), "")
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


def _enter_in_notes(heading: HeadingWords, level: int, frame: Frame, context: Context) -> Frame:
    words = context.words
    label = words.topic.match(heading.text)
    topic = heading.text[label.end() :] if label else heading.text
    first = not frame.section and not (heading.part or heading.notes or heading.cafe)
    named = (label or first) and not frame.topic and not context.report
    if frame.table and (normal(topic) == normal(frame.topic) or named):
        return frame._replace(topic=frame.topic or topic, section=frame.section or heading.text)
    together = normal(heading.text) in words.plenary
    if together or (not context.tabled and frame.table and 0 < level <= frame.level):
        frame = frame._replace(table="", topic="", round="")
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
        of_all = context.several and not context.keyed
        told = frame._replace(table="", topic="", round="") if of_all else frame
        return told._replace(zone="summary", subsection=heading.text, level=level)
    if normal(topic) == normal(frame.topic) or (label and not frame.topic):
        return frame._replace(topic=frame.topic or topic)
    people = heading.part == "people"
    name = topic if label else heading.text.rstrip(":")
    return frame._replace(subsection=name, question="", fresh=not label, people=people)


def _enter_in_report(heading: HeadingWords, level: int, frame: Frame, context: Context) -> Frame:
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
    titled = (
        bool(frame.section) or all_of_it or context.tabled
    )  # the first heading of a source is else its title
    known = heading.part == "summary" and not context.matched
    claims = (titled and known) or (context.whole and not heading.part and (titled or bool(level)))
    closes = 0 < level <= frame.cafe_level or (not level and heading.part == "narrative")
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
