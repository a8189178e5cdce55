"""The stage itself: notes and their vectors to themes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from worldcafe.cluster.grouping import Labels, NoteGrouper
from worldcafe.cluster.order import canonical_order, conversations, position_of
from worldcafe.cluster.space import theme_space
from worldcafe.tables import Assignments, Embeddings, FloatMatrix, Measures

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.settings import ClusterSettings
    from worldcafe.tables import Segments

FILLER_REASON = "filler: says nothing by itself"
TOO_FEW_REASON = "too few notes to find themes"


@dataclass(frozen=True)
class Clustering:
    """Themes of notes. `assignments` has one row per note, in the order of the segments.

    `broad` maps each theme to its broad theme, `stability` to how often its notes stay together on
    resamples (0 to 1). `reason` says why there are no themes, where there are none.
    """

    assignments: DataFrame[Assignments]
    broad: dict[str, str]
    stability: dict[str, float]
    measures: DataFrame[Measures]
    reason: str = ""


def cluster_notes(
    segments: DataFrame[Segments], embeddings: Embeddings, settings: ClusterSettings, *, seed: int
) -> Clustering:
    """Group the notes into themes.

    The order of files, of tables and of notes without a place does not change the themes.
    """
    notes = segments[segments["role"] == "note"]
    ordered = canonical_order(notes)
    is_content = ordered["clean_text"].str.contains(r"[^\W\d_]{2}", regex=True)
    content = ordered[is_content].reset_index(drop=True)
    if len(content) < settings.fewest_notes:
        return _no_themes(notes)
    row = position_of(embeddings.ids)
    vectors = embeddings.matrix[[row[name] for name in content["segment_id"]]]
    space = theme_space(vectors, conversations(content), settings.blend, settings.reach)
    labels = NoteGrouper().fit(space).labels_
    return Clustering(_assignments(notes, content, space, labels), {}, {}, _no_measures())


def _assignments(
    notes: pd.DataFrame, content: pd.DataFrame, space: FloatMatrix, labels: Labels
) -> DataFrame[Assignments]:
    """Give the table of assignments: themes are numbered from the largest on."""
    sizes = np.bincount(labels)
    rank = {label: place + 1 for place, label in enumerate(np.argsort(-sizes, kind="stable"))}
    centres = np.stack([space[labels == label].mean(axis=0) for label in range(len(sizes))])
    fit = np.clip((space * centres[labels]).sum(axis=1), 0, 1)
    themes = {
        name: (f"T{rank[label]:02d}", float(score))
        for name, label, score in zip(content["segment_id"], labels, fit, strict=True)
    }
    rows = [(name, *themes.get(name, ("", 0.0))) for name in notes["segment_id"]]
    table = pd.DataFrame(rows, columns=["segment_id", "theme_id", "fit"])
    table["second_theme_id"] = ""
    table["set_aside"] = np.where(table["theme_id"] == "", FILLER_REASON, "")
    table["fit"] = table["fit"].round(4)
    return Assignments.validate(table[["segment_id", "theme_id", "second_theme_id", "fit", "set_aside"]])


def _no_themes(notes: pd.DataFrame) -> Clustering:
    """Give the valid result for a handful of notes: all set aside, with the reason."""
    table = pd.DataFrame({"segment_id": notes["segment_id"].tolist()})
    table["theme_id"] = ""
    table["second_theme_id"] = ""
    table["fit"] = 0.0
    table["set_aside"] = TOO_FEW_REASON
    return Clustering(Assignments.validate(table), {}, {}, _no_measures(), TOO_FEW_REASON)


def _no_measures() -> DataFrame[Measures]:
    return Measures.validate(pd.DataFrame({"name": [], "value": [], "meaning": []}))
