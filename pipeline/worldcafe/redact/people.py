"""Names of people: by the given names of many languages, and by how notes speak of somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from worldcafe.redact.finding import PERSON, Finding
from worldcafe.redact.lexicon import any_of, capitals, countries, given_names, is_word, phrases, surnames
from worldcafe.redact.usage import Usage

TOKEN = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’-][^\W\d_]+)*"
INITIAL = r"[A-Z]\."
SENTENCE_START = re.compile(r"(?:^|[.!?:;•●○■★*\-–—>\"“(\[/])\W*$")


@lru_cache(maxsize=1)
def _runs() -> re.Pattern[str]:
    """Match capitalised words in a row, with initials and small words inside: "Ana M. de Souza"."""
    particles = any_of(phrases()["people"]["particles"])
    word = rf"(?:{INITIAL}|{TOKEN})"
    return re.compile(rf"(?<![\w@./-]){word}(?:[ \t]{{1,2}}(?:{particles}[ \t]{{1,2}}){{0,2}}{word})*")


@lru_cache(maxsize=1)
def _contexts() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Give the patterns for before a name, after a name, and a label in front of names."""
    people = phrases()["people"]
    before = rf"\b(?:{any_of(people['titles'])}\.?|{any_of(people['lead_ins'])})\s+$"
    after = rf"^(?:\s*\([^)]*\))?,?\s+(?:\w+ly\s+|also\s+|has\s+|had\s+)?{any_of(people['speech'])}\b"
    label = rf"^\W*{any_of(people['labels'])}s?\s*:"
    flags = re.IGNORECASE
    return re.compile(before, flags), re.compile(after, flags), re.compile(label, flags)


def find_people(texts: Sequence[str], usage: Usage) -> Iterator[Finding]:
    """Give the names of people in every text."""
    for row, text in enumerate(texts):
        certain: list[tuple[int, int]] = []
        for match in _runs().finditer(text):
            for start, end, reason in _people_in(match, text, usage, certain):
                certain.append((start, end))
                yield Finding(row, start, end, PERSON, reason)


def _people_in(
    match: re.Match[str], text: str, usage: Usage, certain: list[tuple[int, int]]
) -> Iterator[tuple[int, int, str]]:
    """Give the names inside one run of capitalised words, with the reason for each."""
    words = [
        (match.start() + part.start(), part[0].removesuffix("'s").removesuffix("’s"))
        for part in re.finditer(r"[^ \t]+", match[0])
    ]
    position = 0
    while position < len(words):
        length, reason = _name_at(words, position, text, usage, certain)
        if length:
            last_start, last = words[position + length - 1]
            yield words[position][0], last_start + len(last), reason
        position += max(1, length)


LISTED = re.compile(r"\s*(?:,|&|/|and|or|und|et|y|e|en)\s*")


def _name_at(
    words: list[tuple[int, str]],
    position: int,
    text: str,
    usage: Usage,
    certain: list[tuple[int, int]],
) -> tuple[int, str]:
    """Give how many words from `position` on are one name, and why; 0 when none is."""
    start, word = words[position]
    rest = _surname_length(words, position)
    if _is_clear_given_name(word, usage):
        return 1 + rest, "given name"
    if _is_given_name(word) and rest:
        return 1 + rest, "given name and surname"
    before, after, label = _contexts()
    tail = text[words[position + rest][0] + len(words[position + rest][1]) :]
    ahead = text[max(0, start - 40) : start]
    reason = ""
    if _may_be_name(word, ahead, usage):
        if before.search(ahead):
            reason = "a person by the words before it"
        elif after.match(tail[:60]):
            reason = "a person by the words after it"
        elif label.match(text[:start]):
            reason = "named in a list of people"
        elif any(end <= start and LISTED.fullmatch(text[end:start]) for _, end in certain):
            reason = "listed with a person"
    return (1 + rest, reason) if reason else (0, "")


def _surname_length(words: list[tuple[int, str]], position: int) -> int:
    """Count the words after a given name that belong to it: initials, particles, surnames."""
    length = particles = 0
    for _, word in words[position + 1 : position + 5]:
        if word in phrases()["people"]["particles"]:
            particles += 1
        elif re.fullmatch(r"[A-Z]\.?", word) or _is_surname(word):
            length, particles = length + particles + 1, 0
        else:
            break
    return length


def _is_surname(word: str) -> bool:
    """Tell whether a word after a given name can be its surname."""
    if not word[:1].isupper() or _is_acronym(word):
        return False
    return word.casefold() in surnames() or not (is_word(word) or _is_place(word))


def _is_given_name(word: str) -> bool:
    """Tell whether the lists have a word as a given name; double names by their first half."""
    first = re.split("['’-]", word)[0]
    return first.casefold() in given_names() and word[:1].isupper() and not _is_acronym(word)


def _is_clear_given_name(word: str, usage: Usage) -> bool:
    """Tell whether a word is a given name and nothing else."""
    return _is_given_name(word) and not _is_otherwise(word, usage)


def _is_otherwise(word: str, usage: Usage) -> bool:
    """Tell whether a word is one of the language, a place, or used as a word in these notes."""
    return is_word(word) or _is_place(word) or word.casefold() in usage.lowered or _is_never(word)


def _may_be_name(word: str, ahead: str, usage: Usage) -> bool:
    """Tell whether a word could be a name if its surroundings say so."""
    if _is_acronym(word) or _is_never(word) or len(word) < 3 or word.casefold() in usage.announced:
        return False
    if _is_given_name(word) and word.casefold() not in usage.lowered:
        return True
    return not _is_otherwise(word, usage)


def _is_acronym(word: str) -> bool:
    """Tell whether a word has a capital after its first letter, as "ICANN" and "auDA" do, but not "McKay"."""
    letters = re.sub(r"^(?:Mc|Mac|O['’]|D['’]|De|Di|La|Le|Van)(?=[A-Z])|['’-]", "", word)
    return any(map(str.isupper, letters[1:])) and not re.fullmatch(
        r"[A-Z][^\W\d_A-Z]+(?:-[A-Z][^\W\d_A-Z]+)*", word
    )


def _is_place(word: str) -> bool:
    """Tell whether a word is a country or a capital city."""
    return word.casefold() in countries() or word.casefold() in capitals()


def _is_never(word: str) -> bool:
    """Tell whether a word is listed as never being a name by itself."""
    return word.casefold() in phrases()["people"]["never"]
