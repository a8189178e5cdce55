"""Which table each topic of the report was discussed at: its home."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from worldcafe.crossref.words import learn_lexicon

LEAST_LIKENESS = 0.3  # below this, two headings only happen to share a word


def find_homes(claims: pd.DataFrame, notes: pd.DataFrame) -> pd.DataFrame:
    """Match the topics of the claims with the tables of the notes by the words of their headings.

    Returns:
        One row per topic of the claims, in order: `topic`, `cafe` (of the claims), `home_cafe` and
        `table`; both "" where no table is headed like the topic.
    """
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - slow to import

    topics = claims[["cafe", "topic"]].drop_duplicates(ignore_index=True)
    tables = notes[["cafe", "table", "topic"]].drop_duplicates(["cafe", "table"], ignore_index=True)
    likeness = _likeness(topics, tables)
    result = topics.assign(home_cafe="", table="")
    for row, column in zip(*linear_sum_assignment(-likeness), strict=True):
        if likeness[row, column] >= LEAST_LIKENESS:
            result.loc[row, ["home_cafe", "table"]] = tables.loc[column, ["cafe", "table"]].to_list()
    return result[["topic", "cafe", "home_cafe", "table"]]


def _likeness(topics: pd.DataFrame, tables: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Compare headings by their weighted stems; two different cafes never match."""
    headings = [*topics["topic"], *tables["topic"]]
    lexicon = learn_lexicon(headings)
    left, right = lexicon.vectors(topics["topic"].to_list()), lexicon.vectors(tables["topic"].to_list())
    likeness = (left @ right.T).toarray().astype(np.float64)
    return np.where(_may_meet(topics["cafe"], tables["cafe"]), likeness, 0.0)


def _may_meet(one: pd.Series, other: pd.Series) -> npt.NDArray[np.bool_]:
    """Tell where two cafes are the same, or one of them is unknown."""
    left, right = one.to_numpy()[:, None], other.to_numpy()[None, :]
    meeting: npt.NDArray[np.bool_] = (left == right) | (left == "") | (right == "")
    return meeting


def number_homes(
    claims: pd.DataFrame, notes: pd.DataFrame, homes: pd.DataFrame
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Number the tables, so that a claim and a note with the same number (0 up) share theirs; -1 is none."""
    keys = {
        key: row for row, key in enumerate(dict.fromkeys(zip(notes["cafe"], notes["table"], strict=True)))
    }
    of_topic = {
        (row.cafe, row.topic): keys.get((row.home_cafe, row.table), -1) if row.table else -1
        for row in homes.itertuples()
    }
    of_claims = [of_topic[key] for key in zip(claims["cafe"], claims["topic"], strict=True)]
    of_notes = [keys[key] for key in zip(notes["cafe"], notes["table"], strict=True)]
    return np.array(of_claims, dtype=np.int64), np.array(of_notes, dtype=np.int64)
