"""Readable text: as its reader sees it, shorthand spelled out; spelling stays as it was.

Every step is a function from text to text. They leave placeholders such as `[person 1]` alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pandera.typing import DataFrame

from worldcafe.errors import InputError
from worldcafe.files.given import read_toml
from worldcafe.language.as_read import SIGN, as_read
from worldcafe.language.lists import read_lists
from worldcafe.language.prefilter import prefilter
from worldcafe.language.words import UNBROKEN
from worldcafe.settings import CleanSettings
from worldcafe.tables import Segments

SPACE_BEFORE = re.compile(r"(?<=\w)\s+(?=[,;:!?](?:\s|$)|\.(?:\s|$))")
NOTHING = "(?!)"
FULL_WIDTH = {0xFEE0 + code: chr(code) for code in range(0x30, 0x7B) if chr(code).isalnum()}
PARTED_WORD = re.compile(r"(?<=[^\W\d_]{2})-\n[ \t]*(?=[^\W\d_A-Z])")
STRAY_STOP = re.compile(" [,;:!?.]")
ELLIPSIS = re.compile(r"(?<=\w)\s*\.(?:\s+\.){2,}")
REPEATED_STOP = re.compile(r"(?<=[.!?])(?:\s+\.)+(?=\s|$)")


# Without any of these, of what reads otherwise, and of shorthand, a text is clean (as RE2 reads it).
UNTIDY = r"  | [,;:!?.]| \z"


@dataclass(frozen=True)
class Shorthand:
    """Entries in lower case with what they stand for, and `pattern`, which matches any as a whole token.

    A text that has none of `beginnings` among its words has no entry, unless "" is one of them. `wide` is
    what RE2 finds where `pattern` may match.
    """

    entries: Mapping[str, str]
    beginnings: frozenset[str]
    pattern: re.Pattern[str]
    wide: str


def clean_segments(segments: DataFrame[Segments], settings: CleanSettings) -> DataFrame[Segments]:
    """Make `clean_text` readable; `text` stays the original beside it.

    Raises:
        InputError: the user's file of shorthand cannot be read.
    """
    steps: list[Callable[[str], str]] = [lambda text: as_read(text).text, straighten]
    unclean = f"{SIGN}|{UNTIDY}"
    if settings.shorthand:
        shorthand = read_shorthand(settings.shorthand_file)
        steps.append(lambda text: expand_shorthand(text, shorthand=shorthand))
        unclean = f"{unclean}|{shorthand.wide}"
    steps.append(tidy_spaces)
    texts = segments["clean_text"].tolist()
    for row in prefilter(texts, unclean):
        texts[row] = _apply(steps, texts[row])
    return Segments.validate(segments.assign(clean_text=texts))


def _apply(steps: list[Callable[[str], str]], text: str) -> str:
    """Send a text through all steps."""
    for step in steps:
        text = step(text)
    return text


def straighten(text: str) -> str:
    """Give characters that only look otherwise in their usual form: quotes, ligatures, wide letters."""
    if text.isascii():
        return text
    import ftfy  # noqa: PLC0415 - only for text that is not plain ASCII

    fixed = ftfy.fix_text(text, fix_character_width=False, unescape_html=False, explain=False)
    return unicodedata.normalize("NFC", fixed).translate(FULL_WIDTH)


@lru_cache(maxsize=8)
def read_shorthand(path: str = "") -> Shorthand:
    """Give the shorthand of the package with the entries of a user's TOML file over it.

    Raises:
        InputError: the file cannot be read, or an entry is no text.
    """
    entries = _entries(read_lists("english")["shorthand"], "")
    if path:
        entries |= _entries(read_toml(Path(path), "the shorthand file"), path)
    return _compiled({key: value for key, value in entries.items() if value})


def _entries(sections: dict[str, Any], path: str) -> dict[str, str]:
    """Give the entries of all sections of a shorthand file."""
    entries: dict[str, str] = {}
    for name, section in sections.items():
        if not isinstance(section, dict) or not all(isinstance(value, str) for value in section.values()):
            raise InputError(
                f'{path}, {name}: write entries such as mtg = "meeting" below [words] or [signs].'
            )
        entries |= {key.casefold(): value for key, value in section.items()}
    return entries


def expand_shorthand(text: str, *, shorthand: Shorthand) -> str:
    """Spell out shorthand that stands as a whole token, in lower case or with a capital first letter.

    Example: "Gvt mtgs w/ ppl" -> "Government meetings with people"; "GVT", "x.gov" and "gov/uk" stay.
    """

    def spell_out(match: re.Match[str]) -> str:
        token = match["token"]
        expansion = shorthand.entries.get(token.lower(), "")
        if not expansion or (token != token.lower() and token[1:] != token[1:].lower()):
            return match[0]
        return expansion[0].upper() + expansion[1:] if token[0].isupper() else expansion

    beginnings = shorthand.beginnings
    if "" not in beginnings and beginnings.isdisjoint(UNBROKEN.findall(text.lower())):
        return text
    return shorthand.pattern.sub(spell_out, text)


def _compiled(entries: Mapping[str, str]) -> Shorthand:
    """Match any entry as a whole token; the point of an abbreviation goes where the sentence goes on."""
    keys = sorted(entries, key=lambda key: (-len(key), key))
    word = "|".join(re.escape(key) for key in keys if key[-1:].isalnum()) or NOTHING
    sign = "|".join(re.escape(key) for key in keys if not key[-1:].isalnum()) or NOTHING
    pattern = re.compile(
        rf"(?<![\w/@.#&'’-])(?P<token>(?:{word})(?![\w/@&'’-]|\.\w)|(?:{sign})(?=\s))(?:\.(?=\s+[^A-Z\s]))?",
        re.IGNORECASE,
    )
    wide = rf"(?i:(?:\A|\W)(?:{'|'.join(map(re.escape, keys))})(?:\W|\z))"
    beginnings = frozenset((UNBROKEN.findall(key) or [""])[0] for key in keys)
    return Shorthand(entries, beginnings, pattern, wide)


def tidy_spaces(text: str) -> str:
    r"""Give one space between words, none before a comma, and one full stop where several stand apart.

    A word that was parted at the end of a line is whole again.

    Example: "a  list ,\\n and . . more" -> "a list, and. more".
    """
    if "-\n" in text:
        text = PARTED_WORD.sub("", text)
    text = " ".join(text.split())
    if not STRAY_STOP.search(text):
        return text
    text = SPACE_BEFORE.sub("", text)
    return REPEATED_STOP.sub("", ELLIPSIS.sub("...", text))
