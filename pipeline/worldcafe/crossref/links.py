"""Which notes each claim says: `same` (near-verbatim) or `support` (in other words)."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from pandera.typing import DataFrame

from worldcafe.crossref.differences import Edit, align, shared_words, verbatim_share
from worldcafe.crossref.words import Lexicon
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Links

WORDS_TO_QUOTE = 3  # a run of fewer content words inside a longer text is a topic they share, not a quotation
WORTH_ALIGNING = 0.5  # of `link_from`: below it no wording was ever near-verbatim


def link_pairs(
    pairs: pd.DataFrame,
    claims: Sequence[str],
    notes: Sequence[str],
    lexicon: Lexicon,
    settings: CrossrefSettings,
) -> pd.DataFrame:
    """Turn scored pairs into links: those at `link_from` or above, and every near-verbatim pair.

    Args:
        pairs: `claim` and `note` (row numbers) and `score`, from `similarity.nearest_pairs`.
        claims: the texts of the claims.
        notes: the texts of the notes.
        lexicon: the weights of words in this corpus.
        settings: the thresholds.

    Returns:
        `claim`, `note`, `strength`, `score`, `shared`: a row per link.
    """
    rows = []
    worth = pairs[pairs["score"] >= settings.link_from * WORTH_ALIGNING]
    for claim, note, score in zip(worth["claim"], worth["note"], worth["score"].astype(float), strict=True):
        edits = align(notes[note], claims[claim])
        is_same = is_near_verbatim(edits, lexicon, settings.same_from)
        if is_same or score >= settings.link_from:
            shared = ", ".join(shared_words(notes[note], claims[claim]))
            rows.append((claim, note, "same" if is_same else "support", score, shared))
    return pd.DataFrame(rows, columns=["claim", "note", "strength", "score", "shared"])


def is_near_verbatim(edits: Sequence[Edit], lexicon: Lexicon, same_from: float) -> bool:
    """Tell whether two texts are one wording: as wholes, or one of them quoted inside the other."""
    shorter, longer = verbatim_share(edits, lexicon)
    quoted = sum(token.is_content for edit in edits if edit.is_equal for token in edit.claim)
    return longer >= same_from or (shorter >= same_from and quoted >= WORDS_TO_QUOTE)


def name_links(links: pd.DataFrame, claims: pd.DataFrame, notes: pd.DataFrame) -> DataFrame[Links]:
    """Replace row numbers by segment ids."""
    named = links.assign(
        claim_id=claims["segment_id"].to_numpy()[links["claim"].astype(int)],
        note_id=notes["segment_id"].to_numpy()[links["note"].astype(int)],
    )
    return Links.validate(named[["claim_id", "note_id", "strength", "score", "shared"]])
