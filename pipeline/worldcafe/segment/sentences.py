"""Where sentences end inside a block: stops that are none of an abbreviation, a number or an initial."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from worldcafe.language.lists import listed
from worldcafe.language.prefilter import BLANK
from worldcafe.language.words import JOINED_SIGNS
from worldcafe.segment.words import sentence_words

RE_END = re.compile(
    r"(?P<stop>[.!?…]+|[。！？]+|(?<=\s)[:;]-?[)(DP](?!\w))"
    r"(?P<close>[\"'”’»)\]*_]{0,4})(?P<tags>(?:</?\w{1,10}>)*)(?P<gap>\s+)(?=\S)"
    r"|\s+(?=\[(?:[^\]\[\s]+\s+){3,}[^\]\[]{1,400}\](?!\())"
)
# Without any of these a text is one sentence from its first to its last character (as RE2 reads it).
SEVERAL = (
    rf"[.!?…。！？][\"'”’»)\]*_]*(?:<[^<>]*>)*{BLANK}| / |{BLANK}[:;]-?[)(DP]|{BLANK}\[|\p{{Nd}}[.)]{BLANK}"
    rf"|\A(?:{BLANK}|[.,;…\[*\-_=~])|{BLANK}\z"
)
RE_LAST_WORD = re.compile(r"[\w.'’]{1,20}$")
RE_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
RE_OPEN = re.compile(r"[\"'“„«‘’(\[*_¿¡\s]*")
RE_STATEMENT = re.compile(rf"(?:[\w’'-]+\s+){{1,2}}(?:{'|'.join(listed('english', 'grammar', 'finite'))})\b")
RE_RULE = re.compile(r"(?:\*{2,}|-{2,}|_{2,}|={2,}|~{2,})\s+")
RE_ADDRESS = re.compile(r"https?:|www\.")
RE_NUMBER = re.compile(r"(?<!\S)\(?(\d{1,2})[.)]\s+(?=[^\W\d_])")
EDGES = " \t\r\n\f\v\xa0"
VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûãõåæø")
Span = tuple[int, int]


def cut_sentences(text: str, start: int, end: int) -> list[Span]:
    """Give the sentences of `text` from `start` to `end`, without what holds no word."""
    begun = list(_boundaries(text, start, end)) or _slashed_items(text, start, end)
    edges = [start, *begun, end]
    spans = [_trim(text, a, b) for a, b in pairwise(edges)]
    if len(spans) == 1:
        return [span for span in spans if span[0] < span[1]]
    return [span for span in spans if JOINED_SIGNS.search(text, *span)]


def _boundaries(text: str, start: int, end: int) -> Iterator[int]:
    """Give where sentences begin, the first aside."""
    items = _numbered_items(text, start, end)
    last = start
    for match in RE_END.finditer(text, start, end):
        while items and items[0] <= match.end():
            last = items.pop(0)
            yield last
        if match.end() > last and (match["stop"] is None or _is_boundary(text, last, match, end)):
            last = match.end()
            yield last
    yield from items


def _numbered_items(text: str, start: int, end: int) -> list[int]:
    """Give where the second and further items of "1) seeds 2) tools" begin."""
    items: list[int] = []
    awaited = 1
    for match in RE_NUMBER.finditer(text, start, end):
        if int(match[1]) == awaited:
            items.append(match.start())
            awaited += 1
    return items[1:]


def _slashed_items(text: str, start: int, end: int) -> list[int]:
    """Give where the second and further items begin between slashes, if each of all says something."""
    items = text[start:end].split(" / ")
    if any(not item.split()[2:] for item in items):  # "phone / bank / website" are words of one
        return []
    lengths = accumulate(len(item) + len(" / ") for item in items[:-1])
    return [start + length for length in lengths]


def _is_boundary(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Tell whether a sentence ends at a stop: not after an abbreviation, seldom before a small letter."""
    if match["stop"][0] in "?!" and _closes_in_parentheses(text, match.end(), end):
        return False
    opening = RE_OPEN.match(text, match.end(), end)
    first = text[opening.end() : opening.end() + 80] if opening else ""
    if match["stop"] == "." and _is_abbreviated(text, start, match, first):
        return False
    if not first[:1].islower() or re.match(r"[a-z]{1,3}[A-Z]", first):  # "iPhone", "eGov" begin a sentence
        return True
    words = len(JOINED_SIGNS.findall(text, start, match.start()))
    begun = JOINED_SIGNS.search(text, start, match.start())
    careless = begun is not None and begun[0][0].islower()  # of capitals
    if careless and match["stop"] in (".", "!", "?"):
        return words >= 2
    return words >= (4 if match["stop"][0] == "." else 1) and _begins(first, match["stop"], words)


def _closes_in_parentheses(text: str, start: int, end: int) -> bool:
    """Tell whether all that follows stands in parentheses and is no sentence: "trees! (underlined twice)"."""
    last = end
    while last > start and text[last - 1] in EDGES + ".":
        last -= 1
    inside = text[start + 1 : last - 1]
    return text[start : start + 1] == "(" and text[last - 1] == ")" and not set(inside) & set("().!…")


def _begins(first: str, stop: str, words: int) -> bool:
    """Tell whether words without a capital begin a sentence: "it would be", "https://...", "please ask"."""
    opener = JOINED_SIGNS.match(first)
    known = opener is not None and opener[0].lower() in sentence_words()["opener"]
    if stop[0] in "?!" and words >= 4:
        return True
    return bool(RE_STATEMENT.match(first)) or (
        stop in (".", "?", "!") and (known or bool(RE_ADDRESS.match(first)))
    )


def _is_abbreviated(text: str, start: int, match: re.Match[str], first: str) -> bool:
    """Tell whether a full stop belongs to the word before it: "approx.", "Nr. 5", "W.H. Auden", "2. "."""
    word = RE_LAST_WORD.search(text, max(start, match.start() - 20), match.start())
    low = word.group().lower() if word else ""
    lists = sentence_words()
    if low in lists["abbreviation"] or (low in lists["numbered"] and first[:1].isdecimal()):
        return True
    if len(low) == 1 and low.isalpha():
        return low != "i"
    if RE_INITIALS.search(low):
        return (JOINED_SIGNS.match(first) or [""])[0].lower() not in lists["opener"]
    if low.isdecimal():
        dated = len(low) <= 2 and (JOINED_SIGNS.match(first) or [""])[0].lower() in lists["month"]
        return dated or match.start() - start <= 3
    clipped = len(low) <= 5 and low.isalpha() and VOWELS.isdisjoint(low)  # "mtg.", "dpt."
    if low in lists["trailing"]:
        return not first[:1].isupper() or text[match.end()] == "("
    return clipped and first[:1].islower()


def _trim(text: str, start: int, end: int) -> Span:
    """Give a span without blanks, stray stops before it and square brackets around it."""
    while start < end and text[start] in EDGES + ".,;…":
        start += 1
    if rule := RE_RULE.match(text, start, end):
        start = rule.end()
    while end > start and text[end - 1] in EDGES:
        end -= 1
    if text.endswith(" /", start, end):
        end = _trim(text, start, end - 1)[1]
    bracketed = end - start > 2 and text[start] == "[" and text[end - 1] == "]"
    return (start + 1, end - 1) if bracketed and "]" not in text[start : end - 1] else (start, end)
