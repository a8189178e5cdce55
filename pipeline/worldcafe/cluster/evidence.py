"""What speaks for two notes being of one theme: a square matrix for each kind of evidence, a row per note.

Words and meaning alone do not tell: of the pairs of notes from different tables that people put into one
theme, two thirds share no word. So what stands around the notes counts too: their conversation, their
question, the bullet that they stand under, the claims of the report that they are like.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt

from worldcafe.cluster.space import NoteVectors
from worldcafe.language.stems import family
from worldcafe.language.stop_words import is_function_word
from worldcafe.language.words import WORD
from worldcafe.tables import FloatMatrix
from worldcafe.tables.vectors import unit_rows

Truths = npt.NDArray[np.bool_]

REACH = 8.0  # over how many notes a conversation stays with a subject
BESIDE = 2  # notes each way that surround a note
CLOSEST = 0.1  # share of the pairs of notes that are the most alike: the company that a note keeps
FEWEST_CLAIMS = 5  # fewer claims tell no themes apart
SHARPNESS = 3  # power of the likeness of note and claim: the claims that a note is most like count


@dataclass(frozen=True)
class Known:
    """What is known of notes, a row each, in the order of `canonical_order`.

    `placed` are their vectors in the space of themes, `tables` where they were said ("" for nowhere),
    `parents` what each stands under, `claims` the vectors of the report's claims.
    """

    notes: NoteVectors
    placed: FloatMatrix
    texts: Sequence[str]
    tables: Sequence[str]
    parents: Sequence[str]
    claims: FloatMatrix

    @property
    def own(self) -> FloatMatrix:
        """Give unit vectors of the notes alone, relative to what all have in common."""
        return unit_rows(self.notes.vectors - self.notes.vectors.mean(axis=0))


def gather(known: Known) -> dict[str, FloatMatrix]:
    """Give each kind of evidence by its name; 0 where there is nothing to go by."""
    return {name: find(known).astype(np.float32) for name, find in KINDS.items()}


def from_other_tables(tables: Sequence[str]) -> Truths:
    """Tell which two notes were said at different tables."""
    names = np.asarray(tables, dtype=str)
    placed = names != ""
    apart: Truths = names[:, None] != names
    apart &= placed[:, None] & placed
    return apart


def _meaning(known: Known) -> FloatMatrix:
    return _cosines(known.own)


def _placed(known: Known) -> FloatMatrix:
    return _cosines(known.placed)


def _words(known: Known) -> FloatMatrix:
    """Give the words that two notes share, those that few notes have counting more."""
    said = [_content_words(text) for text in known.texts]
    notes_with = Counter(word for found in said for word in found)
    column = {word: place for place, word in enumerate(notes_with)}
    weight = np.zeros((len(said), len(column)), np.float32)
    for row, found in enumerate(said):
        for word in found:
            weight[row, column[word]] = log((len(said) + 1) / notes_with[word]) ** 0.5
    shared: FloatMatrix = weight @ weight.T / np.float32(log(len(said) + 1))
    return shared


def _content_words(text: str) -> set[str]:
    words = (word.lower() for word in WORD.findall(text) if len(word) > 1)
    return {family(word) for word in words if not is_function_word(word)}


def _company(known: Known) -> FloatMatrix:
    """Give how far two notes are like the same other notes."""
    likeness = _meaning(known)
    closest = np.where(likeness > np.quantile(likeness, 1 - CLOSEST), likeness, 0)
    np.fill_diagonal(closest, 0)
    return _cosines(closest)


def _claims(known: Known) -> FloatMatrix:
    """Give how far two notes are like the same claims."""
    if len(known.claims) < FEWEST_CLAIMS:
        return _nothing(known)
    claims = unit_rows(known.claims - known.notes.vectors.mean(axis=0))
    return _cosines(np.maximum(known.own @ claims.T, 0) ** SHARPNESS)


def _same_table(known: Known) -> FloatMatrix:
    names = np.asarray(known.tables, dtype=str)
    same: FloatMatrix = ((names[:, None] == names) & (names != "")).astype(np.float32)
    return same


def _near(known: Known) -> FloatMatrix:
    """Give how near two notes were said, 1 for the same moment, 0 for different conversations."""
    rows = np.arange(len(known.texts))
    apart = np.exp(-np.abs(rows[:, None] - rows) / REACH) * _same_talk(known)
    near: FloatMatrix = apart.astype(np.float32)
    return near


def _same_talk(known: Known) -> Truths:
    talk = np.full(len(known.texts), -1)
    for number, rows in enumerate(known.notes.talks):
        talk[rows.start : rows.stop] = number
    same: Truths = (talk[:, None] == talk) & (talk >= 0)
    return same


def _around(known: Known) -> FloatMatrix:
    """Give unit vectors of what was said before and after each note, a few notes each way."""
    rows = np.arange(len(known.texts))
    apart = np.abs(rows[:, None] - rows)
    is_beside = _same_talk(known) & (apart > 0) & (apart <= BESIDE)
    weight = is_beside.astype(np.float32) / np.maximum(apart, 1).astype(np.float32)
    return unit_rows(weight @ known.own)


def _to_surroundings(known: Known) -> FloatMatrix:
    likeness = known.own @ _around(known).T
    both: FloatMatrix = np.add(likeness, likeness.T, dtype=np.float32) / np.float32(2)
    return both


def _surroundings(known: Known) -> FloatMatrix:
    return _cosines(_around(known))


def _questions(known: Known) -> FloatMatrix:
    """Give how like the questions are that two notes answer, none where there are none."""
    frames = known.notes.frames
    if not frames or not frames[0].any():
        return _nothing(known)
    return _cosines(frames[0] - frames[0].mean(axis=0))


def _bullet(known: Known) -> FloatMatrix:
    """Tell notes that stand under the same bullet or heading."""
    parents = np.asarray(known.parents, dtype=str)
    same: FloatMatrix = ((parents[:, None] == parents) & (parents != "")).astype(np.float32)
    return same


def _nothing(known: Known) -> FloatMatrix:
    return np.zeros((len(known.texts), len(known.texts)), np.float32)


def _cosines(rows: FloatMatrix) -> FloatMatrix:
    unit = unit_rows(rows.astype(np.float32))
    cosines: FloatMatrix = unit @ unit.T
    return cosines


KINDS: Mapping[str, Callable[[Known], FloatMatrix]] = {
    "meaning": _meaning,
    "placed": _placed,
    "words": _words,
    "company": _company,
    "claims": _claims,
    "same_table": _same_table,
    "near": _near,
    "surroundings": _surroundings,
    "to_surroundings": _to_surroundings,
    "question": _questions,
    "bullet": _bullet,
}
