"""Places in short names: what "Table 3", "tisch-2_runde-1.docx" or a column says of a place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from pathlib import PurePath

from worldcafe.language.words import PIECE
from worldcafe.read.words import (
    cafe_words,
    counting,
    endings,
    first_words,
    notes_words,
    ordinals,
    place_words,
    plain,
    report_words,
    safe_words,
)

RE_KEY = re.compile(r"[ _-]?\b[0-9a-f]{32}\b")  # "Children in the room a4e62b2f95efc3bc135800f9641505c1"
RE_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
RE_NUMBERED = re.compile(r"(\d{1,2})\s*[.:)–—-]?\s+([^\W\d_].*)|(?!)")
RE_BREAK = re.compile(r"\s*[-–—:|]\s+")
LONGEST_NUMBER = 8  # a date; a longer number in a file name may be somebody's telephone


def places_in(name: str) -> dict[str, str]:
    """Give the table and the round that a name of a file, a sheet or a column states.

    Example: "Tisch 2 - Runde 1" -> {"table": "Tisch 2", "round": "1"}; a name without a number or a
    letter after the word states nothing, but for a round that is counted: "2nd round", "R2".
    """
    return _numbered(name) or _counted(_tokens(name))


def _numbered(name: str) -> dict[str, str]:
    tokens = _tokens(name)
    found: dict[str, str] = {}
    for position, (word, label) in enumerate(itertools.pairwise(tokens)):
        if _is_of_next(name, word, label):
            continue
        place = place_words().get(plain(word), "")
        number = label.lstrip("0") or "0" if label.isdecimal() else label.upper()
        if place == "cafe" or not place or not (label.isdecimal() or len(label) == 1):
            continue
        phrase = _longest(tokens[: position + 1], place)
        found.setdefault(place, number if place == "round" else f"{phrase} {number}")
    return found


def _counted(tokens: list[str]) -> dict[str, str]:
    """Give the round that an ordinal before its word, or R, counts: "1.ª ronda", "R3 ideas"."""
    for position, token in enumerate(tokens):
        number = ordinals().get(plain(token), token)
        behind = [plain(word) for word in tokens[position + 1 : position + 3]]
        if behind and behind[0] in endings():
            del behind[0]
        counts = number.isdecimal() and any(place_words().get(word) == "round" for word in behind[:1])
        if counts or (behind and number.isdecimal() and tokens[position - 1 : position] == ["R"]):
            return {"round": number.lstrip("0") or "0"}
    return {}


def round_told(said: str) -> str:
    """Give the round that words in a conversation name, "" for none: "So round two, tell me" -> "2"."""
    tokens = [plain(token) for token in _tokens(said)]
    for word, label in itertools.pairwise(tokens):
        number = counting().get(label, label)
        if place_words().get(word) == "round" and number.isdecimal():
            return number
    return _counted(tokens).get("round", "")


def heads_place(lead: str, rest: str = "") -> bool:
    """Tell whether words in bold before what was said head it: "Table 1, Noise.", "Mesa de conductores.".

    So do any before a remark in parentheses that is all the `rest` of their line.
    """
    if lead and rest.startswith("(") and rest.endswith(")"):
        return True
    words = plain(lead).split()
    ends = () if words[4:] else (*words[:1], *words[-1:])  # a name is short
    return bool(_numbered(lead)) or any(place_words().get(word) == "table" for word in ends)


def _is_of_next(name: str, word: str, number: str) -> bool:
    """Tell whether a number belongs to the letters behind it and not to the word before: "atelier_25nov"."""
    return number.isdecimal() and re.search(rf"{word}[\W_]+{number}[^\W\d_]{{3}}", name) is not None


def _tokens(name: str) -> list[str]:
    """Give the words and numbers of a name: "Table3_MyNotes" -> Table, 3, My, Notes."""
    return PIECE.findall(RE_CAMEL.sub(" ", without_key(name)))


def without_key(name: str) -> str:
    """Give a name without the key that a program hangs on each page, and each folder, that it exports."""
    return RE_KEY.sub("", name)


def _longest(tokens: list[str], place: str) -> str:
    """Give the longest name of a place that the tokens end with, as it is written: "Breakout room"."""
    for length in (3, 2, 1):
        phrase = " ".join(tokens[-length:])
        if place_words().get(plain(phrase)) == place:
            return phrase[0].upper() + phrase[1:].lower()
    return tokens[-1].capitalize()


def cafe_in(name: str) -> str:
    """Give the café that a name of a folder states by a word for one.

    Example: "Hamburg café" -> "Hamburg", "Day 2" -> "Day 2"; "Café notes" states none in particular.
    """
    tokens = _tokens(name)
    if not any(plain(token) in cafe_words() for token in tokens):
        return ""
    own = [token for token in tokens if token.isalpha() and plain(token) not in cafe_words() | safe_words()]
    numbered = any(token.isdecimal() for token in tokens)
    return " ".join(own or tokens) if own or numbered else ""


def is_report(name: str) -> bool:
    """Tell whether a word of a file's name says that it is a report and none that it holds notes."""
    words = {plain(token) for token in _tokens(name)}
    return bool(words & report_words()) and not words & notes_words()


