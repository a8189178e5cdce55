"""What is known of a word that may be somebody's name: the lists it is in, its letters, what stands around.

Each is a number, in the order of `FEATURES`; what they weigh together was learned (`data/name_weights.toml`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from worldcafe.language.lists import gather
from worldcafe.language.stop_words import stop_words
from worldcafe.language.words import JOINED_LETTERS
from worldcafe.redact.dictionaries import frequency, is_compound, is_spelled
from worldcafe.redact.lexicon import (
    WIDE,
    fold,
    foreign_words,
    is_acronym,
    is_never,
    is_noun_only,
    is_place,
    is_title,
    is_word,
    phrases,
    spread,
    surnames,
    towns,
)
from worldcafe.redact.name_usage import Usage
from worldcafe.redact.prose import ENGLISH, Language
from worldcafe.redact.surroundings import after_name, before_name, called_after

POSSESSIVE = re.compile(r"['’]s?$")
SENTENCE_START = re.compile(r"(?:^|[.!?:;•●○■★*\-–—>\"“(\[/|])\W*$")
IN_ADDRESS = re.compile(r"[@/_][\w.]*-?$|\w\.$")
CONTRACTED = re.compile(r"['’](?:t|ll|re|ve|d|m)$")  # "Don’t", "I’ll"
ELIDING = ("fr", "it")  # languages in which a small word before a vowel loses its own
NOUN_CAPITALS = ("de", "lb")  # languages in which every noun has a capital
REACH = 40  # characters before and after a word that may tell what it is

FEATURES = (
    *("listed", "surname", "often in another language", "capital inside", "capital first"),
    *("capital of a noun", "shouted", "noun", "word", "small", "place", "never", "unknown inside"),
    *(
        "unknown first",
        "lowered",
        "before",
        "after",
        "known",
        "known word",
        "paired",
        "linked",
        "acronym",
        "foreign",
    ),
    *("announced", "plain word", "plain word of another language", "called after", "known place", "unlisted"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text of a row that may be a name, and where it stands."""

    row: int
    start: int
    end: int
    text: str
    is_first: bool  # of a sentence
    near: tuple[str, str]  # the words beside it, with nothing between but a space
    linked: tuple[str, str] = ("", "")  # what "and" joins it with


