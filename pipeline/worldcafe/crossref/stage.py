"""The stage: claims against notes, and what that says of themes."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from pandera.typing import DataFrame

from worldcafe.crossref.attention import WordVectors, find_turned
from worldcafe.crossref.cafes import compare_cafes
from worldcafe.crossref.coverage import leave_open, stand_by_name, weigh_themes, weigh_topics
from worldcafe.crossref.judge import Judge, ask_judge, load_judge
from worldcafe.crossref.links import link_pairs, list_candidates, name_links, only_near
from worldcafe.crossref.ruled import obey_links, obey_verdicts
from worldcafe.crossref.scores import score_pairs
from worldcafe.crossref.verdicts import WITHOUT_NOTES, Evidence, judge_claims
from worldcafe.crossref.withheld import keep_told, withhold_verdicts
from worldcafe.found import saying
from worldcafe.language import reasons
from worldcafe.language.in_language import texts_of
from worldcafe.language.spoken import is_left_open, is_told
from worldcafe.rulings import NONE, Rulings
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import (
    Candidates,
    Claims,
    Comparisons,
    Embeddings,
    Links,
    Segments,
    Themes,
    Topics,
)


@dataclass(frozen=True)
class Readers:
    """Who reads claims in other words beside their notes.

    Attributes:
        word_vectors: what `crossref/attention.py` reads them by; without them it does not.
        judge: one of the user's own, in place of the one that the settings name.
    """

    word_vectors: WordVectors | None = None
    judge: Judge | None = None


NOBODY_ELSE = Readers()


@dataclass(frozen=True)
class Crossref:
    """What the comparison of claims and notes gave."""

    claims: DataFrame[Claims]
    links: DataFrame[Links]
    candidates: DataFrame[Candidates]
    topics: DataFrame[Topics]
    comparisons: DataFrame[Comparisons]


def crossref_claims(
    segments: DataFrame[Segments],
    embeddings: Embeddings,
    settings: CrossrefSettings,
    rulings: Rulings = NONE,
    readers: Readers = NOBODY_ELSE,
) -> Crossref:
    """Link every claim with the notes that say it, judge it, and say what of the notes it carries.

    What people linked, took away or judged is so.

    Segments with the role summary are the claims; `readers` read some of them again. A source without claims
    gives empty tables.
    """
    claims = segments[segments["role"] == "summary"].reset_index(drop=True)
    notes = segments[segments["role"] == "note"].reset_index(drop=True)
    comparisons = compare_cafes(notes[is_told(notes["language"])], embeddings, settings)
    if claims.empty or notes.empty:
        return _without_links(claims, comparisons)
    scored = score_pairs(claims, notes, embeddings, settings)
    texts = texts_of(claims), texts_of(notes)
    numbered = link_pairs(scored, *texts, settings)
    numbered = keep_told(numbered, claims, notes, embeddings.knows)
    numbered = obey_links(numbered, claims, notes, rulings)
    said = saying(numbered)
    judged = judge_claims(Evidence(claims, notes, said, scored))
    judged = withhold_verdicts(judged, said, claims, notes, embeddings.knows)
    judged = find_turned(judged, said, claims, notes, readers.word_vectors)
    judged = ask_judge(judged, said, claims, notes, readers.judge or load_judge(settings.judge))
    judged = obey_verdicts(judged, said, notes, rulings)
    links = name_links(_as_judged(numbered, judged), claims, notes)
    return Crossref(
        claims=judged,
        links=links,
        candidates=list_candidates(scored.pairs, saying(links), claims, notes),
        topics=weigh_topics(judged.assign(cafe=claims["cafe"]), scored.homes, notes, saying(links)),
        comparisons=comparisons,
    )


def _as_judged(links: pd.DataFrame, judged: DataFrame[Claims]) -> pd.DataFrame:
    """Give the links of claims that say notes; those of unsupported ones are only near."""
    verdicts = judged["verdict"].iloc[links["claim"].astype(int)].set_axis(links.index)
    kept = links[~verdicts.isin({*WITHOUT_NOTES} - {"unsupported"})]
    return only_near(kept, verdicts[kept.index] == "unsupported")


def cover_themes(
    themes: DataFrame[Themes], segments: DataFrame[Segments], crossref: Crossref, settings: CrossrefSettings
) -> DataFrame[Themes]:
    """Give the themes their status and their claims; where there are no claims, they stay without."""
    if crossref.claims.empty:
        return leave_open(themes)
    notes = segments[segments["role"] == "note"]
    if any(is_left_open(segments.loc[segments["role"] == role, "language"]) for role in ("note", "summary")):
        return leave_open(themes, reasons.NOT_TOLD)
    said = saying(crossref.links)
    return stand_by_name(weigh_themes(themes, notes, said, settings), crossref.claims, said)


def _without_links(claims: pd.DataFrame, comparisons: DataFrame[Comparisons]) -> Crossref:
    """Give what can be said where one side of the comparison is missing."""
    rest = ("unsupported", 0, 0, "", False, "", "", "There are no notes.")
    return Crossref(
        claims=Claims.of((row.segment_id, row.topic, row.clean_text, *rest) for row in claims.itertuples()),
        links=Links.of(),
        candidates=Candidates.of(),
        topics=Topics.of(),
        comparisons=comparisons,
    )
