"""Which notes each claim says: `same` (near-verbatim), `support` (in other words), or only `near`."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandera.typing import DataFrame

from worldcafe.crossref.differences import Edit, align, name_shared, verbatim_share
from worldcafe.crossref.scores import Scored
from worldcafe.crossref.similarity import CANDIDATES
from worldcafe.crossref.words import Lexicon
from worldcafe.language import reasons
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Candidates, FloatMatrix, Links

WORDS_TO_QUOTE = 3  # a run of fewer content words inside a longer text is a topic they share, not a quotation
SAME_SCORE = 0.95  # how likely a near-verbatim pair is a link, however short it is beside the other text
PAIRS_PER_BLOCK = 20_000  # looked at together
NEARLY = 0.2  # of the wording may be grammar words, which the quick look does not see


def link_pairs(
    scored: Scored, claims: Sequence[str], notes: Sequence[str], settings: CrossrefSettings
) -> pd.DataFrame:
    """Turn scored pairs into links: the best of each claim, the likeliest of all, and what is near-verbatim.

    The likeliest are as many as the root of claims times notes: likelihoods mean another thing in each
    report, and more links are more wrong ones. Notes of a claim whose support is below `supported_from` are
    only near, below `near_from` not even that, unless one of them is near-verbatim.

    Args:
        scored: from `scores.score_pairs`.
        claims: the texts of the claims.
        notes: the texts of the notes.
        settings: the thresholds.

    Returns:
        `claim`, `note`, `strength`, `score`, `shared`: a row per link.
    """
    pairs, lexicon = scored.pairs, scored.lexicon
    shared = shared_shares(pairs, claims, notes, lexicon) >= settings.same_from - NEARLY
    near = scored.support[pairs["claim"]] >= settings.near_from
    best = ~pairs["claim"].duplicated().to_numpy()
    size = int((near & best).sum()), len(notes)
    likely = near & (best | _likeliest(pairs["score"].to_numpy(), near, size, settings))
    looked = shared | likely
    rows = []
    for pair, aligned, is_likely in zip(
        pairs[looked].to_dict("records"), shared[looked], likely[looked], strict=True
    ):
        note, claim, score = notes[pair["note"]], claims[pair["claim"]], float(pair["score"])
        is_same = aligned and is_near_verbatim(align(note, claim), lexicon, settings.same_from)
        if is_same or is_likely:
            strength, score = ("same", max(score, SAME_SCORE)) if is_same else ("support", score)
            rows.append((pair["claim"], pair["note"], strength, score, _shared(note, claim, pair)))
    links = pd.DataFrame(rows, columns=["claim", "note", "strength", "score", "shared"])
    carried = {*np.flatnonzero(scored.support >= settings.supported_from)}
    return only_near(links, ~links["claim"].isin(carried | {*links["claim"][links["strength"] == "same"]}))


def only_near(links: pd.DataFrame, rows: pd.Series[bool]) -> pd.DataFrame:
    """Give the links with the notes of these rows only near their claims."""
    return links.assign(strength=links["strength"].mask(rows, "near"))


def _likeliest(
    scores: FloatMatrix, near: npt.NDArray[np.bool_], size: tuple[int, int], settings: CrossrefSettings
) -> npt.NDArray[np.bool_]:
    """Tell which pairs are the likeliest, at most the root of claims times notes (`size`)."""
    likely = np.flatnonzero(near & (scores >= settings.link_from))
    found = np.zeros(len(scores), dtype=bool)
    few = round(math.prod(size) ** 0.5)
    found[likely[np.argsort(-scores[likely], kind="stable")[:few]]] = True
    return found


def _shared(note: str, claim: str, pair: dict[Hashable, Any]) -> str:
    """Say what the two have in common: words, and the table and theme where they are the same."""
    near = {
        (True, True): reasons.AT_HOME_IN_THEME,
        (True, False): reasons.AT_HOME,
        (False, True): reasons.IN_THEME,
    }
    template = near.get((bool(pair["at_home"]), bool(pair["in_theme"])), "{words}")
    return template.format(words=name_shared(note, claim))


def shared_shares(
    pairs: pd.DataFrame, claims: Sequence[str], notes: Sequence[str], lexicon: Lexicon
) -> npt.NDArray[np.float64]:
    """Give for each pair the share of the lighter text's weight in words that both hold, block by block.

    A quick look, whether two texts are worth aligning; 1 where one of them has grammar words only.
    """
    sides = []
    for name, texts in (("claim", claims), ("note", notes)):
        rows, place = np.unique(pairs[name].to_numpy(np.int64), return_inverse=True)
        sides.append((lexicon.weighted([texts[row] for row in rows]), place))
    (left, of_left), (right, of_right) = sides
    total = [np.asarray(side.sum(axis=1), np.float64).ravel() for side in (left, right)]
    shares = np.zeros(len(pairs))
    for start in range(0, len(pairs), PAIRS_PER_BLOCK):
        one, other = of_left[start : start + PAIRS_PER_BLOCK], of_right[start : start + PAIRS_PER_BLOCK]
        shared = np.asarray(left[one].minimum(right[other]).sum(axis=1), np.float64).ravel()
        lighter = np.minimum(total[0][one], total[1][other])
        shares[start : start + PAIRS_PER_BLOCK] = np.where(lighter > 0, shared / np.maximum(lighter, 1e-9), 1)
    return shares


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


def list_candidates(
    pairs: pd.DataFrame, links: pd.DataFrame, claims: pd.DataFrame, notes: pd.DataFrame
) -> DataFrame[Candidates]:
    """Give the best dozen notes of each claim, and whether each is among the links (by segment ids)."""
    best = pairs.groupby("claim").head(CANDIDATES)
    linked = set(zip(links["claim_id"], links["note_id"], strict=True))
    named = best.assign(
        claim_id=claims["segment_id"].to_numpy()[best["claim"]],
        note_id=notes["segment_id"].to_numpy()[best["note"]],
        rank=best.groupby("claim").cumcount() + 1,
        score=best["score"].astype(float),
    )
    both = zip(named["claim_id"], named["note_id"], strict=True)
    named = named.assign(linked=[pair in linked for pair in both])
    return Candidates.validate(named[list(Candidates.to_schema().columns)].reset_index(drop=True))