@dataclass(frozen=True)
class Notes:
    """The texts in which words stand, how they use names, and the parts of names that are known already."""

    texts: Sequence[str]
    usage: Usage
    language: Language
    known: Set[str]

    def candidates(self, row: int) -> Iterator[Word]:
        """Give the words of a text that may be names.

        None is a word that only its place in the sentence gives a capital, and one without a capital that
        no list has for a name.
        """
        text, elides = self.texts[row], self.language.of(row) in ELIDING
        found = [*JOINED_LETTERS.finditer(text)]
        spelled = ["", "", *(match[0] for match in found), "", ""]
        for number, match in enumerate(found):
            start = match.start() + (_elided(match[0]) if elides else 0)
            bare = POSSESSIVE.sub("", text[start : match.end()])
            end = start + len(bare)
            if len(bare) > 1 and not _is_in_address(text, start, end):
                first = SENTENCE_START.search(text, max(0, start - REACH), start) is not None
                before, after = spelled[number + 1], spelled[number + 3]
                linked = (_joined(before, spelled[number]), _joined(after, spelled[number + 4]))
                word = Word(row, start, end, bare, first, _near(text, found, number), linked)
                if self._may_be_name(word):
                    yield word

    def _may_be_name(self, word: Word) -> bool:
        """Tell whether a word may be a name at all; the most frequent words are not even looked at."""
        key, listed = fold(word.text), spread(word.text)
        if key in self.known or (is_never(word.text) and listed < WIDE):
            return key in self.known or any(map(_is_name_like, word.near))
        if self._is_no_name(word, key):
            return False
        if not word.text[0].isupper():
            return self.speaks(word) or self._may_be_careless(word, key)
        if listed or (key in surnames() and key not in stop_words()):
            return not CONTRACTED.search(key)
        if key in stop_words() or is_acronym(word.text) or CONTRACTED.search(key):
            return False
        alone = word.is_first and not self._is_led_in(word)  # behind "dhr." no sentence begins
        return not alone or (key not in self.usage.lowered and not self._is_word(word))

    def _is_no_name(self, word: Word, key: str) -> bool:
        """Tell whether a word is a title, an aside, a small word of its language, or a thing."""
        if is_title(key) or key in phrases()["people"]["asides"]:
            return True
        return self._is_small(word) or self._is_only_thing(word)

    def _may_be_careless(self, word: Word, key: str) -> bool:
        """Tell whether a word without a capital may be a name: listed, or rare and told of or beside one."""
        if key in stop_words() or not word.text.islower() or CONTRACTED.search(key):
            return False
        english, rare = self.language.is_english(word.row), not self._is_word(word)
        if rare and (self._is_led_in(word) or (word.is_first and self._is_speaker(word))):
            return True
        if spread(word.text) >= WIDE and len(key) > (2 if rare or self._is_speaker(word) else 3):
            return True
        beside = (english or word.near[0].islower()) and _is_given_name(word.near[0])
        if english and not rare:
            return beside and key in surnames()
        listed = spread(word.text) > 0 and len(key) > 3
        return rare and (beside or (english and (listed or any(map(_is_unknown, word.near)))))

    def speaks(self, word: Word) -> bool:
        """Tell whether a given name of several countries begins a sentence and speaks: "rob said"."""
        told = word.is_first and self.texts[word.row][word.end : word.end + 1] == " "
        return told and spread(word.text) > 1 and self._is_speaker(word)

    def _is_small(self, word: Word) -> bool:
        """Tell whether a word is a small one of its text's language and begins no name: "Les" in French.

        In English too many are names ("Will"); a particle may begin one ("Le Goff").
        """
        language, low = self.language.of(word.row), word.text.casefold()
        if language == ENGLISH or low in phrases()["people"]["particles"]:
            return False
        return low in stop_words(language)

    def _is_led_in(self, word: Word) -> bool:
        """Tell whether a title or the words before a word announce a name: "according to ".

        What is a small word in the language of the text announces none without a capital: "as ações".
        """
        found = before_name().search(self.texts[word.row], max(0, word.start - REACH), word.start)
        if found is None or not word.text.islower():
            return found is not None
        return found[0].strip().casefold() not in stop_words(self.language.of(word.row))

    def _is_speaker(self, word: Word) -> bool:
        """Tell whether what follows a word is what somebody does: " said"."""
        return after_name().match(self.texts[word.row], word.end, word.end + REACH) is not None

    def _is_only_thing(self, word: Word) -> bool:
        """Tell whether a word is a day, a feast, a place or a body, and nothing around it tells of people.

        In English, which is not looked at, as many of them are names.
        """
        if self.language.is_english(word.row):
            return False
        low, listed = word.text.casefold(), spread(word.text) >= WIDE or fold(word.text) in surnames()
        place = not listed and (is_place(word.text) or low in towns())
        if low in phrases()["people"]["bodies"]:  # which speaks, too
            return not self._is_led_in(word)
        if not (place or is_never(word.text)):
            return False
        beside = any(map(_is_name_like, word.near)) or any(map(_is_listed, word.linked))
        return not (beside or self._is_led_in(word) or self._is_speaker(word))

    def _is_word(self, word: Word) -> bool:
        """Tell whether a word is one of everyday, in English or in a text that is not English."""
        language = self.language.of(word.row)
        return is_word(word.text) if language == ENGLISH else is_everyday(word.text, language)

    def features(self, word: Word) -> list[float]:
        """Give the features of a word, in the order of `FEATURES`."""
        text, language = self.texts[word.row], self.language.of(word.row)
        english, nouns = language == ENGLISH, language in NOUN_CAPITALS
        spelled, key, low = word.text, fold(word.text), word.text.casefold()
        listed, surname, is_a_word = spread(spelled), surnames().get(key, 0), self._is_word(word)
        capital, first, shouted = spelled[0].isupper(), word.is_first, spelled.isupper()
        unknown = capital and not (listed or surname or is_a_word)
        flags = (
            capital and not first and not nouns and not shouted,
            capital and first,
            capital and not first and nouns,
            shouted,
            is_a_word and english and is_noun_only(spelled),
            is_a_word and not (english and is_noun_only(spelled)),
            low in stop_words(),
            is_place(spelled) or low in towns(),
            is_never(spelled),
            unknown and not first,
            unknown and first,
            capital and low in self.usage.lowered,
            self._is_led_in(word),
            self._is_speaker(word),
            key in self.known and not is_a_word,
            key in self.known and is_a_word and capital,
            capital and any(map(_is_name_like, word.near)),
            _is_listed(spelled) and any(map(_is_listed, word.linked)),
            is_acronym(spelled),
            not english,
            low in self.usage.announced,
            is_a_word and not listed and not surname and english,
            is_a_word and not listed and not surname and not english,
            called_after().search(text, max(0, word.start - REACH), word.start) is not None,
            not english and not listed and is_noun_only(spelled),
            capital and not listed and not surname,
        )
        often = 0.0 if english else frequency(spelled, language)
        return [math.log1p(listed), math.log1p(surname), often, *map(float, flags)]


