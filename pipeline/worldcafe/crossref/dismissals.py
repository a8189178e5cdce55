"""Whether what a summary waves away ("similar to Table 1", "no new insights") was said where it points.

A pointer gives no statement to check, but it makes one: that the table it stands for said what others said.
"""

from __future__ import annotations

import re

import pandas as pd
from pandera.typing import DataFrame

from worldcafe.crossref.cafes import AGAIN_FROM
from worldcafe.crossref.pointers import find_pointer, only_leads
from worldcafe.crossref.scores import score_pairs
from worldcafe.crossref.topic_tables import find_homes
from worldcafe.language import reasons
from worldcafe.language.in_language import in_language, language_of
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Claims, Embeddings, Segments, Suggestions

AT_HOME = ["cafe", "table"]


def check_dismissals(
    judged: DataFrame[Claims],
    segments: DataFrame[Segments],
    suggestions: DataFrame[Suggestions],
    embeddings: Embeddings,
    settings: CrossrefSettings,
) -> DataFrame[Claims]:
    """Add to the reason of each pointer how many suggestions of its own table were made where it points.

    A suggestion was made there, too, if it is one of those that recur there, or if a note there says it as
    surely as notes of two cafés agree. What says that it is the same there holds by that, in part, or not;
    what only leads there says nothing.

    Args:
        judged: the verdicts, a row for each claim among the segments, in their order.
        segments: claims and notes, with kinds.
        suggestions: which notes propose the same.
        embeddings: the vectors of the notes.
        settings: how many notes are kept per suggestion.
    """
    claims, notes = (
        segments[segments["role"] == role].reset_index(drop=True) for role in ("summary", "note")
    )
    pointing = [row for row, verdict in enumerate(judged["verdict"]) if verdict == "pointer"]
    if not pointing or notes.empty:
        return judged
    said, homes, again = judged["reason"].tolist(), find_homes(claims, notes), _again(suggestions)
    places = {*claims["topic"], *claims["cafe"], *notes["topic"], *notes["cafe"], *notes["table"]}
    for row in pointing:
        home = _home(claims.iloc[row], homes)
        if home is None:
            continue
        is_own = ((notes[AT_HOME] == home).all(axis=1)).to_numpy()
        elsewhere, where = _pointed_at(claims["clean_text"].iloc[row], notes[~is_own], home)
        table = _called(home, notes)
        own = notes[is_own & (notes["kind"] == "suggestion").to_numpy()].reset_index(drop=True)
        if len(own) and len(elsewhere):
            there = {again[note] for note in elsewhere["segment_id"] if note in again}
            recur = own["segment_id"].map(again).isin(there)
            said_there = _said_again(own, elsewhere.reset_index(drop=True), embeddings, settings)
            found = int((recur | own["segment_id"].isin(said_there)).sum())
            few = {0: reasons.ELSEWHERE_NONE, 1: reasons.ELSEWHERE_ONE}
            only = reasons.ALONE_ELSEWHERE if found else reasons.ALONE_NOWHERE
            told = few.get(found, reasons.ELSEWHERE) if len(own) > 1 else only
            said[row] += f" {told.format(n=found, total=len(own), table=table, where=where)}"
            said[row] += "" if _only_leads(claims.iloc[row], places) else f" {_holds(found, len(own))}"
    return Claims.validate(judged.assign(reason=said))


def _again(suggestions: DataFrame[Suggestions]) -> dict[str, str]:
    """Give for each note of a suggestion that several make which one it is."""
    return {
        note: str(name)
        for name, notes in zip(suggestions["suggestion_id"], suggestions["note_ids"], strict=True)
        if ";" in notes
        for note in notes.split(";")
    }


def _only_leads(claim: pd.Series, places: set[str]) -> bool:
    """Tell whether a pointer only leads to another place."""
    text = in_language(claim["clean_text"], claim["language"])
    return only_leads(find_pointer(text, places), language_of(text))


def _holds(found: int, total: int) -> str:
    """Say whether a dismissal holds: when half of the suggestions of its table were made where it points."""
    if not found:
        return reasons.HOLDS_NOT
    return reasons.HOLDS if 2 * found >= total else reasons.HOLDS_PARTLY


def _home(claim: pd.Series, homes: pd.DataFrame) -> pd.Series | None:
    """Give café and table of a claim's topic, None where it has none."""
    found = homes[
        (homes["topic"] == claim["topic"]) & (homes["cafe"] == claim["cafe"]) & (homes["table"] != "")
    ]
    if found.empty:
        return None
    return pd.Series({"cafe": found["home_cafe"].iloc[0], "table": found["table"].iloc[0]})


def _pointed_at(text: str, others: pd.DataFrame, home: pd.Series) -> tuple[pd.DataFrame, str]:
    """Give the notes that a pointer names by table, topic or café, or all but its own, and where that is."""
    for column in ("table", "topic", "cafe"):
        names = [name for name in dict.fromkeys(others[column]) if name and _names(text, name)]
        names = [name for name in names if column != "cafe" or name != home["cafe"]]
        if names:
            chosen = others[others[column].isin(names)]
            where = reasons.UNDER if column == "topic" else reasons.AT
            return chosen, where.format(names=" and ".join(names))
    return others, reasons.AT_ANOTHER


def _called(home: pd.Series, notes: pd.DataFrame) -> str:
    """Name a table, with its café where there are several, which may have tables of the same name."""
    return ", ".join(filter(None, home)) if notes["cafe"].nunique() > 1 else str(home["table"])


def _names(text: str, name: str) -> bool:
    """Tell whether a text names a place."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def _said_again(
    own: pd.DataFrame,
    elsewhere: pd.DataFrame,
    embeddings: Embeddings,
    settings: CrossrefSettings,
) -> set[str]:
    """Give the suggestions of a table that another note says, as likely as notes of two cafés agree."""
    pairs = score_pairs(own, elsewhere, embeddings, settings).pairs
    return {str(own["segment_id"].iloc[row]) for row in pairs.loc[pairs["score"] >= AGAIN_FROM, "claim"]}
