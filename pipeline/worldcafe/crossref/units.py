"""Units of quantities: figures, parts of a whole and stretches of time, in the words of a language."""

from __future__ import annotations

from functools import lru_cache

from worldcafe.crossref.words import load_wordlists, tokenise, word_classes
from worldcafe.language.in_language import in_language

PARTS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25}


def read_figure(text: str) -> float:
    """Read a figure: three digits behind a mark are thousands, fewer or more are a fraction."""
    bare = text.lower().removesuffix("k")
    digits = "".join(filter(str.isdecimal, bare))
    mark = next((place for place, letter in enumerate(bare) if not letter.isdecimal()), len(bare))
    is_whole = (len(bare) - mark) % 4 == 0  # groups of three behind a mark each
    value = float(digits) if is_whole else float(f"{bare[:mark]}.{digits[mark:]}")
    return value * 1000 if bare != text.lower() else value


@lru_cache(maxsize=16)
def times(language: str) -> dict[str, float]:
    """Give the days of each unit of time, by its stem."""
    units = load_wordlists(language)["units"].items()
    return {tokenise(in_language(unit, language))[0].stem: days for unit, days in units}


@lru_cache(maxsize=16)
def parts(language: str) -> dict[str, float]:
    """Give the parts of a whole that have a name, by its stem."""
    classes = word_classes("numbers", language).items()
    return {
        tokenise(in_language(word, language))[0].stem: PARTS[name] for word, name in classes if name in PARTS
    }
