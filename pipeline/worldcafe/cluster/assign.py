"""New notes into the themes of a saved model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from worldcafe.cluster.stage import note_vectors, notes_with_content, one_row_each
from worldcafe.language import reasons

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.cluster.centres import ThemeCentres
    from worldcafe.tables import Assignments, Embeddings, Segments

EMERGING_REASON = reasons.EMERGING


def assign_notes(
    segments: DataFrame[Segments], embeddings: Embeddings, centres: ThemeCentres
) -> DataFrame[Assignments]:
    """Give the theme of a saved model that each note belongs to; what is near none is set aside as emerging.

    Notes are placed as those of the model were: by their words, their neighbours, question and topic.
    """
    notes = segments[segments["role"] == "note"]
    content = notes_with_content(notes)
    if centres.placing is None or content.empty:
        space = np.zeros((len(content), centres.centres.shape[1]), np.float32)
    else:
        space = centres.placing.place(note_vectors(content, embeddings))
    nearest, fit = centres.nearest(space)
    found = pd.DataFrame(
        {
            "segment_id": content["segment_id"],
            "theme_id": [centres.themes[place] if place >= 0 else "" for place in nearest],
            "second_theme_id": "",
            "next_theme_ids": "",
            "fit": np.clip(fit, 0, 1).round(4),
            "margin": 0.0,
            "set_aside": np.where(nearest >= 0, "", EMERGING_REASON),
        }
    )
    return one_row_each(notes, found)
