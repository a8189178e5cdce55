"""E-mail addresses, handles, phone numbers, personal web addresses, and note-takers' marks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from worldcafe.redact.finding import CONTACT, NOTE_TAKER, Finding
from worldcafe.sift import BLANK, sift

# Several may run into each other: "a@b.orgc@d.org".
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+(?:\s?@\s?(?:[\w-]+\.)+\w{2,})+")
HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z_]\w{2,}(?:\.[a-z]\w*)*")
WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')\]]+|\b(?:linkedin\.com|orcid\.org|x\.com|t\.me)/[^\s<>\"')\]]+"
)
PERSONAL_WEB = re.compile(
    r"/~|/@|linkedin\.com/in|orcid\.org|facebook\.com|/(?:people|users?|staff|profiles?|members?)/"
    r"|(?:x|twitter|instagram|t)\.(?:com|me)/\w|zoom\.us/j|calendly|@",
    re.IGNORECASE,
)
PHONE = re.compile(
    r"(?<![\w+])(?:\+|00)\d[\d\s()./-]{6,}\d(?!\w)"
    r"|(?:\b(?:tel|phone|mobile|cell|call|fax|whatsapp)\b[.:]?\s*)(?P<local>\(?\d[\d\s()./-]{5,}\d)(?!\w)"
    r"|(?<![\w+])\(\d{3}\)\s?\d{3}[\s-]\d{4}(?!\w)",
    re.IGNORECASE,
)
MARK = re.compile(r"(?:(?<=^)|(?<=[\[\s]))\([A-Z]{1,2}\)(?=\s+\S)|(?:(?<=^)|(?<=\s))\[[A-Z]{1,2}\](?=\s+\S)")
INITIALS = re.compile(r"^\W*([A-Z]{2})(?=\s?:\s)")
# Marks of questions and answers, and a list (A) (B) (C), are no people.
QUESTION_ANSWER = frozenset("QA")


def find_contacts(texts: Sequence[str]) -> Iterator[Finding]:
    """Give what leads straight to somebody: addresses, handles, numbers, personal pages."""
    for row in sift(texts, r"[@/\p{Nd}]"):
        text = texts[row]
        if "@" in text:
            yield from _findings(EMAIL, row, text, "e-mail address")
            yield from _findings(HANDLE, row, text, "handle")
        if "/" in text:
            for match in WEB.finditer(text):
                if PERSONAL_WEB.search(match[0]):
                    yield Finding(row, *match.span(), CONTACT, "personal web address")
        if sum(map(str.isdigit, text)) >= 7:
            for match in PHONE.finditer(text):
                yield Finding(row, *match.span("local" if match["local"] else 0), CONTACT, "phone number")


def _findings(pattern: re.Pattern[str], row: int, text: str, reason: str) -> Iterator[Finding]:
    """Give every match of a contact pattern."""
    return (Finding(row, *match.span(), CONTACT, reason) for match in pattern.finditer(text))


def find_marks(texts: Sequence[str]) -> Iterator[Finding]:
    """Give note-takers' marks: "(S)" before a remark of the scribe's own, "JK:" as a label.

    Letters that also number a list, or that the notes use as an abbreviation elsewhere, are no marks.
    """
    found: dict[str, list[Finding]] = defaultdict(list)
    for row in sift(texts, r"\([A-Z]{1,2}\)|\[[A-Z]{1,2}\]"):
        for match in MARK.finditer(texts[row]):
            found[match[0][1:-1]].append(Finding(row, *match.span(), NOTE_TAKER, "mark before a remark"))
    if len(QUESTION_ANSWER & found.keys()) < len(QUESTION_ANSWER):
        single = {mark for mark in found if len(mark) == 1}
        numbering = {"A", "B"} <= single
        for mark, findings in found.items():
            if not (numbering and len(mark) == 1) and not _abbreviates(mark, texts):
                yield from findings
    yield from _find_initials(texts)


def _find_initials(texts: Sequence[str]) -> Iterator[Finding]:
    """Give initials that label remarks at least twice and never stand anywhere else."""
    labelled = sift(texts, rf"[A-Z]{{2}}{BLANK}?:{BLANK}")
    labels = [(row, match) for row in labelled if (match := INITIALS.match(texts[row]))]
    counts = Counter(match[1] for _, match in labels)
    marks = {label for label, count in counts.items() if count > 1 and not _abbreviates(label, texts)}
    for row, match in labels:
        if match[1] in marks:
            yield Finding(row, *match.span(1), NOTE_TAKER, "initials before a remark")


def _abbreviates(mark: str, texts: Sequence[str]) -> bool:
    """Tell whether two letters also stand in running text, as an abbreviation does."""
    if len(mark) == 1:
        return False
    running = re.compile(rf"(?<![\w(\[]){mark}s?(?![\w)\]]|\s?:)")
    return any(running.search(texts[row]) for row in sift(texts, mark))
