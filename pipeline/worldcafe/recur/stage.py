"""Groups of suggestions: one row each, with its places and its trend."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from worldcafe.recur.alone import complete
from worldcafe.recur.likeness import Square, likeness
from worldcafe.recur.ruled import obey
from worldcafe.recur.wording import clarity, name_shared
from worldcafe.rulings import NONE
from worldcafe.tables import PLACE, TRIAGE, Embeddings, Segments, Suggestions

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.rulings import Rulings
    from worldcafe.settings import RecurSettings


def group_suggestions(
    segments: DataFrame[Segments],
    embeddings: Embeddings,
    settings: RecurSettings,
    rulings: Rulings = NONE,
) -> DataFrame[Suggestions]:
    """Group the notes that propose the same and give one row per suggestion.

    Groups come from average linkage over the likeness of suggestions: a note joins a group when it is
    alike to its members on average, so that chains of half-alike notes do not form. What people ruled to be
    the same or different is so.

    Returns:
        Suggestions sorted by the number of places, then of notes, then by how near the nearest suggestion of
        another place is; those that cannot be decided on by themselves last, with the reason. What the report
        has of them (see `find_in_report`) and the triage columns are empty.
    """
    notes = segments[segments["role"] == "note"]
    proposed = notes[notes["kind"] == "suggestion"].reset_index(drop=True)
    columns = list(Suggestions.to_schema().columns)
    if proposed.empty:
        return Suggestions.validate(pd.DataFrame(columns=columns))
    rows = {segment_id: i for i, segment_id in enumerate(embeddings.ids)}
    vectors = embeddings.own[[rows[i] for i in proposed["segment_id"]]]
    numbers = notes.groupby(list(PLACE), sort=False).ngroup().to_numpy()
    places = (
        numbers[(notes["kind"] == "suggestion").to_numpy()]
        if numbers.any()
        else -np.ones(len(proposed), np.intp)
    )
    alike = likeness(proposed["clean_text"].tolist(), vectors, places)
    labels = obey(_group(alike, settings.alike), alike, proposed["segment_id"].tolist(), rulings)
    cafes = list(dict.fromkeys(cafe for cafe in notes["cafe"] if cafe))
    records: list[dict[str, Any]] = proposed.to_dict("records")  # type: ignore[assignment]
    found = [_describe(records, np.flatnonzero(labels == label), alike, cafes) for label in np.unique(labels)]
    found.sort(
        key=lambda row: (
            row["set_aside"] != "",
            -row["n_places"],
            -row["n_notes"],
            -row["nearest"],
            row["first"],
        )
    )
    return Suggestions.validate(pd.DataFrame(found)[columns])


def _group(alike: Square, least: float) -> npt.NDArray[np.int64]:
    """Give a group number per suggestion."""
    from sklearn.cluster import AgglomerativeClustering  # noqa: PLC0415 - slow to import

    if len(alike) == 1:
        return np.zeros(1, np.int64)
    model = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - least
    )
    labels: npt.NDArray[np.int64] = model.fit_predict(1 - alike)
    return labels


def _describe(
    proposed: list[dict[str, Any]],
    members: npt.NDArray[np.int64],
    alike: Square,
    cafes: list[str],
) -> dict[str, Any]:
    """Give the row of one group; `first` and `nearest` are what rows of equal recurrence go by."""
    group = [proposed[member] for member in members]
    inside, outside = alike[np.ix_(members, members)], np.delete(alike[members], members, axis=1)
    ids = [note["segment_id"] for note in group]
    places = list(dict.fromkeys(tuple(note[part] for part in PLACE) for note in group))
    clearest = _clearest(group, inside.mean(axis=1))
    text, set_aside = complete(clearest["clean_text"], clearest["question"], clearest["kind_score"])
    return {
        "first": int(members[0]),
        "suggestion_id": f"S-{ids[0]}",
        "number": 0,
        "text": text,
        "note_ids": ";".join(ids),
        "theme_id": _commonest([note["theme_id"] for note in group]),
        "n_notes": len(ids),
        "n_places": len(places),
        "places": "; ".join(_name_place(*place) for place in places),
        "shared": name_shared([note["clean_text"] for note in group]),
        "nearest": float(outside.max(initial=-1.0)),
        "trend": _trend({note["cafe"] for note in group}, cafes),
        "said": "\n".join(note["clean_text"] for note in group),
        **dict.fromkeys(("in_report", "claim_ids", *TRIAGE, "same_as"), ""),
        "set_aside": set_aside,
    }


def _clearest(group: list[dict[str, Any]], central: npt.NDArray[np.float64]) -> dict[str, Any]:
    """Give the note whose wording stands alone best, is surely a suggestion and most like the others."""
    clear = np.array([clarity(note["clean_text"]) + note["kind_score"] for note in group])
    return group[int(np.argmax(clear + 2 * central))]


def _commonest(theme_ids: list[str]) -> str:
    """Give the theme of most notes, the first named where they tie, "" where none has one."""
    named = Counter(theme for theme in theme_ids if theme)
    return max(named, key=named.__getitem__, default="")


def _name_place(cafe: str, table: str, round_: str) -> str:
    """Give a place as it is read out: "Hamburg, Table 1, round 2"."""
    return ", ".join(filter(None, (cafe, table, f"round {round_}" if round_ else "")))


def _trend(here: set[str], cafes: list[str]) -> str:
    """Say how a suggestion fared from café to café, in the order of the sources; "" for a single café.

    "new": only the last café said it; "persisting": the last and an earlier one; "dropped": the last did
    not. What nobody knows the café of has no trend.
    """
    said = here - {""}
    if len(cafes) < 2 or not said:
        return ""
    if cafes[-1] not in said:
        return "dropped"
    return "new" if said == {cafes[-1]} else "persisting"
