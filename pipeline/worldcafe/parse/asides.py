"""What stands among notes and claims and is none: links, contacts, times, outlines, pointers, lead-ins."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from worldcafe.language.words import JOINED_LETTERS
from worldcafe.parse.laid_out import PartOfPiece
from worldcafe.parse.layout import RE_NUMBER
from worldcafe.parse.prompts import RE_SENTENCE_GAP, is_bare_label, is_question
from worldcafe.parse.remarks import is_labelled_remark
from worldcafe.parse.topics import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worldcafe.parse.laid_out import LaidOut
    from worldcafe.parse.words import Words

SHARE = 0.6  # of the items of a list, which say what all of it is
FEWEST = 2  # such items
FEWEST_BULLETS, PROSE = 10, 4  # bullets of a text of bullets; such for each paragraph among them
BARE_WORDS = 4  # of an entry of an outline
REMARK_WORDS = 14
# each begins where a word does: from within a long one, the rest would be looked through again and again
RE_TITLE = re.compile(r"[:,&]\s+[^\W\d_a-z]\w{0,3}\.$")  # "Host: Dr." ends no sentence
RE_LINK = re.compile(r"<?(?:https?://|www\.)\S+|(?<!\S)\S+\]\((?:https?://|www\.)\S+\)")
RE_CONTACT = re.compile(
    r"(?<![^\s@<>()\[\]])[^\s@<>()\[\]]+@[^\s@<>()\[\]]+\.[a-z]{2,}\b|\b(?i:github|twitter|mastodon|orcid)\s*:"
)
RE_BRACKETED = re.compile(r"(?:\d{1,3}[.)]\s*)?\[[^\[\]]+\]\.?")
# of Markdown, and a comment of a shared document, where they stand below the text
RE_FOOTNOTE = re.compile(r"\[\^[^\s\[\]]{1,40}\]:|\[[a-z]{1,2}\](?=\S)")


def find_asides(document: LaidOut, words: Words) -> dict[int, list[PartOfPiece]]:
    """Give the pieces of which something is neither note nor claim, with the stretches of each.

    Lists are judged as wholes: one link in a list is a note, a list of links is none.
    """
    found: dict[int, list[PartOfPiece]] = {}
    for run in _lists(document):
        for index in _listed(document, run, words):
            found[index] = [_whole(document.texts[index], "meta")]
        for index in _outlined(document, run, words):
            found[index] = [_whole(document.texts[index], "narrative")]
    for index in (*_announced(document), *_page_heads(document)):
        found[index] = [_whole(document.texts[index], "narrative")]
    for index in range(len(document.pieces)):
        may = index not in found and document.may_hold_asides(index)
        if may and (parts := _parts(document, index, words)):
            found[index] = parts
    for index in _behind_bullets(document):
        found.setdefault(index, [_whole(document.texts[index], "closing")])
    return found


def _whole(text: str, role: str) -> PartOfPiece:
    return PartOfPiece(0, len(text), role)


def _lists(document: LaidOut) -> Iterator[list[int]]:
    """Give the items of each list: of bullets that follow each other, up to an empty line or a heading."""
    run: list[int] = []
    for index, piece in enumerate(document.pieces):
        if run and (not piece.is_item or (piece.blank and not document.pieces[run[-1]].blank)):
            yield run
            run = []
        if piece.is_item:
            run.append(index)
    if run:
        yield run


def _announced(document: LaidOut) -> list[int]:
    """Give the cells and lines that say what is only headed further down, where several do: a timetable."""
    heads: dict[str, int] = {}
    for index, (piece, heading) in enumerate(zip(document.pieces, document.headings, strict=True)):
        if heading and (piece.level or heading.is_place):
            heads |= dict.fromkeys(filter(None, (normal(heading.text), normal(heading.topic))), index)
    found = [
        index
        for index, (piece, text) in enumerate(zip(document.pieces, document.texts, strict=True))
        if not (piece.level or piece.header) and heads.get(normal(text), -1) > index
    ]
    return found if len(found) > FEWEST else []


def _page_heads(document: LaidOut) -> list[int]:
    """Give the lines that come again and again but for their numbers, as heads and feet of pages do."""
    lines: dict[str, list[int]] = defaultdict(list)
    for index, (piece, text) in enumerate(zip(document.pieces, document.texts, strict=True)):
        heading = document.headings[index]
        numbered = any(map(str.isdecimal, text)) and len(text.split()) <= REMARK_WORDS
        asks = document.prompts[index] or is_question(text)
        if numbered and not (asks or piece.is_item or piece.level or (heading and heading.is_place)):
            lines["".join(letter for letter in normal(text) if not letter.isdecimal())].append(index)
    again = (found for words, found in lines.items() if words.strip() and len(found) > FEWEST)
    return [index for found in again for index in found]


def _behind_bullets(document: LaidOut) -> list[int]:
    """Give the paragraphs behind the last bullet of a text whose notes are bullets: thanks, an address."""
    bullets = [index for run in _lists(document) if len(run) >= FEWEST for index in run]
    if len(bullets) < FEWEST_BULLETS:
        return []
    places = [index for index, heading in enumerate(document.headings) if heading and heading.is_place]
    placed = frozenset(places)
    prose = [
        index
        for index, piece in enumerate(document.pieces)
        if not (piece.is_item or piece.level or piece.header or index in placed)
        and not (document.prompts[index] or document.given[index].get("role"))
    ]
    begun, ended = [*places, bullets[0]][0], bullets[-1]
    among = sum(begun < index < ended for index in prose if not document.headings[index])
    behind = [index for index in prose if index > ended]
    few = PROSE * len(behind) <= len(bullets) and PROSE * among <= len(bullets)
    apart = all(document.pieces[index].apart for index in behind)
    return behind if few and apart and places[-1:] <= [ended] else []


def _listed(document: LaidOut, run: list[int], words: Words) -> list[int]:
    """Give the items of a list of times or of links, all of them; none of any other."""
    texts = [document.texts[index] for index in run]
    for pattern, match in ((words.clock, words.clock.match), (RE_LINK, RE_LINK.search)):
        told = [bool(match(text)) for text in texts]
        short = pattern is RE_LINK or all(words.verbs.isdisjoint(_low(text)) for text in texts)
        if short and sum(told) >= max(FEWEST, SHARE * len(run)):
            return run
    return []


def _outlined(document: LaidOut, run: list[int], words: Words) -> list[int]:
    """Give the entries of the outline of a paper: a list that names at least two of its known parts."""
    bare = [
        (index, document.texts[index]) for index in run if len(document.texts[index].split()) <= BARE_WORDS
    ]
    known = sum(
        bool(
            words.narrative.fullmatch(text) or words.summary.fullmatch(text) or words.outline.fullmatch(text)
        )
        for _, text in bare
    )
    if known < FEWEST:
        return []
    return [index for index, text in bare if words.verbs.isdisjoint(_low(text)) and text[-1] not in "?!"]


def _parts(document: LaidOut, index: int, words: Words) -> list[PartOfPiece]:
    text, piece = document.texts[index], document.pieces[index]
    if (
        RE_LINK.fullmatch(text)
        or RE_FOOTNOTE.match(text)
        or is_bare_label(text, words)
        or _is_remark(document, index, words)
        or _is_bracketed(text, words)
        or _is_in_parentheses(text[number.end() :] if (number := RE_NUMBER.match(text)) else text)
        or _is_subtitle(document, index, words)
    ):
        return [_whole(text, "meta")]
    if struck := _struck(text):
        return struck
    if piece.is_item or piece.level:
        return []
    if _heads_notes(document, index) and (end := _scribed(text, words)):
        return [PartOfPiece(0, end, "meta")]
    return _sentences(text, words, leads=_leads(document, index))


def _is_bracketed(text: str, words: Words) -> bool:
    """Tell whether square brackets hold all that is said, as whoever types notes up remarks on them."""
    few = len(text.split()) <= REMARK_WORDS / 2
    return few and bool(RE_BRACKETED.fullmatch(text)) and words.verbs.isdisjoint(_low(text))


def _is_in_parentheses(text: str) -> bool:
    """Tell whether all of a line stands in parentheses, as what is about the notes: "(rest not noted)"."""
    bare = text.rstrip(".")
    if not (bare.startswith("(") and bare.find(")") == len(bare) - 1) or is_question(bare[:-1]):
        return False
    return len(text.split()) <= REMARK_WORDS


def _struck(text: str) -> list[PartOfPiece]:
    """Give what is struck out in Markdown, all of it where the rest only remarks on that."""
    kept = text.split("~~")
    if len(kept) < 3 or not len(kept) % 2:
        return []
    rest = "".join(kept[::2]).strip()
    if not rest or _is_in_parentheses(rest):
        return [_whole(text, "meta")]
    starts = [sum(len(part) + 2 for part in kept[:number]) for number in range(len(kept))]
    return [
        PartOfPiece(start - 2, start + len(part) + 2, "meta")
        for start, part in list(zip(starts, kept, strict=True))[1::2]
    ]


def _is_remark(document: LaidOut, index: int, words: Words) -> bool:
    """Tell whether a line between the heading of a place and what was said there is about the notes.

    It begins as no title does and states nothing: "no flip chart, on paper", "14 in the room.", or it names
    an office: "Host Mia, scribe Lou".
    """
    text = document.texts[index]
    if not _heads_notes(document, index) or not document.pieces[index + 1].is_item:
        return False
    if len(text.split()) > REMARK_WORDS or is_question(text) or text[-1] == ":":
        return False
    if words.office.match(text):
        return True
    return not text[0].isupper() and text[0] not in "\"'“„«*_" and not _states(text, words)


def _is_subtitle(document: LaidOut, index: int, words: Words) -> bool:
    """Tell whether the line below a title says what a text is and whose: "Report of the works committee"."""
    text, first = document.texts[index], _low(document.texts[index])[:1]
    if index != 1 or document.pieces[index].is_item or document.headings[0] is None or text[-1] in ":?!":
        return False
    called = bool(first) and (first[0] in words.titles - words.leads or words.notes.fullmatch(first[0]))
    return bool(called) and len(text.split()) <= REMARK_WORDS and not _states(text, words)


def _heads_notes(document: LaidOut, index: int) -> bool:
    """Tell whether a paragraph stands between the heading of a place, or of all, and what was said there."""
    piece, after = document.pieces[index], document.following(index)
    if piece.is_item or piece.level or after is None or not index or document.prompts[index]:
        return False
    below = document.headings[index + 1]
    opens = after.is_item or after.level or document.prompts[index + 1] or bool(below and below.is_place)
    above = document.headings[index - 1]
    titled = index == 1 and above is not None
    return bool(opens) and (
        titled or bool(above and above.is_place and not document.pieces[index - 1].is_item)
    )


def _scribed(text: str, words: Words) -> int:
    """Give where the first sentences end that speak of taking notes, of which the first states nothing."""
    gaps = (
        gap for gap in RE_SENTENCE_GAP.finditer(text) if text[gap.start() - 2].islower()
    )  # not "Notes by C. and"
    start = 0
    for first, last in (*((gap.start(), gap.end()) for gap in gaps), (len(text), len(text))):
        sentence = text[start:first]
        if (
            not words.scribing.search(sentence)
            or (not start and _states(sentence, words))
            or is_question(sentence)
        ):
            break
        start = last
    few = len(text[:start].split()) <= 2 * REMARK_WORDS and not text.endswith(":")
    return len(text[:start].rstrip()) if few else 0


def _states(text: str, words: Words) -> bool:
    """Tell whether a text has a finite verb; "on" and "a", which are verbs in French, are none here."""
    return not words.verbs.isdisjoint(set(_low(text)) - words.leads)


def _leads(document: LaidOut, index: int) -> bool:
    """Tell whether a paragraph only leads to the bullets below it."""
    after = document.following(index)
    return after is not None and after.is_item and document.texts[index].endswith(":")


def _sentences(text: str, words: Words, *, leads: bool) -> list[PartOfPiece]:
    """Give the sentences of a paragraph that point elsewhere, say whom to ask or lead to what follows."""
    parts: list[PartOfPiece] = []
    gaps = RE_SENTENCE_GAP.finditer(text)
    starts = [0, *(gap.end() for gap in gaps if not RE_TITLE.search(text, 0, gap.start()))]
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        sentence = text[start:stop].rstrip()
        role = _role(sentence, words, leads=leads and stop == len(text))
        if role:
            parts.append(PartOfPiece(start, start + len(sentence), role))
    return parts


def _role(sentence: str, words: Words, *, leads: bool) -> str:
    if is_labelled_remark(sentence, words) and not is_question(sentence):
        return "meta"
    if RE_CONTACT.search(sentence):
        return "contact"
    if words.pointers.search(sentence):
        return "meta" if RE_LINK.search(sentence) else "narrative"
    return "narrative" if leads and words.follows.search(sentence) else ""


def _low(text: str) -> list[str]:
    return [token.lower() for token in JOINED_LETTERS.findall(text)]
