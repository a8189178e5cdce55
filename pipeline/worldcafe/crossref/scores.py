"""How sure it is that a claim says a note: words, meaning, place and theme brought together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from worldcafe.crossref.similarity import common_means, make_side, nearest_pairs
from worldcafe.crossref.topic_tables import find_homes, number_homes
from worldcafe.crossref.words import Lexicon, learn_lexicon
from worldcafe.settings import CrossrefSettings
from worldcafe.tables import Embeddings

WORTH_A_LOOK = 0.2  # of likeness: below it no wording was ever near-verbatim
FAVOURITE_BONUS = 0.05  # for the claim that says a note clearly better than any other
CLEARLY = 0.1  # likeness before the next claim, from which the bonus is whole
KIND_BONUS = 0.06  # for a suggestion that is said by a suggestion, a problem by a problem ...
EVEN = 0.53  # likeness at which a pair is as likely a link as not
STEEPNESS = 15.0  # how fast that turns


@dataclass(frozen=True)
class Scored:
    """The best notes of each claim and what scored them.

    `pairs` has `claim`, `note` (row numbers), `score` (how likely a reader would link the two, 0-1),
    `at_home` (the note is of the table of the claim's topic) and `in_theme` (of the claim's theme).
    """

    pairs: pd.DataFrame
    homes: pd.DataFrame
    lexicon: Lexicon


def score_pairs(
    claims: pd.DataFrame,
    notes: pd.DataFrame,
    embeddings: Embeddings,
    settings: CrossrefSettings,
    least: float = WORTH_A_LOOK,
) -> Scored:
    """Score claims with notes, both of them rows of `Segments`; pairs less alike than `least` left out.

    Notes of an earlier café may take the place of claims; their words and themes then count as well.
    """
    said = pd.concat([notes, claims[claims["role"] == "note"]])
    lexicon = learn_lexicon(said["clean_text"].to_list(), claims["clean_text"])
    homes = find_homes(claims, notes)
    of_claims, of_notes = number_homes(claims, notes, homes)
    means = common_means(said["segment_id"].to_list(), embeddings)
    left, right = (
        make_side(table, embeddings, means, numbers)
        for table, numbers in ((claims, of_claims), (notes, of_notes))
    )
    pairs = nearest_pairs(left, right, lexicon, settings, least)
    pairs["at_home"] = (of_claims[pairs["claim"]] == of_notes[pairs["note"]]) & (
        of_claims[pairs["claim"]] >= 0
    )
    pairs = _with_kinds(_with_favourites(pairs, least), claims["kind"], notes["kind"])
    own_themes = claims["theme_id"].where(claims["role"] == "note", "").to_numpy()
    return Scored(_with_themes(pairs, own_themes, notes["theme_id"].to_numpy(), settings), homes, lexicon)


def _with_favourites(pairs: pd.DataFrame, least: float) -> pd.DataFrame:
    """Let each note speak for the claim that says it best, the more the clearer the next is behind."""
    ranked = pairs.sort_values(["note", "score", "claim"], ascending=[True, False, True])
    first = ~ranked["note"].duplicated()
    following = ranked.groupby("note")["score"].shift(-1).fillna(least)
    clear = ((ranked["score"] - following) / CLEARLY).clip(0, 1).where(first, 0.0)
    return ranked.assign(score=(ranked["score"] + FAVOURITE_BONUS * clear).astype(np.float32))


def _with_kinds(pairs: pd.DataFrame, of_claims: pd.Series, of_notes: pd.Series) -> pd.DataFrame:
    """Count it for a pair that both are of one kind: a wish is hardly ever said by an observation."""
    one, other = of_claims.to_numpy()[pairs["claim"]], of_notes.to_numpy()[pairs["note"]]
    alike = np.float32(KIND_BONUS) * ((one == other) & (one != ""))
    scored = pairs.assign(score=pairs["score"] + alike)
    return scored.sort_values(["claim", "score", "note"], ascending=[True, False, True], ignore_index=True)


def _with_themes(
    pairs: pd.DataFrame,
    of_claims: npt.NDArray[np.str_],
    of_notes: npt.NDArray[np.str_],
    settings: CrossrefSettings,
) -> pd.DataFrame:
    """Take a claim to be of its own theme, or of that of its best note, which speaks for the notes of it."""
    best = pairs.drop_duplicates("claim").set_index("claim")["note"]
    given, of_note = of_claims[pairs["claim"]], of_notes[pairs["note"]]
    of_claim = np.where(given == "", of_notes[pairs["claim"].map(best)], given)
    chosen = ~pairs["claim"].duplicated().to_numpy() & (given == "")
    in_theme = (of_claim == of_note) & (of_note != "") | chosen
    alike = pairs["score"] + np.float32(settings.theme_bonus) * in_theme
    scored = pairs.assign(score=likelihood(alike.to_numpy()), in_theme=in_theme & (of_note != ""))
    return scored.sort_values(["claim", "score", "note"], ascending=[True, False, True], ignore_index=True)


def likelihood(alike: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """Turn likeness into the share of such pairs that readers linked (Platt 1999)."""
    turned: npt.NDArray[np.float64] = 1 / (1 + np.exp(-STEEPNESS * (np.asarray(alike, np.float64) - EVEN)))
    return turned
