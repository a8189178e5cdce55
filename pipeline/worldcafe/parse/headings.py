"""What a heading says: annex, café, table, round, topic, or a known part of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import dropwhile, islice
from typing import TYPE_CHECKING

from worldcafe.language.words import JOINED_SIGNS
from worldcafe.parse.remarks import is_labelled_remark

if TYPE_CHECKING:
    from worldcafe.parse.words import Words

SOURCE_WORDS = 5
LONGEST = 200  # characters; nothing longer is read as a heading
WIDE_GAP = "   "  # what stands behind one at the end of a heading is set apart, as a number of a page is
RE_SEPARATOR = re.compile(r"[\s\-–—:|,./·•>()\[\]*_]+")
RE_LONE = re.compile(r"[\s\-–—:|,./·•>()\[\]*_]*$")
RE_CLOCK = re.compile(
    r"[(\[]?\d{1,2}[:.h]\d{2}(?:\s*[-–—]\s*\d{1,2}[:.h]\d{2})?[)\]]?\s*[-–—:|]?\s*(?=[^\W\d_])"
)
RE_LABELLED = re.compile(r"\s*\([^()]{0,40}:[^()]{0,80}\)\s*$")  # "(host: ...)" after a topic
RE_NUMBERING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[A-Z][.)]|[IVX]{1,4}[.)])\s+(?=\S)")
RE_STATED = re.compile(r"\s?[:|]\s+(?=\S)|\.\s+(?=[^\W\d_])")
# what stands behind a round in bold, or in brackets with a word: "**Round 1** host Ana", "Round 1 (9 people)"
RE_REMARK = re.compile(r"(?:\*\*|__)[\s:–—-]*(?=[^\s*_])|\s*(?=\([^()]*[^\W\d_]{4,}[^()]*\)$)")
RE_ROOM = re.compile(r"[^\W\d_]{1,3}\.?\s?\d[\w.]{0,6}\)")  # "(Rm 2.14)" behind a place
RE_APART = re.compile(r":\s|\s[-–—|]\s")


@dataclass(frozen=True)
class HeadingWords:
    """What the words of a heading say; "" where they say nothing of a kind."""

    text: str
    annex: bool = False
    notes: bool = False
    cafe: str = ""
    table: str = ""
    round: str = ""
    topic: str = ""
    part: str = ""  # "summary", "narrative", "people" or ""
    said: int = 0  # where in the text a statement begins ("Group 1: People want trees. ..."), 0 for none
    loose: bool = False  # it is a place by what stands below it, not by its words
    remark: int = 0  # where a remark on a round begins ("Round 1 (14 people)"), 0 for none

    @property
    def is_place(self) -> bool:
        """Whether it says where notes were taken."""
        return bool(self.table or self.round or self.annex)


def read_heading(text: str, words: Words) -> HeadingWords:
    """Give what a line would say if it were a heading."""
    lead = len(text) - len(text.lstrip(" \t*_"))
    text = text.strip(" \t*_")
    if len(text) > LONGEST:
        return HeadingWords(text)
    if span := words.span.fullmatch(text):
        return HeadingWords(text, round=span[1])
    found, stop, position = _components(text, words)
    rest = text[position:]
    if found.keys() == {"round"} and (remark := RE_REMARK.match(text, stop)):
        return replace(_heading(text, found, "", words), remark=lead + remark.end())
    if not found.keys() & {"table", "round", "annex"}:
        found, rest = _trailing(RE_LABELLED.sub("", text), words) or (found, rest)
    elif "round" not in found and (split := _trailing(words.time.sub("", rest), words)):
        found, rest = {**split[0], **found}, split[1]  # "Table 7, Cycling - Round 1"
    return _heading(text, found, rest, words)


def _components(text: str, words: Words) -> tuple[dict[str, str], int, int]:
    """Give what a line begins with by kind, where that ends, and where what is behind it begins."""
    number = words.item.match(text) or RE_CLOCK.match(text) or RE_NUMBERING.match(text)
    position = number.end() if number and not words.ordinal.match(text) else 0
    found: dict[str, str] = {}
    stop = position
    while step := _component(text, position, words):
        key, value, end = step
        if key in found and key != "table":
            break
        found.setdefault(key, value)  # "Table 3 - Group B - Round 2": whose turn it was is no place
        separator = RE_SEPARATOR.match(text, end)
        stop, position = end, separator.end() if separator else end
        if not separator:
            break
    return found, stop, position


def read_label(text: str, words: Words) -> HeadingWords | None:
    """Give what a label before a statement says of its place ("Group 1: ..."), None where there is none."""
    if text.startswith(("**", "__")):
        return _read_bold_label(text, words)
    place = words.place.match(text) or words.ordinal.match(text)
    said = RE_STATED.match(text, place.end()) if place else None
    if not place or not said:
        return None
    return replace(read_heading(place.group(), words), said=said.end())


def _read_bold_label(text: str, words: Words) -> HeadingWords | None:
    """Give what bold words before a statement say of its place: "**Table 1.** Lorries come at five."."""
    told, fence, rest = text[2:].partition(text[:2])
    heading = read_heading(told, words) if fence and rest.strip() else HeadingWords(told)
    if not (heading.table or heading.round):
        return None
    return replace(heading, said=len(text) - len(rest.lstrip(" :–—-")))


def _heading(text: str, found: dict[str, str], rest: str, words: Words) -> HeadingWords:
    rest = "" if RE_ROOM.fullmatch(rest.strip()) else rest.strip().partition(WIDE_GAP)[0]
    topic = RE_LABELLED.sub("", words.time.sub("", rest)).strip(" -–—:|,.()[]*_\t")
    topic += ")" if topic.count("(") > topic.count(")") else ""
    cafe = found.get("cafe") or _cafe(text, words)
    return HeadingWords(
        text=text,
        annex="annex" in found,
        notes=bool(words.notes.search(text)),
        cafe=cafe,
        table=found.get("table", ""),
        round=found.get("round", ""),
        topic="" if "annex" in found or _names_no_topic(topic, words) else topic,
        part=_part(text, words),
    )


def _names_no_topic(text: str, words: Words) -> bool:
    """Tell what stands behind a place and is none: "(host: ...)", "host Ana", "notes"."""
    office = words.office.match(text)
    holds_office = office is not None and text[office.end() :].strip()[:1].isupper()
    return holds_office or is_labelled_remark(text, words) or words.notes.fullmatch(text) is not None


def _component(text: str, position: int, words: Words) -> tuple[str, str, int] | None:
    """Give kind, value and end of the structural words at a position."""
    if annex := words.annex.match(text, position):
        return ("annex", annex.group(), annex.end()) if _ends(text, annex.end(), words) else None
    if place := words.place.match(text, position) or words.ordinal.match(text, position):
        ordinal = place.re is words.ordinal
        word, number = (place[3], place[1] or place[2]) if ordinal else (place[1], place[2])
        goes_on = ordinal and _goes_on(text[place.end() :], words)
        if not goes_on and not _ends(text, place.end(), words):
            return None
        number = words.numbers.get(number.lower(), number.upper() if len(number) == 1 else number)
        if " ".join(word.lower().split()) in words.rounds:
            return "round", number, place.end()
        return "table", f"{word[0].upper()}{word[1:].lower()} {number}", place.end()
    cafe = words.cafe.search(text, position, position + 80)
    if cafe and not re.search(r"[-–—:|,()]\s", text[position : cafe.start()]):
        after = re.compile(r"[^-–—:|,()]{0,40}").match(text, cafe.end())
        end = after.end() if after else cafe.end()
        return "cafe", _cafe(text[position:end], words), end
    return None


def _ends(text: str, position: int, words: Words) -> bool:
    """Tell whether a place may end here: a separator or another place follows, or what could be a title."""
    rest = text[position:]
    if (next_place := words.place.match(rest.lstrip())) and rest[:1].isspace():
        return _ends(rest.lstrip(), next_place.end(), words)
    if RE_LONE.match(rest) or re.match(r"\s*[-–—:|,./·•>()\[\]]|\*\*|\s{2}|\t", rest):
        return True
    if rest[:1].isspace() and (words.time.fullmatch(rest) or words.notes.fullmatch(rest.strip(" :"))):
        return True
    tokens = JOINED_SIGNS.findall(rest)
    return (
        0 < len(tokens) <= 6
        and rest[:1].isspace()
        and tokens[0][0].isupper()
        and not rest.rstrip().endswith((".", "?"))
    )


def _goes_on(rest: str, words: Words) -> bool:
    """Tell whether a few words only say more of an ordinal place: "First round | of talks"."""
    tokens = [token.lower() for token in JOINED_SIGNS.findall(rest)]
    return 0 < len(tokens) <= SOURCE_WORDS and tokens[0] in words.leads and words.verbs.isdisjoint(tokens[1:])


def _trailing(text: str, words: Words) -> tuple[dict[str, str], str] | None:
    """Read "Money (Table 3)", "Money – Table 3, Round 1" and "Notes - Table 3 - Money"."""
    for separator in re.finditer(r"\s[-–—|(]\s?|[,:]\s", text):
        found: dict[str, str] = {}
        position = separator.end()
        while step := _component(text, position, words):
            found[step[0]] = step[1]
            gap = RE_SEPARATOR.match(text, step[2])
            position = gap.end() if gap else step[2]
        if found.keys() & {"table", "round"} and position >= len(text):
            return found, text[: separator.start()]
        if found.keys() & {"table", "round"} and _tells_source(text[: separator.start()], words):
            return found, text[position:]
    return None


def _tells_source(text: str, words: Words) -> bool:
    """Tell whether words before a place only say whose notes these are: "Notes - Table 3 - Money"."""
    return len(text.split()) <= SOURCE_WORDS and bool(words.notes.search(text) or words.cafe.search(text))


def _cafe(text: str, words: Words) -> str:
    """Give the name of a café: the words before "café", or else those after it."""
    match = words.cafe.search(text)
    if not match:
        return ""
    titles = reversed(RE_APART.split(text[: match.start()]))
    told = ([token for token in JOINED_SIGNS.findall(title)[-3:] if _names(token, words)] for title in titles)
    before = next(filter(None, told), [])
    tokens = dropwhile(
        lambda token: token.lower() in words.generic, JOINED_SIGNS.findall(text[match.end() :])
    )
    after = [token for token in islice(tokens, 2) if token[0].isupper() and _names(token, words)]
    return " ".join(before or after)


def _names(token: str, words: Words) -> bool:
    low = token.lower()
    return (
        low not in words.generic
        and low not in words.titles
        and not words.notes.fullmatch(token)
        and not words.annex.fullmatch(token)
    )


def _part(text: str, words: Words) -> str:
    if words.people.match(text) and len(JOINED_SIGNS.findall(text)) <= 3:
        return "people"
    bare = RE_NUMBERING.sub("", text, count=1)
    if words.admin.fullmatch(bare.rstrip(":")):
        return "people"
    if words.narrative.match(bare):
        return "narrative"
    return "summary" if words.summary.search(text) else ""
