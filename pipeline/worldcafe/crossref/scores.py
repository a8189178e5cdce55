"""Claims and notes brought together: what each word tells, where each is at home, how alike they are."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from worldcafe.crossref.homes import find_homes, number_homes
from worldcafe.crossref.similarity import Side, centre, nearest_pairs, rows_of
from worldcafe.crossref.words import Lexicon, learn_lexicon
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Embeddings


@dataclass(frozen=True)
class Scored:
    """The best notes of each claim (`claim`, `note`: row numbers, `score`), and what scored them."""

    pairs: pd.DataFrame
    homes: pd.DataFrame
    lexicon: Lexicon


def score_pairs(
    claims: pd.DataFrame, notes: pd.DataFrame, embeddings: Embeddings, settings: CrossrefSettings
) -> Scored:
    """Score claims with notes, both of them rows of `Segments`."""
    lexicon = learn_lexicon(notes["clean_text"].to_list(), claims["clean_text"])
    homes = find_homes(claims, notes)
    of_claims, of_notes = number_homes(claims, notes, homes)
    left, right = centre(
        rows_of(embeddings, claims["segment_id"].to_list()),
        rows_of(embeddings, notes["segment_id"].to_list()),
    )
    one = Side(claims["clean_text"].to_list(), left, of_claims)
    other = Side(notes["clean_text"].to_list(), right, of_notes)
    return Scored(nearest_pairs(one, other, lexicon, settings), homes, lexicon)
