"""Which notes each claim says: `same` (near-verbatim) or `support` (in other words)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd
from pandera.typing import DataFrame

from worldcafe.crossref.differences import Edit, align, shared_words, verbatim_share
from worldcafe.crossref.words import Lexicon, content_stems
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Links

WORDS_TO_QUOTE = 3  # a run of fewer content words inside a longer text is a topic they share, not a quotation
SAME_SCORE = 0.95  # how likely a near-verbatim pair is a link, however short it is beside the other text
NEARLY = 0.2  # of the wording may be grammar words, which the quick look does not see


def link_pairs(
    pairs: pd.DataFrame,
    claims: Sequence[str],
    notes: Sequence[str],
    lexicon: Lexicon,
    settings: CrossrefSettings,
) -> pd.DataFrame:
    """Turn scored pairs into links: those at `link_from` or above, and every near-verbatim pair.

    Args:
        pairs: from `scores.score_pairs`.
        claims: the texts of the claims.
        notes: the texts of the notes.
        lexicon: the weights of words in this corpus.
        settings: the thresholds.

    Returns:
        `claim`, `note`, `strength`, `score`, `shared`: a row per link.
    """
    rows = []
    for pair in pairs.to_dict("records"):
        note, claim, score = notes[pair["note"]], claims[pair["claim"]], float(pair["score"])
        is_same = _may_be_verbatim(note, claim, lexicon, settings.same_from) and is_near_verbatim(
            align(note, claim), lexicon, settings.same_from
        )
        if is_same or score >= settings.link_from:
            strength, score = ("same", max(score, SAME_SCORE)) if is_same else ("support", score)
            rows.append((pair["claim"], pair["note"], strength, score, _shared(note, claim, pair)))
    return pd.DataFrame(rows, columns=["claim", "note", "strength", "score", "shared"])


def _shared(note: str, claim: str, pair: dict[Hashable, Any]) -> str:
    """Say what the two have in common: words, and the table and theme where they are the same."""
    place = " and ".join(
        name for name in ("table", "theme") if pair[{"table": "at_home", "theme": "in_theme"}[name]]
    )
    words = ", ".join(shared_words(note, claim)) or "meaning, no word"
    return f"{words} (same {place})" if place else words


def _may_be_verbatim(note: str, claim: str, lexicon: Lexicon, same_from: float) -> bool:
    """Look quickly whether two texts share enough words to be worth aligning."""
    left, right = ({stem: lexicon.weight(stem) for stem in content_stems(text)} for text in (note, claim))
    lighter = min(sum(left.values()), sum(right.values()))
    shared = sum(weight for stem, weight in left.items() if stem in right)
    return shared >= (same_from - NEARLY) * lighter


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
