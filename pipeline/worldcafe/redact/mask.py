"""Blacking out: every occurrence of a found name, at its place, with the same placeholder throughout."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from worldcafe.language.stop_words import foreign_stop_words
from worldcafe.language.words import PIECE
from worldcafe.redact.finding import PERSON, ROLE
from worldcafe.redact.lexicon import (
    WIDE,
    fold,
    foreign_words,
    is_noun_only,
    is_title,
    is_word,
    phrases,
    spread,
)
from worldcafe.redact.surroundings import after_name

BLOCK = "█"
GAP = re.compile(r"[\W_]{0,3}")
STOPS = ".,;:!?()\"'"
REACH = 40  # characters before and after a name that may tell what it is
BEFORE = re.compile(r"(?<!\w)([^\W\d_a-zß-öø-ÿ][^\W\d_]*)\.?[ -]$")  # a word with a capital, joined to it
AFTER = re.compile(r"[ -][^\W\d_a-zß-öø-ÿ][^\W\d_]*")
SENTENCE_START = re.compile(r"(?:^|[.!?:]\s)\W*$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as words, whose identity it is, and its type."""

    words: tuple[str, ...]
    identity: str
    type: str
    is_part: bool = False  # of a longer name that was found: no place told of it by itself
    is_word: bool = False  # which is said more often than the name: what has no capital is none of its places
    is_ordered: bool = False  # a person said that it goes: nothing around it keeps it


@dataclass(frozen=True)
class Names:
    """All removed names by their first word, case-folded, the longest first."""

    by_first: Mapping[str, tuple[Name, ...]]

    def tokens(self, tokens: Iterable[str]) -> list[str]:
        """Give the tokens that have the first word of a removed name; most are one word, looked up whole."""
        tokens = list(tokens)
        folded = fold("\n".join(tokens)).split("\n") if tokens else []
        return [
            token
            for token, low in zip(tokens, folded, strict=True)
            if (bare := low.strip(STOPS)) in self.by_first
            or (not bare.isalpha() and self.may_begin_in(token))
        ]

    def may_begin_in(self, text: str) -> bool:
        """Tell whether a text has the first word of a removed name."""
        return not self.by_first.keys().isdisjoint(PIECE.findall(fold(text)))

    def occurrences(self, text: str) -> Iterator[tuple[int, int, Name]]:
        """Give every occurrence of a removed name, case variants and possessives included."""
        if not self.may_begin_in(text):
            return
        words = list(PIECE.finditer(text))
        position = 0
        while position < len(words):
            name = self._name_at(words, position, text)
            if name:
                last = position + len(name.words) - 1
                yield words[position].start(), words[last].end(), name
                position = last
            position += 1

    def _name_at(self, words: Sequence[re.Match[str]], position: int, text: str) -> Name | None:
        """Give the longest name that begins at a word."""
        for name in self.by_first.get(fold(words[position][0]), ()):
            here = words[position : position + len(name.words)]
            if len(here) == len(name.words) and _is_same(name, here, text):
                return name
        return None


def identity_of(name: str) -> str:
    """Give a name as identities are compared: "Anna  KOWALSKA" -> "anna kowalska"."""
    return " ".join(map(fold, PIECE.findall(name)))


def collect_names(
    named: Iterable[tuple[str, str]],
    is_said: Callable[[str], bool] = lambda _: False,
    ordered: Iterable[str] = (),
) -> Names:
    """Give the names to remove, from texts that were found and their types; each is removed everywhere.

    What begins with a dot is a domain (".be"): it goes where it was found, and its letters are no name.
    `is_said` tells which of them the notes say more often as words, without a capital: these keep theirs.
    Those that a person `ordered` go in any case and wherever they stand; only one that is an English word
    too ("Will") keeps its capital, unless the order has none.
    """
    names: dict[tuple[str, ...], Name] = {}
    told = {(text, kind) for text, kind in named if not text.startswith(".")}
    for text, kind in sorted(told, key=lambda item: (-len(item[0]), item)):
        words = tuple(PIECE.findall(text))
        key = tuple(map(fold, words))
        if key in names:
            names[key] = replace(names[key], is_part=False)
        elif key and (len(key[0]) > 1 or len(key) > 1) and (len(key) > 1 or kind != ROLE):
            names[key] = Name(words, " ".join(key), kind, is_word=len(words) == 1 and is_said(words[0]))
            if kind == PERSON and len(words) > 1:
                _add_parts(names, names[key], is_said)
    _join_short(names)
    orders = {identity_of(text): tuple(PIECE.findall(text)) for text in sorted(ordered)}  # small letters last
    by_first: dict[str, list[Name]] = {}
    for key, name in sorted(names.items(), key=lambda item: (-len(item[0]), item[0])):
        by_first.setdefault(key[0], []).append(_followed(name, orders.get(" ".join(key)), orders))
    return Names({first: tuple(entries) for first, entries in by_first.items()})


