"""Corrections of single notes and claims -> rulings, by ids; what came of each, none dropped unseen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from worldcafe.correct.file import Correction, given_corrections
from worldcafe.correct.quotes import NoteFinder
from worldcafe.rulings import Rulings
from worldcafe.tables import Corrections, Kinds

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.settings import CorrectSettings
    from worldcafe.tables import Segments

BY_HAND = "by hand"  # the rule of a kind that a person gave


@dataclass
class _Ruled:
    """Rulings while they are being read."""

    kinds: dict[str, str] = field(default_factory=dict)
    same: list[tuple[str, ...]] = field(default_factory=list)
    different: list[tuple[str, ...]] = field(default_factory=list)
    links: dict[tuple[str, str], bool] = field(default_factory=dict)
    verdicts: dict[str, str] = field(default_factory=dict)
    families: list[tuple[tuple[str, ...], str]] = field(default_factory=list)


def read_rulings(
    segments: DataFrame[Segments], settings: CorrectSettings, hidden: Sequence[str] = ()
) -> tuple[Rulings, DataFrame[Corrections]]:
    """Give what the file of corrections says of notes, claims and families, and a row for each.

    A correction whose note or claim is not there any more is told as "no longer applies", as is a name that
    holds one of the removed identities (`hidden`).

    Args:
        segments: with `clean_text`.
        settings: which file holds the corrections.
        hidden: removed identities.

    Raises:
        InputError: the file of corrections cannot be read or is wrong (see `file.read_corrections`).
    """
    notes, claims = (
        NoteFinder(zip(part["segment_id"], part["clean_text"], strict=True))
        for part in (segments[segments["role"] == role] for role in ("note", "summary"))
    )
    ruled = _Ruled()
    told = [
        _rule(_without(hidden, correction), notes.find_all(correction.notes), claims, ruled)
        for correction in given_corrections(settings)
        if correction.verb in VERBS
    ]
    pairs = tuple(ruled.same), tuple(ruled.different)
    rulings = Rulings(ruled.kinds, *pairs, ruled.links, ruled.verdicts, tuple(ruled.families))
    return rulings, Corrections.of(told)


def _without(hidden: Sequence[str], correction: Correction) -> Correction:
    """Give a correction without its name where that holds a removed identity."""
    exposes = any(name.casefold() in correction.name.casefold() for name in hidden if name)
    return replace(correction, name="") if exposes else correction


def _rule(
    correction: Correction, notes: tuple[str, ...], claims: NoteFinder, ruled: _Ruled
) -> tuple[int, str, str, int, str, str]:
    """Take one correction over; give its row."""
    claim = next(iter(claims.find(correction.claim)), "") if correction.claim else ""
    missing = ""
    if correction.claim and not claim:
        missing = "no claim has the quoted words"
    elif correction.notes and not notes:
        missing = "no note has the quoted words"
    elif correction.verb in ("same", "different") and len(notes) < len(correction.notes):
        missing = "not all of the quoted notes are there"
    elif correction.verb == "family" and not correction.name:
        missing = "the name holds an identity that was removed from the notes"
    if not missing:
        VERBS[correction.verb](correction, notes, claim, ruled)
    outcome = "no longer applies" if missing else "applied"
    said = correction.value or correction.name
    return correction.line, correction.verb, said, len(notes), outcome, missing


def set_kinds(kinds: DataFrame[Kinds], rulings: Rulings) -> DataFrame[Kinds]:
    """Give the kinds with those that a person gave, which are sure."""
    given = kinds["segment_id"].map(rulings.kinds)
    by_hand = given.notna()
    return Kinds.validate(
        kinds.assign(
            kind=kinds["kind"].mask(by_hand, given),
            kind_score=kinds["kind_score"].mask(by_hand, 1.0),
            rule=kinds["rule"].mask(by_hand, BY_HAND),
            evidence=kinds["evidence"].mask(by_hand, ""),
        )
    )


def join_corrections(*told: DataFrame[Corrections]) -> DataFrame[Corrections]:
    """Give what came of all corrections in the order of the file."""
    return Corrections.validate(pd.concat(told).sort_values("line", kind="stable", ignore_index=True))


def _kind(correction: Correction, notes: tuple[str, ...], _: str, ruled: _Ruled) -> None:
    ruled.kinds.update(dict.fromkeys(notes, correction.value))


def _same(_: Correction, notes: tuple[str, ...], __: str, ruled: _Ruled) -> None:
    ruled.same.append(notes)


def _different(_: Correction, notes: tuple[str, ...], __: str, ruled: _Ruled) -> None:
    ruled.different.append(notes)


def _link(_: Correction, notes: tuple[str, ...], claim: str, ruled: _Ruled) -> None:
    ruled.links.update({(claim, note): True for note in notes})


def _unlink(_: Correction, notes: tuple[str, ...], claim: str, ruled: _Ruled) -> None:
    ruled.links.update({(claim, note): False for note in notes})


def _verdict(correction: Correction, _: tuple[str, ...], claim: str, ruled: _Ruled) -> None:
    ruled.verdicts[claim] = correction.value


def _family(correction: Correction, notes: tuple[str, ...], _: str, ruled: _Ruled) -> None:
    ruled.families.append((notes, correction.name))


VERBS: dict[str, Callable[[Correction, tuple[str, ...], str, _Ruled], None]] = {
    "kind": _kind,
    "same": _same,
    "different": _different,
    "link": _link,
    "unlink": _unlink,
    "verdict": _verdict,
    "family": _family,
}
