"""How the corpus uses a name: as a subject that everybody speaks of, or at one table only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from worldcafe.redact.vocabulary import Vocabulary

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


def count_usage(segments: pd.DataFrame, vocabulary: Vocabulary) -> Usage:
    """Count in all segments, whose texts have that vocabulary, once."""
    proper = vocabulary.proper
    tables: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
    announced: set[str] = set()
    columns = (segments[name].tolist() for name in ("role", "source", "cafe", "table"))
    for tokens, role, *table in zip(vocabulary.rows, *columns, strict=True):
        if role in PUBLIC_ROLES:
            announced.update(name for token in tokens if token in proper for name in proper[token])
        elif role == "note":
            place = tuple(table)
            for token in tokens:
                for name in proper.get(token, ()):
                    tables[name.casefold()].add(place)
    shouted = {
        name for names in proper.values() for name in names if name.isupper() or PLURAL.fullmatch(name)
    }
    return Usage(
        tables=dict(tables),
        announced=frozenset(map(str.casefold, announced)),
        lowered=frozenset(LOWER.findall(" ".join(vocabulary.tokens))),
        generic=frozenset(_generic(segments, vocabulary, shouted)),
        acronyms=frozenset(name.casefold() for name in shouted if name.isupper()),
    )


def _generic(segments: pd.DataFrame, vocabulary: Vocabulary, shouted: set[str]) -> Iterator[str]:
    """Give the abbreviations that stand in the plural or behind an article or a number, case-folded."""
    yield from (name.casefold() for name in shouted if not name.isupper())
    texts = segments["text"].tolist()
    for row in vocabulary.rows_with(
        [token for token, names in vocabulary.proper.items() if not shouted.isdisjoint(names)]
    ):
        yield from map(str.casefold, COUNTED.findall(texts[row]))
