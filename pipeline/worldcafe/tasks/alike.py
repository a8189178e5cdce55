"""What is like what: pairs of suggestions on which an answer changes most, the likest notes of a theme."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from worldcafe.embed import quick_vectors
from worldcafe.found import split_ids
from worldcafe.recur.likeness import likeness, middle_of

if TYPE_CHECKING:
    from worldcafe.found import Analysis

Doubt = tuple[str, str, float]  # two notes, and how likely the run is wrong about them, 0 to 1


def pair_suggestions(found: Analysis, most: int = 100, weighed: int = 1500) -> list[Doubt]:
    """Give pairs of notes of two suggestions or of one, those first on which another measure differs most.

    A suggestion is compared with others by one note of it, and this note with its others. The measure is
    that by which suggestions are joined, over static vectors instead: what it finds alike and the run holds
    apart is worth asking, and what it finds unlike and the run has joined.

    Args:
        found: an analysis.
        most: so many pairs at most.
        weighed: so many notes are compared at most, those of suggestions said at most places first.
    """
    texts = dict(zip(found.segments["segment_id"], found.segments["clean_text"], strict=True))
    rows = found.suggestions[found.suggestions["n_notes"] > 0]
    groups = [split_ids(ids) for ids in rows["note_ids"]]
    heads = [
        next((note for note in ids if texts[note] == text), ids[0])
        for ids, text in zip(groups, rows["text"], strict=True)
    ]
    notes = list(dict.fromkeys([*heads, *(note for ids in groups for note in ids)]))[:weighed]
    if len(notes) < 2:  # nothing to compare
        return []
    row_of = {note: row for row, note in enumerate(notes)}
    vectors = quick_vectors([texts[note] for note in notes])
    nowhere, unbound = np.full(len(notes), -1), np.zeros((len(notes), len(notes)), np.bool_)
    alike = likeness([texts[note] for note in notes], vectors - middle_of(vectors), nowhere, unbound)
    known = [head for head in dict.fromkeys(heads) if head in row_of]
    within = [(head, note) for head, ids in zip(heads, groups, strict=True) for note in ids if note != head]
    pairs = [(one, other, False) for one, other in combinations(known, 2)]
    pairs += [(*pair, True) for pair in within if set(pair) <= row_of.keys()]
    doubts = []
    for one, other, is_joined in pairs:
        score = max(float(alike[row_of[one], row_of[other]]), 0.0)
        if score and texts[one].casefold() != texts[other].casefold():
            doubts.append((one, other, round(1 - score if is_joined else score, 6)))
    return sorted(doubts, key=lambda doubt: (-doubt[2], doubt[0], doubt[1]))[:most]


def like_in_theme(found: Analysis, most: int = 12, at_once: int = 1000) -> dict[str, list[str]]:
    """Give for each note of a theme those of the same theme that are likest to it, by static vectors.

    Args:
        found: an analysis.
        most: so many at most.
        at_once: so many notes are compared with all others of their theme at a time.
    """
    texts = dict(zip(found.segments["segment_id"], found.segments["clean_text"], strict=True))
    like: dict[str, list[str]] = {}
    for theme, rows in found.assignments.groupby("theme_id"):
        ids = sorted(rows["segment_id"])
        if not theme or len(ids) < 2:
            continue
        vectors = quick_vectors([texts[note] for note in ids])
        apart = vectors - middle_of(vectors)
        lengths = np.linalg.norm(apart, axis=1, keepdims=True)
        apart = apart / np.where(lengths, lengths, 1.0)
        for at in range(0, len(ids), at_once):
            alike = apart[at : at + at_once] @ apart.T
            alike[np.arange(len(alike)), np.arange(at, at + len(alike))] = -np.inf
            order = np.argsort(-alike, axis=1, kind="stable")[:, : min(most, len(ids) - 1)]
            like |= {ids[at + row]: [ids[other] for other in others] for row, others in enumerate(order)}
    return like
