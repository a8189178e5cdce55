"""Tables that have a subject in place of a number: "Table: Housing", "Group – Youth", "Housing Table"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from worldcafe.language.words import JOINED_SIGNS
from worldcafe.parse.headings import RE_LABELLED, RE_NUMBERING, HeadingWords
from worldcafe.parse.prompts import is_question
from worldcafe.parse.remarks import is_labelled_remark
from worldcafe.parse.topics import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from worldcafe.parse.layout import Piece
    from worldcafe.parse.words import Words

MOST_WORDS = 6  # of a subject
RE_CODED = re.compile(  # initials of table, Tisch, tavolo or mesa, and of round, Runde or ronda
    r"(?P<table>[TM]\d{1,2})(?:\s*[:–-]?\s+(?P<topic>[^\W\d_a-z].{0,60}))?|R(?P<round>\d{1,2})"
)
SMALL, FEWEST_SMALL = "small", 3  # the form whose subjects have no capital, and how many of them are tables
BETWEEN = (": ", " – ", " — ", " - ")  # a place and its topic
BRACKETS = "brackets"  # the form that says by itself that it is a table
QUOTES = " \"'“”„«»"


class _Named(NamedTuple):
    """A line that names a table: where it is, how such lines are built, and the subject of this one."""

    row: int
    form: tuple[str, str]
    title: str
    topic: str = ""  # where it is another than the subject


def name_tables(
    pieces: Sequence[Piece], texts: Sequence[str], headings: Sequence[HeadingWords | None], words: Words
) -> Iterator[tuple[int, HeadingWords]]:
    """Find the headings of tables that are named and not numbered; the name of each is its topic as well.

    One such line may be anything ("Group discussion"); where two of one form have different subjects, and
    notes or rounds begin below, they are tables.
    """
    forms: dict[tuple[str, str], list[tuple[_Named, HeadingWords]]] = defaultdict(list)
    for row, heading in enumerate(headings):
        if heading and not (heading.part or heading.annex or pieces[row].is_item):
            named = _read(row, heading, pieces[row], words)
            if named:
                forms[named.form].append((named, heading))
    for found in forms.values():
        begun = [
            named
            for named, _ in found
            if named.form[0] == BRACKETS or _begins(named, pieces, texts, headings, words)
        ]
        if all(pieces[named.row].level for named, _ in found) and _are_several(found):
            begun = [named for named, _ in found]  # what was said at each may be prose
        fewest = FEWEST_SMALL if found[0][0].form[0] == SMALL else 2
        begins, all_of_them = ({normal(one.title) for one in each} for each in (begun, dict(found)))
        if len(begins) >= fewest and len(begins) * 3 >= len(all_of_them) * 2:
            yield from (
                (one.row, replace(heading, table=one.title, topic=one.topic or one.title))
                for one, heading in found
            )


def _are_several(found: Sequence[tuple[_Named, HeadingWords]]) -> bool:
    """Tell whether so many different subjects are named in one form that they are no parts of a report."""
    return len({normal(named.title) for named, _ in found}) >= FEWEST_SMALL


def name_codes(
    texts: Sequence[str], headings: Sequence[HeadingWords | None]
) -> Iterator[tuple[int, HeadingWords]]:
    """Find the places that a letter and a number name, "T1 PRICE" and "R2", where several do and no words."""
    found = [
        (row, heading, code)
        for row, heading in enumerate(headings)
        if heading and (code := RE_CODED.fullmatch(texts[row].strip(" =*#_:-")))
    ]
    tables, rounds = ({code[key] for _, _, code in found if code[key]} for key in ("table", "round"))
    named = [heading for heading in headings if heading]
    for row, heading, code in found:
        if code["table"] and len(tables) > 1 and not any(each.table for each in named):
            yield row, replace(heading, table=code["table"], topic=code["topic"] or "")
        elif code["round"] and len(rounds) > 1 and not any(each.round for each in named):
            yield row, replace(heading, round=code["round"], topic="")


def coded_label(text: str) -> HeadingWords | None:
    """Give the table that a letter and a number name ("T1") before a tab and what was said there."""
    told, _, said = text.partition("\t")
    code = RE_CODED.fullmatch(told.strip()) if said.strip() else None
    if not code or not code["table"] or code["topic"]:
        return None
    return HeadingWords(text, table=code["table"], said=len(text) - len(said.lstrip()))


def name_rounds(headings: Sequence[HeadingWords | None], words: Words) -> Iterator[tuple[int, HeadingWords]]:
    """Find the rounds that have a name in place of a number ("Morning session"), if several do."""
    if any(heading and heading.round for heading in headings):
        return
    found = [
        (row, heading, name)
        for row, heading in enumerate(headings)
        if heading and (name := _name_of_round(heading, words))
    ]
    if len({name for _, _, name in found}) > 1:
        yield from ((row, replace(heading, round=name, topic="")) for row, heading, name in found)


def _name_of_round(heading: HeadingWords, words: Words) -> str:
    """Give the word before that for a round, "" where there is none, several, or all sat together."""
    name, _, word = heading.text.rstrip(" :").rpartition(" ")
    known = word.lower() in words.rounds and name.isalpha() and name[0].isupper()
    return name if known and not heading.is_place and normal(heading.text) not in words.plenary else ""


def name_shared(
    pieces: Sequence[Piece], headings: Sequence[HeadingWords | None]
) -> Iterator[tuple[int, HeadingWords]]:
    """Find the places whose name stands before the topic and comes again: "Alder: Money", "Alder: Bees".

    Nothing where a heading names a table already, or where fewer than two such names come again; what
    stands before an annex is a report.
    """
    if any(heading and heading.table for heading in headings):
        return
    found: dict[str, list[tuple[int, HeadingWords, str, str]]] = defaultdict(list)
    for row, heading in islice(enumerate(headings), _annex(headings), None):
        if heading and pieces[row].level and not (heading.part or heading.annex):
            told = heading.topic if heading.round else heading.text
            place, sign, topic = min((told.partition(sign) for sign in BETWEEN), key=lambda cut: len(cut[0]))
            if sign and len(place.split()) < MOST_WORDS:
                found[normal(place)].append((row, heading, place.strip(), topic.strip()))
    again = [place for place, rows in found.items() if len({normal(topic) for *_, topic in rows}) > 1]
    if len(again) > 1 and 2 * len(again) >= len(found):
        for row, heading, place, topic in chain.from_iterable(found.values()):
            yield row, replace(heading, table=place, topic=topic)


def name_led(
    pieces: Sequence[Piece], texts: Sequence[str], headings: Sequence[HeadingWords | None], words: Words
) -> Iterator[tuple[int, HeadingWords]]:
    """Find the places that are headed by the same words and then by one of their own each, with items below.

    "[Frame: Keys]" and "[Frame: Vans]", or "Notes: Team A" and "Notes: Team B": what is said before
    the colon need not be known, so it works in any language. A label that is known to say something else
    ("Host:", "Question:") is none, nor is what stands before an annex, which is a report.
    Nothing where a heading names a table already.
    """
    if any(heading and heading.table for heading in headings):
        return
    forms: dict[str, list[tuple[int, HeadingWords, str]]] = defaultdict(list)
    for row, heading in islice(enumerate(headings), _annex(headings), None):
        lead, _, title = texts[row].strip(" *_=#[]").partition(": ")
        if not heading or not title.strip() or heading.is_place or pieces[row].is_item:
            continue
        known = is_labelled_remark(heading.text, words) or words.question.match(heading.text)
        if normal(lead) and not known and not is_question(title):
            forms[normal(lead)].append((row, heading, title.strip()))
    for found in forms.values():
        headed = all(_heads_items_next(row, pieces) for row, _, _ in found)
        if headed and len({normal(title) for _, _, title in found}) > 1:
            yield from (
                (row, replace(heading, table=title, topic=title, notes=False, loose=True))
                for row, heading, title in found
            )


def _annex(headings: Sequence[HeadingWords | None]) -> int:
    """Give the row of the first heading that names an annex, 0 where there is none."""
    return next((row for row, heading in enumerate(headings) if heading and heading.annex), 0)


def _heads_items_next(row: int, pieces: Sequence[Piece]) -> bool:
    return row + 1 < len(pieces) and pieces[row + 1].is_item


def name_siblings(
    pieces: Sequence[Piece], texts: Sequence[str], headings: Sequence[HeadingWords | None], words: Words
) -> Iterator[tuple[int, HeadingWords]]:
    """Find the headings of places that have no word for it, by where they stand and what they head.

    Those are places that have rounds of their own below, and all of their level from there on. Beside other
    headings that name places, those of their levels with bullets right below are places too; where nothing
    names one, those of a level are that all head bullets and ask nothing, if they are several. What stands
    before an annex is a report, and its headings are none.
    """
    plain = [
        row
        for row, heading in islice(enumerate(headings), _annex(headings), None)
        if heading and _is_plain(heading) and pieces[row].level and not _name_of_round(heading, words)
    ]
    heads = {row for row in plain if _heads_bullets(row, pieces, texts, words)}
    levels = {pieces[row].level for row, heading in enumerate(headings) if heading and heading.is_place}
    levels.discard(0)
    over = [row for row in plain if _heads_rounds(row, pieces, headings)]
    if len({normal(texts[row]) for row in over}) > 1:
        levels = {pieces[over[0]].level}
        heads = {row for row in heads | {*over} if row >= over[0]}
    if not levels:
        asked = {pieces[row].level for row in plain if is_question(texts[row])}
        names = {(pieces[row].level, normal(texts[row])) for row in heads}
        counts = Counter(level for level, _ in names)
        levels = {level for level, count in sorted(counts.items()) if count > 1 and level not in asked}
        levels = set(sorted(levels)[:1])
    for row in sorted(heads):
        heading = headings[row]
        if heading and pieces[row].level in levels and not is_question(texts[row]):
            title = RE_NUMBERING.sub("", texts[row].strip(" *_:"), count=1)
            title = words.topic.sub("", title, count=1) if words.topic.match(title) else title
            yield row, replace(heading, table=title, topic=title, loose=True)


def _heads_rounds(row: int, pieces: Sequence[Piece], headings: Sequence[HeadingWords | None]) -> bool:
    """Tell whether the next heading is a round, deeper than this one."""
    later = (below for below in range(row + 1, len(headings)) if headings[below] and pieces[below].level)
    below = next(later, row)
    heading = headings[below]
    return bool(heading and heading.round and not heading.table and pieces[below].level > pieces[row].level)


def _is_plain(heading: HeadingWords) -> bool:
    return not (heading.is_place or heading.part or heading.notes or heading.cafe)


def _heads_bullets(row: int, pieces: Sequence[Piece], texts: Sequence[str], words: Words) -> bool:
    """Tell whether bullets or a table stand below a heading or deeper ones; who wrote them aside."""
    level = pieces[row].level
    for below in range(row + 1, len(pieces)):
        piece = pieces[below]
        if piece.is_item or piece.header or (piece.level and piece.level <= level):
            return piece.is_item or piece.header
        if not (piece.level or words.bylines.match(texts[below])):
            return False
    return False


def _read(row: int, heading: HeadingWords, piece: Piece, words: Words) -> _Named | None:
    """Give the subject of a line that names a table, or None."""
    if not heading.is_place and (inside := _read_inside(row, heading.text, words)):
        return inside
    told = heading.topic if heading.round else heading.text
    said = RE_LABELLED.sub("", words.time.sub("", told)).strip(" \t*_:")
    said = said[number.end() :] if (number := RE_NUMBERING.match(said)) else said
    said = said.partition("(")[0].strip() if said.endswith(")") else said
    marked = piece.level or piece.strong or told.rstrip(" *_").endswith((":", ")"))
    for form, pattern in (("before", words.table_before), ("after", words.table_after)):
        match = pattern.fullmatch(said)
        # "A better support team" is a note, "Support Team" and "Green table" may head some
        plain = (
            form == "before"
            or marked
            or (match and (match["word"][0].isupper() or " " not in match["title"]))
        )
        if match and plain and _is_subject(match["title"], words):
            return _Named(row, (form, match["word"].lower()), match["title"].strip(QUOTES))
        own = [word for word in match["title"].split() if word not in words.leads] if match else []
        if match and form == "before" and said[:1].isupper() and len(own) == 1 and own[0].isalpha():
            return _Named(row, (SMALL, match["word"].lower()), own[0])  # "Mesa azul", "Mesa de talleres"
    return None


def _read_inside(row: int, text: str, words: Words) -> _Named | None:
    """Give the table that brackets behind a topic name: "Item 2. Noise (Table Bert)"."""
    before, bracket, inside = text.rpartition("(")
    called = words.table_before.fullmatch(inside[:-1]) if bracket and inside.endswith(")") else None
    if not called or not before.strip() or not _is_subject(called["title"], words):
        return None
    number, dot, topic = before.strip().partition(". ")
    topic = topic if dot and number[-1].isdigit() else before.strip()
    return _Named(row, (BRACKETS, called["word"].lower()), inside[:-1], topic)


def _is_subject(title: str, words: Words) -> bool:
    """Tell a subject from a statement and from grammar: it begins with a capital and has no verb."""
    tokens = [token.lower() for token in JOINED_SIGNS.findall(title)]
    return (
        len(tokens) <= MOST_WORDS
        and title.lstrip(QUOTES)[:1].isupper()
        and words.verbs.isdisjoint(tokens)
        and not words.leads.issuperset(tokens)
    )


def _begins(
    named: _Named,
    pieces: Sequence[Piece],
    texts: Sequence[str],
    headings: Sequence[HeadingWords | None],
    words: Words,
) -> bool:
    """Tell whether notes, a round or a question begin below a line: no prose, and not the next heading."""
    row = named.row
    scribed = named.form[0] == "after" and is_labelled_remark("".join(texts[row + 1 : row + 2]), words)
    first = row + 1 + scribed
    if first >= len(pieces):
        return False
    below, text, heading = pieces[first], texts[first], headings[first]
    if (
        below.is_item
        or is_question(text)
        or (heading and heading.round)
        or 0 < pieces[row].level < below.level
        or pieces[row].indent < below.indent
    ):
        return True
    stands = pieces[row].apart or pieces[row].level or pieces[row].strong
    return bool(stands) and not below.level and text[-1] not in ".!:;"