def table_label(value: str, header: str) -> str:
    """Give a value of a table column as a heading would: "3" under "Tischnummer" -> "Tisch 3"."""
    if re.fullmatch(r"\d+|[A-Za-z]", value):
        return f"{first_words().get(plain(header), 'Table')} {value.upper()}"
    return value if any(map(str.isalnum, value)) else ""


def place_and_topic(value: str) -> tuple[str, str] | None:
    """Give table and topic of a cell that states both: "1: Money" -> ("1", "Money"), None if it does not."""
    numbered = RE_NUMBERED.fullmatch(value.strip())
    if numbered:
        return numbered[1], numbered[2]
    head, separator, rest = RE_BREAK.sub("\0", value.strip(), count=1).partition("\0")
    placed = separator and rest and "table" in places_in(head) and not places_in(rest)
    return (head, rest) if placed else None


def area_places(area: str) -> dict[str, str]:
    """Give what an area of a whiteboard says: a place, a topic, or both as in "Table 1 - Money"."""
    if not area:
        return {}
    head, _, rest = RE_BREAK.sub("\0", area, count=1).partition("\0")
    topic = {"topic": rest} if rest and places_in(head) and not places_in(rest) else {}
    return {**places_in(area), **topic} or {"topic": area}


def round_label(value: str) -> str:
    """Give a value of a round column without its word: "Runde 2" -> "2"."""
    tokens = PIECE.findall(value)
    if len(tokens) == 2 and place_words().get(plain(tokens[0])) == "round":
        return str(tokens[1])
    return value


def safe_names(names: Iterable[str]) -> list[str]:
    """Give each file a name of its own in which no word can be a person's: unknown words are left out.

    Example: "Day 1/Table 3 - Jane.docx" -> "Day-1-Table-3.docx"; "Jane.txt" -> "source.txt", and the
    next such file is "source-2.txt".
    """
    taken: set[str] = set()
    unique = []
    for name in names:
        stem, suffix = _safe_stem(name), PurePath(name).suffix.lower()
        numbered = (f"{stem}{suffix}", *(f"{stem}-{number}{suffix}" for number in range(2, len(taken) + 3)))
        unique.append(next(label for label in numbered if label.casefold() not in taken))
        taken.add(unique[-1].casefold())
    return unique


def safe_label(name: str) -> str:
    """Give a name if no word of it can be a person's, otherwise ""."""
    return name if _safe_tokens(name) == _tokens(name) else ""


def _safe_stem(name: str) -> str:
    path = PurePath(name)
    parts = [part for part in (*path.parent.parts, path.stem) if part not in ("/", "..", ".")]
    if len(parts) == 1 and safe_label(parts[0]) and not re.search(r"[^\w.() -]", parts[0]):
        return parts[0]
    return "-".join(token for part in parts for token in _safe_tokens(part)) or "source"


def _safe_tokens(name: str) -> list[str]:
    """Give the words and numbers of a name that are nobody's; a single letter counts after a place word."""
    kept: list[str] = []
    for token in _tokens(name):
        after_place = bool(kept) and plain(kept[-1]) in place_words()
        number = token.isdecimal() and len(token) <= LONGEST_NUMBER
        if number or plain(token) in safe_words() or (len(token) == 1 and after_place):
            kept.append(token)
    return kept
