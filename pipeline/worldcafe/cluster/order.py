"""An order of notes that is the same however files, tables and rows were given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from worldcafe.source import PLACE

if TYPE_CHECKING:
    from collections.abc import Sequence


def canonical_order(notes: pd.DataFrame) -> pd.DataFrame:
    """Give the notes sorted by place, then by conversation; those of no place by their text.

    Within a place the order of the source is the order of the conversation, so it stays. Notes that
    name no table, cafe or round have no conversation: their rows may have been shuffled.
    """
    placed = (notes[[*PLACE]] != "").any(axis=1)
    spoken = notes[placed].sort_values([*PLACE, "source", "start"], kind="stable")
    loose = notes[~placed].sort_values(["clean_text", "segment_id"], kind="stable")
    return pd.concat([spoken, loose], ignore_index=True)


def conversations(notes: pd.DataFrame) -> list[range]:
    """Give the row ranges of `canonical_order(notes)` that were one conversation (one place)."""
    keys = notes[[*PLACE]].agg("\0".join, axis=1).tolist() if len(notes) else []
    starts = [i for i, key in enumerate(keys) if i == 0 or key != keys[i - 1]]
    ends = [*starts[1:], len(keys)]
    return [range(a, b) for a, b in zip(starts, ends, strict=True) if _is_place(keys[a])]


def _is_place(key: str) -> bool:
    return bool(key.replace("\0", ""))


def position_of(ids: Sequence[str]) -> dict[str, int]:
    """Give the row of each id."""
    return {name: row for row, name in enumerate(ids)}
