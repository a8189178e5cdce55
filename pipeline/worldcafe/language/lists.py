"""The words of languages: one data file for each, which holds all its lists; read here and nowhere else.

`data/lists.toml` says what each list holds and what it is for. A language that lacks one says why, in its own
file under `[lacks]`; `languages_with` tells whoever relies on a section which have it. What stands in
`data/english.toml` is for English alone, since only its grammar is read.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

NO_LANGUAGES = ("lists", "others", "english")


@lru_cache(maxsize=1)
def known_languages() -> tuple[str, ...]:
    """Give the languages that have a file of their own, English first, since it wins where words clash."""
    found = (entry.name.removesuffix(".toml") for entry in files(__package__).joinpath("data").iterdir())
    return tuple(sorted(set(found) - set(NO_LANGUAGES), key=lambda code: (code != "en", code)))


@lru_cache(maxsize=32)
def read_lists(name: str) -> dict[str, Any]:
    """Give the lists of a language by its code, section by section, or those of another file of the folder.

    Raises:
        KeyError: there is no such file.
    """
    file = files(__package__).joinpath("data", f"{name}.toml")
    if not file.is_file():
        raise KeyError(name)
    return tomllib.loads(file.read_text(encoding="utf-8"))


def listed(language: str, section: str, key: str) -> tuple[str, ...]:
    """Give one list of a language, nothing where it lacks it: ("de", "structure", "table") -> ("tisch", ...).

    A list may be written as one text, its words divided by white space.
    """
    found = read_lists(language).get(section, {}).get(key, ())
    return tuple(found.split() if isinstance(found, str) else found)


def gather(section: str, key: str) -> tuple[str, ...]:
    """Give one list of all languages together, each word once."""
    return tuple(dict.fromkeys(word for code in known_languages() for word in listed(code, section, key)))


@lru_cache(maxsize=8)
def languages_with(section: str) -> frozenset[str]:
    """Give the languages whose files have a section."""
    return frozenset(code for code in known_languages() if section in read_lists(code))


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """Give the English name of every language that is told from others: {"de": "German", ...}."""
    own = {code: read_lists(code)["name"] for code in known_languages()}
    return dict(sorted((own | {code: data["name"] for code, data in read_lists("others").items()}).items()))
