"""What stands around names of people, and what they look like, as patterns from the lists of words."""

from __future__ import annotations

import re
from functools import lru_cache

from worldcafe.redact.lexicon import any_of, phrases

TOKEN = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’-][^\W\d_]+)*"
INITIAL = r"[A-Z]\."


@lru_cache(maxsize=1)
def name_runs() -> re.Pattern[str]:
    """Match capitalised words in a row, with initials and small words inside: "Ana M. de Souza"."""
    particles = any_of(phrases()["people"]["particles"])
    word = rf"(?:{INITIAL}|{TOKEN}|a[ldnrsz]-{TOKEN}|el-{TOKEN})"
    return re.compile(rf"(?<![\w@./-]){word}(?:[ \t]{{1,2}}(?:{particles}[ \t]{{1,2}}){{0,2}}{word})*")


@lru_cache(maxsize=1)
def telling_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the patterns for before a name and after a name."""
    people = phrases()["people"]
    short = f"(?-i:{any_of(people['short_titles'])})"
    before = rf"\b(?:{any_of(people['titles'])}\.?|{short}\.|{any_of(people['lead_ins'])})\s+$"
    after = rf"^(?:\s*\([^)]*\))?,?\s+(?:\w+ly\s+|also\s+|has\s+|had\s+)?{any_of(people['speech'])}\b"
    flags = re.IGNORECASE
    return re.compile(before, flags), re.compile(after, flags)


@lru_cache(maxsize=1)
def after_verbs() -> re.Pattern[str]:
    """Match the small words that follow a verb which opens a sentence."""
    return re.compile(rf"\s+{any_of(phrases()['people']['openings'])}\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def title_before() -> re.Pattern[str]:
    """Match the title before a name that is a word, too: "Mrs Weber"."""
    return re.compile(rf"\b{any_of(phrases()['people']['titles'])}\.?\s+$", re.IGNORECASE)


@lru_cache(maxsize=1)
def short_names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match a capitalised word of two letters, and no title, before and after a word that joins it."""
    people = phrases()["people"]
    titles = any_of([word.title() for word in (*people["titles"], *people["short_titles"]) if len(word) == 2])
    joint, word = r"(?:\s*&\s*|\s+(?:and|und|et|y|e|en)\s+)", rf"((?!{titles}\b)[A-Z][a-zß-ÿ])"
    return re.compile(rf"(?<![\w@./-]){word}{joint}$"), re.compile(rf"{joint}{word}(?!\w)")