def _followed(name: Name, order: tuple[str, ...] | None, orders: Mapping[str, tuple[str, ...]]) -> Name:
    """Give a name as it was ordered, or as part of one that was; any other as it is."""
    is_ordered = order is not None or name.identity in orders
    return replace(name, words=order or name.words, is_ordered=is_ordered)


def _add_parts(names: dict[tuple[str, ...], Name], whole: Name, is_said: Callable[[str], bool]) -> None:
    """Let the given name, the surname, and both in one word ("annakowalska") stand for the whole name."""
    small = phrases()["people"]["particles"]
    words = [word for word in whole.words if word.casefold() not in small] or whole.words
    for part in (words[0], words[-1], "".join(whole.words)):
        if len(part) > 2:
            single = Name((part,), whole.identity, whole.type, is_part=True, is_word=is_said(part))
            names.setdefault((fold(part),), single)


def _join_short(names: dict[tuple[str, ...], Name]) -> None:
    """Let a name of one word stand for the only longer one that begins or ends with it."""
    whole: dict[str, set[str]] = {}
    for key, name in names.items():
        if len(key) > 1 and name.type == PERSON:
            for part in (key[0], key[-1]):
                whole.setdefault(part, set()).add(name.identity)
    for key, name in names.items():
        found = whole.get(key[0], set()) if len(key) == 1 and name.type == PERSON else set()
        if len(found) == 1:
            names[key] = replace(name, identity=next(iter(found)))


def _is_same(name: Name, here: Sequence[re.Match[str]], text: str) -> bool:
    """Tell whether words of a text are a name: its words in this case, or in any when it is no word."""
    if not all(GAP.fullmatch(text[one.end() : other.start()]) for one, other in pairwise(here)):
        return False
    spelled = (_is_spelled(name, word, match[0]) for word, match in zip(name.words, here, strict=True))
    return all(spelled) and (len(here) > 1 or _stands_alone(name, here[0], text))


def _is_spelled(name: Name, word: str, found: str) -> bool:
    """Tell whether a word is spelled as in a name; one that is a word keeps its capital.

    A name that was given or found in small letters is one with a capital, too.
    """
    if fold(found) != fold(word):
        return False
    in_any_case = len(name.words) > 1 and (name.is_ordered or found.isupper())
    return found == word or word.islower() or not is_word(word) or in_any_case


def _stands_alone(name: Name, here: re.Match[str], text: str) -> bool:
    """Tell whether a name of one word is one there, and not the word that it is too."""
    word = name.words[0]
    is_guess = here[0].islower() and here[0] != word and not name.is_ordered
    if is_guess and (name.is_word or _is_common(word, here, text)):
        return False
    if name.is_part and (is_word(word) or word.casefold() in foreign_words()):
        return _names_somebody(here, text)
    return name.is_ordered or not _opens_with_word(word, here.start(), text)


def _names_somebody(here: re.Match[str], text: str) -> bool:
    """Tell whether a word that is part of a known name names somebody: "ask Braun", not "Green Street"."""
    start, end = here.span()
    before = BEFORE.search(text, max(0, start - REACH), start)
    titled = before is not None and is_title(before[1].casefold())
    if here[0].islower() and not titled:
        return False
    if not titled and SENTENCE_START.search(text, max(0, start - REACH), start):
        return after_name().match(text, end, end + REACH) is not None
    return AFTER.match(text, end) is None and (titled or before is None)


def _is_common(word: str, here: re.Match[str], text: str) -> bool:
    """Tell whether a name stands there in small letters as the word that it is too: "el campo"."""
    if spread(word) >= WIDE:
        return False
    before = PIECE.findall(text[max(0, here.start() - REACH) : here.start()])
    return before[-1:] != [] and before[-1].casefold() in foreign_stop_words()


def _opens_with_word(word: str, start: int, text: str) -> bool:
    """Tell whether a name that is a verb or a small word too ("Will", "Mark") begins a sentence as one."""
    everyday = is_word(word) and not is_noun_only(word)
    return everyday and bool(SENTENCE_START.search(text, max(0, start - REACH), start))


@dataclass
class Placeholders:
    """The placeholders of each source, numbered by type in the order of first use."""

    given: dict[tuple[str, str, str], str] = field(default_factory=dict)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def placeholder(self, source: str, kind: str, identity: str) -> str:
        """Give the placeholder of an identity, the same one every time."""
        key = (source, kind, identity)
        if key not in self.given:
            number = self.counts.get((source, kind), 0) + 1
            self.counts[source, kind] = number
            self.given[key] = f"[{kind} {number}]"
        return self.given[key]


def black_out(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Replace characters by blocks, one for one, so that offsets hold; stretches may overlap."""
    parts: list[str] = []
    last = 0
    for start, end in sorted(spans):
        if end > last:
            parts += [text[last : max(last, start)], BLOCK * (end - max(last, start))]
            last = end
    return "".join([*parts, text[last:]]) if parts else text


def substitute(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """Replace spans, which do not overlap, by their placeholders."""
    for start, end, placeholder in sorted(spans, reverse=True):
        text = f"{text[:start]}{placeholder}{text[end:]}"
    return text
