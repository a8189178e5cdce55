"""How the corpus uses a name: as a subject that everybody speaks of, or at one table only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from worldcafe.language.lists import listed
from worldcafe.redact.batch import Batch

LOWER = re.compile(r"(?<!\w)[^\W\d_A-Z][^\W\d_]+(?!\w)")
# An article or a number before an abbreviation, or a plural, makes it a common noun: "two SMEs".
PLURAL = re.compile(r"\w*[A-Z]{2}s")
COUNTING = listed("english", "grammar", "counting")
BEGUN = (word.capitalize() for word in COUNTING if len(word) > 2)  # "A KEDAN student" is of one body
COUNTED = re.compile(rf"\b(?:{'|'.join((*COUNTING, *BEGUN))})\s(?:[a-z-]+\s)?(\w*[A-Z]{{2}}\w*)")
APART = "\0"  # between texts that are searched as one: no pattern goes across it
PUBLIC_ROLES = frozenset({"heading", "prompt", "narrative", "summary"})
Place = tuple[str, ...]


@dataclass
class Usage:
    """Where names stand, all case-folded; `count` adds to it.

    Attributes:
        tables: the tables at which a name was said.
        announced: names in what the organisers wrote: headings, questions, the report itself.
        lowered: words that stand somewhere without a capital.
        generic: abbreviations that are used as common nouns.
        acronyms: words that stand somewhere in capitals throughout.
    """

    tables: defaultdict[str, set[Place]] = field(default_factory=lambda: defaultdict(set))
    announced: set[str] = field(default_factory=set)
    lowered: set[str] = field(default_factory=set)
    generic: set[str] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)

    def is_public(self, name: str, public_from: int) -> bool:
        """Tell whether a name is a subject: announced, a common noun, or said at many tables."""
        key = name.casefold()
        if key in self.announced or key in self.generic or f"{key}s" in self.generic:
            return True
        return len(self.tables.get(key, ())) >= public_from

    def count(self, part: Batch) -> None:
        """Add how some segments use names."""
        vocabulary, proper = part.vocabulary, part.vocabulary.proper
        announced, said = _tokens_by_place(part)
        self.announced.update(
            name.casefold() for token in announced & proper.keys() for name in proper[token]
        )
        for place, tokens in said.items():
            for name in chain.from_iterable(proper[token] for token in tokens & proper.keys()):
                self.tables[name.casefold()].add(place)
        shouted = {
            name for names in proper.values() for name in names if name.isupper() or PLURAL.fullmatch(name)
        }
        self.lowered.update(chain.from_iterable(map(LOWER.findall, vocabulary.tokens)))
        self.generic.update(_generic(part, shouted))
        self.acronyms.update(name.casefold() for name in shouted if name.isupper())


def _tokens_by_place(part: Batch) -> tuple[set[str], dict[Place, set[str]]]:
    """Give the distinct tokens of what the organisers wrote, and those of the notes of each table."""
    announced: set[str] = set()
    said: dict[Place, set[str]] = defaultdict(set)
    places = part.rows_of("source", "cafe", "table")
    for tokens, role, place in zip(part.vocabulary.rows, part.column("role"), places, strict=True):
        if role in PUBLIC_ROLES:
            announced.update(tokens)
        elif role == "note":
            said[place].update(tokens)
    return announced, said


def _generic(part: Batch, shouted: set[str]) -> Iterator[str]:
    """Give the abbreviations that stand in the plural or behind an article or a number, case-folded."""
    yield from (name.casefold() for name in shouted if not name.isupper())
    proper = part.vocabulary.proper
    rows = part.vocabulary.rows_with(
        token for token, names in proper.items() if not shouted.isdisjoint(names)
    )
    yield from map(str.casefold, COUNTED.findall(APART.join(part.texts[row] for row in rows)))
