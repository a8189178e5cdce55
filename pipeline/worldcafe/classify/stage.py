"""All that speaks for the kind of a note -> one kind, its probability, what spoke for it and its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from worldcafe.classify.by_words import kind_by_words
from worldcafe.classify.clues import find_clues
from worldcafe.classify.context import Surroundings, read_surroundings
from worldcafe.classify.lexicon import Firing, Rules, load_lexicon
from worldcafe.classify.model import Model, Odds, load_model
from worldcafe.engine.parts import HERE, Parts
from worldcafe.files.given import read_given
from worldcafe.language.english import parse_english
from worldcafe.language.lists import languages_with
from worldcafe.tables import KINDS, Embeddings, FloatMatrix, Kinds, Segments
from worldcafe.version import VERSION

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.settings import ClassifySettings

BLOCK = 4096  # notes
SENSE = "sense"
MOST_NAMED = 6  # of what spoke for a kind
WORTH_NAMING = 0.3  # of log-odds


def classify_segments(
    segments: DataFrame[Segments],
    embeddings: Embeddings,
    settings: ClassifySettings,
    model: Model | None = None,
    parts: Parts = HERE,
) -> DataFrame[Kinds]:
    """Give every note and claim its kind, with what spoke for it and its words.

    Args:
        segments: with `clean_text`.
        embeddings: the vectors of all notes and claims.
        settings: the user's own rules, and how sure scores are.
        model: in place of the one that ships.
        parts: who does the parts of a long table.

    Returns:
        One row per note and claim in the order of `segments`. `kind_score` is the probability of the kind,
        `rule` and `evidence` are lists separated by "; " of the same length, what spoke most first; "sense"
        is the meaning of the note as a whole.

    Raises:
        InputError: the rules file of the settings cannot be used.
    """
    scales = _Scales(model or load_model(), load_lexicon(settings.rules), settings.temperature)
    by_words = _kinds_by_words(segments, scales.lexicon)
    around = read_surroundings(segments, scales.lexicon)
    notes = [(name, found) for name, found in around.items() if name not in by_words]
    blocks = [notes[start : start + BLOCK] for start in range(0, len(notes), BLOCK)]
    claims = frozenset(segments.loc[segments["role"] == "summary", "segment_id"])
    rows = {segment_id: row for row, segment_id in enumerate(embeddings.ids)}
    rules = read_given(Path(settings.rules)) if settings.rules else ""
    version = repr((VERSION, rules, settings.temperature, embeddings.encoder)).encode()

    def parted() -> Iterator[tuple[bytes, tuple[Any, ...]]]:
        for block in blocks:
            names = [name for name, _ in block]
            matrix = embeddings.matrix[[rows[name] for name in names]]
            part = _Stretch(tuple(block), claims.intersection(names), matrix)
            told = repr((part.notes, sorted(part.claims))).encode("utf-8", "surrogatepass")
            yield version + told + matrix.tobytes(), (part, embeddings.encoder, scales)

    found = [row for part in parts.map(_decide_part, parted(), len(blocks)) for row in part]
    decided = by_words | {row[0]: row for row in found}
    ordered = [decided[segment_id] for segment_id in segments["segment_id"] if segment_id in decided]
    return Kinds.of(ordered)


def _kinds_by_words(
    segments: DataFrame[Segments], lexicon: Rules
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


def read_clues(segments: DataFrame[Segments], lexicon: Rules) -> dict[str, tuple[Firing, ...]]:
    """Give the clues of every note and claim, by segment id."""
    surroundings = read_surroundings(segments, lexicon)
    claims = frozenset(segments.loc[segments["role"] == "summary", "segment_id"])
    return _clues_of(list(surroundings.items()), claims, lexicon)


def _clues_of(
    notes: Sequence[tuple[str, Surroundings]], claims: frozenset[str], lexicon: Rules
) -> dict[str, tuple[Firing, ...]]:
    """Give the clues of some notes and claims, by segment id."""
    docs = parse_english(around.body for _, around in notes)
    return {
        segment_id: find_clues(doc, around, segment_id in claims, lexicon)
        for (segment_id, around), doc in zip(notes, docs, strict=True)
    }


@dataclass(frozen=True)
class _Scales:
    """What clues are weighed with."""

    model: Model
    lexicon: Rules
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


@dataclass(frozen=True)
class _Stretch:
    """Some notes and claims with what they stand under, and a vector (a row of `matrix`) of each."""

    notes: tuple[tuple[str, Surroundings], ...]
    claims: frozenset[str]
    matrix: FloatMatrix


def _decide_part(part: _Stretch, encoder: str, scales: _Scales) -> list[tuple[str, str, float, str, str]]:
    """Give the row of each note and claim of a part; no more parsed texts are held at a time than it has."""
    clues = _clues_of(part.notes, part.claims, scales.lexicon)
    senses = scales.model.read_sense(part.matrix, encoder)
    return [
        (segment_id, *_decide(found, sense, scales))
        for (segment_id, found), sense in zip(clues.items(), senses, strict=True)
    ]


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
