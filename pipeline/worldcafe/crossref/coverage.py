"""How much of what was said the report carries: per theme and per topic."""

from __future__ import annotations

import pandas as pd
from pandera.typing import DataFrame

from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Claims, Themes, Topics

PARTIAL_FROM = 0.1  # below this, what the report says of a theme is by the way
NOTHING_TO_COMPARE = "The source has no topic summaries to compare with."


def weigh_themes(
    themes: DataFrame[Themes], notes: pd.DataFrame, links: pd.DataFrame, settings: CrossrefSettings
) -> DataFrame[Themes]:
    """Give each theme its status: which share of its suggestions the claims express.

    `links` has `claim_id` and `note_id`. A theme without suggestions is judged by all its notes.
    """
    linked = set(links["note_id"])
    members = dict(iter(notes.groupby("theme_id")))
    rows = [_status(members.get(theme, notes.iloc[:0]), linked, settings) for theme in themes["theme_id"]]
    claim_ids = [_claims_of(members.get(theme), links) for theme in themes["theme_id"]]
    return Themes.validate(
        themes.assign(
            status=[status for status, _ in rows],
            status_reason=[reason for _, reason in rows],
            claim_ids=claim_ids,
        )
    )


def _status(members: pd.DataFrame, linked: set[str], settings: CrossrefSettings) -> tuple[str, str]:
    """Judge one theme by the share of its suggestions (or notes) that a claim expresses."""
    suggestions = members[members["kind"] == "suggestion"]
    judged, word = (suggestions, "suggestions") if len(suggestions) else (members, "notes")
    expressed = int(judged["segment_id"].isin(linked).sum())
    share = expressed / max(len(judged), 1)
    reason = f"{expressed} of {len(judged)} {word} are in the topic summaries."
    if share >= settings.covered_from:
        return "covered", reason
    return ("partial" if share >= PARTIAL_FROM else "gap"), reason


def _claims_of(members: pd.DataFrame | None, links: pd.DataFrame) -> str:
    """List the claims behind which a note of the theme stands, those with most of its notes first."""
    if members is None:
        return ""
    counts = links[links["note_id"].isin(members["segment_id"])]["claim_id"].value_counts(sort=False)
    return ";".join(counts.sort_values(ascending=False, kind="stable").index)


def leave_open(themes: DataFrame[Themes]) -> DataFrame[Themes]:
    """Give the themes without a status, where there are no claims to compare with."""
    return Themes.validate(themes.assign(status="", status_reason=NOTHING_TO_COMPARE, claim_ids=""))


def weigh_topics(
    claims: DataFrame[Claims], homes: pd.DataFrame, notes: pd.DataFrame, links: pd.DataFrame
) -> DataFrame[Topics]:
    """Give per topic the share of its table's notes in its summary, and of its claims that are traceable.

    A pointer counts as traceable: it says where to look.
    """
    rows = []
    for topic in homes.itertuples(index=False):
        own = claims[claims["topic"] == topic.topic]
        at_home = notes[(notes["table"] == topic.table) & (notes["cafe"] == topic.home_cafe)]
        said = links[links["claim_id"].isin(own["claim_id"])]["note_id"]
        carried = at_home["segment_id"].isin(said)
        traceable = own["verdict"].isin(["supported", "pointer"])
        place = (topic.topic, topic.cafe, topic.table)
        shares = (_share(carried), _share(traceable))
        rows.append((*place, len(own), len(at_home), *shares))
    return Topics.validate(pd.DataFrame(rows, columns=list(Topics.to_schema().columns)))


def _share(flags: pd.Series) -> float:
    return float(flags.mean()) if len(flags) else 0.0
