"""Notes with their kinds, for learning and for measuring: annotated corpora, and notes that were invented."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from turned_pairs import WRITERS, read_settings

from worldcafe.classify.clues import WORDING
from worldcafe.classify.lexicon import Firing, load_lexicon
from worldcafe.classify.model import Model
from worldcafe.classify.stage import read_clues
from worldcafe.embed import embed_segments
from worldcafe.settings import EmbedSettings
from worldcafe.tables import KINDS, Embeddings, Segments

HERE = Path(__file__).parent
# What a note weighs, by where it stands: those that one hand invented share its habits (of 0, 0.3 and 1; pairs of 0 and 0.1).
WEIGHTS = {"invented": 0.3, "untidy": 0.3, "pairs": 0.1}
COPIED = ("cafe", "table", "topic", "round", "question", "subsection", "section", "source")
LETTERS = {kind[0]: kind for kind in KINDS}
OFTEN, SPREAD = 8, 4  # notes and corpora that a wording must stand in before anything is learned about it
# How large each sort of clue is, which says how far its weight is trusted; and how rare kinds are weighed.
WORDING_SIZE, SENSE_SIZE, STRENGTH, RARE = 0.5, 2.0, 0.3, 0.3


@dataclass(frozen=True)
class Corpus:
    """Notes and claims with the kinds that people gave them, in the order of `clues`; `weight` is what each weighs."""

    segments: pd.DataFrame
    embeddings: Embeddings
    clues: dict[str, tuple[Firing, ...]]
    kinds: pd.Series
    weight: float = 1.0

    @property
    def vectors(self) -> np.ndarray:
        """Give a row per note and claim."""
        rows = {segment_id: row for row, segment_id in enumerate(self.embeddings.ids)}
        return self.embeddings.matrix[[rows[segment_id] for segment_id in self.clues]]


def as_segments(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Give checked segments of rows that hold at least id, text and role."""
    columns = list(Segments.to_schema().columns)
    numbers = {"start": 0, "end": 1, "depth": 0, "kind_score": 0.0}
    base = {**dict.fromkeys(columns, ""), **numbers, "source": "benchmark"}
    return Segments.validate(pd.DataFrame([{**base, **row} for row in rows])[columns])


def corpus_of(segments: pd.DataFrame, kinds: dict[str, str]) -> Corpus:
    """Read what a model learns from."""
    clues = read_clues(segments, load_lexicon())
    truth = pd.Series({segment_id: kinds[segment_id] for segment_id in clues})
    return Corpus(segments, embed_segments(segments, EmbedSettings()), clues, truth)


def read_gold(folder: Path) -> Corpus:
    """Give the annotated units of one corpus, as they were segmented by hand."""
    units = [json.loads(line) for line in (folder / "units.jsonl").read_text("utf-8").splitlines()]
    labels = [json.loads(line) for line in (folder / "labels.jsonl").read_text("utf-8").splitlines()]
    rows = [
        {name: str(unit.get(name) or "") for name in COPIED}
        | {"segment_id": unit["id"], "role": unit["role"], "parent_id": unit.get("parent") or ""}
        | {"text": unit["text"], "clean_text": " ".join(unit["text"].replace("**", "").split())}
        for unit in units
    ]
    return corpus_of(as_segments(rows), {label["id"]: label["kind"] for label in labels})


def read_corpora(folder: Path) -> dict[str, Corpus]:
    """Give all annotated corpora of a folder by name."""
    weight = WEIGHTS.get(folder.name, 1.0)
    folders = sorted(path.parent for path in folder.glob("*/units.jsonl"))
    return {corpus.name: replace(read_gold(corpus), weight=weight) for corpus in folders}


