"""Who signs a note, by a name or initials in brackets at its end: "(Walt)", "(son of W.T.)", "(K., 15)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from worldcafe.language.prefilter import prefilter
from worldcafe.redact.finding import NOTE_TAKER, PERSON, Finding
from worldcafe.redact.lexicon import WIDE, any_of, is_never, is_place, is_word, phrases, spread, towns
from worldcafe.redact.name_usage import Usage

REASON = "signs a note"


def find_signatures(texts: Sequence[str], usage: Usage) -> Iterator[Finding]:
    """Give the names and the initials with dots that stand in the bracket with which a note ends."""
    for row in prefilter(texts, r"[)\]]\W*\z"):
        for match in _signature().finditer(texts[row]):
            if match["initials"]:
                yield Finding(row, *match.span("initials"), NOTE_TAKER, REASON)
            elif _is_name(match["name"].split()[0], usage):
                yield Finding(row, *match.span("name"), PERSON, REASON)


@lru_cache(maxsize=1)
def _signature() -> re.Pattern[str]:
    """Match a bracket at the end of a text that holds somebody, who may be told of: ", 15", "son of "."""
    bodies = any_of(phrases()["people"]["dotted"])
    initials = rf"(?!{bodies}(?!\w))[A-Z]\.(?:\s?[A-Z]\.){{0,2}}"
    name = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?:\s(?:[A-Z]\.?|[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+)(?!\w)){0,2}"
    told = r"(?:,\s[^()\[\]]*)?"
    return re.compile(
        rf"[(\[](?:(?:[a-zß-öø-ÿ]+\s){{0,3}}(?P<initials>{initials})|(?P<name>{name})){told}[)\]]\W*$"
    )


def _is_name(word: str, usage: Usage) -> bool:
    """Tell whether a word is somebody's given name: of many countries where it is a word as well."""
    key = word.casefold()
    if is_place(word) or is_never(word) or key in towns() or key in usage.lowered:
        return False
    return spread(word) >= (WIDE if is_word(word) else 1)
