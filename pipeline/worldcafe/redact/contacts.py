"""E-mail addresses, handles, phone numbers, personal web addresses, and note-takers' marks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import pairwise

from worldcafe.language.prefilter import BLANK, prefilter
from worldcafe.redact.finding import CONTACT, NOTE_TAKER, Finding
from worldcafe.redact.lexicon import (
    WIDE,
    any_of,
    is_place,
    labels,
    phrases,
    spread,
    surnames,
)

# Several may run into each other: "a@b.orgc@d.org".
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+(?:\s?@\s?(?:[\w-]+\.)+\w{2,})+")
# Written so that no program finds it: "ana (at) garden (dot) org".
SPELLED = re.compile(
    rf"(?<![\w.+-])[\w.+-]+\s?[(\[{{]\s?{any_of(phrases()['contacts']['at'])}\s?[)\]}}]\s?[\w-]+"
    rf"(?:(?:\.|\s?[(\[{{]\s?{any_of(phrases()['contacts']['dot'])}\s?[)\]}}]\s?)[\w-]+)+",
    re.IGNORECASE,
)
HANDLE = re.compile(r"(?<![\w@./])@(?:[^\W\d]\w{2,}(?:[.-][a-z]\w*)*|\d{6,15}\b)")
WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')\]]+|\b(?:linkedin\.com|orcid\.org|x\.com|t\.me)/[^\s<>\"')\]]+"
)
PERSONAL_WEB = re.compile(
    r"/~|/@|linkedin\.com/in|orcid\.org|facebook\.com|/(?:people|users?|staff|profiles?|members?)/"
    r"|(?:x|twitter|instagram|t)\.(?:com|me)/\w|zoom\.us/j|calendly|@",
    re.IGNORECASE,
)
GROUPS = r"\d[\d\s()./\u2011-]{5,}\d"
DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d)|\d{4}-\d{2}-\d{2}")
LEAST_DIGITS = 7
NATIONAL = range(9, 13)  # digits of a number that begins with 0
MARK = re.compile(r"(?:(?<=^)|(?<=[\[\s]))\([A-Z]{1,2}\)(?=\s+\S)|(?:(?<=^)|(?<=\s))\[[A-Z]{1,2}\](?=\s+\S)")
INITIALS = re.compile(r"(?:^\W*|[.?!]\s)([A-Z]{2,3}|[A-Z]\.\s?[A-Z]\.?)(?=\s?:\s|\s[-–—]\s)")
# Marks of questions and answers, and a list (A) (B) (C), are no people.
QUESTION_ANSWER = frozenset("QA")


def find_contacts(texts: Sequence[str]) -> Iterator[Finding]:
    """Give what leads straight to somebody: addresses, handles, numbers, personal pages."""
    for row in prefilter(texts, r"[@/\p{Nd}]|www\.|[(\[{]\s?(?i:at|ät|arroba|arobase)\s?[)\]}]"):
        text = texts[row]
        if "@" in text:
            yield from _findings(EMAIL, row, text, "e-mail address")
            yield from _findings(HANDLE, row, text, "handle")
        if "(" in text or "[" in text or "{" in text:
            yield from _findings(SPELLED, row, text, "e-mail address")
        if "/" in text or "www." in text:
            pages = (page for page in WEB.finditer(text) if _is_personal(page[0]))
            yield from (Finding(row, *page.span(), CONTACT, "personal web address") for page in pages)
        yield from (Finding(row, *span, CONTACT, "phone number") for span in _phones(text))


def _is_personal(address: str) -> bool:
    """Tell whether a web address is somebody's: by its form, or by a given name before a surname."""
    words = re.split(r"[^a-z]", address.casefold())
    pairs = ((first, last) for first, last in pairwise(words) if last in surnames())
    named = any(spread(first) >= WIDE and not is_place(first) for first, _ in pairs)
    return named or PERSONAL_WEB.search(address) is not None


@lru_cache(maxsize=1)
def _phone() -> re.Pattern[str]:
    """Match what may be a telephone number: with its country, after a word for it, or as it is dialled."""
    called = any_of(phrases()["contacts"]["called"])
    return re.compile(
        rf"(?<![\w+])(?:\+|00)\d[\d\s()./\u2011-]{{6,}}\d(?!\w)"
        rf"|\b(?:{called})\b[.:]?\s*(?P<called>\(?{GROUPS})(?!\w)"
        rf"|(?:(?<=^)|(?<=[\s|,;]))[MTPF][.:]\s*(?P<lettered>\(?{GROUPS})(?!\w)"
        r"|(?<![\w+])\(\d{3}\)\s?\d{3}[\s-]\d{4}(?!\w)"
        r"|(?<![\w+.,/-])\d{3}[-.]\d{3}[-.]\d{4}(?![\w-])"
        r"|(?<![\w+.,:/-])(?P<national>\(?0\)?\d{1,4}(?:[\s()/\u2011-]{1,2}\d{2,}){1,5}|0\d{8,10})(?![\w:/.-]\d|\w)",
        re.IGNORECASE,
    )


