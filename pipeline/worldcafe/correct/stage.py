"""The stage: corrections are applied one after the other, and what came of each is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from worldcafe.correct.arrangement import VERBS, Arrangement, apply_correction
from worldcafe.correct.file import given_corrections
from worldcafe.correct.quotes import NoteFinder
from worldcafe.tables import Assignments, Corrections

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.settings import CorrectSettings
    from worldcafe.tables import Segments

ASIDE_REASON = "set aside by hand"


@dataclass(frozen=True)
class Corrected:
    """Assignments after all corrections, the names that people gave, and what came of each correction."""

    assignments: DataFrame[Assignments]
    names: dict[str, str]
    corrections: DataFrame[Corrections]


def correct_themes(
    segments: DataFrame[Segments],
    assignments: DataFrame[Assignments],
    settings: CorrectSettings,
    hidden: Sequence[str] = (),
) -> Corrected:
    """Give the themes of the notes as people want them.

    A correction that no longer applies changes nothing and is told in `corrections`; no note is lost.

    Args:
        segments: with `clean_text`.
        assignments: what the machine found.
        settings: which file holds the corrections.
        hidden: removed identities, which no name of a theme may hold.

    Raises:
        InputError: the file of corrections cannot be read or is wrong (see `file.read_corrections`).
    """
    corrections = [found for found in given_corrections(settings) if found.verb in VERBS]
    state = _state(segments, assignments, hidden)
    rows = [apply_correction(correction, state) for correction in corrections]
    used = set(state.theme_of.values())
    names = {theme: name for theme, name in state.names.items() if theme in used}
    return Corrected(_assignments(assignments, state), names, Corrections.of(rows))


def _state(
    segments: DataFrame[Segments], assignments: DataFrame[Assignments], hidden: Sequence[str]
) -> Arrangement:
    """Give what the machine found as the state to begin with."""
    texts = segments.set_index("segment_id")["clean_text"]
    ids = assignments["segment_id"].tolist()
    themes = dict(zip(ids, assignments["theme_id"], strict=True))
    finder = NoteFinder(zip(ids, texts.loc[ids], strict=True))
    numbers = [int(theme[1:]) for theme in themes.values() if theme[1:].isdecimal()]
    return Arrangement(
        themes, finder, frozenset(name.casefold() for name in hidden if name), newest=max(numbers, default=0)
    )


def _assignments(assignments: DataFrame[Assignments], state: Arrangement) -> DataFrame[Assignments]:
    """Write the themes back; a second theme that is gone, or is the first one now, goes."""
    ids = assignments["segment_id"]
    theme = ids.map(state.theme_of)
    second = assignments["second_theme_id"]
    stays = second.isin(set(state.theme_of.values())) & (second != theme) & (theme != "")
    reason = (
        assignments["set_aside"].where(assignments["set_aside"] != "", ASIDE_REASON).where(theme == "", "")
    )
    reason = reason.mask(ids.isin(state.aside), ASIDE_REASON)
    return Assignments.validate(
        assignments.assign(theme_id=theme, second_theme_id=second.where(stays, ""), set_aside=reason)
    )
