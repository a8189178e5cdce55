"""Names of people: what lists, letters, surroundings and a small language model say of each word, weighed.

The weights were learned on annotated notes (`tests/benchmarks/learn_names.py`), none was set by hand.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from itertools import groupby

import numpy as np

from worldcafe.redact.finding import PERSON, Finding
from worldcafe.redact.lexicon import any_of, fold, phrases
from worldcafe.redact.name_features import FEATURES, Notes, Word
from worldcafe.redact.name_usage import Usage
from worldcafe.redact.prose import Language
from worldcafe.redact.recogniser import Floats, Reading, load_recogniser

ODDS = ("person to the model", "place to the model")
REASON = "a person by the word and what stands around it"


def find_people(
    texts: Sequence[str],
    usage: Usage,
    known: Set[str] = frozenset(),
    prose: Sequence[str] = (),
    lenience: float = 0.0,
) -> Iterator[Finding]:
    """Give the names of people in every text.

    `known` are parts of names that were announced, folded: a word among them is a name on less evidence, and
    so is one that is part of a longer name somewhere in the texts. `prose` shows the language where the
    texts are too short to show it, as names of places are; `lenience` is how far below the border, in log
    odds, a word is taken for a name.
    """
    notes, readings = Notes(texts, usage, Language(texts, prose or texts), known), dict[str, Reading]()
    words, likely = weigh_words(notes, readings)
    names = [*_joined(texts, words, likely + lenience)]
    parts = {fold(part) for name in names for part in _parts(texts[name.row][name.start : name.end])}
    if parts - known:
        words, likely = weigh_words(replace(notes, known=parts | known), readings)
        names = [*_joined(texts, words, likely + lenience)]
    yield from names


def weigh_words(notes: Notes, readings: dict[str, Reading]) -> tuple[list[Word], Floats]:
    """Give the words that may be names, and the log odds above the border from which each is one.

    `readings` are what the language model made of texts that it has read; new ones are added.
    """
    words, features = describe_words(notes, readings)
    weights = load_weights()
    held: Floats = features @ [weights[name] for name in (*ODDS, *FEATURES)]
    return words, _with_others(words, held + weights["constant"] - weights["border"])


def _with_others(words: Sequence[Word], likely: Floats) -> Floats:
    """Let what a word is elsewhere in the same letters count as much as what it seems to be in one place."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(words):
        places[word.text].append(number)
    means = {text: float(likely[numbers].mean()) for text, numbers in places.items()}
    held: Floats = (likely + [means[word.text] for word in words]) / 2
    return held


def describe_words(notes: Notes, readings: dict[str, Reading]) -> tuple[list[Word], Floats]:
    """Give the words that may be names, and what is known of them: a column for each of ODDS and FEATURES."""
    words = [word for row in range(len(notes.texts)) for word in notes.candidates(row)]
    unread = [text for text in dict.fromkeys(notes.texts[word.row] for word in words) if text not in readings]
    readings.update(zip(unread, load_recogniser().read(unread), strict=True))
    told = [
        np.hstack([readings[notes.texts[row]].odds([(word.start, word.end) for word in found]), features])
        for row, inside in groupby(words, key=lambda word: word.row)
        for found in [[*inside]]
        for features in [np.array([notes.features(word) for word in found])]
    ]
    return words, np.concatenate(told) if told else np.zeros((0, len(ODDS) + len(FEATURES)))


@lru_cache(maxsize=1)
def load_weights() -> dict[str, float]:
    """Give the learned weights of the features by name, with the constant and the border."""
    text = resources.files("worldcafe").joinpath("data/name_weights.toml").read_text(encoding="utf-8")
    weights: dict[str, float] = tomllib.loads(text)["weights"]
    return weights


def _joined(texts: Sequence[str], words: Sequence[Word], likely: Floats) -> Iterator[Finding]:
    """Join the words that are names, and stand beside each other, to whole names."""
    doubtful = load_weights()["beside"]  # less is needed of a word beside a name
    for row, group in groupby(zip(words, likely, strict=True), key=lambda pair: pair[0].row):
        run: list[tuple[Word, float]] = []
        for word, value in group:
            if run and not _gap().fullmatch(texts[row], run[-1][0].end, word.start):
                yield from _whole(run)
                run = []
            if value > doubtful or (value > 0 and not run):
                run.append((word, value))
            else:
                yield from _whole(run)
                run = []
        yield from _whole(run)


def _whole(run: Sequence[tuple[Word, float]]) -> Iterator[Finding]:
    """Give a run of words as a name when one of them is one."""
    if any(value > 0 for _, value in run):
        yield Finding(run[0][0].row, run[0][0].start, run[-1][0].end, PERSON, REASON)


@lru_cache(maxsize=1)
def _gap() -> re.Pattern[str]:
    """Match what may stand between the words of one name: initials and particles."""
    particles = any_of(word for word in phrases()["people"]["particles"] if len(word) > 1)  # "y" joins people
    return re.compile(rf"\s(?:(?:[A-Z]\.?|{particles}|{particles.title()})\s){{0,3}}")


def _parts(name: str) -> Iterable[str]:
    """Give the parts of a name of several words, small words left out."""
    parts = [part for part in name.split() if part.casefold() not in phrases()["people"]["particles"]]
    return parts if len(parts) > 1 else ()