def _phones(text: str) -> Iterator[tuple[int, int]]:
    """Give the spans of telephone numbers: dates, and numbers that are too short or too long, are none."""
    if sum(map(str.isdigit, text)) < LEAST_DIGITS:
        return
    for match in _phone().finditer(text):
        group = next((name for name in ("called", "lettered", "national") if match[name]), "")
        start, end = match.span(group or 0)
        digits = sum(map(str.isdigit, text[start:end]))
        if DATE.match(text, start) or (group == "national" and digits not in NATIONAL):
            continue
        if digits >= LEAST_DIGITS:
            yield start, end


def _findings(pattern: re.Pattern[str], row: int, text: str, reason: str) -> Iterator[Finding]:
    """Give every match of a contact pattern."""
    return (Finding(row, *match.span(), CONTACT, reason) for match in pattern.finditer(text))


def find_marks(texts: Sequence[str], known: Set[str] = frozenset()) -> Iterator[Finding]:
    """Give note-takers' marks: "(S)" before a remark of the scribe's own, "JK:" as a label.

    Letters that also number a list, or that the notes use as an abbreviation elsewhere, are no marks; those
    that are `known` as somebody's initials always are.
    """
    found: dict[str, list[Finding]] = defaultdict(list)
    for row in prefilter(texts, r"\([A-Z]{1,2}\)|\[[A-Z]{1,2}\]"):
        for match in MARK.finditer(texts[row]):
            found[match[0][1:-1]].append(Finding(row, *match.span(), NOTE_TAKER, "mark before a remark"))
    if len(QUESTION_ANSWER & found.keys()) < len(QUESTION_ANSWER):
        single = {mark for mark in found if len(mark) == 1}
        numbering = {"A", "B"} <= single
        for mark, findings in found.items():
            if not (numbering and len(mark) == 1) and not _abbreviates(mark, texts):
                yield from findings
    yield from _find_initials(texts, known)


def _find_initials(texts: Sequence[str], known: Set[str]) -> Iterator[Finding]:
    """Give initials that label remarks and never stand anywhere else, or that are known."""
    labelled = prefilter(texts, rf"[A-Z](?:\.{BLANK}?)?[A-Z]\.?{BLANK}?[:–—-]{BLANK}")
    labels = [(row, match) for row in labelled for match in INITIALS.finditer(texts[row])]
    counts = Counter(match[1] for _, match in labels)
    marks = {label for label, count in counts.items() if _is_somebody(label, count, texts, known)}
    for row, match in labels:
        if match[1] in marks:
            yield Finding(row, *match.span(1), NOTE_TAKER, "initials before a remark")


def _is_somebody(label: str, count: int, texts: Sequence[str], known: Set[str]) -> bool:
    """Tell whether letters before a colon are who speaks, not what is spoken of: "HR: ", "PS: ".

    What may be either is who speaks where it does so more than once.
    """
    letters = re.sub(r"\W", "", label)
    if letters in known:
        return True
    told = len(letters) == 2 and (count > 1 or letters not in _abbreviations())
    return told and not _abbreviates(label, texts)


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    """Give pairs of letters that stand before a colon for what is spoken of."""
    return frozenset(phrases()["people"]["abbreviations"])


def stands_in_text(initials: str, texts: Sequence[str]) -> bool:
    """Tell whether letters that a label calls somebody's initials are an abbreviation elsewhere."""
    if not initials.isalpha():
        return False
    speech = any_of(phrases()["people"]["speech"])
    said = re.compile(  # of a person, not of a body
        rf"(?:[:,;&(]|\b(?i:{labels()}))\s*{initials}\b|(?<!\w){initials}\s+{speech}\b"
    )
    return _abbreviates(initials, [said.sub("", text) for text in texts if initials in text])


def _abbreviates(mark: str, texts: Sequence[str]) -> bool:
    """Tell whether two letters also stand in running text, as an abbreviation does."""
    if len(mark) == 1:
        return False
    running = re.compile(rf"(?<![\w(\[]){mark}s?(?![\w)\]]|\s?:|\s[-–—]\s)")
    return any(running.search(texts[row]) for row in prefilter(texts, mark))
