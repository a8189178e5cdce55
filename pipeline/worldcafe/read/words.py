"""The words by which columns, places and harmless file names are known."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from worldcafe.language.lists import gather, known_languages, listed, read_lists
from worldcafe.language.words import GAP
from worldcafe.source import PLACE

COLUMNS = (
    "text",
    "title",
    "cafe",
    "table",
    "topic",
    "round",
    "question",
    "role",
    "level",
    "author",
    "behind",
    "space",
)


def plain(text: str) -> str:
    """Give a text as it is compared: lower case, no accents, one space for whatever separates words.

    Example: "Table_No." -> "table no".
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return GAP.sub(" ", bare.casefold()).strip()


@lru_cache(maxsize=1)
def header_words() -> dict[str, str]:
    """Give which column a header names: {"tisch": "table", ...}; an earlier column wins."""
    found: dict[str, str] = {}
    for language in known_languages():
        for column in COLUMNS:
            for word in listed(language, "columns", column):
                found.setdefault(plain(word), column)
    return found


@lru_cache(maxsize=1)
def role_words() -> dict[str, str]:
    """Give which role a value of a role column means: {"haftnotiz": "note", ...}."""
    found: dict[str, str] = {}
    for language in known_languages():
        for role, words in read_lists(language).get("columns", {}).get("values", {}).items():
            for word in words:
                found.setdefault(plain(word), role)
    return found


@lru_cache(maxsize=1)
def place_words() -> dict[str, str]:
    """Give what a word before a number or a letter names: {"table": "table", "runde": "round", ...}."""
    found: dict[str, str] = {}
    for language in known_languages():
        for place in PLACE:
            for word in listed(language, "structure", place):
                found.setdefault(plain(word), place)
    return found


@lru_cache(maxsize=1)
def ordinals() -> dict[str, str]:
    """Give the number of each word that counts rounds: {"zweite": "2", ...}."""
    return {
        plain(form): str(number)
        for language in known_languages()
        for number, forms in enumerate(listed(language, "structure", "ordinal"), start=1)
        for form in forms.split("|")
    }


@lru_cache(maxsize=1)
def counting() -> dict[str, str]:
    """Give the number of each word that stands behind what is counted: {"two": "2", ...}."""
    return {
        plain(word): str(number)
        for language in known_languages()
        for number, word in enumerate(listed(language, "structure", "number"), start=1)
    }


@lru_cache(maxsize=1)
def endings() -> frozenset[str]:
    """Give what follows the figure of an ordinal: the "nd" of "2nd"."""
    return frozenset(filter(None, map(plain, gather("structure", "ending"))))


@lru_cache(maxsize=1)
def unsaid_words() -> frozenset[str]:
    """Give what people put into a field to leave it empty: "n a", "keine"."""
    return frozenset(plain(word) for word in gather("columns", "unsaid"))


@lru_cache(maxsize=1)
def safe_words() -> frozenset[str]:
    """Give the words that a file name may show, since they are nobody's name."""
    found = {plain(word) for key in ("files", "sheets") for word in gather("columns", key)}
    for phrase in place_words():
        found.update(phrase.split())
    return frozenset(found)


@lru_cache(maxsize=1)
def cafe_words() -> frozenset[str]:
    """Give the words for a café or another event, those for rounds not among them."""
    words = _words("cafe") | _structure("cafe")
    return frozenset(word for word in words if place_words().get(word, "cafe") == "cafe")


def report_words() -> frozenset[str]:
    """Give the words by which the name of a file says that it is a report."""
    return _words("reports") | _structure("summary")


def notes_words() -> frozenset[str]:
    """Give the words by which a name says that something holds notes."""
    return _structure("notes")


def office_words() -> frozenset[str]:
    """Give what people are called who lead a table or write for it: "host", "scribe" ..."""
    return _structure("office")


def leading_words() -> frozenset[str]:
    """Give what people are called who lead a table and write nothing for it: "host", "moderator" ..."""
    return office_words() - _structure("scribing")


@lru_cache(maxsize=8)
def _structure(key: str) -> frozenset[str]:
    """Give the words of one list of structure of all languages."""
    return frozenset(map(plain, gather("structure", key)))


def sheet_words() -> frozenset[str]:
    """Give what programs call sheets that nobody named: "sheet", "tabelle" ..."""
    return _words("sheets")


@lru_cache(maxsize=1)
def sheet_parts() -> dict[str, str]:
    """Give what people call a sheet without notes, with the role of what is on it.

    Example: {"read me": "meta", "participantes": "meta", "what we heard": "summary", ...}.
    """
    aside = {*_words("first_read"), *_structure("people"), *_structure("admin"), *_structure("narrative")}
    return dict.fromkeys(aside, "meta") | dict.fromkeys(_structure("summary"), "summary")


def nobody_words() -> frozenset[str]:
    """Give what stands in an author column where nobody is named: "anonymous" ..."""
    return _words("nobody")


@lru_cache(maxsize=4)
def _words(key: str) -> frozenset[str]:
    """Give the words of one list of columns of all languages."""
    return frozenset(map(plain, gather("columns", key)))


@lru_cache(maxsize=1)
def first_words() -> dict[str, str]:
    """Give for each header of a table column how that language calls a table: {"tischnummer": "Tisch"}."""
    found: dict[str, str] = {}
    for language in known_languages():
        words = listed(language, "columns", "table")
        for word in words:
            known = plain(word) in place_words()
            found.setdefault(plain(word), (word if known else words[0]).capitalize())
    return found
