"""All that speaks for the kind of a note -> one kind, its probability, what spoke for it and its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from worldcafe.classify.by_words import kind_by_words
from worldcafe.classify.clues import find_clues, needs_grammar
from worldcafe.classify.context import Surroundings, read_surroundings
from worldcafe.classify.foretold import Grammar, learn_grammar
from worldcafe.classify.lexicon import Firing, Rules, load_lexicon
from worldcafe.classify.model import Model, Odds, load_model
from worldcafe.engine.parts import HERE, Parts
from worldcafe.files.given import read_given
from worldcafe.language.english import parse_english
from worldcafe.language.lists import languages_with
from worldcafe.language.lots import ENOUGH, MANY, draw_texts
from worldcafe.tables import KINDS, Embeddings, FloatMatrix, Kinds, Segments
from worldcafe.version import VERSION

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.settings import ClassifySettings

R = TypeVar("R")
Noted = tuple[str, Surroundings]  # by segment id
Row = tuple[str, str, float, str, str]

BLOCK = 4096  # notes
SENSE = "sense"
MOST_NAMED = 6  # of what spoke for a kind
WORTH_NAMING = 0.3  # of log-odds


def classify_segments(
    segments: DataFrame[Segments],
    settings: ClassifySettings,
    embeddings: Embeddings | None = None,
    model: Model | None = None,
    parts: Parts = HERE,
) -> DataFrame[Kinds]:
    """Give every note and claim its kind, with what spoke for it and its words.

    Args:
        segments: with `clean_text`.
        settings: the user's own rules, and how sure scores are.
        embeddings: the vectors of all notes and claims; without them words and grammar decide alone.
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
    decided = _kinds_by_words(segments, scales.lexicon)
    around = read_surroundings(segments, scales.lexicon)
    notes = [(name, found) for name, found in around.items() if name not in decided]
    given = _Given(segments, embeddings or _none_of(segments), settings, scales, parts)
    same: dict[tuple[Surroundings, bool], list[str]] = defaultdict(list)
    for name, found in notes:
        same[found, name in given.claims].append(name)
    if len(same) <= MANY:
        rows = [row for part in given.map(_decide_part, notes) for row in part]
    else:
        rows = _decide_many([(names[0], found) for (found, _), names in same.items()], given)
        copies = {names[0]: names for names in same.values()}
        rows = [(name, *row[1:]) for row in rows for name in copies[row[0]]]
    decided |= {row[0]: row for row in rows}
    ordered = [decided[segment_id] for segment_id in segments["segment_id"] if segment_id in decided]
    return Kinds.of(ordered)


def _none_of(segments: DataFrame[Segments]) -> Embeddings:
    """Give vectors that say nothing."""
    return Embeddings(tuple(segments["segment_id"]), np.zeros((len(segments), 0), np.float32), "none")


def _decide_many(notes: Sequence[Noted], given: _Given) -> list[Row]:
    """Give the row of each of very many different notes: the grammar of a sample is read."""
    drawn = set(draw_texts([found.body for _, found in notes], ENOUGH))
    read, others = (
        [note for row, note in enumerate(notes) if (row in drawn) is asked] for asked in (True, False)
    )
    learned = list(given.map(_learn_part, read))
    known, added = (np.concatenate([part[place] for part in learned]) for place in (1, 2))
    grammar = learn_grammar([found for _, found in read], known, added)
    told = given.map(_foretell_part, others, grammar)
    return [row for part in (*(rows for rows, _, _ in learned), *told) for row in part]


def _kinds_by_words(segments: DataFrame[Segments], lexicon: Rules) -> dict[str, Row]:
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

    notes: tuple[Noted, ...]
    claims: frozenset[str]
    matrix: FloatMatrix


class _Given:
    """What kinds are told from, and who does the parts."""

    def __init__(
        self,
        segments: DataFrame[Segments],
        embeddings: Embeddings,
        settings: ClassifySettings,
        scales: _Scales,
        parts: Parts,
    ) -> None:
        self._embeddings, self._scales, self._parts = embeddings, scales, parts
        self.claims = frozenset(segments.loc[segments["role"] == "summary", "segment_id"])
        self._rows = {segment_id: row for row, segment_id in enumerate(embeddings.ids)}
        rules = read_given(Path(settings.rules)) if settings.rules else ""
        self._version = repr((VERSION, rules, settings.temperature, embeddings.encoder)).encode()

    def map(
        self, function: Callable[..., R], notes: Sequence[Noted], grammar: Grammar | None = None
    ) -> Iterator[R]:
        """Give what a function gives for each part of some notes."""
        blocks = [notes[start : start + BLOCK] for start in range(0, len(notes), BLOCK)]
        more, learned = ((grammar,), grammar.rows.tobytes()) if grammar else ((), b"")

        def parted() -> Iterator[tuple[bytes, tuple[Any, ...]]]:
            for block in blocks:
                names = [name for name, _ in block]
                matrix = self._embeddings.matrix[[self._rows[name] for name in names]]
                part = _Stretch(tuple(block), self.claims.intersection(names), matrix)
                told = repr((part.notes, sorted(part.claims))).encode("utf-8", "surrogatepass")
                parts = self._version + function.__name__.encode() + learned, told, matrix.tobytes()
                yield b"".join(parts), (part, self._embeddings.encoder, self._scales, *more)

        yield from self._parts.map(function, parted(), len(blocks))


def _decide_part(part: _Stretch, encoder: str, scales: _Scales) -> list[Row]:
    """Give the row of each note and claim of a part; no more parsed texts are held at a time than it has."""
    clues = _clues_of(part.notes, part.claims, scales.lexicon)
    return _rows_of(clues, scales.model.read_sense(part.matrix, encoder), scales)


def _rows_of(clues: Mapping[str, Sequence[Firing]], senses: Odds, scales: _Scales) -> list[Row]:
    """Give the rows of notes by their clues and senses."""
    return [
        (segment_id, *_decide(found, sense, scales))
        for (segment_id, found), sense in zip(clues.items(), senses, strict=True)
    ]


def _learn_part(part: _Stretch, encoder: str, scales: _Scales) -> tuple[list[Row], Odds, Odds]:
    """Give the row of each note, and what speaks for each kind without its grammar and by it."""
    clues = _clues_of(part.notes, part.claims, scales.lexicon)
    senses = scales.model.read_sense(part.matrix, encoder)
    known, added = senses + scales.model.bias, np.zeros_like(senses)
    for row, found in enumerate(clues.values()):
        for rule, odds in scales.weigh(found).items():
            (added if needs_grammar(rule) else known)[row] += odds
    return _rows_of(clues, senses, scales), known, added


def _foretell_part(part: _Stretch, encoder: str, scales: _Scales, grammar: Grammar) -> list[Row]:
    """Give the row of each note and claim of a part whose grammar is foretold."""
    clues = {
        name: find_clues(None, around, name in part.claims, scales.lexicon) for name, around in part.notes
    }
    senses = scales.model.read_sense(part.matrix, encoder)
    spoken = np.stack([sum(scales.weigh(found).values(), scales.model.bias) for found in clues.values()])
    senses += grammar.foretell([around for _, around in part.notes], spoken + senses)
    return _rows_of(clues, senses, scales)


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
