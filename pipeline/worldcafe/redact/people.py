"""Names of people: by the given names of many languages, and by how notes speak of somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from worldcafe.redact.finding import PERSON, Finding
from worldcafe.redact.lexicon import fold, is_noun_only, is_word, phrases, small_words, surnames
from worldcafe.redact.lowercase_names import find_careless
from worldcafe.redact.name_likelihood import (
    SPREAD,
    Standing,
    Standings,
    foreign_words,
    is_acronym,
    is_never,
    is_place,
    spread,
)
from worldcafe.redact.name_usage import Usage
from worldcafe.redact.prose import English
from worldcafe.redact.recognise import Candidate, Votes, recognise_people
from worldcafe.redact.surroundings import (
    TOKEN,
    after_verbs,
    name_runs,
    short_names,
    telling_words,
    title_before,
)

WORD = re.compile(r"[^ \t]+")
SENTENCE_START = re.compile(r"(?:^|[.!?:;•●○■★*\-–—>\"“(\[/])\W*$")
BY_PRONOUN = re.compile(r"[^.!?;:]{0,80}\b(?:he|she|his|him|her|himself|herself)\b")
JOINED = re.compile(r"\s*(?:,?\s*\b(?:and|or|und|et|ou|y|e|en|of)\b|&|/)\s*")
LISTED = re.compile(rf"(?:{JOINED.pattern}|\s*,\s*)")
Words = list[tuple[int, str]]


def find_people(
    texts: Sequence[str], usage: Usage, votes: Votes, prose: Sequence[str] = ()
) -> Iterator[Finding]:
    """Give the names of people in every text: what is certain, then what the language model confirms.

    `prose` shows the language where the texts are too short to show it, as names of places are.
    """
    standings, english, undecided = Standings(usage), English(texts, prose or texts), list[Candidate]()
    for row, text in enumerate(texts):
        search = _Search(row, text, standings, english)
        for start, end, reason in search.names():
            yield Finding(row, start, end, PERSON, reason)
        undecided.extend(search.undecided)
    careless, doubtful = find_careless(texts, usage, english)
    yield from careless
    for name in recognise_people(texts, [*undecided, *doubtful], votes):
        yield Finding(name.row, name.start, name.end, PERSON, "a person to the language model")


@dataclass
class _Search:
    """The search for names in one text; `undecided` collects what its surroundings leave open."""

    row: int
    text: str
    standings: Standings
    english: English
    certain: list[tuple[int, int]] = field(default_factory=list)
    undecided: list[Candidate] = field(default_factory=list)

    def names(self) -> Iterator[tuple[int, int, str]]:
        """Give the names in the text with the reason for each."""
        for match in name_runs().finditer(self.text):
            yield from self._names_in(match)
        yield from self._listed_before()
        yield from self._short_beside()

    def _names_in(self, match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
        """Give the names inside one run of capitalised words."""
        words = [
            (match.start() + part.start(), part[0].removesuffix("'s").removesuffix("’s"))
            for part in WORD.finditer(match[0])
        ]
        position = 0
        while position < len(words):
            length, reason = self._name_at(words, position)
            if length:
                start, end = words[position][0], _end(words[position + length - 1])
                self.certain.append((start, end))
                yield start, end, reason
            position += max(1, length)

    def _name_at(self, words: Words, position: int) -> tuple[int, str]:
        """Give how many words from `position` on are one name, and why; 0 when none is."""
        start, word = words[position]
        standing = self.standings.of(word)
        if standing is Standing.NO and not (spread(word) and word.casefold() in small_words()):
            return self._titled(start, word) or self._shouted(words, position)
        rest = _surname_length(words, position)
        if standing is Standing.CLEAR and self._is_plain(words, position):
            return 1 + rest, "given name"
        if standing >= Standing.LIKELY and rest and self._may_have_surname(words, position):
            return 1 + rest, "given name and surname"
        if reason := self._reason(words, position, rest):
            return 1 + rest, reason
        if self._is_worth_asking(words, position, standing):
            self.undecided.append(Candidate(self.row, start, _end(words[position]), standing > Standing.OPEN))
        return 0, ""

    def _may_have_surname(self, words: Words, position: int) -> bool:
        """Tell whether what follows a name is its surname, and not the next noun: "im Mai Feste feiern".

        Where nouns have capitals, a name that is seldom one ("Forum Kulturhaus") needs a listed surname.
        """
        word = words[position][1]
        everyday = word.casefold() in foreign_words() or (is_word(word) and spread(word) < SPREAD)
        return not everyday or self.english.holds(self.row) or fold(words[position + 1][1]) in surnames()

    def _is_plain(self, words: Words, position: int) -> bool:
        """Tell whether a clear name stands alone, or behind a word that is one too: not "Round Robin"."""
        word = words[position][1]
        if not self.english.holds(self.row) and spread(word) < 2:
            return False
        return not is_word(word) or position == 0 or self.standings.of(words[position - 1][1]) > Standing.NO

    def _titled(self, start: int, word: str) -> tuple[int, str] | None:
        """Give a surname that is a word, too, behind a title: "Mrs Weber"."""
        titled = fold(word) in surnames() and title_before().search(self.text, max(0, start - 40), start)
        return (1, "a surname behind a title") if titled and not is_acronym(word) else None

    def _shouted(self, words: Words, position: int) -> tuple[int, str]:
        """Give a name in capitals throughout, which takes a given name with a surname: "ANNA KOWALSKA"."""
        name = [word for _, word in words[position : position + 2]]
        if len(name) == 2 and all(len(word) > 2 and word.isupper() for word in name):
            given, surname = name
            everyday = is_word(given) and not is_noun_only(given)
            if spread(given) >= SPREAD and fold(surname) in surnames() and not everyday:
                return 2, "given name and surname"
        return 0, ""

    def _reason(self, words: Words, position: int, rest: int) -> str:
        """Say why the surroundings make a word a person's name, "" when they do not."""
        start, word = words[position]
        before, after = telling_words()
        speaks = after.match(self.text[_end(words[position + rest]) :][:60])
        if word.casefold() in small_words():  # "Will said", but not "ask Will you"
            return "a person by the words after it" if speaks else ""
        if not self._may_be_name(word):
            return ""
        reasons = {
            "a person by the words before it": before.search(self.text[max(0, start - 40) : start]),
            "a person by the words after it": speaks,
            "listed with a person": any(self._is_listed(word, end, start) for _, end in self.certain[-3:]),
            "a person by the pronoun after it": self._has_pronoun(words[position]),
        }
        return next((reason for reason, holds in reasons.items() if holds), "")

    def _has_pronoun(self, word: tuple[int, str]) -> bool:
        """Tell whether "he" or "she" after an unknown word or a name can only mean it."""
        name, end = word[1], _end(word)
        if self.standings.of(name) is Standing.NO or (is_word(name) and not is_noun_only(name)):
            return False
        after = BY_PRONOUN.match(self.text, end)
        between = self.text[end : after.end()] if after else ""
        return bool(after) and not any(map(self.standings.of, re.findall(TOKEN, between)))

    def _may_be_name(self, word: str) -> bool:
        """Tell whether a word could be a name if its surroundings say so."""
        usage, key = self.standings.usage, word.casefold()
        if is_acronym(word) or is_never(word) or len(word) < 3 or key in usage.announced:
            return False
        return key not in usage.lowered and (bool(spread(word)) or not (is_word(word) or is_place(word)))

    def _is_worth_asking(self, words: Words, position: int, standing: Standing) -> bool:
        """Tell whether the language model may make a name of a word: English, and no verb that opens."""
        start, word = words[position]
        if standing is Standing.NO or not self.english.holds(self.row):
            return False
        if standing is Standing.OPEN or not is_word(word) or is_noun_only(word):
            return True
        if not SENTENCE_START.search(self.text[max(0, start - 20) : start]):
            return True
        opens = after_verbs().match(self.text, _end(words[position]))  # "Mark the date" is about no Mark
        return spread(word) >= SPREAD and not opens

    def _is_listed(self, word: str, end: int, start: int) -> bool:
        """Tell whether a comma or "and" lies between; behind a comma an unknown word may be an employer."""
        known = spread(word) or fold(word) in surnames()
        return end <= start and bool((LISTED if known else JOINED).fullmatch(self.text, end, start))

    def _short_beside(self) -> Iterator[tuple[int, int, str]]:
        """Give names of two letters that are joined to a certain one: "Mo & Jamie"."""
        before, after = short_names()
        for start, end in tuple(self.certain):
            for match in (before.search(self.text, max(0, start - 12), start), after.match(self.text, end)):
                word = match[1].casefold() if match else ""
                if match and word not in small_words() and word not in self.standings.usage.lowered:
                    yield *match.span(1), "listed with a person"

    def _listed_before(self) -> Iterator[tuple[int, int, str]]:
        """Give names that stand before a certain one in a list: "Vin, Ty and Michelle"."""
        for candidate in reversed(self.undecided):
            word = self.text[candidate.start : candidate.end]
            if self._may_be_name(word) and any(
                self._is_listed(word, candidate.end, start) for start, _ in self.certain
            ):
                self.certain.append((candidate.start, candidate.end))
                yield candidate.start, candidate.end, "listed with a person"


def _end(word: tuple[int, str]) -> int:
    """Give where a word of a run ends."""
    return word[0] + len(word[1])


def _surname_length(words: Words, position: int) -> int:
    """Count the words after a given name that belong to it: initials, particles, surnames."""
    length = particles = 0
    for _, word in words[position + 1 : position + 5]:
        if word.lower() in phrases()["people"]["particles"] and len(word) > 1:
            particles += 1
        elif re.fullmatch(r"[A-HJ-Z]\.?|I\.", word) or _is_surname(word):
            length, particles = length + particles + 1, 0
        else:
            break
    return length


def _is_surname(word: str) -> bool:
    """Tell whether a word after a given name can be its surname."""
    if not word[:1].isupper() or is_acronym(word):
        return False
    return fold(word) in surnames() or bool(spread(word)) or not (is_word(word) or is_place(word))
