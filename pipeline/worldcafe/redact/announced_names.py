"""Names that a label announces: "Host: Li Wei", "(scribe TM)", "Présents : A, B", a list of who was there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from worldcafe.language.lists import gather
from worldcafe.language.prefilter import prefilter
from worldcafe.language.reasons import BEHIND
from worldcafe.redact.batch import Batch
from worldcafe.redact.contacts import stands_in_text
from worldcafe.redact.finding import CONTACT, NOTE_TAKER, PERSON, Finding
from worldcafe.redact.lexicon import (
    any_of,
    fold,
    given_names,
    is_acronym,
    is_never,
    is_place,
    is_word,
    labels,
    phrases,
    surnames,
)

REACH = 400  # characters after a label in which names may stand
MOST_WORDS = 5  # of a name
MARKED = frozenset({"meta", "narrative", "note"})  # roles of lines below a heading that announces names
REASON = "named in a list of people"
ITEM = re.compile(r"[^,;:&|/\n\t•·)\]]+")  # a bracket that stays closes one before the label
ACCOUNT = re.compile(
    r"\b(?:git(?:hub|lab)|twitter|mastodon|linkedin|orcid|telegram|slack|discord|instagram)\s*:\s*$",
    re.IGNORECASE,
)
SHORT = re.compile(r"\s*[(\[]([A-Z]{2,3}|[A-Z]\.\s?[A-Z]\.)[)\]]")
ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|\S*@\S+|[\s.,:;–—-]+$")
BREAK = re.compile(r"\s{3,}|\s[|•·–—]\s|(?<=\w{5})[.!?]\s+(?=[^\W\d_a-z])")
INITIALS = re.compile(r"[A-Z]{2,3}|[A-Z]\.\s?[A-Z]\.?|[b-df-hj-np-tv-xz]{2}")
TOKEN = re.compile(r"[^\s]+")
CASELESS = re.compile(r"[^\W\d_a-zA-Zß-öø-ÿÀ-ÖØ-ÞĀ-ɏͰ-ӿ]+")


def find_listed(
    texts: Sequence[str], roles: Sequence[str], sources: Sequence[str], asides: Sequence[str] = ()
) -> Iterator[Finding]:
    """Give the names, and the initials, that stand after a label, below a heading or in a column for people.

    `asides` are the reasons for which texts are set aside; one says what column a text is from.
    """
    behind = [row for row, reason in enumerate(asides) if reason == BEHIND]
    others = [text for text, reason in zip(texts, asides, strict=True) if reason != BEHIND] if behind else []
    for row in behind:
        yield from _names(row, texts[row], 0, len(texts[row]), others)
    labelled = set(prefilter(texts, r"[:(\[=]|[A-Z]\.\s?[A-Z]\."))
    announced = False
    last = ""
    for row, (text, role, source) in enumerate(zip(texts, roles, sources, strict=True)):
        if source != last or role == "heading":
            last, announced = source, role == "heading" and bool(_labels()[1].fullmatch(text.strip()))
        spans = list(_labelled(text)) if row in labelled else []
        if announced and role in MARKED and not spans and len(text) <= REACH:
            spans = [(0, len(text))]
        for start, end in spans:
            yield from _names(row, text, start, end, texts)


def announced_parts(batch: Batch) -> set[str]:
    """Give the words of the names that are announced anywhere in some segments, folded.

    Among them, in capitals, are the initials that are announced and those of the names.
    """
    small, texts = phrases()["people"]["particles"], batch.texts
    known: set[str] = set()
    columns = (batch.column("role"), batch.column("source"), batch.column("set_aside"))
    for found in find_listed(texts, *columns):
        words = re.findall(r"[^\W\d_]+", texts[found.row][found.start : found.end])
        parts = [part for part in words if part.casefold() not in small]
        if found.type == PERSON:
            known.update(fold(part) for part in parts if len(part) > 1)
            known.add("".join(part[0] for part in parts if len(parts) > 1).upper())
        else:
            known.add("".join(parts))
    return known


@lru_cache(maxsize=1)
def _labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the patterns for a label with what follows, and for a text that is nothing but a label."""
    word = rf"{labels()}(?:s|es|en|n|innen)?"
    opened = rf"[(\[]\s*{word}\s*:?\s+(?=\S)"
    begun = rf"(?:^\W*|[–—|;,/(\[-]\s*|\s{{2,}}|\s[-–—]\s){word}(?:\s*\([^()]{{0,30}}\))?\s*[:=]\s*(?=\S)"
    flags = re.IGNORECASE
    short = r"(?:(?-i:[A-Z]{2,3})\b|(?-i:[A-Z]\.\s?[A-Z]\.))"
    signed = rf"(?:[,;/|–—]\s*|^){word}\s+(?={short})"  # "host Oyelaran, scribe KR", "notes H.B."
    return re.compile(rf"(?:{begun}|{opened}|{signed})", flags), re.compile(rf"{word}\s*:?", flags)


