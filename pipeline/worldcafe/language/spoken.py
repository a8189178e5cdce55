"""Which language each segment is in, and in which languages findings can be told.

A language shows in its function words. Each speaks for the languages that have it, the less the more of them
do. What is too short to show its own language has that of its table, and that of its source.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from worldcafe.language.lists import languages_with, names
from worldcafe.language.stop_words import stop_words
from worldcafe.language.wording import ENGLISH, count, joined, name_of, pair, say, says, spoken_now
from worldcafe.tables import Kinds, Segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    import numpy.typing as npt
    import pandas as pd
    from pandera.typing import DataFrame

NEEDED = ("kinds", "meaning", "wording")  # without the lists of these a language is only told from others
CLEAR = 1.5  # function words of its own by which a text must lead to have another language than what it is in
ENOUGH = 0.1  # share of notes that cannot be told, from which on "none" may not be said
ASKS = r"\?[\s\"'»”’)\]]*$"
UNTOLD = "not told in this language"
OWN_WORD = re.compile(r"(?<![\w/.@:=&?-])[^\W\d_]+(?![\w/@=])")  # and no part of an address
Evidence = dict[str, float]
Key = TypeVar("Key", bound=Hashable)


def with_languages(segments: DataFrame[Segments]) -> DataFrame[Segments]:
    """Fill in the language of every segment: an ISO 639-1 code, "" where nothing shows it."""
    texts = segments["clean_text"].tolist()
    own = [weigh(text) for text in texts]
    sources = segments["source"].tolist()
    parts = [segments[name].tolist() for name in ("source", "role", "cafe", "table")]
    tables = [(source, role == "summary", *rest) for source, role, *rest in zip(*parts, strict=True)]
    whole = lead(add_up(own), "")
    of_source = {name: lead(found, whole) for name, found in _sums(sources, own).items()}
    of_table = {key: lead(found, of_source[str(key[0])]) for key, found in _sums(tables, own).items()}
    told = [lead(found, of_table[key]) for found, key in zip(own, tables, strict=True)]
    return Segments.validate(segments.assign(language=told))


def weigh(text: str) -> Evidence:
    """Give how much the function words of a text, each once, speak for each language; acronyms do not."""
    found: Evidence = defaultdict(float)
    speaks = _function_words()
    words = (word.lower() for word in OWN_WORD.findall(text) if len(word) == 1 or not word.isupper())
    for word in dict.fromkeys(words):
        for language, weight in speaks.get(word, ()):
            found[language] += weight
    return found


def lead(found: Mapping[str, float], around: str) -> str:
    """Give the language that leads clearly over that of what is around, or else that one."""
    first = min(found, key=lambda language: (-found[language], language), default=around)
    return first if found.get(first, 0.0) - found.get(around, 0.0) >= CLEAR else around


def languages_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Give the languages that texts are in: the one that leads, and any with a quarter of its evidence.

    A few words, which may be names, show none.
    """
    found = weigh(" ".join(texts))
    most = max(found.values(), default=0.0)
    return tuple(sorted(name for name, weight in found.items() if weight >= most / 4 and most > CLEAR))


def add_up(parts: Iterable[Mapping[str, float]]) -> Evidence:
    """Give how much several texts together speak for each language."""
    total: Evidence = defaultdict(float)
    for part in parts:
        for language, weight in part.items():
            total[language] += weight
    return total


def _sums(keys: Sequence[Key], parts: Sequence[Evidence]) -> dict[Key, Evidence]:
    groups: dict[Key, list[Evidence]] = defaultdict(list)
    for key, part in zip(keys, parts, strict=True):
        groups[key].append(part)
    return {key: add_up(group) for key, group in groups.items()}


@lru_cache(maxsize=1)
def _function_words() -> dict[str, tuple[tuple[str, float], ...]]:
    """Give for each function word the languages that have it, with its weight for each."""
    having: dict[str, list[str]] = defaultdict(list)
    for language in names():
        for word in stop_words(language):
            having[word].append(language)
    return {
        word: tuple((language, 1 / len(found)) for language in sorted(found))
        for word, found in having.items()
    }


def is_told(languages: pd.Series) -> npt.NDArray[np.bool_]:
    """Tell of which of these languages kinds, suggestions, verdicts and names are made."""
    told: npt.NDArray[np.bool_] = languages.isin(told_languages()).to_numpy()
    return told