def read_apart() -> list[Corpus]:
    """Give notes that nothing is measured on: invented for their kinds, of untidy documents, of pairs of texts."""
    untidy = [
        replace(_of_lines(lines), weight=WEIGHTS["untidy"])
        for lines in _documents((HERE / "kinds_untidy.txt").read_text("utf-8"))
    ]
    by_writer = [
        replace(_of_lines(list(_paired(writer))), weight=WEIGHTS["pairs"]) for writer in (*WRITERS, "f")
    ]
    return [_of_lines((HERE / "kinds_invented.txt").read_text("utf-8").splitlines()), *untidy, *by_writer]


def _documents(text: str) -> Iterator[list[str]]:
    """Give the lines of each document that has any notes."""
    for lines in text.split("\n# "):
        _, *notes = lines.splitlines()
        if notes:
            yield notes


def _paired(writer: str) -> Iterator[str]:
    """Give the notes that a writer of pairs wrote; not their questions, for below each stand notes of all kinds."""
    for setting in read_settings(writer):
        yield "?"
        for group in setting.groups:
            for kind, note in [(group.kind, group.note), *group.beside]:
                yield f"{kind[0]} {note}"


def _of_lines(lines: Iterable[str]) -> Corpus:
    """Read notes behind the letters of their kinds; each question with what stands below it is a table of its own."""
    rows: list[dict[str, object]] = []
    kinds = {}
    question = ""
    for number, line in enumerate(lines):
        sort, _, text = line.partition(" ")
        if sort == "?":
            question, table = text, str(number)
        if sort not in {*LETTERS, "?"} or not text:
            continue
        role = "prompt" if sort == "?" else "note"
        governing = question if role == "note" else ""
        said = {"segment_id": f"i{number}", "role": role, "text": text, "clean_text": text}
        rows.append(said | {"table": table, "question": governing})
        kinds |= {f"i{number}": LETTERS[sort]} if role == "note" else {}
    return corpus_of(as_segments(rows), kinds)


def learn(corpora: list[Corpus]) -> Model:
    """Learn how much each clue and each number of a vector speak for each kind."""
    names = learned_names(corpora)
    place = {name: column for column, name in enumerate(names)}
    sizes = np.array([WORDING_SIZE if name.startswith(WORDING) else 1.0 for name in names])
    held = [np.hstack([_presence(corpus, place) * sizes, corpus.vectors * SENSE_SIZE]) for corpus in corpora]
    kinds = pd.concat([corpus.kinds for corpus in corpora])
    weights = pd.concat([pd.Series(corpus.weight, corpus.kinds.index) for corpus in corpora])
    often = weights.groupby(kinds.to_numpy()).sum() / weights.sum()
    weights = weights.to_numpy() * kinds.map(often).to_numpy() ** -RARE
    learner = LogisticRegression(C=STRENGTH, max_iter=1000)
    learner.fit(np.vstack(held), kinds, sample_weight=weights)
    order = [learner.classes_.tolist().index(kind) for kind in KINDS]
    spoken = learner.coef_[order].T
    clues = dict(zip(names, spoken[: len(names)] * sizes[:, None], strict=True))
    return Model(learner.intercept_[order], clues, spoken[len(names) :] * SENSE_SIZE)


def learned_names(corpora: list[Corpus]) -> list[str]:
    """Give the clues that something is learned about: no labels, and wordings only that travel.

    The weights of labels are written down. A wording that only one subject has says nothing of another.
    """
    counted = [Counter(clue.rule for clues in one.clues.values() for clue in clues) for one in corpora]
    notes = sum(counted, Counter())
    spread = Counter(rule for counts in counted for rule in counts)
    return [
        rule
        for rule in sorted(notes)
        if not rule.startswith("label_")
        and (not rule.startswith(WORDING) or (notes[rule] >= OFTEN and spread[rule] >= SPREAD))
    ]


def _presence(corpus: Corpus, place: dict[str, int]) -> np.ndarray:
    """Give 1 where a note has a clue."""
    matrix = np.zeros((len(corpus.clues), len(place)))
    for row, clues in enumerate(corpus.clues.values()):
        matrix[row, [place[clue.rule] for clue in clues if clue.rule in place]] = 1
    return matrix
