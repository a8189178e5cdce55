"""Segments with the role that people gave them, for learning and for measuring: untidy documents, annotated corpora."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import scipy.sparse as sp
from annotated import SHARED, annotated_corpora
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from untidy import DOCUMENTS, MOST, letters

from worldcafe.parse import parse_sources
from worldcafe.read import read_sources
from worldcafe.roles.clues import find_clues, words_of
from worldcafe.roles.model import TOLD, RoleModel
from worldcafe.roles.stage import is_open
from worldcafe.segment import segment_blocks
from worldcafe.settings import Settings

OTHER = ("meta", "narrative", "heading")  # no note, claim or prompt: one thing to learn
LAST = 92  # document that is learned from; those after it are left to measure with
OFTEN = 4  # segments that a word must stand in before anything is learned about it
WORDS_SIZE, STRENGTH = 4.0, 0.1  # how far words are trusted beside clues, and how far all is


@dataclass(frozen=True)
class Told:
    """The segments of a document or corpus, their clues, the role of each ("" where nobody gave one), and which are open."""

    segments: pd.DataFrame
    clues: pd.DataFrame
    roles: pd.Series
    open_: pd.Series
    invented: bool  # whose words may be kept: real notes hold names


def read_untidy(folder: Path = DOCUMENTS) -> dict[str, Told]:
    """Read the untidy documents, by name."""
    found = {}
    for truth in sorted(folder.glob("*/truth.json")):
        source = truth.parent / "source"
        files = sorted(source.iterdir())
        segments, clues, open_ = _read(files if len(files) == 1 else [source])
        given = json.loads(truth.read_text(encoding="utf-8"))
        told = [(letters(note["text"]), "note") for note in given["notes"]]
        for role, name in (("prompt", "prompts"), ("summary", "summary"), ("meta", "meta")):
            told += [(letters(text), role) for text in given.get(name, [])]
        roles = [_role_of(letters(text), told) for text in segments["text"]]
        given_roles = pd.Series(roles, index=segments.index)
        found[truth.parent.name] = Told(segments, clues, given_roles, open_, invented=True)
    return found


def number_of(name: str) -> int:
    """Give the number of an untidy document: 53 of "53-choirs"."""
    return int(name.partition("-")[0])


def read_annotated(folder: Path) -> dict[str, Told]:
    """Read the annotated corpora of a folder, by name."""
    sys.path.insert(0, str(SHARED / "score"))
    from score import realign, sources_of

    found = {}
    for corpus in annotated_corpora(folder):
        segments, clues, open_ = _read(corpus.paths)
        units = corpus.units
        if "source" in units:
            units = realign(units.assign(source=units["source"].map(sources_of(units, segments))), segments)
        else:
            units = units.assign(source=segments["source"].iloc[0])
        roles = [
            _role_at(units, *row) for row in segments[["source", "start", "end"]].itertuples(index=False)
        ]
        given = pd.Series(roles, index=segments.index)
        found[corpus.name] = Told(segments, clues, given, open_, invented=folder != SHARED / "gold")
    return found


def learn(told: list[Told]) -> RoleModel:
    """Learn what clues and words speak for each role."""
    roles = np.concatenate([one.roles for one in told])
    given = roles != ""
    clues = pd.concat([one.clues for one in told])[given]
    texts = [text for one in told for text in one.segments["text"]]
    counter = CountVectorizer(binary=True, min_df=OFTEN, analyzer=words_of)
    counter.fit([text for one in told if one.invented for text in one.segments["text"]])
    words = counter.transform([text for text, has in zip(texts, given, strict=True) if has]).astype(float)
    words = sp.diags(1 / np.sqrt(np.maximum(words.sum(axis=1).A1, 1))) @ words * WORDS_SIZE
    mean, spread = clues.mean(), clues.std().replace(0, 1)
    both = sp.hstack([sp.csr_matrix(((clues - mean) / spread).to_numpy()), words]).tocsr()
    found = LogisticRegression(C=STRENGTH, max_iter=2000, tol=1e-6).fit(both, roles[given])
    rows = [list(found.classes_).index(role) for role in TOLD]
    weights = found.coef_[rows].T
    by_clue = weights[: clues.shape[1]] / spread.to_numpy()[:, None]
    return RoleModel(
        bias=found.intercept_[rows] - mean.to_numpy() @ by_clue,
        clues=dict(zip(clues.columns, by_clue, strict=True)),
        words=dict(zip(counter.get_feature_names_out(), WORDS_SIZE * weights[clues.shape[1] :], strict=True)),
    )


def _read(paths: list[Path]) -> tuple[pd.DataFrame, pd.DataFrame, pd.Series]:
    settings = Settings()
    sources = read_sources(paths, settings.read)
    segments = segment_blocks(sources, parse_sources(sources, settings.parse), settings.segment)
    return segments, find_clues(segments, sources), is_open(segments, sources)


def _role_of(text: str, told: list[tuple[str, str]]) -> str:
    """Give the role of the text that a segment is, is part of, or mostly consists of."""
    if not text:
        return ""
    found = {role for key, role in told if key == text} or {role for key, role in told if text in key}
    if not found:
        shares: Counter[str] = Counter()
        for key, role in {pair for pair in told if pair[0] and pair[0] in text}:
            shares[role] += len(key)
        found = {role for role, share in shares.most_common(1) if share > MOST * len(text)}
    return found.pop() if len(found) == 1 else ""


def _role_at(units: pd.DataFrame, source: str, start: int, end: int) -> str:
    """Give the role of the unit that holds most of a segment."""
    near = units[(units["source"] == source) & (units["start"] < end) & (units["end"] > start)]
    shared = np.minimum(near["end"], end) - np.maximum(near["start"], start)
    if near.empty or shared.max() <= MOST * (end - start):
        return ""
    role = str(near.loc[shared.idxmax(), "role"])
    return "meta" if role in OTHER else role
