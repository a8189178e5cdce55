"""What a later café says of what was said at an earlier one: confirmed, made more precise, contradicted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
from pandera.typing import DataFrame

from worldcafe.crossref.changes import is_hindered, opposite_meaning
from worldcafe.crossref.differences import align, shared_words, show_difference, verbatim_share
from worldcafe.crossref.polarity import turned_share
from worldcafe.crossref.scores import score_pairs
from worldcafe.crossref.words import Lexicon, content_stems
from worldcafe.language import reasons
from worldcafe.language.in_language import in_language
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Comparisons, Embeddings

AGAIN_FROM = 0.6  # likelihood from which a later note speaks of the same as an earlier one
MOST_EARLIER = 3  # earlier notes named per later note
MOST_SCORED = 20  # later notes looked at per earlier note
SHARED_WORDS = 2  # content words in common; one alone is a subject that both touch
SHARED_SHARE = 0.3  # of the weight of the lighter note, in words that both hold
TURNED_FROM = 0.35  # share of what both say that one of them denies, for a contradiction
UNCLEAR_FROM = 0.2  # below it, a negation is about something else
DENIED_ALIKE = 0.35  # share of the lighter wording that must be equal for that
WORDED_ALIKE = 0.6  # share of the lighter wording that must be equal before an opposite contradicts
MORE_TO_SAY = 1.25  # so many times the weight of the earlier note's words makes a later one a detail of it
FEWEST_ADDED = 4  # content words that a detail adds


def compare_cafes(
    notes: pd.DataFrame, embeddings: Embeddings, settings: CrossrefSettings
) -> DataFrame[Comparisons]:
    """Pair notes of later cafés with those of earlier ones that speak of the same, and say how they stand.

    Cafés follow each other in the order of the sources. A pair is scored as a claim and a note are, the
    earlier note in the place of the claim: what counts is how much of it the later note says. A question is
    never paired with a statement, nor a difficulty with what is said without one.
    Notes without a café, or a single café, give an empty table.

    Returns:
        A row per pair, in the order of the later notes, the most likely first.
    """
    cafes = [cafe for cafe in dict.fromkeys(notes["cafe"]) if cafe]
    rows = [
        row
        for place, cafe in enumerate(cafes[1:], start=1)
        for row in _of_cafe(
            notes, notes["cafe"].isin(cafes[:place]), notes["cafe"] == cafe, embeddings, settings
        )
    ]
    return Comparisons.of(rows)


def _of_cafe(
    notes: pd.DataFrame,
    is_earlier: pd.Series,
    is_later: pd.Series,
    embeddings: Embeddings,
    settings: CrossrefSettings,
) -> Iterator[tuple[object, ...]]:
    """Give the rows of one café's notes against those of all cafés before it."""
    earlier, later = (notes[chosen].reset_index(drop=True) for chosen in (is_earlier, is_later))
    scored = score_pairs(earlier, later, embeddings, replace(settings, most_notes=MOST_SCORED))
    again = scored.pairs[scored.pairs["score"] >= AGAIN_FROM]
    again = again.sort_values(["note", "score", "claim"], ascending=[True, False, True])
    best = again.groupby("note").head(MOST_EARLIER)
    for row, column, score in zip(best["claim"], best["note"], best["score"], strict=True):
        before, now = earlier.iloc[row], later.iloc[column]
        texts = tuple(in_language(note["clean_text"], note["language"]) for note in (before, now))
        verdict, reason, diff = _verdict(texts[0], texts[1], scored.lexicon)
        if verdict:
            named = (now["segment_id"], before["segment_id"], now["cafe"], before["cafe"])
            yield (*named, verdict, score, ", ".join(shared_words(texts[0], texts[1])), diff, reason)


def _verdict(before: str, now: str, lexicon: Lexicon) -> tuple[str, str, str]:
    """Give the verdict ("" for none), the reason in a sentence, and the difference where it matters."""
    none = ("", "", "")
    earlier, later = ({stem: lexicon.weight(stem) for stem in content_stems(text)} for text in (before, now))
    shared = sum(earlier[stem] for stem in earlier.keys() & later.keys())
    lighter = min(sum(earlier.values()), sum(later.values()))
    if len(earlier.keys() & later.keys()) < SHARED_WORDS or shared < SHARED_SHARE * lighter:
        return none
    if before.rstrip().endswith("?") != now.rstrip().endswith("?") or is_hindered(before) != is_hindered(now):
        return none
    turned = _turned(before, now, lexicon)
    if turned:
        return "contradicts", reasons.TURNED.format(change=turned), show_difference(align(before, now))
    if turned_share(before, now, lexicon) >= UNCLEAR_FROM:
        return none
    added = len(later.keys() - earlier.keys())
    if added >= FEWEST_ADDED and sum(later.values()) >= MORE_TO_SAY * sum(earlier.values()):
        return "details", reasons.ADDS.format(n=added), ""
    return "confirms", reasons.SAME, ""


def _turned(before: str, now: str, lexicon: Lexicon) -> str:
    """Say what makes the later note the opposite of the earlier one, "" where nothing does."""
    alike = verbatim_share(align(before, now), lexicon)[0]
    if alike >= DENIED_ALIKE and turned_share(before, now, lexicon) >= TURNED_FROM:
        return reasons.DENIED
    return opposite_meaning(before, now) if alike >= WORDED_ALIKE else ""
