"""How much of what was said the report carries: per theme and per topic."""

from __future__ import annotations

import pandas as pd
from pandera.typing import DataFrame

from worldcafe.crossref.words import content_stems
from worldcafe.language import reasons
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Themes, Topics

PARTIAL_FROM = 0.1  # below this, what the report says of a theme is by the way


def stand_by_name(themes: DataFrame[Themes], claims: pd.DataFrame, links: pd.DataFrame) -> DataFrame[Themes]:
    """Call no theme a gap whose name stands in a claim, or one of whose exemplars is behind a claim."""
    said = [frozenset(content_stems(text)) for text in claims["text"]]
    linked = set(links["note_id"])
    named = [
        _stands(name, said) or not linked.isdisjoint(ids.split(";"))
        for name, ids in zip(themes["name"], themes["exemplar_ids"], strict=True)
    ]
    is_named = (themes["status"] == "gap") & pd.Series(named, index=themes.index, dtype=bool)
    return Themes.validate(
        themes.assign(
            status=themes["status"].where(~is_named, "partial"),
            status_reason=themes["status_reason"].where(
                ~is_named, themes["status_reason"] + f" {reasons.NAMED}"
            ),
        )
    )


def _stands(name: str, said: list[frozenset[str]]) -> bool:
    """Tell whether one text holds all words of substance of a name."""
    words = frozenset(content_stems(name))
    return bool(words) and any(words <= text for text in said)


def weigh_themes(
    themes: DataFrame[Themes], notes: pd.DataFrame, links: pd.DataFrame, settings: CrossrefSettings
) -> DataFrame[Themes]:
    """Give each theme its status: which share of its suggestions and of its weight the claims express.

    `links` has `claim_id` and `note_id`. The weight of a theme is the number of its notes. Suggestions
    are what a report is asked for, so they count once among themselves and once more among the notes: the
    status goes by the mean of the two shares, and by the notes alone where a theme suggests nothing.
    """
    named = notes[["segment_id", "theme_id"]].astype(object)
    flags = named.assign(
        is_suggestion=(notes["kind"] == "suggestion").to_numpy(),
        is_expressed=notes["segment_id"].isin(links["note_id"]).to_numpy(),
    )
    members = dict(iter(flags.groupby("theme_id")))
    behind = links.merge(named, left_on="note_id", right_on="segment_id")
    claims = {theme: _ranked(found["claim_id"]) for theme, found in behind.groupby("theme_id")}
    judged = [_status(members.get(theme, flags.iloc[:0]), settings) for theme in themes["theme_id"]]
    return Themes.validate(
        themes.assign(
            status=[status for status, _ in judged],
            status_reason=[reason for _, reason in judged],
            claim_ids=[claims.get(theme, "") for theme in themes["theme_id"]],
        )
    )


def _status(members: pd.DataFrame, settings: CrossrefSettings) -> tuple[str, str]:
    """Judge one theme, and say by which two shares."""
    of_suggestions = members.loc[members["is_suggestion"], "is_expressed"]
    judged = [
        (flags, word)
        for flags, word in ((of_suggestions, "suggestion"), (members["is_expressed"], "note"))
        if len(flags)
    ]
    carried = sum(_share(flags) for flags, _ in judged) / max(len(judged), 1)
    counted = [
        reasons.CARRIED_OF[word][len(flags) != 1].format(
            n=int(flags.sum()), total=len(flags), share=f"{_share(flags):.0%}"
        )
        for flags, word in judged
    ]
    reason = reasons.CARRIED.format(counts=" and ".join(counted) or reasons.NOTHING)
    if carried >= settings.covered_from:
        return "covered", reason
    return ("partial" if carried >= PARTIAL_FROM else "gap"), reason


def _ranked(claim_ids: pd.Series) -> str:
    """List the claims behind which a note of a theme stands, those with most of its notes first."""
    counts = claim_ids.value_counts(sort=False)
    return ";".join(counts.sort_values(ascending=False, kind="stable").index)


def leave_open(themes: DataFrame[Themes], reason: str = reasons.NOTHING_TO_COMPARE) -> DataFrame[Themes]:
    """Give the themes without a status, where there are no claims to compare with, or none that can be."""
    return Themes.validate(themes.assign(status="", status_reason=reason, claim_ids=""))


def weigh_topics(
    claims: pd.DataFrame, homes: pd.DataFrame, notes: pd.DataFrame, links: pd.DataFrame
) -> DataFrame[Topics]:
    """Give per topic the share of its table's notes in its summary, and of its claims that are traceable.

    `claims` are judged and have their `cafe` beside the columns of `Claims`: two cafés may have a topic of
    the same name. A pointer counts as traceable: it says where to look.
    """
    rows = []
    for topic in homes.itertuples(index=False):
        own = claims[(claims["topic"] == topic.topic) & (claims["cafe"] == topic.cafe)]
        at_home = notes[(notes["table"] == topic.table) & (notes["cafe"] == topic.home_cafe)]
        said = links[links["claim_id"].isin(own["claim_id"])]["note_id"]
        carried = at_home["segment_id"].isin(said)
        traceable = own["verdict"].isin(["supported", "pointer"])
        place = (topic.topic, topic.cafe, topic.table)
        shares = (_share(carried), _share(traceable))
        rows.append((*place, len(own), len(at_home), *shares))
    return Topics.of(rows)


def _share(flags: pd.Series) -> float:
    return float(flags.mean()) if len(flags) else 0.0
