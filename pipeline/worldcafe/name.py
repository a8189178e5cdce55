"""Themes get their names, keywords and exemplars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from worldcafe.tables import Themes

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.cluster import Clustering
    from worldcafe.settings import NameSettings
    from worldcafe.tables import Segments


def name_themes(
    segments: DataFrame[Segments], clustering: Clustering, settings: NameSettings
) -> DataFrame[Themes]:
    """Give one row per theme, the most recurrent first.

    Args:
        segments: with `kind` and `theme_id` filled in.
        clustering: the themes.
        settings: how many keywords and exemplars.
    """
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415

    notes = segments[(segments["role"] == "note") & (segments["theme_id"] != "")]
    if notes.empty:
        return Themes.validate(pd.DataFrame(columns=list(Themes.to_schema().columns)))
    counter = CountVectorizer(stop_words="english", token_pattern=r"(?u)\b[^\W\d_][\w'’-]+\b")
    counts = pd.DataFrame(
        counter.fit_transform(notes["clean_text"]).toarray(), columns=counter.get_feature_names_out()
    )
    sums = counts.groupby(notes["theme_id"].to_numpy()).sum()
    weight = sums.div(sums.sum(axis=1), axis=0) * (1 / (1 + (sums > 0).sum()))
    fit = clustering.assignments.set_index("segment_id")["fit"]
    rows, seen = [], set()
    for theme, members in notes.groupby("theme_id", sort=True):
        words = (
            weight.loc[theme].sort_values(ascending=False, kind="stable").index[: settings.keywords].tolist()
        )
        name = " ".join(words[:3]).capitalize() or str(theme)
        name = name if name not in seen else f"{name} ({theme})"
        seen.add(name)
        best = members.assign(fit=members["segment_id"].map(fit)).sort_values(
            "fit", ascending=False, kind="stable"
        )
        places = members[["cafe", "table", "round"]].drop_duplicates()
        rows.append(
            {
                "theme_id": theme,
                "name": name,
                "keywords": ";".join(words),
                "exemplar_ids": ";".join(best["segment_id"][: settings.exemplars]),
                "broad_theme": clustering.broad.get(str(theme), ""),
                "n_notes": len(members),
                "n_suggestions": int((members["kind"] == "suggestion").sum()),
                "n_tables": len(places[["cafe", "table"]].drop_duplicates()),
                "n_rounds": places["round"].nunique(),
                "n_cafes": places["cafe"].nunique(),
                "n_places": len(places),
                "status": "",
                "status_reason": "",
                "claim_ids": "",
                "stability": clustering.stability.get(str(theme), 0.0),
                "both_sides": "",
            }
        )
    table = pd.DataFrame(rows).sort_values(["n_places", "n_notes"], ascending=False, kind="stable")
    return Themes.validate(table.reset_index(drop=True))