def is_english(languages: pd.Series) -> npt.NDArray[np.bool_]:
    """Tell which of these are English, or too short to tell: what the grammar of English can be read in."""
    english: npt.NDArray[np.bool_] = languages.isin(["en", ""]).to_numpy()
    return english


@lru_cache(maxsize=1)
def told_languages() -> frozenset[str]:
    """Give the languages that findings are made for; "" is too short to tell."""
    return frozenset({"en", ""}).union(frozenset.intersection(*map(languages_with, NEEDED)))


def is_left_open(languages: pd.Series) -> bool:
    """Tell whether so many notes are in other languages that a finding of none would say too much."""
    untold = int((~is_told(languages)).sum())
    return untold > 0 and untold >= ENOUGH * len(languages)


def say_untold(languages: pd.Series, what: str = "note") -> str:
    """Say how many of these notes are in languages that findings are not told in; "" where few are.

    Example: "84 of 90 notes are in French".
    """
    if not is_left_open(languages):
        return ""
    others = Counter(languages[~is_told(languages)])
    named = [_named(language) for language, _ in sorted(others.items(), key=lambda item: (-item[1], item[0]))]
    which = named[0]
    if len(named) > 1:
        which = say("{first} or {last}", first=", ".join(named[:-1]), last=named[-1])
    template = pair("{n} of {total} is in {languages}", "{n} of {total} are in {languages}")
    return says(others.total(), *template, total=count(len(languages), what), languages=which)


def _named(language: str) -> str:
    """Name a language, or say that a text is too short to show it."""
    if language not in names():
        return say("too short to tell")
    return names()[language] if spoken_now() == ENGLISH else name_of(language)


def widely_spoken(languages: pd.Series) -> list[str]:
    """Give the languages of a tenth of some texts or more, those of most first; "" is none."""
    counts = Counter(language for language in languages if language)
    spoken = sorted(counts, key=lambda language: (-counts[language], language))
    return [language for language in spoken if counts[language] >= ENOUGH * len(languages)]


def language_shown(text: str) -> str:
    """Give the language that the function words of a text show, "" where none leads."""
    return lead(weigh(text), "")


def say_apart(languages: pd.Series, known: Iterable[str] = ()) -> str:
    """Say that notes in several languages are not joined across them; "" where nearly all are in one.

    Example: "The notes are in French and German; what is said in one language is not joined with ..."

    Args:
        languages: of the notes.
        known: the languages that texts were compared across.
    """
    spoken = widely_spoken(languages)
    if len(spoken) < 2 or set(spoken) <= set(known):
        return ""
    named = list(map(_named, spoken))
    listed = joined(named)
    return say(
        "The notes are in {languages}; "
        "what is said in one language is not joined with what is said in another.",
        languages=listed,
    )


def main_language(languages: pd.Series) -> str:
    """Give the language of most notes, "en" where none shows."""
    counts = Counter(language for language in languages if language)
    return min(counts, key=lambda language: (-counts[language], language), default="en")


def withhold_kinds(kinds: DataFrame[Kinds], segments: DataFrame[Segments]) -> DataFrame[Kinds]:
    """Give the kinds without those that cannot be told in a segment's language.

    There a question is what ends in a question mark, and any other kind is "".
    """
    by_id = segments.set_index("segment_id")
    languages = kinds["segment_id"].map(by_id["language"])
    untold = ~(is_english(languages) | languages.isin(languages_with("kinds")).to_numpy())
    asks = kinds["segment_id"].map(by_id["clean_text"]).str.contains(ASKS).to_numpy(bool)
    return Kinds.validate(
        kinds.assign(
            kind=kinds["kind"].mask(untold, "").mask(untold & asks, "question"),
            kind_score=kinds["kind_score"].mask(untold, 0.0).mask(untold & asks, 1.0),
            rule=kinds["rule"].mask(untold, UNTOLD).mask(untold & asks, "question mark"),
            evidence=kinds["evidence"].mask(untold, "").mask(untold & asks, "?"),
        )
    )


def told_of(segments: DataFrame[Segments]) -> str:
    """Say how many notes, or else claims, are in languages that findings are not told in; "" for few."""
    of_role = segments.set_index("role")["language"]
    notes, claims = (of_role[of_role.index == role].reset_index(drop=True) for role in ("note", "summary"))
    return say_untold(notes) or say_untold(claims, "claim")


def count_languages(languages: pd.Series) -> tuple[tuple[str, int], ...]:
    """Count the notes in each language, by its name, the most frequent first."""
    counts = Counter(map(_named, languages))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