def _elided(word: str) -> int:
    """Give how many characters the small word takes up that is joined to another: 2 in "d'Anna", "L'idea"."""
    small, mark, word = word.replace("’", "'").partition("'")
    return len(small) + 1 if mark and len(word) > 1 and (small.islower() or len(small) == 1) else 0


def is_everyday(word: str, language: str) -> bool:
    """Tell whether a word that is not English is one of everyday in its language."""
    if is_spelled(word, language) or word.casefold() in foreign_words():
        return True
    return language in NOUN_CAPITALS and is_compound(word, language)


def _near(text: str, found: Sequence[re.Match[str]], number: int) -> tuple[str, str]:
    """Give the words beside a word with nothing between but a space; before it, particles are passed over."""
    before = number - 1
    while before >= 0 and text[found[before].end() : found[before + 1].start()].isspace():
        if len(found[before][0]) < 2 or found[before][0] not in phrases()["people"]["particles"]:
            break
        before -= 1
    else:
        before = -1
    after = found[number + 1 : number + 2]
    is_apart = not after or not text[found[number].end() : after[0].start()].isspace()
    return found[before][0] if before >= 0 else "", "" if is_apart else after[0][0]


def _is_in_address(text: str, start: int, end: int) -> bool:
    """Tell whether a word is part of an address on the net, a handle or the name of a file."""
    beside = IN_ADDRESS.search(text, max(0, start - REACH), start)
    return (
        beside is not None
        or text[end : end + 1] in ("@", "_")
        or bool(re.match(r"\.\w", text[end : end + 2]))
    )


def _is_given_name(word: str) -> bool:
    """Tell whether a word is a given name of many countries, whatever its case, and no English word."""
    return spread(word) >= WIDE and not is_word(word)


def _is_unknown(word: str) -> bool:
    """Tell whether a word without a capital is none of English, nor short for one."""
    return len(word) > 3 and word.islower() and not is_word(word)


@lru_cache(maxsize=1)
def _joining() -> frozenset[str]:
    """Give the words that join two names: "and"."""
    return frozenset(gather("structure", "joined"))


def _joined(join: str, word: str) -> str:
    """Give a word that another joins: "and", "Grace" -> "Grace"."""
    return word if join in _joining() else ""


def _is_listed(word: str) -> bool:
    """Tell whether a word with a capital is in the lists of given names and no place, if a word perhaps."""
    known = word[:1].isupper() and spread(word) > 0
    return known and not (is_never(word) or is_place(word) or word.casefold() in towns())


def _is_name_like(word: str) -> bool:
    """Tell whether a word with a capital is in the lists of names and is no everyday word."""
    return word[:1].isupper() and not is_word(word) and (bool(spread(word)) or fold(word) in surnames())
