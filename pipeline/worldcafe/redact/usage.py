"""How the corpus uses a name: as a subject that everybody speaks of, or at one table only."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pandas as pd

# A word with a capital somewhere: "auDA", "LacTLD", "At-Large".
PROPER = re.compile(r"(?<![\w.@/])(?=[\w&-]*[A-Z])[^\W\d_][\w&]*(?:-\w+)*")
LOWER = re.compile(r"(?<!\w)[^\W\d_A-Z][^\W\d_]+(?!\w)")
# An article or a number before an abbreviation, or a plural, makes it a common noun: "two SMEs".
PLURAL = re.compile(r"\w*[A-Z]{2}s")
COUNTED = re.compile(
    r"\b(?:an?|[Ee]very|[Ee]ach|[Ss]ome|[Aa]ny|[Oo]ther|[Aa]nother|[Mm]any|[Mm]ost|[Ss]everal|[Ff]ew|[Aa]ll|[Bb]oth)\s"
    r"(?:[a-z-]+\s)?(\w*[A-Z]{2}\w*)"
)
PUBLIC_ROLES = frozenset({"heading", "prompt", "narrative", "summary"})


@dataclass(frozen=True)
class Usage:
    """Where names stand, all case-folded.

    Attributes:
        tables: the tables at which a name was said.
        announced: names in what the organisers wrote: headings, questions, the report itself.
        lowered: words that stand somewhere without a capital.
        generic: abbreviations that are used as common nouns.
        acronyms: words that stand somewhere in capitals throughout.
    """

    tables: dict[str, set[tuple[Any, ...]]]
    announced: frozenset[str]
    lowered: frozenset[str]
    generic: frozenset[str]
    acronyms: frozenset[str] = frozenset()

    def is_public(self, name: str, public_from: int) -> bool:
        """Tell whether a name is a subject: announced, a common noun, or said at many tables."""
        key = name.casefold()
        if key in self.announced or key in self.generic or f"{key}s" in self.generic:
            return True
        return len(self.tables.get(key, ())) >= public_from


def count_usage(segments: pd.DataFrame) -> Usage:
    """Go through all segments once."""
    tables: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
    announced: set[str] = set()
    lowered: set[str] = set()
    generic: set[str] = set()
    acronyms: set[str] = set()
    columns = (segments[name].tolist() for name in ("text", "role", "source", "cafe", "table"))
    for text, role, *table in zip(*columns, strict=True):
        lowered.update(LOWER.findall(text))
        proper = set(PROPER.findall(text))
        if not proper:
            continue
        shouted = {name for name in proper if name.isupper() or PLURAL.fullmatch(name)}
        if shouted:
            generic.update(name.casefold() for name in COUNTED.findall(text))
            generic.update(name.casefold() for name in shouted if not name.isupper())
            acronyms.update(name.casefold() for name in shouted if name.isupper())
        folded = set(map(str.casefold, proper))
        if role in PUBLIC_ROLES:
            announced |= folded
        elif role == "note":
            place = tuple(table)
            for name in folded:
                tables[name].add(place)
    return Usage(
        dict(tables), frozenset(announced), frozenset(lowered), frozenset(generic), frozenset(acronyms)
    )
