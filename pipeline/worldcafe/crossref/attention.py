"""Claims that turn what their notes say in other words: a small model that reads both, word beside word.

Decomposable attention (Parikh et al. 2016, arXiv:1606.01933) over the vectors that the sentence encoder has
for the words of a text where they stand: each word is laid beside what stands for it in the other, and what
the two have in common and apart is summed up. `data/turns.npz` holds its weights, learned by
`tests/benchmarks/learn_turns.py` from invented notes, their restatements and turned restatements, in English.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
import pandas as pd
from pandera.typing import DataFrame

from worldcafe.crossref.differences import align, show_difference
from worldcafe.crossref.judge import ANSWERS, CONTRARY, NEITHER, SAYS
from worldcafe.crossref.verdicts import MOST_COMPARED
from worldcafe.crossref.words import content_stems
from worldcafe.language import reasons
from worldcafe.language.in_language import ENGLISH
from worldcafe.tables import Claims, FloatMatrix
from worldcafe.tables.vectors import unit_rows

WordVectors = Callable[[Sequence[str]], list[FloatMatrix]]  # of each text a row per piece of a word

TURNED_FROM = 0.5  # logarithm of the odds of turned to said, mean over the notes behind a claim
READ_IN = (ENGLISH, "")  # languages; of a few words nobody can tell


@dataclass(frozen=True)
class Prepared:
    """A text as it is laid beside others, a row per piece of a word.

    `keys` is what it is found by, `values` what is compared; `alone` and `beside` are what a word adds to the
    comparison as one of this text, and as what stands beside one of another.
    """

    keys: FloatMatrix
    values: FloatMatrix
    alone: FloatMatrix
    beside: FloatMatrix
    mean: FloatMatrix


@dataclass(frozen=True)
class Attention:
    """The weights: matrices with their shifts, and how sharply a word chooses what it stands beside."""

    keys: FloatMatrix
    values: FloatMatrix
    values_shift: FloatMatrix
    compare: FloatMatrix
    compare_shift: FloatMatrix
    join: FloatMatrix
    join_shift: FloatMatrix
    tell: FloatMatrix
    tell_shift: FloatMatrix
    sharpness: FloatMatrix

    def lay(self, words: FloatMatrix) -> Prepared:
        """Prepare a text, given the vectors of its words (words x numbers)."""
        values = words @ self.values + self.values_shift
        own, other, apart, _ = np.split(self.compare, 4)
        alone = values @ (own + apart) + self.compare_shift
        mean = unit_rows(words.mean(axis=0, keepdims=True))[0]
        return Prepared(unit_rows(words @ self.keys), values, alone, values @ (other - apart), mean)

    def read(self, claim: Prepared, note: Prepared) -> FloatMatrix:
        """Give three logarithms of likelihoods, up to a sum: said, neither, turned."""
        likeness = self.sharpness * (claim.keys @ note.keys.T)
        of_claim, of_note = self._seen(claim, note, likeness), self._seen(note, claim, likeness.T)
        joined = np.concatenate([*of_claim, *of_note, [claim.mean @ note.mean]]) @ self.join
        told: FloatMatrix = np.maximum(joined + self.join_shift, 0) @ self.tell + self.tell_shift
        return told

    def _seen(
        self, text: Prepared, other: Prepared, likeness: FloatMatrix
    ) -> tuple[FloatMatrix, FloatMatrix]:
        """Give the mean and the most of what words have in common with, and apart from, those beside them."""
        shares = _softly(likeness)
        common = np.split(self.compare, 4)[3]
        both = text.alone + shares @ other.beside + (text.values * (shares @ other.values)) @ common
        seen = np.maximum(both, 0)
        return seen.mean(axis=0), seen.max(axis=0)


def _softly(likeness: FloatMatrix) -> FloatMatrix:
    """Give shares that sum up to 1 in each row."""
    shares = np.exp(likeness - likeness.max(axis=1, keepdims=True))
    whole: FloatMatrix = shares / shares.sum(axis=1, keepdims=True)
    return whole


@lru_cache(maxsize=1)
def load_attention() -> Attention:
    """Give the weights that ship with the package."""
    with resources.files("worldcafe").joinpath("data/turns.npz").open("rb") as file:
        held: Any = np.load(file, allow_pickle=False)
        return Attention(**{each.name: held[each.name].astype(np.float32) for each in fields(Attention)})


def read_pairs(pairs: Sequence[tuple[str, str]], word_vectors: WordVectors) -> FloatMatrix:
    """Read pairs of claim and note: a row of three numbers each, as `Attention.read` gives them.

    Rounded, so that the last digits of a processor decide nothing.
    """
    attention, texts = load_attention(), list(dict.fromkeys(text for pair in pairs for text in pair))
    laid = {text: attention.lay(words) for text, words in zip(texts, word_vectors(texts), strict=True)}
    told = [attention.read(laid[claim], laid[note]) for claim, note in pairs]
    return np.round(np.array(told, np.float32).reshape(-1, ANSWERS), 3)


def find_turned(
    judged: DataFrame[Claims],
    links: pd.DataFrame,
    claims: pd.DataFrame,
    notes: pd.DataFrame,
    word_vectors: WordVectors | None,
) -> DataFrame[Claims]:
    """Give the claims with those altered that, read beside their notes, turn what these say.

    One that no note comes near, as it is read, is left: what it would turn was not said.
    Only claims are read that are supported in other words, in English, and only beside notes in English.

    Args:
        judged: the claims in the order of their row numbers.
        links: row numbers of claims and notes, from 0, the likeliest note of a claim first.
        claims: rows of `Segments`.
        notes: rows of `Segments`.
        word_vectors: those of the sentence encoder that knows English; without them nothing is read.
    """
    if word_vectors is None:
        return judged
    behind = _worth_reading(judged, links, claims, notes)
    if behind.empty:
        return judged
    texts = claims["clean_text"].to_numpy()[behind["claim"]], notes["clean_text"].to_numpy()[behind["note"]]
    told = read_pairs(list(zip(*texts, strict=True)), word_vectors)
    odds, near = told[:, CONTRARY] - told[:, SAYS], np.logaddexp(told[:, SAYS], told[:, CONTRARY])
    behind = behind.assign(odds=odds, is_near=near >= told[:, NEITHER])
    read = behind.groupby("claim").agg({"odds": "mean", "is_near": "any"})
    rows = judged.to_dict("records")
    for row in read.index[read["is_near"] & (read["odds"].round(3) >= TURNED_FROM)]:
        own = behind[behind["claim"] == row]
        note = notes.iloc[own["note"].iat[int(own["odds"].argmax())]]
        rows[row].update(
            verdict="altered",
            reason=reasons.READ_ALTERED,
            closest_id=note["segment_id"],
            diff=show_difference(align(note["clean_text"], rows[row]["text"])),
        )
    return Claims.validate(judged.assign(**{name: [row[name] for row in rows] for name in judged.columns}))


def _worth_reading(
    judged: DataFrame[Claims], links: pd.DataFrame, claims: pd.DataFrame, notes: pd.DataFrame
) -> pd.DataFrame:
    """Give the links of claims that are supported in other words, where both sides are in English.

    A claim that has the words of one of its notes, and only leaves some out, has no others.
    """
    english = claims["language"].isin(READ_IN).to_numpy()
    open_ = np.flatnonzero((judged["verdict"].to_numpy() == "supported") & english)
    same = links.loc[links["strength"] == "same", "claim"]
    kept = links[links["claim"].isin(open_) & ~links["claim"].isin(same)].astype({"claim": int, "note": int})
    kept = kept[notes["language"].isin(READ_IN).to_numpy()[kept["note"]]]
    sides = claims.iloc[kept["claim"]], notes.iloc[kept["note"]]
    pairs = zip(sides[0]["clean_text"], sides[0]["topic"], sides[1]["clean_text"], strict=True)
    kept = kept[~kept["claim"].isin(kept["claim"][[_is_shortened(*pair) for pair in pairs]])]
    return pd.DataFrame(kept.groupby("claim", sort=False).head(MOST_COMPARED))


def _is_shortened(claim: str, topic: str, note: str) -> bool:
    """Tell whether all words of a claim stand in a note, but for those of its heading."""
    return {*content_stems(claim)} <= {*content_stems(note), *content_stems(topic)}
