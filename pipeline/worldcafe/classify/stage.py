"""All that speaks for the kind of a note -> one kind, its probability, what spoke for it and its words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pandas as pd

from worldcafe.classify.by_words import kind_by_words
from worldcafe.classify.clues import find_clues
from worldcafe.classify.context import read_surroundings
from worldcafe.classify.lexicon import Firing, Lexicon, load_lexicon
from worldcafe.classify.model import Model, Odds, load_model
from worldcafe.language.english import parse_english
from worldcafe.language.lists import languages_with
from worldcafe.tables import KINDS, Embeddings, Kinds, Segments

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.settings import ClassifySettings

R = TypeVar("R")
BLOCK = 4096  # notes
SENSE = "sense"
MOST_NAMED = 6  # of what spoke for a kind
WORTH_NAMING = 0.3  # of log-odds


def classify_segments(
    segments: DataFrame[Segments],
    embeddings: Embeddings,
    settings: ClassifySettings,
    model: Model | None = None,
) -> DataFrame[Kinds]:
    """Give every note and claim its kind, with what spoke for it and its words.

    Args:
        segments: with `clean_text`.
        embeddings: the vectors of all notes and claims.
        settings: the user's own rules, and how sure scores are.
        model: in place of the one that ships.

    Returns:
        One row per note and claim in the order of `segments`. `kind_score` is the probability of the kind,
        `rule` and `evidence` are lists separated by "; " of the same length, what spoke most first; "sense"
        is the meaning of the note as a whole.

    Raises:
        InputError: the rules file of the settings cannot be used.
    """
    model = model or load_model()
    lexicon = load_lexicon(settings.rules)
    by_words = _kinds_by_words(segments, lexicon)
    clues = read_clues(segments, lexicon, by_words)
    rows = {segment_id: row for row, segment_id in enumerate(embeddings.ids)}
    vectors = embeddings.matrix[[rows[segment_id] for segment_id in clues]]
    senses = model.read_sense(vectors, embeddings.encoder)
    decided = by_words | {
        segment_id: (segment_id, *_decide(found, sense, _Scales(model, lexicon, settings.temperature)))
        for (segment_id, found), sense in zip(clues.items(), senses, strict=True)
    }
    ordered = [decided[segment_id] for segment_id in segments["segment_id"] if segment_id in decided]
    return Kinds.validate(pd.DataFrame(ordered, columns=list(Kinds.to_schema().columns)))


def _kinds_by_words(
    segments: DataFrame[Segments], lexicon: Lexicon
) -> dict[str, tuple[str, str, float, str, str]]:
    """Give the rows of the notes and claims in languages whose grammar is not read, by segment id."""
    foreign = segments["language"].isin(languages_with("kinds"))
    languages = dict(zip(segments.loc[foreign, "segment_id"], segments.loc[foreign, "language"], strict=True))
    if not languages:
        return {}
    rows = {}
    for segment_id, around in read_surroundings(segments, lexicon).items():
        if language := languages.get(segment_id):
            said = kind_by_words(around.body, around.question, language)
            rows[segment_id] = (segment_id, said.kind, said.score, said.rule, said.words.replace(";", ","))
    return rows


def read_clues(
    segments: DataFrame[Segments], lexicon: Lexicon, left_out: Collection[str] = ()
) -> dict[str, tuple[Firing, ...]]:
    """Give the clues of every note and claim but for some, by segment id."""
    surroundings = {
        segment_id: around
        for segment_id, around in read_surroundings(segments, lexicon).items()
        if segment_id not in left_out
    }
    claims = set(segments.loc[segments["role"] == "summary", "segment_id"])
    found = {}
    for part in _blocks(list(surroundings.items())):
        docs = parse_english(around.body for _, around in part)
        for (segment_id, around), doc in zip(part, docs, strict=True):
            found[segment_id] = find_clues(doc, around, segment_id in claims, lexicon)
    return found


def _blocks(rows: Sequence[R]) -> Iterator[Sequence[R]]:
    """Give the rows block by block: no more parsed texts than are in one are held at a time."""
    return (rows[start : start + BLOCK] for start in range(0, len(rows), BLOCK))


@dataclass(frozen=True)
class _Scales:
    """What clues are weighed with."""

    model: Model
    lexicon: Lexicon
    temperature: float

    def weigh(self, clues: Sequence[Firing]) -> dict[str, Odds]:
        """Give what each clue speaks for: learned, and written in the rules of the lexicon."""
        written = {clue.rule: self.lexicon.weights.get(clue.rule, {}) for clue in clues}
        added = {
            rule: np.array([weights.get(kind, 0.0) for kind in KINDS])
            for rule, weights in written.items()
            if weights
        }
        return self.model.read_clues(clues) | added


def _decide(clues: Sequence[Firing], sense: Odds, scales: _Scales) -> tuple[str, float, str, str]:
    """Give kind, probability, and what spoke for the kind with its words, the strongest first."""
    weighed = scales.weigh(clues) | {SENSE: sense}
    odds = scales.model.bias + sum(weighed.values())
    best = int(np.argmax(odds))
    chances = np.exp((odds - odds[best]) / scales.temperature)
    for_it = {rule: float(speaks[best] - speaks.mean()) for rule, speaks in weighed.items()}
    words = {clue.rule: clue.words.replace(";", ",") for clue in clues}
    named = sorted(
        (rule for rule, weight in for_it.items() if weight >= WORTH_NAMING), key=lambda r: -for_it[r]
    )
    named = named[:MOST_NAMED] or [SENSE]
    evidence = "; ".join(words.get(rule, "") for rule in named)
    return KINDS[best], round(float(1 / chances.sum()), 4), "; ".join(named).replace(";;", ";,"), evidence
