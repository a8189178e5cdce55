"""The tables that people decide on and what came of what they wrote."""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing import Series

from worldcafe.tables.schema import Table

IN_REPORT = ("yes", "partly", "no", "")
OUTCOMES = ("applied", "already so", "no longer applies")
MATCHED = ("same", "asked", "merged", "split", "new", "gone")


class Corrections(Table):
    """What came of each correction of `corrections.toml`, a row each; `outcome` is one of OUTCOMES.

    `line` is where it stands in the file (0: unknown), `n_notes` counts the notes that it quotes and that
    are there.
    """

    line: Series[int] = pa.Field(ge=0)
    verb: Series[str]
    name: Series[str]
    n_notes: Series[int] = pa.Field(ge=0)
    outcome: Series[str] = pa.Field(isin=OUTCOMES)
    reason: Series[str]


class Suggestions(Table):
    """One row per suggestion: the same thing proposed at different places, counted once.

    `shared` is what its notes have in common: words, and the claim that sums up two of them; "" where there
    is one note, or where the notes say the same in other words.

    Sorted by recurrence, then by how surely it is a suggestion. `number` is what people cite: given
    once, never given to another (0: not given yet). `said` has the wording of each note, a line each: by
    these words the next run finds the suggestion again. The columns from `remit` to `on` are the
    committee's to fill in. `same_as` is another number where a person says that two are one. `set_aside`
    says why one cannot be decided on by itself; such a one is not shown in the register.
    """

    suggestion_id: Series[str] = pa.Field(unique=True)
    number: Series[int] = pa.Field(ge=0)
    text: Series[str]
    note_ids: Series[str]
    theme_id: Series[str]
    n_notes: Series[int]
    n_places: Series[int]
    places: Series[str]
    shared: Series[str]
    trend: Series[str]
    n_unasked: Series[int] = pa.Field(ge=0)
    in_report: Series[str] = pa.Field(isin=IN_REPORT)
    claim_ids: Series[str]
    remit: Series[str]
    scope: Series[str]
    who: Series[str]
    status: Series[str]
    report_back: Series[str]
    reason: Series[str]
    by: Series[str]
    on: Series[str]
    same_as: Series[str]
    said: Series[str]
    set_aside: Series[str]


class Matches(Table):
    """What became of each suggestion of the register as it was; `outcome` is one of MATCHED.

    `now` is the number under which its notes stand now (0: none), `offers` are numbers that it may be
    (";"-separated), `score` the share of its notes that is found there, `reason` a sentence for a person.
    A suggestion that was not there before has a row of its own ("new"); a first run has none.
    """

    number: Series[int] = pa.Field(ge=0)
    text: Series[str]
    outcome: Series[str] = pa.Field(isin=MATCHED)
    now: Series[int] = pa.Field(ge=0)
    offers: Series[str]
    score: Series[float] = pa.Field(ge=0, le=1)
    reason: Series[str]


class NextTopics(Table):
    """Themes that most deserve a table at the next café, with the reasons; `score` is between 0 and 1."""

    theme_id: Series[str] = pa.Field(unique=True)
    topic: Series[str]
    score: Series[float] = pa.Field(ge=0, le=1)
    n_places: Series[int]
    n_open_questions: Series[int]
    n_missing: Series[int]
    reasons: Series[str]
    starting_question: Series[str]
