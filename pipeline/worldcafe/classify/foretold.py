"""Kinds of very many notes: the grammar of a sample is read; what it would say of the others is foretold.

Reading its grammar takes most of the time that the kind of a note takes. A linear map (ridge regression:
Hoerl and Kennard, 1970), learned on the sample, leads from what is known of a note without its grammar to
what its grammar would add. `docs/scale.md` has what is lost by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from worldcafe.classify.clues import LENGTHS, TOKEN, wordings
from worldcafe.classify.context import Surroundings
from worldcafe.language.english import verb_or_noun

Odds = npt.NDArray[np.float64]

# Wordings that the map looks at, the most frequent ones; weight of a small map against a true one.
WORDINGS, STIFF = 2_000, 3.0


@dataclass(frozen=True)
class Grammar:
    """What the grammar of a note adds to the odds of its kind, as learned from notes whose grammar was read.

    `place` has the column of each thing that is looked at, `rows` the weights: (columns, kinds).
    """

    place: dict[str, int]
    rows: Odds

    def foretell(self, notes: Sequence[Surroundings], known: Odds) -> Odds:
        """Give what the grammar of each note would add: (notes, kinds)."""
        told: Odds = _described(notes, known, self.place) @ self.rows
        return told


def learn_grammar(notes: Sequence[Surroundings], known: Odds, added: Odds) -> Grammar:
    """Learn what grammar adds.

    Args:
        notes: those whose grammar was read.
        known: what speaks for each kind without it: (notes, kinds).
        added: what it added to that.
    """
    said = Counter(word for note in notes for word in wordings(note.body))
    often = sorted(said, key=lambda word: (-said[word], word))[:WORDINGS]
    forms = sorted({form for note in notes for form in _forms(note)})
    place = {name: column for column, name in enumerate(dict.fromkeys([*forms, *often]))}
    rows = _described(notes, known, place)
    inner = (rows.T @ rows).toarray() + STIFF * np.eye(rows.shape[1])
    return Grammar(place, np.linalg.solve(inner, rows.T @ added))


def _described(notes: Sequence[Surroundings], known: Odds, place: dict[str, int]) -> sparse.csr_matrix:
    """Give a row for each note: 1 for what is in it, then `known` and 1."""
    found = [
        [place[name] for name in (*_forms(note), *wordings(note.body)) if name in place] for note in notes
    ]
    ends = np.cumsum([0, *map(len, found)])
    columns = np.fromiter((column for row in found for column in row), np.int64, ends[-1])
    flags = sparse.csr_matrix((np.ones(ends[-1]), columns, ends), shape=(len(notes), len(place)))
    return sparse.hstack([flags, sparse.csr_matrix(known), np.ones((len(notes), 1))], format="csr")


def _forms(note: Surroundings) -> Iterator[str]:
    """Give what a note shows of its form without being parsed: how it begins, and what it answers."""
    words = TOKEN.findall(note.body.lower())
    first = verb_or_noun(words[0]) if words else ""
    yield f"form: begins with {first}"
    if note.asked:
        short = len(words) <= LENGTHS[1]  # of what is so short what was asked tells more
        yield f"form: asked for {note.asked}, short {short}"
