"""What stands around names of people, as patterns from the lists of words."""

from __future__ import annotations

import re
from functools import lru_cache

from worldcafe.language.lists import gather
from worldcafe.redact.lexicon import any_of, phrases


@lru_cache(maxsize=1)
def before_name() -> re.Pattern[str]:
    """Match the title or the words that stand before a name: "Mrs ", "according to "."""
    people = phrases()["people"]
    short = f"(?-i:{any_of(people['short_titles'])})"
    listed = rf"{any_of(people['titles'])}\.?|{short}\.|{any_of(people['lead_ins'])}"
    return re.compile(rf"\b(?:{listed})\s+[\"“«'*_]*$", re.IGNORECASE)


@lru_cache(maxsize=1)
def after_name() -> re.Pattern[str]:
    """Match what a person does, after a name: " also said", " (chair), asked", " from the choir said"."""
    speech = any_of(phrases()["people"]["speech"])
    body = rf"\s+{any_of(gather('roles', 'from'))}(?:\s+|(?<=['’]))\w+(?:['’\s]+\w+){{0,3}}?"
    return re.compile(
        rf"(?:\s*\([^)]*\))?(?:{body})?,?\s+(?:\w+ly\s+|also\s+|has\s+|had\s+)?{speech}\b|['’]s\s",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def called_after() -> re.Pattern[str]:
    """Match what stands before a name that is no person's there: "rue ", "Café "."""
    words = any_of(phrases()["people"]["called_after"])
    return re.compile(
        rf"(?<!\w){words}(?:(?<=['’])|[.]?\s+)(?-i:[A-ZÀ-ÖØ-Þ][\w'’]*\s+){{0,2}}$", re.IGNORECASE
    )
