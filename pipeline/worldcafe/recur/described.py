"""The row of a group of suggestions: its wording, its places, what its notes share, what the report has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from worldcafe.language import reasons
from worldcafe.recur.agenda import Agenda
from worldcafe.recur.alone import complete
from worldcafe.recur.wording import clarity, name_shared
from worldcafe.tables import PLACE, TRIAGE

Note = dict[str, Any]
LONGEST = 80  # characters of a claim that is shown as what notes share


@dataclass(frozen=True)
class Gathered:
    """Notes that are one suggestion, rows of `Segments`; `central` says how like the others each is.

    `carrying` gives the claims linked with a note, by its id.
    """

    notes: list[Note]
    central: npt.NDArray[np.float64]
    carrying: Mapping[str, list[str]]


def describe(group: Gathered, agenda: Agenda, claims: Mapping[str, str]) -> dict[str, Any]:
    """Give the row of one group, and in `sure` how surely one of its notes is a suggestion.

    Args:
        group: the notes.
        agenda: what each table was asked.
        claims: the text of each claim by its id.
    """
    notes = group.notes
    ids = [note["segment_id"] for note in notes]
    places = list(dict.fromkeys(tuple(note[part] for part in PLACE) for note in notes))
    clearest = _clearest(notes, group.central)
    tables = [(note["cafe"], note["table"]) for note in notes]
    text, set_aside = complete(clearest["clean_text"], clearest["question"], clearest["kind_score"])
    carried = [group.carrying[name] for name in ids if name in group.carrying]
    behind = Counter(claim for some in carried for claim in some)
    return {
        "sure": max(note["kind_score"] for note in notes),
        "suggestion_id": f"S-{ids[0]}",
        "number": 0,
        "text": text,
        "note_ids": ";".join(ids),
        "theme_id": _commonest([note["theme_id"] for note in notes]),
        "n_notes": len(ids),
        "n_places": len(places),
        "places": "; ".join(_name_place(*place) for place in places),
        "shared": _shared([note["clean_text"] for note in notes], behind, claims),
        "trend": agenda.trend(tables),
        "n_unasked": agenda.count_unasked(text, tables),
        "said": "\n".join(note["clean_text"] for note in notes),
        **dict.fromkeys((*TRIAGE, "same_as"), ""),
        "in_report": _in_report(len(carried), len(ids)),
        "claim_ids": ";".join(behind),
        "set_aside": set_aside,
    }


def _shared(texts: Sequence[str], behind: Counter[str], claims: Mapping[str, str]) -> str:
    """Give the words that notes share, and the claim that sums up most of them where it is of several."""
    claim = max(behind, key=behind.__getitem__, default="")
    words = name_shared(texts)
    if behind[claim] < 2:
        return words
    said = claims.get(claim, "")
    short = said if len(said) <= LONGEST else f"{said[:LONGEST].rsplit(' ', 1)[0]} …"
    return "; ".join(filter(None, (words, reasons.SUMMED_UP.format(claim=short))))


def _in_report(n_carried: int, n_notes: int) -> str:
    """Say how much of a suggestion some claim carries: "yes" from half of its notes on."""
    if n_carried == 0:
        return "no"
    return "yes" if 2 * n_carried >= n_notes else "partly"


def _clearest(notes: list[Note], central: npt.NDArray[np.float64]) -> Note:
    """Give the note whose wording stands alone best, is surely a suggestion and most like the others."""
    clear = np.array([clarity(note["clean_text"]) + note["kind_score"] for note in notes])
    return notes[int(np.argmax(clear + 2 * central))]


def _commonest(theme_ids: list[str]) -> str:
    """Give the theme of most notes, the first named where they tie, "" where none has one."""
    named = Counter(theme for theme in theme_ids if theme)
    return max(named, key=named.__getitem__, default="")


def _name_place(cafe: str, table: str, round_: str) -> str:
    """Give a place as it is read out: "Hamburg, Table 1, round 2"."""
    return ", ".join(filter(None, (cafe, table, f"round {round_}" if round_ else "")))
