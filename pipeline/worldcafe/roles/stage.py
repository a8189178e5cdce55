"""The stage: segments -> segments, of which what only stands where notes stand is none any more."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np

from worldcafe.language.reasons import NO_NOTE
from worldcafe.roles.clues import find_clues
from worldcafe.roles.model import TOLD, load_model
from worldcafe.tables import Segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from pandera.typing import DataFrame

    from worldcafe.settings import RolesSettings
    from worldcafe.source import Source


def tell_roles(
    segments: DataFrame[Segments], sources: Sequence[Source], settings: RolesSettings
) -> DataFrame[Segments]:
    """Give the segments, of which notes that read like a prompt, a claim or a remark are that.

    Where notes stand, hosts, scribes and secretaries write, too. Layout does not tell these apart; how they
    write does. A remark says why it was set aside. What a column or a speaker's name says to be a note stays
    one, and so do all where most would go.
    """
    open_ = is_open(segments, sources)
    if not open_.any():
        return segments
    clues = find_clues(segments, sources)
    chances = load_model().read(clues[open_], segments.loc[open_, "text"].tolist())
    none = 1 - chances[:, 0] > settings.sure
    if none.mean() > settings.most:
        return segments
    other = np.array(TOLD[1:])[chances[:, 1:].argmax(axis=1)]
    role, aside = segments["role"].copy(), segments["set_aside"].copy()
    role.loc[open_] = np.where(none, other, "note")
    aside.loc[open_] = np.where(none & (other == "meta"), NO_NOTE, "")
    return Segments.validate(segments.assign(role=role, set_aside=aside))


def is_open(segments: DataFrame[Segments], sources: Sequence[Source]) -> pd.Series[bool]:
    """Tell which segments are told to be notes by their place alone, not by something beside their text."""
    spans = {source.name: _spans(source) for source in sources}
    places = zip(segments["source"], segments["start"], strict=True)
    told = np.array([_holds(spans[name], start) for name, start in places], dtype=bool)
    return (segments["role"] == "note") & (segments["set_aside"] == "") & ~told


def _spans(source: Source) -> list[tuple[int, int]]:
    """Give where notes of a source begin and end that are known to be some, in order."""
    return sorted(
        (mark.start, mark.end) for mark in source.marks if not mark.hint and ("role", "note") in mark.fields
    )


def _holds(spans: list[tuple[int, int]], start: int) -> bool:
    at = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return at >= 0 and start < spans[at][1]
