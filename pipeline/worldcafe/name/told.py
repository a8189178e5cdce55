"""What is told of each group of notes, be it a theme or a family: its name, its sentence, its counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from worldcafe.name.choose import Settled, choose_names, weigh_families
from worldcafe.name.hear import Heard
from worldcafe.name.phrases import NotePhrases
from worldcafe.name.sentence import choose_sentence
from worldcafe.tables import PLACE, FloatMatrix


@dataclass(frozen=True)
class Told:
    """Names of groups, with what they were chosen by.

    That is: the phrases of each note, what each family of words says about each group, and the vectors of the
    notes, whose `rows` are by id.
    """

    names: Mapping[str, str]
    weights: Mapping[str, Mapping[str, float]]
    phrases: Mapping[str, NotePhrases]
    vectors: FloatMatrix
    rows: Mapping[str, int]

    def sentence(self, part: pd.DataFrame) -> dict[str, str]:
        """Give the columns `sentence` and `sentence_id` of a group, whose notes these are."""
        texts = dict(zip(part["segment_id"], part["clean_text"], strict=True))
        weights = self.weights[str(part["theme_id"].iloc[0])]
        chosen = choose_sentence(
            texts, self.phrases, weights, self.vectors[[self.rows[name] for name in texts]]
        )
        return {"sentence": texts[chosen], "sentence_id": chosen}


def tell_groups(heard: Heard, settled: Settled) -> Told:
    """Name the groups that `theme_id` makes of the notes heard; `settled` is what names there are already."""
    weights = weigh_families(heard)
    return Told(
        names=choose_names(heard, weights, settled),
        weights=weights,
        phrases=heard.phrases,
        vectors=heard.vectors - heard.vectors.mean(axis=0),
        rows={name: row for row, name in enumerate(heard.notes["segment_id"])},
    )


def count_places(part: pd.DataFrame) -> dict[str, int]:
    """Count the notes of a group and the places where they were said."""
    places = part[list(PLACE)].drop_duplicates()
    return {
        "n_notes": len(part),
        "n_suggestions": int((part["kind"] == "suggestion").sum()),
        "n_tables": len(places[["cafe", "table"]].drop_duplicates()),
        "n_rounds": int(places["round"].nunique()),
        "n_cafes": int(places["cafe"].nunique()),
        "n_places": len(places),
    }
