"""The tables that stages hand to each other, and the words that their columns are made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandera.pandas as pa
from pandera.typing import Series

from worldcafe.rulings import VERDICTS, WITHHELD
from worldcafe.tables.schema import Table

ROLES = ("heading", "prompt", "note", "meta", "summary", "narrative")
KINDS = ("suggestion", "problem", "question", "value", "observation")
STATUSES = ("covered", "partial", "gap", "")
STANDINGS = ("confirms", "details", "contradicts")  # of a note towards one of an earlier café
STRENGTHS = ("same", "support", "near")
SIDES = ("for", "against")

FloatMatrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Embeddings:
    """Row i of `matrix` (unit length) is the vector of the segment `ids[i]`.

    In `damped` the words that are said `everywhere` in this corpus count for less; so they do in `questions`
    and `topics`, the vectors of the question and the topic that govern the segment (a zero row where there is
    none). Texts in different languages can be compared where `knows` has both.
    """

    ids: tuple[str, ...]
    matrix: FloatMatrix
    encoder: str
    damped: FloatMatrix | None = None
    questions: FloatMatrix | None = None
    topics: FloatMatrix | None = None
    everywhere: frozenset[str] = frozenset()
    knows: frozenset[str] = frozenset()

    @property
    def own(self) -> FloatMatrix:
        """Give the damped vectors, or the plain ones where none are damped."""
        return self.matrix if self.damped is None else self.damped


class Blocks(Table):
    """One row per bullet, paragraph, heading: the layout of the sources before ideas are told apart."""

    source: Series[str]
    start: Series[int] = pa.Field(ge=0)
    end: Series[int] = pa.Field(ge=0)
    role: Series[str] = pa.Field(isin=ROLES)
    cafe: Series[str]
    table: Series[str]
    topic: Series[str]
    round: Series[str]
    question: Series[str]
    section: Series[str]
    subsection: Series[str]
    depth: Series[int] = pa.Field(ge=0)
    parent: Series[int]  # the row of the block that this one is nested under, -1 for none


class Segments(Table):
    """One row per segment, whole sources in order; (cafe, table, round) is the place of a note.

    `start` and `end` are characters of the decoded source. `text` is `source[start:end]` with every
    removed identity blacked out: character by character until all is done, then in steps (see
    `redact.bars`), with offsets into the masked source, two characters from the original at most.
    `question` is the text of the prompt that governs a note. `parent_id` is the segment that this one is
    nested under. `language` is an ISO 639-1 code, "" where the text is too short to tell.
    """

    segment_id: Series[str] = pa.Field(unique=True)
    source: Series[str]
    start: Series[int] = pa.Field(ge=0)
    end: Series[int] = pa.Field(ge=0)
    role: Series[str] = pa.Field(isin=ROLES)
    cafe: Series[str]
    table: Series[str]
    topic: Series[str]
    round: Series[str]
    question: Series[str]
    section: Series[str]
    subsection: Series[str]
    depth: Series[int] = pa.Field(ge=0)
    parent_id: Series[str]
    text: Series[str]
    clean_text: Series[str]
    kind: Series[str] = pa.Field(isin=(*KINDS, ""))
    kind_score: Series[float] = pa.Field(ge=0, le=1)
    theme_id: Series[str]
    second_theme_id: Series[str]
    set_aside: Series[str]
    language: Series[str]


class Removals(Table):
    """One row per identity found: for the analyst's eyes only, never in a shareable output."""

    source: Series[str]
    start: Series[int]
    end: Series[int]
    text: Series[str]
    type: Series[str]
    placeholder: Series[str]
    reason: Series[str]
    removed: Series[bool]


class Kinds(Table):
    """The kind of each note and claim with the rule that gave it and the words that it saw; "" if untold."""

    segment_id: Series[str] = pa.Field(unique=True)
    kind: Series[str] = pa.Field(isin=(*KINDS, ""))
    kind_score: Series[float] = pa.Field(ge=0, le=1)
    rule: Series[str]
    evidence: Series[str]


class Assignments(Table):
    """The theme of each note; "" where it fits none, and then `set_aside` says why.

    `fit` is how like its theme a note is. `margin` is how much more like it than like the next theme, each
    without the note itself: a note below 0 is nearer to another. `next_theme_ids` are the three next ones.
    """

    segment_id: Series[str] = pa.Field(unique=True)
    theme_id: Series[str]
    second_theme_id: Series[str]
    next_theme_ids: Series[str]
    fit: Series[float] = pa.Field(ge=0, le=1)
    margin: Series[float] = pa.Field(ge=-1, le=1)
    set_aside: Series[str]


class Assigned(Table):
    """One row per new note that was put into the themes of a saved model; `theme` is the name there."""

    note_id: Series[str] = pa.Field(unique=True)
    source: Series[str]
    cafe: Series[str]
    table: Series[str]
    round: Series[str]
    clean_text: Series[str]
    theme_id: Series[str]
    theme: Series[str]
    fit: Series[float] = pa.Field(ge=0, le=1)
    set_aside: Series[str]


