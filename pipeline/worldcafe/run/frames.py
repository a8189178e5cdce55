"""The tables of a run as one wants them in a notebook: lists where files join by semicolons, names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pandas as pd

from worldcafe.found import saying, split_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from worldcafe.found import Analysis

NOTE_COLUMNS = (
    "note_id",
    "cafe",
    "table",
    "round",
    "topic",
    "question",
    "clean_text",
    "kind",
    "kind_score",
    "theme_id",
    "theme",
    "second_theme_id",
    "suggestion_id",
    "claim_ids",
    "set_aside",
)


def frame_notes(analysis: Analysis) -> pd.DataFrame:
    """Give one row per note: its place, its words, and what was made of it."""
    notes = analysis.segments[analysis.segments["role"] == "note"].rename(columns={"segment_id": "note_id"})
    names = dict(zip(analysis.themes["theme_id"], analysis.themes["name"], strict=True))
    numbers = zip(analysis.suggestions["suggestion_id"], analysis.suggestions["note_ids"], strict=True)
    of_suggestion = {note: name for name, ids in numbers for note in split_ids(ids)}
    said = saying(analysis.links)
    claims = _gather(zip(said["note_id"], said["claim_id"], strict=True))
    found = notes.assign(
        theme=[names.get(name, "") for name in notes["theme_id"]],
        suggestion_id=[of_suggestion.get(name, "") for name in notes["note_id"]],
        claim_ids=_lists(notes["note_id"], claims.__getitem__),
    )
    return found[list(NOTE_COLUMNS)].reset_index(drop=True)


def frame_themes(analysis: Analysis) -> pd.DataFrame:
    """Give one row per theme, with the notes whose first theme it is."""
    segments = analysis.segments[analysis.segments["role"] == "note"]
    notes = _gather(zip(segments["theme_id"], segments["segment_id"], strict=True))
    found = _with_lists(analysis.themes, "keywords", "exemplar_ids", "claim_ids")
    return found.assign(note_ids=_lists(found["theme_id"], notes.__getitem__))


def frame_suggestions(analysis: Analysis) -> pd.DataFrame:
    """Give one row per suggestion, with its notes, its places and the claims that carry it."""
    return _with_lists(analysis.suggestions, "note_ids", "places", "claim_ids")


def frame_claims(analysis: Analysis) -> pd.DataFrame:
    """Give one row per claim, with the notes behind it, the strongest link first."""
    links = saying(analysis.links).sort_values("score", ascending=False, kind="stable")
    notes = _gather(zip(links["claim_id"], links["note_id"], strict=True))
    return analysis.claims.assign(note_ids=_lists(analysis.claims["claim_id"], notes.__getitem__))


def _with_lists(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Give a table whose joined columns hold lists."""
    return table.assign(**{name: _lists(table[name], split_ids) for name in columns})


def _lists(column: pd.Series[str], give: Callable[[str], Iterable[str]]) -> pd.Series[Any]:
    """Give a column of lists from a column of texts."""
    return pd.Series([list(give(cell)) for cell in column], index=column.index, dtype=object)


def _gather(pairs: Iterable[tuple[str, str]]) -> defaultdict[str, list[str]]:
    """Give the second of each pair by the first, in order, each once."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return defaultdict(list, {key: list(values) for key, values in found.items()})
