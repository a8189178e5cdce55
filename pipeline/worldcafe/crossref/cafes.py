"""What a later café says of what was said at an earlier one: confirmed, made more precise, contradicted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from pandera.typing import DataFrame

from worldcafe.crossref.changes import is_hindered, turned_meaning
from worldcafe.crossref.differences import align, shared_words, show_difference, verbatim_share
from worldcafe.crossref.similarity import Side, make_side, nearest_pairs
from worldcafe.crossref.words import Lexicon, content_stems, learn_lexicon
from worldcafe.everywhere import without, words_said_everywhere
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Comparisons, Embeddings

AGAIN_FROM = 0.45  # likeness from which a later note speaks of the same as an earlier one
MEANING_SHARE = 0.7  # two rough notes on one thing share fewer words than a report shares with its notes
MOST_EARLIER = 3  # earlier notes named per later note
SHARED_WORDS = 2  # content words in common; one alone is a subject that both touch
SHARED_SHARE = 0.5  # of the weight of the lighter note, in words that both hold
WORDED_ALIKE = 0.6  # share of the lighter wording that must be equal before a contradiction is called one
MORE_TO_SAY = 1.6  # so many times the weight of the earlier note's words makes a later one a detail of it
FEWEST_ADDED = 3  # content words that a detail adds


@dataclass(frozen=True)
class _Said:
    """The notes, and one side of them without the words that are said everywhere."""

    notes: pd.DataFrame
    side: Side
    lexicon: Lexicon


def compare_cafes(
    notes: pd.DataFrame, embeddings: Embeddings, settings: CrossrefSettings
) -> DataFrame[Comparisons]:
    """Pair notes of later cafés with those of earlier ones that speak of the same, and say how they stand.

    Cafés follow each other in the order of the sources. Precision comes before recall: a pair must be
    alike in meaning and share words of substance; a question is never paired with a statement, nor a
    difficulty with what is said without one.
    Notes without a café, or a single café, give an empty table.

    Returns:
        A row per pair, in the order of the later notes, the most alike first.
    """
    cafes = [cafe for cafe in dict.fromkeys(notes["cafe"]) if cafe]
    columns = list(Comparisons.to_schema().columns)
    if len(cafes) < 2:
        return Comparisons.validate(pd.DataFrame(columns=columns))
    said = _said(notes, embeddings)
    rows = [
        row
        for place, cafe in enumerate(cafes[1:], start=1)
        for row in _of_cafe(said, cafes[:place], cafe, settings)
    ]
    return Comparisons.validate(pd.DataFrame(rows, columns=columns))


def _said(notes: pd.DataFrame, embeddings: Embeddings) -> _Said:
    """Take away what is said everywhere, from texts and from vectors."""
    tables = (notes["cafe"] + notes["table"]).to_list()
    everywhere = words_said_everywhere(notes["clean_text"].to_list(), tables)
    texts = [without(text, everywhere) for text in notes["clean_text"]]
    damped = embeddings if embeddings.damped is None else replace(embeddings, matrix=embeddings.damped)
    side = make_side(texts, notes["segment_id"].to_list(), damped)
    return _Said(notes, side, learn_lexicon(texts))


def _of_cafe(
    said: _Said, before: Sequence[str], cafe: str, settings: CrossrefSettings
) -> Iterator[tuple[object, ...]]:
    """Give the rows of one café's notes against those of all cafés before it."""
    earlier, now = (np.flatnonzero(said.notes["cafe"].isin(names)) for names in (before, [cafe]))
    mixed = replace(settings, meaning_share=MEANING_SHARE, most_notes=MOST_EARLIER)
    pairs = nearest_pairs(said.side.only(now), said.side.only(earlier), said.lexicon, mixed, AGAIN_FROM)
    again = pairs[pairs["score"] >= AGAIN_FROM]
    for here, there, score in again[["claim", "note", "score"]].to_numpy():
        rows = int(now[int(here)]), int(earlier[int(there)])
        verdict, reason, diff = _verdict(said, *rows)
        if verdict:
            one, other = (said.notes.iloc[row] for row in rows)
            named = (one["segment_id"], other["segment_id"], one["cafe"], other["cafe"])
            shared = ", ".join(shared_words(said.side.texts[rows[1]], said.side.texts[rows[0]]))
            yield (*named, verdict, min(float(score), 1.0), shared, diff, reason)


def _verdict(said: _Said, later: int, earlier: int) -> tuple[str, str, str]:
    """Give the verdict ("" for none), the reason in a sentence, and the difference where it matters."""
    none = ("", "", "")
    if len({said.side.texts[row].rstrip().endswith("?") for row in (later, earlier)}) > 1:
        return none
    weigh = said.lexicon.weight
    now, before = (
        {stem: weigh(stem) for stem in content_stems(said.side.texts[row])} for row in (later, earlier)
    )
    shared = now.keys() & before.keys()
    lighter = min(sum(now.values()), sum(before.values()))
    if len(shared) < SHARED_WORDS or sum(map(weigh, shared)) < SHARED_SHARE * lighter:
        return none
    if len({is_hindered(said.side.texts[row]) for row in (later, earlier)}) > 1:
        return none
    wordings = [said.notes["clean_text"].iloc[row] for row in (earlier, later)]
    turned = turned_meaning(*wordings)
    if turned:
        edits = align(*wordings)
        alike = verbatim_share(edits, said.lexicon)[0] >= WORDED_ALIKE
        return (
            ("contradicts", f"It turns what was said: {turned}.", show_difference(edits)) if alike else none
        )
    added = now.keys() - before.keys()
    if len(added) >= FEWEST_ADDED and sum(now.values()) >= MORE_TO_SAY * sum(before.values()):
        return "details", f"It says the same and adds {len(added)} words of substance.", ""
    return "confirms", "It says the same.", ""