def _labelled(text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches in which a label announces names: to the next label, bracket or sentence."""
    found = list(_labels()[0].finditer(text[: 4 * REACH]))
    for number, label in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        end = min(end, label.end() + REACH)
        opens = label.group().lstrip()[:1]
        if opens in ("(", "["):
            closing = text.find(")" if opens == "(" else "]", label.end(), end)
            end = closing if closing >= 0 else end
        stop = BREAK.search(text, label.end(), end)
        yield label.end(), stop.start() if stop else end


def _names(row: int, text: str, start: int, end: int, texts: Sequence[str]) -> Iterator[Finding]:
    """Give the names among what stands between two characters, separated by commas or "and"."""
    for first, last in _items(text, start, end):
        item = text[first:last]
        short = SHORT.match(text, last)
        if short and ("." in short[1] or short[1] == "".join(word[0] for word in item.split()).upper()):
            yield Finding(row, *short.span(1), NOTE_TAKER, "initials in brackets after a label")
        if ACCOUNT.search(text, start, first):
            yield Finding(row, first, last, CONTACT, "handle after the name of a service")
        elif INITIALS.fullmatch(item):
            if not stands_in_text(item, texts):
                yield Finding(row, first, last, NOTE_TAKER, "initials after a label")
        elif is_listed_name(item):
            yield Finding(row, first, last, PERSON, REASON)


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the spans of the items of a list, without titles and what stands in brackets."""
    shown = list(text[start:end])
    for aside in ASIDE.finditer(text, start, end):
        for position in range(aside.start(), aside.end()):
            shown[position - start] = "," if text[position] in "([<)]>@" else " "
    plain = "".join(shown)
    for item in ITEM.finditer(plain):
        edges = [item.start(), *(edge for join in _joined().finditer(item[0]) for edge in _edges(item, join))]
        for first, last in zip(edges[::2], [*edges[1::2], item.end()], strict=True):
            span = _without_title(plain, first, last)
            if span[1] > span[0]:
                yield start + span[0], start + span[1]


@lru_cache(maxsize=1)
def _joined() -> re.Pattern[str]:
    """Match what joins two names."""
    return re.compile(rf"\s+{any_of(gather('structure', 'joined'))}\s+")


def _edges(item: re.Match[str], join: re.Match[str]) -> tuple[int, int]:
    return item.start() + join.start(), item.start() + join.end()


def _without_title(plain: str, first: int, last: int) -> tuple[int, int]:
    while title := _title().match(plain, first, last):
        first = title.end()
    while first < last and plain[last - 1] in " .\"'*_":
        if plain[last - 1] == "." and re.search(r"(?:^|[\s.])[A-Z]\.$", plain[first:last]):
            break
        last -= 1
    return first, last


@lru_cache(maxsize=1)
def _title() -> re.Pattern[str]:
    return re.compile(rf"[\s\"'*_•-]+|{any_of(phrases()['people']['titles'])}\.?(?=\s)", re.IGNORECASE)


def is_listed_name(item: str) -> bool:
    """Tell whether an item of a list of people is a person's name, not a body or a group of people."""
    tokens = TOKEN.findall(item)
    if not 0 < len(tokens) <= MOST_WORDS or any(map(str.isdigit, item)) or not any(map(str.isalpha, item)):
        return False
    small = phrases()["people"]["particles"]
    names = [token for token in tokens if token.casefold() not in small and len(token.strip(".")) > 1]
    if any(token.casefold().strip(".") in phrases()["people"]["bodies"] for token in tokens):
        return False
    known = [_is_known(token) for token in names if len(token) > 2]
    if all(CASELESS.fullmatch(token) for token in names):
        return bool(names)
    if not all(token[:1].isupper() or CASELESS.match(token) for token in names):
        return len(tokens) <= 2 and all(known) and not any(is_word(token) for token in names)
    if not names or (len(names) == 1 and (is_never(names[0]) or is_place(names[0]))):
        return False
    foreign = [not is_word(token) and not (is_acronym(token) and len(tokens) == 1) for token in names]
    return any(foreign) or (bool(known) and all(known))


def _is_known(token: str) -> bool:
    """Tell whether lists of names have a token, or its first half."""
    half = fold(re.split(r"['’-]", token)[0])
    return half in given_names() or fold(token) in surnames()