class Sides(Table):
    """One row per note that takes a side of a point on which the notes of its theme oppose each other."""

    theme_id: Series[str]
    point: Series[str]
    side: Series[str] = pa.Field(isin=SIDES)
    note_id: Series[str]


class Themes(Table):
    """One row per theme, the most recurrent first. `keywords`, `exemplar_ids`, `claim_ids`: ";"-separated.

    `sentence` is the note `sentence_id`, which says most of what the theme says, in its own words. `is_few`
    marks a theme of so few notes that it says little.
    """

    theme_id: Series[str] = pa.Field(unique=True)
    name: Series[str] = pa.Field(unique=True)
    keywords: Series[str]
    sentence: Series[str]
    sentence_id: Series[str]
    exemplar_ids: Series[str]
    family_id: Series[str]
    is_few: Series[bool]
    n_notes: Series[int]
    n_suggestions: Series[int]
    n_tables: Series[int]
    n_rounds: Series[int]
    n_cafes: Series[int]
    n_places: Series[int]
    status: Series[str] = pa.Field(isin=STATUSES)
    status_reason: Series[str]
    claim_ids: Series[str]
    stability: Series[float] = pa.Field(ge=0, le=1)
    both_sides: Series[str]


class Families(Table):
    """One row per family: themes that lie near each other, under one name. Every theme is in one of them.

    A family of one theme has its name and sentence. `theme_ids` are in the order of the themes.
    """

    family_id: Series[str] = pa.Field(unique=True)
    name: Series[str] = pa.Field(unique=True)
    sentence: Series[str]
    sentence_id: Series[str]
    theme_ids: Series[str]
    n_themes: Series[int]
    n_notes: Series[int]
    n_suggestions: Series[int]
    n_tables: Series[int]
    n_rounds: Series[int]
    n_cafes: Series[int]
    n_places: Series[int]


class Claims(Table):
    """One row per claim of the report's topic summaries, with the verdict on it.

    `closest_id` is the note nearest to it, also where that note does not support it; `diff` shows how
    the two differ, word by word ("[-taken out-] {+put in+}"). `moved_from` names the table that the
    notes behind it come from, when that is another than the topic it is printed under.
    """

    claim_id: Series[str] = pa.Field(unique=True)
    topic: Series[str]
    text: Series[str]
    verdict: Series[str] = pa.Field(isin=(*VERDICTS, WITHHELD))
    n_notes: Series[int]
    n_places: Series[int]
    moved_from: Series[str]
    merged: Series[bool]
    closest_id: Series[str]
    diff: Series[str]
    reason: Series[str]


class Links(Table):
    """Claim and note that say the same; `shared` is what the two have in common.

    A note that is only `near` may be what a claim was made of, but too unsurely to carry it: for verdicts,
    coverage, recurrence and the register it is in no claim (`saying`).
    """

    claim_id: Series[str]
    note_id: Series[str]
    strength: Series[str] = pa.Field(isin=STRENGTHS)
    score: Series[float] = pa.Field(ge=0, le=1)
    shared: Series[str]


class Candidates(Table):
    """The notes that come nearest to each claim, linked or not: what a reader looks through to add a link.

    `rank` counts from 1, the most likely note first. Of those that are not linked a note is only near.
    """

    claim_id: Series[str]
    note_id: Series[str]
    rank: Series[int] = pa.Field(ge=1)
    score: Series[float] = pa.Field(ge=0, le=1)
    linked: Series[bool]


class Comparisons(Table):
    """A note of a later café and one of an earlier café that speak of the same, and how they stand.

    `diff` shows, for `contradicts`, what turned: the earlier wording in [-...-], the later in {+...+}.
    """

    later_id: Series[str]
    earlier_id: Series[str]
    later_cafe: Series[str]
    earlier_cafe: Series[str]
    verdict: Series[str] = pa.Field(isin=STANDINGS)
    score: Series[float] = pa.Field(ge=0, le=1)
    shared: Series[str]
    diff: Series[str]
    reason: Series[str]


class Topics(Table):
    """Per topic of the report: how much of its table the summary carries, and how much is traceable."""

    topic: Series[str]
    cafe: Series[str]
    table: Series[str]
    n_claims: Series[int]
    n_notes: Series[int]
    coverage: Series[float] = pa.Field(ge=0, le=1)
    faithfulness: Series[float] = pa.Field(ge=0, le=1)


class Measures(Table):
    """Honest numbers about a run, a row each: `name`, `value`, and `meaning` in one sentence."""

    name: Series[str] = pa.Field(unique=True)
    value: Series[float] = pa.Field(nullable=True)
    meaning: Series[str]


class Numbers(Table):
    """How good a grouping into so many themes is, a row for each number tried; `is_found` for that found.

    `stability` is how well groupings of random parts of the notes agree, `separation` how much nearer a note
    is to its own theme than to the next one (-1 to 1).
    """

    n_themes: Series[int] = pa.Field(unique=True, ge=1)
    stability: Series[float] = pa.Field(le=1)
    separation: Series[float] = pa.Field(ge=-1, le=1)
    is_found: Series[bool]
