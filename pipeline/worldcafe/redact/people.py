"""Names of people: what lists, letters, surroundings and a small language model say of each word, weighed.

The weights were learned on annotated notes (`tests/benchmarks/learn_names.py`), none was set by hand.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from importlib import resources
from itertools import groupby, takewhile

import numpy as np

from worldcafe.language.stop_words import stop_words
from worldcafe.redact.finding import PERSON, Finding
from worldcafe.redact.lexicon import any_of, fold, is_title, phrases
from worldcafe.redact.name_features import FEATURES, REACH, Notes, Word
from worldcafe.redact.name_usage import Usage
from worldcafe.redact.prose import Language
from worldcafe.redact.recogniser import Floats, load_recogniser
from worldcafe.tables.vectors import BLOCK

ODDS = ("person to the model", "place to the model")
OPENING = "([\"“„«'*_"  # before a word
INITIAL = re.compile(r" [A-Z]\.(?!\w)")  # of a surname: "Ines P."
REASON = "a person by the word and what stands around it"


def find_people(
    texts: Sequence[str],
    usage: Usage,
    known: Set[str] = frozenset(),
    prose: Sequence[str] = (),
    lenience: float = 0.0,
) -> Iterator[Finding]:
    """Give the names of people in every text.

    `known` are parts of names that were announced, folded: a word among them is a name on less evidence.
    `prose` shows the language where the texts are too short to show it, as names of places are; `lenience`
    is how far below the border, in log odds, a word is taken for a name.
    """
    notes = Notes(texts, usage, Language(texts, prose or texts), known)
    words, likely = weigh_words(notes)
    yield from _joined(notes, words, likely + lenience)


def weigh_words(notes: Notes) -> tuple[list[Word], Floats]:
    """Give the words that may be names, and the log odds above the border from which each is one."""
    words, features = describe_words(notes)
    names = (*ODDS, *FEATURES)
    is_english = features[:, names.index("foreign")] == 0
    scores = [
        features @ [weights.get(name, 0.0) for name in names] + weights["constant"] - weights["border"]
        for weights in (load_weights()["english"], load_weights()["other"])
    ]
    likely = np.where(is_english, *scores)
    return words, np.maximum(likely, np.where([notes.speaks(word) for word in words], 1.0, likely))


def describe_words(notes: Notes) -> tuple[list[Word], Floats]:
    """Give the words that may be names, and what is known of them: a column for each of ODDS and FEATURES."""
    words = [word for row in range(len(notes.texts)) for word in notes.candidates(row)]
    inside = [[*found] for _, found in groupby(words, key=lambda word: word.row)]
    first = {notes.texts[found[0].row]: found for found in reversed(inside)}
    texts = [*dict.fromkeys(notes.texts[found[0].row] for found in inside)]
    told: dict[str, Floats] = {}
    for start in range(
        0, len(texts), BLOCK
    ):  # what the model says of all of them would be hundreds of megabytes
        block = texts[start : start + BLOCK]
        for text, reading in zip(block, load_recogniser().read(block), strict=True):
            features = np.array([notes.features(word) for word in first[text]])
            told[text] = np.hstack([reading.odds([(word.start, word.end) for word in first[text]]), features])
    rows = [told[notes.texts[found[0].row]] for found in inside]
    return words, np.concatenate(rows) if rows else np.zeros((0, len(ODDS) + len(FEATURES)))


@lru_cache(maxsize=1)
def load_weights() -> dict[str, dict[str, float]]:
    """Give the learned weights of the features, with constant and border, of English and the others."""
    text = resources.files("worldcafe").joinpath("data/name_weights.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _joined(notes: Notes, words: Sequence[Word], likely: Floats) -> Iterator[Finding]:
    """Join the words that are names, and stand beside each other, to whole names."""
    doubtful = load_weights()["other"]["beside"]  # less is needed of a word beside a name
    doubted = _doubted(words, likely, doubtful)
    for row, group in groupby(zip(words, likely, strict=True), key=lambda pair: pair[0].row):
        run: list[tuple[Word, float]] = []
        for word, value in group:
            if run and not _gap().fullmatch(notes.texts[row], run[-1][0].end, word.start):
                yield from _whole(notes, run, doubted)
                run = []
            if value > doubtful:
                run.append((word, value))
            else:
                yield from _whole(notes, run, doubted)
                run = []
        yield from _whole(notes, run, doubted)


def _doubted(words: Sequence[Word], likely: Floats, doubtful: float) -> set[str]:
    """Give the words that are no name in most of their places, and in all together less than doubtful."""
    said: dict[str, list[float]] = defaultdict(list)
    for word, value in zip(words, likely, strict=True):
        if word.text.casefold() not in stop_words():  # "Will it rain" says nothing of "Will mows"
            said[word.text].append(float(value))
    return {text for text, odds in said.items() if sorted(odds)[len(odds) // 2] <= 0 and sum(odds) < doubtful}


def _whole(notes: Notes, run: Sequence[tuple[Word, float]], doubted: Set[str]) -> Iterator[Finding]:
    """Give a run of words as a name when one of them is one, and not a single word that is doubted."""
    if len(run) == 1 and run[0][0].text in doubted:
        return
    if any(value > 0 for _, value in run):
        row = run[0][0].row
        start = _with_small_parts(notes.texts[row], run[0][0].start, notes.language.is_english(row))
        after = INITIAL.match(notes.texts[row], run[-1][0].end)
        yield Finding(row, start, after.end() if after else run[-1][0].end, PERSON, REASON)


def _with_small_parts(text: str, start: int, is_english: bool) -> int:
    """Give where a name begins with its initials, and behind a title with its particles: "Mr van der Poel".

    In other languages than English some of what looks like an initial is a title: "M. Kouassi".
    """
    words = text[max(0, start - REACH) : start].split(" ")[:-1]
    titles = () if is_english else phrases()["people"]["short_titles"]
    while words and is_initials(short := words[-1].lstrip(OPENING)):
        if short[:-1] in titles and not is_initials("".join(words[-2:-1])):
            break
        start -= len(words.pop().lstrip(OPENING)) + 1
    small = list(takewhile(lambda word: word.casefold() in phrases()["people"]["particles"], reversed(words)))
    titled = len(small) < len(words) and is_title(fold(words[-1 - len(small)].strip(OPENING + ".")))
    return start - sum(len(word) + 1 for word in small) if titled else start


def is_initials(word: str) -> bool:
    """Tell whether a word is nothing but capitals with full stops: "J.", "A.W."."""
    letters = word.split(".")
    return (
        len(letters) > 1 and not letters[-1] and all(len(one) == 1 and one.isupper() for one in letters[:-1])
    )


@lru_cache(maxsize=1)
def _gap() -> re.Pattern[str]:
    """Match what may stand between the words of one name: initials and particles."""
    particles = any_of(word for word in phrases()["people"]["particles"] if len(word) > 1)  # "y" joins people
    return re.compile(rf"\s(?:(?:[A-Z]\.?|{particles}|{particles.title()})\s){{0,3}}")
