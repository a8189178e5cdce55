"""Groups of suggestions: one row each, with its places, its trend and what the report has of it."""

from __future__ import annotations

from math import isqrt
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from worldcafe.language.in_language import ENGLISH, language_of, texts_of
from worldcafe.recur.agenda import read_agenda
from worldcafe.recur.blocks import part_suggestions
from worldcafe.recur.described import Gathered, describe
from worldcafe.recur.likeness import Square, bridge, likeness, middle_of
from worldcafe.recur.ruled import obey
from worldcafe.rulings import NONE
from worldcafe.tables import PLACE, Embeddings, Links, Segments, Suggestions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandera.typing import DataFrame

    from worldcafe.rulings import Rulings
    from worldcafe.settings import RecurSettings


def group_suggestions(
    segments: DataFrame[Segments],
    embeddings: Embeddings,
    links: DataFrame[Links],
    settings: RecurSettings,
    rulings: Rulings = NONE,
) -> DataFrame[Suggestions]:
    """Gathered the notes that propose the same and give one row per suggestion.

    Groups come from average linkage over the likeness of suggestions: a note joins a group when it is
    alike to its members on average, so that chains of half-alike notes do not form. How alike are two that
    say the same differs from café to café, so the few likest join from a lower border on: as many as the root
    of the suggestions, where all are English. Suggestions of different places that are the two likeliest
    notes of one claim are as alike as can be. What people ruled to be the same or different is so.

    Returns:
        Suggestions sorted by the number of places, then of notes, then by how surely they are suggestions;
        those that cannot be decided on by themselves last, with the reason. The triage columns are empty.
    """
    notes = segments[segments["role"] == "note"]
    proposed = notes[notes["kind"] == "suggestion"].reset_index(drop=True)
    if proposed.empty:
        return Suggestions.of()
    rows = {segment_id: i for i, segment_id in enumerate(embeddings.ids)}
    vectors = embeddings.own[[rows[name] for name in proposed["segment_id"]]]
    places = _places(notes)
    middle = middle_of(vectors)
    bound = [found.tolist() for _, found in links.groupby("claim_id")["note_id"]]
    agenda = read_agenda(notes, embeddings.everywhere)
    summary = segments[segments["role"] == "summary"]
    claims = dict(zip(summary["segment_id"], summary["clean_text"], strict=True))
    carrying = {str(note): found["claim_id"].tolist() for note, found in links.groupby("note_id")}
    records: list[dict[str, Any]] = proposed.to_dict("records")  # type: ignore[assignment]
    for record, text in zip(records, texts_of(proposed), strict=True):
        record["clean_text"] = text
    found = []
    for part in part_suggestions(proposed, vectors, [*bound, *rulings.same, *rulings.different]):
        ids = proposed["segment_id"].iloc[part].tolist()
        texts = [records[row]["clean_text"] for row in part]
        alike = likeness(texts, vectors[part] - middle, places[part], bridge(ids, links), embeddings.knows)
        labels = obey(_group(alike, settings.alike, _nearly(texts, settings)), alike, ids, rulings)
        for label in np.unique(labels):
            members = np.flatnonzero(labels == label)
            central = alike[np.ix_(members, members)].mean(axis=1)
            group = Gathered([records[row] for row in part[members]], central, carrying)
            found.append({"first": int(part[members[0]]), **describe(group, agenda, claims)})
    found.sort(
        key=lambda row: (
            row["set_aside"] != "",
            -row["n_places"],
            -row["n_notes"],
            -row["sure"],
            row["first"],
        )
    )
    return Suggestions.of(found)


def _places(notes: pd.DataFrame) -> npt.NDArray[np.integer[Any]]:
    """Give the number of the place of each suggestion; -1 where the corpus knows of one place only."""
    numbers = notes.groupby(list(PLACE), sort=False).ngroup().to_numpy()
    is_proposed = (notes["kind"] == "suggestion").to_numpy()
    return numbers[is_proposed] if numbers.any() else np.full(int(is_proposed.sum()), -1)


def _nearly(texts: Sequence[str], settings: RecurSettings) -> float:
    """Give the border of the few likest; likeness by pieces of words, of other languages, has one alone."""
    return settings.nearly if {*map(language_of, texts)} == {ENGLISH} else settings.alike


def _group(alike: Square, least: float, nearly: float) -> npt.NDArray[np.int64]:
    """Give a group number per suggestion: all joins from `least` on, the first few from `nearly` on."""
    from scipy.cluster.hierarchy import fcluster, linkage  # noqa: PLC0415 - slow to import
    from scipy.spatial.distance import squareform  # noqa: PLC0415

    if len(alike) == 1:
        return np.zeros(1, np.int64)
    tree = linkage(squareform(1 - alike, checks=False), "average")
    last_of_few = float(tree[isqrt(len(alike)) - 1, 2])
    furthest = max(1 - least, min(1 - nearly, last_of_few))
    labels: npt.NDArray[np.int64] = fcluster(tree, furthest, "distance").astype(np.int64)
    return labels
